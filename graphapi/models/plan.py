"""The price list, and what a partner has booked of it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.indexes import Index

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
    """A partner's booking of a plan, with the price agreed for it. Dates are the business's.

    What the plan holds in the running period is on the partner (``customer_limit``, ``global_share_limit``), so that a
    change of the price list counts from the next period only.
    """

    partner = fields.OneToOneField("models.Partner", on_delete=fields.CASCADE)
    partner_id: UUID
    plan = fields.ForeignKeyField("models.Plan", on_delete=fields.RESTRICT)
    plan_id: UUID
    # From the period's end on: a lesser plan that was booked, or free once it is cancelled.
    next_plan = fields.ForeignKeyField("models.Plan", null=True, on_delete=fields.RESTRICT, related_name="awaited_by")
    next_plan_id: UUID | None
    status: SubscriptionStatus = fields.CharEnumField(
        SubscriptionStatus, max_length=10, default=SubscriptionStatus.ACTIVE
    )
    # The agreed price. Null on free, and on request until there is one.
    monthly_amount: int | None = fields.IntField(null=True)
    # Whether the operator has agreed it with this partner, so that a renewal keeps it; else it is the list's.
    has_own_price: bool = fields.BooleanField(default=False)
    # What the running period is billed at already: an upgrade is billed the difference.
    billed_amount: int = fields.IntField(default=0)
    # Since when the plan runs without a price, and so without an invoice; from that day on it is billed later.
    unbilled_since: date | None = fields.DateField(null=True)
    currency: str = fields.CharField(max_length=3, default="EUR")
    # The day that its years are counted from: since when it is on paid plans, or on free.
    started_on: date = fields.DateField()
    # CHECK: period_start < period_end where it ends; half-open, no end on free
    period_start: date = fields.DateField()
    period_end: date | None = fields.DateField(null=True)
    canceled_at: datetime | None = UtcDatetimeField(null=True)
    # The period's end that the owner was warned of, since the plan booked next does not hold what is used.
    warned_of: date | None = fields.DateField(null=True)

    class Meta:
        """One per partner; looked through by date for what is due."""

        table = "subscription"
        manager = ScopedManager()
        indexes = (Index(fields=("period_end",)),)
