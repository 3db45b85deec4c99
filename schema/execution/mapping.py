"""How types map to tables: the words in which a field says what it reads.

A type that stands over a model is declared field by field, and each field bears one of these in its metadata. They
are read twice: by the field's own resolver, which graphql-core calls row by row, and by the compiler, which reads a
whole selection at once and writes the SQL for it. So a new noun is a declaration, and nothing here knows any noun.

A root field does not read either. It returns what it *wants*: a scoped query, which bears its filter and its order,
and which whoever runs it fetches with the columns and relations of the selection.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from graphapi.services.inputs import UNSET, Unset

if TYPE_CHECKING:
    from uuid import UUID

    from tortoise.models import Model
    from tortoise.queryset import QuerySet

    from graphapi.access import Permission
    from graphapi.models import Row
    from schema.context import Context

# Where a field's metadata has its mapping.
MAPPING = "mapping"
# Several models may stand behind one type; then each has columns of its own.
Columns = Sequence[str] | Mapping[type["Model"], Sequence[str]]


@dataclass(frozen=True, slots=True, eq=False)
class Relation:
    """How rows lead to others: from the ``key`` column of one side to ``column`` of the model.

    With a ``link`` table in between, the key is found in its ``link_from`` and leads on by its ``link_to`` to ids.
    The model's rows are read through the viewer's access, so that a relation never leads out of sight.
    """

    model: type[Row]
    key: str = "id"
    column: str = "id"
    many: bool = False
    order: tuple[str, ...] = ("id",)
    where: dict[str, Any] = field(default_factory=dict[str, Any])
    link: type[Row] | None = None
    link_from: str = ""
    link_to: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A row of whatever model: what an id or a subject stands for."""

    model: type[Row]
    key: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What all fields have: who may use it."""

    permission: Permission | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Field):
    """A column as it is."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Key(Field):
    """The row's id, as a TypeID of a prefix."""

    prefix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed(Field):
    """Made of the values of columns, and of nothing else of the row; ``contextual`` ones get the context first."""

    read: Callable[..., Any]
    columns: Columns
    contextual: bool = False

    def of(self, model: type[Model]) -> Sequence[str]:
        """Return the columns that it is made of in a model."""
        return self.columns[model] if isinstance(self.columns, Mapping) else self.columns

    def value(self, row: Any, context: Context) -> Any:  # noqa: ANN401 - what the field gives
        """Return the field's value for one row."""
        model = cast("type[Model]", type(row))
        values = [getattr(row, column) for column in self.of(model)]
        return self.read(context, *values) if self.contextual else self.read(*values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Related(Field):
    """What a relation leads to: one row or null, or a list of a bound. A model without its key leads nowhere."""

    relation: Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Paged(Field):
    """A list in pages: of the rows that bear this one's id in a column. ``page`` makes the page that is asked for."""

    page: Callable[..., Any]
    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Referring(Computed):
    """A row of whatever model: ``read`` makes a Reference of the columns, or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Same(Field):
    """The row itself, as what it is; null where it is of another model."""

    model: type[Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached(Field):
    """What hangs on the context and not on the row: ``wanted`` returns a scoped query."""

    wanted: Callable[[Context], Wanted]


@dataclass(frozen=True, slots=True, kw_only=True)
class Called(Field):
    """A root field: ``call`` gets the info and the arguments, and returns a value or what is wanted.

    A mutation that is ``keyed`` is made once under an Idempotency-Key.
    """

    call: Callable[..., Any]
    keyed: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """A scoped query to be fetched."""

    rows: QuerySet[Any]


@dataclass(frozen=True, slots=True)
class One(Wanted):
    """Its row of a key, or null; the only one there is, if no key is asked for.

    It is made as another type than the model's own, if a kind is named.
    """

    kind: Any = None
    key: UUID | Unset | None = UNSET


@dataclass(frozen=True, slots=True)
class Many(Wanted):
    """All its rows; only for sets with a bound."""


# The type of each model that has one; a type wraps a row.
TYPE_OF: dict[type[Model], Any] = {}


def over(model: type[Model]) -> Any:  # noqa: ANN401 - a class decorator
    """Register a type as the one over a model."""

    def register(cls: Any) -> Any:  # noqa: ANN401 - a class
        TYPE_OF[model] = cls
        return cls

    return register


def wrap(row: Any, kind: Any = None) -> Any:  # noqa: ANN401 - a row, and the type over its model
    """Make the API's object of a row."""
    return None if row is None else (kind or TYPE_OF[type(row)])(row=row)
