"""Pages as connections: what Relay's fields of them say, made of a page's rows.

https://relay.dev/graphql/connections.htm
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphapi.database.statements import fetch_rows
from schema.execution.codecs import reader
from schema.execution.fetch import Level, build, count_lists, read_rows, with_below
from schema.execution.pages import write_cursor
from schema.execution.sql import Statement, order_of
from schema.execution.statements import TABLE, columns_of
from schema.execution.tables import field_of, table_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from uuid import UUID

    from schema.execution.fetch import Run
    from schema.execution.pages import Page
    from schema.execution.shapes import Fetch, Shape


@dataclass(slots=True)
class View:
    """A page as it was read: what its fields are made of."""

    # What each shape of the connection makes of the rows.
    made: list[list[Any]]
    count: int
    cursors: list[str]
    before: bool
    after: bool
    total: int | None


@dataclass(slots=True, eq=False)
class Connection:
    """What a selection makes of a page: its parts by the names of the response."""

    fetch: Fetch
    parts: dict[str, Callable[[View], Any]] = field(default_factory=dict[str, Any])
    shapes: list[Shape] = field(default_factory=list["Shape"])
    # Whether any row is asked for, or only how many there are.
    has_rows: bool = False
    has_cursors: bool = False
    has_total: bool = False

    async def page(self, run: Run, page: Page) -> dict[str, Any]:
        """Read a page, with one statement, and one for the total if that is asked for."""
        more = (page.order.column, "id") if self.has_cursors else ()
        found: Sequence[Any] = ()
        if self.has_rows:
            ordering = page.ordering()
            found = await read_rows(
                run, self.fetch, page.rows, ordering=ordering, limit=page.reads, more=more, page=page
            )
        total = await self._count(run, page) if self.has_total else None
        level = Level(page.cut(found), run.source, extra=len(more))
        return (await self._show(run, page, level, [found], [total]))[0]

    async def pages(self, run: Run, page: Page, column: str, times: Mapping[Any, int]) -> dict[Any, dict[str, Any]]:
        """Read the pages of a level: each of the rows that bear one of the keys in a column.

        The keys come with how often what they lead to stands in the answer.
        """
        keys = list(times)
        more = ((page.order.column, "id") if self.has_cursors else ()) + (column,)
        columns = columns_of(self.fetch, run.role, run.dialect, more).columns
        statement = Statement(run.dialect, tables=1)
        text = _first_of_each(statement, page, column, keys, columns)
        rows = await fetch_rows(text, statement.values)
        groups: defaultdict[Any, list[Any]] = defaultdict(list)
        for row in rows:
            groups[row[-1]].append(row)
        found = [groups[key] for key in keys]
        level = Level(
            [row for group in found for row in page.cut(group)],
            run.source,
            extra=len(more),
            times=[times[key] for key in keys for _ in page.cut(groups[key])],
        )
        totals = await self._counts(run, page, column, keys) if self.has_total else {}
        shown = await self._show(run, page, level, found, [totals.get(key, 0) for key in keys])
        return dict(zip(keys, shown, strict=True))

    async def _show(
        self, run: Run, page: Page, level: Level, found: Sequence[Sequence[Any]], totals: Sequence[int | None]
    ) -> list[dict[str, Any]]:
        """Make the pages of what was found for each, whose rows are one after the other in the level.

        Of each, one more than the page was read, to tell whether there is one; nothing hangs on that.
        """
        level = await with_below(run, self.fetch, level)
        for shape in self.shapes:
            count_lists(run, shape, level)
        made = [await build(run, shape, level) for shape in self.shapes]
        shown: list[dict[str, Any]] = []
        start = 0
        for rows, total in zip(found, totals, strict=True):
            before, after = page.neighbours(rows)
            end = start + min(len(rows), page.size)
            own = [items[start:end] for items in made]
            view = View(own, end - start, self._cursors(run, page, level.rows[start:end]), before, after, total)
            shown.append({name: show(view) for name, show in self.parts.items()})
            start = end
        return shown

    def _cursors(self, run: Run, page: Page, rows: Sequence[Any]) -> list[str]:
        if not self.has_cursors:
            return []
        order, at = page.order, len(self.fetch.columns)
        read = reader(run.source, field_of(self.fetch.model, order.column))
        values = [(row[at] if read is None else read(row[at]), row[at + 1]) for row in rows]
        return [write_cursor(order, value, key) for value, key in values]

    async def _count(self, run: Run, page: Page) -> int:
        statement = Statement(run.dialect)
        where = statement.where(page.rows, TABLE)
        text = f'SELECT COUNT(*) FROM "{table_of(page.rows.model)}" {TABLE} WHERE {where}'  # noqa: S608 - all of it is ours
        return (await fetch_rows(text, statement.values))[0][0]

    async def _counts(self, run: Run, page: Page, column: str, keys: Sequence[Any]) -> dict[UUID | str, int]:
        statement, table = Statement(run.dialect, tables=1), TABLE
        key = f'{table}."{column}"'
        sought, value = statement.keys(statement.list_of(keys))
        source = f'{sought} CROSS JOIN "{table_of(page.rows.model)}" {table}'
        where = f"{key} = {value} AND {statement.where(page.rows, table)}"
        text = f"SELECT {key}, COUNT(*) FROM {source} WHERE {where} GROUP BY {key}"  # noqa: S608 - all of it is ours
        return {row[0]: row[1] for row in await fetch_rows(text, statement.values)}


def _first_of_each(statement: Statement, page: Page, column: str, keys: Sequence[Any], columns: Sequence[str]) -> str:
    """Return the text that reads the first rows of each key's list; of no list more than its page is read."""
    name, order, limit = table_of(page.rows.model), order_of(page.ordering(), TABLE), page.reads
    key = f'{TABLE}."{column}"'
    if len(keys) == 1:
        where = f"{key} = {statement.value(keys[0])} AND {statement.within(page, TABLE)}"
        return f'SELECT {", ".join(columns)} FROM "{name}" {TABLE} WHERE {where} ORDER BY {order} LIMIT {limit}'  # noqa: S608 - all of it is ours
    sought, value = statement.keys(statement.list_of(keys))
    if statement.is_sqlite:  # which knows no LATERAL
        own = statement.table()
        where = f'{own}."{column}" = {value} AND {statement.within(page, own)}'
        inner = f'SELECT {own}."id" FROM "{name}" {own} WHERE {where} ORDER BY {order_of(page.ordering(), own)}'  # noqa: S608 - as above
        source = f'{sought} CROSS JOIN "{name}" {TABLE}'
        return (
            f"SELECT {', '.join(columns)} FROM {source} "  # noqa: S608 - as above
            f'WHERE {TABLE}."id" IN ({inner} LIMIT {limit}) ORDER BY {order}'
        )
    names = [f"a{number}" for number in range(len(columns))]
    named = ", ".join(f"{column} AS {name}" for column, name in zip(columns, names, strict=True))
    where = f"{key} = {value} AND {statement.within(page, TABLE)}"
    inner = f'SELECT {named}, {TABLE}.* FROM "{name}" {TABLE} WHERE {where} ORDER BY {order} LIMIT {limit}'  # noqa: S608 - as above
    ends = order_of(page.ordering(), "placed")
    return f"SELECT {', '.join(names)} FROM {sought} CROSS JOIN LATERAL ({inner}) placed ORDER BY {ends}"  # noqa: S608 - as above
