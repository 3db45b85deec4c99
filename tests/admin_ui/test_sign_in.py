from __future__ import annotations

import pytest

from graphapi.errors import Throttled
from graphapi.models import Language, Partner, PartnerStatus
from graphapi.services import partners
from tests.world import PASSWORD, add_partner


async def test_the_sign_in_is_the_partners(browser, world):
    page = await browser.get("/north")

    assert page.status == 200
    assert page.title == "Sign in – North Design GmbH"
    assert "North Office is glad to help. office@north.example +49 30 1234567" in page.text
    assert 'href="/north/theme.css?v=0f5c6e"' in page.html


async def test_a_partners_language_comes_before_the_browsers(browser, world):
    partner = world.north.partner
    partner.language = Language.DE
    await partner.save(update_fields=["language"])

    assert (await browser.get("/north", language="en")).title == "Anmelden – North Design GmbH"
    assert (await browser.get("/operator", language="en")).title == "Sign in – Digital customer account"
    assert (await browser.get("/operator", language="fr,de;q=0.5")).title == "Anmelden – Digitales Kundenkonto"


@pytest.mark.parametrize("login", ["anna", "ANNA", "anna@example.com", " Anna@Example.com "])
async def test_a_customer_signs_in_and_stands_among_its_folders(browser, world, login):
    page = await browser.sign_in("/north", login)

    assert page.path == "/north"
    assert page.title == "Your folders – North Design GmbH"
    assert "Hello, Anna Adler" in page.text
    assert list(browser.cookies) == ["kundenkonto"]


async def test_staff_and_operators_go_to_their_own_pages(browser, world):
    page = await browser.post("/north", follow=False, login="viewer@north.example", password=PASSWORD)
    assert (page.status, page.headers["Location"]) == (303, "/north/admin/customers")
    assert (await browser.get("/north", follow=False)).headers["Location"] == "/north/admin/customers"

    page = await browser.post("/operator", follow=False, login="operator@kundenkonto.example", password=PASSWORD)
    assert (page.status, page.headers["Location"]) == (303, "/operator/partners")


async def test_a_wrong_password_is_told_and_the_login_kept(browser, world):
    page = await browser.sign_in("/north", "anna", "wrong password")

    assert page.status == 422
    assert page.title == "Error: Sign in – North Design GmbH"
    assert "The login or the password is not right." in page.text
    assert 'value="anna"' in page.html
    assert "wrong password" not in page.html
    assert browser.cookies == {}


async def test_each_empty_field_says_what_it_wants(browser, world):
    page = await browser.sign_in("/north", "", "")

    assert page.status == 422
    assert 'href="#field-login"' in page.html
    assert 'aria-describedby="field-password-error" aria-invalid="true"' in page.html


async def test_too_many_tries_are_answered_with_the_wait(browser, world):
    for _ in range(6):
        page = await browser.sign_in("/north", "anna", "wrong password")

    assert page.status == 429
    assert "Too many attempts. Please try again in" in page.text
    assert 25 * 60 < int(page.headers["Retry-After"]) <= 30 * 60


async def test_who_cannot_be_served_just_now_is_told_when_to_come_again(browser, world, monkeypatch):
    async def crowded(*_: object, **__: object) -> None:
        raise Throttled(retry_after=10)

    monkeypatch.setattr(partners, "find_portal", crowded)

    page = await browser.get("/north")

    assert (page.status, page.headers["Retry-After"]) == (429, "10")


async def test_the_way_leads_on_to_where_one_was_heading_for(browser, world):
    page = await browser.get("/north/profile")
    assert page.path == "/north?next=/north/profile"

    page = await browser.sign_in(page.path, "anna")
    assert page.path == "/north/profile"


@pytest.mark.parametrize(
    "wish",
    ["//evil.example", "https:evil.example", "/%5Cevil.example", "%252f%252fevil.example", "javascript:alert(1)"],
)
async def test_the_way_never_leads_elsewhere(browser, world, wish):
    page = await browser.post(f"/north?next={wish}", follow=False, login="anna", password=PASSWORD)

    assert page.headers["Location"] == "/north"


async def test_signing_out_ends_the_session(browser, world):
    await browser.sign_in("/north", "anna")
    token = browser.cookies["kundenkonto"]
    page = await browser.post("/north/sign-out")

    assert page.path == "/north?done=signed-out"
    assert "You are signed out." in page.text
    assert browser.cookies == {}
    browser.client.session.cookie_jar.update_cookies({"kundenkonto": token}, browser.client.make_url("/"))
    assert (await browser.get("/north")).title == "Sign in – North Design GmbH"


async def test_at_another_portal_one_is_a_stranger(browser, world):
    await browser.sign_in("/north", "anna")

    assert (await browser.get("/south")).title == "Sign in – South Payroll GmbH"
    assert (await browser.get("/south/profile")).path == "/south?next=/south/profile"
    assert (await browser.get("/operator")).title == "Sign in – Digital customer account"
    assert (await browser.get("/north")).title == "Your folders – North Design GmbH"


async def test_an_operator_is_a_stranger_at_portals(browser, world):
    await browser.sign_in("/operator", "operator@kundenkonto.example")

    assert (await browser.get("/north")).title == "Sign in – North Design GmbH"


async def test_a_suspended_portal_says_so_and_whom_to_ask(browser, world):
    await browser.sign_in("/north", "anna")
    await world.system.rows(Partner).filter(id=world.north.id).update(status=PartnerStatus.SUSPENDED)

    for path in ("/north", "/north/profile", "/north/forgotten-password", "/north/shares/share_x/open"):
        page = await browser.get(path)
        assert page.status == 403
        assert "The customer account of North Design GmbH is switched off for now." in page.text
        assert "office@north.example" in page.text


async def test_no_partner_no_page(browser, world):
    await add_partner(slug="closed-one", status=PartnerStatus.CLOSED)

    for path in ("/nobody", "/closed-one", "/nobody/profile", "/x"):
        page = await browser.get(path)
        assert page.status == 404
        assert page.title == "There is nothing here – Digital customer account"


async def test_a_former_address_leads_to_the_present_one(browser, world):
    await partners.update_partner(world.operator.access, partner_id=world.north.id, slug="north-design")

    assert (await browser.get("/north/forgotten-password?a=b")).path == "/north-design/forgotten-password?a=b"
    assert (await browser.get("/NORTH-design")).path == "/north-design"


async def test_forms_from_other_sites_are_refused(browser, world):
    response = await browser.client.post(
        "/north",
        data={"login": "anna", "password": PASSWORD},
        headers={"Sec-Fetch-Site": "cross-site", "Accept": "text/html"},
    )

    assert response.status == 403
    assert browser.cookies == {}
