"""Sending answers, in time: who asks and does not read must not fill the server with what it asked for."""

from __future__ import annotations

import asyncio
import socket
import struct
from contextlib import suppress
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from graphapi.web.keys import Handler

# Seconds for the whole answer, from its first byte to its last, whether it gets on meanwhile or not. With what aiohttp
# gives an idle connection, nobody stays for longer than thirty without taking part.
ANSWER_TIMEOUT = 20
# SO_LINGER's: on, for no seconds.
AT_ONCE = struct.pack("ii", 1, 0)


@web.middleware
async def sending(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Send the answer, and hang up on who does not take it in time; to be the outermost of all middleware.

    aiohttp sends what a handler returns, and waits for ever; what is sent already it leaves alone. A handler that sends
    by itself, piece by piece, sees to its own time.
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
    # An answer is sent when the last of it has left our memory, and not when what is left of it fits into a buffer.
    transport.set_write_buffer_limits(0)
    # Not asyncio.timeout(), which costs as much as the sending itself.
    end = asyncio.get_running_loop().call_later(ANSWER_TIMEOUT, _hang_up, transport)
    try:
        # Whoever is gone meanwhile is noticed by aiohttp once more.
        with suppress(ConnectionError):
            await response.prepare(request)
            await response.write_eof()
    finally:
        end.cancel()


def _hang_up(transport: asyncio.Transport) -> None:
    # Otherwise the system would go on offering what it holds, for minutes.
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
    transport.abort()
