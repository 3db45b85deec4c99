"""Lending a PostgreSQL pool's connections from hand to hand."""

from __future__ import annotations

from asyncio import Semaphore
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any

from asyncpg import InterfaceError

if TYPE_CHECKING:
    from types import TracebackType

    from graphapi.database.postgres import Client

# What lay idle for longer, in seconds, a firewall on the way may have forgotten without telling.
LONGEST_IDLE = 300


class Lender:
    """Keeps the connections that come back at hand, for whoever asks next.

    asyncpg's pool spends a task, a future and a timer on each return, which is as much as a short statement costs. It
    still opens the connections, and takes back all that did not end well: it waits for a statement that was cancelled,
    rolls back what is open, and replaces what is closed.
    """

    def __init__(self, pool: Any, size: int) -> None:
        self._pool = pool
        # As many as the pool has, so that whoever came in finds a connection at hand or in the pool.
        self._room = Semaphore(size)
        self._at_hand: list[tuple[Any, float]] = []
        self._closes = False

    async def take(self) -> Any:
        """Return a connection, when there is one."""
        await self._room.acquire()
        try:
            while self._at_hand:
                connection, since = self._at_hand.pop()
                if _is_closed(connection):
                    await self._pool.release(connection)
                elif monotonic() - since > LONGEST_IDLE:
                    _discard(connection)
                else:
                    return connection
            return await self._pool.acquire()
        except BaseException:
            self._room.release()
            raise

    async def give_back(self, connection: Any, *, is_sound: bool) -> None:
        """Take a connection back; it is sound if all it was lent for has ended without an error."""
        try:
            if is_sound and not self._closes:
                now = monotonic()
                # Below it lies what a burst needed, and nobody since: the last one in is the first one out.
                if self._at_hand and now - self._at_hand[0][1] > LONGEST_IDLE:
                    oldest, _ = self._at_hand.pop(0)
                    _discard(oldest)
                self._at_hand.append((connection, now))
            else:
                await self._pool.release(connection)
        finally:
            self._room.release()

    async def close(self) -> None:
        """Give all that is at hand back to the pool, which is closed next."""
        self._closes = True
        while self._at_hand:
            await self._pool.release(self._at_hand.pop()[0])


class Lease:
    """A connection for the time of a block."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._lender: Lender
        self._connection: Any

    async def __aenter__(self) -> Any:
        self._lender = self._client.lender()
        self._connection = await self._lender.take()
        return self._connection

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._lender.give_back(self._connection, is_sound=kind is None)


def _discard(connection: Any) -> None:
    with suppress(InterfaceError):  # it has been taken out of the pool already
        connection.terminate()


def _is_closed(connection: Any) -> bool:
    try:
        return connection.is_closed()
    except InterfaceError:  # it has been taken out of the pool already
        return True
