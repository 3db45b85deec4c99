"""How large a document may be: one walk, each fragment measured once.

Walking the spreads without memory is how small documents freeze servers: two dozen short fragments that each spread
the next one twice would be visited sixteen million times.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Self

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLList,
    GraphQLObjectType,
    InlineFragmentNode,
    OperationDefinitionNode,
    get_named_type,
    get_nullable_type,  # pyright: ignore[reportUnknownVariableType] - lists of whatever
    is_leaf_type,
)

from graphapi.codes import Code
from graphapi.i18n import message
from schema.execution.costs import NOTHING, ONE, Asked, Cost, Price, asked_for, size_of
from schema.execution.faults import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphql import GraphQLSchema, SelectionSetNode

    from graphapi.settings import Settings

# What a list without pages counts as: mostly few. How many there are is bounded while the answer is made.
LIST = 5
PAGES = frozenset({"first", "last", "ids"})
CONNECTIONS = frozenset({"edges", "nodes"})
# Bounded by graphql-core's MaxIntrospectionDepthRule instead: the standard query is 15 deep.
INTROSPECTION = frozenset({"__schema", "__type"})

MAX_CHARACTERS = 50_000
# Figures grow exponentially with the fragments; what an error says of them fits into GraphQL's Int.
MOST_SAID = 2**31 - 1


@dataclass(frozen=True, kw_only=True, eq=False)
class Limits:
    """The most a document may have, all fragments expanded. What each limit is for is said in the settings.

    ``repeats`` counts fields that stand again beside their like: validation compares each with each.
    """

    depth: int = 12
    fields: int = 500
    aliases: int = 30
    directives: int = 30
    repeats: int = 40
    operations: int = 10
    tokens: int = 2_000
    cost: int = 20_000

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return the limits of a server."""
        return cls(
            depth=settings.max_depth,
            fields=settings.max_fields,
            aliases=settings.max_aliases,
            directives=settings.max_directives,
            operations=settings.max_operations,
            tokens=settings.max_tokens,
            cost=settings.max_cost,
        )


DEFAULT = Limits()
# For our own pages, whose documents are ours.
UNLIMITED = Limits(**{figure.name: 10**9 for figure in fields(Limits)})


@dataclass(frozen=True, slots=True)
class Size:
    """How large a part of a document is, its fragments expanded. A page multiplies the cost of what is in it."""

    depth: int = 0
    fields: int = 0
    aliases: int = 0
    directives: int = 0
    repeats: int = 0
    cost: Cost = NOTHING

    def __add__(self, other: Size) -> Size:
        return Size(
            max(self.depth, other.depth),
            self.fields + other.fields,
            self.aliases + other.aliases,
            self.directives + other.directives,
            self.repeats + other.repeats,
            self.cost + other.cost,
        )


FIGURES = tuple(figure.name for figure in fields(Size) if figure.name != "cost")
LEAF = Size(depth=1, fields=1, cost=ONE)
ALIAS = Size(aliases=1)


@dataclass(slots=True)
class Level:
    """What stands side by side: its size, the names it answers by, and whether it is the inside of a page."""

    size: Size = field(default_factory=Size)
    names: Counter[str] = field(default_factory=Counter[str])
    is_page: bool = False

    def add(self, other: Level) -> None:
        """Put what a fragment holds beside the rest."""
        self.size += other.size
        self.names.update(other.names)
        self.is_page = self.is_page or other.is_page

    def closed(self) -> Size:
        """Return the size, once nothing more comes beside it."""
        return self.size + Size(repeats=self.names.total() - len(self.names))


class TooComplex(Refused):
    """A document, or an answer, that is larger than it may be; says which figure was over."""

    def __init__(self, limit: str, found: int, maximum: int) -> None:
        found = min(found, MOST_SAID)
        text = message(
            "This document is too large: {limit} {found}, at most {maximum}.", limit=limit, found=found, maximum=maximum
        )
        super().__init__(Code.TOO_COMPLEX, text, limit=limit, found=found, maximum=maximum)


class Measure:
    """Measures the parts of one document."""

    def __init__(self, document: DocumentNode, lists: frozenset[str]) -> None:
        self.introspects = False
        self._lists = lists
        self._fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self._measured: dict[str, Level] = {}
        self._open: set[str] = set()

    def operation(self, node: OperationDefinitionNode) -> Size:
        """Return the size of an operation."""
        return Size(directives=len(node.directives or ())) + self._level(node.selection_set).closed()

    def fragment(self, node: FragmentDefinitionNode) -> Size:
        """Return the size of a fragment, spread or not: validation walks it in either case.

        Its depth counts where it is spread, which may be inside of introspection.
        """
        size = Size(directives=len(node.directives or ())) + self._fragment(node.name.value).closed()
        return replace(size, depth=0)

    def _level(self, selection_set: SelectionSetNode | None) -> Level:
        level = Level()
        for node in selection_set.selections if selection_set else ():
            if node.directives:
                level.size += Size(directives=len(node.directives))
            if isinstance(node, FragmentSpreadNode):
                level.add(self._fragment(node.name.value))
            elif isinstance(node, InlineFragmentNode):
                level.add(self._level(node.selection_set))
            elif isinstance(node, FieldNode):
                level.size += self._field(node)
                level.names[(node.alias or node.name).value] += 1
                level.is_page = level.is_page or node.name.value in CONNECTIONS
        return level

    def _field(self, node: FieldNode) -> Size:
        if node.selection_set is None:
            return LEAF if node.alias is None else LEAF + ALIAS
        level = self._level(node.selection_set)
        inner = level.closed()
        is_introspection = node.name.value in INTROSPECTION
        self.introspects = self.introspects or is_introspection
        return Size(
            1 if is_introspection else inner.depth + 1,
            inner.fields + 1,
            inner.aliases + (node.alias is not None),
            inner.directives,
            inner.repeats,
            ONE + inner.cost.times(self._times(node, is_page=level.is_page)),
        )

    def _times(self, node: FieldNode, *, is_page: bool) -> int | Asked:
        asked = tuple(
            size
            for argument in node.arguments or ()
            if argument.name.value in PAGES and (size := asked_for(argument.value)) is not None
        )
        if any(isinstance(size, str) for size in asked):
            return asked
        if asked or is_page:
            return size_of(asked, {})
        return LIST if node.name.value in self._lists else 1

    def _fragment(self, name: str) -> Level:
        if name in self._measured:
            return self._measured[name]
        fragment = self._fragments.get(name)
        if name in self._open:  # as validation would say, which looks for all the ways round first
            raise Refused(Code.BAD_USER_INPUT, message("The fragment {name} spreads itself.", name=name))
        if fragment is None:  # validation says so
            return Level()
        self._open.add(name)
        self._measured[name] = self._level(fragment.selection_set)
        self._open.discard(name)
        return self._measured[name]


def list_fields(schema: GraphQLSchema) -> frozenset[str]:
    """Return the names of the fields that give lists of objects, but for those inside of pages."""
    own = [kind for name, kind in schema.type_map.items() if not name.startswith("__")]
    objects = [kind for kind in own if isinstance(kind, GraphQLObjectType)]
    return frozenset(
        name
        for kind in objects
        for name, field in kind.fields.items()
        if isinstance(get_nullable_type(field.type), GraphQLList) and not is_leaf_type(get_named_type(field.type))
    ).difference(CONNECTIONS)


@dataclass(frozen=True, slots=True)
class Measured:
    """What running a document has to know of it: whether it introspects, and what each operation costs.

    ``fields`` are those of its largest operation.
    """

    introspects: bool
    prices: Mapping[str | None, Price]
    fields: int


def check_limits(document: DocumentNode, limits: Limits, lists: frozenset[str] = frozenset()) -> Measured:
    """Measure a document; raises Refused if any part of it is larger than it may be, its cost aside, or in a circle.

    ``lists`` are the fields whose insides count several times (``list_fields``).
    """
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    if len(operations) > limits.operations:
        raise TooComplex("operations", len(operations), limits.operations)
    measure = Measure(document, lists)
    sizes = [measure.operation(node) for node in operations]
    fragments = [node for node in document.definitions if isinstance(node, FragmentDefinitionNode)]
    for size in [*sizes, *map(measure.fragment, fragments)]:
        for figure in FIGURES:
            found, most = getattr(size, figure), getattr(limits, figure)
            if found > most:
                raise TooComplex(figure, found, most)
    prices = {
        node.name.value if node.name else None: Price.of(node, size.cost)
        for node, size in zip(operations, sizes, strict=True)
    }
    return Measured(measure.introspects, prices, max((size.fields for size in sizes), default=0))
