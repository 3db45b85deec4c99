"""Sessions: signing in and out, and who a token stands for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from tortoise.expressions import Q

from graphapi import clock
from graphapi.access import PUBLIC, Permission, Principal, Role, operation
from graphapi.database import transaction
from graphapi.database.statements import fetch
from graphapi.errors import InvalidCredentials
from graphapi.ids import new_id
from graphapi.models import AccessToken, Customer, MemberRole, Session
from graphapi.passwords import hash_password, is_outdated, password_matches
from graphapi.secrets import random_token, token_hash
from graphapi.services import audit
from graphapi.services.accounts import find_account
from graphapi.services.inputs import MAX_EMAIL, Checks
from graphapi.services.people import find_person, lock_account, principal_of
from graphapi.services.throttles import sign_in_limits, tries

if TYPE_CHECKING:
    from tortoise.queryset import QuerySet

    from graphapi.access import Access
    from graphapi.database.statements import Row
    from graphapi.models import Member, Operator
    from graphapi.settings import Settings

MAX_SESSIONS = 50
MAX_USER_AGENT = 200
# How exact it is known when somebody was last here: a write for every request would cost more than it tells.
SEEN_EVERY = timedelta(minutes=5)
RANKS = list(MemberRole)  # the greatest first

# The one statement of every request that bears a token. Each of its joins goes by a unique index.
WHO = """
    SELECT t.session_id, t.access_token_id, t.seen_at, t.expires_at, t.role,
        a.id, a.partner_id, o.id, m.id, c.id,
        COALESCE(m.name, c.first_name || ' ' || c.last_name, o.name), m.role,
        COALESCE(m.language, c.language, o.language), p.language
    FROM (
        SELECT id AS session_id, NULL AS access_token_id, account_id, NULL AS role, last_seen_at AS seen_at, expires_at
        FROM session WHERE token_hash = $1
        UNION ALL
        SELECT NULL, id, account_id, role, last_used_at, expires_at
        FROM access_token WHERE token_hash = $1
    ) t
    JOIN account a ON a.id = t.account_id AND a.disabled_at IS NULL
    LEFT JOIN partner p ON p.id = a.partner_id
    LEFT JOIN operator o ON o.account_id = a.id
    LEFT JOIN member m ON m.account_id = a.id
    LEFT JOIN customer c ON c.account_id = a.id
    WHERE a.partner_id IS NULL OR p.status = 'ACTIVE'
"""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session. The token is told this once."""

    token: str = field(repr=False)
    # The absolute end.
    expires_at: datetime
    principal: Principal


@operation(PUBLIC)
async def sign_in(
    access: Access,
    *,
    portal: str | None,
    login: str,
    password: str,
    client_address: str | None = None,
    user_agent: str | None = None,
    replaces: str | None = None,
) -> SignedIn:
    """Sign in by mail address or user name at a partner's portal; without one, as an operator.

    The session whose token it replaces ends. Unknown, disabled and wrong are one answer after one time. Raises
    InvalidInput, InvalidCredentials, Throttled.
    """
    checks = Checks()
    portal = checks.text(("portal",), portal)
    login = checks.required(("login",), login, most=MAX_EMAIL)
    if not password:
        checks.required(("password",), password)
    checks.done()
    async with tries(access, *sign_in_limits(portal=portal, login=login, client_address=client_address)):
        return await _sign_in(
            access, portal=portal, login=login, password=password, user_agent=user_agent, replaces=replaces
        )


@operation(PUBLIC)
async def sign_out(access: Access) -> None:
    """End the session this is asked in, if it is one."""
    session_id = access.principal.session_id
    if session_id is not None:
        await access.rows(Session).filter(id=session_id).delete()


@operation(Permission.PROFILE_WRITE)
async def revoke_session(access: Access, *, session_id: UUID | None) -> None:
    """End one of one's own sessions; raises NotFound."""
    async with transaction():
        session = await access.get(Session, session_id)
        await session.delete()
        await audit.record(access, "session.revoked", subject=session)


@operation(Permission.PROFILE_WRITE)
def sessions(access: Access) -> QuerySet[Session]:
    """Return one's own sessions that have not ended, newest first, 50 at most."""
    now = clock.now()
    idle, _ = session_limits(access.settings, access.principal.role)
    lasting = access.rows(Session).filter(expires_at__gt=now, last_seen_at__gt=now - idle)
    return lasting.order_by("-id").limit(MAX_SESSIONS)


@dataclass(frozen=True, slots=True)
class Found:
    """Who a token stands for, and what that was read from."""

    principal: Principal
    token_hash: str
    # A member's own role; that of the principal is the lower one of it and an access token's.
    member_role: str | None
    token_role: str | None
    # When the token may have ended by itself, or its use is to be noted again.
    until: datetime

    @property
    def is_session(self) -> bool:
        """Whether it is a session's token, and not an access token."""
        return self.principal.session_id is not None


@operation(PUBLIC)
async def find_principal(access: Access, *, token: str, is_used: bool = True) -> Found | None:
    """Return who a session's or access token stands for, or None if it has ended or never was one.

    An access token's role is the lower of its own and its maker's present one. A look that is no use of it, such as
    whether it still lasts, does not keep it from ending unused.
    """
    if not token.isascii():
        return None
    hashed = token_hash(token)
    rows = await fetch(WHO, hashed)
    if not rows:
        return None
    [row] = rows
    session_id, access_token_id, seen, expires, *_ = row
    principal = _principal(row)
    now = clock.now()
    seen_at, expires_at = _instant(seen), _instant(expires)
    if principal is None or (expires_at is not None and expires_at <= now):
        return None
    idle, _ = session_limits(access.settings, principal.role)
    if session_id is not None and (seen_at is None or seen_at + idle <= now):
        return None
    if is_used and (seen_at is None or seen_at + SEEN_EVERY <= now):
        await _note_seen(access.as_system(), _key(session_id), _key(access_token_id), now)
        seen_at = now
    seen_at = seen_at or now
    until = min(seen_at + SEEN_EVERY, seen_at + idle, expires_at or datetime.max.replace(tzinfo=UTC))
    return Found(principal, hashed, row[11], row[4], until)


async def _sign_in(
    access: Access, *, portal: str | None, login: str, password: str, user_agent: str | None, replaces: str | None
) -> SignedIn:
    system = access.as_system()
    account = await find_account(system, portal=portal, login=login)
    rounds = access.settings.bcrypt_rounds
    kept = None if account is None or account.disabled_at is not None else account.password_hash
    matches = await password_matches(password, kept, rounds=rounds)
    if not matches or account is None or kept is None:
        raise InvalidCredentials
    new_hash = await hash_password(password, rounds=rounds) if is_outdated(kept, rounds=rounds) else kept
    async with transaction():
        account = await lock_account(system, account)
        # Hashing takes its time, in which the account may have been disabled, or given another password.
        if account is None or account.disabled_at is not None or account.password_hash != kept:
            raise InvalidCredentials
        person = await find_person(system, account)
        if person is None:
            raise InvalidCredentials
        if new_hash != kept:
            account.password_hash = new_hash
            await account.save(update_fields=["password_hash"])
        return await open_session(system, person=person, user_agent=user_agent, replaces=replaces)


async def open_session(
    access: Access, *, person: Operator | Member | Customer, user_agent: str | None, replaces: str | None
) -> SignedIn:
    """Add a session for a person; to be called, with the system's access, in a transaction that locks the account."""
    if replaces is not None and replaces.isascii():
        await access.rows(Session).filter(token_hash=token_hash(replaces)).delete()
    now = clock.now()
    principal = principal_of(person, session_id=new_id())
    _, longest = session_limits(access.settings, principal.role)
    token = random_token()
    session = Session(
        id=principal.session_id,
        partner_id=principal.partner_id,
        account_id=principal.account_id,
        token_hash=token_hash(token),
        user_agent=_printable(user_agent),
        created_at=now,
        last_seen_at=now,
        expires_at=now + longest,
    )
    await access.add(session)
    person.last_sign_in_at = now
    columns = ["last_sign_in_at"]
    if isinstance(person, Customer):
        person.last_sign_in_key = now
        columns.append("last_sign_in_key")
    await person.save(update_fields=columns)
    await audit.record(access, "account.signed_in", subject=person, actor=principal)
    return SignedIn(token, session.expires_at, principal)


def session_limits(settings: Settings, role: Role) -> tuple[timedelta, timedelta]:
    """Return after how long a session ends: unused, and in any case."""
    if role is Role.CUSTOMER:
        return settings.customer_idle, settings.customer_session
    return settings.staff_idle, settings.staff_session


def _principal(row: Row) -> Principal | None:
    """Return whom a row of WHO stands for; taken apart by position, since this is done for every request."""
    session_id, access_token_id, _, _, token_role, account_id, partner_id, operator_id, member_id, *rest = row
    customer_id, name, member_role, language, partner_language = rest
    if operator_id is not None:
        role = Role.OPERATOR
    elif member_id is not None:
        role = Role(member_role if token_role is None else max(member_role, token_role, key=RANKS.index))
    elif customer_id is not None:
        role = Role.CUSTOMER
    else:
        return None
    return Principal(
        role=role,
        partner_id=_key(partner_id),
        account_id=_key(account_id),
        person_id=_key(operator_id or member_id or customer_id),
        name=name,
        language=language.lower(),
        partner_language=partner_language,
        session_id=_key(session_id),
        access_token_id=_key(access_token_id),
    )


async def _note_seen(access: Access, session_id: UUID | None, access_token_id: UUID | None, now: datetime) -> None:
    """Write when a token was last used, unless another process just did."""
    before = now - SEEN_EVERY
    if session_id is not None:
        seen = access.rows(Session).filter(id=session_id, last_seen_at__lte=before)
        await seen.update(last_seen_at=now)
    else:
        used = access.rows(AccessToken).filter(Q(last_used_at=None) | Q(last_used_at__lte=before))
        await used.filter(id=access_token_id).update(last_used_at=now)


def _key(value: UUID | str | None) -> UUID | None:
    # SQLite's. The hyphens are taken out here: UUID by itself looks for more that could stand in a text.
    return UUID(int=int(value.replace("-", ""), 16)) if isinstance(value, str) else value


def _instant(value: datetime | str | None) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _printable(text: str | None) -> str | None:
    """Return what a browser says of itself, without what could not be stored or shown."""
    shown = "".join(character for character in (text or "")[:MAX_USER_AGENT] if character.isprintable())
    return shown or None
