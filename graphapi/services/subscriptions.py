"""Subscriptions: booking a plan, changing it, cancelling it, and what happens at its period's end.

Whoever changes one locks its partner first and brings it up to date, so that a period that is over ends before anything
else, also where nobody was there to end it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from graphapi import clock
from graphapi.access import Permission, Role, operation
from graphapi.database import transaction
from graphapi.errors import InvalidInput, PlanLimitReached, WrongState
from graphapi.i18n import message
from graphapi.models import MailKind, Partner, PartnerStatus, Plan, Subscription, SubscriptionStatus
from graphapi.services import audit, billing, outbox
from graphapi.services.inputs import UNSET, Unset, is_set
from graphapi.services.invoices import issue_invoice, parties, today
from graphapi.services.locking import lock_open_partner, lock_partner
from graphapi.services.plans import check_price

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from graphapi.access import Access
    from graphapi.services.billing import Charge, Turn


@dataclass(frozen=True, slots=True)
class Booking:
    """A partner's subscription, with all that decides about it."""

    partner: Partner
    subscription: Subscription
    plans: dict[UUID, Plan]

    @property
    def plan(self) -> Plan:
        """The plan that runs."""
        return self.plans[self.subscription.plan_id]

    def plan_by(self, code: str) -> Plan | None:
        """Return the plan with a code."""
        return next((plan for plan in self.plans.values() if plan.code == code), None)

    @property
    def free(self) -> Plan:
        """The plan that costs nothing."""
        return next(plan for plan in self.plans.values() if billing.is_free(plan))


@dataclass(frozen=True, slots=True)
class Quote:
    """What changing to a plan would come to. Amounts are minor units; ``yearly_amount`` is None on request."""

    plan: Plan
    effective_on: date
    # The end of the period that the plan begins with, or goes on in; None on free.
    period_end: date | None
    yearly_amount: int | None
    # What is billed at once.
    net_amount: int
    vat_amount: int
    vat_rate: int
    # Whether the plan holds what is used now.
    fits: bool


@operation(Permission.BILLING_READ)
async def plan_quote(access: Access, *, partner_id: UUID | Unset | None = UNSET, plan_code: str) -> Quote | None:
    """Return what changing to a plan would cost, and from when on; None if there is no such plan or partner."""
    key = partner_id if is_set(partner_id) else access.principal.partner_id
    partner = None if key is None else await access.rows(Partner).get_or_none(id=key)
    if partner is None or partner.status is PartnerStatus.CLOSED:
        return None
    booking = await _booking(access, partner)
    wanted = booking.plan_by(plan_code)
    if wanted is None:
        return None
    on, subscription = today(access), booking.subscription
    billing.end_periods(subscription, booking.plans, partner, on)
    charge = billing.change(subscription, booking.plan, wanted, on)
    waits = subscription.next_plan_id == wanted.id
    start = subscription.period_end if waits else on
    end = subscription.period_end
    if waits and end is not None:
        end = None if billing.is_free(wanted) else billing.year_end(subscription.started_on, end)
    price = wanted.monthly_amount if waits else subscription.monthly_amount
    if billing.is_free(wanted):
        price = 0
    net = charge.net_amount if charge else 0
    tax = billing.tax_of(partner.billing_country or billing.HOME, partner.billing_vat_id, on)
    return Quote(
        plan=wanted,
        effective_on=start or on,
        period_end=end,
        yearly_amount=None if price is None else price * billing.YEAR,
        net_amount=net,
        vat_amount=tax.of(net),
        vat_rate=tax.rate,
        fits=billing.holds(wanted, partner),
    )


@operation(Permission.BILLING_WRITE)
async def change_plan(
    access: Access, *, partner_id: UUID | Unset | None = UNSET, plan_code: str, monthly_amount: int | None = None
) -> Subscription:
    """Change to another plan: to a greater one at once, to a lesser one from the period's end on.

    ``monthly_amount`` is a price the operator has agreed. Operators name the partner. Raises InvalidInput, NotFound,
    PlanLimitReached for a plan that would begin now and does not hold what is used, WrongState.
    """
    async with transaction():
        booking = await _get_locked(access, partner_id)
        subscription, present = booking.subscription, booking.plan
        wanted = booking.plan_by(plan_code)
        if wanted is None:
            raise InvalidInput.at("planCode", text=message("There is no such plan."))
        if subscription.status is SubscriptionStatus.CANCELED:
            raise WrongState(message("The plan is cancelled. Please withdraw the cancellation first."))
        if wanted.id == present.id and subscription.next_plan_id is None:
            raise WrongState(message("This plan is booked already."))
        begins_now = wanted.id != present.id and (billing.is_free(present) or not billing.is_lesser(wanted, present))
        _check_price(access, wanted, monthly_amount, begins_now=begins_now, is_present=wanted.id == present.id)
        if begins_now:
            _refuse_too_small(booking, wanted)
            parties(access, booking.partner)
        charge = billing.change(subscription, present, wanted, today(access), amount=monthly_amount)
        await subscription.save()
        if begins_now:
            await _set_limits(booking.partner, wanted)
            await audit.record(access, "subscription.changed", subject=subscription, plan=wanted.name)
        elif wanted.id == present.id:
            await audit.record(access, "subscription.change_withdrawn", subject=subscription, plan=wanted.name)
        else:
            await audit.record(access, "subscription.change_planned", subject=subscription, plan=wanted.name)
        await _bill(access, booking.partner, wanted, charge)
        return subscription


@operation(Permission.BILLING_WRITE)
async def cancel_subscription(access: Access, *, partner_id: UUID | Unset | None = UNSET) -> Subscription:
    """End the subscription with its period; nothing is paid back. Raises NotFound, WrongState."""
    async with transaction():
        booking = await _get_locked(access, partner_id)
        subscription = booking.subscription
        if subscription.period_end is None:
            raise WrongState(message("The free plan needs no cancellation."))
        if subscription.status is SubscriptionStatus.CANCELED:
            raise WrongState(message("The plan is cancelled already."))
        billing.cancel(subscription, booking.free, clock.now())
        await subscription.save()
        await audit.record(access, "subscription.canceled", subject=subscription, plan=booking.plan.name)
        await outbox.queue_mail_to_owners(
            access,
            kind=MailKind.SUBSCRIPTION_CANCELED,
            partner_id=booking.partner.id,
            plan=booking.plan.name,
            last_on=(subscription.period_end - timedelta(days=1)).isoformat(),
        )
        return subscription


@operation(Permission.BILLING_WRITE)
async def withdraw_cancellation(access: Access, *, partner_id: UUID | Unset | None = UNSET) -> Subscription:
    """Let a cancelled subscription go on with its plan, until its period ends. Raises NotFound, WrongState.

    A lesser plan that was booked before for the period's end is to be booked again.
    """
    async with transaction():
        booking = await _get_locked(access, partner_id)
        subscription = booking.subscription
        if subscription.status is not SubscriptionStatus.CANCELED:
            raise WrongState(message("The plan is not cancelled."))
        billing.withdraw_cancellation(subscription)
        await subscription.save()
        await audit.record(access, "subscription.reopened", subject=subscription, plan=booking.plan.name)
        return subscription


@operation(Permission.PLANS_WRITE)
async def set_subscription_price(access: Access, *, partner_id: UUID | None, monthly_amount: int) -> Subscription:
    """Set a partner's own price: billed at once where the period has none yet, else from the next period on.

    Raises InvalidInput, NotFound.
    """
    check_price(("monthlyAmount",), monthly_amount, least=0)
    async with transaction():
        booking = await _get_locked(access, partner_id)
        if billing.is_free(booking.plan):
            text = message("The free plan has no price. Please change the plan first.")
            raise InvalidInput.at("monthlyAmount", text=text)
        charge = billing.agree_price(booking.subscription, monthly_amount)
        await booking.subscription.save()
        await audit.record(access, "subscription.price_set", subject=booking.subscription, plan=booking.plan.name)
        await _bill(access, booking.partner, booking.plan, charge, path="monthlyAmount")
        return booking.subscription


async def begin_subscription(access: Access, partner: Partner, plan: Plan) -> Subscription:
    """Book a new partner's plan from today on and bill it, within the caller's transaction.

    Raises InvalidInput where a paid plan cannot be billed.
    """
    if not billing.is_free(plan):
        parties(access, partner)
    subscription = Subscription(partner_id=partner.id, plan_id=plan.id)
    charge = billing.begin(subscription, plan, today(access))
    await access.add(subscription)
    await _bill(access, partner, plan, charge)
    return subscription


async def end_periods(access: Access, partner_id: UUID) -> list[Turn]:
    """End what is over of a partner's subscription, with the system's access; nothing if another process just did."""
    async with transaction():
        partner = await lock_partner(access, partner_id)
        return await _end_periods(access, await _booking(access, partner))


async def warn_of_downgrade(access: Access, partner_id: UUID) -> bool:
    """Warn the owners, once a period, that the plan booked next does not hold what is used; returns whether it did."""
    async with transaction():
        partner = await lock_partner(access, partner_id)
        booking = await _booking(access, partner)
        subscription = booking.subscription
        if subscription.next_plan_id is None or subscription.period_end is None:
            return False
        wanted = booking.plans[subscription.next_plan_id]
        if not billing.is_to_be_warned(subscription, wanted, partner, today(access)):
            return False
        subscription.warned_of = subscription.period_end
        await subscription.save(update_fields=["warned_of"])
        await audit.record(access, "subscription.downgrade_at_risk", subject=subscription, plan=wanted.name)
        await outbox.queue_mail_to_owners(
            access,
            kind=MailKind.DOWNGRADE_AT_RISK,
            partner_id=partner.id,
            plan=wanted.name,
            end_on=subscription.period_end.isoformat(),
            used=partner.customer_count,
            links=partner.global_share_count,
        )
        return True


async def _get_locked(access: Access, partner_id: UUID | Unset | None) -> Booking:
    """Return a partner's booking, locked and brought up to date; raises NotFound, WrongState where it cannot be."""
    partner = await lock_open_partner(access, partner_id if is_set(partner_id) else access.principal.partner_id)
    booking = await _booking(access, partner)
    try:
        await _end_periods(access.as_system(), booking)
    except InvalidInput as error:  # a year is over, and the next one cannot be billed
        raise WrongState(error.problems[0].message) from error
    return booking


async def _booking(access: Access, partner: Partner) -> Booking:
    subscription = await access.rows(Subscription).get(partner_id=partner.id)
    return Booking(partner, subscription, {plan.id: plan for plan in await access.rows(Plan).order_by("position")})


async def _end_periods(access: Access, booking: Booking) -> list[Turn]:
    subscription, partner = booking.subscription, booking.partner
    ends = billing.end_periods(subscription, booking.plans, partner, today(access))
    if not ends:
        return []
    await subscription.save()
    await _set_limits(partner, booking.plan)
    for end in ends:
        await audit.record(access, f"subscription.{end.turn.lower()}", subject=subscription, plan=end.plan.name)
        await _bill(access, partner, end.plan, end.charge)
    return [end.turn for end in ends]


async def _bill(access: Access, partner: Partner, plan: Plan, charge: Charge | None, *, path: str = "planCode") -> None:
    if charge is not None:
        await issue_invoice(access, partner=partner, plan=plan, charge=charge, path=path)


async def _set_limits(partner: Partner, plan: Plan) -> None:
    """Take over what a plan holds, for the period that begins."""
    partner.customer_limit, partner.global_share_limit = plan.max_customers, plan.max_global_shares
    await partner.save(update_fields=["customer_limit", "global_share_limit"])


def _check_price(access: Access, wanted: Plan, amount: int | None, *, begins_now: bool, is_present: bool) -> None:
    if access.principal.role is not Role.OPERATOR:
        if amount is not None:
            raise InvalidInput.at("monthlyAmount", text=message("Prices are set by the operator."))
        if wanted.on_request and not is_present:
            raise InvalidInput.at(
                "planCode", text=message("This plan's price is agreed with us. Please ask us for it.")
            )
    elif amount is not None:
        check_price(("monthlyAmount",), amount, least=0)
        if not begins_now:
            text = message("This plan begins later. Please set its price once it has begun.")
            raise InvalidInput.at("monthlyAmount", text=text)


def _refuse_too_small(booking: Booking, wanted: Plan) -> None:
    """Refuse a plan that does not hold what is used; raises PlanLimitReached with the cheapest one that does."""
    partner = booking.partner
    if billing.holds(wanted, partner):
        return
    larger = next((plan for plan in booking.plans.values() if billing.holds(plan, partner)), None)
    values = {"plan": wanted.name, "larger": larger.name if larger else ""}
    most, links = wanted.max_customers, wanted.max_global_shares
    if most is not None and partner.customer_count > most:
        used = partner.customer_count
        text = message(
            "{plan} holds {most} customers, and you have {used}. Please choose {larger}.",
            most=most,
            used=used,
            **values,
        )
        raise PlanLimitReached(text, resource="CUSTOMERS", used=used, limit=most, upgrade_to=larger)
    used = partner.global_share_count
    text = message(
        "{plan} holds {most} global links, and you have {used}. Please choose {larger}.",
        most=links,
        used=used,
        **values,
    )
    raise PlanLimitReached(text, resource="GLOBAL_SHARES", used=used, limit=links or 0, upgrade_to=larger)
