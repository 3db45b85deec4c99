"""Relay connections with keyset cursors: a page costs the same in the middle of a million rows as at their start.

https://relay.dev/graphql/connections.htm says what the fields mean.
"""

import base64
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Annotated, Any, Generic, Self, TypeVar
from uuid import UUID

import orjson
import strawberry
from graphql import GraphQLError
from tortoise.exceptions import ValidationError
from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from schema.fetching import Wanted, wrap
from schema.inputs import SortDirection

T = TypeVar("T")

DEFAULT_PAGE = 20
MAX_PAGE = 100

_FIRST = f"A page from the list's start, or from `after` on: how many, 1 to {MAX_PAGE}; {DEFAULT_PAGE} without it."
First = Annotated[int | None, strawberry.argument(description=_FIRST)]
After = Annotated[str | None, strawberry.argument(description="A cursor; only what follows it.")]
_LAST = f"A page from the list's end, or up to `before`: how many, 1 to {MAX_PAGE}. Not together with first."
Last = Annotated[int | None, strawberry.argument(description=_LAST)]
Before = Annotated[str | None, strawberry.argument(description="A cursor; only what precedes it.")]


class BadPage(GraphQLError):
    """Arguments of a page that no list could answer."""

    def __init__(self, text: str) -> None:
        super().__init__(text, extensions={"code": "BAD_USER_INPUT"})


@dataclass(frozen=True, slots=True)
class Order:
    """A total order: by a column of texts, numbers or moments, then by id. ``name`` ties a cursor to it."""

    name: str
    column: str
    descending: bool = False


def order_by(field: Enum, direction: SortDirection) -> Order:
    """Return the order by a field of a sort, whose value is its column."""
    return Order(field.name, field.value, descending=direction is SortDirection.DESC)


NEWEST_FIRST = Order("NEWEST", "id", descending=True)


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
    def of(cls, page: "Page", rows: list[Any], *, more: bool) -> Self:
        """Make the page of its rows."""
        edges = [Edge(cursor=write_cursor(page.order, row), node=wrap(row)) for row in rows]
        backwards = page.last is not None
        info = PageInfo(
            has_next_page=page.before is not None if backwards else more,
            has_previous_page=more if backwards else page.after is not None,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        )
        return cls(rows=page.rows, edges=edges, page_info=info)


@dataclass(frozen=True, slots=True)
class Page(Wanted):
    """A page of a scoped query: the first ones after a cursor, or the last ones before one."""

    connection: type[Connection[Any]]
    order: Order
    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None

    def __post_init__(self) -> None:
        if self.first is not None and self.last is not None:
            raise BadPage("Use either first or last, not both.")
        if not 1 <= self.size <= MAX_PAGE:
            raise BadPage(f"first and last go from 1 to {MAX_PAGE}.")

    @property
    def size(self) -> int:
        """How many are asked for."""
        return next((size for size in (self.first, self.last) if size is not None), DEFAULT_PAGE)

    async def read(self) -> Connection[Any]:
        """Read the page, and whether there is more, with one statement."""
        return self.show(await self.narrowed().order_by(*self.ordering()).limit(self.size + 1))

    def narrowed(self) -> QuerySet[Any]:
        """Return the rows within the cursors."""
        rows = self.rows
        if self.after is not None:
            rows = rows.filter(_beyond(rows, self.order, self.after, forward=True))
        if self.before is not None:
            rows = rows.filter(_beyond(rows, self.order, self.before, forward=False))
        return rows

    def ordering(self) -> tuple[str, str]:
        """Return by what to sort, so that the page's rows come first."""
        sign = "-" if self.order.descending != (self.last is not None) else ""
        return f"{sign}{self.order.column}", f"{sign}id"

    def show(self, found: Sequence[Any]) -> Connection[Any]:
        """Make the page of its rows, and of one more if there is one."""
        page = list(found[: self.size])
        if self.last is not None:
            page.reverse()
        return self.connection.of(self, page, more=len(found) > self.size)


def write_cursor(order: Order, row: Any) -> str:  # noqa: ANN401 - a row
    """Return where a row stands in an order, as a text that means nothing to its bearer."""
    # asyncpg's UUIDs are their own, which orjson does not know.
    place = orjson.dumps([order.name, getattr(row, order.column), row.id], default=str)
    return base64.urlsafe_b64encode(place).decode().rstrip("=")


def _read_cursor(rows: QuerySet[Any], order: Order, cursor: str) -> tuple[Any, UUID]:
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        name, value, key = orjson.loads(raw)
        if name != order.name:
            raise ValueError("a cursor of another order")
        return None if order.column == "id" else _value(rows, order, value), UUID(key)
    except (ArithmeticError, AttributeError, TypeError, ValueError, ValidationError):
        raise BadPage("This cursor is not one of this list in this order; use one of its pageInfo.") from None


def _value(rows: QuerySet[Any], order: Order, value: Any) -> Any:  # noqa: ANN401 - as the column holds
    """Return a cursor's value as its column holds it: a forged one must not make the database stumble."""
    column = rows.model._meta.fields_map[order.column]  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
    if column.field_type is datetime:
        return datetime.fromisoformat(value).astimezone(UTC)
    if type(value) is not column.field_type:
        raise TypeError("a value of another kind")
    if isinstance(value, int) and not -(2**31) <= value < 2**31:
        raise ValueError("an integer beyond the column's")
    if isinstance(value, str) and "\0" in value:
        raise ValueError("a character no text holds")
    column.validate(value)  # pyright: ignore[reportUnknownMemberType]
    return value


def _beyond(rows: QuerySet[Any], order: Order, cursor: str, *, forward: bool) -> Q:
    value, key = _read_cursor(rows, order, cursor)
    side = "lt" if order.descending == forward else "gt"
    tie: dict[str, Any] = {f"id__{side}": key}
    if order.column == "id":
        return Q(**tie)
    column = order.column
    # The first condition says nothing new, but lets the index start at the cursor.
    within: dict[str, Any] = {f"{column}__{side}e": value}
    beyond: dict[str, Any] = {f"{column}__{side}": value}
    return Q(Q(**within), Q(Q(**beyond), Q(**tie), join_type=Q.OR))
