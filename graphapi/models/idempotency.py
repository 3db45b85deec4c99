"""The idempotency key: a client's own name for a change, by which a repeated request is known for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.indexes import Index

from graphapi.models.base import Row, ScopedManager
from graphapi.models.fields import UtcDatetimeField

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


class IdempotencyKey(Row):
    """A change that was made under a key, and the id of what it came to; nothing of what was entered or answered.

    The account is no foreign key: its lock would be taken before the partner's, and whoever deletes an account takes
    them the other way round. The row is gone within a day or so.
    """

    partner = fields.ForeignKeyField("models.Partner", null=True, on_delete=fields.CASCADE)
    partner_id: UUID | None
    account_id: UUID = fields.UUIDField()
    # SHA-256.
    key_hash: str = fields.CharField(max_length=64)
    # An HMAC of the mutation and its arguments, which may hold secrets.
    request_hash: str = fields.CharField(max_length=64)
    # The type of its result, and the model and the key of the row in it; null where that cannot be told again.
    result_type: str | None = fields.CharField(max_length=60, null=True)
    result_kind: str | None = fields.CharField(max_length=60, null=True)
    result_id: UUID | None = fields.UUIDField(null=True)
    created_at: datetime = UtcDatetimeField(db_index=True)

    class Meta:
        """Found by account and key; forgotten by age."""

        table = "idempotency_key"
        manager = ScopedManager()
        unique_together = (("account_id", "key_hash"),)
        indexes = (Index(fields=("partner_id",)),)
