"""Invoices as a test needs them, made without a service."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from graphapi.models import Buyer, Invoice, InvoiceKind, Language, Line, TaxCategory
from graphapi.seller import Seller
from tests.world import SYSTEM_ACCESS

if TYPE_CHECKING:
    from graphapi.models import Partner

ISSUED = date(2026, 7, 1)
SELLER = Seller(
    name="Konto Betrieb GmbH",
    street="Hafenstr. 1",
    postal_code="20457",
    city="Hamburg",
    country="DE",
    vat_id="DE136695976",
    tax_number=None,
    iban="DE89370400440532013000",
    bic=None,
    email="billing@kundenkonto.example",
)
BUYER = Buyer(
    company="North Design GmbH",
    street="Hauptstr. 1",
    postal_code="10115",
    city="Berlin",
    country="DE",
    vat_id=None,
    email="invoices@north.example",
)
A_YEAR_OF_M = Line(text="Plan M", quantity=12, unit_amount=450, net_amount=5400)


def invoice_of(**columns: Any) -> Invoice:
    """An open invoice over a year of M: 54.00 € net, 64.26 € gross."""
    return Invoice(
        **{
            "number": "2026-000001",
            "kind": InvoiceKind.INVOICE,
            "language": Language.EN,
            "issued_on": ISSUED,
            "due_on": ISSUED + timedelta(days=14),
            "period_start": ISSUED,
            "period_end": ISSUED.replace(year=ISSUED.year + 1),
            "seller": SELLER,
            "buyer": BUYER,
            "lines": [A_YEAR_OF_M],
            "currency": "EUR",
            "net_amount": 5400,
            "tax_category": TaxCategory.STANDARD,
            "vat_rate": 19,
            "vat_amount": 1026,
            "gross_amount": 6426,
        }
        | columns
    )


async def add_invoice(partner: Partner, **columns: Any) -> Invoice:
    """Add the same to a partner, which is billed."""
    buyer = BUYER | {"company": partner.name, "email": f"invoices@{partner.slug}.example"}
    invoice = invoice_of(**{"partner_id": partner.id, "buyer": buyer} | columns)
    await SYSTEM_ACCESS.add(invoice)
    return invoice
