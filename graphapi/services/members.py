"""Members: the partner's own staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapi.access import Permission, operation
from graphapi.database import transaction
from graphapi.errors import InvalidInput, WrongState
from graphapi.i18n import message
from graphapi.models import Account, InvitationState, Mail, Member, MemberRole
from graphapi.services import access_tokens, accounts, audit, invitations
from graphapi.services.inputs import UNSET, Checks, Unset, is_set
from graphapi.services.locking import lock_open_partner, lock_partner
from graphapi.services.throttles import INVITATIONS, told_at, use

if TYPE_CHECKING:
    from uuid import UUID

    from tortoise.queryset import QuerySet

    from graphapi.access import Access
    from graphapi.models import Partner

MAX_MEMBERS = 50


@operation(Permission.MEMBERS_READ)
def members(access: Access) -> QuerySet[Member]:
    """Return the members within sight, oldest first."""
    return access.rows(Member).order_by("id")


@operation(Permission.MEMBERS_WRITE)
async def invite_member(
    access: Access, *, partner_id: UUID | Unset | None = UNSET, name: str, email: str, role: MemberRole
) -> Member:
    """Add a member and send its invitation.

    Operators name the partner. Raises InvalidInput, Conflict if the address is taken at this partner, NotFound.
    """
    checks = Checks()
    name = checks.required(("name",), name)
    email = checks.email(("email",), email)
    own_partner_id = access.principal.partner_id
    if not is_set(partner_id) and own_partner_id is None:
        checks.problem(("partnerId",), message("Please say which partner the member is for."))
    checks.done()
    async with transaction():
        partner = await lock_open_partner(access, partner_id if is_set(partner_id) else own_partner_id)
        if await access.rows(Member).filter(partner_id=partner.id).count() >= MAX_MEMBERS:
            raise InvalidInput.at("email", text=message("A team can have at most {most} members.", most=MAX_MEMBERS))
        with told_at("email"):
            return await add_member(access, partner=partner, name=name, email=email, role=role)


async def add_member(access: Access, *, partner: Partner, name: str, email: str, role: MemberRole) -> Member:
    """Add a checked member within the caller's transaction, and queue its invitation; raises Conflict, Throttled."""
    account = await accounts.open_account(access, partner_id=partner.id, email=email, username=None)
    member = Member(
        partner_id=partner.id, account_id=account.id, name=name, email=email, role=role, language=partner.language
    )
    await invitations.count_mail(access, member)
    await access.add_all([member, *invitations.new_invitation(access, member)])
    await audit.record(access, "member.invited", subject=member, name=name, role=role.value)
    return member


@operation(Permission.MEMBERS_WRITE)
async def update_member(
    access: Access, *, member_id: UUID | None, name: str | Unset | None = UNSET, role: MemberRole | Unset | None = UNSET
) -> Member:
    """Change a member's name or role; the role holds from its next request on, for its access tokens too.

    Raises InvalidInput, NotFound, and WrongState for taking the last owner's role.
    """
    async with transaction():
        member = await _get_locked(access, member_id)
        checks = Checks()
        if is_set(name):
            member.name = checks.required(("name",), name)
        new_role = (checks.choice(("role",), role) if is_set(role) else None) or member.role
        checks.done()
        if new_role is not member.role:
            await _refuse_last_owner(access, member)
            member.role = new_role
            await access_tokens.lower(access, member)
        await member.save()
        await audit.record(access, "member.updated", subject=member, name=member.name, role=member.role.value)
        return member


@operation(Permission.MEMBERS_WRITE)
async def send_member_invitation(access: Access, *, member_id: UUID | None) -> Member:
    """Send a member's invitation again; the link sent before no longer works.

    Raises NotFound, Throttled, and WrongState for members who have their password already.
    """
    # Counted before the transaction, in which a counter's lock would be held too long.
    member = await access.get(Member, member_id)
    await use(access, (INVITATIONS, str(member.id)))
    async with transaction():
        member = await _get_locked(access, member_id)
        if member.invitation_state is InvitationState.ACCEPTED:
            raise WrongState(message("This member has set a password already and can sign in."))
        await invitations.invite(access, member)
        await audit.record(access, "member.invited", subject=member, name=member.name, role=member.role.value)
        return member


@operation(Permission.MEMBERS_WRITE)
async def remove_member(access: Access, *, member_id: UUID | None) -> None:
    """Remove a member; its sessions and tokens end. Raises NotFound, and WrongState for the last owner."""
    async with transaction():
        member = await _get_locked(access, member_id)
        await _refuse_last_owner(access, member)
        await audit.record(access, "member.removed", subject=member, name=member.name)
        await access.rows(Mail).filter(person_id=member.id).delete()
        # The account takes the member, its sessions and its tokens along.
        await access.rows(Account).filter(id=member.account_id).delete()


async def _get_locked(access: Access, member_id: UUID | None) -> Member:
    """Return a member, its partner's row locked, so that two owners cannot remove each other at once."""
    member = await access.get(Member, member_id)
    await lock_partner(access, member.partner_id)
    return await access.get(Member, member_id)


async def _refuse_last_owner(access: Access, member: Member) -> None:
    if member.role is not MemberRole.OWNER:
        return
    others = access.rows(Member).filter(partner_id=member.partner_id, role=MemberRole.OWNER).exclude(id=member.id)
    if not await others.exists():
        raise WrongState(message("This is the last owner. Please make somebody else an owner first."))
