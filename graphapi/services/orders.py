"""Orders: placed by strangers on the public page, accepted or declined by operators."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphapi import clock
from graphapi.access import PUBLIC, Permission, operation
from graphapi.database import transaction
from graphapi.errors import InvalidInput, NotFound, WrongState
from graphapi.i18n import message
from graphapi.models import Language, Mail, MailKind, Operator, Order, OrderStatus, Plan
from graphapi.services import audit, outbox
from graphapi.services.filters import among, spelt
from graphapi.services.inputs import Checks
from graphapi.services.partners import NewPartner, create_partner
from graphapi.services.throttles import order_limits, use

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from tortoise.queryset import QuerySet

    from graphapi.access import Access
    from graphapi.models import Partner
    from graphapi.services.billing_details import BillingDetails

LINK = re.compile(r"://|\bwww\.|\w\.\w+/\w", re.IGNORECASE)
MAX_NOTE = 2000
MAX_REASON = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOrder:
    """An order as it is entered."""

    company: str
    contact_name: str
    email: str
    plan_code: str
    language: Language
    phone: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """What an operator adds to an order; what is None is taken from the order."""

    slug: str
    name: str | None = None
    plan_code: str | None = None
    owner_name: str | None = None
    owner_email: str | None = None
    billing: BillingDetails | None = None


@operation(Permission.ORDERS_READ)
def orders(access: Access, *, status: Collection[OrderStatus] | None = None) -> QuerySet[Order]:
    """Return the orders in one of some states; all without any."""
    return among(access.rows(Order), "status", status)


@operation(PUBLIC)
async def place_order(access: Access, *, new: NewOrder, client_address: str | None) -> Order:
    """Take an order; the operators are told by mail, and the sender is told that it arrived.

    Raises InvalidInput, and Throttled for an address or a client that ordered a lot of late.
    """
    checks = Checks()
    company = checks.required(("company",), new.company)
    contact_name = checks.required(("contactName",), new.contact_name)
    for path, name in (("company", company), ("contactName", contact_name)):
        # The confirmation repeats them, to a mailbox that may be a stranger's.
        if LINK.search(name):
            checks.problem((path,), message("Please write the name alone, without a link."))
    email = checks.email(("email",), new.email)
    phone = checks.text(("phone",), new.phone, most=40)
    note = checks.text(("note",), new.note, most=MAX_NOTE, lines=True)
    plan = await spelt(access.rows(Plan), "code", new.plan_code).first()
    if plan is None:
        checks.problem(("planCode",), message("There is no such plan."))
        raise InvalidInput(checks.problems)
    checks.done()
    # Before the transaction, in which a counter's lock would be held too long.
    await use(access, *order_limits(email=email, client_address=client_address))
    order = Order(
        company=company,
        contact_name=contact_name,
        email=email,
        phone=phone,
        plan_id=plan.id,
        note=note,
        language=new.language,
    )
    system = access.as_system()
    async with transaction():
        await system.add(order)
        # Who is signed in does not matter to an order, and is not kept with it.
        await audit.record(system, "order.placed", subject=order)
        await outbox.queue_mail(
            access,
            kind=MailKind.ORDER_CONFIRMATION,
            person=order,
            partner_id=None,
            company=company,
            plan=plan.name,
        )
        for operator in await system.rows(Operator).order_by("id"):
            await outbox.queue_mail(
                access,
                kind=MailKind.ORDER_RECEIVED,
                person=operator,
                partner_id=None,
                about=order,
                company=company,
                plan=plan.name,
            )
    return order


@operation(Permission.ORDERS_WRITE)
async def accept_order(access: Access, *, order_id: UUID | None, acceptance: Acceptance) -> tuple[Order, Partner]:
    """Make an open order a partner, as ``create_partner`` does, with its subscription and its owner's invitation.

    Raises InvalidInput, NotFound, WrongState if it is decided already, and Conflict if the slug is taken.
    """
    async with transaction():
        order = await _get_open(access, order_id)
        plan = await access.get(Plan, order.plan_id)
        new = NewPartner(
            name=acceptance.name or order.company,
            slug=acceptance.slug,
            owner_name=acceptance.owner_name or order.contact_name,
            owner_email=acceptance.owner_email or order.email,
            plan_code=acceptance.plan_code or plan.code,
            language=order.language,
            billing=acceptance.billing,
        )
        partner = await create_partner(access, new=new)
        order.partner_id = partner.id
        await _decide(order, OrderStatus.ACCEPTED)
        await audit.record(access, "order.accepted", subject=order)
        return order, partner


@operation(Permission.ORDERS_WRITE)
async def decline_order(access: Access, *, order_id: UUID | None, reason: str | None) -> Order:
    """Decline an open order; the sender is told, with the reason if there is one.

    The reason is not kept but in the mail. Raises InvalidInput, NotFound, WrongState.
    """
    checks = Checks()
    reason = checks.text(("reason",), reason, most=MAX_REASON)
    checks.done()
    async with transaction():
        order = await _get_open(access, order_id)
        await _decide(order, OrderStatus.DECLINED)
        await audit.record(access, "order.declined", subject=order)
        await outbox.queue_mail(
            access, kind=MailKind.ORDER_DECLINED, person=order, partner_id=None, company=order.company, reason=reason
        )
        return order


async def forget_declined(access: Access) -> None:
    """Delete the orders that were declined long ago, with the mails about them."""
    before = clock.now() - access.settings.order_retention
    old = access.rows(Order).filter(status=OrderStatus.DECLINED, decided_at__lt=before)
    ids = await old.values_list("id", flat=True)
    if ids:
        await access.rows(Mail).filter(person_id__in=ids).delete()
        await access.rows(Order).filter(id__in=ids).delete()


async def _get_open(access: Access, order_id: UUID | None) -> Order:
    """Return an order that nobody has decided, locked until the transaction ends."""
    order = None
    if order_id is not None:
        order = await access.rows(Order).select_for_update(no_key=True).get_or_none(id=order_id)
    if order is None:
        raise NotFound
    if order.status is not OrderStatus.OPEN:
        raise WrongState(message("This order has been decided already."))
    return order


async def _decide(order: Order, status: OrderStatus) -> None:
    order.status, order.decided_at = status, clock.now()
    await order.save()
