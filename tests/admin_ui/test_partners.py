from __future__ import annotations

import re

import pytest

from graphapi.models import Member, Partner, PartnerStatus
from tests.admin_ui.visiting import INERT, id_of, is_inert, statements_of
from tests.world import add_customer, add_member, add_partner

HOME = "/operator/partners"
NEW = {
    "name": "East & Co GmbH",
    "slug": "east",
    "ownerName": "Ola East",
    "ownerEmail": "ola@east.example",
    "planCode": "free",
    "language": "EN",
    "billing.country": "DE",
}
BILLING = {
    "billing.company": "East & Co GmbH",
    "billing.street": "Ostweg 1",
    "billing.postalCode": "10115",
    "billing.city": "Berlin",
    "billing.email": "books@east.example",
}


@pytest.fixture
async def operator(browser, world):
    await browser.sign_in("/operator", world.operator.email)
    return browser


@pytest.fixture
def north_at(world):
    """The address of north's page."""
    return f"{HOME}/{id_of(world.north.partner)}"


def listed(html: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/operator/partners/partner_\w+">([^<]+)<', html)


async def test_the_list_says_who_there_is(operator):
    page = await operator.get(HOME)

    assert "2 partners" in page.text
    assert "North Design GmbH /north Active M 2 of 50" in page.text
    assert "South Payroll GmbH /south Active Free 2 of 10" in page.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("search=payroll", ["South Payroll GmbH"]),
        ("plan=m", ["North Design GmbH"]),
        ("status=suspended", []),
        ("sort=newest", ["South Payroll GmbH", "North Design GmbH"]),
    ],
)
async def test_the_list_can_be_narrowed_and_sorted(operator, query, found):
    assert listed((await operator.get(f"{HOME}?{query}")).html) == found


async def test_long_lists_have_pages(operator):
    for number in range(24):
        await add_partner(slug=f"more{number}", name=f"More {number}")
    page = await operator.get(HOME)
    assert len(listed(page.html)) == 25
    following = re.search(r'href="([^"]+)" rel="next"', page.html)
    assert following
    assert listed((await operator.get(following[1])).html) == ["South Payroll GmbH"]


async def test_ten_partners_cost_as_many_statements_as_two(operator):
    for_two = await statements_of(operator, HOME)
    for number in range(8):
        await add_partner(slug=f"more{number}")

    # Who asks; the frame's viewer; the partners, how many, what they have booked and those plans; the price list.
    assert for_two == 7
    assert await statements_of(operator, HOME) == for_two


async def test_a_partner_is_set_up_and_its_owner_invited(operator, world):
    page = await operator.get(f"{HOME}/new")
    assert "Follows http://127.0.0.1:8080/" in page.text
    assert "S up to 25 customers, 1 global link, €2.50 net a month" in page.text

    page = await operator.post(f"{HOME}/new", **NEW)
    assert page.path.endswith("?done=partner-created")
    assert "East & Co GmbH Active" in page.text
    east = await world.system.rows(Partner).get(slug="east")
    assert east.billing_company is None
    assert (await world.system.rows(Member).get(partner_id=east.id)).email == "ola@east.example"


async def test_a_paid_plan_needs_billing(operator, world):
    page = await operator.post(f"{HOME}/new", **NEW | {"planCode": "m"})
    assert page.status == 422
    assert '<a href="#field-billing">A paid plan needs billing details.</a>' in page.html
    assert 'value="m" checked' in page.html
    assert 'value="East &amp; Co GmbH"' in page.html

    page = await operator.post(f"{HOME}/new", **NEW | BILLING | {"planCode": "m", "billing.vatId": "FR12"})
    assert page.status == 422
    assert '<a href="#field-billing-vatId">VAT id: ' in page.html

    page = await operator.post(f"{HOME}/new", **NEW | BILLING | {"planCode": "m"})
    assert "East & Co GmbH Ostweg 1 10115 Berlin, DE" in page.text
    assert (await world.system.rows(Partner).get(slug="east")).customer_limit == 50


async def test_a_taken_address_is_told_at_its_field(operator):
    page = await operator.post(f"{HOME}/new", **NEW | {"slug": "north"})

    assert page.status == 422
    assert '<a href="#field-slug">Address of the portal: Another partner has, or had, this address.' in page.html


async def test_a_partners_page_tells_what_it_needs(operator, north_at):
    page = await operator.get(north_at)

    assert "North Design GmbH Active" in page.text
    assert "Customers 2 of 50 Global links 0 of 1" in page.text
    assert "Olga North Owner owner@north.example" in page.text


async def test_a_partners_page_costs_a_constant_number_of_statements(operator, world, north_at):
    for_three = await statements_of(operator, north_at)
    for number in range(7):
        await add_member(world.north.partner, email=f"mia{number}@north.example")
        await add_customer(world.north.partner, first_name=f"Kim{number}")

    # Who asks; the frame's viewer; the partner with what it has booked, that plan, and its team.
    assert for_three == 3
    assert await statements_of(operator, north_at) == for_three


async def test_an_address_is_changed_and_the_old_one_leads_on(operator, new_browser, north_at):
    page = await operator.post(f"{north_at}/edit", name="North Design GmbH", slug="n", language="EN")
    assert page.status == 422
    assert '<a href="#field-slug">Address of the portal: Please use 3 to 40 small letters' in page.html
    assert 'value="n"' in page.html

    page = await operator.post(f"{north_at}/edit", name="North Design GmbH", slug="northern", language="EN")
    assert page.path == f"{north_at}?done=partner-saved"
    assert (await (await new_browser()).get("/north")).path == "/northern"


async def test_suspending_asks_for_a_reason_and_can_be_undone(operator, new_browser, world, north_at):
    owner = await new_browser()
    await owner.sign_in("/north", world.north.owner.email)
    assert "Suspend North Design GmbH?" in (await operator.get(f"{north_at}/suspend")).text
    page = await operator.post(f"{north_at}/suspend", reason=" ")
    assert page.status == 422
    assert '<a href="#field-reason">Please fill this in.' in page.html

    page = await operator.post(f"{north_at}/suspend", reason="Unpaid since May")
    assert page.path == f"{north_at}?done=partner-suspended"
    assert "North Design GmbH Suspended" in page.text
    assert "Unpaid since May" in (await operator.get("/operator/activity")).text
    assert "Not available at the moment" in (await owner.get("/north/admin/customers")).text

    page = await operator.post(f"{north_at}/resume")
    assert page.path == f"{north_at}?done=partner-resumed"
    page = await operator.post(f"{north_at}/resume")
    assert page.status == 422
    assert "This partner is not suspended." in page.text
    assert (await world.fresh(world.north.partner)).status is PartnerStatus.ACTIVE


async def test_operators_see_to_a_team_for_its_partner(operator, world, north_at):
    mia = {"name": "Mia Moor", "email": "mia@north.example", "role": "EDITOR"}
    page = await operator.post(f"{north_at}/team/new", **mia | {"email": ""})
    assert page.status == 422
    page = await operator.post(f"{north_at}/team/new", **mia)
    assert page.path == f"{north_at}?done=member-invited"
    member = await world.system.rows(Member).get(email="mia@north.example")
    assert member.partner_id == world.north.id

    here = f"{north_at}/team/{id_of(member)}"
    assert (await operator.post(f"{here}/invitation")).path == f"{north_at}?done=invitation-sent"
    assert (await operator.post(here, name="Mia Marsh", role="VIEWER")).path == f"{north_at}?done=member-saved"
    assert "Remove Mia Marsh?" in (await operator.get(f"{here}/remove")).text
    assert (await operator.post(f"{here}/remove")).path == f"{north_at}?done=member-removed"

    page = await operator.post(f"{north_at}/team/{id_of(world.north.editor.row)}/invitation")
    assert page.status == 422
    assert "This member has set a password already" in page.text


async def test_what_is_no_partner_is_nowhere(operator, world):
    for identity in ("x", "partner_01h2xcejqtf2nbrexx3vqjhp41", id_of(world.north.anna.row)):
        for what in ("", "/edit", "/suspend", "/customers", "/folders"):
            assert (await operator.get(f"{HOME}/{identity}{what}")).status == 404
        assert (await operator.post(f"{HOME}/{identity}/suspend", reason="x")).status == 404
        assert (await operator.post(f"{HOME}/{identity}/edit", **NEW)).status == 404


@pytest.mark.parametrize("login", ["owner@north.example", "viewer@north.example", "anna"])
async def test_nobody_else_gets_in(browser, world, north_at, login):
    await browser.sign_in("/north", login)

    for path in (HOME, f"{HOME}/new", north_at, f"{north_at}/customers", "/operator/mails", "/operator/activity"):
        page = await browser.get(path, follow=False)
        assert (page.status, page.headers["Location"]) == (303, f"/operator?next={path}"), path
    page = await browser.post(f"{north_at}/suspend", reason="x", follow=False)
    assert (page.status, page.headers["Location"]) == (303, "/operator")
    assert (await world.fresh(world.north.partner)).status is PartnerStatus.ACTIVE


async def test_operators_have_no_business_in_a_partners_pages(operator, world):
    page = await operator.get("/north/admin/customers", follow=False)

    assert (page.status, page.headers["Location"]) == (303, "/north?next=/north/admin/customers")


async def test_whatever_is_written_stays_a_text(operator, world):
    await operator.post(f"{HOME}/new", **NEW | {"name": INERT, "ownerName": INERT})
    here = f"{HOME}/{id_of(await world.system.rows(Partner).get(slug='east'))}"
    for path in (HOME, here, f"{here}/edit", f"{here}/suspend", f"{here}/customers", "/operator/activity"):
        page = await operator.get(path)
        assert page.status == 200
        assert is_inert(page.html), path
    assert is_inert((await operator.post(f"{HOME}/new", **dict.fromkeys(NEW, INERT) | {"language": "DE"})).html)
