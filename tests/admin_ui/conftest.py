"""Browsers without scripts, in front of the whole application."""

from __future__ import annotations

import re
from base64 import b64encode
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from html import unescape
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from aiohttp.test_utils import TestClient, TestServer
from yarl import URL

from graphapi.app import build_app
from tests.serving import standing_still
from tests.world import KEYS, PASSWORD, SETTINGS

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable
    from pathlib import Path

    from aiohttp import ClientResponse

    from graphapi.database import Database
    from graphapi.settings import Settings
    from tests.world import World

TEXTS = re.compile(r"<(script|style|svg).*?</\1>|<[^>]+>", re.DOTALL)
FORM = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Shown:
    """An answer, as a browser shows it."""

    status: int
    path: str
    html: str
    headers: dict[str, str]

    @property
    def text(self) -> str:
        """What can be read, blanks made one."""
        return " ".join(unescape(TEXTS.sub(" ", self.html.partition("<body")[2])).split())

    @property
    def title(self) -> str:
        found = re.search(r"<title>(.*?)</title>", self.html)
        return unescape(found[1]) if found else ""


class Browser:
    """Somebody's browser: it keeps cookies and follows redirects within the portal."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    async def get(self, path: str, *, language: str = "en", follow: bool = True) -> Shown:
        headers = {"Accept": "text/html", "Accept-Language": language}
        return await _shown(await self.client.get(URL(path, encoded=True), headers=headers, allow_redirects=follow))

    async def head(self, path: str) -> Shown:
        return await _shown(await self.client.head(URL(path, encoded=True), headers={"Accept": "text/html"}))

    async def post(self, path: str, *, follow: bool = True, **fields: str | list[str]) -> Shown:
        headers = {"Accept": "text/html", "Accept-Language": "en"} | FORM
        response = await self.client.post(
            URL(path, encoded=True),
            data=BytesIO(urlencode(fields, doseq=True).encode()),
            headers=headers,
            allow_redirects=follow,
        )
        return await _shown(response)

    async def sign_in(self, path: str, login: str, password: str = PASSWORD) -> Shown:
        return await self.post(path, login=login, password=password)

    @property
    def cookies(self) -> dict[str, str]:
        return {cookie.key: cookie.value for cookie in self.client.session.cookie_jar}


async def _shown(response: ClientResponse) -> Shown:
    return Shown(response.status, response.url.path_qs, await response.text(), dict(response.headers))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings the application runs under; its mailbox and key lie nowhere near the source."""
    key = f"test:{b64encode(KEYS.current.secret).decode()}"
    return replace(SETTINGS, database_url=f"sqlite:///{tmp_path}/unused.db", key=key)


@pytest.fixture
async def new_browser(
    database: Database, world: World, settings: Settings
) -> AsyncGenerator[Callable[[], Awaitable[Browser]]]:
    """Opens browsers that share nothing."""
    # Imports are begun on a page and end on the next.
    with standing_still(but="run_imports"):
        server = TestServer(build_app(settings, database=database))
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(server)

        async def open_one() -> Browser:
            return Browser(await stack.enter_async_context(TestClient(server)))

        yield open_one


@pytest.fixture
async def browser(new_browser: Callable[[], Awaitable[Browser]]) -> Browser:
    """A browser that nobody has signed in with yet."""
    return await new_browser()
