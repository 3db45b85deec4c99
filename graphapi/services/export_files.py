"""The files of a partner's export, written into a ZIP a batch of rows at a time."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Any, TypeVar, cast
from zipfile import ZIP_DEFLATED, ZipFile

from graphapi.documents import file_name
from graphapi.models import (
    AgreementAcceptance,
    AuditEntry,
    Customer,
    Invoice,
    InvoiceDocument,
    Logo,
    Mail,
    Member,
    Partner,
    Plan,
    Share,
    ShareRecipient,
    Subscription,
)
from graphapi.services import facts
from graphapi.services.customer_files import write
from graphapi.services.shares import PASSWORD_PLACE

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence
    from uuid import UUID

    from tortoise.queryset import QuerySet

    from graphapi.access import Access
    from graphapi.models import PartnerExport, Row

    RowT = TypeVar("RowT", bound=Row)

# Rows read at a time, and bytes of a piece, more or less.
BATCH = 200
PIECE = 512 * 1024
CSV_COLUMNS = (
    "id",
    "number",
    "firstName",
    "lastName",
    "company",
    "email",
    "username",
    "language",
    "status",
    "createdAt",
    "lastSignInAt",
    "note",
)
INVOICE_COLUMNS = (
    "number",
    "kind",
    "status",
    "issued_on",
    "due_on",
    "paid_on",
    "period_start",
    "period_end",
    "seller",
    "buyer",
    "lines",
    "currency",
    "net_amount",
    "tax_category",
    "vat_rate",
    "vat_amount",
    "gross_amount",
)


class _Pieces:
    """What a ZIP is written to: it cannot be gone back in, and what is in it is taken away piece by piece."""

    def __init__(self) -> None:
        self._written = bytearray()

    def write(self, data: bytes) -> int:
        """Take what comes next."""
        self._written += data
        return len(data)

    def flush(self) -> None:
        """Do nothing: nothing is held back."""

    def __len__(self) -> int:
        return len(self._written)

    def take(self) -> bytes:
        """Return what was written since the last time."""
        taken = bytes(self._written)
        self._written.clear()
        return taken


async def zipped(access: Access, export: PartnerExport) -> AsyncGenerator[bytes]:
    """Write the ZIP with the system's access, and give it in pieces."""
    pieces = _Pieces()
    with ZipFile(cast("IO[bytes]", pieces), "w", ZIP_DEFLATED) as archive:
        async for name, parts in _files(access, export):
            with archive.open(name, "w", force_zip64=True) as entry:
                async for part in parts:
                    entry.write(part)
                    if len(pieces) >= PIECE:
                        yield pieces.take()
    yield pieces.take()


async def _files(access: Access, export: PartnerExport) -> AsyncIterator[tuple[str, AsyncIterator[bytes]]]:
    """Give each file's name and its content."""
    partner = await access.get(Partner, export.partner_id)
    language = export.language.lower()

    def of(model: type[RowT]) -> QuerySet[RowT]:
        return access.rows(model).filter(partner_id=partner.id)

    yield "partner.json", _one(await _about(access, partner))
    logo = await of(Logo).first()
    if logo is not None:
        yield f"logo.{logo.content_type.partition('/')[2]}", _whole(logo.content)
    yield "team.json", _all(of(Member), facts.member_facts)
    with_note = not export.by_operator
    yield "customers.json", _all(of(Customer), lambda row: facts.customer_facts(row, with_note=with_note))
    yield "customers.csv", _table(of(Customer), with_note=with_note)

    async def shares(rows: Sequence[Share]) -> list[facts.Facts]:
        recipients = await of(ShareRecipient).filter(share_id__in=[row.id for row in rows])
        received: dict[UUID, list[UUID]] = {}
        for recipient in recipients:
            received.setdefault(recipient.share_id, []).append(recipient.customer_id)
        found: list[facts.Facts] = []
        for row in rows:
            share = facts.share_facts(row, with_url=not export.by_operator)
            share["recipients"] = facts.ids_of("customer", received.get(row.id, ()))
            if export.includes_passwords and row.password_sealed is not None:
                share["password"] = access.keys.unseal(
                    row.password_sealed, place=PASSWORD_PLACE, row_id=row.id, partner_id=row.partner_id
                )
            found.append(share)
        return found

    yield "shares.json", _batches(of(Share), shares)
    yield "mails.json", _all(of(Mail), facts.mail_facts)
    yield "log.json", _all(of(AuditEntry), lambda row: facts.entry_facts(row, language, with_actor=True))
    yield "agreements.json", _all(of(AgreementAcceptance), facts.agreement_facts)
    yield "invoices.json", _all(of(Invoice), lambda row: facts.frozen_facts(row, INVOICE_COLUMNS))
    async for batch in _read(of(Invoice)):
        for invoice in batch:
            document = await of(InvoiceDocument).get_or_none(invoice_id=invoice.id)
            if document is not None:
                yield f"invoices/{file_name(invoice)}", _whole(document.content)


async def _about(access: Access, partner: Partner) -> facts.Facts:
    about = facts.partner_facts(partner)
    booked = await access.rows(Subscription).get_or_none(partner_id=partner.id)
    if booked is not None:
        about["subscription"] = facts.subscription_facts(booked, (await access.get(Plan, booked.plan_id)).code)
    return about


async def _one(content: facts.Facts) -> AsyncGenerator[bytes]:
    yield _json(content)


async def _whole(content: bytes) -> AsyncGenerator[bytes]:
    yield content


def _all(rows: QuerySet[RowT], said: Callable[[RowT], facts.Facts]) -> AsyncGenerator[bytes]:
    async def batch(found: Sequence[RowT]) -> list[facts.Facts]:
        return [said(row) for row in found]

    return _batches(rows, batch)


async def _batches(
    rows: QuerySet[RowT], said: Callable[[Sequence[RowT]], Awaitable[list[facts.Facts]]]
) -> AsyncGenerator[bytes]:
    """Write rows as a JSON array, a batch of them at a time, the oldest first."""
    begin = b"[\n"
    async for batch in _read(rows):
        yield begin + b",\n".join([_json(row) for row in await said(batch)])
        begin = b",\n"
    yield b"\n]\n" if begin == b",\n" else b"[]\n"


async def _read(rows: QuerySet[RowT]) -> AsyncGenerator[list[RowT]]:
    """Read rows by their keys, a batch at a time and never none."""
    following = rows
    while batch := await following.order_by("id").limit(BATCH):
        yield batch
        following = rows.filter(id__gt=batch[-1].id)


async def _table(rows: QuerySet[Customer], *, with_note: bool) -> AsyncGenerator[bytes]:
    """Write customers as CSV (RFC 4180), in UTF-8 with the mark that spreadsheets know it by."""
    columns = [column for column in CSV_COLUMNS if with_note or column != "note"]
    yield b"\xef\xbb\xbf" + write([columns], delimiter=",").encode()
    async for batch in _read(rows):
        said = [facts.customer_facts(row, with_note=with_note) for row in batch]
        yield write([[each[column] or "" for column in columns] for each in said], delimiter=",").encode()


def _json(content: Any) -> bytes:  # noqa: ANN401 - whatever JSON can hold
    return json.dumps(content, ensure_ascii=False).encode()
