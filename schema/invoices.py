"""Invoices: what partners are billed, what is paid of it, and what is taken back."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Self
from uuid import UUID

import strawberry

from graphapi import models
from graphapi.access import Permission
from graphapi.links import invoice_link
from graphapi.services import invoices
from schema.connections import After, Before, Connection, First, Last, Page
from schema.context import Context, Info
from schema.enums import InvoiceKind, InvoiceStatus, TaxCategory
from schema.errors import InvalidInput, NotFound, WrongState
from schema.execution.mapping import Relation, over, wrap
from schema.execution.pages import Order
from schema.faces import BillingDetails
from schema.fields import column, computed, contextual, mutation, node_id, query, relation
from schema.inputs import Entered, Filter
from schema.money import Money, money
from schema.node import Node, filter_key, key_of
from schema.scalars import Url

if TYPE_CHECKING:
    from schema.partners import Partner

NEWEST_NUMBER_FIRST = Order("NUMBER", "number", descending=True)


@strawberry.type(description="A line of an invoice: so many months at a price.")
class InvoiceLine:
    text: str = strawberry.field(description="What is billed, in the language of the invoice.")
    quantity: int = strawberry.field(description="How many months; negative on a cancellation.")
    unit_price: Money = strawberry.field(description="Net, a month.")
    net: Money = strawberry.field(description="Net, of them all.")

    @classmethod
    def all(cls, lines: list[dict[str, Any]], currency: str) -> list[Self]:
        """Make them of an invoice's columns."""
        return [
            cls(
                text=line["text"],
                quantity=line["quantity"],
                unit_price=money(line["unit_amount"], currency),
                net=money(line["net_amount"], currency),
            )
            for line in lines
        ]


def _pdf_url(context: Context, key: UUID, document_digest: str | None) -> Url | None:
    return None if document_digest is None else Url(invoice_link(context.settings, key))


@over(models.Invoice)
@strawberry.type(description="An invoice. It is never changed: a mistake is mended by another one that cancels it.")
class Invoice(Node):
    row: strawberry.Private[models.Invoice]
    id: strawberry.ID = node_id("invoice")
    number: str = column("number", "Without a gap within a year, such as 2026-000001.")
    kind: InvoiceKind = column("kind", "Whether it bills, or takes another one back.")
    status: InvoiceStatus = column("status", "Whether it is paid.")
    partner: Annotated["Partner", strawberry.lazy("schema.partners")] = relation(
        Relation(models.Partner, key="partner_id"), "Who is billed."
    )
    buyer: BillingDetails = computed(
        BillingDetails.frozen, ("buyer",), "Who is billed, as it stands on the invoice whatever the partner is by now."
    )
    issued_on: date = column("issued_on", "Its day.")
    due_on: date = column("due_on", "Until when it is to be paid.")
    paid_on: date | None = column("paid_on", "When it was paid; of a cancellation, when the money was paid back.")
    period_start: date = column("period_start", "The first day that it bills.")
    period_end: date = column("period_end", "The day after the last that it bills.")
    lines: list[InvoiceLine] = computed(InvoiceLine.all, ("lines", "currency"), "What stands on it.")
    net: Money = computed(money, ("net_amount", "currency"), "Without tax; negative on a cancellation, as all amounts.")
    tax_category: TaxCategory = column("tax_category", "How value added tax is dealt with.")
    vat_rate: int = column("vat_rate", "Percent, such as 19.")
    vat: Money = computed(money, ("vat_amount", "currency"), "The value added tax.")
    gross: Money = computed(money, ("gross_amount", "currency"), "What is to be paid.")
    cancels: Annotated["Invoice", strawberry.lazy("schema.invoices")] | None = relation(
        Relation(models.Invoice, key="cancels_id"), "The invoice that this one takes back."
    )
    canceled_by: Annotated["Invoice", strawberry.lazy("schema.invoices")] | None = relation(
        Relation(models.Invoice, column="cancels_id"), "The one that takes this back."
    )
    reason: str | None = column("reason", "Why it takes another one back.")
    reminders: int = column("reminders", "How often it was reminded of: three times at most.")
    reminded_on: date | None = column("reminded_on", "When last.")
    pdf_url: Url | None = contextual(
        _pdf_url,
        ("id", "document_digest"),
        "Where to GET it as a PDF/A-3 with its EN 16931 XML (Factur-X, ZUGFeRD) in it, signed in or with a bearer "
        "token. Null until it is made, a moment after issue.",
    )


@strawberry.type(description="A page of invoices.")
class InvoiceConnection(Connection[Invoice]):
    """Invoices, a page at a time."""


@strawberry.input(description="Which invoices; all conditions together.")
class InvoiceFilter:
    status: list[InvoiceStatus] | None = strawberry.field(default=None, description="Any of these.")
    partner_id: strawberry.ID | None = strawberry.field(default=None, description="Of this partner; for operators.")


@strawberry.input(description="When an invoice was paid.")
class MarkInvoicePaidInput:
    paid_on: date | None = strawberry.field(
        default=None, description="A day from the invoice's own up to today; today without one."
    )


@strawberry.input(description="Why an invoice is taken back.")
class VoidInvoiceInput:
    reason: str = strawberry.field(description="Up to 500 characters; it stands on the invoice that takes it back.")
    reissue: bool = strawberry.field(
        default=False, description="Bills the same anew at once, with the partner's present billing details."
    )


@strawberry.type(description="An invoice was paid or taken back.")
class InvoiceSaved:
    invoice: Invoice = strawberry.field(description="The invoice as it is now; canceledBy leads to what takes it back.")


InvoiceId = Annotated[strawberry.ID, strawberry.argument(description="Which invoice: its id, invoice_….")]

MarkInvoicePaidResult = Annotated[
    InvoiceSaved | InvalidInput | NotFound | WrongState,
    strawberry.union("MarkInvoicePaidResult", description="What markInvoicePaid comes to."),
]
VoidInvoiceResult = Annotated[
    InvoiceSaved | InvalidInput | NotFound | WrongState,
    strawberry.union("VoidInvoiceResult", description="What voidInvoice comes to."),
]


def page_of_invoices(
    info: Info,
    filter: InvoiceFilter | None,
    first: int | None,
    after: str | None,
    last: int | None,
    before: str | None,
) -> Page:
    """Return the page that a list's arguments ask for."""
    wanted = filter or InvoiceFilter()
    rows = invoices.invoices(
        info.context.access, status=wanted.status, partner_id=filter_key("partner", wanted.partner_id)
    )
    return Page(rows, InvoiceConnection, NEWEST_NUMBER_FIRST, first, after, last, before)


@strawberry.type
class InvoiceQuery:
    """Reading invoices."""

    @query("Invoices, the newest first: owners' own, operators' all.", Permission.BILLING_READ)
    def invoices(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Filter[InvoiceFilter] = None,
    ) -> InvoiceConnection | None:
        return page_of_invoices(info, filter, first, after, last, before)  # pyright: ignore[reportReturnType]


@strawberry.type
class InvoiceMutation:
    """Changing what is not frozen of invoices."""

    @mutation("Record that an open invoice was paid, or a cancelled one paid back.", Permission.INVOICES_WRITE)
    async def mark_invoice_paid(
        self, info: Info, id: InvoiceId, input: Entered[MarkInvoicePaidInput]
    ) -> MarkInvoicePaidResult | None:
        key = key_of("invoice", id)
        row = await invoices.mark_invoice_paid(info.context.access, invoice_id=key, paid_on=input.paid_on)
        return InvoiceSaved(invoice=wrap(row))

    @mutation(
        "Take an invoice back by another one with its own number, which is mailed. The subscription stays as it is.",
        Permission.INVOICES_WRITE,
    )
    async def void_invoice(
        self, info: Info, id: InvoiceId, input: Entered[VoidInvoiceInput]
    ) -> VoidInvoiceResult | None:
        key = key_of("invoice", id)
        row = await invoices.void_invoice(
            info.context.access, invoice_id=key, reason=input.reason, reissue=input.reissue
        )
        return InvoiceSaved(invoice=wrap(row))
