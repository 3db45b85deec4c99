"""What members and customers share: the invitation."""

from datetime import datetime
from typing import Self

import strawberry

from graphapi import clock
from schema.enums import InvitationState

INVITATION_COLUMNS = ("invitation_state", "invitation_sent_at", "invitation_expires_at", "invitation_error")


@strawberry.type(description="How far an invitation came.")
class Invitation:
    state: InvitationState = strawberry.field(
        description="QUEUED until the mail server took it; EXPIRED when its link no longer works."
    )
    sent_at: datetime | None = strawberry.field(description="When the mail server took it.")
    expires_at: datetime | None = strawberry.field(description="Until when its link works.")
    error: str | None = strawberry.field(description="The mail server's reason, when FAILED.")

    @classmethod
    def of(
        cls, state: InvitationState, sent_at: datetime | None, expires_at: datetime | None, error: str | None
    ) -> Self:
        """Make it of a person's columns."""
        waits = state in {InvitationState.QUEUED, InvitationState.SENT}
        if waits and expires_at is not None and expires_at <= clock.now():
            state = InvitationState.EXPIRED
        return cls(state=state, sent_at=sent_at, expires_at=expires_at, error=error)
