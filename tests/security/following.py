"""A client of graphql-transport-ws, message by message."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from graphapi.database import transaction
from graphapi.services import audit

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from yarl import URL

    from schema.websocket import Websockets
    from tests.world import Someone

PROTOCOL = "graphql-transport-ws"
ENTRIES = "subscription { auditLog { action actorName } }"
# Seconds within which a test gets what it waits for.
PATIENCE = 10


class Client:
    """One connection."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.socket = socket

    async def say(self, type_: str, **more: Any) -> None:
        await self.socket.send_json({"type": type_, **more})

    async def hear(self) -> Any:
        """The next message."""
        return await self.socket.receive_json(timeout=PATIENCE)

    async def closed(self) -> tuple[int, str]:
        """The code and the reason it is closed with, whatever comes before."""
        while True:
            received = await self.socket.receive(timeout=PATIENCE)
            if received.type in {WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.CLOSING, WSMsgType.ERROR}:
                return self.socket.close_code, received.extra or ""

    async def sign_in(self, token: str | None = None) -> None:
        await self.say("connection_init", payload={"authorization": f"Bearer {token}"} if token else {})
        assert await self.hear() == {"type": "connection_ack"}

    async def subscribe(self, query: str = ENTRIES, id_: str = "1", **more: Any) -> None:
        """Subscribe, and see to it that it is followed from here on."""
        await self.say("subscribe", id=id_, payload={"query": query, **more})
        await self.say("ping")
        assert await self.hear() == {"type": "pong"}

    async def entries(self, count: int) -> list[dict[str, Any]]:
        """The next entries."""
        found = []
        for _ in range(count):
            said = await self.hear()
            assert said["type"] == "next", said
            assert "errors" not in said["payload"], said
            found.append(said["payload"]["data"]["auditLog"])
        return found

    async def silent(self, seconds: float = 0.3) -> bool:
        """Whether nothing comes."""
        try:
            said = await self.socket.receive(timeout=seconds)
        except TimeoutError:
            return True
        raise AssertionError(said)


@asynccontextmanager
async def connected(session: ClientSession, address: URL | str, **more: Any) -> AsyncGenerator[Client]:
    """Open a connection."""
    options = {"protocols": [PROTOCOL], "autoclose": False} | more
    async with session.ws_connect(address, **options) as socket:
        yield Client(socket)


async def happen(someone: Someone[Any], *actions: str) -> None:
    """Write entries as somebody, in one transaction."""
    async with transaction():
        for action in actions:
            await audit.record(someone.access, action, subject=someone.row)


async def none_left(websockets: Websockets) -> None:
    """See that all connections are over, and nothing of them is left."""
    serving = [task for task in websockets._open.values() if task is not None]
    if serving:
        _, late = await asyncio.wait(serving, timeout=10)
        assert not late
    assert (dict(websockets._unknown), dict(websockets._of_account)) == ({}, {})
    assert (websockets._tail._followers, websockets._tail._task) == (set(), None)
