"""Documents: the file of an invoice, a PDF/A-3 for people with the EN 16931 XML for their programs in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapi.documents.e_invoice import e_invoice
from graphapi.documents.pdf import invoice_pdf
from graphapi.documents.texts import file_name

if TYPE_CHECKING:
    from graphapi.models import Invoice

__all__ = ["e_invoice", "file_name", "invoice_pdf", "make_document"]


def make_document(invoice: Invoice, canceled: Invoice | None = None) -> bytes:
    """Return the PDF of an invoice with its XML in it; ``canceled`` is the one that a cancellation takes back.

    It is made of these rows alone, and they never change: so it is always the same bytes.
    """
    return invoice_pdf(invoice, canceled, e_invoice(invoice, canceled))
