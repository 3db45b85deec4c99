"""Following the audit log: each entry once, in whatever order the transactions of many end."""

from __future__ import annotations

import asyncio
import random
from contextlib import asynccontextmanager

import pytest

from graphapi.access import Access, Principal, Role
from graphapi.database import transaction
from graphapi.database.statements import fetch
from graphapi.ids import new_id
from graphapi.models import AuditEntry
from graphapi.services import audit
from graphapi.services.tail import MOST_WAITING, Follower, Overrun, Tail
from tests.world import KEYS, SETTINGS

PATIENCE = 10


@pytest.fixture
def on_postgres(dialect):
    if dialect != "postgres":
        pytest.skip("PostgreSQL's alone")


@pytest.fixture
def slow_poll(monkeypatch):
    """Whoever waits for longer than a test does has not heard of what was written."""
    monkeypatch.setattr("graphapi.database.news.POLL", 60)


@asynccontextmanager
async def following(access, tail=None):
    follower = Follower(access)
    async with (tail or Tail()).follow(follower):
        yield follower


async def told(follower, count):
    """The ids of the next entries; fails if there are others or too few."""
    found = []
    async with asyncio.timeout(PATIENCE):
        while len(found) < count:
            found += await follower.next(1000)
    return found


async def nothing_more(follower):
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.3):
            await follower.next(1)


async def write(someone, action="customer.updated"):
    entry = audit.new_entry(someone.access, action, subject=someone.row)
    await someone.access.as_system().add(entry)
    return entry.id


async def test_a_follower_is_told_of_its_partners_entries_from_then_on(world, slow_poll):
    await write(world.north.owner)
    async with following(world.north.viewer.access) as follower:
        async with transaction():
            first = [await write(world.north.owner) for _ in range(3)]
            await write(world.south.owner)
        assert await told(follower, 3) == first

        last = await write(world.north.anna)
        assert await told(follower, 1) == [last]
        await nothing_more(follower)


async def test_operators_are_told_of_all(world, slow_poll):
    async with following(world.operator.access) as follower:
        written = [await write(someone) for someone in (world.north.owner, world.operator, world.south.anna)]

        assert await told(follower, 3) == written


async def test_what_is_rolled_back_is_not_told(world):
    async with following(world.north.viewer.access) as follower:
        with pytest.raises(ZeroDivisionError):
            async with transaction():
                await write(world.north.owner)
                raise ZeroDivisionError
        written = await write(world.north.owner)

        assert await told(follower, 1) == [written]


async def test_whoever_comes_later_is_told_of_nothing_before(world):
    tail = Tail()
    async with following(world.north.viewer.access, tail) as first:
        written = await write(world.north.owner)
        async with following(world.north.viewer.access, tail) as second:
            assert await told(first, 1) == [written]
            await nothing_more(second)


async def test_a_transaction_that_ends_late_is_told_of_when_it_ends(world, on_postgres, slow_poll):
    """Its ids and its number are less than those of one that was told of before."""
    began, may_end = asyncio.Event(), asyncio.Event()

    async def late():
        async with transaction():
            written = await write(world.north.owner)
            began.set()
            await may_end.wait()
        return written

    async with following(world.north.viewer.access) as follower:
        ending = asyncio.create_task(late())
        await began.wait()
        others = [await write(world.north.editor) for _ in range(3)]
        assert await told(follower, 3) == others
        may_end.set()
        written = await ending

        assert written < others[0]
        assert await told(follower, 1) == [written]
        await nothing_more(follower)


async def test_with_many_writers_each_entry_is_told_once(world):
    chance = random.Random(4)  # noqa: S311 - as it falls, but the same each time
    written = []

    async def work():
        for _ in range(20):
            ids = []
            try:
                async with transaction():
                    for _ in range(chance.randint(1, 3)):
                        ids.append(await write(world.north.owner))
                        await asyncio.sleep(chance.random() * 0.005)
                    if chance.random() < 0.2:
                        raise ZeroDivisionError
            except ZeroDivisionError:
                continue
            written.extend(ids)

    tail = Tail()
    async with following(world.north.viewer.access, tail) as one, following(world.operator.access, tail) as other:
        await asyncio.gather(*(work() for _ in range(8)))
        for follower in (one, other):
            found = await told(follower, len(written))
            assert len(found) == len(set(found))
            assert set(found) == set(written)
            await nothing_more(follower)


async def test_after_the_last_entries_were_deleted_the_next_ones_are_told(world):
    """SQLite gives the numbers of last rows anew, if it is let."""
    async with following(world.operator.access) as follower:
        gone = [await write(world.operator) for _ in range(3)]
        assert await told(follower, 3) == gone
        await world.system.rows(AuditEntry).all().delete()
        written = [await write(world.operator) for _ in range(2)]

        assert await told(follower, 2) == written


async def test_old_entries_of_a_restored_dump_are_not_told(world, on_postgres):
    """Their transactions are those of another server, which this one's have yet to reach."""
    old = await write(world.operator)
    await fetch("UPDATE audit_entry SET position = (pg_current_xact_id()::text::bigint + 3)::text::xid8")
    async with following(world.operator.access) as follower:
        written = [await write(world.operator) for _ in range(6)]

        assert await told(follower, 6) == written
        assert old not in written


async def test_nothing_is_lost_while_the_database_does_not_answer(world, monkeypatch):
    answers = fetch
    fails = asyncio.Event()

    async def refuse(*_):
        fails.set()
        raise OSError

    async with following(world.north.viewer.access) as follower:
        monkeypatch.setattr("graphapi.services.tail.fetch", refuse)
        written = await write(world.north.owner)
        await asyncio.wait_for(fails.wait(), PATIENCE)
        monkeypatch.setattr("graphapi.services.tail.fetch", answers)

        assert await told(follower, 1) == [written]


async def test_nor_while_it_cannot_be_asked_for_news(world, monkeypatch, dialect):
    """Such as an SQLite file that another process recovers, which is busy meanwhile."""
    news = f"graphapi.database.news.{'_OfSqlite' if dialect == 'sqlite' else '_OfPostgres'}.wait"
    fails = asyncio.Event()

    async def refuse(_):
        fails.set()
        raise OSError

    async with following(world.north.viewer.access) as follower:
        with monkeypatch.context() as patch:
            patch.setattr(news, refuse)
            await asyncio.wait_for(fails.wait(), PATIENCE)
        written = await write(world.north.owner)

        assert await told(follower, 1) == [written]


async def test_nobody_looks_when_nobody_follows(world):
    tail = Tail()
    async with following(world.north.viewer.access, tail), following(world.south.viewer.access, tail):
        assert tail._task is not None
    assert (tail._task, tail._followers) == (None, set())


async def test_who_is_too_far_behind_keeps_nothing():
    partner_id = new_id()
    access = Access(Principal(role=Role.VIEWER, partner_id=partner_id), SETTINGS, KEYS)
    follower = Follower(access)
    follower.tell([new_id() for _ in range(MOST_WAITING)])
    assert len(await follower.next(10)) == 10
    follower.tell([new_id() for _ in range(11)])

    assert len(follower._waiting) == 0
    with pytest.raises(Overrun):
        await follower.next(10)
