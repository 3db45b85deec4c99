"""What members and customers share: the invitation."""

from datetime import datetime
from typing import Any, Self

import strawberry

from graphapi import clock, models
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
    def of(cls, row: Any) -> Self:  # noqa: ANN401 - a Member or a Customer
        """Make it of a person's row."""
        state = row.invitation_state
        waiting = {models.InvitationState.QUEUED, models.InvitationState.SENT}
        if state in waiting and row.invitation_expires_at is not None and row.invitation_expires_at <= clock.now():
            state = models.InvitationState.EXPIRED
        return cls(
            state=state,
            sent_at=row.invitation_sent_at,
            expires_at=row.invitation_expires_at,
            error=row.invitation_error,
        )
