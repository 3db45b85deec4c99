"""What running a document costs: points, most of which the sizes of its pages decide.

The sizes may be said by variables. So a cost is worked out once a document, as a sum in which they stand by their
names, and added up with their values at each run.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import prod
from typing import TYPE_CHECKING, Any, Self

from graphql import IntValueNode, ListValueNode, NullValueNode, VariableNode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphql import OperationDefinitionNode, ValueNode

# What a page counts as: as many as it asks for, literally or by a variable.
DEFAULT_PAGE = 20
MAX_PAGE = 100
# Pages in pages whose sizes variables say, told apart in one cost; what has more is taken for as dear as it can be.
MOST_PAGED = 50

# How many a page is asked for: numbers, and variables by their names.
Asked = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a part costs: points, and points for each item of pages in pages whose sizes variables say.

    ``{(("first",), ("n",)): 3}`` is three points for each item of a page of $n in one of $first.
    """

    points: int = 0
    paged: Mapping[tuple[Asked, ...], int] = field(default_factory=dict[tuple[Asked, ...], int])

    def __add__(self, other: Cost) -> Cost:
        points = self.points + other.points
        if not (self.paged and other.paged):
            return Cost(points, self.paged or other.paged)
        paged = dict(self.paged)
        for pages, more in other.paged.items():
            paged[pages] = paged.get(pages, 0) + more
        return Cost(points, paged).bounded()

    def times(self, size: int | Asked) -> Cost:
        """Return what so many of it cost."""
        if isinstance(size, int):
            return Cost(self.points * size, {pages: points * size for pages, points in self.paged.items()})
        inner = {(size, *pages): points for pages, points in self.paged.items()}
        return Cost(0, {(size,): self.points, **inner}).bounded()

    def bounded(self) -> Cost:
        """Return the cost, at its most if it would take long to tell what it is."""
        return self if sum(map(len, self.paged)) <= MOST_PAGED else Cost(self.most)

    @property
    def most(self) -> int:
        """What it costs where all variables ask for the largest pages."""
        return self.points + sum(points * MAX_PAGE ** len(pages) for pages, points in self.paged.items())

    def of(self, variables: Mapping[str, Any]) -> int:
        """Return what it costs with the values of variables."""
        sizes = {page: size_of(page, variables) for pages in self.paged for page in pages}
        return self.points + sum(points * prod(sizes[page] for page in pages) for pages, points in self.paged.items())


NOTHING, ONE = Cost(), Cost(1)


def size_of(page: Asked, variables: Mapping[str, Any]) -> int:
    """Return how many a page has; what is no number is refused before it is run."""
    asked = [variables.get(size) if isinstance(size, str) else size for size in page]
    counts = [len(size) if isinstance(size, list) else size for size in asked if isinstance(size, (int, float, list))]  # pyright: ignore[reportUnknownArgumentType] - of whatever
    return int(min(max(1, *counts), MAX_PAGE)) if counts else DEFAULT_PAGE


def asked_for(value: ValueNode) -> int | str | None:
    """Return how many an argument asks for: a number, or the name of a variable; None where it leaves that open."""
    if isinstance(value, VariableNode):
        return value.name.value
    if isinstance(value, NullValueNode):
        return None
    if isinstance(value, ListValueNode):
        return len(value.values)
    digits = value.value if isinstance(value, IntValueNode) else "1"
    return int(digits) if len(digits) <= len(str(MAX_PAGE)) else MAX_PAGE


@dataclass(frozen=True, slots=True)
class Price:
    """What an operation costs, by its variables; one that is not given is what its definition says."""

    cost: Cost
    # Where all variables ask for the largest pages.
    most: int
    defaults: Mapping[str, int]

    @classmethod
    def of(cls, node: OperationDefinitionNode, cost: Cost) -> Self:
        """Return the price of an operation."""
        definitions = node.variable_definitions or ()
        sizes = {at.variable.name.value: at.default_value and asked_for(at.default_value) for at in definitions}
        return cls(cost, cost.most, {name: size for name, size in sizes.items() if isinstance(size, int)})

    def with_variables(self, given: Mapping[str, Any]) -> int:
        """Return what it costs with the variables that are given."""
        return self.cost.of({**self.defaults, **given}) if self.cost.paged else self.most
