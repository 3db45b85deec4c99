"""Subscriptions: what owners and operators book, change and cancel, and what they are refused."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from graphapi.errors import Forbidden, InvalidInput, NotFound, PlanLimitReached, WrongState
from graphapi.models import MailKind, Partner, Plan, Subscription, SubscriptionStatus
from graphapi.services.partners import create_partner
from graphapi.services.plans import update_plan
from graphapi.services.subscriptions import (
    cancel_subscription,
    change_plan,
    plan_quote,
    set_subscription_price,
    withdraw_cancellation,
)
from graphapi.settings import Environment
from tests.entering import BILLING, paths, west
from tests.services.booking import west_on
from tests.world import with_settings


async def kinds(world) -> list[MailKind]:
    return [mail.kind for mail in await world.mails() if mail.kind is not MailKind.MEMBER_INVITATION]


# Booking


async def test_a_new_partner_s_paid_plan_is_billed_at_once(world, clock):
    partner = await west_on(world, clock, "s", day="2026-03-10")

    [invoice] = await partner.invoices()
    assert (invoice.number, invoice.net_amount, invoice.vat_amount, invoice.gross_amount) == (
        "2026-000001",
        3000,
        570,
        3570,
    )
    assert (invoice.issued_on, invoice.due_on) == (date(2026, 3, 10), date(2026, 3, 24))
    assert (invoice.period_start, invoice.period_end) == (date(2026, 3, 10), date(2027, 3, 10))
    assert invoice.buyer["company"] == "West GmbH"
    assert await kinds(world) == [MailKind.INVOICE]
    assert (await world.mails())[-1].to_email == "invoices@west.example"


async def test_free_has_no_invoice(world, clock):
    partner = await west_on(world, clock, "free", billing=None)

    assert await partner.invoices() == []


async def test_from_free_an_owner_books_a_year(world, clock):
    partner = await west_on(world, clock, "free")
    partner.on("2026-05-20")

    booked = await partner.change("m")

    assert (booked.started_on, booked.period_end) == (date(2026, 5, 20), date(2027, 5, 20))
    assert await partner.billed() == [("2026-000001", "2026-05-20", 5400)]
    row = await partner.partner()
    assert (row.customer_limit, row.global_share_limit) == (50, 1)


async def test_an_upgrade_holds_at_once_and_its_difference_is_billed(world, clock):
    partner = await west_on(world, clock, "s")
    partner.on("2026-04-10")

    await partner.change("m")

    assert await partner.billed() == [("2026-000001", "2026-01-01", 3000), ("2026-000002", "2026-04-10", 1600)]
    assert (await partner.partner()).customer_limit == 50
    [line] = (await partner.invoices())[1].lines
    assert (line["quantity"], line["unit_amount"], line["net_amount"]) == (8, 200, 1600)


async def test_a_downgrade_changes_nothing_now(world, clock):
    partner = await west_on(world, clock, "l")
    partner.on("2026-04-10")

    booked = await partner.change("s")

    assert (await world.system.get(Plan, booked.next_plan_id)).code == "s"
    assert (await partner.plan(), len(await partner.billed())) == ("l", 1)
    assert (await partner.partner()).customer_limit == 99


async def test_a_change_is_withdrawn_by_booking_the_present_plan(world, clock):
    partner = await west_on(world, clock, "l")
    await partner.change("s")

    await partner.change("l")

    assert (await partner.subscription()).next_plan_id is None
    with pytest.raises(WrongState, match="booked already"):
        await partner.change("l")


async def test_what_is_over_ends_before_a_change(world, clock):
    """Nobody ran what was due; the owner upgrades two weeks into the second year."""
    partner = await west_on(world, clock, "s")
    partner.on("2027-01-15")

    await partner.change("m")

    assert await partner.billed() == [
        ("2026-000001", "2026-01-01", 3000),
        ("2027-000001", "2027-01-15", 3000),
        ("2027-000002", "2027-01-15", 2200),
    ]


@pytest.mark.parametrize("code", ["nothing", "S", ""])
async def test_there_is_no_such_plan(world, clock, code):
    partner = await west_on(world, clock, "free")

    with pytest.raises(InvalidInput) as refused:
        await partner.change(code)
    assert paths(refused) == [("planCode",)]


async def test_a_plan_that_does_not_hold_what_is_used_is_refused_with_one_that_does(world, clock):
    partner = await west_on(world, clock, "free")
    await partner.use(customer_count=60)

    with pytest.raises(PlanLimitReached) as refused:
        await partner.change("s")

    error = refused.value
    assert (error.resource, error.used, error.limit, error.upgrade_to.code) == ("CUSTOMERS", 60, 25, "l")
    assert str(error) == "S holds 25 customers, and you have 60. Please choose L."
    assert await partner.billed() == []


async def test_global_links_count_as_well(world, clock):
    partner = await west_on(world, clock, "free")
    await partner.use(global_share_count=2)

    with pytest.raises(PlanLimitReached) as refused:
        await partner.change("l")
    assert (refused.value.resource, refused.value.upgrade_to.code) == ("GLOBAL_SHARES", "unlimited")


async def test_a_paid_plan_needs_somebody_to_bill(world, clock):
    partner = await west_on(world, clock, "free", billing=None)

    with pytest.raises(InvalidInput) as refused:
        await partner.change("s")
    assert paths(refused) == [("planCode",)]
    assert await partner.plan() == "free"


async def test_in_production_nothing_paid_is_booked_without_a_seller(world, clock):
    partner = await west_on(world, clock, "free")
    production = with_settings(partner.owner.access, environment=Environment.PRODUCTION)

    with pytest.raises(InvalidInput) as refused:
        await change_plan(production, plan_code="s")
    assert "billing details are not set" in str(refused.value.problems[0].message)
    assert await partner.billed() == []


async def test_where_the_year_that_began_cannot_be_billed_nothing_is_changed(world, clock):
    partner = await west_on(world, clock, "s")
    partner.on("2027-01-15")
    production = with_settings(partner.owner.access, environment=Environment.PRODUCTION)

    for attempt in (change_plan(production, plan_code="m"), cancel_subscription(production)):
        with pytest.raises(WrongState, match="billing details are not set"):
            await attempt
    assert (await partner.subscription()).period_end == date(2027, 1, 1)


async def test_of_two_owners_who_upgrade_at_once_one_is_billed(world, clock):
    partner = await west_on(world, clock, "s")

    outcomes = await asyncio.gather(partner.change("m"), partner.change("m"), return_exceptions=True)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Subscription", "WrongState"]
    assert len(await partner.billed()) == 2


# Prices


async def test_owners_do_not_book_what_has_no_price(world, clock):
    partner = await west_on(world, clock, "s")

    for attempt in ({"code": "unlimited"}, {"code": "m", "monthly_amount": 1}):
        with pytest.raises(InvalidInput):
            await partner.change(**attempt)
    assert len(await partner.billed()) == 1


async def test_a_plan_on_request_is_billed_when_the_operator_sets_its_price(world, clock):
    partner = await west_on(world, clock, "unlimited")
    partner.on("2026-01-20")
    assert await partner.billed() == []

    await set_subscription_price(world.operator.access, partner_id=partner.id, monthly_amount=2000)

    assert await partner.billed() == [("2026-000001", "2026-01-20", 24000)]
    assert (await partner.subscription()).monthly_amount == 2000


async def test_an_operator_books_a_plan_on_request_with_its_price(world, clock):
    partner = await west_on(world, clock, "l")
    partner.on("2026-07-01")

    await change_plan(world.operator.access, partner_id=partner.id, plan_code="unlimited", monthly_amount=1750)

    assert await partner.billed() == [("2026-000001", "2026-01-01", 9000), ("2026-000002", "2026-07-01", 6000)]
    assert (await partner.partner()).customer_limit is None


@pytest.mark.parametrize("amount", [-1, 1_000_001])
async def test_a_price_is_within_bounds(world, clock, amount):
    partner = await west_on(world, clock, "unlimited")

    with pytest.raises(InvalidInput) as refused:
        await set_subscription_price(world.operator.access, partner_id=partner.id, monthly_amount=amount)
    assert paths(refused) == [("monthlyAmount",)]


async def test_free_has_no_price(world, clock):
    partner = await west_on(world, clock, "free")

    with pytest.raises(InvalidInput):
        await set_subscription_price(world.operator.access, partner_id=partner.id, monthly_amount=100)


async def test_a_change_of_the_price_list_leaves_what_is_booked(world, clock):
    partner = await west_on(world, clock, "s")

    await update_plan(world.operator.access, code="s", monthly_amount=300, max_customers=20, name="Small")
    try:
        row, booked = await partner.partner(), await partner.subscription()
        assert (row.customer_limit, booked.monthly_amount) == (25, 250)
        partner.on("2027-01-01")
        assert (await partner.run_due())["RENEWED"] == 1
        row, booked = await partner.partner(), await partner.subscription()
        assert (row.customer_limit, booked.monthly_amount) == (20, 300)
        assert (await partner.billed())[-1] == ("2027-000001", "2027-01-01", 3600)
    finally:
        await world.system.rows(Plan).filter(code="s").update(monthly_amount=250, max_customers=25, name="S")


@pytest.mark.parametrize(
    ("code", "change", "path"),
    [
        ("s", {"name": " "}, "name"),
        ("s", {"min_customers": 0}, "minCustomers"),
        ("s", {"min_customers": None}, "minCustomers"),
        ("s", {"max_customers": 10}, "maxCustomers"),
        ("s", {"max_global_shares": -1}, "maxGlobalShares"),
        ("s", {"monthly_amount": 0}, "monthlyAmount"),
        ("s", {"monthly_amount": 1_000_001}, "monthlyAmount"),
        ("free", {"monthly_amount": 100}, "monthlyAmount"),
        ("free", {"monthly_amount": None}, "monthlyAmount"),
    ],
)
async def test_a_price_list_that_cannot_work_is_refused(world, code, change, path):
    with pytest.raises(InvalidInput) as refused:
        await update_plan(world.operator.access, code=code, **change)
    assert paths(refused) == [(path,)]


async def test_there_is_no_such_plan_to_change(world):
    with pytest.raises(NotFound):
        await update_plan(world.operator.access, code="xl", name="XL")


# Cancelling


async def test_a_cancellation_lets_the_plan_run_to_its_end_and_is_confirmed(world, clock):
    partner = await west_on(world, clock, "s")

    canceled = await cancel_subscription(partner.owner.access)

    assert (canceled.status, canceled.canceled_at) == (SubscriptionStatus.CANCELED, clock.time)
    assert (await partner.plan(), (await partner.partner()).customer_limit) == ("s", 25)
    assert await kinds(world) == [MailKind.INVOICE, MailKind.SUBSCRIPTION_CANCELED]
    with pytest.raises(WrongState, match="cancelled already"):
        await cancel_subscription(partner.owner.access)
    with pytest.raises(WrongState, match="withdraw the cancellation first"):
        await partner.change("m")


async def test_a_cancellation_is_withdrawn_until_the_end(world, clock):
    partner = await west_on(world, clock, "s")
    await cancel_subscription(partner.owner.access)
    partner.on("2026-12-31")

    reopened = await withdraw_cancellation(partner.owner.access)

    assert (reopened.status, reopened.canceled_at, reopened.next_plan_id) == (SubscriptionStatus.ACTIVE, None, None)
    with pytest.raises(WrongState, match="not cancelled"):
        await withdraw_cancellation(partner.owner.access)


async def test_from_the_end_on_it_is_too_late_to_withdraw_it(world, clock):
    partner = await west_on(world, clock, "s")
    await cancel_subscription(partner.owner.access)
    partner.on("2027-01-01")

    with pytest.raises(WrongState, match="not cancelled"):
        await withdraw_cancellation(partner.owner.access)


async def test_free_needs_no_cancellation(world, clock):
    partner = await west_on(world, clock, "free")

    with pytest.raises(WrongState, match="needs no cancellation"):
        await cancel_subscription(partner.owner.access)


# Who may


@pytest.mark.parametrize("who", ["editor", "viewer", "anna"])
async def test_only_owners_and_operators_book(world, who):
    access = getattr(world.north, who).access

    for attempt in (
        change_plan(access, plan_code="l"),
        cancel_subscription(access),
        withdraw_cancellation(access),
        plan_quote(access, plan_code="l"),
        set_subscription_price(access, partner_id=world.north.id, monthly_amount=1),
        update_plan(access, code="s", name="x"),
    ):
        with pytest.raises(Forbidden):
            await attempt


async def test_owners_set_no_prices(world):
    for attempt in (
        set_subscription_price(world.north.owner.access, partner_id=world.north.id, monthly_amount=1),
        update_plan(world.north.owner.access, code="s", name="x"),
    ):
        with pytest.raises(Forbidden):
            await attempt


async def test_another_partner_s_subscription_does_not_exist(world, clock):
    partner = await west_on(world, clock, "s")
    access, other = partner.owner.access, world.north.id

    for attempt in (
        change_plan(access, partner_id=other, plan_code="l"),
        cancel_subscription(access, partner_id=other),
        withdraw_cancellation(access, partner_id=other),
        cancel_subscription(access, partner_id=None),
    ):
        with pytest.raises(NotFound):
            await attempt
    assert await plan_quote(access, partner_id=other, plan_code="l") is None
    assert (await world.system.rows(Subscription).get(partner_id=other)).status is SubscriptionStatus.ACTIVE


async def test_operators_name_the_partner(world, clock):
    partner = await west_on(world, clock, "s")

    with pytest.raises(NotFound):
        await cancel_subscription(world.operator.access)
    assert await plan_quote(world.operator.access, plan_code="m") is None
    await cancel_subscription(world.operator.access, partner_id=partner.id)


# Quotes


@pytest.mark.parametrize(
    ("before", "wanted", "net", "vat", "effective_on", "yearly", "period_end"),
    [
        ("free", "s", 3000, 570, "2026-04-10", 3000, "2027-04-10"),
        ("s", "m", 1600, 304, "2026-04-10", 5400, "2027-01-01"),
        ("m", "s", 0, 0, "2027-01-01", 3000, "2028-01-01"),
        ("m", "free", 0, 0, "2027-01-01", 0, None),
        ("m", "m", 0, 0, "2026-04-10", 5400, "2027-01-01"),
        ("m", "unlimited", 0, 0, "2026-04-10", None, "2027-01-01"),
    ],
)
async def test_a_quote_says_what_a_change_will_cost_and_changes_nothing(
    world, clock, before, wanted, net, vat, effective_on, yearly, period_end
):
    partner = await west_on(world, clock, before)
    partner.on("2026-04-10")
    invoices = await partner.billed()

    quote = await plan_quote(partner.owner.access, plan_code=wanted)

    assert (quote.plan.code, quote.net_amount, quote.vat_amount, quote.yearly_amount) == (wanted, net, vat, yearly)
    assert quote.effective_on == date.fromisoformat(effective_on)
    assert quote.period_end == (period_end and date.fromisoformat(period_end))
    assert (await partner.plan(), await partner.billed()) == (before, invoices)


async def test_what_was_quoted_is_what_is_billed(world, clock):
    partner = await west_on(world, clock, "s")
    for day, code in (("2026-02-11", "m"), ("2026-11-30", "l")):
        partner.on(day)
        quote = await plan_quote(partner.owner.access, plan_code=code)
        await partner.change(code)
        invoice = (await partner.invoices())[-1]
        assert (invoice.net_amount, invoice.vat_amount) == (quote.net_amount, quote.vat_amount)


async def test_a_quote_says_whether_the_plan_holds_what_is_used(world, clock):
    partner = await west_on(world, clock, "m")
    await partner.use(customer_count=26)

    assert [(await plan_quote(partner.owner.access, plan_code=code)).fits for code in ("s", "m", "l")] == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("country", "vat_id", "vat"), [("AT", "ATU13585627", 0), ("AT", None, 570), ("CH", None, 0), ("DE", None, 570)]
)
async def test_tax_is_the_buyer_s(world, clock, country, vat_id, vat):
    billing = replace(BILLING, country=country, vat_id=vat_id)
    partner = await west_on(world, clock, "free", billing=billing)

    quote = await plan_quote(partner.owner.access, plan_code="s")
    await partner.change("s")

    [invoice] = await partner.invoices()
    assert (quote.vat_amount, invoice.vat_amount) == (vat, vat)


async def test_a_partner_is_not_set_up_whose_plan_cannot_be_billed(world):
    production = with_settings(world.operator.access, environment=Environment.PRODUCTION)

    with pytest.raises(InvalidInput) as refused:
        await create_partner(production, new=west(plan_code="s", billing=BILLING))
    assert paths(refused) == [("planCode",)]
    assert await world.system.rows(Partner).filter(slug="west").count() == 0
