"""News: waking whoever waits for what others write, in whatever process.

On PostgreSQL it is a NOTIFY. It is not sent within the transaction that writes: there it takes a lock that only one
commit of the whole server holds at a time, which leaves half of the commits a second. The process that wrote sends it
right after the commit, one for all that was committed meanwhile. On SQLite nothing need be sent: looking whether the
file has changed costs some microseconds.

News may be late by POLL, where a process is killed between its commit and its NOTIFY, or a connection breaks. All they
say is that it is worth looking now.
"""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from contextlib import asynccontextmanager, suppress
from time import monotonic
from typing import TYPE_CHECKING, Any

from graphapi.database.statements import active_client

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

# In seconds: how long to wait for news at most, and how often an SQLite file is looked at meanwhile.
POLL = 1.0
LOOK = 0.05


def announce() -> None:
    """Have whoever waits for news look, as soon as the present transaction is committed."""
    connection: Any = active_client()
    if connection.capabilities.dialect == "postgres":
        connection.announce()


class News(ABC):
    """What somebody waits for."""

    @abstractmethod
    async def wait(self) -> None:
        """Wait until there may be something new, a second at most."""


@asynccontextmanager
async def news() -> AsyncGenerator[News]:
    """Give what waits for news of the active database."""
    client: Any = active_client()
    if client.capabilities.dialect == "sqlite":
        yield _OfSqlite(client)
        return
    heard = _OfPostgres(client)
    try:
        await heard.listen()
        yield heard
    finally:
        await heard.close()


class _OfSqlite(News):
    def __init__(self, client: Any) -> None:
        self._client = client
        # None has whoever waits look once more than needed, and asks nothing that could fail.
        self._version: int | None = None

    async def wait(self) -> None:
        until = monotonic() + POLL
        while monotonic() < until:
            await asyncio.sleep(LOOK)
            version = self._client.version()
            if version is None or version != self._version:
                self._version = version
                return


class _OfPostgres(News):
    """Listens on a connection of its own; while there is none, it is as if there were no news."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._heard = asyncio.Event()
        self._connection: Any = None

    async def wait(self) -> None:
        if self._connection is None or self._connection.is_closed():
            await self.listen()
        with suppress(TimeoutError):
            async with asyncio.timeout(POLL):
                await self._heard.wait()
        self._heard.clear()

    async def listen(self) -> None:
        with suppress(Exception):  # a database that is not there is noticed by whoever looks
            self._connection = await self._client.listen(self._heard.set)
            # What was sent meanwhile nobody has heard.
            self._heard.set()

    async def close(self) -> None:
        if self._connection is not None:
            with suppress(Exception):
                await self._connection.close(timeout=1)
