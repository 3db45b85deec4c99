"""Inserting new rows: several with one statement, and nothing read back."""

# pyright: reportPrivateUsage=false
from __future__ import annotations

from contextlib import nullcontext
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import UUID

from tortoise.backends.base.client import TransactionalDBClient

from graphapi.database.news import announce
from graphapi.database.statements import active_client, fetch, fetch_rows, for_sqlite
from graphapi.database.transactions import transaction

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tortoise.models import Model

    # How many rows of which model.
    Shape = tuple[tuple[type[Model], int], ...]

# In one statement: so many values of each row stay far below what both drivers take, some 32,000.
MOST_ROWS = 100
MOST_TEXTS = 200


async def insert(rows: Sequence[Model]) -> None:
    """Insert new rows, all or none: a model's in a row with one statement, and on PostgreSQL those of all models.

    There each statement is a round trip, and what the transaction has locked stays locked meanwhile. In a transaction
    it is that which makes it all or none.
    """
    connection = active_client()
    shape = tuple((model, len(list(group))) for model, group in groupby(rows, type))
    if len(rows) <= MOST_ROWS and (len(shape) == 1 or connection.capabilities.dialect == "postgres"):
        await _insert(rows, shape)
    elif isinstance(connection, TransactionalDBClient):
        await _insert_in_turn(rows, shape)
    else:
        async with transaction():
            await _insert_in_turn(rows, shape)


async def insert_if(condition: str, values: Sequence[Any], rows: Sequence[Model]) -> bool:
    """Run a statement that changes rows and, if it returns one, insert new ones and return True; all or none.

    On PostgreSQL that is one statement, which needs no transaction around it, and on SQLite one task of its thread.
    Within one it is a savepoint: whoever catches its error can go on. Values are ``fetch``'s.
    """
    connection: Any = active_client()
    if connection.capabilities.dialect == "postgres" and 0 < len(rows) <= MOST_ROWS:
        text = _text_if(condition, len(values), tuple(map(type, rows)))
        async with transaction() if isinstance(connection, TransactionalDBClient) else nullcontext():
            inserted = bool(await fetch_rows(text, [*values, *_values(rows)]))
        return inserted and _saved(rows)
    if connection.capabilities.dialect == "sqlite" and not isinstance(connection, TransactionalDBClient):
        then = [(for_sqlite(_text(((type(row), 1),), "")), _values([row])) for row in rows]
        held = [str(value) if isinstance(value, UUID) else value for value in values]
        return await connection.run_if(for_sqlite(condition), held, then) and _saved(rows)
    async with transaction():
        if not await fetch(condition, *values):
            return False
        await insert(rows)
        return True


async def insert_unless_taken(row: Model) -> bool:
    """Insert a new row, and return True; False if what must be unique is taken, which leaves a transaction usable."""
    return bool(await _insert([row], ((type(row), 1),), "ON CONFLICT DO NOTHING RETURNING 1"))


async def _insert_in_turn(rows: Sequence[Model], shape: Shape) -> None:
    first = 0
    for model, count in shape:
        for start in range(first, first + count, MOST_ROWS):
            some = rows[start : min(start + MOST_ROWS, first + count)]
            await _insert(some, ((model, len(some)),))
        first += count


async def _insert(rows: Sequence[Model], shape: Shape, ending: str = "") -> Sequence[object]:
    if not rows:
        return ()
    found = await fetch_rows(_text(shape, ending), _values(rows))
    if found or not ending:
        _saved(rows)
    return found


def _values(rows: Sequence[Model]) -> list[object]:
    return [write(getattr(row, name), row) for row in rows for name, write in _writers(type(row))]


@lru_cache
def _writers(model: type[Model]) -> list[tuple[str, Callable[[Any, Model], object]]]:
    """Return how each column of a model is written."""
    return [(name, model._meta.fields_map[name].to_db_value) for name in model._meta.fields_db_projection]


def _saved(rows: Sequence[Model]) -> bool:
    for row in rows:
        row._saved_in_db = True
    if any(getattr(row, "is_news", False) for row in rows):
        announce()
    return True


@lru_cache(MOST_TEXTS)
def _text(shape: Shape, ending: str) -> str:
    """Write a statement; of several models' parts all but the last go before it, where their order means nothing."""
    parts: list[str] = []
    place = 1
    for model, count in shape:
        rows: list[str] = []
        for _ in range(count):
            rows.append(f"({_places(model, place)})")
            place += len(model._meta.fields_db_projection)
        parts.append(f"INSERT INTO {_target(model)} VALUES {', '.join(rows)}")  # noqa: S608 - ours
    return _joined(parts, ending)


@lru_cache(MOST_TEXTS)
def _text_if(condition: str, values: int, models: Sequence[type[Model]]) -> str:
    """Write a statement that inserts a row of each model if its first part, with so many values, returns one."""
    parts = [condition]
    place = values + 1
    for model in models:
        parts.append(f"INSERT INTO {_target(model)} SELECT {_places(model, place)} FROM part0")  # noqa: S608 - ours
        place += len(model._meta.fields_db_projection)
    return _joined(parts, "RETURNING 1")


def _target(model: type[Model]) -> str:
    columns = model._meta.fields_db_projection.values()
    names = ", ".join(f'"{column}"' for column in columns)
    return f'"{model._meta.db_table}" ({names})'


def _places(model: type[Model], first: int) -> str:
    return ", ".join(f"${first + index}" for index in range(len(model._meta.fields_db_projection)))


def _joined(parts: Sequence[str], ending: str) -> str:
    *before, last = parts
    begin = f"WITH {', '.join(f'part{number} AS ({part})' for number, part in enumerate(before))} " if before else ""
    return f"{begin}{last} {ending}".rstrip()
