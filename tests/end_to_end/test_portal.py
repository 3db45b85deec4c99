"""The portal as people meet it: in a real browser, with keyboard, clipboard and assistive technology in mind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graphapi.models import Account, TokenPurpose
from graphapi.services.one_time_tokens import make_token
from tests.end_to_end.conftest import SECRET
from tests.end_to_end.looking import problems
from tests.world import PASSWORD

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

    from tests.world import World


async def sign_in(page: Page, login: str = "anna", password: str = PASSWORD) -> None:
    await page.goto("/north")
    await page.get_by_label("E-mail address or user name").fill(login)
    await page.get_by_label("Password", exact=True).fill(password)
    await page.get_by_role("button", name="Sign in").click()


async def test_a_password_is_copied_without_ever_standing_in_the_page(page: Page):
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await sign_in(page)
    await page.get_by_role("button", name="Copy password").click()
    await page.get_by_text("The password is on the clipboard.").wait_for()

    assert await page.evaluate("navigator.clipboard.readText()") == SECRET
    assert SECRET not in await page.content()


async def test_where_the_clipboard_is_out_of_reach_the_password_can_be_selected(page: Page):
    await page.add_init_script("delete Navigator.prototype.clipboard")
    await sign_in(page)
    await page.get_by_role("button", name="Copy password").click()
    field = page.get_by_label("Your browser does not let us copy.")
    await field.wait_for()

    assert await field.input_value() == SECRET
    assert await page.evaluate("getSelection().toString()") == SECRET


async def test_after_the_session_has_ended_no_sign_in_page_is_copied(page: Page):
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await sign_in(page)
    await page.evaluate("navigator.clipboard.writeText('before')")
    await page.context.clear_cookies()
    await page.get_by_role("button", name="Copy password").click()
    await page.get_by_text("That did not work.").wait_for()

    assert await page.evaluate("navigator.clipboard.readText()") == "before"


async def test_a_folder_opens_in_a_tab_of_its_own_and_learns_nothing(page: Page):
    asked = []

    async def provider(route):
        asked.append((route.request.url, await route.request.all_headers()))
        await route.fulfill(body="the folder", content_type="text/plain")

    await page.context.route("https://cloud.example.com/**", provider)
    await sign_in(page)
    async with page.context.expect_page() as opened:
        await page.get_by_role("link", name="Open folder").first.click()
    folder = await opened.value
    await folder.get_by_text("the folder").wait_for()

    [(url, headers)] = asked
    assert url == "https://cloud.example.com/s/drafts01"
    assert "referer" not in headers
    assert await folder.evaluate("window.opener") is None


async def test_the_way_in_by_keyboard_alone(page: Page):
    await page.goto("/north")
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.textContent") == "Skip to the content"
    await page.keyboard.press("Enter")
    for _ in range(2):  # past the partner's name
        await page.keyboard.press("Tab")
    await page.keyboard.type("anna")
    await page.keyboard.press("Tab")
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press("Enter")

    await page.get_by_role("heading", name="Hello, Anna Adler").wait_for()


async def test_what_is_wrong_has_the_focus_and_leads_to_its_field(page: Page):
    await sign_in(page, password="")
    problem = page.get_by_role("alert")
    await problem.wait_for()
    assert await problem.evaluate("it => it === document.activeElement")

    await problem.get_by_role("link").click()
    assert await page.get_by_label("Password", exact=True).evaluate("it => it === document.activeElement")


async def test_a_password_can_be_looked_at_while_it_is_typed(page: Page):
    await page.goto("/north")
    password = page.get_by_label("Password", exact=True)
    show = page.get_by_role("button", name="Show password")
    await password.fill("secret")
    await show.click()
    assert await password.get_attribute("type") == "text"
    assert await show.get_attribute("aria-pressed") == "true"

    await show.click()
    assert await password.get_attribute("type") == "password"


async def test_a_menu_closes_on_escape(page: Page):
    await sign_in(page)
    await page.get_by_text("Anna Adler", exact=True).click()
    await page.get_by_role("link", name="Profile").wait_for()
    await page.keyboard.press("Escape")

    await page.get_by_role("link", name="Profile").wait_for(state="hidden")


async def test_a_notice_is_said_once(page: Page):
    await sign_in(page)
    await page.get_by_text("Anna Adler", exact=True).click()
    await page.get_by_role("button", name="Sign out").click()
    await page.get_by_role("status").get_by_text("You are signed out.").wait_for()
    assert page.url.endswith("/north")

    await page.reload()
    assert await page.get_by_text("You are signed out.").count() == 0


async def test_without_scripts_all_but_copying_works(chromium: Browser, address: str):
    context = await chromium.new_context(base_url=address, java_script_enabled=False)
    page = await context.new_page()
    await sign_in(page)
    await page.get_by_role("link", name="Open folder").first.wait_for()
    await page.get_by_text("Anna Adler", exact=True).click()
    await page.get_by_role("link", name="Profile").click()
    await page.get_by_label("User name").fill("adler")
    await page.get_by_role("button", name="Save settings").click()
    await page.get_by_text("Your settings are saved.").wait_for()
    await page.goto("/north")
    await page.get_by_role("button", name="Copy password").click()
    await page.get_by_text(SECRET).wait_for()
    await context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
async def test_pages_are_open_to_everybody(chromium: Browser, address: str, world: World, scheme: str, width: int):
    await world.system.rows(Account).filter(id=world.north.ben.account_id).update(password_hash=None)
    invitation = await make_token(
        world.system,
        account_id=world.north.ben.account_id,
        partner_id=world.north.id,
        purpose=TokenPurpose.INVITATION,
    )
    context = await chromium.new_context(
        base_url=address, viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = await context.new_page()
    token = world.system.keys.one_time_token(invitation.id)
    portal = ["/north", "/north/forgotten-password", f"/north/set-password/{token}"]
    paths = ["/", "/order", "/order/sent", "/developers", "/operator", *portal, "/nobody"]
    found = {path: await problems(page, path) for path in paths}
    await sign_in(page, password="wrong")
    found["refused"] = await problems(page)
    await sign_in(page)
    await page.get_by_role("heading", name="Hello, Anna Adler").wait_for()
    found |= {path: await problems(page, path) for path in ("/north", "/north/profile")}
    await context.close()

    assert {path: wrong for path, wrong in found.items() if wrong} == {}
