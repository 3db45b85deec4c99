"""Relay connections: what a page of a list looks like to those who ask for it.

https://relay.dev/graphql/connections.htm says what the fields mean.
"""

from collections.abc import Awaitable, Callable, Sequence
from enum import Enum
from typing import Annotated, Any, Generic, Self, TypeVar

import strawberry
from tortoise.queryset import QuerySet

from schema.execution.mapping import wrap
from schema.execution.pages import DEFAULT_PAGE, MAX_PAGE, NEWEST_FIRST, Order, Page, write_cursor
from schema.inputs import SortDirection

__all__ = [
    "NEWEST_FIRST",
    "After",
    "Before",
    "Connection",
    "First",
    "Last",
    "Page",
    "order_by",
]

T = TypeVar("T")

_FIRST = f"A page from the list's start, or from `after` on: how many, 1 to {MAX_PAGE}; {DEFAULT_PAGE} without it."
First = Annotated[int | None, strawberry.argument(description=_FIRST)]
After = Annotated[str | None, strawberry.argument(description="A cursor; only what follows it.")]
_LAST = f"A page from the list's end, or up to `before`: how many, 1 to {MAX_PAGE}. Not together with first."
Last = Annotated[int | None, strawberry.argument(description=_LAST)]
Before = Annotated[str | None, strawberry.argument(description="A cursor; only what precedes it.")]


def order_by(field: Enum, direction: SortDirection) -> Order:
    """Return the order by a field of a sort, whose value is its column."""
    return Order(field.name, field.value, descending=direction is SortDirection.DESC)


@strawberry.type(description="Where a page stands in its list.")
class PageInfo:
    has_next_page: bool = strawberry.field(description="Whether more follow this page.")
    has_previous_page: bool = strawberry.field(description="Whether there are some before this page.")
    start_cursor: str | None = strawberry.field(description="The cursor of the first of this page, for `before`.")
    end_cursor: str | None = strawberry.field(description="The cursor of the last of this page, for `after`.")


@strawberry.type(description="One of a page, with its cursor.")
class Edge(Generic[T]):
    cursor: str = strawberry.field(description="Where this one stands in the list's order.")
    node: T = strawberry.field(description="The one itself.")


@strawberry.type
class Connection(Generic[T]):
    """A page of a list."""

    rows: strawberry.Private[QuerySet[Any]]
    # Counts together with the neighbours' pages.
    counted: strawberry.Private[Callable[[], Awaitable[int]] | None] = None
    edges: list[Edge[T]] = strawberry.field(description="The page, with a cursor for each.")
    page_info: PageInfo = strawberry.field(description="Where the page stands in the list.")

    @strawberry.field(description="The page, without cursors.")
    def nodes(self) -> list[T]:
        return [edge.node for edge in self.edges]

    @strawberry.field(description="How many there are in all pages; costs a count, so ask for it only if you show it.")
    async def total_count(self) -> int:
        return await (self.counted() if self.counted else self.rows.count())

    @classmethod
    def of(cls, page: Page, found: Sequence[Any]) -> Self:
        """Make it of a page's rows, and of one more if there is one."""
        edges = [
            Edge(cursor=write_cursor(page.order, getattr(row, page.order.column), row.id), node=wrap(row))
            for row in page.cut(found)
        ]
        before, after = page.neighbours(found)
        info = PageInfo(
            has_next_page=after,
            has_previous_page=before,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        )
        return cls(rows=page.rows, edges=edges, page_info=info)
