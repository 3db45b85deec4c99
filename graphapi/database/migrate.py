"""Bring a database up to date: aerich's files, each under a lock and whole or not at all.

aerich itself is not atomic on SQLite, where running a script commits first, and takes no lock: of several processes
that start at once all but one would crash.
"""

from __future__ import annotations

import base64
import sqlite3
import zlib
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

from tortoise.exceptions import BaseORMException, OperationalError

from graphapi.database.transactions import transaction

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence

    from tortoise.backends.base.client import BaseDBAsyncClient

    from graphapi.database.connection import Database

PACKAGE = "migrations.models"
APP = "models"
# Any number will do, if nobody else on the server locks it: "kundenk" in ASCII.
LOCK = 0x6B756E64656E6B
# How long a process waits while another one migrates, in milliseconds.
PATIENCE = 600_000


class MigrationFailed(Exception):
    """A database cannot be brought up to date; what had begun is undone."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One of aerich's files."""

    # Its name with the ending, as aerich records it.
    version: str
    # Returns the SQL for the connection's dialect.
    upgrade: Callable[[BaseDBAsyncClient], Awaitable[str]]
    # What the models are afterwards, compressed by aerich.
    models_state: str


def migrations(package: str = PACKAGE) -> list[Migration]:
    """Return the migrations that come with this code, the oldest first."""
    names = [module.name for module in iter_modules(import_module(package).__path__)]
    modules = [(name, import_module(f"{package}.{name}")) for name in sorted(names, key=_number)]
    return [Migration(f"{name}.py", module.upgrade, module.MODELS_STATE) for name, module in modules]


async def pending(database: Database, *, known: Sequence[Migration] | None = None) -> list[str]:
    """Return the versions that the database still lacks; raises MigrationFailed if it is newer than this code."""
    known = migrations() if known is None else known
    applied = await _applied(database.connection)
    _refuse_newer(applied, known)
    return [migration.version for migration in known if migration.version not in applied]


async def migrate(database: Database, *, known: Sequence[Migration] | None = None) -> list[str]:
    """Apply what is pending and return the versions; raises MigrationFailed.

    Processes that do so at once wait for each other, and the later ones find nothing to do.
    """
    known = migrations() if known is None else known
    with database.active():
        waiting = await pending(database, known=known)
        return [
            migration.version
            for migration in known
            if migration.version in waiting and await _apply_once(migration, database)
        ]


def _number(name: str) -> int:
    return int(name.split("_", 1)[0])


def _refuse_newer(applied: set[str], known: Sequence[Migration]) -> None:
    unknown = applied - {migration.version for migration in known}
    if unknown:
        raise MigrationFailed(
            f"The database is newer than this program: it has {', '.join(sorted(unknown, key=_number))}, which the"
            " program does not know. Start the newer program, or restore a backup from before its first start."
        )


async def _applied(connection: BaseDBAsyncClient) -> set[str]:
    sql = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'aerich'",
        "postgres": "SELECT 1 WHERE to_regclass('aerich') IS NOT NULL",
    }
    if not await connection.execute_query_dict(sql[connection.capabilities.dialect]):
        return set()
    rows = await connection.execute_query_dict(f"SELECT version FROM aerich WHERE app = '{APP}'")  # noqa: S608
    return {row["version"] for row in rows}


@asynccontextmanager
async def _exclusive(database: Database) -> AsyncGenerator[BaseDBAsyncClient]:
    """Begin a transaction that no other process migrates beside."""
    if database.dialect == "postgres":
        async with transaction() as connection:
            await connection.execute_script("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0")
            await connection.execute_script(f"SELECT pg_advisory_xact_lock({LOCK})")
            yield connection
        return
    outside = database.connection
    # With foreign keys on, dropping a table to rebuild it would delete the rows that refer to it. Within a transaction
    # the PRAGMA does nothing, so it stands before.
    await outside.execute_script("PRAGMA foreign_keys = OFF")
    [before] = await outside.execute_query_dict("PRAGMA busy_timeout")
    await outside.execute_script(f"PRAGMA busy_timeout = {PATIENCE}")
    try:
        async with transaction() as connection:
            yield connection
            broken = await connection.execute_query_dict("PRAGMA foreign_key_check")
            if broken:
                raise OperationalError(f"rows would refer to what is gone: {broken[:3]}")
    finally:
        await outside.execute_script(f"PRAGMA busy_timeout = {before['timeout']}")
        await outside.execute_script("PRAGMA foreign_keys = ON")


async def _apply_once(migration: Migration, database: Database) -> bool:
    try:
        async with _exclusive(database) as connection:
            if migration.version in await _applied(connection):
                return False  # another process was first
            await _apply(migration, connection)
            return True
    except (BaseORMException, sqlite3.Error) as error:
        raise MigrationFailed(f"{migration.version} failed, and what it did is undone: {error}") from error


async def _apply(migration: Migration, connection: BaseDBAsyncClient) -> None:
    await connection.execute_script(await migration.upgrade(connection))
    state = zlib.decompress(base64.b64decode(migration.models_state)).decode()
    marks = "?, ?, ?" if connection.capabilities.dialect == "sqlite" else "$1, $2, $3"
    values: list[Any] = [migration.version, APP, state]
    await connection.execute_insert(f"INSERT INTO aerich (version, app, content) VALUES ({marks})", values)  # noqa: S608
