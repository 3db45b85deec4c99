"""Answers that are sent piece by piece: one that does not come to its end is not taken for a whole one."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import ClientPayloadError, web
from aiohttp.test_utils import TestClient, TestServer

from graphapi.web.sending import send_pieces, sending


async def failing(*pieces: bytes):
    for piece in pieces:
        yield piece
    raise ZeroDivisionError


async def ending(*pieces: bytes):
    for piece in pieces:
        yield piece


async def got(pieces, **headers: str) -> bytes:
    """What a client gets of an answer in these pieces."""

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            return await send_pieces(request, web.StreamResponse(headers=headers), pieces)
        except ZeroDivisionError:
            raise web.HTTPInternalServerError(text="our fault") from None

    app = web.Application(middlewares=[sending])
    app.router.add_get("/", answer)
    async with TestClient(TestServer(app)) as client:
        return await (await client.get("/")).read()


async def test_all_pieces_are_the_answer():
    assert await got(ending(b"one ", b"two")) == b"one two"
    assert await got(ending(b"one ", b"two"), **{"Content-Length": "7"}) == b"one two"


@pytest.mark.parametrize("headers", [{}, {"Content-Length": "7"}], ids=["of any length", "of a known length"])
async def test_where_one_cannot_be_made_the_client_learns_that_there_is_more(headers):
    with pytest.raises(ClientPayloadError):
        await got(failing(b"one "), **headers)


async def test_so_it_does_where_there_are_fewer_than_was_said():
    with pytest.raises(ClientPayloadError):
        await got(ending(b"one "), **{"Content-Length": "7"})


async def test_who_does_not_take_one_in_time_is_hung_up_on(monkeypatch):
    monkeypatch.setattr("graphapi.web.sending.ANSWER_TIMEOUT", 0.1)
    hung_up = asyncio.get_running_loop().create_future()

    async def answer(request: web.Request) -> web.StreamResponse:
        transport = request.transport
        try:
            return await send_pieces(request, web.StreamResponse(), ending(*[b"x" * 2**20] * 100))
        except ConnectionError:
            hung_up.set_result(transport.is_closing())
            raise web.HTTPBadRequest from None

    app = web.Application(middlewares=[sending])
    app.router.add_get("/", answer)
    async with TestClient(TestServer(app)) as client:
        response = await client.get("/")
        response.connection.protocol.pause_reading()

        assert await asyncio.wait_for(hung_up, 10)
