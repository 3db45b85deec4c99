"""Passwords: forgetting, setting and changing them."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from graphapi import clock
from graphapi.access import PUBLIC, Permission, operation
from graphapi.database import transaction
from graphapi.errors import InvalidCredentials, Throttled, TokenInvalid
from graphapi.models import (
    Account,
    Customer,
    CustomerStatus,
    InvitationState,
    MailKind,
    Operator,
    Partner,
    PartnerStatus,
    TokenPurpose,
)
from graphapi.passwords import check_password, hash_password, password_matches
from graphapi.services import accounts, audit, invitations, outbox
from graphapi.services.inputs import MAX_EMAIL, Checks
from graphapi.services.one_time_tokens import TokenState, find_password_token, make_token, use_up, void_tokens
from graphapi.services.people import find_person, lock_account, principal_of
from graphapi.services.sessions import SignedIn, open_session
from graphapi.services.throttles import PASSWORD_CHECKS, may_mail_link, tries

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from uuid import UUID

    from graphapi.access import Access
    from graphapi.models import Member

# Whether there is such an account must not be told by how long the answer takes: it comes after this many seconds.
ANSWER_AFTER = 0.3


@operation(PUBLIC)
async def request_password_reset(access: Access, *, portal: str | None, login: str) -> None:
    """Mail a link for a new password, if there is such an account; the answer is the same if not.

    Who has not set a password yet gets the invitation again. Raises InvalidInput.
    """
    checks = Checks()
    portal = checks.text(("portal",), portal)
    login = checks.required(("login",), login, most=MAX_EMAIL)
    checks.done()
    async with _answer_after(ANSWER_AFTER):
        system = access.as_system()
        account = await accounts.find_account(system, portal=portal, login=login)
        if account is not None:
            await _mail_link(system, account)


@operation(PUBLIC)
async def renew_invitation(access: Access, *, token: str) -> None:
    """Mail another invitation to whom an expired one was sent; does nothing for any other token."""
    found = await find_password_token(access, token=token)
    if found is None or found.purpose is not TokenPurpose.INVITATION or found.state is not TokenState.EXPIRED:
        return
    await _mail_link(access.as_system(), found.account)


@operation(PUBLIC)
async def set_password(
    access: Access, *, token: str, password: str, user_agent: str | None = None, replaces: str | None = None
) -> SignedIn:
    """Set the password that a link is for, and sign in; all other sessions end, and the link is used up.

    Raises TokenInvalid, InvalidInput, Throttled if too many are signing in just now.
    """
    found = await find_password_token(access, token=token)
    if found is None or found.state is not TokenState.VALID:
        raise TokenInvalid
    _check(access, password, field="password", person=found.person, partner=found.partner)
    kept = await hash_password(password, rounds=access.settings.bcrypt_rounds)

    system = access.as_system()
    async with transaction():
        account, person = await use_up(system, found)
        await _store(system, account, kept)
        if found.purpose is TokenPurpose.INVITATION:
            await _accept_invitation(system, person)
        else:
            await _tell(system, person)
            await audit.record(system, "account.password_reset", subject=person, actor=principal_of(person))
        return await open_session(system, person=person, user_agent=user_agent, replaces=replaces)


@operation(Permission.PROFILE_WRITE)
async def change_password(access: Access, *, current_password: str, new_password: str) -> None:
    """Change one's own password; all other sessions end.

    Raises InvalidCredentials if the present one is wrong, InvalidInput, Throttled.
    """
    account = await access.get(Account, access.principal.account_id)
    await prove_password(access, account, current_password)
    person = await find_person(access, account)
    if person is None:
        raise InvalidCredentials
    partner = None if account.partner_id is None else await access.get(Partner, account.partner_id)
    _check(access, new_password, field="newPassword", person=person, partner=partner)
    kept = await hash_password(new_password, rounds=access.settings.bcrypt_rounds)

    system = access.as_system()
    async with transaction():
        locked = await lock_account(system, account)
        if locked is None or locked.password_hash != account.password_hash:
            raise InvalidCredentials
        await _store(system, locked, kept, except_session=access.principal.session_id)
        await _tell(system, person)
        await audit.record(access, "account.password_changed", subject=person)


async def prove_password(access: Access, account: Account, password: str) -> None:
    """Raise InvalidCredentials unless this is an account's password, and Throttled after five that were not."""
    async with tries(access, (PASSWORD_CHECKS, str(account.id))):
        if not await password_matches(password, account.password_hash, rounds=access.settings.bcrypt_rounds):
            raise InvalidCredentials


async def _mail_link(system: Access, account: Account) -> None:
    """Mail a link to an account, within the limits of its mailbox."""
    person = await _find_reachable(system, account)
    if person is None or not await may_mail_link(system, email=person.email):
        return
    with suppress(Throttled):  # its address had its share of its partner's mails
        await _queue_link(system, account)


async def _queue_link(system: Access, account: Account) -> None:
    async with transaction():
        locked = await lock_account(system, account)
        person = None if locked is None else await _find_reachable(system, locked)
        if locked is None or person is None:
            return
        if locked.password_hash is None and not isinstance(person, Operator):
            await invitations.invite(system, person)
            return
        token = await make_token(system, account_id=locked.id, partner_id=locked.partner_id, purpose=TokenPurpose.RESET)
        await outbox.queue_mail(
            system, kind=MailKind.PASSWORD_RESET, person=person, partner_id=locked.partner_id, token=token
        )
        await audit.record(system, "account.password_reset_requested", subject=person)


async def _find_reachable(system: Access, account: Account) -> Operator | Member | Customer | None:
    """Return whom an account belongs to, unless it must not get links.

    These are the disabled, drafts, whom their partner has not invited yet, and all of a partner that is not active.
    """
    if account.disabled_at is not None:
        return None
    if account.partner_id is not None:
        partner = await system.get(Partner, account.partner_id)
        if partner.status is not PartnerStatus.ACTIVE:
            return None
    person = await find_person(system, account)
    is_draft = isinstance(person, Customer) and person.status is CustomerStatus.DRAFT
    return None if is_draft else person


def _check(
    access: Access, password: str, *, field: str, person: Operator | Member | Customer, partner: Partner | None
) -> None:
    names = [person.name, person.username, person.email.split("@")[0]]
    if partner is not None:
        names += [partner.name, partner.slug]
    check_password(password, path=(field,), names=names, is_demo=access.settings.is_demo)


async def _store(system: Access, account: Account, kept: str, *, except_session: UUID | None = None) -> None:
    account.password_hash = kept
    account.password_changed_at = clock.now()
    await account.save(update_fields=["password_hash", "password_changed_at"])
    await accounts.end_sessions(system, account_id=account.id, except_session=except_session)
    # A link on its way would set it again: to somebody who reads the mails of an account that has just been secured.
    await void_tokens(system, account_id=account.id)


async def _accept_invitation(system: Access, person: Operator | Member | Customer) -> None:
    if not isinstance(person, Operator):
        person.invitation_state = InvitationState.ACCEPTED
        person.invitation_error = None
    if isinstance(person, Customer):
        person.status = CustomerStatus.ACTIVE
    await person.save()
    kind = type(person).__name__.lower()
    await audit.record(system, f"{kind}.activated", subject=person, actor=principal_of(person), name=person.name)


async def _tell(system: Access, person: Operator | Member | Customer) -> None:
    partner_id = None if isinstance(person, Operator) else person.partner_id
    await outbox.queue_mail(system, kind=MailKind.PASSWORD_CHANGED, person=person, partner_id=partner_id)


@asynccontextmanager
async def _answer_after(seconds: float) -> AsyncGenerator[None]:
    loop = asyncio.get_running_loop()
    due = loop.time() + seconds
    yield
    await asyncio.sleep(due - loop.time())
