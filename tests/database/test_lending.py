"""Lending the pool's connections: reused while they are sound, replaced when they are not, never lost."""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from time import monotonic
from urllib.parse import parse_qs, urlsplit

import asyncpg
import pytest
from tortoise.exceptions import OperationalError

from graphapi.database import Database, lending, open_database, transaction
from graphapi.database.statements import fetch, fetch_rows
from tests.database.conftest import MODELS

pytestmark = pytest.mark.usefixtures("on_postgres")
# As many as the scratch database's pool has.
POOL_SIZE = 3
# Where nothing hangs, this is never waited for.
PATIENCE = 10
WHO_AM_I = "SELECT pg_backend_pid()"


async def backend() -> int:
    [[pid]] = await fetch_rows(WHO_AM_I, [])
    return pid


async def test_who_comes_next_gets_the_connection_that_came_back_last(scratch: Database):
    assert len({await backend() for _ in range(10)}) == 1


async def test_many_at_once_share_what_the_pool_has(scratch: Database):
    pids = await asyncio.gather(*(fetch(f"{WHO_AM_I}, pg_sleep(0.01)") for _ in range(10 * POOL_SIZE)))
    assert len({row[0] for [row] in pids}) == POOL_SIZE


async def test_a_connection_that_the_server_closed_is_replaced(scratch: Database, scratch_url: str):
    pid = await backend()
    other = await asyncpg.connect(scratch_url)
    await other.execute(f"SELECT pg_terminate_backend({pid}, 5000)")
    await other.close()
    await asyncio.sleep(0.1)  # until it has heard
    assert await backend() != pid


async def test_a_connection_that_lay_idle_for_long_is_replaced(scratch: Database, monkeypatch: pytest.MonkeyPatch):
    pid = await backend()
    assert await backend() == pid
    monkeypatch.setattr(lending, "LONGEST_IDLE", -1)
    assert await backend() != pid


async def test_connections_that_only_a_burst_needed_are_closed_later(scratch: Database, monkeypatch):
    now = monotonic()
    monkeypatch.setattr(lending, "monotonic", lambda: now)
    await asyncio.gather(*(fetch("SELECT pg_sleep(0.01)") for _ in range(POOL_SIZE)))
    assert scratch.connection._pool.get_size() == POOL_SIZE
    pid = await backend()
    for _ in range(POOL_SIZE):
        now += lending.LONGEST_IDLE * 0.7
        assert await backend() == pid
    await asyncio.sleep(0.1)  # until they are closed
    assert scratch.connection._pool.get_size() == 1
    assert len(await asyncio.gather(*(backend() for _ in range(POOL_SIZE)))) == POOL_SIZE


async def test_cancelled_and_failed_statements_lose_no_connection(scratch: Database):
    async with asyncio.timeout(PATIENCE):
        for turn in range(10 * POOL_SIZE):
            task = asyncio.ensure_future(fetch("SELECT pg_sleep(60)"))
            await asyncio.sleep(0.001 * (turn % 5))
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            with pytest.raises(OperationalError):
                await fetch("SELECT nothing")
        pids = await asyncio.gather(*(fetch(f"{WHO_AM_I}, pg_sleep(0.01)") for _ in range(POOL_SIZE)))
    assert len({row[0] for [row] in pids}) == POOL_SIZE


async def test_a_database_closes_at_once_and_opens_again(scratch_url: str):
    async with asyncio.timeout(PATIENCE):
        for _ in range(2):
            async with open_database(scratch_url, models=MODELS) as database:
                with database.active():
                    await asyncio.gather(*(fetch("SELECT pg_sleep(0.01)") for _ in range(20)))


async def test_a_database_that_closes_waits_for_a_transaction_and_opens_nothing_anew(scratch: Database):
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def write() -> None:
        async with transaction():
            begun.set()
            await go_on.wait()
            await fetch(WHO_AM_I)

    writing = asyncio.ensure_future(write())
    await begun.wait()
    closing = asyncio.ensure_future(scratch.connection.close())
    await asyncio.sleep(0)
    go_on.set()
    async with asyncio.timeout(PATIENCE / 2):
        await asyncio.gather(writing, closing)
    for late in (fetch(WHO_AM_I), write(), scratch.connection.execute_query(WHO_AM_I)):
        with pytest.raises(OperationalError, match="closed"):
            await late


async def test_a_server_that_is_gone_without_a_word_is_given_up(scratch_url: str):
    async def forward(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while sent := await reader.read(65536):
            writer.write(sent)
        writer.close()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        folder = parse_qs(urlsplit(scratch_url).query)["host"][0]
        back, on = await asyncio.open_unix_connection(f"{folder}/.s.PGSQL.5432")
        await asyncio.gather(forward(reader, on), forward(back, writer))

    proxy = await asyncio.start_server(connected, "127.0.0.1")
    host, port = proxy.sockets[0].getsockname()
    url = urlsplit(scratch_url)._replace(netloc=f"postgres@{host}:{port}", query="").geturl()
    async with proxy, open_database(url, models=MODELS) as database:
        with database.active():
            async with database.connection.acquire_connection() as connection:
                own = connection._transport.get_extra_info("socket")
                assert own.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
                if hasattr(socket, "TCP_USER_TIMEOUT"):
                    assert own.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 20_000
            assert await backend()
