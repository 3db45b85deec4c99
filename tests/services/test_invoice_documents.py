"""The documents of invoices: made once, in the background, and handed out to who may see the invoice."""

from __future__ import annotations

import asyncio
import hashlib
from email import message_from_bytes
from email.policy import default
from io import BytesIO

import pytest
from pypdf import PdfReader
from tortoise.exceptions import IntegrityError, OperationalError

from graphapi import documents
from graphapi.database import transaction
from graphapi.documents.apart import make_document_apart
from graphapi.errors import Forbidden, NotFound, Unauthenticated
from graphapi.mail.sender import Sender
from graphapi.models import Invoice, InvoiceDocument, Mail, MailState
from graphapi.services import invoice_documents
from graphapi.services.invoice_documents import ensure_document, get_invoice_document, make_documents
from graphapi.services.invoices import void_invoice
from tests.asking import ask
from tests.invoices import SELLER, add_invoice
from tests.services.booking import west_on
from tests.world import with_settings


class Postbox:
    """A mail server that keeps what it is given."""

    def __init__(self) -> None:
        self.letters = []

    async def deliver(self, message, *, sender: str, recipient: str) -> None:
        self.letters.append(message_from_bytes(message.as_bytes(), policy=default))

    async def close(self) -> None: ...


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


async def test_every_invoice_gets_one_and_knows_its_digest(world):
    first = await add_invoice(world.north.partner, number="2026-000001")
    await add_invoice(world.south.partner, number="2026-000002")

    assert await make_documents(world.system) == 0
    assert await make_documents(world.system) == 0

    assert await world.system.rows(InvoiceDocument).count() == 2
    name, content = await get_invoice_document(world.north.owner.access, invoice_id=first.id)
    assert name == "Invoice-2026-000001.pdf"
    row = await world.system.get(Invoice, first.id)
    assert row.document_digest == hashlib.sha256(content).hexdigest()


async def test_it_is_made_in_another_process_which_says_what_went_wrong(world):
    invoice = await add_invoice(world.north.partner)
    assert await make_document_apart(invoice, None) == documents.make_document(invoice)

    invoice.lines = [{}]
    with pytest.raises(RuntimeError, match=r"^KeyError: 'quantity'$"):
        await make_document_apart(invoice, None)


async def test_two_at_once_make_one(world):
    invoice = await add_invoice(world.north.partner)

    contents = await asyncio.gather(*(ensure_document(world.system, invoice) for _ in range(4)))

    assert len(set(contents)) == 1
    assert await world.system.rows(InvoiceDocument).count() == 1


async def test_it_is_of_the_frozen_row_whatever_is_set_by_then(world, clock):
    partner = await west_on(world, clock, "s")
    [invoice] = await partner.invoices()
    others = {
        f"seller_{part}": value for part, value in (SELLER | {"name": "Another GmbH"}).items() if part != "country"
    }
    later = with_settings(world.system, **others)
    assert later.settings.seller["name"] == "Another GmbH"

    await make_documents(later)

    _, content = await get_invoice_document(partner.owner.access, invoice_id=invoice.id)
    assert content == documents.make_document(invoice)
    assert "Another GmbH" not in text_of(content)
    assert invoice.seller["name"] in text_of(content)


async def test_neither_it_nor_its_digest_is_ever_changed(world):
    invoice = await add_invoice(world.north.partner)
    await make_documents(world.system)

    for rows, columns in (
        (world.system.rows(InvoiceDocument), {"content": b"%PDF"}),
        (world.system.rows(Invoice).filter(id=invoice.id), {"document_digest": "0" * 64}),
    ):
        with pytest.raises((IntegrityError, OperationalError), match="an invoice is never changed"):
            async with transaction():
                await rows.update(**columns)


async def test_owners_and_operators_get_it_and_nobody_else(world):
    invoice = await add_invoice(world.north.partner)
    await make_documents(world.system)

    for who in (world.north.owner, world.operator):
        _, content = await get_invoice_document(who.access, invoice_id=invoice.id)
        assert content.startswith(b"%PDF-1.7")
    with pytest.raises(NotFound):
        await get_invoice_document(world.south.owner.access, invoice_id=invoice.id)
    for who in (world.north.editor, world.north.viewer, world.north.anna):
        with pytest.raises(Forbidden):
            await get_invoice_document(who.access, invoice_id=invoice.id)
    with pytest.raises(Unauthenticated):
        await get_invoice_document(world.anonymous, invoice_id=invoice.id)


async def test_until_it_is_made_there_is_none(world):
    invoice = await add_invoice(world.north.partner)

    assert await ask(world.north.owner.access, "{ invoices { nodes { pdfUrl } } }") == {
        "invoices": {"nodes": [{"pdfUrl": None}]}
    }
    for key in (invoice.id, None):
        with pytest.raises(NotFound):
            await get_invoice_document(world.north.owner.access, invoice_id=key)


async def test_one_that_cannot_be_made_holds_up_no_other(world, monkeypatch):
    await add_invoice(world.north.partner, number="2026-000001")
    second = await add_invoice(world.north.partner, number="2026-000002")

    async def made(invoice, canceled):
        if invoice.number == "2026-000001":
            raise RuntimeError("out of ink")
        return documents.make_document(invoice, canceled)

    monkeypatch.setattr(invoice_documents, "make_document_apart", made)

    assert await make_documents(world.system) == 1
    assert [document.invoice_id for document in await world.system.rows(InvoiceDocument)] == [second.id]
    monkeypatch.undo()
    assert await make_documents(world.system) == 0
    assert await world.system.rows(InvoiceDocument).count() == 2


async def test_a_cancellation_tells_what_it_takes_back(world, clock):
    partner = await west_on(world, clock, "s")
    [invoice] = await partner.invoices()
    await void_invoice(world.operator.access, invoice_id=invoice.id, reason="Falsche Anschrift.")

    await make_documents(world.system)

    [_, back] = await partner.invoices()
    _, content = await get_invoice_document(partner.owner.access, invoice_id=back.id)
    assert "Storniert wird die Rechnung 2026-000001 vom 1. Januar 2026. Falsche Anschrift." in text_of(content)


async def test_its_mail_brings_it_along(world, clock):
    partner = await west_on(world, clock, "s")
    [invoice] = await partner.invoices()
    postbox = Postbox()

    await Sender(world.system, postbox).send_due()

    [letter] = [letter for letter in postbox.letters if letter["To"].addresses[0].addr_spec == "invoices@west.example"]
    [attached] = letter.iter_attachments()
    assert (attached.get_content_type(), attached.get_filename()) == ("application/pdf", "Rechnung-2026-000001.pdf")
    _, content = await get_invoice_document(partner.owner.access, invoice_id=invoice.id)
    assert attached.get_content() == content
    assert "liegt im Anhang" in letter.get_body(("plain",)).get_content()


async def test_a_mail_waits_for_a_document_that_cannot_be_made_now(world, clock, monkeypatch):
    await west_on(world, clock, "s")
    postbox = Postbox()

    async def made(invoice, canceled):
        raise RuntimeError("out of ink")

    monkeypatch.setattr(invoice_documents, "make_document_apart", made)
    await Sender(world.system, postbox).send_due()

    [mail] = await world.system.rows(Mail).filter(to_email="invoices@west.example")
    assert (mail.state, mail.error) == (MailState.QUEUED, "The invoice's document is not made yet.")
    monkeypatch.undo()
    await world.system.rows(Mail).filter(id=mail.id).update(next_attempt_at=mail.queued_at)
    await Sender(world.system, postbox).send_due()
    mail = await world.system.get(Mail, mail.id)
    assert (mail.state, mail.error) == (MailState.SENT, None)
