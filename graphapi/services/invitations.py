"""Invitations: the first mail to a member or customer, with the link to set a password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapi.models import Customer, InvitationState, MailKind, TokenPurpose
from graphapi.services import outbox
from graphapi.services.one_time_tokens import make_token, new_token, void_tokens
from graphapi.services.throttles import mailbox_limit, use

if TYPE_CHECKING:
    from datetime import datetime

    from graphapi.access import Access
    from graphapi.models import Mail, Member, OneTimeToken


async def invite(access: Access, person: Member | Customer) -> None:
    """Queue an invitation, whose link voids those sent before, and save the person.

    To be called in a transaction that has locked the person. Raises Throttled if its address had its share of mails.
    """
    await count_mail(access, person)
    token = await make_token(
        access, account_id=person.account_id, partner_id=person.partner_id, purpose=TokenPurpose.INVITATION
    )
    await outbox.queue_mail(access, kind=_kind(person), person=person, partner_id=person.partner_id, token=token)
    _set(person, InvitationState.QUEUED, expires_at=token.expires_at)
    await person.save()


def new_invitation(access: Access, person: Member | Customer) -> tuple[OneTimeToken, Mail]:
    """Make the invitation of somebody new, to be added together with its account and itself, and counted then."""
    token = new_token(
        access, account_id=person.account_id, partner_id=person.partner_id, purpose=TokenPurpose.INVITATION
    )
    _set(person, InvitationState.QUEUED, expires_at=token.expires_at)
    return token, outbox.new_mail(kind=_kind(person), person=person, partner_id=person.partner_id, token=token)


async def count_mail(access: Access, person: Member | Customer) -> None:
    """Count a mail to a person's address; raises Throttled if it had its share."""
    await use(access, mailbox_limit(partner_id=person.partner_id, email=person.email))


async def void(access: Access, person: Member | Customer) -> None:
    """Make the links of all invitations useless, without sending another, and save the person."""
    await void_tokens(access, account_id=person.account_id)
    _set(person, InvitationState.NOT_SENT, expires_at=None)
    await person.save()


def _kind(person: Member | Customer) -> MailKind:
    return MailKind.CUSTOMER_INVITATION if isinstance(person, Customer) else MailKind.MEMBER_INVITATION


def _set(person: Member | Customer, state: InvitationState, *, expires_at: datetime | None) -> None:
    person.invitation_state = state
    person.invitation_sent_at = None
    person.invitation_expires_at = expires_at
    person.invitation_error = None
