"""The invoice: frozen the moment it is issued. A mistake is mended by another one that cancels it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypedDict

from tortoise import fields
from tortoise.indexes import Index

from graphapi.models.account import Language
from graphapi.models.base import Row, ScopedManager

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from graphapi.seller import Seller


class InvoiceKind(StrEnum):
    """A CANCELLATION takes back the invoice it refers to: the same lines, negative."""

    INVOICE = "INVOICE"
    CANCELLATION = "CANCELLATION"


class InvoiceStatus(StrEnum):
    """VOID is what was cancelled, and what cancels an invoice that nobody had paid."""

    OPEN = "OPEN"
    PAID = "PAID"
    VOID = "VOID"


class TaxCategory(StrEnum):
    """How value added tax is dealt with (``graphapi.services.billing`` says when)."""

    STANDARD = "STANDARD"
    REVERSE_CHARGE = "REVERSE_CHARGE"
    OUTSIDE_EU = "OUTSIDE_EU"


class Line(TypedDict):
    """A line of an invoice: so many months at a price, minor units and net; a cancellation's months are negative."""

    text: str
    quantity: int
    unit_amount: int
    net_amount: int


class Buyer(TypedDict):
    """Whom an invoice is for: the partner's billing identity at that time."""

    company: str
    street: str
    postal_code: str
    city: str
    country: str
    vat_id: str | None
    email: str


class Invoice(Row):
    """An invoice with all that stands on it. Amounts are minor units; those of a cancellation are negative.

    Only its payment, its reminders and that its document is made are ever written again: a trigger refuses any other
    change, on both databases.
    It outlives the partner's data, for the eight years that the law wants it kept, and so does the partner's row.
    """

    partner = fields.ForeignKeyField("models.Partner", on_delete=fields.RESTRICT)
    partner_id: UUID
    # 2026-000001; without a gap within a year
    number: str = fields.CharField(max_length=20, unique=True)
    kind: InvoiceKind = fields.CharEnumField(InvoiceKind, max_length=12, default=InvoiceKind.INVOICE)
    # The invoice that a CANCELLATION takes back, and why. The database knows it as a reference, Tortoise as a column:
    # a table that refers to itself, it takes for a circle.
    cancels_id: UUID | None = fields.UUIDField(null=True, unique=True)
    reason: str | None = fields.CharField(max_length=500, null=True)
    # Of its texts: the partner's at that time.
    language: Language = fields.CharEnumField(Language, max_length=2)
    issued_on: date = fields.DateField()
    due_on: date = fields.DateField()
    # What it bills, half-open as a subscription's period.
    period_start: date = fields.DateField()
    period_end: date = fields.DateField()
    seller: Seller = fields.JSONField()
    buyer: Buyer = fields.JSONField()
    lines: list[Line] = fields.JSONField()
    currency: str = fields.CharField(max_length=3)
    net_amount: int = fields.IntField()
    tax_category: TaxCategory = fields.CharEnumField(TaxCategory, max_length=14)
    # Percent
    vat_rate: int = fields.IntField()
    vat_amount: int = fields.IntField()
    gross_amount: int = fields.IntField()

    status: InvoiceStatus = fields.CharEnumField(InvoiceStatus, max_length=4, default=InvoiceStatus.OPEN)
    paid_on: date | None = fields.DateField(null=True)
    # SHA-256 of its document, in hexadecimals; None until that is made.
    document_digest: str | None = fields.CharField(max_length=64, null=True)
    # How often it was reminded of, and when last.
    reminders: int = fields.IntField(default=0)
    reminded_on: date | None = fields.DateField(null=True)

    @property
    def name(self) -> str:
        """Whom its mails go to."""
        return self.buyer["company"]

    @property
    def email(self) -> str:
        """Where its mails go."""
        return self.buyer["email"]

    class Meta:
        """Listed by number, newest first; looked through for what is overdue or has no document, over all partners."""

        table = "invoice"
        manager = ScopedManager()
        indexes = (
            Index(fields=("partner_id", "number")),
            Index(fields=("status", "due_on")),
            Index(fields=("document_digest",)),
        )


class InvoiceDocument(Row):
    """The file of an invoice, made once from its row; a trigger refuses any change, on both databases."""

    partner = fields.ForeignKeyField("models.Partner", on_delete=fields.RESTRICT)
    partner_id: UUID
    invoice = fields.ForeignKeyField("models.Invoice", on_delete=fields.RESTRICT)
    invoice_id: UUID
    # PDF/A-3 with the invoice's XML in it.
    content: bytes = fields.BinaryField()

    class Meta:
        """One an invoice."""

        table = "invoice_document"
        manager = ScopedManager()
        unique_together = (("partner", "invoice"),)
        indexes = (Index(fields=("invoice_id",)),)


class InvoiceCounter(Row):
    """The last number given in a year. Whoever takes the next one keeps it locked until the invoice is committed."""

    year: int = fields.IntField(unique=True)
    taken: int = fields.IntField()

    class Meta:
        """The platform's: one row a year."""

        table = "invoice_counter"
        manager = ScopedManager()
