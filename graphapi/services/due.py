"""What is due: periods that end, owners to be told and warned, invoices to be reminded of.

The server does it in the background, and ``kundenkonto run-due`` at the command line. Each part is a transaction that
looks again at what it has locked, so that two at once do it once; and all goes by dates that have passed, so that
nothing is missed by a server that was not there.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from typing import TYPE_CHECKING

from graphapi.errors import InvalidInput
from graphapi.logs import log_unexpected
from graphapi.models import Invoice, InvoiceKind, InvoiceStatus, PartnerStatus, Subscription, SubscriptionStatus
from graphapi.services import billing
from graphapi.services.invoices import remind, today
from graphapi.services.notices import partners_to_be_told, tell_how_full
from graphapi.services.subscriptions import end_periods, warn_of_downgrade

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine
    from datetime import date
    from typing import Any, NoReturn
    from uuid import UUID

    from graphapi.access import Access

log = logging.getLogger(__name__)

# In seconds: so soon owners hear that their plan is full. All else counts days.
PAUSE = 60
TOLD, WARNED, REMINDED, FAILED = "TOLD", "WARNED", "REMINDED", "FAILED"


async def keep_dates(access: Access) -> NoReturn:
    """Do what is due, with the system's access, again and again until cancelled."""
    while True:
        try:
            await run_due(access)
        except Exception:  # such as a database that restarts
            log.exception("What is due cannot be done; it is tried again in %s seconds", PAUSE)
        await asyncio.sleep(PAUSE)


async def run_due(access: Access) -> Counter[str]:
    """Do all that is due by today, and count it: the Turns of periods, TOLD, WARNED, REMINDED and FAILED.

    What fails keeps nothing else waiting, and is tried again the next time.
    """
    done: Counter[str] = Counter()
    async for about, work in _due(access, today(access)):
        try:
            done.update(await work)
        except InvalidInput as error:  # such as a seller that nobody has set
            log.warning("What is due for %s waits: %s", about, error.problems[0].message)
            done[FAILED] += 1
        except Exception as error:  # noqa: BLE001 - one partner's fault must not hold up the others
            log_unexpected(log, f"what is due for {about}", error)
            done[FAILED] += 1
    return done


async def _due(access: Access, on: date) -> AsyncIterator[tuple[str, Coroutine[Any, Any, list[str]]]]:
    """Go through what is due, each with what it is about, for the log."""
    subscriptions = access.rows(Subscription).order_by("period_end", "id")
    for row in await subscriptions.filter(period_end__lte=on).only("partner_id"):
        yield f"partner {row.partner_id}", _end(access, row)
    soon = subscriptions.filter(period_end__gt=on, period_end__lte=on + billing.WARN_BEFORE)
    for row in await soon.filter(status=SubscriptionStatus.ACTIVE).exclude(next_plan_id=None).only("partner_id"):
        yield f"partner {row.partner_id}", _warn(access, row)
    for key in await partners_to_be_told():
        yield f"partner {key}", _tell(access, key)
    overdue = access.rows(Invoice).filter(
        status=InvoiceStatus.OPEN,
        kind=InvoiceKind.INVOICE,
        due_on__lte=on - billing.FIRST_REMINDER_AFTER,
        reminders__lt=billing.MOST_REMINDERS,
    )
    # Of a deleted partner nothing is written down anew, and the page that a reminder leads to is gone.
    for invoice in await overdue.exclude(partner__status=PartnerStatus.CLOSED).order_by("number"):
        if billing.is_to_be_reminded(invoice.due_on, invoice.reminders, invoice.reminded_on, on):
            yield f"invoice {invoice.number}", _remind(access, invoice)


async def _end(access: Access, subscription: Subscription) -> list[str]:
    return [turn.value for turn in await end_periods(access, subscription.partner_id)]


async def _warn(access: Access, subscription: Subscription) -> list[str]:
    return [WARNED] if await warn_of_downgrade(access, subscription.partner_id) else []


async def _tell(access: Access, partner_id: UUID) -> list[str]:
    return [TOLD] if await tell_how_full(access, partner_id) else []


async def _remind(access: Access, invoice: Invoice) -> list[str]:
    return [REMINDED] if await remind(access, invoice) else []
