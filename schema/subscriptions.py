"""Changing what a partner has booked, and what that would cost."""

from datetime import date
from typing import Annotated, Self

import strawberry

from graphapi.access import Permission
from graphapi.services import plans, subscriptions
from schema.context import Info
from schema.errors import InvalidInput, NotFound, PlanLimitReached, WrongState
from schema.execution.mapping import wrap
from schema.fields import mutation, query
from schema.inputs import Entered, given
from schema.money import Money, money
from schema.node import filter_key, key_of
from schema.plans import Plan, PlanSubscription

OF_PARTNER = "Of this partner: a must for operators, one's own without it."


@strawberry.type(description="What changing to a plan would come to. Amounts are net but for vat and gross.")
class PlanQuote:
    plan: Plan = strawberry.field(description="The plan.")
    effective_on: date = strawberry.field(description="From which day on it would hold: today, or the period's end.")
    due_now: Money = strawberry.field(
        description="Billed at once: a year, or the difference for the whole months that are left; nothing later."
    )
    vat: Money = strawberry.field(description="The value added tax on that.")
    vat_rate: int = strawberry.field(description="Percent, such as 19.")
    gross: Money = strawberry.field(description="Both together: what the invoice would come to.")
    yearly_price: Money | None = strawberry.field(description="A year's price from then on; null is on request.")
    period_end: date | None = strawberry.field(
        description="The day after the last of the period that it would begin with; null on free, which has no end."
    )
    fits: bool = strawberry.field(description="Whether it holds what is used now.")

    @classmethod
    def of(cls, quote: subscriptions.Quote) -> Self:
        """Make it of the service's."""
        currency = quote.plan.currency
        return cls(
            plan=wrap(quote.plan),
            effective_on=quote.effective_on,
            due_now=money(quote.net_amount, currency),
            vat=money(quote.vat_amount, currency),
            vat_rate=quote.vat_rate,
            gross=money(quote.net_amount + quote.vat_amount, currency),
            yearly_price=Money.of(quote.yearly_amount, currency),
            period_end=quote.period_end,
            fits=quote.fits,
        )


@strawberry.input(description="Which plan a partner changes to.")
class ChangePlanInput:
    plan_code: str = strawberry.field(description="The plan, such as `m`; the present one withdraws a change to come.")
    partner_id: strawberry.ID | None = strawberry.field(default=None, description=OF_PARTNER)
    monthly_amount: int | None = strawberry.field(
        default=None,
        description="A net price a month that was agreed, in minor units; for operators, and a plan that begins now.",
    )


@strawberry.input(description="Whose subscription ends.")
class CancelSubscriptionInput:
    partner_id: strawberry.ID | None = strawberry.field(default=None, description=OF_PARTNER)


@strawberry.input(description="Whose subscription goes on.")
class WithdrawCancellationInput:
    partner_id: strawberry.ID | None = strawberry.field(default=None, description=OF_PARTNER)


@strawberry.input(description="A partner's own price.")
class SetSubscriptionPriceInput:
    partner_id: strawberry.ID = strawberry.field(description="Of this partner.")
    monthly_amount: int = strawberry.field(description="Net, a month, in minor units: 0 to 1,000,000.")


@strawberry.input(description="What to change of a plan, for periods that begin after it; an absent field stays.")
class UpdatePlanInput:
    name: strawberry.Maybe[str | None] = strawberry.field(description="Not empty; up to 100 characters.")
    min_customers: strawberry.Maybe[int | None] = strawberry.field(
        description="From how many on it is meant; not null."
    )
    max_customers: strawberry.Maybe[int | None] = strawberry.field(description="How many it holds; null is no limit.")
    max_global_shares: strawberry.Maybe[int | None] = strawberry.field(
        description="How many global links it holds; null is no limit."
    )
    monthly_amount: strawberry.Maybe[int | None] = strawberry.field(
        description="Net, a month, in minor units; null is on request. Free stays 0."
    )


@strawberry.type(description="A subscription was changed.")
class SubscriptionSaved:
    subscription: PlanSubscription = strawberry.field(description="The subscription as it is now.")


@strawberry.type(description="A plan was changed.")
class PlanSaved:
    plan: Plan = strawberry.field(description="The plan as it is now.")


PlanCode = Annotated[str, strawberry.argument(description="Which plan, such as `m`.")]
OfPartner = Annotated[strawberry.ID | None, strawberry.argument(description=OF_PARTNER)]

ChangePlanResult = Annotated[
    SubscriptionSaved | InvalidInput | NotFound | PlanLimitReached | WrongState,
    strawberry.union("ChangePlanResult", description="What changePlan comes to."),
]
CancelSubscriptionResult = Annotated[
    SubscriptionSaved | NotFound | WrongState,
    strawberry.union("CancelSubscriptionResult", description="What cancelSubscription comes to."),
]
WithdrawCancellationResult = Annotated[
    SubscriptionSaved | NotFound | WrongState,
    strawberry.union("WithdrawCancellationResult", description="What withdrawCancellation comes to."),
]
SetSubscriptionPriceResult = Annotated[
    SubscriptionSaved | InvalidInput | NotFound,
    strawberry.union("SetSubscriptionPriceResult", description="What setSubscriptionPrice comes to."),
]
UpdatePlanResult = Annotated[
    PlanSaved | InvalidInput | NotFound,
    strawberry.union("UpdatePlanResult", description="What updatePlan comes to."),
]


@strawberry.type
class SubscriptionQuery:
    """Asking what a change would cost."""

    @query(
        "What changing to a plan would cost, and from when on; null if there is no such plan or partner in sight.",
        Permission.BILLING_READ,
    )
    async def plan_quote(self, info: Info, plan_code: PlanCode, partner_id: OfPartner = None) -> PlanQuote | None:
        quote = await subscriptions.plan_quote(
            info.context.access, partner_id=filter_key("partner", partner_id), plan_code=plan_code
        )
        return None if quote is None else PlanQuote.of(quote)


@strawberry.type
class SubscriptionMutation:
    """Changing subscriptions, and the price list."""

    @mutation(
        "Change to another plan: a greater one at once, billed for the rest of the year; a lesser one from the period's"
        " end on, if it holds what is used then. What it costs, planQuote tells before.",
        Permission.BILLING_WRITE,
    )
    async def change_plan(self, info: Info, input: Entered[ChangePlanInput]) -> ChangePlanResult | None:
        row = await subscriptions.change_plan(
            info.context.access,
            partner_id=filter_key("partner", input.partner_id),
            plan_code=input.plan_code,
            monthly_amount=input.monthly_amount,
        )
        return SubscriptionSaved(subscription=wrap(row))

    @mutation(
        "Let the subscription end with its period; nothing is paid back. After it the partner is on free, and nobody is"
        " locked out.",
        Permission.BILLING_WRITE,
    )
    async def cancel_subscription(
        self, info: Info, input: Entered[CancelSubscriptionInput]
    ) -> CancelSubscriptionResult | None:
        key = filter_key("partner", input.partner_id)
        row = await subscriptions.cancel_subscription(info.context.access, partner_id=key)
        return SubscriptionSaved(subscription=wrap(row))

    @mutation("Let a cancelled subscription go on; until its period ends.", Permission.BILLING_WRITE)
    async def withdraw_cancellation(
        self, info: Info, input: Entered[WithdrawCancellationInput]
    ) -> WithdrawCancellationResult | None:
        key = filter_key("partner", input.partner_id)
        row = await subscriptions.withdraw_cancellation(info.context.access, partner_id=key)
        return SubscriptionSaved(subscription=wrap(row))

    @mutation(
        "Set a partner's own price: billed at once where the period has none yet, else from the next period on.",
        Permission.PLANS_WRITE,
    )
    async def set_subscription_price(
        self, info: Info, input: Entered[SetSubscriptionPriceInput]
    ) -> SetSubscriptionPriceResult | None:
        key = key_of("partner", input.partner_id)
        row = await subscriptions.set_subscription_price(
            info.context.access, partner_id=key, monthly_amount=input.monthly_amount
        )
        return SubscriptionSaved(subscription=wrap(row))

    @mutation("Change a plan of the price list. It holds for periods that begin after it.", Permission.PLANS_WRITE)
    async def update_plan(self, info: Info, code: PlanCode, input: Entered[UpdatePlanInput]) -> UpdatePlanResult | None:
        return PlanSaved(plan=wrap(await plans.update_plan(info.context.access, code=code, **given(input))))
