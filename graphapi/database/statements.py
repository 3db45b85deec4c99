"""Raw SQL, where the ORM has no words for it or costs too much: one text for both databases."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from tortoise.context import require_context

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

# Of all shapes that selections have; what is beyond is translated anew.
MAX_TRANSLATED = 2000
_PLACE = re.compile(r"\$(?=\d)")


class Row(Protocol):
    """A driver's own row: its values by their position or their name."""

    def __getitem__(self, key: int | str, /) -> Any: ...

    def __iter__(self) -> Iterator[Any]: ...


def active_client() -> Any:
    """Return what the active database is asked by: within a transaction, its connection."""
    # As TortoiseContext.db() does, which also looks each time whether it is still the loop it was opened in.
    context: Any = require_context()
    return context.connections._storage[context._default_connection]


async def truncate_log() -> None:
    """Let nothing that was deleted stand in SQLite's log; PostgreSQL overwrites its own. Not within a transaction."""
    connection = active_client()
    if connection.capabilities.dialect == "sqlite":
        await connection.truncate_log()


async def fetch(statement: str, *values: str | int | datetime | UUID | None) -> Sequence[Row]:
    """Run a statement on the active database, within the transaction if there is one, and return its rows.

    Values stand in it as ``$1``, ``$2``… SQLite returns UUIDs and datetimes as text.
    """
    connection = active_client()
    if connection.capabilities.dialect == "sqlite":
        return await connection.fetch_rows(
            for_sqlite(statement), [str(value) if isinstance(value, UUID) else value for value in values]
        )
    return await connection.fetch_rows(statement, values)


async def fetch_rows(statement: str, values: Sequence[object]) -> Sequence[Row]:
    """Do the same with values that are in the driver's form already: for SQLite, UUIDs as text."""
    connection = active_client()
    if connection.capabilities.dialect == "sqlite":
        statement = for_sqlite(statement)
    return await connection.fetch_rows(statement, values)


@lru_cache(MAX_TRANSLATED)
def for_sqlite(statement: str) -> str:
    """Return a statement with its values' places as SQLite writes them."""
    return _PLACE.sub("?", statement)
