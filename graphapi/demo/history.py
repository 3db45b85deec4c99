"""What has happened in the demo world, as its logs tell it: audit entries, links and mails, each at its time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from graphapi.demo.world import key_at
from graphapi.models import AuditEntry, Mail, MailState, OneTimeToken, TokenPurpose
from graphapi.secrets import token_hash
from graphapi.services.audit import KINDS
from graphapi.services.one_time_tokens import lifetime
from graphapi.services.people import principal_of

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from graphapi.access import Access
    from graphapi.models import Customer, MailKind, Member, Operator, Row

# From the outbox to the mail server.
UNDER_WAY = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class History:
    """The log of one partner, or of none."""

    access: Access
    partner_id: UUID | None = None

    async def tell(
        self,
        at: datetime,
        action: str,
        subject: Row,
        *,
        by: Operator | Member | Customer | None,
        **params: str | None,
    ) -> None:
        """Write that somebody, or the system, did something."""
        await self.access.add(
            AuditEntry(
                id=key_at(at),
                partner_id=self.partner_id,
                at=at,
                action=action,
                actor_id=None if by is None else by.id,
                actor_role=None if by is None else principal_of(by).role.value,
                actor_name="" if by is None else by.name,
                subject_kind=KINDS[type(subject).__name__],
                subject_id=subject.id,
                params=params,
            )
        )

    async def sign_in(self, at: datetime, person: Operator | Member | Customer) -> None:
        """Write that somebody signed in."""
        await self.tell(at, "account.signed_in", person, by=person)

    async def send(
        self,
        at: datetime,
        kind: MailKind,
        person: Member | Customer,
        *,
        token: OneTimeToken | None = None,
        refusal: str | None = None,
    ) -> Mail:
        """Write that a mail was sent, or refused; nothing is left to be sent."""
        mail = Mail(
            id=key_at(at),
            partner_id=self.partner_id,
            kind=kind,
            person_id=person.id,
            to_email=person.email,
            to_name=person.name,
            language=person.language,
            token_id=None if token is None else token.id,
            state=MailState.FAILED if refusal else MailState.SENT,
            attempts=1,
            next_attempt_at=at,
            error=refusal,
            queued_at=at,
            sent_at=None if refusal else at + UNDER_WAY,
        )
        await self.access.add(mail)
        return mail

    async def link(
        self, at: datetime, purpose: TokenPurpose, person: Member | Customer, *, used_at: datetime | None
    ) -> OneTimeToken:
        """Write that a link to set a password was made, and perhaps used."""
        key = key_at(at)
        keys = self.access.keys
        token = OneTimeToken(
            id=key,
            partner_id=self.partner_id,
            account_id=person.account_id,
            purpose=purpose,
            token_hash=token_hash(keys.one_time_token(key)),
            key_id=keys.current.id,
            created_at=at,
            expires_at=at + lifetime(self.access.settings, purpose),
            used_at=used_at,
        )
        await self.access.add(token)
        return token
