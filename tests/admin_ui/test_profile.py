from __future__ import annotations

import pytest

from graphapi.ids import encode_id
from graphapi.models import Session
from tests.world import PASSWORD

NEW_PASSWORD = "violet tractor on the moon"


@pytest.fixture
async def anna(browser, world):
    await browser.sign_in("/north", "anna")
    return browser


async def test_the_profile_shows_who_one_is(anna):
    page = await anna.get("/north/profile")

    assert page.title == "Profile – North Design GmbH"
    assert "Anna Adler" in page.text
    assert 'value="anna"' in page.html
    assert "This device" in page.text


async def test_settings_are_saved_and_the_page_speaks_the_language(anna):
    page = await anna.post("/north/profile", username="adler", language="DE")

    assert page.path == "/north/profile?done=profile-saved"
    assert "Ihre Einstellungen sind gespeichert." in page.text
    assert 'value="adler"' in page.html
    assert '<html lang="de">' in page.html


async def test_a_user_name_can_be_given_up(anna, world):
    await anna.post("/north/profile", username=" ", language="EN")

    assert (await world.fresh(world.north.anna.row)).username is None


async def test_a_user_name_that_is_none_is_told_at_its_field_and_kept(anna, world):
    page = await anna.post("/north/profile", username="an@na", language="EN")

    assert page.status == 422
    assert 'href="#field-username"' in page.html
    assert 'value="an@na"' in page.html
    assert (await world.fresh(world.north.anna.row)).username == "anna"


async def test_a_language_there_is_not_is_no_form_of_ours(anna):
    assert (await anna.post("/north/profile", username="anna", language="XX")).status == 400


async def test_the_password_is_changed_and_other_devices_are_signed_out(anna, new_browser, world):
    other = await new_browser()
    await other.sign_in("/north", "anna")
    page = await anna.post("/north/profile/password", currentPassword=PASSWORD, newPassword=NEW_PASSWORD)

    assert page.path == "/north/profile?done=password-changed"
    assert "Your password is changed. All other devices are signed out." in page.text
    assert (await other.get("/north")).title == "Sign in – North Design GmbH"
    assert (await other.sign_in("/north", "anna", NEW_PASSWORD)).title == "Your folders – North Design GmbH"


async def test_without_the_present_password_nothing_changes(anna, new_browser):
    page = await anna.post("/north/profile/password", currentPassword="wrong", newPassword=NEW_PASSWORD)
    assert page.status == 422
    assert "This is not your present password." in page.text
    assert 'href="#field-currentPassword"' in page.html
    assert NEW_PASSWORD not in page.html

    assert (await (await new_browser()).sign_in("/north", "anna")).title == "Your folders – North Design GmbH"


async def test_another_device_is_signed_out(anna, new_browser, world):
    other = await new_browser()
    await other.sign_in("/north", "anna")
    sessions = world.system.rows(Session).filter(account_id=world.north.anna.account_id).order_by("-id")
    newest = encode_id("session", (await sessions)[0].id)
    page = await anna.post(f"/north/profile/sessions/{newest}/end")

    assert page.path == "/north/profile?done=session-ended"
    assert (await other.get("/north")).title == "Sign in – North Design GmbH"
    assert (await anna.get("/north")).title == "Your folders – North Design GmbH"


async def test_nobody_elses_device_is(anna, new_browser, world):
    ben = await new_browser()
    await ben.sign_in("/north", "ben@example.com")
    session = await world.system.rows(Session).get(account_id=world.north.ben.account_id)
    await anna.post(f"/north/profile/sessions/{encode_id('session', session.id)}/end")

    assert (await ben.get("/north")).title == "Your folders – North Design GmbH"


@pytest.mark.parametrize(
    ("home", "login"), [("/north", "viewer@north.example"), ("/operator", "operator@kundenkonto.example")]
)
async def test_staff_and_operators_have_a_profile_too(browser, world, home, login):
    await browser.post(home, follow=False, login=login, password=PASSWORD)
    page = await browser.get(f"{home}/profile")

    assert page.status == 200
    assert login in page.text
    assert "Main navigation" in page.html
