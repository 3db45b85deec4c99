"""The customer: somebody a partner keeps a folder for."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.indexes import Index

from graphapi.models.base import ScopedManager
from graphapi.models.fields import UtcDatetimeField
from graphapi.models.person import Person

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


class CustomerStatus(StrEnum):
    """DRAFT → INVITED → ACTIVE; each can be DISABLED and returns to what it was."""

    DRAFT = "DRAFT"
    INVITED = "INVITED"
    ACTIVE = "ACTIVE"
    DISABLED = "DISABLED"


def full_name(first_name: str, last_name: str) -> str:
    """Write a name as people say it."""
    return f"{first_name} {last_name}"


class Customer(Person):
    """A customer as its partner knows it."""

    partner = fields.ForeignKeyField("models.Partner", on_delete=fields.CASCADE)
    partner_id: UUID
    account = fields.OneToOneField("models.Account", on_delete=fields.CASCADE)
    account_id: UUID
    first_name: str = fields.CharField(max_length=100)
    last_name: str = fields.CharField(max_length=100)
    company: str | None = fields.CharField(max_length=200, null=True)
    number: str | None = fields.CharField(max_length=50, null=True)
    note: str | None = fields.TextField(null=True)
    status: CustomerStatus = fields.CharEnumField(CustomerStatus, max_length=10)
    # CHECK: (status = 'DISABLED') = (status_before IS NOT NULL), and status_before <> 'DISABLED'
    status_before: CustomerStatus | None = fields.CharEnumField(CustomerStatus, max_length=10, null=True)
    # COLLATE: name_key, email_key, search_key
    name_key: str = fields.CharField(max_length=200)
    email_key: str = fields.CharField(max_length=254)
    search_key: str = fields.TextField()
    # When it was last here, for sorting: never is before all times.
    # ("last_sign_in_at" itself is null then, and nulls sort differently on the two databases.)
    last_sign_in_key: datetime = UtcDatetimeField()

    @property
    def name(self) -> str:
        """The full name, first name first."""
        return full_name(self.first_name, self.last_name)

    class Meta:
        """An index for each way the list is sorted, and the partner's own numbers unique."""

        table = "customer"
        manager = ScopedManager()
        unique_together = (("partner", "number"),)
        indexes = (
            Index(fields=("partner_id", "name_key", "id")),
            Index(fields=("partner_id", "email_key", "id")),
            Index(fields=("partner_id", "created_at", "id")),
            Index(fields=("partner_id", "last_sign_in_key", "id")),
            Index(fields=("partner_id", "status", "name_key", "id")),
        )
