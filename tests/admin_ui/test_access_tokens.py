from __future__ import annotations

import re
from datetime import timedelta

import pytest

from graphapi import clock
from graphapi.ids import encode_id
from graphapi.models import AccessToken, MemberRole
from graphapi.services.access_tokens import create_access_token
from tests.admin_ui.visiting import INERT, is_inert, statements_of
from tests.world import found_by

HOME = "/north/profile/access-tokens"


@pytest.fixture
async def editor(browser, world):
    await browser.sign_in("/north", "editor@north.example")
    return browser


async def create(browser, *, name="Website", role="EDITOR", lifetime="90"):
    return await browser.post(f"{HOME}/new", name=name, role=role, lifetime=lifetime)


async def row_of(world) -> AccessToken:
    return await world.system.rows(AccessToken).get()


async def test_the_profile_leads_to_them_and_they_begin_with_what_they_are_for(editor):
    profile = await editor.get("/north/profile")
    assert f'href="{HOME}"' in profile.html

    page = await editor.get(HOME)

    assert page.title == "Access tokens – North Design GmbH"
    assert (
        "No access tokens yet With one, your website or a script can add customers and folders by itself." in page.text
    )
    assert f'href="{HOME}/new"' in page.html


async def test_a_token_is_shown_once_and_stands_for_its_maker(editor, world):
    page = await create(editor)

    assert (page.status, page.path) == (200, f"{HOME}/new")
    assert page.headers["Cache-Control"] == "no-store"
    assert "Copy the token now: it is shown this once." in page.text
    [token] = re.findall(r'value="(kundenkonto_\w{43})"', page.html)
    principal = await found_by(world.anonymous, token)
    assert (principal.person_id, principal.role) == (world.north.editor.id, "EDITOR")
    shown = await editor.get(HOME)
    assert token not in shown.html
    assert "Website" in shown.text


async def test_it_ends_after_as_many_days_as_were_chosen(editor, world):
    before = clock.now()

    await create(editor, lifetime="30")

    assert timedelta() <= (await row_of(world)).expires_at - before - timedelta(days=30) < timedelta(minutes=1)


async def test_or_when_it_is_revoked(editor, world):
    await create(editor, lifetime="")

    assert (await row_of(world)).expires_at is None
    assert "never used · created on" in (await editor.get(HOME)).text
    assert "ends when it is revoked" in (await editor.get(HOME)).text


async def test_no_more_than_one_s_own_role_is_offered_or_given(editor, world):
    page = await editor.get(f"{HOME}/new")
    assert re.findall(r'name="role" value="(\w+)"', page.html) == ["EDITOR", "VIEWER"]

    page = await create(editor, role="OWNER")

    assert page.status == 422
    assert "Role: This is more than you may do yourself." in page.text
    assert await world.system.rows(AccessToken).count() == 0


async def test_what_was_typed_is_kept_beside_what_is_wrong_with_it(editor):
    page = await create(editor, name=" ", role="VIEWER", lifetime="365")

    assert page.status == 422
    assert "Name: Please fill this in." in page.text
    assert 'value="VIEWER" checked' in page.html
    assert '<option value="365" selected>' in page.html


async def test_a_lifetime_there_is_not_is_no_form_of_ours(editor):
    assert (await create(editor, lifetime="9999999999")).status == 400


async def test_a_token_is_revoked_after_asking_once(editor, world):
    await create(editor)
    path = f"{HOME}/{encode_id('token', (await row_of(world)).id)}/revoke"

    asked = await editor.get(path)
    assert "Revoke Website?" in asked.text
    assert await world.system.rows(AccessToken).count() == 1
    page = await editor.post(path)

    assert page.path == f"{HOME}?done=access-token-revoked"
    assert "The access token is revoked. Whatever asks by it is refused." in page.text
    assert await world.system.rows(AccessToken).count() == 0
    assert (await editor.post(path)).path == f"{HOME}?done=access-token-revoked"
    assert (await editor.get(path)).status == 404


async def test_nobody_else_s_is(editor, world):
    made = await create_access_token(world.north.owner.access, name="Owner's", role=MemberRole.OWNER)
    path = f"{HOME}/{encode_id('token', made.row.id)}/revoke"

    assert "Owner" not in (await editor.get(HOME)).text.partition("Access tokens")[2]
    assert (await editor.get(path)).status == 404
    await editor.post(path)

    assert await world.system.rows(AccessToken).count() == 1


@pytest.mark.parametrize("login", ["viewer@north.example", "anna"])
async def test_who_may_have_none_is_neither_led_nor_let_there(browser, world, login):
    await browser.sign_in("/north", login)

    assert HOME not in (await browser.get("/north/profile")).html
    for path in (HOME, f"{HOME}/new"):
        assert (await browser.get(path)).status == 403
    assert (await create(browser, role="VIEWER")).status == 403
    assert await world.system.rows(AccessToken).count() == 0


async def test_a_list_costs_the_same_however_long_it_is(editor, world):
    for number in range(10):
        await create_access_token(world.north.editor.access, name=f"Token {number}", role=MemberRole.VIEWER)

    # Who asks, the frame's viewer with the portal, and the list with its viewer.
    assert await statements_of(editor, HOME) == 5


async def test_markup_in_a_name_is_inert(editor, world):
    page = await create(editor, name=INERT[:100])
    assert is_inert(page.html)
    assert is_inert((await editor.get(HOME)).html)
    assert is_inert((await editor.get(f"{HOME}/{encode_id('token', (await row_of(world)).id)}/revoke")).html)
