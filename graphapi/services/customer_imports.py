"""Importing customers from a file: looking through it, starting it, and forgetting it."""

from __future__ import annotations

import base64
import binascii
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from graphapi import clock
from graphapi.access import Permission, operation
from graphapi.database import transaction
from graphapi.errors import InvalidInput, NotFound, WrongState
from graphapi.i18n import message
from graphapi.ids import new_id
from graphapi.models import CustomerImport, CustomerImportState
from graphapi.services import plans
from graphapi.services.customer_files import PATH, CustomerColumn, decode, lines_of, parse
from graphapi.services.customer_rows import check_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from tortoise.queryset import QuerySet

    from graphapi.access import Access
    from graphapi.services.customer_files import CustomerFile, FileRow
    from graphapi.services.customer_rows import RowProblem

CONTENT_PLACE = "customer_import.content_sealed"
# More tell nobody more than that the file is to be mended.
MAX_PROBLEMS = 200
PREVIEW_ROWS = 50
MAX_SHOWN = 100
# A file that was looked through and not started is forgotten after this; how an import went, after that.
KEEP_FILE = timedelta(hours=1)
KEEP_OUTCOME = timedelta(days=30)


@operation(Permission.CUSTOMERS_WRITE)
def customer_imports(access: Access) -> QuerySet[CustomerImport]:
    """Return the imports within sight."""
    return access.rows(CustomerImport)


@operation(Permission.CUSTOMERS_WRITE)
async def import_customers(access: Access, *, content_base64: str, dry_run: bool, invite: bool) -> CustomerImport:
    """Look a file through, and start adding its customers unless it is a dry run or a row has a problem.

    It takes the place of what the same member had looked through and not started. Raises InvalidInput for a file that
    cannot be read, and PlanLimitReached if there is no room for all.
    """
    text = decode(_content(content_base64))
    file = parse(text)
    await plans.refuse_beyond(access, "CUSTOMERS", places=len(file.rows))
    problems = (await check_rows(access, file)).problems
    partner_id, member_id = access.principal.partner_id, access.principal.person_id
    if partner_id is None or member_id is None:
        raise NotFound
    row = CustomerImport(
        id=new_id(),
        partner_id=partner_id,
        member_id=member_id,
        state=CustomerImportState.CHECKED,
        row_count=len(file.rows),
        preview=_preview(file, problems),
        ignored=list(file.ignored),
    )
    set_problems(row, problems)
    row.content_sealed = access.keys.seal(text, place=CONTENT_PLACE, row_id=row.id, partner_id=partner_id)
    if not dry_run and not problems:
        _start(row, invite=invite)
    async with transaction():
        await access.rows(CustomerImport).filter(member_id=member_id, state=CustomerImportState.CHECKED).delete()
        await access.add(row)
    return row


@operation(Permission.CUSTOMERS_WRITE)
async def start_customer_import(access: Access, *, import_id: UUID | None, invite: bool) -> CustomerImport:
    """Start an import that was looked through; it runs in the background, and adds all its customers or none.

    Raises NotFound, WrongState if it was started already or a row has a problem, PlanLimitReached.
    """
    async with transaction():
        row = await access.rows(CustomerImport).select_for_update().get_or_none(id=import_id)
        if row is None:
            raise NotFound
        if row.state is not CustomerImportState.CHECKED:
            raise WrongState(message("This import was started already."))
        if row.problem_count:
            raise WrongState(message("Some rows have problems. Please mend the file and choose it again."))
        await plans.refuse_beyond(access, "CUSTOMERS", places=row.row_count)
        # It runs in the name of who starts it, whoever looked it through.
        row.member_id = access.principal.person_id or row.member_id
        _start(row, invite=invite)
        await row.save(update_fields=["member_id", "state", "invite", "claimed_until", "preview", "ignored"])
        return row


async def forget_imports(access: Access) -> None:
    """Delete the files that nobody started, and how imports went long ago; with the system's access."""
    now, rows = clock.now(), access.rows(CustomerImport)
    await rows.filter(state=CustomerImportState.CHECKED, created_at__lte=now - KEEP_FILE).delete()
    ended = [CustomerImportState.COMPLETED, CustomerImportState.FAILED]
    await rows.filter(state__in=ended, created_at__lte=now - KEEP_OUTCOME).delete()


def set_problems(row: CustomerImport, problems: Sequence[RowProblem]) -> None:
    """Set what is wrong with the rows: how much, and the first of it."""
    row.problem_count = len(problems)
    row.problems = [[each.row, each.column, each.text.text, dict(each.text.values)] for each in problems[:MAX_PROBLEMS]]


def _start(row: CustomerImport, *, invite: bool) -> None:
    row.state = CustomerImportState.RUNNING
    row.invite = invite
    # Anybody's, from now on.
    row.claimed_until = clock.now()
    # From here on nothing of the file can be read; it is kept sealed until it has run.
    row.preview, row.ignored = [], []


def _content(content_base64: str) -> bytes:
    try:
        return base64.b64decode(content_base64, validate=True)
    except (binascii.Error, ValueError):
        raise InvalidInput.at(*PATH, text=message("This is no base64. Please send the bytes of the file so.")) from None


def _preview(file: CustomerFile, problems: Sequence[RowProblem]) -> list[dict[str, Any]]:
    """Return the rows to be shown: those with problems before others, in the order of the file."""
    wrong = {problem.row for problem in problems}
    chosen = sorted(file.rows, key=lambda row: row.number not in wrong)[:PREVIEW_ROWS]
    return [_shown(row) for row in sorted(chosen, key=lambda row: row.number)]


def _shown(row: FileRow) -> dict[str, Any]:
    cells = {column: row.cells.get(column, "").strip()[:MAX_SHOWN] for column in CustomerColumn}
    links = len(lines_of(row.cells.get(CustomerColumn.LINK, "")))
    hidden = {CustomerColumn.LINK, CustomerColumn.TITLE, CustomerColumn.PASSWORD, CustomerColumn.NOTE}
    shown = {column.value: cell for column, cell in cells.items() if column not in hidden}
    return {"row": row.number, "links": links, **shown}
