"""Subscriptions by websocket: who may open one, how many there may be, and their end with the server's."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from typing import TYPE_CHECKING

from aiohttp import web

from graphapi.networks import network_of
from graphapi.services.tail import Tail
from graphapi.web.cors import ORIGINS
from graphapi.web.keys import ACCESS, CLIENT_ADDRESS, SETTINGS, USES_COOKIE
from schema.http import context_of
from schema.transport_ws import CLOSE_WITHIN, Closed, Connection

if TYPE_CHECKING:
    from uuid import UUID

    from graphapi.access import Access, Principal
    from graphapi.web.keys import Handler

PROTOCOL = "graphql-transport-ws"
# Of a process: connections, those that have not said yet who they are, such of one network, and those of one account.
MOST = 1_000
MOST_UNKNOWN = 200
MOST_UNKNOWN_OF_NETWORK = 50
MOST_OF_ACCOUNT = 20
# Bytes; a document has at most 50,000 characters.
MAX_MESSAGE = 64 * 1024
# Seconds after which a silent client is asked whether it is there, and half of that for its answer.
HEARTBEAT = 20.0
STOP_WITHIN = 5.0

# It would log addresses, and what clients call their protocols.
logging.getLogger("aiohttp.websocket").setLevel(logging.ERROR)


class Websockets:
    """The connections of a process."""

    def __init__(self) -> None:
        self._tail = Tail()
        self._open: dict[Connection, asyncio.Task[object] | None] = {}
        # By their networks.
        self._unknown: Counter[str] = Counter()
        self._of_account: Counter[UUID | None] = Counter()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Serve a connection until its end."""
        # A browser opens one for any page, and sends its cookie: whose page it is, is all there is to go by.
        is_own = request.headers.get("Origin") == request.app[SETTINGS].base_url
        if not is_own and (request[USES_COOKIE] or not await _is_listed(request, request[ACCESS].principal)):
            raise web.HTTPForbidden(text="This websocket was opened by another site.")
        if len(self._open) >= MOST or not self._has_room_for(network_of(request[CLIENT_ADDRESS])):
            raise web.HTTPServiceUnavailable(text="Too many websockets are open.", headers={"Retry-After": "10"})
        socket = web.WebSocketResponse(
            protocols=[PROTOCOL],
            # What is packed may be a thousand times as large as it comes.
            compress=False,
            max_msg_size=MAX_MESSAGE,
            heartbeat=HEARTBEAT,
            timeout=CLOSE_WITHIN,
            # Both would send, and wait for whoever does not read for ever.
            autoping=False,
            autoclose=False,
            # All that is sent is waited for until it has left our memory.
            writer_limit=0,
        )
        transport = request.transport
        if transport is None or not socket.can_prepare(request):
            raise web.HTTPBadRequest(text="This is no websocket handshake.")
        await socket.prepare(request)
        transport.set_write_buffer_limits(0)
        if socket.ws_protocol is None:
            await socket.close(code=4406, message=b"Subprotocol not acceptable")
            return socket
        await self._serve(request, socket, transport)
        return socket

    async def _serve(self, request: web.Request, socket: web.WebSocketResponse, transport: asyncio.Transport) -> None:
        known: list[Access] = []
        unknown = Counter([network_of(request[CLIENT_ADDRESS])])

        async def enter(access: Access) -> None:
            account_id = access.principal.account_id
            if not await _is_listed(request, access.principal):
                raise Closed(4403, "The partner does not list this origin")
            if self._of_account[account_id] >= MOST_OF_ACCOUNT:
                raise Closed(1013, "Too many connections of this account")
            self._of_account[account_id] += 1
            self._unknown -= unknown
            known.append(access)

        connection = Connection(socket, transport, context_of(request), self._tail, enter)
        self._open[connection] = asyncio.current_task()
        self._unknown += unknown
        try:
            await connection.run()
        finally:
            del self._open[connection]
            if known:
                self._of_account.subtract([known[0].principal.account_id])
                self._of_account += Counter()  # without those of none
            else:
                self._unknown -= unknown

    def _has_room_for(self, network: str) -> bool:
        """Tell whether one more may come that has not said yet who it is; no network takes all the room there is."""
        return self._unknown.total() < MOST_UNKNOWN and self._unknown[network] < MOST_UNKNOWN_OF_NETWORK

    async def stop(self, _app: web.Application) -> None:
        """Tell all clients that the server goes away."""
        tasks = [task for task in self._open.values() if task is not None]
        for connection in self._open:
            connection.end(1001, "Going away")
        if tasks:
            await asyncio.wait(tasks, timeout=STOP_WITHIN)
        await self._tail.close()


async def _is_listed(request: web.Request, principal: Principal) -> bool:
    """Tell whether a page may be answered what somebody is: ours, or one of an origin that the partner lists."""
    origin = request.headers.get("Origin")
    if origin is None or origin == request.app[SETTINGS].base_url:
        return True
    return await request.app[ORIGINS].allow(origin, principal, request.app)


def setup(app: web.Application) -> Handler:
    """Return what answers an application's websockets, and closes them with it."""
    websockets = Websockets()
    app.on_shutdown.append(websockets.stop)
    return websockets.answer
