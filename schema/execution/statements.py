"""The statements of fetches: written once for each role, and kept with the fetch.

What is visible depends on who asks by its values alone, never by its form: so a statement is written with symbols for
the values that a principal will bear (``graphapi.access.ANYBODY``), and sent with those it bears.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tortoise.expressions import Q
from tortoise.fields import JSONField

from graphapi.access import ANYBODY, VISIBLE
from schema.execution.sql import Statement, order_of
from schema.execution.tables import field_of, table_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphapi.access import Role
    from schema.execution.shapes import Branch, Fetch

# The name of the rows' own table.
TABLE = "t1"
# More than any list has.
ALL = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Written:
    """A statement, or the columns of one, with its values and symbols; ``tables`` says how many names it uses."""

    text: str
    dialect: str
    values: tuple[object, ...]
    tables: int
    columns: tuple[str, ...] = ()

    def statement(self) -> Statement:
        """Return the statement, to be gone on with."""
        return Statement(self.dialect, self.values, self.tables)


def columns_of(fetch: Fetch, role: Role, dialect: str, more: Sequence[str] = ()) -> Written:
    """Return what is selected of rows: columns, then what is nested, then more columns."""
    key = (role, dialect, *more)
    written = fetch.written.get(key)
    if written is None:
        writer = _Writer(role, Statement(dialect, tables=1))
        columns = writer.columns(fetch, TABLE, [f'{TABLE}."{name}"' for name in more])
        values = tuple(writer.to.values)
        written = fetch.written[key] = Written(", ".join(columns), dialect, values, writer.to.tables, tuple(columns))
    return written


def statement_of(branch: Branch, role: Role, dialect: str) -> Written:
    """Return the statement that reads the rows of a branch, which still lacks two values: a list of keys, and how many.

    Each row ends with the key that leads to it.
    """
    written = branch.written.get((role, dialect))
    if written is None:
        writer = _Writer(role, Statement(dialect))
        text = writer.branch(branch)
        # The two that are to come were the last to be given a place.
        written = branch.written[role, dialect] = Written(text, dialect, tuple(writer.to.values[:-2]), writer.to.tables)
    return written


class _Writer:
    """Writes one statement for a role."""

    def __init__(self, role: Role, to: Statement) -> None:
        self.role, self.to = role, to

    def columns(self, fetch: Fetch, table: str, ends: Sequence[str]) -> list[str]:
        columns = [f'{table}."{name}"' for name in fetch.columns]
        if fetch.is_single:
            columns += [self.nested(fetch, branch, table) for branch in fetch.nested()]
        # That a row is there may be all that is asked for.
        return [*columns, *ends] or ["TRUE"]

    def branch(self, branch: Branch) -> str:
        relation = branch.relation
        tables, where, key, table = self.joined(branch)
        columns = self.columns(branch.fetch, table, [key])
        sought, value = self.to.keys(None)
        most = self.to.value(None)
        where = f"{key} = {value} AND {where}"
        if self.to.is_sqlite:
            # A relation to single rows needs no order, and nobody to stop it.
            order = f" ORDER BY {order_of(relation.order, table)}" if relation.many else ""
            return f"SELECT {', '.join(columns)} FROM {sought} CROSS JOIN {tables} WHERE {where}{order} LIMIT {most}"  # noqa: S608 - all of it is ours
        # Key by key, whatever PostgreSQL thinks of a partner's size: with many small ones and a large one it would read
        # all of the large one's rows, and look for the keys among them. OFFSET keeps it from seeing through.
        names = [f"a{number}" for number in range(len(columns))]
        named = ", ".join(f"{column} AS {name}" for column, name in zip(columns, names, strict=True))
        inner = f"SELECT {named}, {table}.* FROM {tables} WHERE {where} OFFSET 0"  # noqa: S608 - as above
        order = f" ORDER BY {order_of(relation.order, 'led')}" if relation.many else ""
        return f"SELECT {', '.join(names)} FROM {sought} CROSS JOIN LATERAL ({inner}) led{order} LIMIT {most}"  # noqa: S608 - as above

    def joined(self, branch: Branch) -> tuple[str, str, str, str]:
        """Return the tables a relation reads, the conditions within sight, the key's column, the rows' own table."""
        relation, to = branch.relation, self.to
        table = to.table()
        rows = f'"{table_of(relation.model)}" {table}'
        visible = VISIBLE[self.role, relation.model](ANYBODY)
        where = to.all(relation.model, [visible, Q(**relation.where)], table)
        if relation.link is None:
            return rows, where, f'{table}."{relation.column}"', table
        link = to.table()
        tables = f'"{table_of(relation.link)}" {link} JOIN {rows} ON {table}."id" = {link}."{relation.link_to}"'
        where += f" AND {to.all(relation.link, [VISIBLE[self.role, relation.link](ANYBODY)], link)}"
        return tables, where, f'{link}."{relation.link_from}"', table

    def nested(self, parent: Fetch, branch: Branch, table: str) -> str:
        """Return the subselect that gives a branch's rows, each a list of its values, as JSON."""
        relation, fetch, is_sqlite = branch.relation, branch.fetch, self.to.is_sqlite
        tables, where, key, own = self.joined(branch)
        values = [_as_json(fetch, name, f'{own}."{name}"', is_sqlite=is_sqlite) for name in fetch.columns]
        for deeper in fetch.nested():
            nested = self.nested(fetch, deeper, own)
            values.append(f"json({nested})" if is_sqlite else nested)
        row = f"{'json_array' if is_sqlite else 'json_build_array'}({', '.join(values)})"
        where = f'{key} = {table}."{list(parent.columns)[branch.key]}" AND {where}'
        if not relation.many:
            return f"(SELECT {row} FROM {tables} WHERE {where})"  # noqa: S608 - all of it is ours
        order = order_of(relation.order, own)
        if is_sqlite:  # before 3.44, which few systems have, its aggregates know no order of their own
            rows = f"SELECT {row} AS item FROM {tables} WHERE {where} ORDER BY {order}"  # noqa: S608 - all of it is ours
            return f"(SELECT json_group_array(json(item)) FROM ({rows}))"  # noqa: S608 - as above
        return f"(SELECT json_agg({row} ORDER BY {order}) FROM {tables} WHERE {where})"  # noqa: S608 - all of it is ours


def _as_json(fetch: Fetch, name: str, column: str, *, is_sqlite: bool) -> str:
    return f"{column}::text" if isinstance(field_of(fetch.model, name), JSONField) and not is_sqlite else column
