"""Following the audit log: one tail a process, which tells its followers of entries as they are committed, each once.

Ids and times are no help in that: they are made before the commit, and a transaction that takes long makes its entries
seen after those of others that began later. So the table has a ``position`` that the database itself fills in. On
PostgreSQL it is the entry's transaction, and the tail reads what is visible now and was not to the snapshot of its last
look: exactly what was committed in between, whatever else is still under way. On SQLite writers wait for each other, so
that rising numbers are the order of commits.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any
from uuid import UUID

from graphapi.access import Role
from graphapi.database.news import news
from graphapi.database.statements import active_client, fetch
from graphapi.logs import log_unexpected

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from graphapi.access import Access
    from graphapi.database.news import News

log = logging.getLogger(__name__)

# How many entries may wait for a follower; a large import writes some thousands at once.
MOST_WAITING = 10_000

# Its bounds on both sides have the planner take the index: without knowing them it expects few rows only of a range.
SINCE_POSTGRES = """
    SELECT now.snapshot::text, e.id, e.partner_id
    FROM (SELECT pg_current_snapshot() AS snapshot) now
    LEFT JOIN audit_entry e
        ON e.position >= pg_snapshot_xmin($1::text::pg_snapshot) AND e.position < pg_snapshot_xmax(now.snapshot)
        AND NOT pg_visible_in_snapshot(e.position, $1::text::pg_snapshot)
    ORDER BY e.id
"""
START_POSTGRES = "SELECT pg_current_snapshot()::text"
# Whoever restored a dump elsewhere has positions that the transactions there have not reached yet. As they are reached,
# old entries would be taken for new ones.
IS_AHEAD = """
    SELECT position >= pg_snapshot_xmax(pg_current_snapshot()) FROM audit_entry
    WHERE position IS NOT NULL ORDER BY position DESC LIMIT 1
"""
FORGET_AHEAD = "UPDATE audit_entry SET position = NULL WHERE position >= pg_snapshot_xmax(pg_current_snapshot())"
SINCE_SQLITE = "SELECT position, id, partner_id FROM audit_entry WHERE position > $1 ORDER BY position"
START_SQLITE = "SELECT COALESCE(MAX(position), 0) FROM audit_entry"


class Overrun(Exception):
    """More entries wait for a follower than may; it is to be let go."""


class Follower:
    """Who wants to know of entries: those of a partner, or of all. Their ids wait here until they are asked for."""

    def __init__(self, access: Access) -> None:
        self.sees_all = access.principal.role is Role.OPERATOR
        self.partner_id = access.principal.partner_id
        self._waiting: deque[UUID] = deque()
        self._is_new = asyncio.Event()
        self._is_over = False

    async def next(self, most: int) -> list[UUID]:
        """Wait for the next entries and return their ids in order; raises Overrun if it comes too late.

        This only sorts out what does not concern the follower: the entries are read within its own scope.
        """
        await self._is_new.wait()
        if self._is_over:
            raise Overrun
        found = [self._waiting.popleft() for _ in range(min(most, len(self._waiting)))]
        if not self._waiting:
            self._is_new.clear()
        return found

    def tell(self, entry_ids: Sequence[UUID]) -> None:
        """Take note of new entries."""
        if self._is_over or not entry_ids:
            return
        self._waiting.extend(entry_ids)
        if len(self._waiting) > MOST_WAITING:
            self._is_over = True
            self._waiting.clear()
        self._is_new.set()


class Tail:
    """Reads the log's end for as long as anybody follows; the database is active wherever it is used."""

    def __init__(self) -> None:
        self._followers: set[Follower] = set()
        self._position: Any = None
        self._looking = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def follow(self, follower: Follower) -> AsyncGenerator[None]:
        """Tell a follower of all that is committed from now on."""
        async with self._looking:
            # What the others have yet to be told of is no news for whoever comes now.
            if self._followers:
                await self._look()
            else:
                self._position = await _present()
            self._followers.add(follower)
        if self._task is None:
            self._task = asyncio.create_task(self._run())
        try:
            yield
        finally:
            self._followers.discard(follower)
            if not self._followers:
                await self.close()

    async def close(self) -> None:
        """Stop looking."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.wait([task])

    async def _run(self) -> None:
        async with news() as heard:
            while True:
                await self._look_once_heard(heard)

    async def _look_once_heard(self, heard: News) -> None:
        try:
            await heard.wait()
            async with self._looking:
                await self._look()
        except Exception as error:  # noqa: BLE001 - such as a database that restarts; nothing is lost, for it begins there again
            log_unexpected(log, "following the audit log", error)
            await asyncio.sleep(1)

    async def _look(self) -> None:
        """Tell the followers of what was committed since the last look."""
        self._position, entries = await _since(self._position)
        # Sorted once: an import writes thousands of entries, and there may be thousands of followers.
        by_partner: dict[UUID | None, list[UUID]] = {}
        for entry_id, partner_id in entries:
            by_partner.setdefault(partner_id, []).append(entry_id)
        all_ids = [entry_id for entry_id, _ in entries]
        for follower in self._followers:
            follower.tell(all_ids if follower.sees_all else by_partner.get(follower.partner_id, ()))


async def _present() -> Any:  # noqa: ANN401 - PostgreSQL's snapshot as text, SQLite's number
    """Return the position that all which is committed by now comes before."""
    if _is_sqlite():
        [[last]] = await fetch(START_SQLITE)
        return last
    if [row[0] for row in await fetch(IS_AHEAD)] == [True]:
        await fetch(FORGET_AHEAD)
    [[snapshot]] = await fetch(START_POSTGRES)
    return snapshot


async def _since(position: Any) -> tuple[Any, list[tuple[UUID, UUID | None]]]:  # noqa: ANN401 - as above
    """Return the present position, and the entries since another one: their ids and partners."""
    if _is_sqlite():
        rows = await fetch(SINCE_SQLITE, position)
        entries = [(UUID(row[1]), None if row[2] is None else UUID(row[2])) for row in rows]
        return (rows[-1][0] if rows else position), entries
    rows = await fetch(SINCE_POSTGRES, position)
    return rows[0][0], [(row[1], row[2]) for row in rows if row[1] is not None]


def _is_sqlite() -> bool:
    return active_client().capabilities.dialect == "sqlite"
