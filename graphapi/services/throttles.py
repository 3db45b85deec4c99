"""Throttles: how often something may be tried within a window.

The counters are in the database, so that all processes share them and a restart forgives nothing. A try is counted
before its outcome is known and given back if it was a good one: of many at once no more than the limit get through. The
window begins with the first try and ends when it ends, however often somebody knocks.
"""

from __future__ import annotations

from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from tortoise.expressions import F

from graphapi import clock
from graphapi.database.statements import fetch
from graphapi.errors import InvalidInput, Throttled
from graphapi.i18n import message
from graphapi.ids import new_id
from graphapi.models import Throttle
from graphapi.networks import network_of
from graphapi.text import login_key, slug_key

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator, Sequence
    from uuid import UUID

    from graphapi.access import Access

# Counted with one statement.
MOST_KEYS = 100

# One statement per counter, outside any transaction: who holds one lock at a time deadlocks with nobody. Only mails are
# counted in the transaction that queues them, which holds their partner's lock: if it fails, they do not count.
COUNT = """
    INSERT INTO throttle AS t (id, key, count, ends_at) VALUES {rows}
    ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN t.ends_at <= $1 THEN 1 ELSE t.count + 1 END,
        ends_at = CASE WHEN t.ends_at <= $1 THEN excluded.ends_at ELSE t.ends_at END
    RETURNING key, count, ends_at
"""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries in so much time."""

    name: str
    most: int
    window: timedelta


SIGN_INS_PER_LOGIN = Limit("sign-ins per login", 5, timedelta(minutes=30))
SIGN_INS_PER_ADDRESS = Limit("sign-ins per address", 50, timedelta(minutes=10))
# Asking for the present password before it, or the address, is changed.
PASSWORD_CHECKS = Limit("password checks", 5, timedelta(minutes=30))
# By one account, to whichever addresses: mails to strangers in a partner's name.
EMAIL_CHANGES = Limit("email changes", 5, timedelta(days=1))
# To one mailbox, whoever asks for them and at whichever portal: it is its holder that they would bother.
LINKS = (Limit("links per hour", 2, timedelta(hours=1)), Limit("links per day", 5, timedelta(days=1)))
# Counted apart: whoever enters somebody else's address as its own new one must not use up that one's ways back in.
CONFIRMATIONS = (
    Limit("confirmations per hour", 2, timedelta(hours=1)),
    Limit("confirmations per day", 5, timedelta(days=1)),
)
# Sent by staff: more, since they see what they do.
INVITATIONS = Limit("invitations", 5, timedelta(hours=1))
# To one address in a partner's name, whoever is called by it: people are added, deleted and added again.
MAILS_OF_PARTNER = Limit("mails of partner", 10, timedelta(days=1))
# Each order is a mail to whoever it names, and one to every operator.
ORDERS_PER_MAILBOX = Limit("orders per mailbox", 3, timedelta(days=1))
ORDERS_PER_ADDRESS = Limit("orders per address", 5, timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class Use:
    """A try that was counted."""

    key: str
    ends_at: datetime


def sign_in_limits(*, portal: str | None, login: str, client_address: str | None) -> list[tuple[Limit, str]]:
    """Return what a sign-in counts under: its login, as typed but for case, and its client's address."""
    limits = [(SIGN_INS_PER_LOGIN, f"{slug_key(portal or '')}\0{login_key(login)}")]
    if client_address:
        limits.append((SIGN_INS_PER_ADDRESS, network_of(client_address)))
    return limits


def mailbox_limit(*, partner_id: UUID, email: str) -> tuple[Limit, str]:
    """Return what a mail counts under that a partner's staff cause."""
    return MAILS_OF_PARTNER, f"{partner_id}\0{login_key(email)}"


def order_limits(*, email: str, client_address: str | None) -> list[tuple[Limit, str]]:
    """Return what an order counts under: the mailbox it names, and its client's address."""
    limits = [(ORDERS_PER_MAILBOX, login_key(email))]
    if client_address:
        limits.append((ORDERS_PER_ADDRESS, network_of(client_address)))
    return limits


@contextmanager
def told_at(*path: str, old_email: str | None = None) -> Generator[None]:
    """Say at an address's path in the input that it has to wait, or the old one that it replaces; not Throttled."""
    try:
        yield
    except Throttled as error:
        hours = -(-error.retry_after // 3600)
        if old_email is None:
            text = message("Many mails went to this address of late. Please try again in {hours} h.", hours=hours)
        else:
            text = message(
                "The change is told at {email} too, where many mails went of late. Please try again in {hours} h.",
                email=old_email,
                hours=hours,
            )
        raise InvalidInput.at(*path, text=text) from None


@asynccontextmanager
async def tries(access: Access, *whose: tuple[Limit, str]) -> AsyncGenerator[None]:
    """Count what is done within as a failure, unless it ends well or is Throttled itself; raises Throttled."""
    uses = await use(access, *whose)
    try:
        yield
    except Throttled:
        await give_back(access, uses)
        raise
    await give_back(access, uses)


async def may_mail_link(access: Access, *, email: str, limits: Sequence[Limit] = LINKS) -> bool:
    """Count a mail with a link that somebody asked for; False if the mailbox had its share of them."""
    try:
        await use(access, *((limit, login_key(email)) for limit in limits))
    except Throttled:
        return False
    return True


async def use(access: Access, *whose: tuple[Limit, str]) -> list[Use]:
    """Count a try under each limit for its key; all or none. Raises Throttled with the longest wait."""
    now = clock.now()
    uses: list[Use] = []
    wait = timedelta()
    for limit, key in whose:
        hashed = access.keys.keyed_hash(limit.name, key)
        [row] = await fetch(_count(1), now, now + limit.window, new_id(), hashed)
        ends_at = _moment(row["ends_at"])
        uses.append(Use(hashed, ends_at))
        if row["count"] > limit.most:
            wait = max(wait, ends_at - now)
    if wait:
        await give_back(access, uses)
        raise _throttled(wait)
    return uses


async def use_each(access: Access, limit: Limit, keys: Sequence[str]) -> dict[str, Throttled]:
    """Count a try for each of many keys, and return those that had their share, with the error of each.

    To be called in a transaction, which is rolled back if there are any: nothing is given back. A key stands in the
    list once.
    """
    now, found = clock.now(), dict[str, Throttled]()
    for start in range(0, len(keys), MOST_KEYS):
        by_hash = {access.keys.keyed_hash(limit.name, key): key for key in keys[start : start + MOST_KEYS]}
        values = [value for hashed in by_hash for value in (new_id(), hashed)]
        for row in await fetch(_count(len(by_hash)), now, now + limit.window, *values):
            if row["count"] > limit.most:
                found[by_hash[row["key"]]] = _throttled(_moment(row["ends_at"]) - now)
    return found


async def give_back(access: Access, uses: list[Use]) -> None:
    """Take back what was counted: the try was a good one."""
    for used in uses:
        # Not of a later window: this try was not counted in it.
        own = access.as_system().rows(Throttle).filter(key=used.key, ends_at=used.ends_at, count__gt=0)
        await own.update(count=F("count") - 1)


async def purge(access: Access) -> None:
    """Forget the windows that have ended."""
    await access.as_system().rows(Throttle).filter(ends_at__lte=clock.now()).delete()


@lru_cache(MOST_KEYS)
def _count(keys: int) -> str:
    rows = (f"(${2 * number + 3}, ${2 * number + 4}, 1, $2)" for number in range(keys))
    return COUNT.format(rows=", ".join(rows))


def _moment(value: datetime | str) -> datetime:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _throttled(wait: timedelta) -> Throttled:
    return Throttled(retry_after=max(1, round(wait.total_seconds())))
