from __future__ import annotations

import pytest

from graphapi.models import OneTimeToken
from tests.world import KEYS, PASSWORD, add_customer

NEW = "anna.neu@example.com"


@pytest.fixture
async def anna(browser, world):
    await browser.sign_in("/north", "anna")
    return browser


async def asked(browser, email=NEW, *, password=PASSWORD):
    return await browser.post("/north/profile/email", email=email, presentPassword=password)


async def link(world) -> str:
    row = await world.system.rows(OneTimeToken).order_by("-id").first()
    return f"/north/confirm-email/{KEYS.one_time_token(row.id, row.key_id)}"


async def email_of(world) -> str:
    return (await world.fresh(world.north.anna.row)).email


async def test_a_new_address_is_asked_for_in_the_profile_and_confirmed_by_its_link(anna, world):
    page = await asked(anna)
    assert page.path == "/north/profile?done=email-asked"
    assert "A mail with a link is on its way to the new address. Until you follow it, the old one holds." in page.text
    assert "anna@example.com" in page.text

    page = await anna.post(await link(world))

    assert page.path == "/north/profile?done=email-confirmed"
    assert "Your new e-mail address is confirmed. You sign in with it from now on." in page.text
    assert f"Your mails go to {NEW} ." in page.text


async def test_opening_the_link_confirms_nothing_and_tells_no_other_site(anna, world):
    await asked(anna)

    for _ in range(2):
        page = await anna.get(await link(world))

        assert (page.status, page.title) == (200, "Confirm your new address – North Design GmbH")
        assert page.headers["Referrer-Policy"] == "no-referrer"
    assert await email_of(world) == "anna@example.com"


async def test_it_is_confirmed_where_nobody_is_signed_in(anna, new_browser, world):
    await asked(anna)
    stranger = await new_browser()

    page = await stranger.post(await link(world))

    assert page.path == "/north?done=email-confirmed"
    assert "You sign in with it from now on." in page.text
    assert await email_of(world) == NEW
    assert (await stranger.sign_in("/north", NEW)).title == "Your folders – North Design GmbH"


@pytest.mark.parametrize("why", ["used", "taken", "unknown"])
async def test_a_link_that_does_not_work_says_what_may_be_and_not_which(anna, world, why):
    await asked(anna)
    path = await link(world)
    if why == "used":
        await anna.post(path)
    elif why == "taken":
        await add_customer(world.north.partner, email=NEW)
    else:
        path = "/north/confirm-email/unknown"
    before = await email_of(world)

    page = await anna.post(path)

    assert (page.status, page.title) == (410, "This link no longer works – North Design GmbH")
    assert "or somebody else signs in with this address. Your address is as it was before." in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert await email_of(world) == before


async def test_without_the_present_password_nothing_is_sent_and_what_was_typed_is_kept(anna, world):
    page = await asked(anna, password="wrong")

    assert page.status == 422
    assert "This is not your present password." in page.text
    assert 'href="#field-presentPassword"' in page.html
    assert f'value="{NEW}"' in page.html
    assert await world.mails() == []


async def test_an_address_that_is_none_is_told_at_its_field(anna):
    page = await asked(anna, "none")

    assert page.status == 422
    assert 'href="#field-email"' in page.html
    assert "New e-mail address: This is not a mail address." in page.text


async def test_operators_change_theirs_at_the_console(browser, world):
    await browser.post("/operator", follow=False, login=world.operator.email, password=PASSWORD)
    page = await browser.post("/operator/profile/email", email="otto@kundenkonto.example", presentPassword=PASSWORD)
    assert page.path == "/operator/profile?done=email-asked"

    page = await browser.post((await link(world)).replace("/north/", "/operator/"))

    assert page.path == "/operator/profile?done=email-confirmed"
    assert "otto@kundenkonto.example" in page.text
