"""Exporting customers as a file, a part at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tortoise.expressions import Q

from graphapi import clock
from graphapi.access import Permission, operation
from graphapi.models import Share, ShareRecipient
from graphapi.services import audit
from graphapi.services.customer_files import CustomerColumn, headers, write

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from graphapi.access import Access
    from graphapi.models import Customer

# Never a folder's password.
COLUMNS = [column for column in CustomerColumn if column is not CustomerColumn.PASSWORD]
# What spreadsheets expect where commas stand in numbers, and where they do not.
DELIMITERS = {"de": ";", "en": ","}


@operation(Permission.CUSTOMERS_WRITE)
async def export_customers(access: Access, *, customers: Sequence[Customer], is_beginning: bool, language: str) -> str:
    """Return customers within sight as lines of a file that can be imported again, with the links they see at present.

    The beginning has the headers, in the language, and is recorded. Several links of a customer stand in one cell, line
    by line, and so do their titles.
    """
    rows = [headers(COLUMNS, language)] if is_beginning else []
    folders = await _folders(access, [customer.id for customer in customers])
    for customer in customers:
        cells = _cells(customer, folders.get(customer.id, ()))
        rows.append([cells[column] or "" for column in COLUMNS])
    if is_beginning:
        await audit.record(access, "customers.exported")
    return write(rows, delimiter=DELIMITERS[language])


async def _folders(access: Access, customer_ids: Sequence[UUID]) -> dict[UUID, list[Share]]:
    """Return what each customer receives by name and sees now, in display order."""
    if not customer_ids:
        return {}
    now = clock.now()
    received = await access.rows(ShareRecipient).filter(customer_id__in=customer_ids)
    visible = access.rows(Share).filter(
        Q(Q(valid_from__isnull=True), Q(valid_from__lte=now), join_type=Q.OR),
        Q(Q(valid_until__isnull=True), Q(valid_until__gt=now), join_type=Q.OR),
    )
    ids = {row.share_id for row in received}
    shares = await visible.filter(id__in=ids).order_by("position", "id") if ids else []
    recipients: dict[UUID, list[UUID]] = {}
    for row in received:
        recipients.setdefault(row.share_id, []).append(row.customer_id)
    found: dict[UUID, list[Share]] = {}
    for share in shares:
        for customer_id in recipients[share.id]:
            found.setdefault(customer_id, []).append(share)
    return found


def _cells(customer: Customer, folders: Sequence[Share]) -> Mapping[CustomerColumn, str | None]:
    return {
        CustomerColumn.NUMBER: customer.number,
        CustomerColumn.FIRST_NAME: customer.first_name,
        CustomerColumn.LAST_NAME: customer.last_name,
        CustomerColumn.COMPANY: customer.company,
        CustomerColumn.EMAIL: customer.email,
        CustomerColumn.USERNAME: customer.username,
        CustomerColumn.LANGUAGE: customer.language.value.lower(),
        CustomerColumn.NOTE: customer.note,
        CustomerColumn.LINK: "\n".join(share.url for share in folders),
        CustomerColumn.TITLE: "\n".join(share.title for share in folders),
    }
