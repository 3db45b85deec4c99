"""Reading an SQLite file: beside a running transaction, what was last committed, without stopping everybody else."""

from __future__ import annotations

import asyncio
import sqlite3
from time import monotonic

import pytest
from tortoise.exceptions import OperationalError

from graphapi.database import Database, readers, transaction
from graphapi.database.statements import fetch, fetch_rows
from graphapi.errors import Throttled
from tests.database.models import Author, Note

pytestmark = pytest.mark.usefixtures("on_sqlite")
# Where nothing hangs, this is never waited for.
PATIENCE = 10
COUNT_TO = "SELECT (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) SELECT max(i) FROM n)"
# This takes a second or so.
MANY = 5_000_000


async def test_reads_wait_for_no_transaction(scratch: Database):
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def write() -> None:
        async with transaction():
            await Author.create(name="Anna")
            begun.set()
            await go_on.wait()

    writing = asyncio.ensure_future(write())
    async with asyncio.timeout(PATIENCE):
        await begun.wait()
        assert await Author.all().count() == 0
        assert [row[0] for row in await fetch_rows("SELECT count(*) FROM author", [])] == [0]
        go_on.set()
        await writing
        assert await Author.all().count() == 1


async def test_what_was_written_is_read_at_once(scratch: Database):
    for count in range(50):
        note = await Note.create(count=count)
        assert (await Note.get(id=note.id)).count == count
        await Note.filter(id=note.id).update(count=-count)
        assert (await Note.get(id=note.id)).count == -count


async def test_a_long_read_lets_others_go_on(scratch: Database):
    turns = 0

    async def turn() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0.001)
            turns += 1

    turning = asyncio.ensure_future(turn())
    [row] = await fetch(COUNT_TO, MANY)
    turning.cancel()
    assert row[0] == MANY
    assert turns > 20


async def test_what_took_long_once_is_not_tried_here_again_for_a_while(scratch: Database, monkeypatch):
    asked = []
    is_long = readers.Readers._is_long
    monkeypatch.setattr(readers.Readers, "_is_long", lambda self: asked.append(1) or is_long(self))
    here = scratch.connection._readers._here
    here.set_progress_handler(scratch.connection._readers._is_long, readers.STEPS)
    await fetch(COUNT_TO, MANY)
    assert len(asked) == readers.SHORT + 1
    await fetch(COUNT_TO, MANY)
    assert len(asked) == readers.SHORT + 1
    monkeypatch.setattr(readers, "monotonic", lambda: monotonic() + readers.KNOWN_FOR)
    await fetch(COUNT_TO, MANY)
    assert len(asked) == 2 * (readers.SHORT + 1)


async def test_short_reads_never_go_to_a_thread_however_many(scratch: Database):
    await Author.create(name="Anna")
    for _ in range(2000):
        assert [row[0] for row in await fetch_rows("SELECT name FROM author", [])] == ["Anna"]
    assert scratch.connection._readers._elsewhere == []


async def test_a_task_that_reads_again_and_again_lets_others_go_on(scratch: Database):
    others = asyncio.Event()
    asyncio.get_running_loop().call_soon(others.set)
    async with asyncio.timeout(PATIENCE):
        while not others.is_set():
            await fetch("SELECT 1")


async def test_a_read_that_takes_too_long_is_stopped(scratch: Database, monkeypatch):
    monkeypatch.setattr(readers, "LONGEST", 0.05)
    with pytest.raises(OperationalError, match="interrupted"):
        await fetch(COUNT_TO, 100 * MANY)
    assert [row[0] for row in await fetch(COUNT_TO, 10)] == [10]


async def test_a_cancelled_read_keeps_no_thread_from_the_next_one(scratch: Database):
    cancelled = [asyncio.ensure_future(fetch(COUNT_TO, 1000 * MANY)) for _ in range(3 * readers.THREADS)]
    await asyncio.sleep(0.05)
    for task in cancelled:
        task.cancel()
    async with asyncio.timeout(PATIENCE):
        assert [row[0] for row in await fetch(COUNT_TO, MANY)] == [MANY]
        await asyncio.gather(*cancelled, return_exceptions=True)
    assert all(task.cancelled() for task in cancelled)


async def test_no_more_long_reads_wait_than_can_be_done_soon(scratch: Database):
    reading = [asyncio.ensure_future(fetch(COUNT_TO, 1000 * MANY))]
    await asyncio.sleep(0.05)  # from now on it is known as long
    more = readers.THREADS + readers.MOST_WAITING - 1
    reading += [asyncio.ensure_future(fetch(COUNT_TO, 1000 * MANY)) for _ in range(more)]
    await asyncio.sleep(0.05)
    with pytest.raises(Throttled):
        await fetch(COUNT_TO, 10)
    assert [row[0] for row in await fetch("SELECT 1")] == [1]
    for task in reading:
        task.cancel()
    await asyncio.gather(*reading, return_exceptions=True)


async def test_a_database_closes_while_something_is_read(scratch: Database):
    reading = asyncio.ensure_future(fetch(COUNT_TO, 100 * MANY))
    await asyncio.sleep(0.05)
    async with asyncio.timeout(PATIENCE):
        await scratch.connection.close()
    with pytest.raises(OperationalError, match="interrupted"):
        await reading


async def test_a_database_closes_at_once_while_more_is_to_be_read_than_there_are_threads(scratch: Database):
    reading = [asyncio.ensure_future(fetch(COUNT_TO, 1000 * MANY)) for _ in range(3 * readers.THREADS)]
    await asyncio.sleep(0.05)
    async with asyncio.timeout(1):
        await scratch.connection.close()
        outcomes = await asyncio.gather(*reading, return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {OperationalError, asyncio.CancelledError}


async def test_what_is_locked_for_a_moment_is_waited_for_in_a_thread(scratch: Database, monkeypatch):
    class Recovering:
        def execute(self, *_: object) -> None:
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = sqlite3.SQLITE_BUSY_RECOVERY
            raise error

    with monkeypatch.context() as patch:
        patch.setattr(scratch.connection._readers, "_here", Recovering())
        assert [row[0] for row in await fetch("SELECT 1")] == [1]


async def test_readers_cannot_write(scratch: Database):
    client = scratch.connection
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await client._readers.read("DELETE FROM author", [])


async def test_errors_are_tortoises(scratch: Database):
    with pytest.raises(OperationalError, match="no such column"):
        await fetch("SELECT nobody FROM author")
