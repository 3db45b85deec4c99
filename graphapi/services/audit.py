"""The audit log: written in the transaction of each change, read by those whom it concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapi import clock
from graphapi.access import Permission, Role, operation
from graphapi.models import AuditEntry
from graphapi.services.filters import having, spelt
from graphapi.services.inputs import MAX_NAME, UNSET, Unset

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from tortoise.queryset import QuerySet

    from graphapi.access import Access, Principal
    from graphapi.models import Row

# The TypeID prefix of each kind of row the log speaks of.
KINDS = {
    "AccessToken": "token",
    "Customer": "customer",
    "CustomerImport": "import",
    "Invoice": "invoice",
    "Member": "member",
    "Operator": "operator",
    "Order": "order",
    "Partner": "partner",
    "Session": "session",
    "Share": "share",
    "Subscription": "subscription",
}


async def record(
    access: Access,
    action: str,
    *,
    subject: Row | None = None,
    partner_id: UUID | None = None,
    actor: Principal | None = None,
    **params: str | int | None,
) -> None:
    """Write an audit entry; to be called in the transaction of the change, with what ``new_entry`` takes."""
    entry = new_entry(access, action, subject=subject, partner_id=partner_id, actor=actor, **params)
    await access.as_system().add(entry)


def new_entry(
    access: Access,
    action: str,
    *,
    subject: Row | None = None,
    partner_id: UUID | None = None,
    actor: Principal | None = None,
    **params: str | int | None,
) -> AuditEntry:
    """Make an audit entry, to be added in the transaction of the change.

    ``action`` is noun.verb in the past, of those in ``graphapi.audit_texts``. The partner is the subject's, if none is
    given; the actor is the principal, unless a sign-in has just made one.
    """
    who = actor or access.principal
    if partner_id is None:
        partner_id = who.partner_id
        if subject is not None:
            partner_id = (
                subject.id if type(subject).__name__ == "Partner" else getattr(subject, "partner_id", partner_id)
            )
    return AuditEntry(
        partner_id=partner_id,
        at=clock.now(),
        action=action,
        actor_id=who.person_id,
        actor_role=None if who.role in {Role.ANONYMOUS, Role.SYSTEM} else who.role.value,
        actor_name=who.name[:MAX_NAME],
        subject_kind=None if subject is None else KINDS[type(subject).__name__],
        subject_id=None if subject is None else subject.id,
        params=params,
    )


@operation(Permission.AUDIT_READ)
def audit_entries(
    access: Access,
    *,
    subject_id: UUID | Unset | None = UNSET,
    actor_id: UUID | Unset | None = UNSET,
    action: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    partner_id: UUID | Unset | None = UNSET,
) -> QuerySet[AuditEntry]:
    """Return the entries within sight that match every filter given; an id that is None matches nothing.

    ``since`` is inclusive, ``until`` is not.
    """
    rows = access.rows(AuditEntry)
    rows = having(rows, "subject_id", subject_id)
    rows = having(rows, "actor_id", actor_id)
    if action is not None:
        rows = spelt(rows, "action", action)
    if since is not None:
        rows = rows.filter(at__gte=since)
    if until is not None:
        rows = rows.filter(at__lt=until)
    return having(rows, "partner_id", partner_id)
