"""Transactions that are cancelled, that fail, that are nested, and that a task outlives."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any

import pytest
from tortoise.exceptions import IntegrityError, TransactionManagementError

from graphapi.database import Database, open_database, transaction
from tests.database.conftest import MODELS
from tests.database.models import Author, Note

# Where nothing hangs, this is never waited for.
PATIENCE = 10


async def write_a_note() -> None:
    async with transaction():
        await Note.create(count=1)
        await Note.all().count()


async def cancel_after(turns: int, work: Coroutine[Any, Any, None]) -> None:
    """Start something and cancel it when the loop has turned so many times; any other error is raised."""
    task = asyncio.ensure_future(work)
    for _ in range(turns):
        await asyncio.sleep(0)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def complaints(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What was logged, but for asyncpg's word that it rolls back what a BEGIN began that was cancelled meanwhile."""
    return [text for text in caplog.messages if not text.startswith("Resetting connection with an active transaction")]


async def test_a_transaction_cancelled_at_any_moment_locks_nobody_out(scratch: Database, caplog):
    async with asyncio.timeout(PATIENCE):
        for turns in range(80):
            await cancel_after(turns, write_a_note())
        before = await Note.all().count()
        # As many at once as the pool has connections: none of them was lost.
        await asyncio.gather(*(write_a_note() for _ in range(3)))
        assert await Note.all().count() == before + 3
    assert complaints(caplog) == []


async def test_siblings_of_a_failing_task_may_be_cancelled_in_a_transaction(scratch: Database):
    """As graphql-core does with resolvers, when a field that cannot be null fails."""

    async def fail(turns: int) -> None:
        for _ in range(turns):
            await asyncio.sleep(0)
        raise ValueError

    async with asyncio.timeout(PATIENCE):
        for turns in range(40):
            with pytest.raises(ExceptionGroup):
                async with asyncio.TaskGroup() as group:
                    for work in (write_a_note(), write_a_note(), write_a_note(), fail(turns)):
                        group.create_task(work)
        await asyncio.gather(*(write_a_note() for _ in range(3)))


async def test_a_cancelled_transaction_leaves_nothing(scratch: Database):
    inside = asyncio.Event()

    async def work() -> None:
        async with transaction():
            await Note.create()
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.ensure_future(work())
    await inside.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert await Note.all().count() == 0


async def test_rows_written_together_are_all_there_or_none(scratch: Database):
    authors = [Author(name="Anna"), Author(name="Ben"), Author(name="Anna")]
    with pytest.raises(IntegrityError):
        await Author.bulk_create(authors)
    assert await Author.all().count() == 0


async def test_rows_written_together_leave_no_transaction_open_when_cancelled(scratch: Database, caplog):
    async def write_three() -> None:
        await Note.bulk_create([Note(), Note(), Note()])

    async with asyncio.timeout(PATIENCE):
        for turns in range(60):
            await cancel_after(turns, write_three())
        await write_a_note()
        assert await Note.all().count() % 3 == 1
    assert complaints(caplog) == []


@pytest.mark.parametrize("error", [ValueError, TransactionManagementError])
async def test_whatever_is_raised_rolls_the_transaction_back(scratch: Database, error: type[Exception]):
    """Tortoise would not, for its own TransactionManagementError, and on SQLite the next one would commit the rest."""
    with pytest.raises(error):
        async with transaction():
            await Note.create()
            raise error
    await write_a_note()
    assert await Note.all().count() == 1


async def test_a_commit_that_fails_ends_the_transaction(scratch: Database):
    await scratch.connection.execute_script(
        "CREATE TABLE late (key INT UNIQUE, other INT REFERENCES late (key) DEFERRABLE INITIALLY DEFERRED)"
    )
    with pytest.raises(IntegrityError):
        async with transaction() as connection:
            await connection.execute_query("INSERT INTO late (key, other) VALUES (1, 2)")
    assert await scratch.connection.execute_query_dict("SELECT * FROM late") == []
    await write_a_note()


async def test_a_task_that_outlives_its_transaction_is_refused(scratch: Database):
    over = asyncio.Event()

    async def outlive() -> list[type[BaseException]]:
        await over.wait()
        results = await asyncio.gather(Note.create(), Note.all().count(), write_a_note(), return_exceptions=True)
        return [type(result) for result in results]

    async with transaction():
        late = asyncio.ensure_future(outlive())
    over.set()
    assert await late == [TransactionManagementError] * 3
    assert await Note.all().count() == 0


async def test_a_connection_that_was_fetched_before_a_transaction_is_refused_within(scratch: Database):
    """Instead of waiting for ever."""
    connection, notes = scratch.connection, Note.all()
    await notes
    async with asyncio.timeout(PATIENCE), transaction():
        for use in (connection.execute_query("SELECT 1"), connection.execute_many("SELECT 1", [[]]), notes):
            with pytest.raises(TransactionManagementError, match="fetch it within"):
                await use
        await write_a_note()
    assert await notes.count() == 1


async def test_another_databases_transaction_is_no_matter(scratch: Database, new_url: Callable[[], Awaitable[str]]):
    async with transaction(), open_database(await new_url(), models=MODELS) as other:
        assert await other.connection.execute_query_dict("SELECT 1 AS one") == [{"one": 1}]


async def test_a_savepoint_lets_a_transaction_go_on_after_a_refused_row(scratch: Database):
    async with transaction():
        await Author.create(name="Anna")
        with pytest.raises(IntegrityError):
            async with transaction():
                await Author.create(name="Ben")
                await Author.create(name="Anna")
        await Author.create(name="Clara")
    assert await Author.all().order_by("name").values_list("name", flat=True) == ["Anna", "Clara"]


async def test_readers_that_then_write_wait_for_each_other(scratch: Database, scratch_url: str, on_sqlite: None):
    """A deferred BEGIN, as Tortoise's, fails at once: "database is locked", whatever the busy_timeout."""
    note = await Note.create()

    async def count_up(database: Database) -> None:
        with database.active():
            for _ in range(50):
                async with transaction():
                    seen = await Note.get(id=note.id)
                    await Note.filter(id=note.id).update(count=seen.count + 1)

    # As another process would: a connection of its own to the same file.
    async with open_database(scratch_url, models=MODELS) as other:
        await asyncio.gather(count_up(scratch), count_up(other))
    assert (await Note.get(id=note.id)).count == 100
