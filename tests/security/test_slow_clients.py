"""Clients that take their time: they are hung up on, and nobody else waits for them."""

from __future__ import annotations

import asyncio
import socket
from contextlib import closing
from statistics import median
from time import monotonic

import pytest
from aiohttp import ClientSession

from admin_ui.static_files import static_files, static_url
from graphapi.cli import KEEPALIVE
from graphapi.web.sending import ANSWER_TIMEOUT
from tests.cli.conftest import Installation, free_port, installation, wait_until_served  # noqa: F401 - a fixture

LARGEST = max(static_files(), key=lambda name: len(static_files()[name].content))
CONTENT = static_files()[LARGEST].content
# More than the systems at both ends keep for a reader.
MANY = 30_000_000 // len(CONTENT)


def asking(times: int) -> bytes:
    return f"GET {static_url(LARGEST)} HTTP/1.1\r\nHost: x\r\n\r\n".encode() * times


async def connected(port: int) -> socket.socket:
    """A connection whose own end keeps next to nothing."""
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    client.setblocking(False)
    await asyncio.get_running_loop().sock_connect(client, ("127.0.0.1", port))
    return client


def is_hung_up(client: socket.socket) -> bool:
    """Whether the other end has aborted the connection, though what it sent before may still be read."""
    return client.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) != 0


async def ask(client: socket.socket) -> None:
    """Ask for much, as far as it is listened to."""
    try:
        async with asyncio.timeout(0.5):
            await asyncio.get_running_loop().sock_sendall(client, asking(MANY))
    except (TimeoutError, ConnectionError):
        return


async def seconds_until_hung_up(client: socket.socket, *, pause: float, bytes_each: int) -> float:
    """Read a little now and then until the other end hangs up."""
    began = monotonic()
    while not is_hung_up(client):
        await asyncio.sleep(pause)
        if bytes_each:
            try:
                await asyncio.wait_for(asyncio.get_running_loop().sock_recv(client, bytes_each), pause)
            except TimeoutError:
                continue
            except ConnectionError:
                break
    return monotonic() - began


@pytest.mark.parametrize("bytes_each", [0, 1], ids=["reads nothing", "reads a byte now and then"])
async def test_who_does_not_read_is_hung_up_on(server, monkeypatch, bytes_each):
    monkeypatch.setattr("graphapi.web.sending.ANSWER_TIMEOUT", 0.5)
    connections = server.server.runner.server.connections
    before = len(connections)
    with closing(await connected(server.server.port)) as client:
        await ask(client)

        taken = await asyncio.wait_for(seconds_until_hung_up(client, pause=0.05, bytes_each=bytes_each), 10)

        assert taken < 5
        await asyncio.sleep(0.05)
        assert len(server.server.runner.server.connections) == before


async def test_who_reads_gets_all_of_it_however_much_that_is(server, monkeypatch):
    monkeypatch.setattr("graphapi.web.sending.ANSWER_TIMEOUT", 0.5)

    answers = await server.raw(asking(200) + b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")

    assert answers.count(b"HTTP/1.1 200 OK") == 201
    assert answers.count(CONTENT) == 200


async def test_a_connection_outlives_the_time_of_an_answer(server, monkeypatch):
    monkeypatch.setattr("graphapi.web.sending.ANSWER_TIMEOUT", 0.05)

    for _ in range(3):
        assert (await server.get(static_url(LARGEST))).status == 200
        await asyncio.sleep(0.1)


@pytest.mark.parametrize(
    ("path", "status"),
    [("/north", 200), ("/", 200), ("/nowhere/at/all", 404), ("/north/profile", 303), ("/healthz", 200)],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_every_answer_is_sent_once(server, method, path, status):
    head = f"{method} {path} HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nConnection: close\r\n\r\n"

    answer = await server.raw(head.encode())

    assert answer.startswith(f"HTTP/1.1 {status} ".encode())
    assert answer.count(b"HTTP/1.1 ") == 1
    assert answer.count(b"X-Request-ID: ") == 1


def test_who_takes_no_part_is_gone_within_thirty_seconds():
    assert max(ANSWER_TIMEOUT, KEEPALIVE) < 30


async def seconds_until_refused(port: int) -> float:
    """Send a byte a second of a body until the server hangs up."""
    began = monotonic()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    with closing(writer):
        writer.write(
            b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
        )
        reading = asyncio.create_task(reader.read())
        while not (await asyncio.wait({reading}, timeout=1))[0]:
            writer.write(b" ")
        await asyncio.gather(reading, return_exceptions=True)
    return monotonic() - began


@pytest.mark.long
async def test_two_hundred_slow_clients_are_gone_within_thirty_seconds_and_nobody_waits(installation):  # noqa: F811
    port = free_port()
    process = installation.start("serve", "--port", str(port))
    await asyncio.to_thread(wait_until_served, port, process)
    # Its log is read, or it would wait for that.
    logged = asyncio.create_task(asyncio.to_thread(process.communicate))
    took: list[float] = []

    async def be_normal() -> None:
        async with ClientSession() as session:
            while True:
                began = monotonic()
                async with session.get(f"http://127.0.0.1:{port}/") as response:
                    await response.read()
                took.append(monotonic() - began)
                await asyncio.sleep(0.1)

    async def read_slowly() -> float:
        with closing(await connected(port)) as client:
            began = monotonic()
            await ask(client)
            await seconds_until_hung_up(client, pause=1, bytes_each=1)
            return monotonic() - began

    normal = asyncio.create_task(be_normal())
    slow = [task for _ in range(100) for task in (read_slowly(), seconds_until_refused(port))]
    patience = await asyncio.wait_for(asyncio.gather(*slow), 60)
    normal.cancel()
    process.kill()
    await logged

    # The pages of a server that is asked for a hundred times thirty megabytes at once take a while themselves.
    assert max(patience) < 35
    assert len(took) > 50
    assert median(took) < 0.25
