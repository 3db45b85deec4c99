"""What members and customers share: the invitation, and when they were last here."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from tortoise import fields

from graphapi.models.account import Language
from graphapi.models.base import Row
from graphapi.models.fields import UtcDatetimeField

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


class InvitationState(StrEnum):
    """How far an invitation came. EXPIRED is never stored: it is SENT, or QUEUED, past its time."""

    NOT_SENT = "NOT_SENT"
    QUEUED = "QUEUED"
    SENT = "SENT"
    FAILED = "FAILED"
    EXPIRED = "EXPIRED"
    ACCEPTED = "ACCEPTED"


class Person(Row):
    """Somebody who signs in at a partner's portal.

    The invitation's columns follow its mail: they are written in the transactions that queue, send and give it up.
    """

    email: str = fields.CharField(max_length=254)
    username: str | None = fields.CharField(max_length=64, null=True)
    language: Language = fields.CharEnumField(Language, max_length=2)
    invitation_state: InvitationState = fields.CharEnumField(
        InvitationState, max_length=10, default=InvitationState.NOT_SENT
    )
    invitation_sent_at: datetime | None = UtcDatetimeField(null=True)
    invitation_expires_at: datetime | None = UtcDatetimeField(null=True)
    # The mail server's reason, when FAILED.
    invitation_error: str | None = fields.CharField(max_length=500, null=True)
    last_sign_in_at: datetime | None = UtcDatetimeField(null=True)
    created_at: datetime = UtcDatetimeField(auto_now_add=True)
    updated_at: datetime = UtcDatetimeField(auto_now=True)

    if TYPE_CHECKING:
        partner_id: UUID
        account_id: UUID

    class Meta:
        """Not a table itself."""

        abstract = True
