"""The pages of staff and operators in a real browser: what scripts add, and what goes without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from graphapi.ids import encode_id
from graphapi.models import Share
from tests.end_to_end.conftest import SECRET
from tests.end_to_end.looking import problems
from tests.world import PASSWORD, add_customer, add_order

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

    from tests.world import World

URL = "https://cloud.example.com/s/abcd1234"


async def sign_in(page: Page, home: str = "/north", login: str = "editor@north.example") -> None:
    await page.goto(home)
    await page.fill("[name=login]", login)
    await page.fill("[name=password]", PASSWORD)
    await page.get_by_role("button", name="Sign in").click()
    await page.locator("body.frame-staff").wait_for()
    await page.wait_for_load_state()  # what is typed before the scripts are there, they do not hear


async def test_a_list_follows_what_is_typed(page: Page, world: World):
    await sign_in(page)
    await page.get_by_role("searchbox").press_sequentially("berg")

    await expect(page.get_by_role("rowheader")).to_have_count(1)
    await expect(page.get_by_role("rowheader")).to_contain_text("Ben Berg")
    await expect(page.locator("[data-results-status]")).to_have_text("1 customer")
    assert page.url.endswith("/north/admin/customers?search=berg&status=&sort=")
    await expect(page.get_by_role("searchbox")).to_be_focused()

    await page.get_by_label("State").select_option("draft")
    await expect(page.locator("[data-results-status]")).to_have_text("Nothing found")
    await page.reload()
    await expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()


async def test_an_import_shows_how_far_it_is_until_it_is_done(page: Page, world: World):
    await sign_in(page)
    await page.get_by_role("link", name="Import").click()
    lines = ["Vorname;Nachname;E-Mail", *(f"Kim{number};Zander;kim{number}@example.com" for number in range(40))]
    file = {"name": "kunden.csv", "mimeType": "text/csv", "buffer": "\n".join(lines).encode()}
    await page.get_by_label("CSV file").set_input_files(file)  # pyright: ignore[reportArgumentType]
    await page.get_by_role("button", name="Check the file").click()
    await expect(page.get_by_role("heading", name="40 new customers")).to_be_visible()
    assert await problems(page) == []

    await page.get_by_role("button", name="Add 40 customers").click()
    await expect(page.get_by_role("progressbar")).to_be_visible()
    # Without another page: its address stays, and scripts put the rest in its place.
    await expect(page.get_by_role("heading", name="40 customers were added")).to_be_visible(timeout=15_000)
    await expect(page.locator("[data-results-status]")).to_have_text("40 customers were added")
    assert await problems(page) == []
    await page.get_by_role("link", name="To the customers").click()
    await expect(page.locator("[data-count]")).to_have_text("42 customers")

    async with page.expect_download() as download:
        await page.get_by_role("link", name="Save all as a CSV file").click()
    assert (await download.value).suggested_filename == "customers.csv"


async def test_what_a_search_brought_can_be_copied(page: Page):
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await sign_in(page)
    await page.goto("/north/admin/shares")
    await page.get_by_role("searchbox").press_sequentially("drafts")
    await expect(page.locator("[data-results-status]")).to_have_text("1 folder")
    await page.get_by_role("button", name="Copy password").click()
    await page.get_by_text("The password is on the clipboard.").wait_for()

    assert await page.evaluate("navigator.clipboard.readText()") == SECRET
    assert SECRET not in await page.content()


async def test_a_folder_finds_its_service_and_its_customers_while_one_types(page: Page, world: World):
    for number in range(25):
        await add_customer(world.north.partner, first_name=f"Kim{number:02}", last_name="Zander")
    await sign_in(page)
    await page.goto("/north/admin/shares/new")
    await page.get_by_label("Link to the folder").fill(URL)
    await page.get_by_text("Recognised: Nextcloud").wait_for()

    await page.get_by_label("Anna Adler").check()
    await page.get_by_label("Find customers").press_sequentially("kim24")
    await expect(page.get_by_role("list", name="Found").get_by_role("checkbox")).to_have_count(1)
    await page.get_by_label("Find customers").press("Enter")
    await page.get_by_label("Kim24 Zander").check()
    await expect(page.get_by_role("list", name="Chosen").get_by_role("checkbox")).to_have_count(1)
    await page.get_by_role("button", name="Create folder").click()
    await page.get_by_role("status").get_by_text("The folder is added.").wait_for()

    share = await world.system.rows(Share).get(url=URL)
    await page.goto(f"/north/admin/shares/{encode_id('share', share.id)}")
    await expect(page.get_by_role("heading", name="For 2 customers")).to_be_visible()


async def test_after_the_session_has_ended_a_search_leads_to_the_sign_in(page: Page):
    await sign_in(page)
    await page.context.clear_cookies()
    await page.get_by_role("searchbox").press_sequentially("berg")

    await page.get_by_label("E-mail address or user name").wait_for()


async def test_a_colour_is_picked_and_seen_before_it_is_saved(page: Page):
    await sign_in(page, login="owner@north.example")
    await page.goto("/north/admin/branding")
    await page.get_by_label("Pick the colour").fill("#f2c230")
    await page.get_by_text("Black text on it has a contrast of 12.5 : 1").wait_for()

    await expect(page.get_by_label("Accent colour")).to_have_value("#f2c230")
    await expect(page.locator("svg.accent__sample rect[fill='#f2c230']")).to_have_count(2)


async def test_the_way_in_is_copied(page: Page, address: str):
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await sign_in(page)
    await page.goto("/north/admin/branding")
    link, snippet = await page.get_by_role("button", name="Copy").all()
    await link.click()
    await page.get_by_text("Copied.").wait_for()
    assert await page.evaluate("navigator.clipboard.readText()") == f"{address}/north"

    await snippet.click()
    await expect(page.get_by_text("Copied.")).to_have_count(2)
    assert (await page.evaluate("navigator.clipboard.readText()")).startswith(f'<a href="{address}/north" style="')


async def test_without_scripts_a_customer_gets_its_folder(chromium: Browser, address: str, world: World):
    context = await chromium.new_context(base_url=address, java_script_enabled=False)
    page = await context.new_page()
    await sign_in(page)
    await page.get_by_role("searchbox").fill("ben")
    await page.get_by_role("button", name="Search").click()
    await page.get_by_role("link", name="Ben Berg").click()
    await page.get_by_role("link", name="Add folder").first.click()
    await page.get_by_label("Find customers").fill("anna")
    await page.get_by_label("Find customers").press("Enter")
    await page.get_by_label("Anna Adler").check()
    await page.get_by_label("Link to the folder").fill(URL)
    await page.get_by_label("Link to the folder").press("Enter")
    await page.get_by_text("The folder is added.").wait_for()
    await expect(page.get_by_text("also for 1 other")).to_be_visible()
    await context.close()


@pytest.mark.long
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
async def test_pages_are_open_to_everybody(chromium: Browser, address: str, world: World, scheme: str, width: int):
    context = await chromium.new_context(
        base_url=address, viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = await context.new_page()
    share = await world.system.rows(Share).get(title="Drafts")
    anna, drafts = encode_id("customer", world.north.anna.id), encode_id("share", share.id)
    north, member = encode_id("partner", world.north.id), encode_id("member", world.north.editor.id)
    order = encode_id("order", (await add_order()).id)
    staff = [
        "customers",
        "customers?search=nobody",
        "customers/import",
        "customers/new",
        f"customers/{anna}",
        f"customers/{anna}/edit",
        f"customers/{anna}/delete",
        "shares",
        "shares/new",
        f"shares/{drafts}",
        f"shares/{drafts}/edit",
        f"shares/{drafts}/delete",
        "global-links",
        "team",
        "team/new",
        f"team/{member}",
        f"team/{member}/remove",
        "branding",
        "privacy",
        "agreement",
        "activity",
    ]
    operators = [
        "partners",
        "partners/new",
        f"partners/{north}",
        f"partners/{north}/edit",
        f"partners/{north}/suspend",
        f"partners/{north}/delete",
        f"partners/{north}/agreement",
        "orders",
        f"orders/{order}",
        f"orders/{order}/accept",
        f"orders/{order}/decline",
        f"partners/{north}/customers",
        f"partners/{north}/customers/{anna}",
        f"partners/{north}/folders",
        "mails",
        "activity",
    ]
    await sign_in(page, login="owner@north.example")
    found = {path: await problems(page, f"/north/admin/{path}") for path in staff}
    await page.goto("/north/admin/customers/new")
    await page.get_by_role("button", name="Create customer").click()
    await page.get_by_role("alert").wait_for()
    found["refused"] = await problems(page)
    await context.clear_cookies()
    await sign_in(page, "/operator", world.operator.email)
    found |= {path: await problems(page, f"/operator/{path}") for path in operators}
    await context.close()

    assert {path: wrong for path, wrong in found.items() if wrong} == {}
