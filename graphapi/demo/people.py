"""Writing a partner's people, each with its account, its invitation and its visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapi.clock import NEVER
from graphapi.demo.scene import NEXT, SOON
from graphapi.demo.world import key_at
from graphapi.models import (
    Account,
    Customer,
    CustomerStatus,
    InvitationState,
    MailKind,
    Member,
    TokenPurpose,
)
from graphapi.services.customers import set_keys
from graphapi.text import login_key

if TYPE_CHECKING:
    from datetime import datetime

    from graphapi.demo.scene import Scene
    from graphapi.demo.world import CustomerStory, MemberStory


async def add_member(scene: Scene, story: MemberStory) -> None:
    """Add somebody to the team, invited by its owner; the owner by the operator."""
    at, joined, seen = (scene.calendar.at(moment) for moment in (story.added, story.joined, story.seen))
    account = await _add_account(scene, story.email, at=at, joined=joined)
    member = Member(
        id=key_at(at),
        partner_id=scene.partner.id,
        account_id=account.id,
        name=story.name,
        email=story.email,
        role=story.role,
        language=scene.partner.language,
        last_sign_in_at=seen,
        created_at=at,
    )
    by = next(iter(scene.members.values()), scene.operator)
    await _invite(scene, member, at=at + NEXT, joined=joined)
    await scene.access.add(member)
    await scene.history.tell(at + NEXT, "member.invited", member, by=by, name=member.name, role=member.role.value)
    await scene.history.tell(joined - NEXT, "member.activated", member, by=member, name=member.name)
    await scene.history.sign_in(joined, member)
    await scene.history.sign_in(seen, member)
    scene.members[story.email] = member


async def add_customer(scene: Scene, story: CustomerStory, *, by: Member) -> None:
    """Add a customer as far as its story goes."""
    at = scene.calendar.at(story.added)
    joined = None if story.joined is None else scene.calendar.at(story.joined)
    seen = None if story.seen is None else scene.calendar.at(story.seen)
    disabled = None if story.disabled is None else scene.calendar.at(story.disabled)
    password_set = joined if story.forgot is None else seen
    account = await _add_account(
        scene, story.email, username=story.username, at=at, joined=password_set, disabled=disabled
    )
    customer = Customer(
        id=key_at(at),
        partner_id=scene.partner.id,
        account_id=account.id,
        first_name=story.first_name,
        last_name=story.last_name,
        company=story.company,
        number=story.number,
        email=story.email,
        username=story.username,
        note=story.note,
        language=story.language,
        last_sign_in_at=seen,
        last_sign_in_key=seen or NEVER,
        created_at=at,
    )
    _set_status(customer, story)
    set_keys(customer)
    await scene.history.tell(at, "customer.created", customer, by=by, name=customer.name)
    if not story.is_draft:
        # After the folder that was added in the same form.
        await _invite(scene, customer, at=at + 2 * NEXT, joined=joined, refusal=story.refusal)
        await scene.history.tell(at + 2 * NEXT, "customer.invited", customer, by=by, name=customer.name)
    await scene.access.add(customer)
    if joined is not None:
        scene.joined[story.email] = joined
        await scene.history.tell(joined - NEXT, "customer.activated", customer, by=customer, name=customer.name)
        await scene.history.sign_in(joined, customer)
        if story.username is not None:
            await scene.history.tell(joined + 2 * SOON, "profile.updated", customer, by=customer)
    if seen is not None and seen != joined:
        await scene.history.sign_in(seen, customer)
        if story.forgot is not None:
            await _reset_password(scene, customer, asked=scene.calendar.at(story.forgot), done=seen)
    if disabled is not None:
        await scene.history.tell(disabled, "customer.disabled", customer, by=by, name=customer.name)
    scene.customers[story.email] = customer


async def _add_account(
    scene: Scene,
    email: str,
    *,
    username: str | None = None,
    at: datetime,
    joined: datetime | None,
    disabled: datetime | None = None,
) -> Account:
    account = Account(
        id=key_at(at),
        partner_id=scene.partner.id,
        email_key=login_key(email),
        username_key=login_key(username) if username else None,
        password_hash=None if joined is None else scene.password_hash,
        password_changed_at=joined,
        disabled_at=disabled,
        created_at=at,
    )
    await scene.access.add(account)
    return account


def _set_status(customer: Customer, story: CustomerStory) -> None:
    if story.joined is not None:
        status = CustomerStatus.ACTIVE
    else:
        status = CustomerStatus.DRAFT if story.is_draft else CustomerStatus.INVITED
    if story.disabled is None:
        customer.status = status
    else:
        customer.status, customer.status_before = CustomerStatus.DISABLED, status


async def _invite(
    scene: Scene, person: Member | Customer, *, at: datetime, joined: datetime | None, refusal: str | None = None
) -> None:
    token = await scene.history.link(at, TokenPurpose.INVITATION, person, used_at=joined)
    kind = MailKind.CUSTOMER_INVITATION if isinstance(person, Customer) else MailKind.MEMBER_INVITATION
    mail = await scene.history.send(at, kind, person, token=token, refusal=refusal)
    if joined is not None:
        person.invitation_state = InvitationState.ACCEPTED
    else:
        person.invitation_state = InvitationState.FAILED if refusal else InvitationState.SENT
    person.invitation_sent_at = mail.sent_at
    person.invitation_expires_at = token.expires_at
    person.invitation_error = refusal


async def _reset_password(scene: Scene, customer: Customer, *, asked: datetime, done: datetime) -> None:
    token = await scene.history.link(asked, TokenPurpose.RESET, customer, used_at=done)
    await scene.history.send(asked, MailKind.PASSWORD_RESET, customer, token=token)
    await scene.history.tell(asked, "account.password_reset_requested", customer, by=None)
    await scene.history.send(done - NEXT, MailKind.PASSWORD_CHANGED, customer)
    await scene.history.tell(done - NEXT, "account.password_reset", customer, by=customer)
