"""GraphiQL in a real browser, under the policy of all pages, and what a page elsewhere can do meanwhile."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web

from graphapi.models import Session
from graphapi.services.customers import update_customer
from tests.end_to_end.conftest import serving
from tests.end_to_end.test_portal import sign_in

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.world import World

# What a page elsewhere might try with the cookie of whoever visits it.
ATTEMPTS = {
    "JSON": """fetch(url, {method: "POST", credentials: "include", headers: {"Content-Type": "application/json"},
                           body: '{"query": "mutation { signOut { ok } }"}'})""",
    "plain text": """fetch(url, {method: "POST", credentials: "include", mode: "no-cors",
                                 body: '{"query": "mutation { signOut { ok } }"}'})""",
    "GET": """fetch(`${url}?query={viewer{name}}`, {credentials: "include"})""",
}


async def run(page: Page) -> dict[str, Any]:
    await page.get_by_role("tab", selected=True).wait_for()
    async with page.expect_response("**/graphql") as answered:
        await page.get_by_role("button", name="Execute query").click()
    answer = await (await answered.value).json()
    # What the browser got is what it shows.
    await page.locator(".result-window").get_by_text(re.compile("data|errors")).first.wait_for()
    return answer["data"]


async def test_it_runs_as_whoever_is_signed_in(page: Page):
    await sign_in(page, "owner@north.example")
    await page.get_by_role("heading", name="Customers").wait_for()
    await page.goto("/graphql")

    assert [customer["name"] for customer in (await run(page))["customers"]["nodes"]] == ["Anna Adler", "Ben Berg"]


async def test_the_first_example_has_its_variables_and_a_reload_changes_nothing(page: Page):
    await page.goto("/graphql")
    assert (await run(page))["signIn"]["code"] == "INVALID_CREDENTIALS"  # the demo's people are not here

    await page.reload()
    assert (await run(page))["signIn"]["code"] == "INVALID_CREDENTIALS"
    assert await page.get_by_role("tab").all_inner_texts() == ["SignIn", "Portal", "Plans"]


async def test_it_follows_the_log(page: Page, world: World):
    await sign_in(page, "owner@north.example")
    await page.get_by_role("heading", name="Customers").wait_for()
    await page.goto("/graphql")
    await page.get_by_role("tab", name="FollowTheLog").click()
    # GraphiQL needs a moment to see that it is another operation.
    while not await page.get_by_role("button", name="Stop query").count():
        await page.wait_for_timeout(300)
        await page.get_by_role("button", name="Execute query").click()
    heard = page.locator(".result-window").get_by_text("Anna Adler was changed.")
    while not await heard.count():
        await update_customer(world.north.editor.access, customer_id=world.north.anna.id, note=secrets.token_hex())
        await page.wait_for_timeout(300)
    await page.get_by_role("button", name="Stop query").click()


async def test_the_schema_is_explained_to_everybody(page: Page):
    await page.goto("/graphql")
    await page.get_by_role("button", name="Show Documentation Explorer").click()
    await page.get_by_role("link", name="Query", exact=True).click()

    await page.get_by_text("A partner's public face, for its sign-in page").wait_for()


async def test_what_was_typed_is_gone_when_somebody_else_signs_in(page: Page):
    await page.goto("/graphql")
    await page.get_by_role("tab", name="Plans").wait_for()
    await sign_in(page)
    await page.get_by_role("heading", name="Hello, Anna Adler").wait_for()
    await page.goto("/graphql")
    await page.get_by_role("tab", name="MyFolders").wait_for()

    assert await page.get_by_role("tab", name="Plans").count() == 0


@pytest.mark.parametrize("attempt", ATTEMPTS)
async def test_a_page_elsewhere_can_neither_ask_nor_change_anything(page: Page, world: World, attempt: str):
    await sign_in(page)
    await page.get_by_role("heading", name="Hello, Anna Adler").wait_for()
    app = web.Application()

    async def foreign(_: web.Request) -> web.Response:
        return web.Response(text="<p>Elsewhere</p>", content_type="text/html")

    app.router.add_get("/", foreign)
    url = f"{page.url.partition('/north')[0]}/graphql"
    async with serving(app) as port:
        other = await page.context.new_page()
        await other.goto(f"http://127.0.0.1:{port}/")
        got = await other.evaluate(
            f"(url) => {ATTEMPTS[attempt]}.then((answer) => answer.text(), () => 'refused')", url
        )

    assert got in {"refused", ""}
    assert await world.system.rows(Session).count() == 1
