"""Invoices: issuing them, taking one back, and what is paid of them.

An invoice is frozen when it is issued. Its number comes from its year's counter in the same transaction: whoever takes
the next one waits for the row until this invoice is committed, so that no number is missing, whatever is cut short.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from babel.dates import format_date

from graphapi import clock
from graphapi.access import Permission, operation
from graphapi.database import transaction
from graphapi.database.statements import fetch
from graphapi.errors import InvalidInput, WrongState
from graphapi.i18n import message, translate
from graphapi.ids import new_id
from graphapi.models import Buyer, Invoice, InvoiceKind, InvoiceStatus, Line, MailKind, Partner
from graphapi.services import audit, billing, outbox
from graphapi.services.filters import among, having
from graphapi.services.inputs import UNSET, Checks, Unset
from graphapi.services.locking import lock_partner

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from uuid import UUID

    from tortoise.queryset import QuerySet

    from graphapi.access import Access
    from graphapi.models import Language, Plan
    from graphapi.seller import Seller
    from graphapi.services.billing import Charge

NEXT_NUMBER = """
    INSERT INTO invoice_counter (id, year, taken) VALUES ($1, $2, 1)
    ON CONFLICT (year) DO UPDATE SET taken = invoice_counter.taken + 1
    RETURNING taken
"""
# As English is written for Europeans.
LOCALES = {"DE": "de_DE", "EN": "en_GB"}
WHOLE = message("Plan {plan}, {first} to {last}")
DIFFERENCE = message("Plan {plan} instead of a smaller one, {first} to {last}: the difference for whole months")


@operation(Permission.BILLING_READ)
def invoices(
    access: Access,
    *,
    status: Collection[InvoiceStatus] | None = None,
    partner_id: UUID | Unset | None = UNSET,
) -> QuerySet[Invoice]:
    """Return the invoices within sight that match every filter given; an id that is None matches nothing."""
    return having(among(access.rows(Invoice), "status", status), "partner_id", partner_id)


def today(access: Access) -> date:
    """Return the business's day."""
    return clock.now().astimezone(access.settings.time_zone).date()


def parties(access: Access, partner: Partner, *, path: str = "planCode") -> tuple[Seller, Buyer]:
    """Return who issues a partner's invoices and who gets them; raises InvalidInput where either is not known."""
    seller = access.settings.seller
    if seller is None:
        text = message("Nothing paid can be booked yet: the platform's own billing details are not set.")
        raise InvalidInput.at(path, text=text)
    if partner.billing_company is None:
        raise InvalidInput.at(path, text=message("A paid plan needs billing details. Please enter them first."))
    return seller, Buyer(
        company=partner.billing_company,
        street=partner.billing_street or "",
        postal_code=partner.billing_postal_code or "",
        city=partner.billing_city or "",
        country=partner.billing_country or billing.HOME,
        vat_id=partner.billing_vat_id,
        email=partner.billing_email or "",
    )


async def issue_invoice(
    access: Access, *, partner: Partner, plan: Plan, charge: Charge, path: str = "planCode"
) -> Invoice:
    """Issue the invoice of a charge and mail it, in the transaction that causes it, the partner locked.

    Raises InvalidInput at a path where there is no seller or no buyer.
    """
    invoice = new_invoice(access, partner, plan, charge, on=today(access), path=path)
    return await _add(access, invoice)


def new_invoice(
    access: Access, partner: Partner, plan: Plan, charge: Charge, *, on: date, path: str = "planCode"
) -> Invoice:
    """Make the invoice of a charge as of a day, with all but its number; raises InvalidInput as above."""
    line = Line(
        text=line_text(plan, charge, partner.language),
        quantity=charge.months,
        unit_amount=charge.monthly_amount,
        net_amount=charge.net_amount,
    )
    invoice = Invoice(
        partner_id=partner.id,
        language=partner.language,
        period_start=charge.period_start,
        period_end=charge.period_end,
        lines=[line],
        currency=plan.currency,
    )
    _bill_to(access, invoice, partner, on=on, path=path)
    return invoice


async def give_number(invoice: Invoice) -> None:
    """Give an invoice the next number of its year, the last of all locks that a transaction takes."""
    [[taken]] = await fetch(NEXT_NUMBER, new_id(), invoice.issued_on.year)
    invoice.number = f"{invoice.issued_on.year}-{taken:06}"


def line_text(plan: Plan, charge: Charge, language: Language) -> str:
    """Return what a line bills, in the language of its invoice; the last day is included."""
    locale = LOCALES[language]
    text = DIFFERENCE if charge.is_difference else WHOLE
    values = {
        "plan": plan.name,
        "first": format_date(charge.period_start, "medium", locale=locale),
        "last": format_date(charge.period_end - timedelta(days=1), "medium", locale=locale),
    }
    return translate(message(text.text, **values), language.lower())


@operation(Permission.INVOICES_WRITE)
async def mark_invoice_paid(access: Access, *, invoice_id: UUID | None, paid_on: date | None = None) -> Invoice:
    """Record that an invoice was paid, today without a day; of a cancellation invoice, that the money was paid back.

    Raises InvalidInput for a day to come or before the invoice's, NotFound, and WrongState unless it is open.
    """
    async with transaction():
        invoice = await _get_locked(access, invoice_id)
        if invoice.status is not InvoiceStatus.OPEN:
            raise WrongState(message("This invoice is not open any more."))
        day = paid_on or today(access)
        if not invoice.issued_on <= day <= today(access):
            text = message("Please enter a day from the invoice's own up to today.")
            raise InvalidInput.at("paidOn", text=text)
        await _set(access, invoice, status=InvoiceStatus.PAID, paid_on=day)
        await audit.record(access, "invoice.paid", subject=invoice, number=invoice.number)
        return invoice


@operation(Permission.INVOICES_WRITE)
async def void_invoice(access: Access, *, invoice_id: UUID | None, reason: str, reissue: bool = False) -> Invoice:
    """Take an invoice back by another one, which refers to it and has its own number; returns the first.

    The subscription stays as it is. With ``reissue`` the same is billed anew at once, with the partner's present
    billing details. Raises InvalidInput, NotFound, and WrongState for what is void already or takes one back itself.
    """
    checks = Checks()
    reason = checks.required(("reason",), reason, most=500)
    checks.done()
    async with transaction():
        invoice = await _get_locked(access, invoice_id)
        if invoice.kind is InvoiceKind.CANCELLATION:
            raise WrongState(message("This is itself the cancellation of an invoice."))
        if invoice.status is InvoiceStatus.VOID:
            raise WrongState(message("This invoice is cancelled already."))
        partner = await access.get(Partner, invoice.partner_id)
        was_paid = invoice.status is InvoiceStatus.PAID
        await _set(access, invoice, status=InvoiceStatus.VOID)
        await _add(access, _taken_back(access, invoice, reason, is_owed=was_paid), canceled=invoice.number)
        await audit.record(access, "invoice.voided", subject=invoice, number=invoice.number, reason=reason)
        if reissue:
            again = _copy(invoice, invoice.lines)
            _bill_to(access, again, partner, on=today(access), path="reissue")
            await _add(access, again)
        return invoice


async def remind(access: Access, invoice: Invoice) -> bool:
    """Remind of an overdue invoice, unless another process has; returns whether it did."""
    on = today(access)
    async with transaction():
        same = access.rows(Invoice).filter(id=invoice.id, status=InvoiceStatus.OPEN, reminders=invoice.reminders)
        if not await same.update(reminders=invoice.reminders + 1, reminded_on=on):
            return False
        await _mail(access, invoice, MailKind.INVOICE_REMINDER)
        await audit.record(access, "invoice.reminded", subject=invoice, number=invoice.number)
        return True


def _bill_to(access: Access, invoice: Invoice, partner: Partner, *, on: date, path: str) -> None:
    """Complete an invoice that has its lines by its day, seller, buyer, tax and sums."""
    invoice.seller, invoice.buyer = parties(access, partner, path=path)
    tax = billing.tax_of(invoice.buyer["country"], invoice.buyer["vat_id"], on)
    invoice.tax_category, invoice.vat_rate = tax.category, tax.rate
    net = sum(line["net_amount"] for line in invoice.lines)
    invoice.net_amount, invoice.vat_amount, invoice.gross_amount = net, tax.of(net), net + tax.of(net)
    invoice.issued_on, invoice.due_on = on, on + billing.DUE_AFTER


def _taken_back(access: Access, invoice: Invoice, reason: str, *, is_owed: bool) -> Invoice:
    """Make what takes an invoice back: the same to the cent, from the same seller to the same buyer, negative."""
    back = _copy(
        invoice, [{**line, "quantity": -line["quantity"], "net_amount": -line["net_amount"]} for line in invoice.lines]
    )
    back.kind, back.cancels_id, back.reason = InvoiceKind.CANCELLATION, invoice.id, reason
    # What was not paid is not paid back either: the two are settled with each other.
    back.status = InvoiceStatus.OPEN if is_owed else InvoiceStatus.VOID
    back.seller, back.buyer = invoice.seller, invoice.buyer
    back.tax_category, back.vat_rate = invoice.tax_category, invoice.vat_rate
    back.net_amount, back.vat_amount = -invoice.net_amount, -invoice.vat_amount
    back.gross_amount = -invoice.gross_amount
    back.issued_on = back.due_on = today(access)
    return back


def _copy(invoice: Invoice, lines: list[Line]) -> Invoice:
    return Invoice(
        partner_id=invoice.partner_id,
        language=invoice.language,
        period_start=invoice.period_start,
        period_end=invoice.period_end,
        lines=lines,
        currency=invoice.currency,
    )


async def _add(access: Access, invoice: Invoice, *, canceled: str | None = None) -> Invoice:
    """Add an invoice with its number, and queue its mail."""
    await give_number(invoice)
    await access.add(invoice)
    await _mail(access, invoice, MailKind.INVOICE, canceled=canceled)
    await audit.record(access, "invoice.issued", subject=invoice, number=invoice.number)
    return invoice


async def _mail(access: Access, invoice: Invoice, kind: MailKind, *, canceled: str | None = None) -> None:
    await outbox.queue_mail(
        access,
        kind=kind,
        person=invoice,
        partner_id=invoice.partner_id,
        number=invoice.number,
        gross=invoice.gross_amount,
        currency=invoice.currency,
        due_on=invoice.due_on.isoformat(),
        canceled=canceled,
    )


async def _get_locked(access: Access, invoice_id: UUID | None) -> Invoice:
    invoice = await access.get(Invoice, invoice_id)
    await lock_partner(access, invoice.partner_id)
    return await access.get(Invoice, invoice_id)


async def _set(access: Access, invoice: Invoice, **columns: object) -> None:
    """Write what is not frozen, and nothing else: a trigger refuses the rest even if it stays the same."""
    await access.rows(Invoice).filter(id=invoice.id).update(**columns)
    for name, value in columns.items():
        setattr(invoice, name, value)
