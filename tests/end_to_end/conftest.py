"""Real parts around the application: a mail server, a provider's server, a browser, and our own server on a port."""

from __future__ import annotations

import os
import shutil
import socket
from base64 import b64encode
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING

import pytest
from aiohttp import web
from aiosmtpd.controller import Controller
from playwright.async_api import async_playwright, expect

from graphapi.app import build_app
from graphapi.settings import Environment, Settings
from tests.world import KEYS, SETTINGS, add_share

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator
    from email.message import EmailMessage
    from pathlib import Path

    from aiosmtpd.smtp import SMTP, Envelope, Session
    from playwright.async_api import Browser, Page

    from graphapi.database import Database
    from tests.world import World

CHROMIUM = shutil.which("chromium")
# Two suites share the machine's two cores, each with a browser.
expect.set_options(timeout=20_000)
# The password of Anna's folder.
SECRET = "folder-secret-0815"


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@dataclass
class Inbox:
    """What the mail server took."""

    mails: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.mails.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        """The mails to an address, the oldest first."""
        return [mail for mail in self.mails if address in mail["To"]]


@pytest.fixture
def smtp() -> Generator[tuple[Inbox, str]]:
    """A mail server with its inbox and its URL."""
    inbox = Inbox()
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield inbox, f"smtp://127.0.0.1:{controller.port}"
    controller.stop()


@dataclass
class Provider:
    """Stands in for a file-sharing service: it shows a folder, and remembers who came and with which referrer."""

    url: str = ""
    visits: list[tuple[str, str | None]] = field(default_factory=list)

    async def folder(self, request: web.Request) -> web.Response:
        self.visits.append((request.path, request.headers.get("Referer")))
        return web.Response(text="<h1>Entwürfe</h1>", content_type="text/html")


@pytest.fixture
async def provider() -> AsyncGenerator[Provider]:
    """A file-sharing service on a port of its own."""
    provider = Provider()
    app = web.Application()
    app.router.add_get("/s/{token}", provider.folder)
    async with serving(app) as port:
        provider.url = f"http://127.0.0.1:{port}/s/Entwuerfe2026"
        yield provider


class serving:  # noqa: N801 - used like a function
    """Serve an application on a port of this machine for a while."""

    def __init__(self, app: web.Application, port: int = 0) -> None:
        self._runner = web.AppRunner(app)
        self._port = port

    async def __aenter__(self) -> int:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        return self._runner.addresses[0][1]

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()


@pytest.fixture
async def live(database: Database, clean: None, smtp: tuple[Inbox, str]) -> AsyncGenerator[str]:
    """Our own server on the test's database; gives its address."""
    port = free_port()
    settings = Settings(
        environment=Environment.DEVELOPMENT,
        port=port,
        smtp_url=smtp[1],
        mail_from="konto@kundenkonto.example",
        key="test:" + "A" * 43 + "=",
        bcrypt_rounds=4,
        # The stand-in for the provider has no certificate.
        allow_http_links=True,
    )
    async with serving(build_app(settings, database=database), port):
        yield settings.base_url


@pytest.fixture(scope="session")
async def chromium() -> AsyncGenerator[Browser]:
    """Debian's Chromium, or Playwright's own where that is installed."""
    async with async_playwright() as playwright:
        if not (CHROMIUM or shutil.which(playwright.chromium.executable_path) or os.environ.get("CI")):
            pytest.skip("there is no Chromium on this machine; make browser installs it")
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        await browser.close()


@pytest.fixture
async def address(database: Database, world: World, tmp_path: Path) -> AsyncGenerator[str]:
    """Our own server, with the world of the tests in it."""
    port = free_port()
    settings = replace(
        SETTINGS,
        port=port,
        base_url=f"http://127.0.0.1:{port}",
        database_url=f"sqlite:///{tmp_path}/unused.db",
        key=f"test:{b64encode(KEYS.current.secret).decode()}",
    )
    await add_share(
        world.north.partner,
        title="Drafts",
        url="https://cloud.example.com/s/drafts01",
        provider_code="nextcloud",
        description="Please comment until Friday.",
        recipients=[world.north.anna.row],
        password=SECRET,
    )
    await add_share(world.north.partner, title="Terms and prices", url="https://cloud.example.com/s/terms001")
    async with serving(build_app(settings, database=database), port):
        yield settings.base_url


@pytest.fixture
async def page(chromium: Browser, address: str) -> AsyncGenerator[Page]:
    """A page on which nothing may go wrong unseen."""
    context = await chromium.new_context(base_url=address, locale="en-GB")
    page = await context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda said: complaints.append(said.text) if said.type == "error" and "status of 4" not in said.text else None,
    )
    yield page
    await context.close()
    assert complaints == []
