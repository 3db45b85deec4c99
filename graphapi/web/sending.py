"""Sending answers, in time: who asks and does not read must not fill the server with what it asked for."""

from __future__ import annotations

import asyncio
import socket
import struct
from contextlib import suppress
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import AsyncIterable

    from graphapi.web.keys import Handler

# Seconds for the whole answer, from its first byte to its last, whether it gets on meanwhile or not; of one made piece
# by piece, for each. With what aiohttp gives an idle connection, nobody stays for longer than thirty without
# taking part.
ANSWER_TIMEOUT = 20
# Bytes that fit into a connection's buffer beside the headers, so that nobody waits for their being read.
SHORT = 16 * 1024
# SO_LINGER's: on, for no seconds.
AT_ONCE = struct.pack("ii", 1, 0)


@web.middleware
async def sending(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Send the answer, and hang up on who does not take it in time; to be the outermost of all middleware.

    aiohttp sends what a handler returns, and waits for ever; what is sent already it leaves alone. A handler that sends
    by itself does so by ``send_pieces``.
    """
    try:
        response = await handler(request)
    except web.HTTPException as answer:
        await _send(request, answer)
        raise
    await _send(request, response)
    return response


async def _send(request: web.Request, response: web.StreamResponse) -> None:
    transport = request.transport
    if response.prepared or transport is None:
        return
    # Whoever is gone meanwhile is noticed by aiohttp once more.
    with suppress(ConnectionError):
        if _is_short(response):
            # It is written without waiting, and mostly the system takes it at once.
            await response.prepare(request)
            await response.write_eof()
            if not transport.get_write_buffer_size():
                return
        # Not asyncio.timeout(), which costs as much as the sending itself.
        end = asyncio.get_running_loop().call_later(ANSWER_TIMEOUT, hang_up, transport)
        try:
            # It is sent when the last of it has left our memory, and not when what is left fits into a buffer.
            transport.set_write_buffer_limits(0)
            await response.prepare(request)
            await response.write_eof()
            await request.writer.drain()
        finally:
            end.cancel()
            transport.set_write_buffer_limits()


async def send_pieces(
    request: web.Request, response: web.StreamResponse, pieces: AsyncIterable[bytes]
) -> web.StreamResponse:
    """Send an answer piece by piece, each in time.

    Hangs up where one is not taken or cannot be made, or there are fewer than the headers say: what was sent is not
    taken for the whole answer, nor the next one for the rest of it.
    """
    sent = 0
    try:
        await response.prepare(request)
        async for piece in pieces:
            try:
                async with asyncio.timeout(ANSWER_TIMEOUT):
                    await response.write(piece)
            except TimeoutError:
                raise ConnectionResetError from None
            sent += len(piece)
        if response.content_length not in {None, sent}:
            raise ConnectionResetError
        await response.write_eof()
    except BaseException:
        if request.transport is not None:
            hang_up(request.transport)
        raise
    return response


def _is_short(response: web.StreamResponse) -> bool:
    return isinstance(response, web.Response) and isinstance(response.body, bytes) and len(response.body) <= SHORT


def hang_up(transport: asyncio.Transport) -> None:
    """Close a connection at once, whatever has not been sent: what was, is not taken for the whole answer."""
    # Otherwise the system would go on offering what it holds, for minutes.
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
    transport.abort()
