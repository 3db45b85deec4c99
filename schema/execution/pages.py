"""Pages by keyset cursors: one costs the same in the middle of a million rows as at their start.

A cursor says where a row stands in an order: the order's name, the value it sorts by, and the id that breaks ties.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import orjson
from tortoise.exceptions import ValidationError
from tortoise.expressions import Q

from graphapi.codes import Code
from graphapi.i18n import message
from schema.execution.costs import DEFAULT_PAGE, MAX_PAGE
from schema.execution.faults import Refused
from schema.execution.mapping import Wanted
from schema.execution.tables import field_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tortoise.queryset import QuerySet

    from graphapi.i18n import Message

READS = (2, 6, 11, 21, 26, 51, MAX_PAGE + 1)
# Longer than that of any column we sort by.
MAX_CURSOR = 2000


class BadPage(Refused):
    """Arguments of a page that no list could answer."""

    def __init__(self, text: Message) -> None:
        super().__init__(Code.BAD_USER_INPUT, text)


class NotACursor(BadPage):
    """A text that no page of the list gave out."""

    def __init__(self) -> None:
        super().__init__(message("This cursor is not one of this list in this order; use one of its pageInfo."))


@dataclass(frozen=True, slots=True)
class Order:
    """A total order: by a column of texts, numbers or moments, then by id. ``name`` ties a cursor to it."""

    name: str
    column: str
    descending: bool = False


NEWEST_FIRST = Order("NEWEST", "id", descending=True)


@dataclass(frozen=True, slots=True)
class Bound:
    """A place in an order, and on which side of it rows are: before it, where their values are less."""

    is_less: bool
    value: Any
    key: UUID

    @property
    def sign(self) -> str:
        """How rows compare with it."""
        return "<" if self.is_less else ">"


@dataclass(frozen=True, slots=True)
class Page(Wanted):
    """A page of a scoped query: the first ones after a cursor, or the last ones before one."""

    connection: Any
    order: Order
    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None

    def __post_init__(self) -> None:
        if self.first is not None and self.last is not None:
            raise BadPage(message("Use either first or last, not both."))
        if not 1 <= self.size <= MAX_PAGE:
            raise BadPage(message("first and last go from 1 to {most}.", most=MAX_PAGE))
        if any(len(cursor or "") > MAX_CURSOR for cursor in (self.after, self.before)):
            raise NotACursor

    @property
    def size(self) -> int:
        """How many are asked for."""
        return next((size for size in (self.first, self.last) if size is not None), DEFAULT_PAGE)

    @property
    def reads(self) -> int:
        """How many rows are read for it: one more at the least, to tell whether there is one.

        In steps, for it stands in the statement's text, and databases keep a statement for each.
        """
        return next(rows for rows in READS if rows > self.size)

    @property
    def is_backward(self) -> bool:
        """Whether it ends at a cursor, and so is read from its end."""
        return self.last is not None

    def bounds(self) -> list[Bound]:
        """Return the places it lies between: on which side of each, by the order's column and the id."""
        ends = ((self.after, True), (self.before, False))
        return [
            Bound(self.order.descending == forward, *_read_cursor(self.rows, self.order, cursor))
            for cursor, forward in ends
            if cursor is not None
        ]

    def narrowed(self) -> QuerySet[Any]:
        """Return the rows within the cursors."""
        rows = self.rows
        for bound in self.bounds():
            rows = rows.filter(_beyond(self.order.column, bound))
        return rows

    def ordering(self) -> list[str]:
        """Return by what to sort, so that the page's rows come first."""
        sign = "-" if self.order.descending != self.is_backward else ""
        return [f"{sign}{column}" for column in dict.fromkeys((self.order.column, "id"))]

    def cut(self, found: Sequence[Any]) -> list[Any]:
        """Return the page's rows, in its order, of those that were found: of one more, if there is one."""
        page = list(found[: self.size])
        if self.is_backward:
            page.reverse()
        return page

    def neighbours(self, found: Sequence[Any]) -> tuple[bool, bool]:
        """Return whether there are some before the page, and after it."""
        more = len(found) > self.size
        return (more, self.before is not None) if self.is_backward else (self.after is not None, more)

    def show(self, found: Sequence[Any]) -> Any:  # noqa: ANN401 - the page's connection
        """Make the connection of its rows, and of one more if there is one."""
        return self.connection.of(self, found)


def write_cursor(order: Order, value: object, key: UUID) -> str:
    """Return where a row stands in an order, as a text that means nothing to its bearer."""
    # asyncpg's UUIDs are their own, which orjson does not know.
    place = orjson.dumps([order.name, value, key], default=str)
    return base64.urlsafe_b64encode(place).decode().rstrip("=")


def _read_cursor(rows: QuerySet[Any], order: Order, cursor: str) -> tuple[Any, UUID]:
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        name, value, key = orjson.loads(raw)
        if name != order.name:
            raise ValueError("a cursor of another order")
        return None if order.column == "id" else _value(rows, order, value), UUID(key)
    except (ArithmeticError, AttributeError, TypeError, ValueError, ValidationError):
        raise NotACursor from None


def _value(rows: QuerySet[Any], order: Order, value: Any) -> Any:  # noqa: ANN401 - as the column holds
    """Return a cursor's value as its column holds it: a forged one must not make the database stumble."""
    column = field_of(rows.model, order.column)
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


def _beyond(column: str, bound: Bound) -> Q:
    side = "lt" if bound.is_less else "gt"
    tie: dict[str, Any] = {f"id__{side}": bound.key}
    if column == "id":
        return Q(**tie)
    beyond: dict[str, Any] = {f"{column}__{side}": bound.value}
    return Q(Q(**beyond), Q(Q(**{column: bound.value}), Q(**tie)), join_type=Q.OR)
