"""Tortoise's SQLite engine, mended where several tasks or several processes share a database.

It reaches into Tortoise's internals, so Tortoise's version is pinned; tests/database shows what each mend is for.
"""

# pyright: reportPrivateUsage=false, reportIncompatibleVariableOverride=false
from __future__ import annotations

import asyncio
import re
import sqlite3
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from tortoise.backends.base.client import NestedTransactionContext, TransactionContext
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionWrapper
from tortoise.connection import get_connections
from tortoise.exceptions import IntegrityError, OperationalError

from graphapi.database.config import MEMORY
from graphapi.database.guard import refuse_when_over, refuse_within_transaction
from graphapi.database.readers import Readers

if TYPE_CHECKING:
    from collections.abc import Coroutine, Generator, Iterator, Sequence
    from types import TracebackType

    from tortoise.backends.base.client import ConnectionWrapper
    from tortoise.connection import ConnectionHandler, ConnectionToken

PRAGMAS = {
    # First, so that the others wait for another process too, in milliseconds, and do not fail.
    "busy_timeout": 10_000,
    "journal_mode": "WAL",
    # With WAL, a power cut may lose the last transactions but never damages the file.
    "synchronous": "NORMAL",
    "foreign_keys": "ON",
    # What is deleted is overwritten, and cannot be found in the file.
    "secure_delete": "ON",
}
# In seconds; what holds the log longer is waited for the next time.
LOG_PATIENCE = 0.2


def _in_utc(value: datetime) -> str:
    if value.utcoffset() is None:
        raise ValueError(f"{value.isoformat()} is naive: the database takes aware datetimes only")
    return value.astimezone(UTC).isoformat(" ")


# Instants are compared as text, so all of them need one offset: in raw SQL too, where no field sees them.
sqlite3.register_adapter(datetime, _in_utc)

_background: set[asyncio.Task[None]] = set()


def _in_background(work: Coroutine[Any, Any, None]) -> None:
    task = asyncio.ensure_future(work)
    _background.add(task)
    task.add_done_callback(_background.discard)


@contextmanager
def _tortoise_errors() -> Generator[None]:
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise IntegrityError(error) from error
    except sqlite3.OperationalError as error:
        raise OperationalError(error) from error


async def _fetch_rows(client: SqliteClient, statement: str, values: Sequence[object]) -> list[Any]:
    async with client.acquire_connection() as connection:
        client.log.debug("%s: %s", statement, values)
        with _tortoise_errors():
            return cast("list[Any]", await connection.execute_fetchall(statement, values))


def split(script: str) -> Iterator[str]:
    """Split a script into its statements; a semicolon within quotes, a comment or a trigger's body ends none."""
    statement = ""
    for part in re.split(r"(?<=;)", script):
        statement += part
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""
    if statement.strip():
        yield statement.strip()


class Transaction(TransactionContext):
    """A transaction that leaves no BEGIN and no lock behind, whenever its task is cancelled."""

    client: TransactionClient

    def __init__(self, client: TransactionClient, lock: asyncio.Lock) -> None:
        self.client = client
        self._lock = lock
        self._connections: ConnectionHandler
        self._token: ConnectionToken

    async def __aenter__(self) -> TransactionClient:
        await self._lock.acquire()
        try:
            await self.client.connect()
            await self.client.begin()
        except BaseException:
            _in_background(self._abandon())
            raise
        self._connections = get_connections()
        self._token = self._connections.set(self.client.connection_name, self.client)
        return self.client

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connections.reset(self._token)
        try:
            if not self.client._finalized:
                await (self.client.commit() if kind is None else self.client.rollback())
        except BaseException:
            _in_background(self._abandon())
            raise
        self._lock.release()

    async def _abandon(self) -> None:
        """Roll back what may be under way, and only then let the next transaction in.

        aiosqlite works statements off in a thread, in their order: a BEGIN or COMMIT whose task was cancelled still
        runs, and this after it. Where no transaction is open it does nothing.
        """
        self.client._finalized = True
        try:
            with suppress(Exception):
                await self.client._connection.rollback()
        finally:
            self._lock.release()


class TransactionClient(SqliteTransactionWrapper):
    """The connection as the transaction's tasks see it."""

    _parent: SqliteClient

    async def connect(self) -> None:
        """Connect, if nobody did yet."""
        await self._parent.create_connection(with_db=True)
        self._connection = cast("Any", self._parent._connection)

    async def begin(self) -> None:
        """Begin, and take the write lock at once.

        Tortoise's BEGIN takes it with the first write. After a read that fails without any waiting ("database is
        locked") when another process has written meanwhile.
        """
        with _tortoise_errors():
            await self._connection.execute("BEGIN IMMEDIATE")

    async def commit(self) -> None:
        """Commit, and let no other task in from now on."""
        refuse_when_over(self)
        self._finalized = True
        # As a statement it fails where SQLite has already rolled back by itself; the driver's commit() would not.
        with _tortoise_errors():
            await self._connection.execute("COMMIT")

    async def rollback(self) -> None:
        """Roll back, and let no other task in from now on."""
        refuse_when_over(self)
        self._finalized = True
        await self._connection.rollback()

    async def fetch_rows(self, statement: str, values: Sequence[object]) -> Sequence[Any]:
        """Run a statement and return the driver's rows."""
        return await _fetch_rows(self, statement, values)

    async def execute_script(self, query: str) -> None:
        """Run statements one by one: the driver, given them together, would commit first."""
        for statement in split(query):
            await self.execute_query(statement)

    def acquire_connection(self) -> ConnectionWrapper[Any]:
        """Return the connection; raises TransactionManagementError when the transaction is over."""
        refuse_when_over(self)
        return cast("ConnectionWrapper[Any]", super().acquire_connection())

    def _in_transaction(self) -> TransactionContext:
        refuse_when_over(self)
        return NestedTransactionContext(TransactionClient(self))


class Client(SqliteClient):
    """One connection that writes, shared by the tasks of the process, a transaction at a time, and others that read.

    A read outside transactions waits for none. A database in memory is its one connection's own, which then does all.
    """

    def __init__(self, file_path: str, **kwargs: Any) -> None:
        super().__init__(file_path, **PRAGMAS, **kwargs)
        self._readers: Readers | None = None

    async def create_connection(self, with_db: bool) -> None:  # noqa: FBT001 - Tortoise's signature
        """Connect with all PRAGMAs set, or not at all."""
        try:
            await super().create_connection(with_db)
            if self._readers is None and self.filename != MEMORY:
                self._readers = Readers(Path(self.filename))
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Close the readers, and then what they read beside: the last one to close tidies up."""
        if self._readers is not None:
            await self._readers.close()
            self._readers = None
        await super().close()

    def version(self) -> int | None:
        """Return a number that is another one once anybody has written; None for a database in memory."""
        return None if self._readers is None else self._readers.version()

    async def execute_query(self, query: str, values: list[Any] | None = None) -> tuple[int, Sequence[Any]]:
        """Run a statement; return how many rows it changed or found, and those it found."""
        if not self._can_read(query):
            return await super().execute_query(query, values)
        rows = await self._read(query, values or ())
        return len(rows), rows

    async def execute_query_dict(self, query: str, values: list[Any] | None = None) -> list[dict[str, Any]]:
        """Run a statement and return the rows it found."""
        if not self._can_read(query):
            return await super().execute_query_dict(query, values)
        return [dict(row) for row in await self._read(query, values or ())]

    async def fetch_rows(self, statement: str, values: Sequence[object]) -> Sequence[Any]:
        """Run a statement and return the driver's rows."""
        if self._can_read(statement):
            return await self._read(statement, values)
        return await _fetch_rows(self, statement, values)

    async def run_if(self, condition: str, values: Sequence[Any], then: Sequence[tuple[str, Sequence[Any]]]) -> bool:
        """Run a statement and, if it returns a row, others after it; all or none, and as one task of the thread.

        Whoever waits for it may be cancelled: it is done, or is not, all the same.
        """
        refuse_within_transaction(self)

        def run(connection: sqlite3.Connection) -> bool:
            connection.execute("BEGIN IMMEDIATE")
            try:
                found = connection.execute(condition, values).fetchall()
                for statement, own in then if found else ():
                    connection.execute(statement, own)
                connection.execute("COMMIT")
            except BaseException:
                connection.rollback()
                raise
            return bool(found)

        for statement, own in ((condition, values), *then):
            self.log.debug("%s: %s", statement, own)
        async with self._lock:
            connection: Any = self._connection
            with _tortoise_errors():
                return await connection._execute(run, connection._conn)

    async def execute_many(self, query: str, values: list[list[Any]]) -> None:
        """Run a statement for many rows, all or none.

        Tortoise's own would leave its BEGIN open when the task is cancelled.
        """
        async with self._in_transaction() as transaction:
            await transaction.execute_many(query, values)

    async def truncate_log(self) -> None:
        """Empty the write-ahead log, in which deleted rows still stand; not where somebody reads from it just now."""
        if self.filename != MEMORY:
            await asyncio.to_thread(_truncate_log, self.filename)

    def acquire_connection(self) -> ConnectionWrapper[Any]:
        """Return the connection; raises TransactionManagementError within one of its transactions."""
        refuse_within_transaction(self)
        return cast("ConnectionWrapper[Any]", super().acquire_connection())

    def _can_read(self, statement: str) -> bool:
        # What were misjudged would fail: the readers' connections are read-only.
        return self._readers is not None and statement.lstrip()[:6].upper() == "SELECT"

    async def _read(self, statement: str, values: Sequence[Any]) -> list[sqlite3.Row]:
        refuse_within_transaction(self)
        self.log.debug("%s: %s", statement, values)
        with _tortoise_errors():
            return await cast("Readers", self._readers).read(statement, values)

    def _in_transaction(self) -> TransactionContext:
        refuse_within_transaction(self)
        return Transaction(TransactionClient(self), self._lock)


def _truncate_log(file: str) -> None:
    connection = sqlite3.connect(file, timeout=LOG_PATIENCE)
    try:
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


client_class = Client
