"""A partner's own frontend in a real browser: what its scripts may read at its own origin, and at one nobody lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web

from graphapi.models import Partner
from tests.end_to_end.conftest import serving
from tests.end_to_end.test_portal import sign_in
from tests.world import PASSWORD

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from playwright.async_api import Browser, Page

    from tests.world import World

SIGN_IN = f"""mutation {{ signIn(input: {{ portal: "north", login: "anna", password: "{PASSWORD}" }}) {{
    ... on SignedIn {{ token }} }} }}"""
SHARES = "{ viewer { name } shares { nodes { title } } }"
ASK = """async ([url, query, token, credentials]) => {
    const headers = { "Content-Type": "application/json", "Idempotency-Key": "one" };
    if (token) headers.Authorization = `Bearer ${token}`;
    try {
        const answer = await fetch(url, { method: "POST", headers, credentials, body: JSON.stringify({ query }) });
        return { ...(await answer.json()), number: answer.headers.get("X-Request-ID") };
    } catch (error) {
        return error.name;
    }
}"""


class Frontend:
    """A page at an origin of its own, whose scripts ask our API."""

    def __init__(self, page: Page, url: str) -> None:
        self._page, self._url = page, url

    async def ask(self, query: str, *, token: str | None = None, credentials: str = "same-origin") -> Any:
        return await self._page.evaluate(ASK, [self._url, query, token, credentials])


@pytest.fixture
async def frontend(chromium: Browser, address: str) -> AsyncGenerator[Frontend]:
    """A frontend that nobody lists yet; the same site as ours, as ports make no other one."""

    async def show(_: web.Request) -> web.Response:
        return web.Response(text="<p>Our portal</p>", content_type="text/html")

    app = web.Application()
    app.router.add_get("/", show)
    context = await chromium.new_context(base_url=address)
    async with serving(app) as port:
        page = await context.new_page()
        await page.goto(f"http://127.0.0.1:{port}/")
        yield Frontend(page, f"{address}/graphql")
    await context.close()


@pytest.fixture
async def listed(frontend: Frontend, world: World) -> Frontend:
    """The same, listed by *north*."""
    origin = frontend._page.url.rstrip("/")
    await world.system.rows(Partner).filter(id=world.north.id).update(allowed_origins=[origin])
    return frontend


async def test_a_listed_frontend_signs_in_and_shows_the_folders(listed: Frontend):
    token = (await listed.ask(SIGN_IN))["data"]["signIn"]["token"]

    answer = await listed.ask(SHARES, token=token)

    assert answer["data"] == {
        "viewer": {"name": "Anna Adler"},
        "shares": {"nodes": [{"title": "Drafts"}, {"title": "Terms and prices"}]},
    }
    assert len(answer["number"]) == 16


async def test_one_that_nobody_lists_reads_nothing(frontend: Frontend):
    assert await frontend.ask("{ plans { code } }") == "TypeError"


async def test_whoever_is_signed_in_at_our_own_pages_is_nobody_there(listed: Frontend):
    """Though the browser would send the cookie: another port is the same site."""
    own = await listed._page.context.new_page()
    await sign_in(own)
    await own.get_by_role("heading", name="Hello, Anna Adler").wait_for()

    assert await listed.ask("{ viewer { name } }", credentials="include") == "TypeError"
    assert (await listed.ask("{ viewer { name } }"))["data"] == {"viewer": None}
