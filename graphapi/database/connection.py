"""An open database, and which code runs on it."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tortoise.context import TortoiseContext
from tortoise.context import _current_context as current_context  # pyright: ignore[reportPrivateUsage]

from graphapi.database.config import MODELS, sqlite_path, tortoise_config

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from contextvars import Token

    from tortoise.backends.base.client import BaseDBAsyncClient

# At DEBUG these log every statement with its values: password hashes, links, addresses.
for _name in ("tortoise.db_client", "aiosqlite"):
    logging.getLogger(_name).setLevel(logging.INFO)


class DatabaseUnavailable(Exception):
    """The database cannot be opened; the text says why, without its password."""


class Database:
    """An open database. Code runs on it inside ``with database.active():``.

    Tortoise finds its connections by a context variable, which the tasks of a web server do not inherit from the one
    that opened the database: a middleware activates it for each request, and each background task for itself.
    """

    def __init__(self, context: TortoiseContext) -> None:
        self._context = context

    @property
    def connection(self) -> BaseDBAsyncClient:
        """The connection for raw SQL: the transaction's own within one, when the database is active."""
        return self._context.db()

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgres``."""
        return self.connection.capabilities.dialect

    def active(self) -> Activation:
        """Let models and transactions of this task, and of those it starts, use this database."""
        return Activation(self._context)


class Activation:
    """Makes a database the active one for the time of a block."""

    def __init__(self, context: TortoiseContext) -> None:
        self._context = context
        self._token: Token[TortoiseContext | None]

    def __enter__(self) -> None:
        # Not "with context": it keeps the token on itself, and requests that overlap would reset each other's.
        self._token = current_context.set(self._context)

    def __exit__(self, *_: object) -> None:
        current_context.reset(self._token)


@asynccontextmanager
async def open_database(url: str, *, pool_size: int = 10, models: tuple[str, ...] = MODELS) -> AsyncGenerator[Database]:
    """Open a database, and close it at the end; raises InvalidDatabaseUrl or DatabaseUnavailable.

    It is connected at once: a wrong address shows at start, not with the first request. All that a process has open at
    a time is of one dialect, since Tortoise keeps the name of a model's connection on the model itself.
    """
    config = tortoise_config(url, pool_size=pool_size, models=models)
    context = TortoiseContext()
    database = Database(context)
    with database.active():
        await context.init(config=config)
    try:
        file = sqlite_path(url)
        try:
            if file is not None:
                # It holds what is nobody else's to read; the files SQLite puts beside it take its mode over.
                with suppress(OSError):  # SQLite says it better
                    file.touch(mode=0o600)
                # Where it cannot be opened, aiosqlite would leave a thread that complains when the loop is closed.
                sqlite3.connect(file).close()
            await database.connection.create_connection(with_db=True)
        except Exception as error:
            name = file or urlsplit(url).path.removeprefix("/")
            raise DatabaseUnavailable(f"The database {name} cannot be opened: {error}") from error
        yield database
    finally:
        await context.close_connections()
