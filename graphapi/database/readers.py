"""Reading an SQLite file beside its writer: WAL lets readers go on, each with what was last committed."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from time import monotonic, thread_time
from typing import TYPE_CHECKING, Any

from graphapi.lines import Line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# SQLite asks whether to go on every so many of its steps. A keyed read takes some 150 of them and 10 microseconds, a
# page of a hundred rows some 1,000 and 100.
STEPS = 1000
# How often that is answered with yes on the event loop: for some two milliseconds.
SHORT = 50
# And for so many seconds at most, since a step has no measure: one LIKE is one, however long the texts. The processor's
# time: a moment that the machine was busy with something else would make any read a long one. It runs from the first
# time that SQLite asks, so a keyed read never looks at the clock.
SHORT_TIME = 0.01
# After so many reads on the event loop others get their turn: a task that only reads would let nobody else on.
TURN = 20
# In seconds; what takes longer is stopped, as on PostgreSQL.
LONGEST = 15.0
THREADS = 2
# How many long reads may wait: of a tenth of a second each, these are done in ten.
MOST_WAITING = 100 * THREADS
# How long a thread waits for a lock, which readers of a WAL meet only while the file is recovered.
PATIENCE = 10.0
# A statement that took long is read in a thread for so many seconds, and then tried again.
KNOWN_FOR = 60.0
MOST_KNOWN = 500
# The byte of an error's code that says which it is; what is above it says more of the cause, such as BUSY_RECOVERY.
PRIMARY = 0xFF
# Texts whose compiled statements a connection keeps.
KEPT_STATEMENTS = 500


class Readers:
    """Connections that only read.

    Handing a statement to a thread and its rows back costs ten times what a keyed read takes, and more under load, when
    two threads fight over the interpreter. So reads are tried on the event loop's own thread, where nobody else gets on
    meanwhile; what is not done after SHORT begins anew in a thread of its own, and next time goes there at once.
    """

    def __init__(self, file: Path) -> None:
        self._uri = f"{file.absolute().as_uri()}?mode=ro"
        self._asked = 0
        self._since = 0.0
        self._reads = 0
        self._here = self._connect(patience=0)
        self._here.set_progress_handler(self._is_long, STEPS)
        self._long: dict[str, float] = {}
        self._line = Line("sqlite", at_once=THREADS, longest=MOST_WAITING)
        self._own = threading.local()
        self._elsewhere: list[sqlite3.Connection] = []
        self._closes = False

    async def read(self, statement: str, values: Sequence[Any]) -> list[sqlite3.Row]:
        """Run a statement and return its rows; raises the driver's errors, and Throttled if too many are waiting."""
        self._reads += 1
        if self._reads % TURN == 0:
            await asyncio.sleep(0)
        if not self._is_known_as_long(statement):
            self._asked = 0
            try:
                return self._here.execute(statement, values).fetchall()
            except sqlite3.OperationalError as error:
                code = error.sqlite_errorcode & PRIMARY
                if code == sqlite3.SQLITE_INTERRUPT:
                    self._note_as_long(statement)
                elif code != sqlite3.SQLITE_BUSY:
                    raise
        return await self._read_elsewhere(statement, values)

    def version(self) -> int:
        """Return a number that is another one once any other connection has written, of whatever process."""
        [version] = self._here.execute("PRAGMA data_version").fetchone()
        return version

    async def close(self) -> None:
        """Stop what is being read, and close all connections."""
        # Not interrupt(), which misses a read that a thread has taken and not begun.
        self._closes = True
        await self._line.close()
        for connection in (self._here, *self._elsewhere):
            connection.close()

    def _is_long(self) -> bool:
        self._asked += 1
        if self._asked == 1:
            self._since = thread_time()
        return self._asked > SHORT or thread_time() - self._since > SHORT_TIME

    def _is_known_as_long(self, statement: str) -> bool:
        return bool(self._long) and self._long.get(statement, 0.0) > monotonic()

    def _note_as_long(self, statement: str) -> None:
        if len(self._long) >= MOST_KNOWN:
            self._long.clear()
        self._long[statement] = monotonic() + KNOWN_FOR

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

    async def _read_elsewhere(self, statement: str, values: Sequence[Any]) -> list[sqlite3.Row]:
        unwanted = threading.Event()
        try:
            return await self._line.run(self._read_long, statement, values, unwanted)
        finally:
            # Whoever was cancelled waits no longer: its thread is for the next one.
            unwanted.set()

    def _read_long(self, statement: str, values: Sequence[Any], unwanted: threading.Event) -> list[sqlite3.Row]:
        own = self._own
        if not hasattr(own, "connection"):
            own.connection = self._connect(patience=PATIENCE)
            self._elsewhere.append(own.connection)
        until = monotonic() + LONGEST
        own.connection.set_progress_handler(lambda: self._closes or unwanted.is_set() or monotonic() > until, STEPS)
        return own.connection.execute(statement, values).fetchall()
