"""Fetching: from a scoped query and a fetch to rows, and from rows and a shape to what the response holds.

The rows of a level are read by one statement: those of a list by theirs, those that they lead to by the keys of all
of them. What a single row leads to is nested in its own statement as JSON, as far as the first list. So an answer
costs a number of statements that its shape decides. Every level is read through the viewer's access: its scope is
part of the statement, and what is out of sight is as good as not there.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import repeat
from operator import add, mul
from typing import TYPE_CHECKING, Any
from uuid import UUID

from graphapi.database.statements import fetch_rows
from graphapi.services.inputs import UNSET
from schema.execution.codecs import Source
from schema.execution.sql import limit_of, order_of, ordering_of
from schema.execution.statements import ALL, TABLE, columns_of, statement_of
from schema.execution.tables import table_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tortoise.queryset import QuerySet

    from graphapi.access import Role
    from graphapi.services.inputs import Unset
    from schema.context import Context
    from schema.execution.pages import Page
    from schema.execution.shapes import Branch, Fetch, Shape

    Rows = Sequence[Any]


SOURCES = {"postgres": Source.POSTGRES, "sqlite": Source.SQLITE}


@dataclass(slots=True)
class Run:
    """One run of an operation: who asks, and by which variables."""

    context: Context
    dialect: str
    variables: Any

    @property
    def source(self) -> Source:
        """What the rows of this run's statements look like."""
        return SOURCES[self.dialect]

    @property
    def role(self) -> Role:
        """As what somebody asks."""
        return self.context.access.principal.role


@dataclass(slots=True)
class Level:
    """Rows with all that was read of what they lead to; each may bear some values more at its end."""

    rows: Rows
    source: Source
    nests: bool = False
    extra: int = 0
    # Of the branches that are not nested: their rows, each with the key that leads to it at its end.
    below: dict[Branch, Level] | None = None
    # How often each row stands in the answer, if that may be more than once.
    times: Sequence[int] | None = None


async def read_rows(
    run: Run,
    fetch: Fetch,
    rows: QuerySet[Any],
    *,
    ordering: Sequence[str] | None = None,
    key: UUID | Unset = UNSET,
    limit: int | None = None,
    more: Sequence[str] = (),
    page: Page | None = None,
) -> Rows:
    """Read the rows of a scoped query, or its one of a key, with the values of ``more`` columns at each one's end.

    Of a page, those within its cursors.
    """
    columns = columns_of(fetch, run.role, run.dialect, more)
    statement = columns.statement()
    where = statement.where(rows, TABLE) if page is None else statement.within(page, TABLE)
    if key is not UNSET:
        where = f'{TABLE}."id" = {statement.value(key)} AND {where}'
    text = f'SELECT {columns.text} FROM "{table_of(rows.model)}" {TABLE} WHERE {where}'  # noqa: S608 - all of it is ours
    presumption = run.context.presumption
    if presumption is not None and not presumption.is_proven:
        text += f" AND {presumption.condition(statement.value)}"
    ordering = ordering_of(rows) if ordering is None else ordering
    if ordering:
        text += f" ORDER BY {order_of(ordering, TABLE)}"
    limit = limit_of(rows) if limit is None else limit
    if limit is not None:
        text += f" LIMIT {limit}"  # as it is, for it decides how a list is best read
    found = await fetch_rows(text, statement.resolved(run.context.access.principal))
    if presumption is not None and found:
        presumption.is_proven = True
    return found


async def read_level(
    run: Run, fetch: Fetch, rows: QuerySet[Any], *, key: UUID | Unset = UNSET, limit: int | None = None
) -> Level:
    """Read the rows of a scoped query, or its one of a key, and what they lead to."""
    found = await read_rows(run, fetch, rows, key=key, limit=limit)
    return await with_below(run, fetch, Level(found, run.source, nests=fetch.is_single))


async def with_below(run: Run, fetch: Fetch, level: Level) -> Level:
    """Read what rows lead to, branch by branch, as far as it is not nested in them."""
    nested = fetch.nested() if level.nests else ()
    below: dict[Branch, Level] = {}
    for branch in fetch.branches:
        if branch not in nested:
            keys = {row[branch.key] for row in level.rows}
            keys.discard(None)
            below[branch] = await _read_branch(run, branch, list(keys))
    level.below = below
    return level


async def _read_branch(run: Run, branch: Branch, keys: Sequence[Any]) -> Level:
    if not keys:
        return await with_below(run, branch.fetch, Level((), run.source, extra=1))
    written = statement_of(branch, run.role, run.dialect)
    statement = written.statement()
    values = statement.resolved(run.context.access.principal)
    room = run.context.room if branch.relation.many else None
    values += (statement.list_of(keys), ALL if room is None else room + 1)
    rows = await fetch_rows(written.text, values)
    if room is not None and len(rows) > room:
        run.context.count(len(rows))  # nothing more is read for an answer that has grown too large
    return await with_below(run, branch.fetch, Level(rows, run.source, extra=1))


async def build(run: Run, shape: Shape, level: Level) -> list[Any]:
    """Make what a shape makes of rows, one for each."""
    groups = []
    if level.below is not None:
        # Rows that Tortoise made bear UUIDs where SQLite's have texts.
        key_of = UUID if level.source is Source.TORTOISE and run.source is Source.SQLITE else None
        groups = [
            await _grouped(run, branch, inner, _led_to(branch, inner, level, level.below[branch]), key_of)
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
        if branch.relation.many and branch.relation.key == "id" and not inner.groups and level.times is None:
            run.context.count(len(below.rows))  # each row's own
        else:
            run.context.count(sum(map(mul, _weights(branch, inner, level, below), level.times or repeat(1))))


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


def _led_to(branch: Branch, shape: Shape, level: Level, below: Level) -> Level:
    """Return the rows below with how often each is led to, where that is of use: for lists that count by themselves."""
    if not shape.counts_by_itself():
        return below
    times: Counter[str] = Counter()
    for row, often in zip(level.rows, level.times or repeat(1), strict=False):
        times[str(row[branch.key])] += often
    return replace(below, times=[times[str(row[-1])] for row in below.rows])


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
