"""The order: somebody who wants to become a partner."""

from __future__ import annotations

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


class OrderStatus(StrEnum):
    """OPEN until an operator decides."""

    OPEN = "OPEN"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"


class Order(Row):
    """What a company entered in the order form. An accepted one goes with its partner, a declined one after a while."""

    # Set when it was accepted.
    partner = fields.ForeignKeyField("models.Partner", null=True, on_delete=fields.CASCADE)
    partner_id: UUID | None
    company: str = fields.CharField(max_length=200)
    contact_name: str = fields.CharField(max_length=200)
    email: str = fields.CharField(max_length=254)
    phone: str | None = fields.CharField(max_length=40, null=True)
    plan = fields.ForeignKeyField("models.Plan", on_delete=fields.RESTRICT)
    plan_id: UUID
    note: str | None = fields.TextField(null=True)
    # Of the mails to whoever ordered, and of the partner it becomes.
    language: Language = fields.CharEnumField(Language, max_length=2)
    status: OrderStatus = fields.CharEnumField(OrderStatus, max_length=10, default=OrderStatus.OPEN)
    # CHECK: (status = 'OPEN') = (decided_at IS NULL)
    decided_at: datetime | None = UtcDatetimeField(null=True)
    created_at: datetime = UtcDatetimeField(auto_now_add=True)

    @property
    def name(self) -> str:
        """Whom its mails greet."""
        return self.contact_name

    class Meta:
        """Listed newest first, and by status. "Order" alone is a word of SQL's."""

        table = "plan_order"
        manager = ScopedManager()
        indexes = (Index(fields=("status", "id")), Index(fields=("partner_id",)))
