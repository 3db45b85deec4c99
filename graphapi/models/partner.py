"""The partner: the supplier whose customers sign in under its name and logo. The tenant of all else."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.indexes import Index

from graphapi.models.account import Language
from graphapi.models.base import Row, ScopedManager
from graphapi.models.fields import UtcDatetimeField

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


class PartnerStatus(StrEnum):
    """SUSPENDED undoes nothing and can be resumed; CLOSED is for good."""

    ACTIVE = "ACTIVE"
    SUSPENDED = "SUSPENDED"
    CLOSED = "CLOSED"


class Partner(Row):
    """A partner with its face, its contact, its billing identity and what it uses of its plan."""

    slug: str = fields.CharField(max_length=40, unique=True)
    name: str = fields.CharField(max_length=200)
    # COLLATE: name_key, search_key
    name_key: str = fields.CharField(max_length=200)
    search_key: str = fields.TextField()
    status: PartnerStatus = fields.CharEnumField(PartnerStatus, max_length=10, default=PartnerStatus.ACTIVE)
    suspension_reason: str | None = fields.CharField(max_length=500, null=True)
    language: Language = fields.CharEnumField(Language, max_length=2)

    accent_color: str | None = fields.CharField(max_length=7, null=True)
    welcome_text: str | None = fields.CharField(max_length=1000, null=True)
    imprint_url: str | None = fields.CharField(max_length=2000, null=True)
    privacy_url: str | None = fields.CharField(max_length=2000, null=True)
    # The content hash of the logo; part of its address, so that browsers may keep it for good.
    logo_digest: str | None = fields.CharField(max_length=16, null=True)

    contact_name: str | None = fields.CharField(max_length=200, null=True)
    contact_email: str | None = fields.CharField(max_length=254, null=True)
    contact_phone: str | None = fields.CharField(max_length=40, null=True)
    contact_website: str | None = fields.CharField(max_length=2000, null=True)

    billing_company: str | None = fields.CharField(max_length=200, null=True)
    billing_street: str | None = fields.CharField(max_length=200, null=True)
    billing_postal_code: str | None = fields.CharField(max_length=20, null=True)
    billing_city: str | None = fields.CharField(max_length=100, null=True)
    billing_country: str | None = fields.CharField(max_length=2, null=True)
    billing_vat_id: str | None = fields.CharField(max_length=20, null=True)
    billing_email: str | None = fields.CharField(max_length=254, null=True)

    # The version of the data-processing agreement that was accepted last.
    agreement_version: str | None = fields.CharField(max_length=20, null=True)

    allowed_origins: list[str] = fields.JSONField(default=list)

    # Usage is counted here, in the transaction of each change, so that a limit is exact under concurrency (the row is
    # locked by the update) and costs one statement at a million customers too. A null limit means no limit.
    customer_count: int = fields.IntField(default=0)
    customer_limit: int | None = fields.IntField(null=True)
    # How full its owners were last told the plan is: 0, 80 or 100 percent.
    noticed_percent: int = fields.IntField(default=0)
    global_share_count: int = fields.IntField(default=0)
    global_share_limit: int | None = fields.IntField(null=True)

    created_at: datetime = UtcDatetimeField(auto_now_add=True)
    updated_at: datetime = UtcDatetimeField(auto_now=True)

    class Meta:
        """The tenant table itself."""

        table = "partner"
        manager = ScopedManager()
        indexes = (Index(fields=("name_key", "id")), Index(fields=("customer_count", "id")))


class FormerSlug(Row):
    """A slug a partner had before; its addresses redirect to the present one, and nobody else gets it."""

    partner = fields.ForeignKeyField("models.Partner", on_delete=fields.CASCADE)
    partner_id: UUID
    slug: str = fields.CharField(max_length=40, unique=True)

    class Meta:
        """Found by slug, removed with the partner."""

        table = "former_slug"
        manager = ScopedManager()
        indexes = (Index(fields=("partner_id",)),)


class Logo(Row):
    """A partner's logo as we re-encoded it."""

    partner = fields.OneToOneField("models.Partner", on_delete=fields.CASCADE)
    partner_id: UUID
    content_type: str = fields.CharField(max_length=20)
    content: bytes = fields.BinaryField()
    updated_at: datetime = UtcDatetimeField(auto_now=True)

    class Meta:
        """Apart from the partner, so that reading one never reads the picture."""

        table = "logo"
        manager = ScopedManager()

    @property
    def digest(self) -> str:
        """What tells the picture from others in its address: 16 hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()[:16]
