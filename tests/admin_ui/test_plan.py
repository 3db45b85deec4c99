from __future__ import annotations

import pytest

from admin_ui.amounts import cents_of, euros_of
from graphapi.models import Invoice, Partner, Plan, Subscription, SubscriptionStatus
from graphapi.services.billing_details import set_billing
from tests.admin_ui.visiting import INERT, id_of, is_inert, statements_of
from tests.entering import BILLING
from tests.invoices import BUYER, add_invoice

HOME = "/north/admin/plan"


@pytest.fixture
async def owner(browser, world):
    set_billing(world.north.partner, BILLING)
    await world.north.partner.save()
    await browser.sign_in("/north", world.north.owner.email)
    return browser


@pytest.fixture
async def operator(browser, world):
    set_billing(world.north.partner, BILLING)
    await world.north.partner.save()
    await browser.sign_in("/operator", world.operator.email)
    return browser


async def plan_of(world) -> tuple[str, SubscriptionStatus]:
    booked = await world.system.rows(Subscription).get(partner_id=world.north.id)
    return (await world.system.get(Plan, booked.plan_id)).code, booked.status


async def invoices(world) -> list[Invoice]:
    return await world.system.rows(Invoice).filter(partner_id=world.north.id).order_by("number")


async def test_the_plan_stands_with_its_meter_and_what_comes_next(owner, world):
    page = await owner.get(HOME)

    assert "€4.50 net a month, billed yearly in advance" in page.text
    assert "Customers 2 of 50" in page.text
    assert "From 51 customers on it takes the plan L: €7.50 net a month." in page.text
    assert "No invoices yet." in page.text


async def test_what_a_change_costs_stands_before_the_click(owner, world):
    page = await owner.get(f"{HOME}/change?plan=l")

    assert "Change to L" in page.text
    assert "To be paid now €42.84 €36.00 net and €6.84 value added tax (19 %)" in page.text
    assert await plan_of(world) == ("m", SubscriptionStatus.ACTIVE)


async def test_a_plan_is_changed_in_two_clicks_and_its_invoice_stands_below(owner, world):
    page = await owner.post(f"{HOME}/change", planCode="l")

    assert page.path == f"{HOME}?done=plan-changed"
    [invoice] = await invoices(world)
    assert await plan_of(world) == ("l", SubscriptionStatus.ACTIVE)
    assert f"{invoice.number} Not paid yet" in page.text
    assert "€42.84" in page.text


async def test_a_lesser_plan_is_booked_for_later_and_kept_after_all(owner, world):
    page = await owner.post(f"{HOME}/change", planCode="s")
    assert "S Next" in page.text

    page = await owner.post(f"{HOME}/change", planCode="m")
    assert "S Next" not in page.text
    assert await plan_of(world) == ("m", SubscriptionStatus.ACTIVE)


async def test_what_cannot_be_booked_is_said_on_the_page(owner, world):
    page = await owner.post(f"{HOME}/change", planCode="unlimited")
    assert page.status == 422
    assert "This plan's price is agreed with us. Please ask us for it." in page.text

    assert (await owner.get(f"{HOME}/change?plan=xl")).status == 404
    assert (await owner.post(f"{HOME}/change", planCode="xl")).status == 404


async def test_a_plan_is_cancelled_and_goes_on_after_all(owner, world):
    page = await owner.get(f"{HOME}/cancel")
    assert "Cancel the plan M?" in page.text
    # "Cancel" beside "Cancel plan" would leave open which of them cancels what.
    assert "Cancel plan Keep M" in page.text
    page = await owner.post(f"{HOME}/cancel")
    assert page.path == f"{HOME}?done=plan-canceled"
    assert "Plan is cancelled" in page.text
    assert (await owner.post(f"{HOME}/cancel")).status == 422

    page = await owner.post(f"{HOME}/withdraw")
    assert page.path == f"{HOME}?done=plan-goes-on"
    assert await plan_of(world) == ("m", SubscriptionStatus.ACTIVE)


async def test_billing_details_are_changed(owner, world):
    page = await owner.get(f"{HOME}/billing")
    assert 'value="West GmbH"' in page.html

    typed = {f"billing.{name}": "x" for name in ("company", "street", "postalCode", "city")}
    page = await owner.post(f"{HOME}/billing", **typed, **{"billing.country": "DE", "billing.email": "no"})
    assert page.status == 422
    assert "This is not a mail address." in page.text

    page = await owner.post(f"{HOME}/billing", **typed, **{"billing.country": "DE", "billing.email": "a@b.example"})
    assert page.path == f"{HOME}?done=billing-saved"
    assert (await world.system.get(Partner, world.north.id)).billing_email == "a@b.example"


async def test_ten_invoices_cost_as_many_statements_as_one(owner, world):
    await add_invoice(world.north.partner, number="1999-000001")
    for_one = await statements_of(owner, HOME)
    for number in range(2, 11):
        await add_invoice(world.north.partner, number=f"1999-{number:06}")

    assert await statements_of(owner, HOME) == for_one


@pytest.mark.parametrize("who", ["editor", "viewer"])
async def test_it_is_for_owners_alone(browser, world, who):
    await browser.sign_in("/north", getattr(world.north, who).email)

    page = await browser.get("/north/admin/team")
    assert "Plan and invoices" not in page.text
    for path in (HOME, f"{HOME}/change?plan=l", f"{HOME}/cancel", f"{HOME}/billing"):
        assert (await browser.get(path)).status == 403
    assert (await browser.post(f"{HOME}/change", planCode="l")).status == 403
    assert await plan_of(world) == ("m", SubscriptionStatus.ACTIVE)


# The operator's


async def test_operators_see_a_partner_s_plan_and_agree_a_price(operator, world):
    home = f"/operator/partners/{id_of(world.north.partner)}/plan"
    assert "€4.50 net a month" in (await operator.get(home)).text
    await operator.post(f"{home}/change", planCode="unlimited", monthlyAmount="20,5")
    [invoice] = await invoices(world)
    assert (await plan_of(world), invoice.net_amount) == (("unlimited", SubscriptionStatus.ACTIVE), 12 * 1600)

    page = await operator.post(f"{home}/price", monthlyAmount="a lot")
    assert page.status == 422
    assert "Please write the amount in euros, such as 20.00." in page.text
    page = await operator.post(f"{home}/price", monthlyAmount="30")
    assert page.path == f"{home}?done=price-set"
    assert "€30.00 net a month" in page.text


async def test_an_invoice_is_marked_as_paid_and_taken_back(operator, world):
    invoice = await add_invoice(world.north.partner, number="1999-000001", issued_on="2020-01-01")
    home = f"/operator/invoices/{id_of(invoice)}"
    assert "Invoice 1999-000001 Not paid yet" in (await operator.get(home)).text

    page = await operator.post(f"{home}/paid", paidOn="1999-01-01")
    assert page.status == 422
    page = await operator.post(f"{home}/paid", paidOn="")
    assert page.path == f"{home}?done=invoice-paid"
    page = await operator.post(f"{home}/void", reason="Wrong street", reissue="yes")
    assert page.path == f"{home}?done=invoice-voided"
    assert [row.gross_amount for row in await invoices(world)] == [6426, -6426, 6426]
    assert (await operator.get("/operator/invoices/invoice_x")).status == 404


async def test_invoices_are_listed_and_narrowed(operator, world):
    await add_invoice(world.north.partner, number="1999-000001")
    await add_invoice(world.south.partner, number="1999-000002", status="PAID", paid_on="2026-07-02")

    page = await operator.get("/operator/invoices")
    assert "1999-000002 South Payroll GmbH Paid" in page.text
    page = await operator.get("/operator/invoices?status=open")
    assert "1999-000001" in page.text
    assert "1999-000002" not in page.text


@pytest.mark.parametrize("name", ["=1+1", "＝1+1", "'=1+1"])  # noqa: RUF001 - spreadsheets know the wide sign as well
async def test_all_invoices_are_a_file_that_spreadsheets_take_for_text(operator, world, name):
    # What stands on it, and not what the partner is called by now.
    await add_invoice(world.north.partner, number="1999-000001", buyer=BUYER | {"company": name, "country": "AT"})

    page = await operator.get("/operator/invoices.csv")

    head, row = page.html.splitlines()
    assert head.startswith(
        "\ufeffnumber,kind,status,buyer,buyerCountry,buyerVatId,issuedOn,dueOn,paidOn,periodStart,periodEnd,net,"
    )
    assert row == (
        f"1999-000001,INVOICE,OPEN,'{name},AT,,"
        "2026-07-01,2026-07-15,,2026-07-01,2027-07-01,54.00,STANDARD,19,10.26,64.26,EUR,"
    )


async def test_the_price_list_is_changed(operator, world):
    assert "S up to 25 customers" in (await operator.get("/operator/plans")).text
    page = await operator.get("/operator/plans/s")
    assert 'value="2.50"' in page.html
    typed = {"name": "S", "minCustomers": "11", "maxCustomers": "25", "maxGlobalShares": "1"}

    for wrong in ({"monthlyAmount": "0"}, {"monthlyAmount": "much"}, {"maxCustomers": "many"}, {"name": INERT * 9}):
        page = await operator.post("/operator/plans/s", **{**typed, "monthlyAmount": "2.50", **wrong})
        assert page.status == 422
        assert is_inert(page.html)
    page = await operator.post("/operator/plans/s", **typed, monthlyAmount="2,50 €")
    assert page.path == "/operator/plans?done=plan-saved"
    assert (await world.system.rows(Plan).get(code="s")).monthly_amount == 250


@pytest.mark.parametrize(("language", "shown"), [("en", "2.50"), ("de", "2,50")])
def test_a_price_shows_in_its_field_as_its_reader_types_it(language, shown):
    assert euros_of(250, language) == shown
    assert cents_of(shown) == 250


@pytest.mark.parametrize("path", ["invoices", "invoices.csv", "plans", "plans/s"])
async def test_these_pages_are_the_operator_s(browser, world, path):
    await browser.sign_in("/north", world.north.owner.email)

    page = await browser.get(f"/operator/{path}")
    assert page.path.startswith("/operator?next=")


@pytest.mark.parametrize(("used", "says"), [(39, None), (40, "is nearly full: 40 of 50"), (50, "is full: it holds 50")])
async def test_the_customers_page_leads_on_where_the_plan_is_nearly_full(owner, world, used, says):
    await world.system.rows(Partner).filter(id=world.north.id).update(customer_count=used)

    page = await owner.get("/north/admin/customers")

    assert ("See what the next plan costs" in page.text) is (says is not None)
    assert says is None or says in page.text


async def test_what_somebody_wrote_is_text_on_every_page(operator, world):
    await world.system.rows(Partner).filter(id=world.north.id).update(name=INERT, billing_company=INERT)
    invoice = await add_invoice(world.north.partner, number="1999-000001", reason=INERT, lines=[])
    partner = f"/operator/partners/{id_of(world.north.partner)}/plan"

    for path in (partner, f"{partner}/change?plan=l", f"{partner}/billing", f"/operator/invoices/{id_of(invoice)}"):
        page = await operator.get(path)
        assert page.status == 200
        assert is_inert(page.html)
    page = await operator.post(f"/operator/invoices/{id_of(invoice)}/void", reason=INERT)
    assert is_inert(page.html)
