"""The outbox: mails are queued in the transaction that causes them, and sent soon after by ``graphapi.mail``.

A mail is claimed by putting its next attempt ahead with a conditional update. All but queueing is for the sender, which
has the system's access.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tortoise.expressions import F

from graphapi import clock
from graphapi.database import transaction
from graphapi.models import Customer, InvitationState, Mail, MailKind, MailState, Member, MemberRole
from graphapi.services.inputs import MAX_NAME
from graphapi.services.locking import lock_partner

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from graphapi.access import Access
    from graphapi.models import Invoice, OneTimeToken, Operator, Order, Row

CLAIM = timedelta(seconds=20)
# After the first, second… failure; then the last again and again.
RETRY_AFTER = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
)
GIVE_UP_AFTER = timedelta(days=3)
INVITED = {MailKind.CUSTOMER_INVITATION: Customer, MailKind.MEMBER_INVITATION: Member}


async def queue_mail(
    access: Access,
    *,
    kind: MailKind,
    person: Operator | Member | Customer | Order | Invoice,
    partner_id: UUID | None,
    token: OneTimeToken | None = None,
    to_email: str | None = None,
    about: Row | None = None,
    **params: str | int | None,
) -> Mail:
    """Queue a mail to a person, in its language; to another address than its present one, if given.

    It goes when the person is erased, or else what it is about.
    """
    mail = new_mail(
        kind=kind, person=person, partner_id=partner_id, token=token, to_email=to_email, about=about, **params
    )
    await access.as_system().add(mail)
    return mail


async def queue_mail_to_owners(access: Access, *, kind: MailKind, partner_id: UUID, **params: str | int | None) -> None:
    """Queue a mail to each owner of a partner."""
    for owner in await access.rows(Member).filter(partner_id=partner_id, role=MemberRole.OWNER).order_by("id"):
        await queue_mail(access, kind=kind, person=owner, partner_id=partner_id, **params)  # pyright: ignore[reportArgumentType] - they are no others' names


def new_mail(
    *,
    kind: MailKind,
    person: Operator | Member | Customer | Order | Invoice,
    partner_id: UUID | None,
    token: OneTimeToken | None = None,
    to_email: str | None = None,
    about: Row | None = None,
    **params: str | int | None,
) -> Mail:
    """Make a mail, which is queued as soon as it is added; a parameter that is None is left out."""
    now = clock.now()
    return Mail(
        partner_id=partner_id,
        kind=kind,
        person_id=(about or person).id,
        to_email=to_email or person.email,
        to_name=person.name[:MAX_NAME],
        language=person.language,
        params={name: value for name, value in params.items() if value is not None},
        token_id=None if token is None else token.id,
        next_attempt_at=now,
        queued_at=now,
    )


async def claim_mail(access: Access) -> Mail | None:
    """Return the mail that has been due for longest, claimed for this attempt; None if none is due."""
    while True:
        now = clock.now()
        due = access.rows(Mail).filter(state=MailState.QUEUED, next_attempt_at__lte=now)
        mail = await due.order_by("next_attempt_at", "id").first()
        if mail is None:
            return None
        if await due.filter(id=mail.id).update(next_attempt_at=now + CLAIM, attempts=F("attempts") + 1):
            mail.attempts += 1
            return mail


async def renew_claim(access: Access, mail: Mail) -> None:
    """Keep a claimed mail for as long again."""
    await access.rows(Mail).filter(id=mail.id).update(next_attempt_at=clock.now() + CLAIM)


async def drop_mail(access: Access, mail: Mail) -> None:
    """Forget a mail that is not to be sent any more."""
    await access.rows(Mail).filter(id=mail.id).delete()


async def record_sent(access: Access, mail: Mail, token: OneTimeToken | None) -> None:
    """Record that the mail server took a mail, with the link that was in it."""
    now = clock.now()
    invitation = {"invitation_state": InvitationState.SENT, "invitation_sent_at": now}
    if token is not None:
        invitation["invitation_expires_at"] = token.expires_at
    await _record(access, mail, {"state": MailState.SENT, "sent_at": now, "error": None}, invitation)


async def record_failed(access: Access, mail: Mail, reason: str) -> None:
    """Record that a mail is given up."""
    await _record(
        access,
        mail,
        {"state": MailState.FAILED, "error": reason},
        {"invitation_state": InvitationState.FAILED, "invitation_error": reason},
    )


async def record_delayed(access: Access, mail: Mail, reason: str) -> None:
    """Record that a mail could not be sent now: it is due again after a pause, or given up after days."""
    now = clock.now()
    if now - mail.queued_at >= GIVE_UP_AFTER:
        await record_failed(access, mail, reason)
        return
    pause = RETRY_AFTER[min(mail.attempts, len(RETRY_AFTER)) - 1]
    await access.rows(Mail).filter(id=mail.id).update(next_attempt_at=now + pause, error=reason)


async def _record(access: Access, mail: Mail, columns: Mapping[str, object], invitation: Mapping[str, object]) -> None:
    """Record how a mail fared, on itself and on the invitation that it is about."""
    async with transaction():
        if mail.partner_id is not None:
            await lock_partner(access, mail.partner_id)
        await access.rows(Mail).filter(id=mail.id).update(**columns)
        model = INVITED.get(mail.kind)
        if model is not None:
            # Not one that was accepted meanwhile, after a mail that arrived and was not known to.
            person = access.rows(model).filter(id=mail.person_id, invitation_state=InvitationState.QUEUED)
            await person.update(**invitation)
