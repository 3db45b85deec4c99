"""Raw SQL, where the ORM has no words for it: one text for both databases."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from tortoise.context import require_context

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime


async def fetch(statement: str, *values: str | int | datetime | UUID | None) -> Sequence[Mapping[str, Any]]:
    """Run a statement on the active database, within the transaction if there is one, and return its rows.

    Values stand in it as ``$1``, ``$2``… SQLite returns UUIDs and datetimes as text.
    """
    connection: Any = require_context().db()
    if connection.capabilities.dialect == "sqlite":
        statement = _for_sqlite(statement)
        values = tuple(str(value) if isinstance(value, UUID) else value for value in values)
    # Not execute_query, which on PostgreSQL gives no rows for INSERT … RETURNING.
    return await connection.execute_query_dict(statement, list(values))


@cache
def _for_sqlite(statement: str) -> str:
    return statement.replace("$", "?")
