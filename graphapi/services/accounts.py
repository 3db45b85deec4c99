"""Accounts: one namespace of login names over a partner's members and customers, and the sessions that hang on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from tortoise.exceptions import IntegrityError

from graphapi.database import constraint_of, transaction
from graphapi.errors import Conflict, InvalidInput
from graphapi.i18n import message
from graphapi.models import AccessToken, Account, Partner, PartnerStatus, Session
from graphapi.services.filters import spelt
from graphapi.services.inputs import UNSET, is_set
from graphapi.services.one_time_tokens import void_tokens
from graphapi.text import login_key, slug_key

if TYPE_CHECKING:
    from uuid import UUID

    from graphapi.access import Access
    from graphapi.models import Operator, Person
    from graphapi.services.inputs import Unset

KEY_LENGTHS = {"email_key": 254, "username_key": 64}


async def open_account(access: Access, *, partner_id: UUID | None, email: str, username: str | None) -> Account:
    """Add an account without a password; to be called in the transaction that adds its person.

    Raises InvalidInput, and Conflict at ``email`` or ``username`` if somebody else of the partner signs in by it.
    """
    account = new_account(partner_id=partner_id, email=email, username=username)
    if not await access.add_unless_taken(account):
        raise await _taken_of(access, account)
    return account


def new_account(*, partner_id: UUID | None, email: str, username: str | None) -> Account:
    """Make an account without a password, to be added together with its person; raises InvalidInput."""
    account = Account(partner_id=partner_id)
    _set_logins(account, email=email, username=username)
    return account


async def conflict_of(access: Access, error: IntegrityError, account: Account) -> Conflict | None:
    """Return the conflict, if what an account was to be signed in by is taken."""
    constraint = constraint_of(error) or ""
    return await _taken_of(access, account) if "email_key" in constraint or "username_key" in constraint else None


async def change_logins(
    access: Access, person: Operator | Person, *, email: str | Unset = UNSET, username: str | Unset | None = UNSET
) -> None:
    """Change what a person signs in by, on the account and on the person; the caller saves the person.

    Links sent to another address than the new one no longer work. Raises InvalidInput, and Conflict at ``email`` or
    ``username`` if somebody else of the partner signs in by it.
    """
    account = await access.get(Account, person.account_id)
    email_key = account.email_key
    _set_logins(account, email=email, username=username)
    await _save_logins(access, account)
    if account.email_key != email_key:
        await void_tokens(access, account_id=account.id)
    if is_set(email):
        person.email = email
    if is_set(username):
        person.username = username


async def find_account(access: Access, *, portal: str | None, login: str) -> Account | None:
    """Return the account somebody names at a portal that is open; without a portal, an operator's."""
    partner_id = None
    if portal is not None:
        active = access.rows(Partner).filter(status=PartnerStatus.ACTIVE)
        partner = await spelt(active, "slug", slug_key(portal)).first()
        if partner is None:
            return None
        partner_id = partner.id
    key = login_key(login)
    column = "email_key" if "@" in key else "username_key"
    if len(key) > KEY_LENGTHS[column]:
        return None
    return await access.rows(Account).get_or_none(partner_id=partner_id, **{column: key})


async def end_sessions(access: Access, *, account_id: UUID, except_session: UUID | None = None) -> None:
    """End an account's sessions, but for one if given, and its access tokens."""
    system = access.as_system()
    sessions = system.rows(Session).filter(account_id=account_id)
    if except_session is not None:
        sessions = sessions.exclude(id=except_session)
    await sessions.delete()
    await system.rows(AccessToken).filter(account_id=account_id).delete()


async def end_partner_sessions(access: Access, partner_id: UUID) -> None:
    """End the sessions of a partner's staff and customers.

    Its access tokens stay, since a suspension undoes nothing: until it is lifted they open nothing.
    """
    await access.as_system().rows(Session).filter(partner_id=partner_id).delete()


def _set_logins(account: Account, *, email: str | Unset, username: str | Unset | None) -> None:
    if is_set(email):
        account.email_key = _key("email", email)
    if is_set(username):
        account.username_key = _key("username", username) if username else None


def _key(field: str, login: str) -> str:
    key, longest = login_key(login), KEY_LENGTHS[f"{field}_key"]
    if len(key) > longest:  # "ß" alone becomes two
        raise InvalidInput.at(field, text=message("Please use at most {most} characters.", most=longest))
    return key


async def _save_logins(access: Access, account: Account) -> None:
    try:
        async with transaction():  # a savepoint: PostgreSQL aborts the whole transaction otherwise
            await account.save(update_fields=["email_key", "username_key"])
    except IntegrityError as error:
        conflict = await conflict_of(access, error, account)
        if conflict is None:
            raise
        raise conflict from error


async def _taken_of(access: Access, account: Account) -> Conflict:
    """Return the conflict, at the address if both are taken: of the two, each database names another."""
    mailboxes = access.rows(Account).filter(partner_id=account.partner_id, email_key=account.email_key)
    return taken("email" if await mailboxes.exclude(id=account.id).exists() else "username")


def taken(field: Literal["email", "username"]) -> Conflict:
    """Return the conflict of a login that somebody else of the partner has."""
    if field == "email":
        return Conflict(field, text=message("Somebody already signs in with this mail address."))
    return Conflict(field, text=message("This user name is taken. Please choose another."))
