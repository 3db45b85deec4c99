"""SQL for reads: conditions, columns and order as text, for both databases.

Tortoise builds a statement in half a millisecond, many times what a small read takes. What reads need of SQL is
little, so it is written here: the conditions of a scoped query, as services and the table of visibility give them,
and around them the columns that a selection wants. What has no words here raises Unwritten, and is left to Tortoise.

Values never stand in a text but as ``$1``, ``$2``…; so a shape has one text, which the databases prepare once.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

import orjson
from tortoise.expressions import Q, Subquery

from graphapi.access import Symbol
from schema.execution.faults import Unfit
from schema.execution.tables import field_of, has_column, table_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tortoise.models import Model
    from tortoise.queryset import QuerySet, ValuesQuery

    from graphapi.access import Principal
    from schema.execution.pages import Page

# Of Tortoise's queries: what none that are read here has.
UNKNOWN = ("_annotations", "_custom_filters", "_distinct", "_group_bys", "_having", "_offset")
COMPARISONS = {"lt": "<", "lte": "<=", "gt": ">", "gte": ">="}


class Unwritten(Unfit):
    """A condition that this module has no words for."""


class Statement:
    """One statement while it is written: its values, and the names of its tables.

    Among the values there may be symbols, for what whoever asks will bear: so most of a statement is written only once.
    """

    def __init__(self, dialect: str, values: Sequence[object] = (), tables: int = 0) -> None:
        self.values = list(values)
        self.tables = tables
        self.is_sqlite = dialect == "sqlite"

    def table(self) -> str:
        """Return a name for another table of the statement."""
        self.tables += 1
        return f"t{self.tables}"

    def value(self, value: object) -> str:
        """Return the place of a value, or of a symbol."""
        self.values.append(self.plain(value))
        return f"${len(self.values)}"

    def plain(self, value: object) -> object:
        """Return a value in the driver's form."""
        return str(value) if self.is_sqlite and isinstance(value, UUID) else value

    def resolved(self, principal: Principal) -> list[object]:
        """Return the values with what a principal bears for the symbols; raises Unwritten where it bears nothing.

        For the statement was written for something: it says "equals", which is not what it would say of nothing.
        """
        return [self._borne(principal, value.name) if type(value) is Symbol else value for value in self.values]

    def _borne(self, principal: Principal, name: str) -> object:
        value = getattr(principal, name)
        if value is None:
            raise Unwritten(f"a principal without {name}")
        return self.plain(value)

    def list_of(self, values: Sequence[object]) -> object:
        """Return a list in the form in which it can be a single value."""
        return orjson.dumps(values, default=str).decode() if self.is_sqlite else list(values)

    def among(self, column: str, values: Sequence[object]) -> str:
        """Return the condition that a column holds one of some values, however many there are."""
        place = self.value(self.list_of(values))
        if self.is_sqlite:
            return f"{column} IN (SELECT value FROM json_each({place}))"  # noqa: S608 - all of it is ours
        return f"{column} = ANY({place})"

    def keys(self, keys: object) -> tuple[str, str]:
        """Return a table of keys and its column, for rows to be joined to.

        As ``= ANY`` the same is planned as if any number of rows were to be looked through for ten keys.
        """
        table, place = self.table(), self.value(keys)
        source = f"json_each({place}) {table}" if self.is_sqlite else f"unnest({place}::uuid[]) {table}(value)"
        return source, f"{table}.value"

    def beyond(self, model: type[Model], column: str, sign: str, value: object, key: UUID, table: str) -> str:
        """Return the condition that rows stand on one side of a place in the order of a column and the id."""
        if column == "id":
            return f'{table}."id" {sign} {self.value(key)}'
        held = self.value(_plain(field_of(model, column).to_db_value(value, model)))
        return f'({table}."{column}", {table}."id") {sign} ({held}, {self.value(key)})'

    def within(self, page: Page, table: str) -> str:
        """Return the conditions of a page: those of its rows, and on which sides of its cursors they are."""
        rows, column = page.rows, page.order.column
        bounds = [self.beyond(rows.model, column, bound.sign, bound.value, bound.key, table) for bound in page.bounds()]
        return " AND ".join([*bounds, self.where(rows, table)])

    def where(self, rows: QuerySet[Any], table: str) -> str:
        """Return the conditions of a scoped query, joined by AND; raises Unwritten."""
        return self.all(rows.model, _conditions(rows), table)

    def all(self, model: type[Model], conditions: Sequence[Q], table: str) -> str:
        """Return conditions on a model as ``where`` does."""
        return " AND ".join([text for q in conditions if (text := self._condition(model, q, table))]) or "TRUE"

    def _condition(self, model: type[Model], q: Q, table: str) -> str:
        parts = [self._filter(model, name, value, table) for name, value in q.filters.items()]
        inner = [self._condition(model, child, table) for child in q.children]
        if q.join_type == Q.OR and "" in inner:
            raise Unwritten("everything or something")
        parts += filter(None, inner)
        text = parts[0] if len(parts) == 1 else f" {q.join_type} ".join(parts)
        if q._is_negated:  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
            raise Unwritten("a negation")
        return f"({text})" if len(parts) > 1 else text

    def _filter(self, model: type[Model], name: str, value: Any, table: str) -> str:  # noqa: ANN401 - as Q's
        column, _, operator = name.partition("__")
        if not has_column(model, column):
            raise Unwritten(name)
        field = field_of(model, column)
        at = f'{table}."{column}"'
        if operator == "isnull" or (operator == "" and value is None):
            return f"{at} IS NULL" if value is None or value else f"{at} IS NOT NULL"
        if operator == "in" and isinstance(value, Subquery):
            return f"{at} IN {self._subquery(value)}"
        if operator == "in":
            values = [_plain(field.to_db_value(item, model)) for item in value]
            # Of one value an index gives the rows in their order; of several they would have to be sorted.
            return f"{at} = {self.value(values[0])}" if len(values) == 1 else self.among(at, values)
        if operator == "contains":
            sought = str(value).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            return f"{at} LIKE {self.value(f'%{sought}%')} ESCAPE '\\'"
        sign = COMPARISONS.get(operator) if operator else "="
        if sign is None:
            raise Unwritten(name)
        held = value if type(value) is Symbol else _plain(field.to_db_value(value, model))
        return f"{at} {sign} {self.value(held)}"

    def _subquery(self, subquery: Subquery) -> str:
        rows = cast("ValuesQuery[Any]", subquery.query)  # pyright: ignore[reportUnknownMemberType]
        columns: dict[str, str] = getattr(rows, "_fields_for_select", {})
        if len(columns) != 1:
            raise Unwritten("a subquery of several columns")
        model: type[Model] = rows.model  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        [column] = columns.values()
        table = self.table()
        where = self.all(model, _conditions(rows), table)
        return f'(SELECT {table}."{column}" FROM "{table_of(model)}" {table} WHERE {where})'  # noqa: S608 - all of it is ours


def order_of(ordering: Sequence[str], table: str) -> str:
    """Return an order as SQL: of columns, each with a minus where it descends."""
    return ", ".join([f'{table}."{name[1:]}" DESC' if name[0] == "-" else f'{table}."{name}"' for name in ordering])


def ordering_of(rows: QuerySet[Any]) -> list[str]:
    """Return the order that a scoped query bears."""
    return [("-" if order.name == "desc" else "") + column for column, order in rows._orderings]  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]


def limit_of(rows: QuerySet[Any]) -> int | None:
    """Return how many rows a scoped query asks for at the most."""
    return rows._limit  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]


def _conditions(rows: Any) -> list[Q]:  # noqa: ANN401 - Tortoise's queries have no type in common that tells of them
    if any(getattr(rows, name, None) for name in UNKNOWN):
        raise Unwritten("more than conditions")
    return rows._q_objects  # noqa: SLF001


def _plain(value: object) -> object:
    return value.value if isinstance(value, Enum) else value
