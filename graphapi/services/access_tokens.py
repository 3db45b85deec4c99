"""Access tokens: what a frontend or script of a member's asks by, in place of a sign-in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tortoise.expressions import Q

from graphapi import clock
from graphapi.access import GRANTS, Permission, Role, operation
from graphapi.database import transaction
from graphapi.errors import InvalidInput, Unauthenticated
from graphapi.i18n import message
from graphapi.models import AccessToken, Account, Member
from graphapi.secrets import random_access_token, token_hash
from graphapi.services import audit
from graphapi.services.inputs import Checks
from graphapi.services.people import find_person, lock_account
from graphapi.services.sessions import RANKS

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from tortoise.queryset import QuerySet

    from graphapi.access import Access
    from graphapi.models import MemberRole

MAX_ACCESS_TOKENS = 50
MAX_NAME = 100


@dataclass(frozen=True, slots=True)
class NewAccessToken:
    """An access token that was just made. The token itself is told this once."""

    token: str = field(repr=False)
    row: AccessToken


@operation(Permission.PROFILE_WRITE)
def access_tokens(access: Access) -> QuerySet[AccessToken]:
    """Return one's own access tokens that have not expired, newest first, 50 at most."""
    lasting = access.rows(AccessToken).filter(Q(expires_at=None) | Q(expires_at__gt=clock.now()))
    return lasting.order_by("-id").limit(MAX_ACCESS_TOKENS)


@operation(Permission.TOKENS_WRITE)
async def create_access_token(
    access: Access, *, name: str, role: MemberRole, expires_at: datetime | None = None
) -> NewAccessToken:
    """Make an access token of a role not above one's own, which holds until it expires, if it does.

    Raises InvalidInput, for the 51st too.
    """
    checks = Checks()
    name = checks.required(("name",), name, most=MAX_NAME)
    if expires_at is not None and expires_at <= clock.now():
        checks.problem(("expiresAt",), message("This moment is past. Please choose one to come, or none."))
    checks.done()
    async with transaction():
        # Locked, so that no two are the 50th, and no role is lowered meanwhile.
        account = await lock_account(access, await access.get(Account, access.principal.account_id))
        member = None if account is None else await find_person(access, account)
        if not isinstance(member, Member):
            raise Unauthenticated  # removed in this very moment
        if role in _above(member.role):
            raise InvalidInput.at("role", text=message("This is more than you may do yourself."))
        if await access_tokens(access).count() >= MAX_ACCESS_TOKENS:
            text = message(
                "You have {most} access tokens, which is the most. Please revoke one.", most=MAX_ACCESS_TOKENS
            )
            raise InvalidInput.at("name", text=text)
        token = random_access_token()
        row = AccessToken(
            partner_id=member.partner_id,
            account_id=member.account_id,
            name=name,
            role=role,
            token_hash=token_hash(token),
            expires_at=expires_at,
        )
        await access.add(row)
        await audit.record(access, "access_token.created", subject=row, name=name, role=role.value)
        return NewAccessToken(token, row)


@operation(Permission.TOKENS_WRITE)
async def revoke_access_token(access: Access, *, access_token_id: UUID | None) -> None:
    """End one of one's own access tokens; raises NotFound."""
    async with transaction():
        row = await access.get(AccessToken, access_token_id)
        await row.delete()
        await audit.record(access, "access_token.revoked", subject=row, name=row.name)


async def lower(access: Access, member: Member) -> None:
    """Let a member's access tokens be no more than the member is now; who may not make any keeps none.

    They would not be more than it in any case (``sessions.find_principal``), but would rise with it again.
    """
    rows = access.as_system().rows(AccessToken).filter(account_id=member.account_id)
    if Permission.TOKENS_WRITE in GRANTS[Role(member.role)]:
        await rows.filter(role__in=_above(member.role)).update(role=member.role)
    else:
        await rows.delete()


def _above(role: MemberRole) -> list[MemberRole]:
    return RANKS[: RANKS.index(role)]
