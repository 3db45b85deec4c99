"""Reading an SQLite file beside its writer: WAL lets readers go on, each with what was last committed."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# In seconds. A keyed read takes 10 millionths of one, a page of a hundred rows some hundred.
SHORT = 0.003
# What takes longer is stopped, as on PostgreSQL.
LONGEST = 15.0
THREADS = 2
# How long a thread waits for a lock, which readers of a WAL meet only while the file is recovered.
PATIENCE = 10.0
# A statement that took long is read in a thread for so many seconds, and then tried again.
KNOWN_FOR = 60.0
MOST_KNOWN = 500
# SQLite asks whether to go on every so many of its steps, which take some 50 millionths of a second.
STEPS = 1000
# Texts whose compiled statements a connection keeps.
KEPT_STATEMENTS = 500


class Readers:
    """Connections that only read.

    Handing a statement to a thread and its rows back costs ten times what a keyed read takes, and more under load, when
    two threads fight over the interpreter. So reads are tried on the event loop's own thread, where for SHORT nobody
    else gets on; what is not done by then begins anew in a thread of its own, and next time goes there at once.
    """

    def __init__(self, file: Path) -> None:
        self._uri = f"{file.absolute().as_uri()}?mode=ro"
        self._until = 0.0
        self._here = self._connect(patience=0)
        self._here.set_progress_handler(lambda: monotonic() > self._until, STEPS)
        self._long: dict[str, float] = {}
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="sqlite")
        self._own = threading.local()
        self._elsewhere: list[sqlite3.Connection] = []

    async def read(self, statement: str, values: Sequence[Any]) -> list[sqlite3.Row]:
        """Run a statement and return its rows; raises the driver's errors."""
        now = monotonic()
        if self._long.get(statement, 0.0) < now:
            self._until = now + SHORT
            try:
                return self._here.execute(statement, values).fetchall()
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode not in {sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_BUSY}:
                    raise
            if len(self._long) >= MOST_KNOWN:
                self._long.clear()
            self._long[statement] = now + KNOWN_FOR
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._read_long, statement, values)

    async def close(self) -> None:
        """Stop what is being read, and close all connections."""
        for connection in self._elsewhere:
            connection.interrupt()
        await asyncio.to_thread(self._threads.shutdown, cancel_futures=True)
        for connection in (self._here, *self._elsewhere):
            connection.close()

    def _connect(self, *, patience: float) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._uri,
            uri=True,
            timeout=patience,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=KEPT_STATEMENTS,
        )
        connection.row_factory = sqlite3.Row
        return connection

    def _read_long(self, statement: str, values: Sequence[Any]) -> list[sqlite3.Row]:
        own = self._own
        if not hasattr(own, "connection"):
            own.connection = self._connect(patience=PATIENCE)
            self._elsewhere.append(own.connection)
        until = monotonic() + LONGEST
        own.connection.set_progress_handler(lambda: monotonic() > until, STEPS)
        return own.connection.execute(statement, values).fetchall()
