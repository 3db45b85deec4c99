"""The rules of billing, worked out by hand: days, months, prices, tax."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from graphapi.models import Partner, PartnerStatus, Plan, Subscription, SubscriptionStatus, TaxCategory
from graphapi.services import billing
from graphapi.services.billing import Charge, Turn, add_months, tax_of, whole_months, year_end

FREE, S, M, L, UNLIMITED, OEM = "free", "s", "m", "l", "unlimited", "oem"
# Customers, global links, cents a month: the price list that the cases were worked out with.
PRICES = {
    FREE: (10, 0, 0),
    S: (25, 1, 250),
    M: (50, 1, 450),
    L: (99, 1, 750),
    UNLIMITED: (None, None, None),
    OEM: (None, None, None),
}


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.fixture
def plans(database: Any) -> dict[str, Plan]:
    return {
        code: Plan(
            code=code, name=code, position=position, max_customers=most, max_global_shares=links, monthly_amount=price
        )
        for position, (code, (most, links, price)) in enumerate(PRICES.items())
    }


def booked(plan: Plan, on: str, *, amount: int | None = None) -> tuple[Subscription, Charge | None]:
    """What a booking on a day comes to."""
    subscription = Subscription(partner_id=plan.id, plan_id=plan.id)
    return subscription, billing.begin(subscription, plan, day(on), amount=amount)


def using(customers: int, links: int = 0, status: PartnerStatus = PartnerStatus.ACTIVE) -> Partner:
    """A partner that has so many."""
    return Partner(slug="north", customer_count=customers, global_share_count=links, status=status)


def by_id(plans: dict[str, Plan]) -> dict[Any, Plan]:
    return {plan.id: plan for plan in plans.values()}


# Days


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2026-01-15", 1, "2026-02-15"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-01-31", 3, "2026-04-30"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-11-25", 12, "2027-11-25"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", 48, "2032-02-29"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-01", -1, "2025-12-01"),
    ],
)
def test_the_same_day_some_months_later(start, months, expected):
    assert add_months(day(start), months) == day(expected)


@pytest.mark.parametrize(
    ("started_on", "ends"),
    [
        ("2026-07-01", ["2027-07-01", "2028-07-01", "2029-07-01"]),
        ("2026-12-31", ["2027-12-31", "2028-12-31"]),
        ("2027-01-01", ["2028-01-01", "2029-01-01"]),
        ("2028-02-28", ["2029-02-28", "2030-02-28"]),
        # A year that begins on the day that other years lack ends on the 28th, and finds back to the 29th.
        ("2028-02-29", ["2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29", "2033-02-28"]),
        ("2027-03-01", ["2028-03-01", "2029-03-01"]),
    ],
)
def test_years_end_on_their_anniversaries(started_on, ends):
    start = day(started_on)
    for end in ends:
        start = year_end(day(started_on), start)
        assert start == day(end)


@pytest.mark.parametrize(
    ("started_on", "on", "period_end", "months"),
    [
        ("2026-01-01", "2026-01-01", "2027-01-01", 12),
        ("2026-01-01", "2026-01-02", "2027-01-01", 11),
        ("2026-01-01", "2026-04-01", "2027-01-01", 9),
        ("2026-01-01", "2026-04-02", "2027-01-01", 8),
        ("2026-01-01", "2026-04-30", "2027-01-01", 8),
        ("2026-01-01", "2026-12-01", "2027-01-01", 1),
        ("2026-01-01", "2026-12-02", "2027-01-01", 0),
        ("2026-01-01", "2026-12-31", "2027-01-01", 0),
        # Months begin on the day of the month that the year did.
        ("2026-11-25", "2027-03-24", "2027-11-25", 8),
        ("2026-11-25", "2027-03-25", "2027-11-25", 8),
        ("2026-11-25", "2027-03-26", "2027-11-25", 7),
        # Or on the month's last, where it has no such day.
        ("2026-08-31", "2027-02-28", "2027-08-31", 6),
        ("2026-08-31", "2027-03-01", "2027-08-31", 5),
        ("2027-08-31", "2028-02-29", "2028-08-31", 6),
        ("2028-02-29", "2028-03-29", "2029-02-28", 11),
        ("2028-02-29", "2028-03-30", "2029-02-28", 10),
        ("2028-02-29", "2029-01-29", "2029-02-28", 1),
        ("2028-02-29", "2031-03-29", "2032-02-29", 11),
        # Of the second year, as of the first.
        ("2026-01-01", "2027-04-15", "2028-01-01", 8),
    ],
)
def test_what_is_left_of_a_year_is_counted_in_whole_months(started_on, on, period_end, months):
    assert whole_months(day(started_on), day(on), day(period_end)) == months


# Booking and changing

# What was booked and since when; what is booked then and on which day; months, cents a month, net, with German tax.
CHANGES = {
    "a year of S costs 30 €": (None, "", S, "2026-03-10", 12, 250, 3000, 3570),
    "a year of M costs 54 €": (None, "", M, "2026-03-10", 12, 450, 5400, 6426),
    "a year of L costs 90 €": (None, "", L, "2026-03-10", 12, 750, 9000, 10710),
    "from free a year begins that day, however long free was": (
        FREE,
        "2024-05-05",
        S,
        "2026-03-10",
        12,
        250,
        3000,
        3570,
    ),
    "from free to the greatest plan is a year as well": (FREE, "2026-01-01", L, "2026-01-02", 12, 750, 9000, 10710),
    "a year may begin on 29 February": (FREE, "2027-01-01", M, "2028-02-29", 12, 450, 5400, 6426),
    "a year may begin on the last day of one": (FREE, "2026-01-01", S, "2026-12-31", 12, 250, 3000, 3570),
    "an upgrade in month four is billed for eight months": (S, "2026-01-01", M, "2026-04-10", 8, 200, 1600, 1904),
    "on the first day of month four it is nine": (S, "2026-01-01", M, "2026-04-01", 9, 200, 1800, 2142),
    "on the second it is eight": (S, "2026-01-01", M, "2026-04-02", 8, 200, 1600, 1904),
    "on the day of the booking it is all twelve": (S, "2026-01-01", M, "2026-01-01", 12, 200, 2400, 2856),
    "the day after it is eleven": (S, "2026-01-01", M, "2026-01-02", 11, 200, 2200, 2618),
    "on the first day of the last month it is one": (S, "2026-01-01", M, "2026-12-01", 1, 200, 200, 238),
    "within the last month nothing is billed": (S, "2026-01-01", M, "2026-12-02", 0, 0, 0, 0),
    "on the last day nothing is billed": (S, "2026-01-01", L, "2026-12-31", 0, 0, 0, 0),
    "from S to L the difference is 5 € a month": (S, "2026-01-01", L, "2026-04-10", 8, 500, 4000, 4760),
    "from M to L it is 3 €": (M, "2026-01-01", L, "2026-07-15", 5, 300, 1500, 1785),
    "months count from the day of the year's beginning": (S, "2026-11-25", M, "2027-03-26", 7, 200, 1400, 1666),
    "over the turn of the year they go on": (M, "2026-10-15", L, "2027-01-15", 9, 300, 2700, 3213),
    "a year from 31 August has a month that ends on 28 February": (
        S,
        "2026-08-31",
        M,
        "2027-02-28",
        6,
        200,
        1200,
        1428,
    ),
    "a year from 29 February is billed in twelve months too": (S, "2028-02-29", M, "2028-02-29", 12, 200, 2400, 2856),
    "and has eleven from 29 March on": (S, "2028-02-29", M, "2028-03-29", 11, 200, 2200, 2618),
    "a lesser plan costs nothing now": (L, "2026-01-01", S, "2026-04-10", 0, 0, 0, 0),
    "free costs nothing now": (M, "2026-01-01", FREE, "2026-04-10", 0, 0, 0, 0),
    "a plan on request costs nothing before its price is agreed": (
        FREE,
        "2026-01-01",
        UNLIMITED,
        "2026-04-10",
        0,
        0,
        0,
        0,
    ),
    "nor does one after a paid plan": (L, "2026-01-01", UNLIMITED, "2026-04-10", 0, 0, 0, 0),
}


@pytest.mark.parametrize("case", CHANGES.values(), ids=list(CHANGES))
def test_what_a_change_costs(plans, case):
    before, since, wanted, on, months, amount, net, gross = case
    if before is None:
        _, charge = booked(plans[wanted], on)
    else:
        subscription, _ = booked(plans[before], since)
        charge = billing.change(subscription, plans[before], plans[wanted], day(on))

    assert ((charge.months, charge.monthly_amount, charge.net_amount) if charge else (0, 0, 0)) == (months, amount, net)
    assert net + tax_of("DE", None, day(on)).of(net) == gross


def test_from_free_a_new_year_starts_that_day(plans):
    subscription, _ = booked(plans[FREE], "2025-05-05")

    billing.change(subscription, plans[FREE], plans[S], day("2026-03-10"))

    assert (subscription.started_on, subscription.period_start) == (day("2026-03-10"), day("2026-03-10"))
    assert (subscription.period_end, subscription.monthly_amount) == (day("2027-03-10"), 250)


def test_an_upgrade_keeps_the_year(plans):
    subscription, _ = booked(plans[S], "2026-01-01")

    charge = billing.change(subscription, plans[S], plans[M], day("2026-04-10"))

    assert charge == Charge(8, 200, day("2026-04-10"), day("2027-01-01"), is_difference=True)
    assert (subscription.plan_id, subscription.monthly_amount) == (plans[M].id, 450)
    assert (subscription.period_start, subscription.period_end) == (day("2026-01-01"), day("2027-01-01"))


def test_two_upgrades_are_billed_a_difference_each(plans):
    subscription, _ = booked(plans[S], "2026-01-01")

    first = billing.change(subscription, plans[S], plans[M], day("2026-04-10"))
    second = billing.change(subscription, plans[M], plans[L], day("2026-07-10"))

    assert [(charge.months, charge.monthly_amount) for charge in (first, second) if charge] == [(8, 200), (5, 300)]


def test_a_downgrade_waits_for_the_period_s_end(plans):
    subscription, _ = booked(plans[L], "2026-01-01")

    billing.change(subscription, plans[L], plans[S], day("2026-04-10"))

    assert (subscription.plan_id, subscription.next_plan_id) == (plans[L].id, plans[S].id)
    assert subscription.monthly_amount == 750


def test_booking_the_present_plan_withdraws_a_downgrade(plans):
    subscription, _ = booked(plans[L], "2026-01-01")
    billing.change(subscription, plans[L], plans[S], day("2026-04-10"))

    assert billing.change(subscription, plans[L], plans[L], day("2026-04-11")) is None
    assert subscription.next_plan_id is None


def test_an_upgrade_withdraws_a_downgrade(plans):
    subscription, _ = booked(plans[M], "2026-01-01")
    billing.change(subscription, plans[M], plans[S], day("2026-02-10"))

    billing.change(subscription, plans[M], plans[L], day("2026-04-10"))

    assert subscription.next_plan_id is None


def test_what_was_billed_before_a_price_was_lowered_is_not_paid_back(plans):
    subscription, _ = booked(plans[M], "2026-01-01")
    plans[L].monthly_amount = 300

    assert billing.change(subscription, plans[M], plans[L], day("2026-04-10")) is None
    assert (subscription.monthly_amount, subscription.billed_amount) == (300, 450)


# Prices on request


def test_the_price_of_a_new_partner_on_request_is_billed_for_the_whole_year(plans):
    subscription, charge = booked(plans[UNLIMITED], "2026-01-01")
    assert charge is None

    charge = billing.agree_price(subscription, 2000)

    assert charge == Charge(12, 2000, day("2026-01-01"), day("2027-01-01"))


def test_an_upgrade_on_request_is_billed_from_the_day_it_began_and_not_from_when_its_price_was_agreed(plans):
    subscription, _ = booked(plans[L], "2026-01-01")
    billing.change(subscription, plans[L], plans[UNLIMITED], day("2026-04-10"))
    assert (subscription.monthly_amount, subscription.unbilled_since) == (None, day("2026-04-10"))

    charge = billing.agree_price(subscription, 2000)

    assert charge == Charge(8, 1250, day("2026-04-10"), day("2027-01-01"), is_difference=True)


def test_a_price_given_with_the_change_is_billed_at_once(plans):
    subscription, _ = booked(plans[L], "2026-01-01")

    charge = billing.change(subscription, plans[L], plans[OEM], day("2026-10-01"), amount=5750)

    assert charge == Charge(3, 5000, day("2026-10-01"), day("2027-01-01"), is_difference=True)


def test_another_price_within_a_period_counts_from_the_next(plans):
    subscription, _ = booked(plans[UNLIMITED], "2026-01-01", amount=2000)

    assert billing.agree_price(subscription, 1500) is None
    [end] = billing.end_periods(subscription, by_id(plans), using(500), day("2027-01-01"))

    assert end.charge == Charge(12, 1500, day("2027-01-01"), day("2028-01-01"))


def test_a_price_of_nothing_is_not_billed(plans):
    subscription, _ = booked(plans[OEM], "2026-01-01")

    assert billing.agree_price(subscription, 0) is None
    assert (subscription.monthly_amount, subscription.unbilled_since) == (0, None)


def test_a_year_without_a_price_is_not_made_up_for(plans):
    subscription, _ = booked(plans[UNLIMITED], "2026-01-01")
    billing.end_periods(subscription, by_id(plans), using(500), day("2027-01-01"))

    assert billing.agree_price(subscription, 2000) == Charge(12, 2000, day("2027-01-01"), day("2028-01-01"))


# The period's end


def ended(
    plans: dict[str, Plan], subscription: Subscription, on: str, *, customers: int = 5, links: int = 0
) -> list[Any]:
    ends = billing.end_periods(subscription, by_id(plans), using(customers, links), day(on))
    return [(end.turn, end.plan.code, end.charge.net_amount if end.charge else 0) for end in ends]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-12-31", []),
        ("2027-01-01", [(Turn.RENEWED, S, 3000)]),
        ("2027-02-01", [(Turn.RENEWED, S, 3000)]),
        ("2028-12-31", [(Turn.RENEWED, S, 3000), (Turn.RENEWED, S, 3000)]),
    ],
)
def test_a_period_is_renewed_by_itself_and_those_that_were_missed_as_well(plans, on, expected):
    subscription, _ = booked(plans[S], "2026-01-01")

    assert ended(plans, subscription, on) == expected
    assert ended(plans, subscription, on) == []


def test_a_renewal_costs_what_the_list_says_then(plans):
    subscription, _ = booked(plans[S], "2026-01-01")
    plans[S].monthly_amount = 300

    assert subscription.monthly_amount == 250
    assert ended(plans, subscription, "2027-01-01") == [(Turn.RENEWED, S, 3600)]


def test_a_price_of_one_s_own_is_kept_at_renewals(plans):
    subscription, _ = booked(plans[S], "2026-01-01")
    billing.agree_price(subscription, 200)
    plans[S].monthly_amount = 300

    assert ended(plans, subscription, "2028-01-01") == [(Turn.RENEWED, S, 2400), (Turn.RENEWED, S, 2400)]


@pytest.mark.parametrize(
    ("customers", "links", "turn", "code", "net"),
    [
        (25, 1, Turn.CHANGED, S, 3000),
        (26, 1, Turn.KEPT, L, 9000),
        (25, 2, Turn.KEPT, L, 9000),
    ],
)
def test_a_downgrade_takes_hold_only_if_usage_fits_then(plans, customers, links, turn, code, net):
    subscription, _ = booked(plans[L], "2026-01-01")
    billing.change(subscription, plans[L], plans[S], day("2026-04-10"))

    assert ended(plans, subscription, "2027-01-01", customers=customers, links=links) == [(turn, code, net)]
    assert subscription.next_plan_id is None


def test_a_downgrade_to_free_ends_the_years(plans):
    subscription, _ = booked(plans[S], "2026-01-01")
    billing.change(subscription, plans[S], plans[FREE], day("2026-04-10"))

    assert ended(plans, subscription, "2027-01-05") == [(Turn.CHANGED, FREE, 0)]
    assert (subscription.period_start, subscription.period_end) == (day("2027-01-01"), None)


def test_after_a_cancellation_the_partner_is_on_free_however_much_it_uses(plans):
    subscription, _ = booked(plans[S], "2026-01-01")
    billing.cancel(subscription, plans[FREE], datetime(2026, 4, 10, tzinfo=UTC))
    assert (subscription.status, subscription.plan_id) == (SubscriptionStatus.CANCELED, plans[S].id)

    assert ended(plans, subscription, "2027-01-05", customers=500) == [(Turn.ENDED, FREE, 0)]
    assert (subscription.status, subscription.canceled_at) == (SubscriptionStatus.ACTIVE, None)
    assert (subscription.monthly_amount, subscription.period_end) == (None, None)


def test_nothing_is_renewed_for_a_partner_that_is_closed(plans):
    subscription, _ = booked(plans[S], "2026-01-01")

    [end] = billing.end_periods(subscription, by_id(plans), using(5, status=PartnerStatus.CLOSED), day("2027-01-01"))

    assert (end.turn, end.plan.code, end.charge) == (Turn.ENDED, FREE, None)


def test_a_cancellation_that_was_withdrawn_leaves_nothing(plans):
    subscription, _ = booked(plans[S], "2026-01-01")
    billing.cancel(subscription, plans[FREE], datetime(2026, 4, 10, tzinfo=UTC))
    billing.withdraw_cancellation(subscription)

    assert ended(plans, subscription, "2027-01-01") == [(Turn.RENEWED, S, 3000)]


@pytest.mark.parametrize(
    ("on", "customers", "is_warned"),
    [
        ("2026-12-01", 26, False),
        ("2026-12-02", 26, True),
        ("2026-12-31", 26, True),
        ("2027-01-01", 26, False),
        ("2026-12-02", 25, False),
    ],
)
def test_the_owner_is_warned_of_a_downgrade_that_will_not_fit_30_days_before(plans, on, customers, is_warned):
    subscription, _ = booked(plans[L], "2026-01-01")
    billing.change(subscription, plans[L], plans[S], day("2026-04-10"))

    assert billing.is_to_be_warned(subscription, plans[S], using(customers), day(on)) is is_warned


def test_the_owner_is_warned_once(plans):
    subscription, _ = booked(plans[L], "2026-01-01")
    billing.change(subscription, plans[L], plans[S], day("2026-04-10"))
    subscription.warned_of = subscription.period_end

    assert not billing.is_to_be_warned(subscription, plans[S], using(26), day("2026-12-02"))


# Tax

STANDARD, REVERSE_CHARGE, OUTSIDE_EU = TaxCategory


@pytest.mark.parametrize(
    ("country", "vat_id", "category", "rate"),
    [
        ("DE", None, STANDARD, 19),
        ("DE", "DE136695976", STANDARD, 19),
        ("AT", "ATU13585627", REVERSE_CHARGE, 0),
        ("AT", None, STANDARD, 19),
        ("GR", "EL094259216", REVERSE_CHARGE, 0),
        ("GR", "GR094259216", STANDARD, 19),
        ("FR", "DE136695976", STANDARD, 19),
        ("CH", None, OUTSIDE_EU, 0),
        ("GB", "GB980780684", OUTSIDE_EU, 0),
        ("US", None, OUTSIDE_EU, 0),
    ],
)
def test_what_tax_a_company_pays(country, vat_id, category, rate):
    tax = tax_of(country, vat_id, day("2026-03-10"))

    assert (tax.category, tax.rate) == (category, rate)


@pytest.mark.parametrize(
    ("on", "rate"),
    [
        ("2020-06-30", 19),
        ("2020-07-01", 16),
        ("2020-12-31", 16),
        ("2021-01-01", 19),
    ],
)
def test_the_rate_is_the_day_s(on, rate):
    assert tax_of("DE", None, day(on)).rate == rate


@pytest.mark.parametrize(
    ("net", "tax"), [(3000, 570), (1600, 304), (50, 10), (150, 29), (3, 1), (2, 0), (0, 0), (-50, -10), (-3000, -570)]
)
def test_half_cents_of_tax_are_rounded_up(net, tax):
    assert tax_of("DE", None, day("2026-03-10")).of(net) == tax


# Notices


@pytest.mark.parametrize(
    ("limit", "reached"),
    [
        (10, {7: 0, 8: 80, 9: 80, 10: 100, 11: 100}),
        (25, {19: 0, 20: 80, 24: 80, 25: 100}),
        (99, {79: 0, 80: 80, 98: 80, 99: 100}),
        (1, {0: 0, 1: 100}),
        (0, {0: 0, 5: 0}),
        (None, {1000: 0}),
    ],
)
def test_the_owner_is_told_at_80_and_at_100_percent(limit, reached):
    assert {used: billing.percent_reached(used, limit) for used in reached} == reached


@pytest.mark.parametrize(
    ("reminders", "reminded_on", "on", "is_reminded"),
    [
        (0, None, "2026-07-21", False),
        (0, None, "2026-07-22", True),
        (0, None, "2026-12-01", True),
        (1, "2026-07-22", "2026-08-04", False),
        (1, "2026-07-22", "2026-08-05", True),
        (2, "2026-08-05", "2026-08-19", True),
        (3, "2026-08-19", "2026-12-01", False),
    ],
)
def test_an_invoice_due_on_15_july_is_reminded_of_three_times(reminders, reminded_on, on, is_reminded):
    last = None if reminded_on is None else day(reminded_on)

    assert billing.is_to_be_reminded(day("2026-07-15"), reminders, last, day(on)) is is_reminded
