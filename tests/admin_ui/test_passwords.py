from __future__ import annotations

from datetime import timedelta

import pytest

from graphapi.database import transaction
from graphapi.models import Account, OneTimeToken, TokenPurpose
from graphapi.services.one_time_tokens import make_token

NEW_PASSWORD = "violet tractor on the moon"


async def link(world, person, purpose=TokenPurpose.RESET, *, age=timedelta()) -> str:
    """The token of a link that was sent to somebody, some time ago."""
    async with transaction():
        row = await make_token(
            world.system, account_id=person.account_id, partner_id=person.row.partner_id, purpose=purpose
        )
    await world.system.rows(OneTimeToken).filter(id=row.id).update(expires_at=row.expires_at - age)
    return world.system.keys.one_time_token(row.id)


@pytest.fixture
async def invited(world):
    """Ben, who has no password yet."""
    await world.system.rows(Account).filter(id=world.north.ben.account_id).update(password_hash=None)
    return world.north.ben


async def test_known_or_not_the_answer_is_the_same(browser, world):
    pages = [await browser.post("/north/forgotten-password", login=login) for login in ("anna", "nobody@example.com")]

    assert [page.path for page in pages] == ["/north/forgotten-password/sent"] * 2
    assert pages[0].html == pages[1].html
    assert "North Office can check which address your account has." in pages[0].text
    assert [mail.person_id for mail in await world.mails()] == [world.north.anna.id]


async def test_nothing_typed_is_told_at_the_field(browser, world):
    page = await browser.post("/operator/forgotten-password", login="  ")

    assert page.status == 422
    assert 'href="#field-login"' in page.html


async def test_an_invitation_leads_in(browser, world, invited):
    token = await link(world, invited, TokenPurpose.INVITATION)
    page = await browser.get(f"/north/set-password/{token}")
    assert page.title == "Set your password – North Design GmbH"
    assert "Welcome, Ben Berg" in page.text

    page = await browser.post(f"/north/set-password/{token}", password=NEW_PASSWORD)
    assert page.path == "/north?done=password-set"
    assert "Your password is set and you are signed in." in page.text
    assert "Hello, Ben Berg" in page.text


async def test_looking_at_a_link_uses_nothing_up(browser, world):
    token = await link(world, world.north.anna)
    for _ in range(3):
        assert (await browser.get(f"/north/set-password/{token}")).status == 200

    assert (
        await browser.post(f"/north/set-password/{token}", password=NEW_PASSWORD)
    ).path == "/north?done=password-set"


async def test_a_member_and_an_operator_start_at_their_own_pages(browser, world):
    token = await link(world, world.north.viewer)
    page = await browser.post(f"/north/set-password/{token}", follow=False, password=NEW_PASSWORD)
    assert page.headers["Location"] == "/north/admin/customers?done=password-set"


async def test_a_refused_password_says_why_and_leaves_the_link(browser, world):
    token = await link(world, world.north.anna)
    page = await browser.post(f"/north/set-password/{token}", password="short")

    assert page.status == 422
    assert 'href="#field-password"' in page.html
    assert "short" not in page.html
    assert (await browser.get(f"/north/set-password/{token}")).status == 200


async def test_a_used_link_leads_to_the_sign_in(browser, world):
    token = await link(world, world.north.anna)
    await browser.post(f"/north/set-password/{token}", password=NEW_PASSWORD)
    for page in (
        await browser.get(f"/north/set-password/{token}"),
        await browser.post(f"/north/set-password/{token}", password=NEW_PASSWORD),
    ):
        assert page.status == 410
        assert "This link has been used" in page.text
        assert 'href="/north">Go to the sign-in' in page.html


async def test_an_expired_invitation_offers_another(browser, world, invited):
    token = await link(world, invited, TokenPurpose.INVITATION, age=timedelta(days=8))
    page = await browser.get(f"/north/set-password/{token}")
    assert page.status == 410
    assert "This invitation has expired" in page.text
    assert f'action="/north/set-password/{token}/renew"' in page.html

    page = await browser.post(f"/north/set-password/{token}/renew")
    assert page.path == "/north?done=invitation-requested"
    assert "a mail with a new one is on its way" in page.text
    assert [mail.person_id for mail in await world.mails()] == [invited.id]


async def test_an_expired_reset_leads_to_another(browser, world):
    token = await link(world, world.north.anna, age=timedelta(hours=2))
    page = await browser.get(f"/north/set-password/{token}")

    assert page.status == 410
    assert "This link has expired" in page.text
    assert 'href="/north/forgotten-password">Ask for a new link' in page.html


@pytest.mark.parametrize("token", ["unknown", "x" * 500, "%C3%A4%C3%B6%C3%BC", "%00", "..%2f.."])
async def test_an_unknown_link_says_so(browser, world, token):
    page = await browser.get(f"/north/set-password/{token}")

    assert page.status == 404
    assert "This link does not work" in page.text


async def test_a_link_works_at_its_own_portal_alone(browser, world):
    token = await link(world, world.north.anna)

    for path in ("/south", "/operator"):
        page = await browser.get(f"{path}/set-password/{token}")
        assert page.status == 404
        page = await browser.post(f"{path}/set-password/{token}", password=NEW_PASSWORD)
        assert page.status == 404
    assert browser.cookies == {}
    assert (await browser.get(f"/north/set-password/{token}")).status == 200


async def test_the_address_of_a_link_is_told_to_nobody(browser, world):
    token = await link(world, world.north.anna)
    pages = [
        await browser.get(f"/north/set-password/{token}"),
        await browser.get("/north/set-password/unknown"),
        await browser.post(f"/north/set-password/{token}", password="short"),
        await browser.post(f"/north/set-password/{token}", follow=False, password=NEW_PASSWORD),
        await browser.get(f"/north/set-password/{token}"),
    ]

    assert {page.headers["Referrer-Policy"] for page in pages} == {"no-referrer"}
    assert {page.headers["Cache-Control"] for page in pages} == {"no-store"}
