"""How large a document may be: one walk, each fragment measured once.

Walking the spreads without memory is how small documents freeze servers: two dozen short fragments that each spread the
next one twice would be visited sixteen million times.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
)

if TYPE_CHECKING:
    from graphql import SelectionSetNode

# What a page counts as: as many as it asks for, at worst where a variable says it.
DEFAULT_PAGE = 20
MAX_PAGE = 100
PAGES = frozenset({"first", "last"})
CONNECTIONS = frozenset({"edges", "nodes"})
# Bounded by graphql-core's MaxIntrospectionDepthRule instead: the standard query is 15 deep.
INTROSPECTION = frozenset({"__schema", "__type"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most a document may have, all fragments expanded."""

    depth: int = 12
    fields: int = 500
    aliases: int = 30
    directives: int = 30
    operations: int = 10
    cost: int = 20_000


MAX_TOKENS = 2_000


@dataclass(frozen=True, slots=True)
class Size:
    """How large a part of a document is, its fragments expanded. A page multiplies the cost of what is in it."""

    depth: int = 0
    fields: int = 0
    aliases: int = 0
    directives: int = 0
    cost: int = 0

    def __add__(self, other: Size) -> Size:
        return Size(
            max(self.depth, other.depth),
            self.fields + other.fields,
            self.aliases + other.aliases,
            self.directives + other.directives,
            self.cost + other.cost,
        )


class TooComplex(GraphQLError):
    """A document that is larger than it may be; says which figure was over."""

    def __init__(self, what: str, found: int, most: int) -> None:
        super().__init__(
            f"This document is too large: {what} {found}, at most {most}.",
            extensions={"code": "TOO_COMPLEX", "limit": {"name": what, "value": found, "max": most}},
        )


class Measure:
    """Measures the operations of one document."""

    def __init__(self, document: DocumentNode) -> None:
        self.introspects = False
        self._fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self._measured: dict[str, Size] = {}
        self._open: set[str] = set()

    def operation(self, node: OperationDefinitionNode) -> Size:
        """Return the size of an operation."""
        return Size(directives=len(node.directives or ())) + self._selections(node.selection_set)

    def _selections(self, selection_set: SelectionSetNode | None) -> Size:
        total = Size()
        for node in selection_set.selections if selection_set else ():
            own = Size(directives=len(node.directives or ()))
            if isinstance(node, FragmentSpreadNode):
                total += own + self._fragment(node.name.value)
            elif isinstance(node, InlineFragmentNode):
                total += own + self._selections(node.selection_set)
            elif isinstance(node, FieldNode):
                total += own + self._field(node)
        return total

    def _field(self, node: FieldNode) -> Size:
        inner = self._selections(node.selection_set)
        is_introspection = node.name.value in INTROSPECTION
        self.introspects = self.introspects or is_introspection
        return Size(
            1 if is_introspection else inner.depth + 1,
            inner.fields + 1,
            inner.aliases + (node.alias is not None),
            inner.directives,
            1 + inner.cost * _page(node),
        )

    def _fragment(self, name: str) -> Size:
        if name in self._measured:
            return self._measured[name]
        fragment = self._fragments.get(name)
        if fragment is None or name in self._open:  # validation says so
            return Size()
        self._open.add(name)
        self._measured[name] = self._selections(fragment.selection_set)
        self._open.discard(name)
        return self._measured[name]


def _page(node: FieldNode) -> int:
    for argument in node.arguments or ():
        if argument.name.value in PAGES:
            size = int(argument.value.value) if isinstance(argument.value, IntValueNode) else MAX_PAGE
            return min(max(1, size), MAX_PAGE)
    selections = node.selection_set.selections if node.selection_set else ()
    is_connection = any(isinstance(inner, FieldNode) and inner.name.value in CONNECTIONS for inner in selections)
    return DEFAULT_PAGE if is_connection else 1


def check_limits(document: DocumentNode, limits: Limits) -> bool:
    """Raise TooComplex if any operation of a document is larger than it may be; tell whether any introspects."""
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    if len(operations) > limits.operations:
        raise TooComplex("operations", len(operations), limits.operations)
    measure = Measure(document)
    for node in operations:
        size = measure.operation(node)
        for figure in fields(Size):
            found, most = getattr(size, figure.name), getattr(limits, figure.name)
            if found > most:
                raise TooComplex(figure.name, found, most)
    return measure.introspects
