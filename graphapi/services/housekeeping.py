"""Housekeeping: forgetting what no longer counts or opens anything."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from graphapi import clock
from graphapi.database import transaction, truncate_log
from graphapi.models import AccessToken, AuditEntry, Mail, Session
from graphapi.services import customer_imports, deletion, idempotency, orders, partner_exports, throttles

if TYPE_CHECKING:
    from datetime import datetime
    from typing import NoReturn

    from tortoise.queryset import QuerySet

    from graphapi.access import Access

log = logging.getLogger(__name__)

# In seconds. Nothing waits for it: what has ended is refused from that moment on.
PAUSE = 300
# How many sessions are deleted in one transaction.
MOST_AT_ONCE = 1000


async def keep_house(access: Access) -> NoReturn:
    """Forget what has ended, with the system's access, again and again until cancelled."""
    while True:
        try:
            await forget_what_ended(access)
        except Exception:  # such as a database that restarts
            log.exception("Housekeeping failed; it is tried again in %s seconds", PAUSE)
        await asyncio.sleep(PAUSE)


async def forget_what_ended(access: Access) -> None:
    """Delete what has ended or is kept for long enough: sessions, tokens, counters, orders, files, log and mails.

    Links stay, for as long as their account does: the page of an expired one offers a new one.
    """
    now = clock.now()
    idle = max(access.settings.customer_idle, access.settings.staff_idle)
    await _forget(access, access.rows(Session).filter(expires_at__lte=now))
    await _forget(access, access.rows(Session).filter(last_seen_at__lte=now - idle))
    await access.rows(AccessToken).filter(expires_at__lte=now).delete()
    await throttles.purge(access)
    await idempotency.purge(access)
    await orders.forget_declined(access)
    await partner_exports.forget_exports(access)
    await customer_imports.forget_imports(access)
    await _forget_old(access, AuditEntry, "at", now - access.settings.audit_retention)
    await _forget_old(access, Mail, "queued_at", now - access.settings.mail_retention)
    await deletion.forget_invoices(access)
    await truncate_log()


async def _forget_old(access: Access, model: type[AuditEntry | Mail], column: str, before: datetime) -> None:
    """Delete rows of before some moment. Their keys sort by the time they were made: so the first ones tell enough."""
    while True:
        oldest = await access.rows(model).order_by("id").limit(MOST_AT_ONCE)
        ids = [row.id for row in oldest if getattr(row, column) < before]
        if ids:
            await access.rows(model).filter(id__in=ids).delete()
        if len(ids) < MOST_AT_ONCE:
            return


async def _forget(access: Access, sessions: QuerySet[Session]) -> None:
    """Delete sessions, but for those that somebody else deletes just now: it never waits for whom might wait for it."""
    found = MOST_AT_ONCE
    while found == MOST_AT_ONCE:
        async with transaction():
            free = sessions.order_by("id").limit(MOST_AT_ONCE).select_for_update(skip_locked=True)
            ids = [session.id for session in await free]
            await access.rows(Session).filter(id__in=ids).delete()
        found = len(ids)
