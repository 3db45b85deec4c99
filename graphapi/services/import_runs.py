"""Running imports in the background, in as many processes as there are.

An import is claimed by putting its claim ahead with a conditional update. It is prepared while nobody waits, and tells
how far that came, which renews the claim; then all is added in one transaction, which also ends the import. What a
killed process had claimed is anybody's again as soon as the claim is over, and is begun anew: nothing of it is there.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from tortoise.exceptions import OperationalError

from graphapi import clock
from graphapi.access import Access, Permission
from graphapi.database import transaction
from graphapi.errors import PlanLimitReached
from graphapi.i18n import message
from graphapi.logs import log_unexpected
from graphapi.models import (
    Account,
    AuditEntry,
    Customer,
    CustomerImport,
    CustomerImportState,
    Mail,
    Member,
    OneTimeToken,
    Partner,
    PartnerStatus,
    Share,
    ShareAudience,
    ShareRecipient,
)
from graphapi.services import audit, plans, shares
from graphapi.services.customer_files import parse
from graphapi.services.customer_imports import CONTENT_PLACE, set_problems
from graphapi.services.customer_rows import Turns, check_rows, mails_refused, taken_by_others
from graphapi.services.customers import new_rows
from graphapi.services.people import principal_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from typing import NoReturn

    from tortoise.queryset import QuerySet

    from graphapi.i18n import Message
    from graphapi.models import Row
    from graphapi.services.customer_rows import CheckedRow, RowProblem

log = logging.getLogger(__name__)

# How often it is looked for imports that wait, in seconds.
PAUSE = 1
# Far longer than there is between two signs of life: adding two thousand customers takes seconds.
CLAIM = timedelta(minutes=1)
GIVE_UP_AFTER = timedelta(hours=1)
# In seconds.
TELL_EVERY = 0.5
# In this order each finds what it refers to.
ORDER = (Account, Customer, OneTimeToken, Mail, Share, ShareRecipient, AuditEntry)

NOT_PERMITTED = message("Whoever started this may no longer add customers. Nothing was added.")
NO_ROOM = message("Your plan no longer has room for all of them. Nothing was added.")
OUR_FAULT = message("Something went wrong, and that is our fault. Nothing was added; please try again.")


class _ClaimLost(Exception):
    """Somebody else runs the import by now, or it is gone with its partner or member."""


class _Refused(Exception):
    """The customers cannot be added; nothing was."""

    def __init__(self, failure: Message | None, problems: Sequence[RowProblem] = ()) -> None:
        super().__init__()
        self.failure = failure
        self.problems = problems


async def run_imports(access: Access) -> NoReturn:
    """Run what is started, with the system's access, again and again until cancelled."""
    while True:
        try:
            while await run_next_import(access):
                pass
        except Exception:  # such as a database that restarts
            log.exception("Imports cannot be run; it is tried again in a moment")
        await asyncio.sleep(PAUSE)


async def run_next_import(access: Access) -> bool:
    """Run the import that has waited for longest to its end; False if none waits."""
    run = await _claim(access)
    if run is None:
        return False
    try:
        await run.add_customers()
    except _ClaimLost:
        log.warning("Import %s was taken over by another process", run.row.id)
    except _Refused as refused:
        await run.fail(refused)
    except Exception as error:
        if isinstance(error, OperationalError) and clock.now() - run.row.created_at < GIVE_UP_AFTER:
            raise  # such as a database that restarts: the next one to claim it begins anew
        log_unexpected(log, f"import {run.row.id}", error)
        await run.fail(_Refused(OUR_FAULT))
    return True


async def _claim(access: Access) -> _Run | None:
    while True:
        now = clock.now()
        waiting = access.rows(CustomerImport).filter(state=CustomerImportState.RUNNING, claimed_until__lte=now)
        row = await waiting.order_by("claimed_until", "id").first()
        if row is None:
            return None
        if await waiting.filter(id=row.id).update(claimed_until=now + CLAIM):
            return _Run(access, row, now + CLAIM)


@dataclass
class _Run:
    """An import under way, held by a claim."""

    system: Access
    row: CustomerImport
    claimed_until: datetime

    async def add_customers(self) -> None:
        """Add all customers and end the import; raises _Refused, and _ClaimLost."""
        access, partner = await self._access()
        text = access.keys.unseal(
            self.row.content_sealed or "", place=CONTENT_PLACE, row_id=self.row.id, partner_id=partner.id
        )
        checked = await check_rows(access, parse(text))
        if checked.problems:
            raise _Refused(None, checked.problems)
        rows = await self._prepare(access, partner, checked.rows)
        async with transaction():
            try:
                await plans.take_place(access, "CUSTOMERS", places=len(checked.rows))
            except PlanLimitReached:
                raise _Refused(NO_ROOM) from None
            # Whoever took the claim over may have ended it while we waited for the partner.
            if not await self._claimed().update(rows_done=len(checked.rows)):
                raise _ClaimLost
            # Now that nobody else adds any: what the rows have may have been taken meanwhile.
            problems = await taken_by_others(access, {row.number: row.names for row in checked.rows})
            if self.row.invite and not problems:
                problems = await mails_refused(access, checked.rows)
            if problems:
                raise _Refused(None, problems)
            await self._place(access, [row for row in rows[Share] if isinstance(row, Share)])
            for model in ORDER:
                await access.add_all(rows[model])
            await self._end(CustomerImportState.COMPLETED)

    async def fail(self, refused: _Refused) -> None:
        """End the import, with what was wrong; nothing of it was added."""
        row = self.row
        set_problems(row, refused.problems)
        failure = None if refused.failure is None else refused.failure.text
        try:
            await self._end(
                CustomerImportState.FAILED,
                rows_done=0,
                problem_count=row.problem_count,
                problems=row.problems,
                failure=failure,
            )
        except _ClaimLost:
            log.warning("Import %s was taken over by another process", row.id)

    async def _access(self) -> tuple[Access, Partner]:
        """Return the access of who started it, as it is by now, and the partner."""
        member = await self.system.rows(Member).get_or_none(id=self.row.member_id)
        partner = await self.system.rows(Partner).get_or_none(id=self.row.partner_id)
        if member is None or partner is None:  # and the import with it
            raise _ClaimLost
        access = Access(principal_of(member), self.system.settings, self.system.keys)
        if not access.may(Permission.CUSTOMERS_WRITE) or partner.status is not PartnerStatus.ACTIVE:
            raise _Refused(NOT_PERMITTED)
        return access, partner

    async def _prepare(
        self, access: Access, partner: Partner, checked: Sequence[CheckedRow]
    ) -> Mapping[type[Row], Sequence[Row]]:
        """Make all rows there will be, by their models, and tell how far that came."""
        rows: dict[type[Row], list[Row]] = {model: [] for model in ORDER}
        turns, told = Turns(), asyncio.get_running_loop().time()
        for done, each in enumerate(checked):
            await turns.pause()
            if asyncio.get_running_loop().time() - told > TELL_EVERY:
                await self._update(rows_done=done)
                told = asyncio.get_running_loop().time()
            each.checked.settle(partner.id, each.checked.new.language or partner.language)
            customer_id = each.checked.customer.id
            for row in new_rows(access, each.checked, invite=self.row.invite):
                rows[type(row)].append(row)
            for new in each.checked.shares:
                share = shares.new_share(access, new, audience=ShareAudience.SELECTED, position=0)
                recipient = ShareRecipient(partner_id=partner.id, share_id=share.id, customer_id=customer_id)
                entry = audit.new_entry(access, "share.created", subject=share, title=share.title)
                for row in (share, recipient, entry):
                    rows[type(row)].append(row)
        imported = audit.new_entry(access, "customers.imported", subject=self.row, count=len(checked))
        rows[AuditEntry].append(imported)
        return rows

    async def _place(self, access: Access, new: Sequence[Share]) -> None:
        position = await shares.next_position(access) if new else 0
        for share in new:
            share.position = position
            position = min(position + 1, shares.MAX_POSITION)

    async def _end(self, state: CustomerImportState, **columns: object) -> None:
        ended = {"state": state, "content_sealed": None, "finished_at": clock.now(), "claimed_until": None}
        if not await self._claimed().update(**ended, **columns):
            raise _ClaimLost

    async def _update(self, **columns: object) -> None:
        """Renew the claim."""
        until = clock.now() + CLAIM
        if not await self._claimed().update(claimed_until=until, **columns):
            raise _ClaimLost
        self.claimed_until = until

    def _claimed(self) -> QuerySet[CustomerImport]:
        return self.system.rows(CustomerImport).filter(
            id=self.row.id, state=CustomerImportState.RUNNING, claimed_until=self.claimed_until
        )
