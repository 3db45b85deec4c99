"""Tortoise's asyncpg engine, mended where tasks are cancelled, and with little between a statement and the driver.

It reaches into Tortoise's internals, so Tortoise's version is pinned; tests/database shows what each mend is for.
"""

# pyright: reportPrivateUsage=false, reportIncompatibleVariableOverride=false
from __future__ import annotations

import asyncio
import socket
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import NestedTransactionContext, TransactionContext
from tortoise.connection import get_connections
from tortoise.exceptions import IntegrityError, OperationalError, TransactionManagementError

from graphapi.database.guard import refuse_when_over, refuse_within_transaction
from graphapi.database.lending import Lease, Lender

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Generator, Sequence
    from types import TracebackType

    from tortoise.backends.base.client import ConnectionWrapper
    from tortoise.connection import ConnectionHandler, ConnectionToken

SESSION = {
    "application_name": "kundenkonto",
    "timezone": "UTC",
    # A statement is planned once a connection, not at each run: that takes many times what most reads themselves do.
    "plan_cache_mode": "force_generic_plan",
    # What takes longer is stopped: it holds one of few connections, and perhaps locks.
    "statement_timeout": "15s",
    "lock_timeout": "5s",
    # What a hung process began is undone, so that it blocks nobody.
    "idle_in_transaction_session_timeout": "60s",
    # For memory and SSDs, where an index is worth it in small tables too; the default is for disks that seek.
    "random_page_cost": "1.1",
}
CONNECT_TIMEOUT = 10.0
# A server that no longer answers cannot keep to the limits above. Where the platform knows these: in milliseconds, how
# long what is sent may go unacknowledged; in seconds, when and how often a silent server is asked whether it is there.
TCP_LIMITS = {"TCP_USER_TIMEOUT": 20_000, "TCP_KEEPIDLE": 10, "TCP_KEEPINTVL": 5}
# What news (graphapi.database.news) are sent on, and how long after a commit, in seconds: one for all those meanwhile.
CHANNEL = "kundenkonto"
ANNOUNCE_AFTER = 0.02
# Of each connection: more than pages and API have between them, so that hardly any is planned twice. They are kept for
# as long as it lives, however long their texts; by itself asyncpg forgets them after five minutes, and keeps none of
# more than 15 KiB.
PREPARED_STATEMENTS = 256


@contextmanager
def _tortoise_errors() -> Generator[None]:
    """Turn all that the driver raises into Tortoise's errors, so that callers need to know no driver."""
    try:
        yield
    except asyncpg.IntegrityConstraintViolationError as error:
        raise IntegrityError(error) from error
    except asyncpg.InvalidTransactionStateError as error:
        raise TransactionManagementError(error) from error
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        raise OperationalError(error) from error


async def _keep_session(_connection: object) -> None:
    """Do nothing when a connection returns to the pool.

    asyncpg would send a statement that resets the session, a round trip more for every query. We leave nothing in it:
    settings and locks are a transaction's (SET LOCAL, pg_advisory_xact_lock), and who listens has a connection of its
    own. A transaction that is still open asyncpg rolls back all the same.
    """


async def _limit_silence(connection: Any) -> None:
    """Have the system give a connection up whose server is gone without a word."""
    own: socket.socket = connection._transport.get_extra_info("socket")
    if own.family not in {socket.AF_INET, socket.AF_INET6}:
        return
    own.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in TCP_LIMITS.items():
        if hasattr(socket, name):
            own.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


class Transaction(TransactionContext):
    """A transaction that gives its connection back, finished, whenever its task is cancelled."""

    client: TransactionClient

    def __init__(self, client: TransactionClient) -> None:
        self.client = client
        self._block: Any
        self._connections: ConnectionHandler
        self._token: ConnectionToken

    async def __aenter__(self) -> TransactionClient:
        with _tortoise_errors():
            await self.client.connect()
            self._block = self.client._connection.transaction()
            try:
                await self._block.__aenter__()
            except BaseException:
                await self.client.disconnect(is_sound=False)
                raise
        self._connections = get_connections()
        self._token = self._connections.set(self.client.connection_name, self.client)
        return self.client

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connections.reset(self._token)
        self.client._finalized = True
        is_sound = False
        try:
            with _tortoise_errors():
                await self._block.__aexit__(kind, error, trace)
            is_sound = kind is None
        finally:
            await self.client.disconnect(is_sound=is_sound)
        if is_sound and self.client.announces:
            self.client._parent.announce()


class TransactionClient(TransactionWrapper):
    """The connection as the transaction's tasks see it."""

    _parent: Client
    _connection: Any
    _lender: Lender
    # Whether there is something to be told once it is committed.
    announces = False

    async def connect(self) -> None:
        """Borrow a connection."""
        self._lender = self._parent.lender()
        self._connection = await self._lender.take()

    async def disconnect(self, *, is_sound: bool) -> None:
        """Give the connection back; unless it is sound, asyncpg rolls back what is open, cancelled or not."""
        await self._lender.give_back(self._connection, is_sound=is_sound)

    async def fetch_rows(self, statement: str, values: Sequence[object]) -> Sequence[Any]:
        """Run a statement and return the driver's rows."""
        with _tortoise_errors():
            async with self.acquire_connection() as connection:
                self.log.debug("%s: %s", statement, values)
                return await connection.fetch(statement, *values)

    def announce(self) -> None:
        """Announce news once the outermost transaction is committed."""
        if isinstance(self._parent, TransactionClient):
            self._parent.announce()
        self.announces = True

    def acquire_connection(self) -> ConnectionWrapper[Any]:
        """Return the connection; raises TransactionManagementError when the transaction is over."""
        refuse_when_over(self)
        return super().acquire_connection()

    def _in_transaction(self) -> TransactionContext:
        refuse_when_over(self)
        return NestedTransactionContext(TransactionClient(self))

    async def _translate_exceptions(self, func: Callable[..., Awaitable[Any]], *args: Any, **kwargs: Any) -> Any:
        with _tortoise_errors():
            return await func(self, *args, **kwargs)


class Client(AsyncpgDBClient):
    """A pool of connections to the database that a DSN names, in any way asyncpg understands."""

    def __init__(self, dsn: str, pool_size: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._dsn = dsn
        self._pool_size = pool_size
        self._lender: Lender | None = None
        self._has_news = False
        self._announcing: asyncio.Task[None] | None = None

    def lender(self) -> Lender:
        """Return who lends the pool's connections; raises OperationalError before it is made and after it is closed."""
        if self._lender is None:
            raise OperationalError("The database is closed")
        return self._lender

    async def create_connection(self, with_db: bool) -> None:  # noqa: ARG002, FBT001 - Tortoise's signature
        """Make the pool, with its first connection."""
        self._pool = await asyncpg.create_pool(
            self._dsn,
            min_size=1,
            max_size=self._pool_size,
            server_settings=SESSION,
            timeout=CONNECT_TIMEOUT,
            init=_limit_silence,
            reset=_keep_session,
            statement_cache_size=PREPARED_STATEMENTS,
            max_cached_statement_lifetime=0,
            max_cacheable_statement_size=0,
        )
        self._lender = Lender(self._pool, self._pool_size)
        await self._post_connect()

    async def close(self) -> None:
        """Close the pool, when all connections are back."""
        if self._announcing is not None:
            self._announcing.cancel()
            await asyncio.wait([self._announcing])
        lender, self._lender = self._lender, None
        if lender is not None:
            await lender.close()
        await super().close()

    async def fetch_rows(self, statement: str, values: Sequence[object]) -> Sequence[Any]:
        """Run a statement and return the driver's rows: the shortest way, for it is gone by nearly everything."""
        refuse_within_transaction(self)
        self.log.debug("%s: %s", statement, values)
        lender = self.lender()
        connection: Any = None
        try:
            connection = await lender.take()
            rows = await connection.fetch(statement, *values)
        except BaseException:
            if connection is not None:
                await lender.give_back(connection, is_sound=False)
            with _tortoise_errors():
                raise
        await lender.give_back(connection, is_sound=True)
        return rows

    def announce(self) -> None:
        """Announce news in a moment."""
        self._has_news = True
        if self._announcing is None or self._announcing.done():
            self._announcing = asyncio.create_task(self._announce())

    async def listen(self, heard: Callable[[], None]) -> Any:
        """Return a connection of its own that hears of news, to be closed by whoever asked."""
        connection = await asyncpg.connect(self._dsn, server_settings=SESSION, timeout=int(CONNECT_TIMEOUT))

        def hear(*_: object) -> None:
            heard()

        try:
            await _limit_silence(connection)
            await connection.add_listener(CHANNEL, hear)
        except BaseException:
            connection.terminate()
            raise
        return connection

    async def _announce(self) -> None:
        while self._has_news:
            await asyncio.sleep(ANNOUNCE_AFTER)
            self._has_news = False
            with suppress(Exception):  # who waits looks by itself as well, only later
                async with self.acquire_connection() as connection:
                    await connection.execute(f"NOTIFY {CHANNEL}")

    async def execute_many(self, query: str, values: list[list[Any]]) -> None:
        """Run a statement for many rows, all or none."""
        async with self._in_transaction() as transaction:
            await transaction.execute_many(query, values)

    def acquire_connection(self) -> Any:
        """Return the connection; raises TransactionManagementError within one of its transactions."""
        refuse_within_transaction(self)
        return Lease(self)

    def _in_transaction(self) -> TransactionContext:
        refuse_within_transaction(self)
        return Transaction(TransactionClient(self))

    async def _translate_exceptions(self, func: Callable[..., Awaitable[Any]], *args: Any, **kwargs: Any) -> Any:
        with _tortoise_errors():
            return await func(self, *args, **kwargs)


client_class = Client
