"""Inserting new rows: several of a model with one statement, and nothing read back."""

# pyright: reportPrivateUsage=false
from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from graphapi.database.statements import fetch_rows
from graphapi.database.transactions import transaction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tortoise.models import Model

# In one statement: so many values of each row stay far below what both drivers take, some 32,000.
MOST_ROWS = 100
MOST_TEXTS = 200


async def insert(rows: Sequence[Model]) -> None:
    """Insert new rows of one model, all or none."""
    if len(rows) <= MOST_ROWS:
        await _insert(rows)
        return
    async with transaction():
        for first in range(0, len(rows), MOST_ROWS):
            await _insert(rows[first : first + MOST_ROWS])


async def insert_unless_taken(row: Model) -> bool:
    """Insert a new row, and return True; False if what must be unique is taken, which leaves a transaction usable."""
    return bool(await _insert([row], "ON CONFLICT DO NOTHING RETURNING 1"))


async def _insert(rows: Sequence[Model], ending: str = "") -> Sequence[object]:
    if not rows:
        return ()
    model = type(rows[0])
    fields = [(name, model._meta.fields_map[name]) for name in model._meta.fields_db_projection]
    values = [field.to_db_value(getattr(row, name), row) for row in rows for name, field in fields]
    found = await fetch_rows(_text(model, len(rows), ending), values)
    for row in rows:
        row._saved_in_db = True
    return found


@lru_cache(MOST_TEXTS)
def _text(model: type[Model], count: int, ending: str) -> str:
    columns = list(model._meta.fields_db_projection.values())
    width = len(columns)
    names = ", ".join(f'"{column}"' for column in columns)
    rows = ", ".join(
        f"({', '.join(f'${place}' for place in range(first + 1, first + width + 1))})"
        for first in range(0, count * width, width)
    )
    return f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES {rows} {ending}'.rstrip()  # noqa: S608 - names of ours
