"""The audit log: who did what, when. Written in the transaction of the change it tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tortoise import fields
from tortoise.indexes import Index

from graphapi.models.base import Row, ScopedManager
from graphapi.models.fields import UtcDatetimeField

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


class AuditEntry(Row):
    """One thing that happened. Its sentence is made from ``action`` and ``params`` in the reader's language."""

    # Whoever follows the log is woken by a new one (graphapi.database.news).
    is_news = True

    partner = fields.ForeignKeyField("models.Partner", null=True, on_delete=fields.CASCADE)
    partner_id: UUID | None
    at: datetime = UtcDatetimeField()
    # noun.verb in the past, such as customer.created
    action: str = fields.CharField(max_length=60)
    # The Operator, Member or Customer row; null when the system did it, or nobody was signed in.
    actor_id: UUID | None = fields.UUIDField(null=True)
    actor_role: str | None = fields.CharField(max_length=10, null=True)
    # The name at that time; empty once the person was erased.
    actor_name: str = fields.CharField(max_length=200, default="")
    # The TypeID prefix of what it happened to, and its key.
    subject_kind: str | None = fields.CharField(max_length=20, null=True)
    subject_id: UUID | None = fields.UUIDField(null=True)
    params: dict[str, Any] = fields.JSONField(default=dict)

    class Meta:
        """Read newest first, by partner and one of the filters."""

        table = "audit_entry"
        manager = ScopedManager()
        indexes = (
            Index(fields=("partner_id", "id")),
            Index(fields=("partner_id", "subject_id", "id")),
            Index(fields=("partner_id", "actor_id", "id")),
            Index(fields=("partner_id", "action", "id")),
        )
