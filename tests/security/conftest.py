"""The whole application behind a real socket, and clients of it."""

from __future__ import annotations

import asyncio
import gc
import logging
from base64 import b64encode
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import ClientSession, DummyCookieJar
from aiohttp.test_utils import TestServer

from graphapi.app import build_app
from graphapi.database import transaction
from graphapi.mail.sender import Sender
from graphapi.services.sessions import open_session
from graphapi.web.boundary import AccessLog
from schema.websocket import Websockets
from tests.security.following import connected, none_left
from tests.serving import standing_still
from tests.world import KEYS, SETTINGS

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
    from contextlib import AbstractAsyncContextManager

    from aiohttp import ClientResponse

    from graphapi.database import Database
    from graphapi.settings import Settings
    from tests.security.following import Client
    from tests.world import Someone, World

VIEWER = "{ viewer { name } }"
OWN = {"Sec-Fetch-Site": "same-origin"}


@dataclass(frozen=True)
class Server:
    """A running server, and a client that keeps no cookies and follows nothing."""

    server: TestServer
    session: ClientSession
    settings: Settings
    world: World

    async def request(self, method: str, path: str, **more: Any) -> ClientResponse:
        """Send a request, and return the answer with its body read."""
        response = await self.session.request(method, self.server.make_url(path), allow_redirects=False, **more)
        await response.read()
        return response

    async def get(self, path: str, **more: Any) -> ClientResponse:
        return await self.request("GET", path, **more)

    async def post(self, path: str, **more: Any) -> ClientResponse:
        return await self.request("POST", path, **more)

    async def graphql(self, query: str = VIEWER, *, headers: dict[str, str] | None = None, **more: Any) -> Any:
        """Run a document, and return the answer's body."""
        response = await self.post("/graphql", json={"query": query} | more, headers=headers or {})
        return await response.json()

    async def raw(self, sent: bytes) -> bytes:
        """Send bytes as they are, and return all that comes until the server hangs up."""
        reader, writer = await asyncio.open_connection(self.server.host, self.server.port)
        try:
            writer.write(sent)
            await writer.drain()
            return await reader.read()
        except ConnectionResetError:  # it hung up before it read all that was sent
            return b""
        finally:
            writer.close()

    async def token(self, someone: Someone[Any]) -> str:
        """Sign somebody in."""
        async with transaction():
            opened = await open_session(self.world.system, person=someone.row, user_agent=None, replaces=None)
        return opened.token

    async def bearer(self, someone: Someone[Any]) -> dict[str, str]:
        """The headers of a program that is somebody."""
        return {"Authorization": f"Bearer {await self.token(someone)}"}

    async def cookie(self, someone: Someone[Any]) -> dict[str, str]:
        """The cookie of somebody's browser."""
        name = "__Host-kundenkonto" if self.settings.is_secure else "kundenkonto"
        return {"Cookie": f"{name}={await self.token(someone)}"}


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings the application runs under; its mailbox and key lie nowhere near the source."""
    key = f"test:{b64encode(KEYS.current.secret).decode()}"
    return replace(SETTINGS, database_url=f"sqlite:///{tmp_path_factory.mktemp('data')}/unused.db", key=key)


@pytest.fixture
def no_old_garbage() -> Generator[None]:
    """Look for garbage as the server does: in all that the tests before have left, that takes a second."""
    gc.freeze()
    yield
    gc.unfreeze()


@asynccontextmanager
async def running(
    settings: Settings, database: Database, **options: Any
) -> AsyncGenerator[tuple[TestServer, ClientSession]]:
    """Run the application as the command line does, but mails stay in the outbox."""

    async def stay_idle(_sender: Sender) -> None:
        return

    with standing_still():
        server = TestServer(build_app(settings, database=database))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Sender, "run", stay_idle)
        # aiohttp gives the rest of a request ten seconds to come.
        await server.start_server(
            access_log_class=AccessLog,
            access_log=logging.getLogger("kundenkonto.access"),
            lingering_time=0.01,
            **options,
        )
    async with server, ClientSession(cookie_jar=DummyCookieJar()) as session:
        yield server, session


@pytest.fixture(scope="session")
async def started(settings: Settings, database: Database) -> AsyncGenerator[tuple[TestServer, ClientSession]]:
    """The one server for all tests that need no other settings."""
    async with running(settings, database) as both:
        yield both


@pytest.fixture
def server(started: tuple[TestServer, ClientSession], settings: Settings, world: World) -> Server:
    """The application, in front of the tests' world."""
    return Server(*started, settings, world)


@pytest.fixture
async def serve(
    database: Database, settings: Settings, world: World
) -> AsyncGenerator[Callable[..., Awaitable[Server]]]:
    """Starts the application under other settings."""
    async with AsyncExitStack() as stack:

        async def start(**changes: Any) -> Server:
            own = replace(settings, **changes)
            return Server(*await stack.enter_async_context(running(own, database)), own, world)

        yield start


@pytest.fixture
def websockets(server: Server) -> Websockets:
    """The server's connections, of which none is left afterwards."""
    stops = server.server.app.on_shutdown
    return next(stop.__self__ for stop in stops if isinstance(getattr(stop, "__self__", None), Websockets))


@pytest.fixture
async def open_socket(server: Server, websockets: Websockets) -> AsyncGenerator[Callable[..., Any]]:
    """Opens a connection to the server."""

    def open_one(**more: Any) -> AbstractAsyncContextManager[Client]:
        return connected(server.session, server.server.make_url("/graphql"), **more)

    yield open_one
    await none_left(websockets)


@pytest.fixture
async def following(server: Server, world: World, open_socket: Callable[..., Any]) -> AsyncGenerator[Client]:
    """North's viewer, who follows its log."""
    async with open_socket() as client:
        await client.sign_in(await server.token(world.north.viewer))
        await client.subscribe()
        yield client
