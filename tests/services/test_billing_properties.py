"""Whatever is booked, changed, cancelled and renewed, and when: no day is billed twice, and no invoice changes."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from graphapi.errors import DomainError
from graphapi.models import Invoice, InvoiceKind, Partner, Plan, Subscription, SubscriptionStatus
from graphapi.services import billing
from graphapi.services.billing import Charge
from graphapi.services.due import run_due
from graphapi.services.invoices import void_invoice
from graphapi.services.subscriptions import (
    cancel_subscription,
    change_plan,
    set_subscription_price,
    withdraw_cancellation,
)
from tests.services.booking import West, west_on

PRICES = (
    ("free", 10, 0),
    ("s", 25, 250),
    ("m", 50, 450),
    ("l", 99, 750),
    ("unlimited", None, None),
    ("oem", None, None),
)
CODES = [code for code, *_ in PRICES]
STARTS = st.dates(date(2026, 1, 1), date(2029, 12, 31)) | st.sampled_from([date(2028, 2, 29), date(2026, 12, 31)])
# How many days pass, what is done then and with how many customers.
STEPS = st.lists(
    st.tuples(
        st.integers(0, 500),
        st.sampled_from(CODES) | st.sampled_from(["cancel", "withdraw", "price", "nothing"]),
        st.integers(0, 60),
        st.integers(0, 3000),
    ),
    max_size=14,
)


def lived(start: date, first: str, steps: list[Any]) -> tuple[list[Charge], dict[date, list[int | None]]]:
    """Live through steps; returns what was billed, and the prices that were agreed, by the period's end."""
    plans = {
        code: Plan(
            code=code, name=code, position=place, max_customers=most, max_global_shares=None, monthly_amount=price
        )
        for place, (code, most, price) in enumerate(PRICES)
    }
    by_id = {plan.id: plan for plan in plans.values()}
    partner = Partner(slug="west", global_share_count=0)
    subscription = Subscription(partner_id=partner.id, plan_id=plans[first].id)
    charges: list[Charge | None] = [billing.begin(subscription, plans[first], start)]
    prices: dict[date, list[int | None]] = defaultdict(list)
    now = start
    for days, action, customers, amount in [(0, "nothing", 0, 0), *steps]:
        now += timedelta(days=days)
        partner.customer_count = customers
        charges += [end.charge for end in billing.end_periods(subscription, by_id, partner, now)]
        is_free, is_canceled = subscription.period_end is None, subscription.status is SubscriptionStatus.CANCELED
        if action in plans and not is_canceled:
            charges.append(billing.change(subscription, by_id[subscription.plan_id], plans[action], now))
        elif action == "cancel" and not is_free:
            billing.cancel(subscription, plans["free"], datetime.combine(now, time(12), UTC))
        elif action == "withdraw" and is_canceled:
            billing.withdraw_cancellation(subscription)
        elif action == "price" and not is_free:
            charges.append(billing.agree_price(subscription, amount))
        if subscription.period_end is not None:
            prices[subscription.period_end].append(subscription.monthly_amount)
            assert subscription.period_start <= now < subscription.period_end
            assert subscription.period_end == billing.year_end(subscription.started_on, subscription.period_start)
    return [charge for charge in charges if charge is not None], prices


@settings(max_examples=300, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(start=STARTS, first=st.sampled_from(CODES), steps=STEPS)
def test_no_day_is_billed_twice(database: Any, start: date, first: str, steps: list[Any]):
    charges, prices = lived(start, first, steps)

    years = sorted((charge.period_start, charge.period_end) for charge in charges if not charge.is_difference)
    assert all(end <= begin for (_, end), (begin, _) in pairwise(years))
    for charge in charges:
        assert charge.net_amount > 0
        assert 1 <= charge.months <= billing.YEAR
        # What covers its first day, and so all of its days to the end, comes to no more a month than was ever agreed.
        covering = [
            other.monthly_amount for other in charges if other.period_start <= charge.period_start < other.period_end
        ]
        of_years = [
            other.monthly_amount
            for other in charges
            if other.period_end == charge.period_end and not other.is_difference
        ]
        agreed = [price for price in prices[charge.period_end] if price is not None]
        assert sum(covering) <= max([*of_years, *agreed])


async def live(partner: West, steps: list[Any]) -> None:
    """Live through steps by the services, and see after each that no invoice is another than it was."""
    world, kept = partner.world, {}
    for days, action, customers, amount in steps:
        partner.clock.time += timedelta(days=days)
        await partner.use(customer_count=customers)
        with suppress(DomainError):
            await do(partner, action, amount)
        await run_due(world.system)
        rows = {row.number: frozen(row) for row in await world.system.rows(Invoice)}
        assert rows | kept == rows
        kept = rows


async def do(partner: West, action: str, amount: int) -> None:
    access, key = partner.world.operator.access, {"partner_id": partner.id}
    if action in CODES:
        await change_plan(access, **key, plan_code=action)
    elif action == "cancel":
        await cancel_subscription(access, **key)
    elif action == "withdraw":
        await withdraw_cancellation(access, **key)
    elif action == "price":
        await set_subscription_price(access, **key, monthly_amount=amount)
    elif invoices := [row for row in await partner.invoices() if row.kind is InvoiceKind.INVOICE]:
        await void_invoice(access, invoice_id=invoices[-1].id, reason="A mistake", reissue=amount % 2 == 0)


def frozen(invoice: Invoice) -> dict[str, Any]:
    """What of an invoice never changes."""
    payment = {"status", "paid_on", "reminders", "reminded_on"}
    return {name: getattr(invoice, name) for name in invoice._meta.fields_db_projection if name not in payment}


async def test_no_invoice_changes_and_numbers_have_no_gap(world, clock):
    drawn: list[Any] = []

    @seed(11)
    @settings(
        max_examples=12, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(STEPS)
    def draw(steps: list[Any]) -> None:
        drawn.append(steps)

    draw()
    for number, steps in enumerate(drawn):
        partner = await west_on(world, clock, "s", slug=f"west-{number}", owner_email=f"w{number}@west.example")
        await live(partner, steps)

    by_year: dict[str, list[str]] = defaultdict(list)
    for invoice in await world.system.rows(Invoice).order_by("number"):
        by_year[invoice.number[:4]].append(invoice.number)
        assert invoice.number.startswith(str(invoice.issued_on.year))
    for year, given_numbers in by_year.items():
        assert given_numbers == [f"{year}-{number:06}" for number in range(1, len(given_numbers) + 1)]
