"""Fetching: from a scoped query and a fetch to rows, and from rows and a shape to what the response holds.

The rows of a level are read by one statement: those of a list by theirs, those that they lead to by the keys of all
of them. What a single row leads to is nested in its own statement as JSON, as far as the first list. So an answer
costs a number of statements that its shape decides. Every level is read through the viewer's access: its scope is
part of the statement, and what is out of sight is as good as not there.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import add
from typing import TYPE_CHECKING, Any
from uuid import UUID

from tortoise.expressions import Q
from tortoise.fields import JSONField

from graphapi.database.statements import fetch_rows
from schema.execution.codecs import Source
from schema.execution.sql import Statement, limit_of, order_of, ordering_of
from schema.execution.tables import field_of, table_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tortoise.queryset import QuerySet

    from schema.context import Context
    from schema.execution.shapes import Branch, Fetch, Shape

    Rows = Sequence[Any]


@dataclass(slots=True)
class Run:
    """One run of an operation: who asks, and by which variables."""

    context: Context
    dialect: str
    variables: Any

    @property
    def source(self) -> Source:
        """What the rows of this run's statements look like."""
        return Source(self.dialect)

    def statement(self) -> Statement:
        """Begin a statement."""
        return Statement(self.dialect)


@dataclass(frozen=True, slots=True)
class Level:
    """Rows with all that was read of what they lead to; each may bear some values more at its end."""

    rows: Rows
    source: Source
    nests: bool = False
    extra: int = 0
    # Of the branches that are not nested: their rows, each with the key that leads to it at its end.
    below: dict[Branch, Level] | None = None


async def read_rows(
    run: Run,
    fetch: Fetch,
    rows: QuerySet[Any],
    *,
    ordering: Sequence[str] | None = None,
    limit: int | None = None,
    more: Sequence[str] = (),
) -> Level:
    """Read the rows of a scoped query, with the values of ``more`` columns at each one's end."""
    statement = run.statement()
    table = statement.table()
    ends = [f'{table}."{name}"' for name in more]
    columns = columns_of(statement, fetch, run.context, table, nests=fetch.is_single, ends=ends)
    where = statement.where(rows, table)
    text = f'SELECT {", ".join(columns)} FROM "{table_of(rows.model)}" {table} WHERE {where}'  # noqa: S608 - all of it is ours
    ordering = ordering_of(rows) if ordering is None else ordering
    if ordering:
        text += f" ORDER BY {order_of(ordering, table)}"
    limit = limit_of(rows) if limit is None else limit
    if limit is not None:
        text += f" LIMIT {limit}"  # as it is, for it decides how a list is best read
    found = await fetch_rows(text, statement.values)
    return await with_below(run, fetch, Level(found, run.source, nests=fetch.is_single, extra=len(more)))


async def with_below(run: Run, fetch: Fetch, level: Level) -> Level:
    """Read what rows lead to, branch by branch, as far as it is not nested in them."""
    nested = fetch.nested() if level.nests else ()
    below: dict[Branch, Level] = {}
    for branch in fetch.branches:
        if branch not in nested:
            keys = {row[branch.key] for row in level.rows}
            keys.discard(None)
            below[branch] = await _read_branch(run, branch, list(keys))
    return Level(level.rows, level.source, level.nests, level.extra, below)


async def _read_branch(run: Run, branch: Branch, keys: Sequence[Any]) -> Level:
    if not keys:
        return await with_below(run, branch.fetch, Level((), run.source, extra=1))
    statement = run.statement()
    relation, fetch = branch.relation, branch.fetch
    sought, value = statement.keys(keys)
    tables, where, key, table = _joined(statement, branch, run.context)
    columns = columns_of(statement, fetch, run.context, table, nests=False, ends=[key])
    text = f"SELECT {', '.join(columns)} FROM {sought} CROSS JOIN {tables} WHERE {key} = {value} AND {where}"  # noqa: S608 - all of it is ours
    if relation.many:
        text += f" ORDER BY {order_of(relation.order, table)}"
    room = run.context.room if relation.many else None
    if room is not None:
        text += f" LIMIT {statement.value(room + 1)}"
    rows = await fetch_rows(text, statement.values)
    if room is not None and len(rows) > room:
        run.context.count(len(rows))  # nothing more is read for an answer that has grown too large
    return await with_below(run, fetch, Level(rows, run.source, extra=1))


def _joined(statement: Statement, branch: Branch, context: Context) -> tuple[str, str, str, str]:
    """Return the tables a relation reads, the conditions within sight, the key's column, and the rows' own table."""
    relation, access = branch.relation, context.access
    table = statement.table()
    rows = f'"{table_of(relation.model)}" {table}'
    where = statement.all(relation.model, [access.scope(relation.model), Q(**relation.where)], table)
    if relation.link is None:
        return rows, where, f'{table}."{relation.column}"', table
    link = statement.table()
    tables = f'"{table_of(relation.link)}" {link} JOIN {rows} ON {table}."id" = {link}."{relation.link_to}"'
    where += f" AND {statement.all(relation.link, [access.scope(relation.link)], link)}"
    return tables, where, f'{link}."{relation.link_from}"', table


def columns_of(
    statement: Statement, fetch: Fetch, context: Context, table: str, *, nests: bool, ends: Sequence[str]
) -> list[str]:
    """Return what a statement selects: columns, then what is nested, then what each row ends with."""
    columns = [f'{table}."{name}"' for name in fetch.columns]
    if nests:
        columns += [_nested(statement, fetch, branch, context, table) for branch in fetch.nested()]
    # That a row is there may be all that is asked for.
    return [*columns, *ends] or ["TRUE"]


def _nested(statement: Statement, parent: Fetch, branch: Branch, context: Context, table: str) -> str:
    """Return the subselect that gives a branch's rows, each a list of its values, as JSON."""
    relation, fetch, is_sqlite = branch.relation, branch.fetch, statement.is_sqlite
    tables, where, key, own = _joined(statement, branch, context)
    values = [_as_json(fetch, name, f'{own}."{name}"', is_sqlite=is_sqlite) for name in fetch.columns]
    for deeper in fetch.nested():
        nested = _nested(statement, fetch, deeper, context, own)
        values.append(f"json({nested})" if is_sqlite else nested)
    row = f"{'json_array' if is_sqlite else 'json_build_array'}({', '.join(values)})"
    where = f'{key} = {table}."{list(parent.columns)[branch.key]}" AND {where}'
    if not relation.many:
        return f"(SELECT {row} FROM {tables} WHERE {where})"  # noqa: S608 - all of it is ours
    order = order_of(relation.order, own)
    if is_sqlite:  # before 3.44, which few systems have, its aggregates know no order of their own
        return (
            f"(SELECT json_group_array(json(item)) FROM "  # noqa: S608 - all of it is ours
            f"(SELECT {row} AS item FROM {tables} WHERE {where} ORDER BY {order}))"
        )
    return f"(SELECT json_agg({row} ORDER BY {order}) FROM {tables} WHERE {where})"  # noqa: S608 - all of it is ours


def _as_json(fetch: Fetch, name: str, column: str, *, is_sqlite: bool) -> str:
    return f"{column}::text" if isinstance(field_of(fetch.model, name), JSONField) and not is_sqlite else column


async def build(run: Run, shape: Shape, level: Level) -> list[Any]:
    """Make what a shape makes of rows, one for each."""
    groups = []
    if level.below is not None:
        # Rows that Tortoise made bear UUIDs where SQLite's have texts.
        key_of = UUID if level.source is Source.TORTOISE and run.source is Source.SQLITE else None
        groups = [
            await _grouped(run, branch, inner, level.below[branch], key_of)
            for branch, inner in shape.groups
            if branch in level.below
        ]
    aligned = [iter(await part.values(run, shape, level)) for part in shape.aligned]
    make = shape.builder(level.source, nests=level.nests, extra=level.extra)
    return make(level.rows, run.context, groups, aligned)


def count_lists(run: Run, shape: Shape, level: Level) -> None:
    """Count the objects of all lists that hang on the rows of a list; raises TooComplex beyond what an answer may hold.

    Rows that several others lead to are read and made once, but stand in the answer as often as they are led to.
    """
    if not level.below or run.context.room is None:
        return
    for branch, inner in shape.groups:
        below = level.below.get(branch)
        if below is None:  # nested in the rows, and bounded by itself
            continue
        if branch.relation.many and branch.relation.key == "id" and not inner.groups:
            run.context.count(len(below.rows))  # each row's own
        else:
            run.context.count(sum(_weights(branch, inner, level, below)))


def weights_of(shape: Shape, level: Level) -> list[int]:
    """Return how many objects the lists of each row hold, all in all."""
    weights = [0] * len(level.rows)
    for branch, inner in shape.groups:
        below = (level.below or {}).get(branch)
        if below is not None:
            weights = list(map(add, weights, _weights(branch, inner, level, below)))
    return weights


def _weights(branch: Branch, inner: Shape, level: Level, below: Level) -> list[int]:
    by_key: dict[str, int] = {}
    one = int(branch.relation.many)
    for row, weight in zip(below.rows, weights_of(inner, below), strict=True):
        key = str(row[-1])
        by_key[key] = by_key.get(key, 0) + one + weight
    return [by_key.get(str(row[branch.key]), 0) for row in level.rows]


async def _grouped(
    run: Run, branch: Branch, shape: Shape, level: Level, key_of: Callable[[Any], Any] | None
) -> dict[Any, Any]:
    """Return what a branch leads to by the keys that lead there."""
    made = await build(run, shape, level)
    keys = [row[-1] for row in level.rows] if key_of is None else [key_of(row[-1]) for row in level.rows]
    if not branch.relation.many:
        return dict(zip(keys, made, strict=True))
    groups: dict[Any, list[Any]] = {}
    for key, item in zip(keys, made, strict=True):
        group = groups.get(key)
        if group is None:
            groups[key] = [item]
        else:
            group.append(item)
    return groups
