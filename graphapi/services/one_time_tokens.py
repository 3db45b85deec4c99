"""One-time tokens: the links in mails that let somebody set a password or confirm an address."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tortoise.expressions import Subquery

from graphapi import clock
from graphapi.access import PUBLIC, operation
from graphapi.errors import TokenInvalid
from graphapi.ids import new_id
from graphapi.models import Account, Mail, MailState, OneTimeToken, Partner, PartnerStatus, TokenPurpose
from graphapi.secrets import token_hash
from graphapi.services.people import find_person, lock_account

if TYPE_CHECKING:
    from datetime import timedelta
    from uuid import UUID

    from graphapi.access import Access
    from graphapi.models import Customer, Member, Operator
    from graphapi.settings import Settings


class TokenState(StrEnum):
    """How far a link is. Used up it says to sign in, expired it offers a new one."""

    VALID = "VALID"
    EXPIRED = "EXPIRED"
    USED = "USED"


PASSWORDS = frozenset({TokenPurpose.INVITATION, TokenPurpose.RESET})


@dataclass(frozen=True, slots=True)
class FoundToken:
    """A link from a mail, with all that hangs on it."""

    row: OneTimeToken
    state: TokenState
    account: Account
    person: Operator | Member | Customer
    # None for operators.
    partner: Partner | None

    @property
    def purpose(self) -> TokenPurpose:
        """What the link is for."""
        return self.row.purpose

    @property
    def name(self) -> str:
        """The full name of whom the link was sent to."""
        return self.person.name


@operation(PUBLIC)
async def find_password_token(access: Access, *, token: str) -> FoundToken | None:
    """Return where a link to set a password stands; it uses nothing up, since mail scanners open links too."""
    return await find_token(access, token=token, purposes=PASSWORDS)


async def find_token(access: Access, *, token: str, purposes: frozenset[TokenPurpose]) -> FoundToken | None:
    """Return where a link stands that is for one of some purposes."""
    if not token.isascii():
        return None
    system = access.as_system()
    row = await system.rows(OneTimeToken).get_or_none(token_hash=token_hash(token), purpose__in=purposes)
    if row is None:
        return None
    account = await system.get(Account, row.account_id)
    partner = None if row.partner_id is None else await system.get(Partner, row.partner_id)
    person = await find_person(system, account)
    if person is None:
        return None
    return FoundToken(row, _state(row, account, partner), account, person, partner)


async def make_token(
    access: Access, *, account_id: UUID, partner_id: UUID | None, purpose: TokenPurpose, email: str | None = None
) -> OneTimeToken:
    """Make a token that voids the account's others; to be called in a transaction that has locked the account."""
    await void_tokens(access, account_id=account_id)
    row = new_token(access, account_id=account_id, partner_id=partner_id, purpose=purpose)
    row.email = email
    await access.as_system().add(row)
    return row


def new_token(access: Access, *, account_id: UUID, partner_id: UUID | None, purpose: TokenPurpose) -> OneTimeToken:
    """Make a token to be added; it voids no other."""
    now = clock.now()
    key = new_id()
    return OneTimeToken(
        id=key,
        partner_id=partner_id,
        account_id=account_id,
        purpose=purpose,
        token_hash=token_hash(access.keys.one_time_token(key)),
        key_id=access.keys.current.id,
        created_at=now,
        expires_at=now + lifetime(access.settings, purpose),
    )


async def begin_anew(access: Access, row: OneTimeToken) -> None:
    """Let a token hold for its whole time from now on."""
    row.expires_at = clock.now() + lifetime(access.settings, row.purpose)
    await row.save(update_fields=["expires_at"])


async def void_tokens(access: Access, *, account_id: UUID) -> None:
    """Make all links for an account useless, and do not send those that are still queued."""
    system = access.as_system()
    unused = system.rows(OneTimeToken).filter(account_id=account_id, used_at=None, voided_at=None)
    queued = system.rows(Mail).filter(state=MailState.QUEUED, token_id__in=Subquery(unused.values("id")))
    await queued.delete()
    await unused.update(voided_at=clock.now())


async def use_up(access: Access, found: FoundToken) -> tuple[Account, Operator | Member | Customer]:
    """Use a token, and return its account, locked, with whom it belongs to; to be called in a transaction.

    Raises TokenInvalid if somebody else did, if it was voided or expired meanwhile, or its account kept out.
    """
    system = access.as_system()
    account = await lock_account(system, found.account)
    person = None if account is None or account.disabled_at is not None else await find_person(system, account)
    if account is None or person is None:
        raise TokenInvalid
    now = clock.now()
    valid = system.rows(OneTimeToken).filter(id=found.row.id, used_at=None, voided_at=None, expires_at__gt=now)
    if not await valid.update(used_at=now):
        raise TokenInvalid
    return account, person


def lifetime(settings: Settings, purpose: TokenPurpose) -> timedelta:
    """Return how long a link holds."""
    return settings.invitation_lifetime if purpose is TokenPurpose.INVITATION else settings.reset_lifetime


def _state(row: OneTimeToken, account: Account, partner: Partner | None) -> TokenState:
    if row.used_at is not None:
        return TokenState.USED
    if row.purpose is TokenPurpose.INVITATION and account.password_hash is not None:
        return TokenState.USED  # by way of a newer one
    if row.voided_at is not None or row.expires_at <= clock.now():
        return TokenState.EXPIRED
    if account.disabled_at is not None or (partner is not None and partner.status is not PartnerStatus.ACTIVE):
        return TokenState.EXPIRED
    return TokenState.VALID
