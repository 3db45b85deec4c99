"""Databases of their own, for tests that break things."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from itertools import count
from pathlib import Path

import pytest

from graphapi.database import Database, open_database
from tests.postgres import new_database

MODELS = ("tests.database.models",)
_numbers = count(1)


@pytest.fixture
def new_url(dialect: str, tmp_path: Path) -> Callable[[], Awaitable[str]]:
    """Makes an empty database and returns its URL."""

    async def make() -> str:
        name = f"scratch{next(_numbers)}"
        return await new_database(name) if dialect == "postgres" else f"sqlite:///{tmp_path / name}.db"

    return make


@pytest.fixture
async def scratch_url(new_url: Callable[[], Awaitable[str]]) -> str:
    """An empty database."""
    return await new_url()


@pytest.fixture
async def scratch(scratch_url: str) -> AsyncGenerator[Database]:
    """A database with authors and notes, active."""
    async with open_database(scratch_url, pool_size=3, models=MODELS) as database:
        with database.active():
            await database._context.generate_schemas()
            yield database


@pytest.fixture
def on_sqlite(dialect: str) -> None:
    """Skips a test on PostgreSQL, where its question does not come up."""
    if dialect != "sqlite":
        pytest.skip("a matter of SQLite")


@pytest.fixture
def on_postgres(dialect: str) -> None:
    """Skips a test on SQLite, where its question does not come up."""
    if dialect != "postgres":
        pytest.skip("a matter of PostgreSQL")
