"""All that the database holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tortoise import Tortoise

if TYPE_CHECKING:
    from graphapi.database import Database


async def all_texts(database: Database, *, but: tuple[str, ...] = ()) -> dict[str, str]:
    """Every row as one text, by its table and key; but for some tables."""
    texts: dict[str, str] = {}
    for model in Tortoise.apps["models"].values():
        table = model._meta.db_table
        if table not in but:
            for row in await database.connection.execute_query_dict(f'SELECT * FROM "{table}"'):
                texts[f"{table} {row['id']}"] = " ".join(str(value) for value in dict(row).values())
    return texts
