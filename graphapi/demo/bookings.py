"""What the partners of the demo world have booked, with the invoices of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapi.demo.history import History
from graphapi.demo.world import key_at
from graphapi.models import InvoiceStatus, Subscription
from graphapi.services import billing
from graphapi.services.invoices import give_number, new_invoice

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from graphapi.access import Access
    from graphapi.demo.world import Calendar, PartnerStory
    from graphapi.models import Invoice, Partner, Plan


async def add_bookings(
    access: Access, partner: Partner, story: PartnerStory, *, calendar: Calendar, plans: Mapping[str, Plan]
) -> None:
    """Add the booking of a partner's first plan and of its upgrade, if there was one, with their invoices."""
    at, present = calendar.at(story.since), plans[story.plan]
    first = plans[story.first_plan] if story.first_plan else present
    subscription = Subscription(partner_id=partner.id, plan_id=first.id)
    charge = billing.begin(subscription, first, _day(at, calendar))
    await access.add(subscription)
    if charge is not None:
        await _add_invoice(access, new_invoice(access, partner, first, charge, on=_day(at, calendar)), at, calendar)
    if story.upgraded is None:
        return
    at = calendar.at(story.upgraded)
    charge = billing.change(subscription, first, present, _day(at, calendar))
    await subscription.save()
    await History(access, partner.id).tell(at, "subscription.changed", subscription, by=None, plan=present.name)
    if charge is not None:
        await _add_invoice(access, new_invoice(access, partner, present, charge, on=_day(at, calendar)), at, calendar)


async def _add_invoice(access: Access, invoice: Invoice, at: datetime, calendar: Calendar) -> None:
    """Add an invoice, which is paid on the day it is due: so the newest may still be open."""
    invoice.id = key_at(at)
    if invoice.due_on < _day(calendar.now, calendar):
        invoice.status, invoice.paid_on = InvoiceStatus.PAID, invoice.due_on
    await give_number(invoice)
    await access.add(invoice)
    await History(access, invoice.partner_id).tell(at, "invoice.issued", invoice, by=None, number=invoice.number)


def _day(at: datetime, calendar: Calendar) -> date:
    return at.astimezone(calendar.zone).date()
