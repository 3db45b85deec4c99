"""Inserting new rows: several with one statement, and nothing read back."""

# pyright: reportPrivateUsage=false
from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from tortoise.backends.base.client import TransactionalDBClient
from tortoise.context import require_context

from graphapi.database.statements import fetch_rows
from graphapi.database.transactions import transaction

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    connection = require_context().db()
    shape = tuple((model, len(list(group))) for model, group in groupby(rows, type))
    if len(rows) <= MOST_ROWS and (len(shape) == 1 or connection.capabilities.dialect == "postgres"):
        await _insert(rows, shape)
    elif isinstance(connection, TransactionalDBClient):
        await _insert_in_turn(rows, shape)
    else:
        async with transaction():
            await _insert_in_turn(rows, shape)


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
    values = [
        row._meta.fields_map[name].to_db_value(getattr(row, name), row)
        for row in rows
        for name in row._meta.fields_db_projection
    ]
    found = await fetch_rows(_text(shape, ending), values)
    if found or not ending:
        for row in rows:
            row._saved_in_db = True
    return found


@lru_cache(MOST_TEXTS)
def _text(shape: Shape, ending: str) -> str:
    """Write a statement; of several models' parts all but the last go before it, where their order means nothing."""
    parts: list[str] = []
    place = 1
    for model, count in shape:
        columns = list(model._meta.fields_db_projection.values())
        names = ", ".join(f'"{column}"' for column in columns)
        rows: list[str] = []
        for _ in range(count):
            rows.append(f"({', '.join(f'${place + index}' for index in range(len(columns)))})")
            place += len(columns)
        parts.append(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES {", ".join(rows)}')  # noqa: S608 - ours
    *before, last = parts
    begin = f"WITH {', '.join(f'part{number} AS ({part})' for number, part in enumerate(before))} " if before else ""
    return f"{begin}{last} {ending}".rstrip()
