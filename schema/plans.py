"""Plans and subscriptions."""

from datetime import date, datetime

import strawberry

from graphapi import models
from graphapi.services import plans
from schema.context import Info
from schema.enums import SubscriptionStatus
from schema.execution.mapping import Many, Relation, over
from schema.fields import column, computed, node_id, query, relation
from schema.money import Money
from schema.node import Node

MONTHS = 12


def _a_year(amount: int | None, currency: str) -> Money | None:
    return Money.of(None if amount is None else amount * MONTHS, currency)


def _is_none(amount: int | None) -> bool:
    return amount is None


@over(models.Plan)
@strawberry.type(description="A plan of the price list. Prices are net; null is on request.")
class Plan:
    row: strawberry.Private[models.Plan]
    code: str = column("code", "What programs know it by, such as `m`.")
    name: str = column("name", "What people know it by.")
    min_customers: int = column("min_customers", "From how many customers on it is meant.")
    max_customers: int | None = column("max_customers", "How many customers it holds; null is no limit.")
    max_global_shares: int | None = column("max_global_shares", "How many global links it holds; null is no limit.")
    monthly_price: Money | None = computed(
        Money.of, ("monthly_amount", "currency"), "Net, a month; null is on request."
    )
    yearly_price: Money | None = computed(
        _a_year,
        ("monthly_amount", "currency"),
        "Net, a year, as it is billed; null is on request.",
    )
    on_request: bool = computed(_is_none, ("monthly_amount",), "Whether the operator makes the price.")


@over(models.Subscription)
@strawberry.type(description="A partner's booking of a plan.")
class PlanSubscription(Node):
    row: strawberry.Private[models.Subscription]
    id: strawberry.ID = node_id("subscription")
    plan: Plan = relation(Relation(models.Plan, key="plan_id"), "The plan booked.")
    status: SubscriptionStatus = column("status", "Whether it runs on by itself.")
    monthly_price: Money | None = computed(
        Money.of,
        ("monthly_amount", "currency"),
        "The agreed net price a month; null on free, and on request until there is one. What the operator sets within a"
        " period counts from the next one.",
    )
    started_on: date = column(
        "started_on", "The day that its years count from: since when it is on paid plans, or on free."
    )
    period_start: date = column("period_start", "The first day of the period.")
    period_end: date | None = column("period_end", "The day after the period's last; null on free, which has no end.")
    canceled_at: datetime | None = column("canceled_at", "When it was cancelled.")
    next_plan: Plan | None = relation(
        Relation(models.Plan, key="next_plan_id"), "The plan from periodEnd on; null when nothing changes."
    )


@strawberry.type
class PlanQuery:
    """Reading the price list."""

    @query("The public price list, cheapest first.")
    def plans(self, info: Info) -> list[Plan]:
        return Many(plans.plans(info.context.access))  # pyright: ignore[reportReturnType] - fetched by the field
