"""Housekeeping: forgetting what no longer counts or opens anything."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from graphapi import clock
from graphapi.database import transaction
from graphapi.models import AccessToken, Session
from graphapi.services import customer_imports, orders, partner_exports, throttles

if TYPE_CHECKING:
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
    """Delete sessions and access tokens past their end, old orders and imports, and the counters of past windows.

    Links stay, for as long as their account does: the page of an expired one offers a new one.
    """
    now = clock.now()
    idle = max(access.settings.customer_idle, access.settings.staff_idle)
    await _forget(access, access.rows(Session).filter(expires_at__lte=now))
    await _forget(access, access.rows(Session).filter(last_seen_at__lte=now - idle))
    await access.rows(AccessToken).filter(expires_at__lte=now).delete()
    await throttles.purge(access)
    await orders.forget_declined(access)
    await partner_exports.forget_exports(access)
    await customer_imports.forget_imports(access)


async def _forget(access: Access, sessions: QuerySet[Session]) -> None:
    """Delete sessions, but for those that somebody else deletes just now: it never waits for whom might wait for it."""
    found = MOST_AT_ONCE
    while found == MOST_AT_ONCE:
        async with transaction():
            free = sessions.order_by("id").limit(MOST_AT_ONCE).select_for_update(skip_locked=True)
            ids = [session.id for session in await free]
            await access.rows(Session).filter(id__in=ids).delete()
        found = len(ids)
