"""The share: a link to a folder, for some customers or for all of a partner's."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.indexes import Index

from graphapi.models.base import Row, ScopedManager
from graphapi.models.fields import UtcDatetimeField

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


class ShareAudience(StrEnum):
    """SELECTED: its recipients. EVERYONE: all customers of the partner, the global link."""

    SELECTED = "SELECTED"
    EVERYONE = "EVERYONE"


class Share(Row):
    """A folder's link, with its password if it has one. The link is itself a credential: it is never logged."""

    partner = fields.ForeignKeyField("models.Partner", on_delete=fields.CASCADE)
    partner_id: UUID
    audience: ShareAudience = fields.CharEnumField(ShareAudience, max_length=10)
    # COLLATE: title_key, search_key
    title: str = fields.CharField(max_length=200)
    title_key: str = fields.CharField(max_length=200)
    search_key: str = fields.TextField()
    description: str | None = fields.CharField(max_length=2000, null=True)
    url: str = fields.CharField(max_length=2000)
    provider_code: str = fields.CharField(max_length=20)
    # AES-GCM under the key ring, bound to this row (graphapi.secrets).
    password_sealed: str | None = fields.TextField(null=True)
    position: int = fields.IntField(default=0)
    # CHECK: valid_from < valid_until where both are set
    valid_from: datetime | None = UtcDatetimeField(null=True)
    valid_until: datetime | None = UtcDatetimeField(null=True)
    open_count: int = fields.IntField(default=0)
    last_opened_at: datetime | None = UtcDatetimeField(null=True)
    # For sorting: never is before all times.
    last_opened_key: datetime = UtcDatetimeField()
    created_at: datetime = UtcDatetimeField(auto_now_add=True)
    updated_at: datetime = UtcDatetimeField(auto_now=True)

    class Meta:
        """An index for each way the list is sorted."""

        table = "share"
        manager = ScopedManager()
        indexes = (
            Index(fields=("partner_id", "position", "id")),
            Index(fields=("partner_id", "title_key", "id")),
            Index(fields=("partner_id", "created_at", "id")),
            Index(fields=("partner_id", "last_opened_key", "id")),
            Index(fields=("partner_id", "audience", "position", "id")),
        )


class ShareRecipient(Row):
    """That a customer receives a share."""

    partner = fields.ForeignKeyField("models.Partner", on_delete=fields.CASCADE)
    partner_id: UUID
    share = fields.ForeignKeyField("models.Share", on_delete=fields.CASCADE)
    share_id: UUID
    customer = fields.ForeignKeyField("models.Customer", on_delete=fields.CASCADE)
    customer_id: UUID

    class Meta:
        """Found from both ends; a foreign key gets no index by itself."""

        table = "share_recipient"
        manager = ScopedManager()
        unique_together = (("partner", "share", "customer"),)
        indexes = (
            Index(fields=("partner_id", "customer_id", "share_id")),
            Index(fields=("share_id",)),
            Index(fields=("customer_id",)),
        )
