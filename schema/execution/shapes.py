"""What is read of rows, and what is made of them.

A *fetch* is what one statement reads of a model: columns, and the branches that lead on to other rows. A *shape* is
what one selection makes of such rows. Two selections of the same rows, such as ``nodes`` and ``edges { node }`` or a
field under two names, are two shapes over one fetch, so that nothing is read twice.

A shape is compiled to a Python function that makes the dictionaries of all rows of a level in one loop, as a person
would write it for just this selection. For ``{ id name shares { title } }`` it reads, in essence:

    def build(rows, context, groups, aligned):
        g0, = groups
        out = []
        for c0, c1, c2 in rows:
            v0 = f1(c1, c2)
            out.append({"id": f0(c0), "name": v0, "shares": g0.get(c0) or []})
        return out

Whatever does not go as planned raises, and the document is left to graphql-core, whose answer is exact.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

from schema.execution.codecs import Source, reader, suffixes, writer
from schema.execution.faults import Unfit
from schema.execution.tables import field_of, has_column

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from graphql import GraphQLLeafType
    from tortoise.models import Model

    from schema.execution.mapping import Relation
    from schema.execution.statements import Written

    Builder = Callable[[Sequence[Any], Any, Sequence[Any], Sequence[Any]], list[Any]]

EMPTY: Sequence[Any] = ()


@dataclass(slots=True, eq=False)
class Fetch:
    """The rows of a model: which columns are read, and what they lead to."""

    model: type[Model]
    # It is of one row: what it leads to may be nested in its statement.
    is_single: bool = False
    columns: dict[str, int] = field(default_factory=dict[str, int])
    branches: list[Branch] = field(default_factory=list["Branch"])
    # What its statements select, for each role (schema.execution.statements).
    written: dict[tuple[object, ...], Written] = field(default_factory=dict[Any, Any])
    _nested: list[Branch] | None = None

    def column(self, name: str) -> int:
        """Return the place of a column, which is read from now on."""
        if not has_column(self.model, name):
            raise Unfit(f"{self.model.__name__} has no column {name}")
        return self.columns.setdefault(name, len(self.columns))

    def branch(self, relation: Relation) -> Branch:
        """Return the branch of a relation, the same for all shapes."""
        for branch in self.branches:
            if branch.relation is relation:
                return branch
        branch = Branch(relation, self.column(relation.key), Fetch(relation.model))
        self.branches.append(branch)
        return branch

    def nested(self) -> list[Branch]:
        """Return the branches that are nested as JSON in the statement of a single row; once all shapes are there."""
        if self._nested is None:
            self._nested = [branch for branch in self.branches if branch.can_be_nested()]
        return self._nested


@dataclass(slots=True, eq=False)
class Branch:
    """Rows that others lead to, by the value of a column of theirs."""

    relation: Relation
    key: int
    fetch: Fetch
    shapes: list[Shape] = field(default_factory=list["Shape"])
    # Its statement, for each role.
    written: dict[tuple[object, ...], Written] = field(default_factory=dict[Any, Any])

    def can_be_nested(self) -> bool:
        """Tell whether it ends at its first list, so that a statement that nests it is of a bounded size."""
        if any(shape.aligned for shape in self.shapes):
            return False
        if self.relation.many:
            return not self.fetch.branches
        return all(branch.can_be_nested() for branch in self.fetch.branches)


class Shape:
    """What a selection makes of the rows of a fetch."""

    def __init__(self, fetch: Fetch) -> None:
        self.fetch = fetch
        # By the names of the response.
        self.parts: dict[str, Part] = {}
        # What is grouped by keys, and what is made row by row beforehand; both are handed to the builder.
        self.groups: list[tuple[Branch, Shape]] = []
        self.aligned: list[Any] = []
        self._builders: dict[tuple[Source, bool, int], Builder] = {}
        self._counts: bool | None = None

    def counts_by_itself(self) -> bool:
        """Tell whether anything in it is made row by row, whose lists its rows' weights do not hold."""
        if self._counts is None:
            self._counts = bool(self.aligned) or any(inner.counts_by_itself() for _, inner in self.groups)
        return self._counts

    def builder(self, source: Source, *, nests: bool, extra: int) -> Builder:
        """Return the function for rows of a source, with so many values more at each row's end.

        With ``nests``, the branches that can be are part of the rows.
        """
        key = (source, nests, extra)
        if key not in self._builders:
            self._builders[key] = _Writer(self, source, nests=nests, extra=extra).function()
        return self._builders[key]


class _Writer:
    """Writes one builder."""

    def __init__(self, shape: Shape, source: Source, *, nests: bool, extra: int) -> None:
        self.shape, self.source, self.extra = shape, source, extra
        self.nested = shape.fetch.nested() if nests else []
        self.names: dict[str, Any] = {"EMPTY": EMPTY, "loads": orjson.loads, "refuse": _refuse}
        self.before: list[str] = []
        self._variables = 0

    def function(self) -> Builder:
        parts = [f"{name!r}: {part.source(self)}" for name, part in self.shape.parts.items()]
        unpacked = [f"c{place}" for place in range(len(self.shape.fetch.columns))]
        unpacked += [f"j{place}" for place in range(len(self.nested))] + [f"_{place}" for place in range(self.extra)]
        groups = [f"g{place}" for place, (branch, _) in enumerate(self.shape.groups) if branch not in self.nested]
        aligned = [f"n{place}" for place in range(len(self.shape.aligned))]
        lines = [
            "def build(rows, context, groups, aligned):",
            *([f" {', '.join(groups)}, = groups"] if groups else []),
            *([f" {', '.join(aligned)}, = aligned"] if aligned else []),
            " out = []",
            f" for {', '.join(unpacked) or '_'}{',' if len(unpacked) == 1 else ''} in rows:",
            *[f"  {line}" for line in self.before],
            f"  out.append({{{', '.join(parts)}}})",
            " return out",
        ]
        # The text is made of names of ours and of reprs, never of what came over the network as it is.
        exec("\n".join(lines), self.names)  # noqa: S102
        return self.names["build"]

    def name(self, value: object) -> str:
        """Return a name for a value that the code needs."""
        name = f"f{len(self.names)}"
        self.names[name] = value
        return name

    def variable(self) -> str:
        self._variables += 1
        return f"v{self._variables}"

    def column(self, place: int) -> tuple[str, Any]:
        """Return a column's variable, and its field."""
        return f"c{place}", field_of(self.shape.fetch.model, list(self.shape.fetch.columns)[place])

    def converted(self, variable: str, convert: Callable[[Any], Any] | None, *, nullable: bool) -> str:
        if convert is None:
            return variable
        called = f"{self.name(convert)}({variable})"
        return f"(None if {variable} is None else {called})" if nullable else called


class Part(ABC):
    """One field of a shape."""

    @abstractmethod
    def source(self, to: _Writer) -> str:
        """Return the expression of its value."""


@dataclass(frozen=True, slots=True)
class Constant(Part):
    """The same in each row."""

    value: str | None

    def source(self, to: _Writer) -> str:  # noqa: ARG002 - as Part
        return repr(self.value)


@dataclass(frozen=True, slots=True)
class Cell(Part):
    """A column's value as a scalar or an enum."""

    place: int
    leaf: GraphQLLeafType

    def source(self, to: _Writer) -> str:
        variable, column = to.column(self.place)
        return to.converted(variable, writer(to.source, column, self.leaf), nullable=column.null)


@dataclass(frozen=True, slots=True)
class Id(Part):
    """The row's key as a TypeID."""

    place: int
    prefix: str

    def source(self, to: _Writer) -> str:
        return f"f'{self.prefix}_{{{to.name(suffixes(to.source))}[c{self.place}]}}'"


@dataclass(frozen=True, slots=True)
class Made(Part):
    """What a function makes of columns."""

    read: Callable[..., Any]
    places: Sequence[int]
    contextual: bool
    value: Value

    def source(self, to: _Writer) -> str:
        arguments = ["context"] if self.contextual else []
        for place in self.places:
            variable, column = to.column(place)
            arguments.append(to.converted(variable, reader(to.source, column), nullable=column.null))
        variable = to.variable()
        to.before.append(f"{variable} = {to.name(self.read)}({', '.join(arguments)})")
        return self.value.source(to, variable, variable)


@dataclass(frozen=True, slots=True)
class Grouped(Part):
    """What a branch leads to."""

    place: int
    branch: Branch
    shape: Shape
    required: bool

    def source(self, to: _Writer) -> str:
        if self.branch in to.nested:
            return self._nested(to)
        key = f"c{self.branch.key}"
        if self.branch.relation.many:
            return f"(g{self.place}.get({key}) or [])"
        found = f"g{self.place}.get({key})"
        return f"({found} or refuse())" if self.required else found

    def _nested(self, to: _Writer) -> str:
        variable, build = (
            f"j{to.nested.index(self.branch)}",
            to.name(self.shape.builder(Source.NESTED, nests=True, extra=0)),
        )
        rows = f"loads({variable})" if to.source is not Source.NESTED else variable
        if self.branch.relation.many:
            return f"({build}({rows}, context, EMPTY, EMPTY) if {variable} else [])"
        missing = "refuse()" if self.required else "None"
        return f"({missing} if {variable} is None else {build}(({rows},), context, EMPTY, EMPTY)[0])"


@dataclass(frozen=True, slots=True)
class Aligned(Part):
    """The next of values that were made row by row."""

    place: int

    def source(self, to: _Writer) -> str:  # noqa: ARG002 - as Part
        return f"next(n{self.place})"


class Value(ABC):
    """What a Python value is to become; one that is required refuses None."""

    required: bool

    @abstractmethod
    def inner(self, to: _Writer, variable: str) -> str:
        """Return the expression of it for a variable that is not None."""

    def source(self, to: _Writer, variable: str, assigned: str) -> str:
        """Return the expression of it, where ``assigned`` gives the variable its value, if need be."""
        if self.required:
            return f"(refuse() if {assigned} is None else {self.inner(to, variable)})"
        return f"(None if {assigned} is None else {self.inner(to, variable)})"


@dataclass(frozen=True, slots=True)
class Leaf(Value):
    """A scalar or an enum."""

    type: GraphQLLeafType
    required: bool

    def inner(self, to: _Writer, variable: str) -> str:
        called = f"{to.name(self.type.serialize)}({variable})"
        # A text is a text: no need to ask.
        return f"({variable} if type({variable}) is str else {called})" if self.type.name == "String" else called


@dataclass(frozen=True, slots=True)
class Plain(Value):
    """An object with attributes, by the names of the response; a text instead of an attribute is the type's name."""

    attributes: dict[str, tuple[str, Value] | str]
    required: bool

    def inner(self, to: _Writer, variable: str) -> str:
        parts: list[str] = []
        for name, attribute in self.attributes.items():
            if isinstance(attribute, str):
                parts.append(f"{name!r}: {attribute!r}")
            else:
                inner = to.variable()
                source = attribute[1].source(to, inner, f"({inner} := {variable}.{attribute[0]})")
                parts.append(f"{name!r}: {source}")
        return f"{{{', '.join(parts)}}}"


@dataclass(frozen=True, slots=True)
class ListOf(Value):
    """A list of values."""

    item: Value
    required: bool

    def inner(self, to: _Writer, variable: str) -> str:
        item = to.variable()
        return f"[{self.item.source(to, item, item)} for {item} in {variable}]"


def _refuse() -> None:
    raise Unfit("null where there must be something")
