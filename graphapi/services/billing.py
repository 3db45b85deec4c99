"""The rules of billing: periods, prices and tax. Nothing here asks a database or a clock.

The functions change a subscription in memory and say what is to be billed for it; whoever calls them saves the one and
issues the other. A quote is the same without saving, so that nobody pays what was not shown.

Amounts are whole cents, net, a month. Prices are billed for whole months, so only tax is ever rounded.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from stdnum.eu.vat import MEMBER_STATES

from graphapi.models import PartnerStatus, SubscriptionStatus, TaxCategory

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from graphapi.models import Partner, Plan, Subscription

YEAR = 12
DUE_AFTER = timedelta(days=14)
# How long before its end the owner is told that the plan booked next does not hold what is used.
WARN_BEFORE = timedelta(days=30)
# An invoice is reminded of a week after it was due, and two more times.
FIRST_REMINDER_AFTER = timedelta(days=7)
NEXT_REMINDER_AFTER = timedelta(days=14)
MOST_REMINDERS = 3
# Percent of the plan's customers at which the owner is told, once each time they are reached from below; the notices'
# SQL counts by the same (``graphapi.services.notices``).
NOTICES = (100, 80)

# Percent, and from which day on: § 12 (1) UStG, and for half of 2020 § 28 (1). What counts is the day of the invoice.
STANDARD_RATES = ((date(2007, 1, 1), 19), (date(2020, 7, 1), 16), (date(2021, 1, 1), 19))
HOME = "DE"
# The other members. Northern Ireland, XI, is one for goods alone.
EU = frozenset(code.upper() for code in MEMBER_STATES) - {HOME, "XI"}


# Days


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, or the month's last where it has no such day."""
    year, month = divmod(day.year * YEAR + day.month - 1 + months, YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def year_end(started_on: date, period_start: date) -> date:
    """Return the day on which a period of one year is over: an anniversary of the first one's beginning.

    Who began on 29 February has it on the 28th in other years, and on the 29th again in the next leap year.
    """
    return add_months(started_on, YEAR * (period_start.year + 1 - started_on.year))


def whole_months(started_on: date, day: date, period_end: date) -> int:
    """Return how many whole months are left from a day on; months begin on the day of the month that years do."""
    all_months = (period_end.year - started_on.year) * YEAR + period_end.month - started_on.month
    months = 0
    while add_months(started_on, all_months - months - 1) >= day:
        months += 1
    return months


# Tax


@dataclass(frozen=True, slots=True)
class Tax:
    """How an invoice is taxed; the rate is in percent."""

    category: TaxCategory
    rate: int

    def of(self, net_amount: int) -> int:
        """Return the tax on a net amount, half cents rounded up; on a negative amount it is the same, negative."""
        tax = (abs(net_amount) * self.rate + 50) // 100
        return tax if net_amount >= 0 else -tax


def tax_of(country: str, vat_id: str | None, day: date) -> Tax:
    """Return the tax on what a German company sells to a company.

    Abroad it is the buyer who owes it (§ 3a (2), § 13b UStG): within the EU one that shows a VAT id of its country.
    """
    if country == HOME or (country in EU and not has_vat_id(country, vat_id)):
        rate = next(rate for since, rate in reversed(STANDARD_RATES) if since <= day)
        return Tax(TaxCategory.STANDARD, rate)
    return Tax(TaxCategory.REVERSE_CHARGE if country in EU else TaxCategory.OUTSIDE_EU, 0)


def has_vat_id(country: str, vat_id: str | None) -> bool:
    """Tell whether a VAT id is one of the country; Greece is GR among countries and EL among VAT ids."""
    return vat_id is not None and vat_id.startswith("EL" if country == "GR" else country)


# Subscriptions


@dataclass(frozen=True, slots=True)
class Charge:
    """What is to be billed: so many months at a price, for the days from ``period_start`` up to ``period_end``."""

    months: int
    monthly_amount: int
    period_start: date
    period_end: date
    # Whether it is what a greater plan costs more than one that is billed already.
    is_difference: bool = False

    @property
    def net_amount(self) -> int:
        """The amount of it all."""
        return self.months * self.monthly_amount


class Turn(StrEnum):
    """What became of a subscription at its period's end."""

    RENEWED = "RENEWED"
    # To the lesser plan that was booked for it.
    CHANGED = "CHANGED"
    # That plan does not hold what is used: the present one was renewed.
    KEPT = "KEPT"
    # To free, since it was cancelled, or the partner is no more.
    ENDED = "ENDED"


@dataclass(frozen=True, slots=True)
class PeriodEnd:
    """A period that ended, what became of the subscription, and what is to be billed for the next one."""

    turn: Turn
    plan: Plan
    charge: Charge | None


def is_free(plan: Plan) -> bool:
    """Tell whether a plan costs nothing and so has no period; one on request does cost."""
    return plan.monthly_amount == 0


def holds(plan: Plan, partner: Partner) -> bool:
    """Tell whether a plan has room for what a partner uses now."""
    return all(
        most is None or used <= most
        for used, most in (
            (partner.customer_count, plan.max_customers),
            (partner.global_share_count, plan.max_global_shares),
        )
    )


def begin(subscription: Subscription, plan: Plan, on: date, *, amount: int | None = None) -> Charge | None:
    """Begin anew with a plan: a year from a day on, or no end on free. ``amount`` is an agreed price."""
    subscription.plan_id = plan.id
    subscription.currency = plan.currency
    subscription.started_on = on
    if is_free(plan):
        _forget_change(subscription)
        subscription.period_start, subscription.period_end = on, None
        subscription.monthly_amount, subscription.has_own_price = None, False
        subscription.billed_amount, subscription.unbilled_since = 0, None
        return None
    subscription.has_own_price = amount is not None
    return _begin_year(subscription, on, plan.monthly_amount if amount is None else amount)


def change(
    subscription: Subscription, present: Plan, wanted: Plan, on: date, *, amount: int | None = None
) -> Charge | None:
    """Change to another plan: from free and to a greater one at once, to a lesser one from the period's end on.

    The present one withdraws a change that was to come. ``amount`` is an agreed price for the plan that begins.
    """
    if wanted.id == present.id:
        _forget_change(subscription)
        return None
    if is_free(present):
        return begin(subscription, wanted, on, amount=amount)
    if is_lesser(wanted, present):
        subscription.next_plan_id = wanted.id
        subscription.warned_of = None
        return None
    _forget_change(subscription)
    subscription.plan_id = wanted.id
    subscription.has_own_price = amount is not None
    price = wanted.monthly_amount if amount is None else amount
    subscription.monthly_amount = price
    # The days before have their plan and their price, but for those whose price is still to be agreed.
    since = subscription.unbilled_since or on
    if price is None:
        subscription.unbilled_since = since
        return None
    return _bill_rest(subscription, price, since)


def is_lesser(wanted: Plan, present: Plan) -> bool:
    """Tell whether a plan comes before another one in the price list."""
    return wanted.position < present.position


def agree_price(subscription: Subscription, amount: int) -> Charge | None:
    """Set a price of the partner's own: at once where the period has none yet, else from the next period on."""
    subscription.monthly_amount, subscription.has_own_price = amount, True
    if subscription.unbilled_since is None:
        return None
    return _bill_rest(subscription, amount, subscription.unbilled_since)


def cancel(subscription: Subscription, free: Plan, at: datetime) -> None:
    """Let a subscription end with its period."""
    subscription.status = SubscriptionStatus.CANCELED
    subscription.canceled_at = at
    subscription.next_plan_id = free.id
    subscription.warned_of = None


def withdraw_cancellation(subscription: Subscription) -> None:
    """Let it go on with its plan; a lesser one that was booked before the cancellation is forgotten."""
    _forget_change(subscription)


def end_periods(subscription: Subscription, plans: Mapping[UUID, Plan], partner: Partner, on: date) -> list[PeriodEnd]:
    """Bring a subscription to a day: each period that is over by then ends, also where several were missed."""
    ends: list[PeriodEnd] = []
    while subscription.period_end is not None and subscription.period_end <= on:
        ends.append(_end_period(subscription, plans, partner, subscription.period_end))
    return ends


def is_to_be_warned(subscription: Subscription, wanted: Plan, partner: Partner, on: date) -> bool:
    """Tell whether the owner is to hear now that the plan booked next does not hold what is used; once a period."""
    end = subscription.period_end
    return (
        end is not None
        and subscription.status is SubscriptionStatus.ACTIVE
        and end - WARN_BEFORE <= on < end
        and subscription.warned_of != end
        and not holds(wanted, partner)
    )


def _end_period(subscription: Subscription, plans: Mapping[UUID, Plan], partner: Partner, end: date) -> PeriodEnd:
    plan, turn = plans[subscription.plan_id], Turn.RENEWED
    if subscription.status is SubscriptionStatus.CANCELED or partner.status is PartnerStatus.CLOSED:
        plan, turn = next(plan for plan in plans.values() if is_free(plan)), Turn.ENDED
    elif subscription.next_plan_id is not None:
        wanted = plans[subscription.next_plan_id]
        if holds(wanted, partner):
            plan, turn = wanted, Turn.CHANGED
        else:
            turn = Turn.KEPT
    if is_free(plan):
        return PeriodEnd(turn, plan, begin(subscription, plan, end))
    if plan.id != subscription.plan_id:
        subscription.plan_id, subscription.has_own_price = plan.id, False
    price = subscription.monthly_amount if subscription.has_own_price else plan.monthly_amount
    return PeriodEnd(turn, plan, _begin_year(subscription, end, price))


def _begin_year(subscription: Subscription, start: date, price: int | None) -> Charge | None:
    """Begin a year at a price; None is one that is still to be agreed, and nothing is billed until then."""
    end = year_end(subscription.started_on, start)
    _forget_change(subscription)
    subscription.period_start, subscription.period_end = start, end
    subscription.monthly_amount = price
    subscription.billed_amount = price or 0
    subscription.unbilled_since = start if price is None else None
    return Charge(YEAR, price, start, end) if price else None


def _bill_rest(subscription: Subscription, price: int, since: date) -> Charge | None:
    """Bill the running period's whole months from a day on, less what is billed of them; nothing is paid back."""
    end = subscription.period_end
    assert end is not None  # noqa: S101 - only free has none, which nothing is billed for
    billed, subscription.billed_amount = subscription.billed_amount, max(price, subscription.billed_amount)
    subscription.unbilled_since = None
    months = whole_months(subscription.started_on, since, end)
    if price <= billed or months == 0:
        return None
    return Charge(months, price - billed, since, end, is_difference=billed > 0)


def _forget_change(subscription: Subscription) -> None:
    """Forget what was to come at the period's end."""
    subscription.status = SubscriptionStatus.ACTIVE
    subscription.canceled_at = None
    subscription.next_plan_id = None
    subscription.warned_of = None


# Notices


def percent_reached(used: int, limit: int | None) -> int:
    """Return which percentage of a plan is reached that owners are told of: 100, 80, or 0 for neither."""
    if not limit:
        return 0
    return next((percent for percent in NOTICES if used * 100 >= limit * percent), 0)


def is_to_be_reminded(due_on: date, reminders: int, reminded_on: date | None, on: date) -> bool:
    """Tell whether an open invoice is to be reminded of; after a pause of ours, one reminder is enough for all."""
    if reminders >= MOST_REMINDERS:
        return False
    next_on = due_on + FIRST_REMINDER_AFTER if reminded_on is None else reminded_on + NEXT_REMINDER_AFTER
    return next_on <= on
