"""The outbox: mails are queued in the transaction that causes them, and sent soon after by ``graphapi.mail``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapi import clock
from graphapi.models import Mail
from graphapi.services.inputs import MAX_NAME

if TYPE_CHECKING:
    from uuid import UUID

    from graphapi.access import Access
    from graphapi.models import Customer, MailKind, Member, OneTimeToken, Operator


async def queue_mail(
    access: Access,
    *,
    kind: MailKind,
    person: Operator | Member | Customer,
    partner_id: UUID | None,
    token: OneTimeToken | None = None,
    to_email: str | None = None,
    **params: str | int,
) -> Mail:
    """Queue a mail to a person, in its language; to another address than its present one, if given."""
    now = clock.now()
    mail = Mail(
        partner_id=partner_id,
        kind=kind,
        person_id=person.id,
        to_email=to_email or person.email,
        to_name=person.name[:MAX_NAME],
        language=person.language,
        params=params,
        token_id=None if token is None else token.id,
        next_attempt_at=now,
        queued_at=now,
    )
    await access.as_system().add(mail)
    return mail
