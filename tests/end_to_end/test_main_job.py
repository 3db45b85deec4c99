"""The main job, end to end: from an operator's first click to a customer standing in its folder."""

from __future__ import annotations

import asyncio
import re
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.world import PASSWORD

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from playwright.async_api import Browser, Page

    from tests.end_to_end.conftest import Inbox, Provider
    from tests.world import World

OWNER = "otto.owner@agency.example"
CUSTOMER = "clara.client@example.com"
OWNERS_PASSWORD = "paper lantern orbit"
CUSTOMERS_PASSWORD = "seven quiet herons"
FOLDERS_PASSWORD = " Entwürfe & Druckdaten 2026 "  # the outer blanks belong to it
LINK = re.compile(r"^(http://\S+/set-password/\S+)\r?$", re.MULTILINE)


async def test_from_an_empty_portal_to_a_customer_in_its_folder(
    world: World, live: str, smtp: tuple[Inbox, str], provider: Provider, chromium: Browser
) -> None:
    inbox, _ = smtp

    async with somebody(chromium) as operator:
        await sign_in(operator, f"{live}/operator", "operator@kundenkonto.example", PASSWORD)
        await operator.goto(f"{live}/operator/partners/new")
        await operator.fill("[name=name]", "Agentur Morgenrot GmbH")
        await operator.fill("[name=slug]", "morgenrot")
        await operator.fill("[name=ownerName]", "Otto Owner")
        await operator.fill("[name=ownerEmail]", OWNER)
        await operator.check("[name=planCode][value=free]")
        await operator.select_option("[name=language]", "EN")
        await submit(operator)
        await expect(operator.get_by_role("heading", name="Agentur Morgenrot GmbH")).to_be_visible()

    invitation = await mail_to(inbox, OWNER)
    assert invitation["Subject"] == "You are on the team of Agentur Morgenrot GmbH"

    async with somebody(chromium) as owner:
        await set_password(owner, invitation, OWNERS_PASSWORD)
        assert owner.url.startswith(f"{live}/morgenrot/admin")
        await owner.goto(f"{live}/morgenrot/admin/customers/new")
        await owner.fill("[name=firstName]", "Clara")
        await owner.fill("[name=lastName]", "Client")
        await owner.fill("[name=email]", CUSTOMER)
        await owner.click("main summary")
        await owner.fill("[name=username]", "clara")
        await owner.fill("[name='shares.0.url']", provider.url)
        await owner.fill("[name='shares.0.password']", FOLDERS_PASSWORD)
        await submit(owner)
        await expect(owner.get_by_role("heading", name="Clara Client")).to_be_visible()
        customer_id = owner.url.partition("/customers/")[2].partition("?")[0]

    invitation = await mail_to(inbox, CUSTOMER)
    assert invitation["Subject"] == "Your customer account with Agentur Morgenrot GmbH"
    assert invitation["From"] == "Agentur Morgenrot GmbH <konto@kundenkonto.example>"
    assert invitation["Reply-To"] == OWNER

    async with somebody(chromium) as customer:
        await set_password(customer, invitation, CUSTOMERS_PASSWORD)
        assert customer.url.partition("?")[0] == f"{live}/morgenrot"
        for login in (CUSTOMER, "Clara"):
            await customer.click("header summary")
            await customer.get_by_role("button", name="Sign out").click()
            await sign_in(customer, f"{live}/morgenrot", login, CUSTOMERS_PASSWORD)
            await expect(customer.get_by_role("heading", name="Nextcloud")).to_be_visible()

        async with customer.expect_popup() as opening:
            await customer.get_by_role("link", name="Open folder").click()
        folder = await opening.value
        await expect(folder.get_by_role("heading", name="Entwürfe")).to_be_visible()
        assert provider.visits == [("/s/Entwuerfe2026", None)]

        assert FOLDERS_PASSWORD.strip() not in await customer.content()
        await customer.get_by_role("button", name="Copy password").click()
        await expect(customer.get_by_role("status")).to_have_text("The password is on the clipboard.")
        assert await customer.evaluate("navigator.clipboard.readText()") == FOLDERS_PASSWORD
        share_id = (await customer.get_by_role("link", name="Open folder").get_attribute("href") or "").split("/")[-2]

    async with somebody(chromium) as stranger:
        await sign_in(stranger, f"{live}/north", world.north.owner.email, PASSWORD)
        assert await seen_by(stranger, f"{live}/north/admin/customers") == 200
        await expect(stranger.get_by_text("Clara")).to_have_count(0)
        assert await seen_by(stranger, f"{live}/north/admin/customers?search=clara") == 200
        await expect(stranger.get_by_text(CUSTOMER)).to_have_count(0)
        assert await seen_by(stranger, f"{live}/north/admin/customers/{customer_id}") == 404
        assert await seen_by(stranger, f"{live}/north/admin/shares/{share_id}") == 404
        # At the other portal it is nobody at all.
        assert await seen_by(stranger, f"{live}/morgenrot/admin/customers/{customer_id}") == 200
        assert stranger.url.startswith(f"{live}/morgenrot?next=")
        found = await stranger.evaluate(
            """async (ids) => (await fetch("/graphql", {
                method: "POST",
                headers: {"Content-Type": "application/json"},
                body: JSON.stringify({
                    query: "query ($ids: [ID!]!) { viewer { name } nodes(ids: $ids) { id } }",
                    variables: {ids},
                }),
            })).json()""",
            [customer_id, share_id],
        )
        assert found == {"data": {"viewer": {"name": world.north.owner.row.name}, "nodes": [None, None]}}


@asynccontextmanager
async def somebody(chromium: Browser) -> AsyncGenerator[Page]:
    """Somebody's own browser, English, with a clipboard; its console stays free of errors."""
    context = await chromium.new_context(locale="en-GB", permissions=["clipboard-read", "clipboard-write"])
    page = await context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    yield page
    await context.close()
    assert [text for text in complaints if "404 (Not Found)" not in text] == []


async def sign_in(page: Page, address: str, login: str, password: str) -> None:
    await page.goto(address)
    await page.fill("[name=login]", login)
    await page.fill("[name=password]", password)
    await submit(page)
    await expect(page.locator("[name=password]")).to_have_count(0)


async def set_password(page: Page, invitation: object, password: str) -> None:
    """Follow the link of an invitation, twice as a mail scanner would have, and set a password."""
    text = invitation.get_body(("plain",)).get_content()  # type: ignore[attr-defined]
    (link,) = LINK.findall(text)
    await page.goto(link)
    await page.goto(link)
    await page.fill("[name=password]", password)
    await submit(page)
    await expect(page.locator("[name=password]")).to_have_count(0)


async def submit(page: Page) -> None:
    await page.locator("main form button[type=submit].button--primary").first.click()


async def seen_by(page: Page, address: str) -> int:
    """Go to an address; the status it answers with."""
    response = await page.goto(address)
    assert response is not None
    return response.status


async def mail_to(inbox: Inbox, address: str) -> object:
    """The mail somebody gets, within the two seconds that mails may take."""
    for _ in range(40):
        if inbox.to(address):
            return inbox.to(address)[-1]
        await asyncio.sleep(0.05)
    raise AssertionError(f"no mail to {address}")
