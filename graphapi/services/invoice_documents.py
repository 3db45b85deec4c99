"""The documents of invoices: made in the background from the frozen rows, once, and handed out to who may see those.

They lie in the database, so that any process may make one and any other hand it out. Two that make the same one at once
come to the same bytes, and the second leaves it at that.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from typing import TYPE_CHECKING

from graphapi.access import Permission, operation
from graphapi.database import transaction
from graphapi.documents import file_name
from graphapi.documents.apart import make_document_apart
from graphapi.errors import NotFound
from graphapi.logs import log_unexpected
from graphapi.models import Invoice, InvoiceDocument

if TYPE_CHECKING:
    from typing import NoReturn
    from uuid import UUID

    from graphapi.access import Access

log = logging.getLogger(__name__)

# In seconds.
PAUSE = 3
# After a failure, which is not gone in a moment.
LONG_PAUSE = 60
MOST_AT_ONCE = 100


@operation(Permission.BILLING_READ)
async def get_invoice_document(access: Access, *, invoice_id: UUID | None) -> tuple[str, bytes]:
    """Return the name and the content of an invoice's file; raises NotFound, also until it is made."""
    invoice = await access.get(Invoice, invoice_id)
    document = await access.rows(InvoiceDocument).get_or_none(partner_id=invoice.partner_id, invoice_id=invoice.id)
    if document is None:
        raise NotFound
    return file_name(invoice), document.content


async def keep_making_documents(access: Access) -> NoReturn:
    """Make documents as invoices are issued, with the system's access, until cancelled."""
    while True:
        pause = PAUSE
        try:
            if await make_documents(access):
                pause = LONG_PAUSE
        except Exception:  # such as a database that restarts
            log.exception("Invoices' documents cannot be made; it is tried again in a moment")
        await asyncio.sleep(pause)


async def make_documents(access: Access) -> int:
    """Make the document of each invoice that has none, with the system's access; return how many failed."""
    failed = 0
    missing = access.rows(Invoice).filter(document_digest__isnull=True).order_by("id")
    invoices = await missing.limit(MOST_AT_ONCE)
    while invoices:
        for invoice in invoices:
            try:
                await ensure_document(access, invoice)
            except Exception as error:  # noqa: BLE001 - one that cannot be made must not hold up the others
                log_unexpected(log, f"document of invoice {invoice.number}", error)
                failed += 1
        invoices = await missing.filter(id__gt=invoices[-1].id).limit(MOST_AT_ONCE)
    return failed


async def ensure_document(access: Access, invoice: Invoice) -> bytes:
    """Return the document of an invoice, with the system's access; make it first where nobody has."""
    of_invoice = access.rows(InvoiceDocument).filter(partner_id=invoice.partner_id, invoice_id=invoice.id)
    document = await of_invoice.first()
    if document is not None:
        return document.content
    canceled = None if invoice.cancels_id is None else await access.get(Invoice, invoice.cancels_id)
    content = await make_document_apart(invoice, canceled)
    async with transaction():
        unmade = access.rows(Invoice).filter(id=invoice.id, document_digest__isnull=True)
        if not await unmade.update(document_digest=hashlib.sha256(content).hexdigest()):
            return (await of_invoice.get()).content
        await access.add(InvoiceDocument(partner_id=invoice.partner_id, invoice_id=invoice.id, content=content))
    return content
