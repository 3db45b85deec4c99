"""The price list, and what a partner has booked of it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from tortoise import fields

from graphapi.models.base import Row, ScopedManager
from graphapi.models.fields import UtcDatetimeField

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID


class Plan(Row):
    """A plan by number of customers. Amounts are minor units, net, per month; null is on request."""

    code: str = fields.CharField(max_length=20, unique=True)
    name: str = fields.CharField(max_length=100)
    # In this order the price list is shown, and an upgrade looked for.
    position: int = fields.IntField(unique=True)
    min_customers: int = fields.IntField()
    max_customers: int | None = fields.IntField(null=True)
    max_global_shares: int | None = fields.IntField(null=True)
    monthly_amount: int | None = fields.IntField(null=True)
    currency: str = fields.CharField(max_length=3, default="EUR")

    @property
    def on_request(self) -> bool:
        """Whether the operator makes the price."""
        return self.monthly_amount is None

    class Meta:
        """The platform's, and public."""

        table = "plan"


class SubscriptionStatus(StrEnum):
    """CANCELED runs on until its period ends."""

    ACTIVE = "ACTIVE"
    CANCELED = "CANCELED"


class Subscription(Row):
    """A partner's booking of a plan, with the price agreed for its period. Dates are the business's."""

    partner = fields.OneToOneField("models.Partner", on_delete=fields.CASCADE)
    partner_id: UUID
    plan = fields.ForeignKeyField("models.Plan", on_delete=fields.RESTRICT)
    plan_id: UUID
    next_plan = fields.ForeignKeyField("models.Plan", null=True, on_delete=fields.RESTRICT, related_name="awaited_by")
    next_plan_id: UUID | None
    status: SubscriptionStatus = fields.CharEnumField(
        SubscriptionStatus, max_length=10, default=SubscriptionStatus.ACTIVE
    )
    # Null on free.
    monthly_amount: int | None = fields.IntField(null=True)
    currency: str = fields.CharField(max_length=3, default="EUR")
    started_on: date = fields.DateField()
    # CHECK: period_start < period_end where it ends; half-open, no end on free
    period_start: date = fields.DateField()
    period_end: date | None = fields.DateField(null=True)
    canceled_at: datetime | None = UtcDatetimeField(null=True)

    class Meta:
        """One per partner."""

        table = "subscription"
        manager = ScopedManager()
