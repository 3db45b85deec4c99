"""Scoped queries, and fetching what a selection wants of them.

A root field does not read: it returns what it wants, a query that already bears its scope, filter and order. Fetching
it costs a number of statements that the shape of the selection decides, never the number of rows: what a level of rows
leads to is gathered and loaded together.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from tortoise.models import Model
    from tortoise.queryset import QuerySet

    from graphapi.models.base import Row
    from schema.context import Context, Info

# The type of each model that has one; a type wraps a row.
TYPE_OF: dict[type[Model], Any] = {}


def over(model: type[Model]) -> Any:  # noqa: ANN401 - a class decorator
    """Register a type as the one over a model."""

    def register(cls: Any) -> Any:  # noqa: ANN401 - a class
        TYPE_OF[model] = cls
        return cls

    return register


def wrap(row: Any) -> Any:  # noqa: ANN401 - a row, and the type over its model
    """Make the API's object of a row."""
    return None if row is None else TYPE_OF[type(row)](row=row)


@dataclass(frozen=True, slots=True)
class Wanted(ABC):
    """A scoped query to be fetched."""

    rows: QuerySet[Any]

    @abstractmethod
    async def read(self) -> Any:  # noqa: ANN401 - what the field's type says
        """Fetch what is wanted."""


class One(Wanted):
    """Its first row, or null."""

    async def read(self) -> Any:  # noqa: ANN401 - the type over the model
        """Fetch the row."""
        return wrap(await self.rows.first())


class Many(Wanted):
    """All its rows; only for sets with a bound."""

    async def read(self) -> list[Any]:
        """Fetch the rows."""
        return [wrap(row) for row in await self.rows]


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


async def load(info: Info, relation: Relation, key: UUID | None) -> Any:  # noqa: ANN401 - what the relation leads to
    """Load what a row leads to, together with what its neighbours do."""
    if key is None:
        return None
    context = info.context

    async def load_level(keys: Sequence[UUID]) -> list[Any]:
        found = await _related(context, relation, keys)
        if relation.many:
            return [found[key] for key in keys]
        return [found[key][0] if found[key] else None for key in keys]

    found = await context.loader(relation, load_level).load(key)
    if relation.many:
        context.count(len(found))
    return found


async def _related(context: Context, relation: Relation, keys: Sequence[UUID]) -> defaultdict[UUID, list[Any]]:
    found: defaultdict[UUID, list[Any]] = defaultdict(list)
    access = context.access
    rows = access.rows(relation.model).filter(**relation.where).order_by(*relation.order)
    if relation.link is None:
        for row in await _within_room(context, relation, rows.filter(**{f"{relation.column}__in": keys})):
            found[getattr(row, relation.column)].append(wrap(row))
        return found
    links = access.rows(relation.link).filter(**{f"{relation.link_from}__in": keys})
    sources: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for link in await _within_room(context, relation, links):
        sources[getattr(link, relation.link_to)].append(getattr(link, relation.link_from))
    if sources:
        for row in await rows.filter(id__in=list(sources)):
            wrapped = wrap(row)
            for source in sources[row.id]:
                found[source].append(wrapped)
    return found


async def _within_room(context: Context, relation: Relation, rows: QuerySet[Any]) -> list[Any]:
    """Read the rows of a list, but none beyond what an answer may hold; raises TooComplex if there are more."""
    if not relation.many:
        return list(await rows)
    room = context.room
    read = await rows if room is None else await rows.limit(room + 1)
    if room is not None and len(read) > room:
        context.count(len(read))
    return list(read)
