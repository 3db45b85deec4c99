"""The price list, and what a partner may still add under its plan."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from tortoise.expressions import F

from graphapi.access import PUBLIC, Permission, operation
from graphapi.database import transaction
from graphapi.errors import NotFound, PlanLimitReached
from graphapi.i18n import message
from graphapi.models import Partner, Plan, Subscription
from graphapi.services import audit, billing
from graphapi.services.filters import spelt
from graphapi.services.inputs import UNSET, Checks, Unset, is_set

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from tortoise.queryset import QuerySet

    from graphapi.access import Access
    from graphapi.errors import Path
    from graphapi.models import Row

# Of customers, of links, and of cents a month: 10,000 €.
MOST = 1_000_000

Resource = Literal["CUSTOMERS", "GLOBAL_SHARES"]

# The columns of Partner that count and bound a resource, and the one of Plan that the bound is from.
_COLUMNS: dict[Resource, tuple[str, str, str]] = {
    "CUSTOMERS": ("customer_count", "customer_limit", "max_customers"),
    "GLOBAL_SHARES": ("global_share_count", "global_share_limit", "max_global_shares"),
}

# One statement that decides, counts and locks the partner.
TAKE = """
    UPDATE partner SET {count} = {count} + $2
    WHERE id = $1 AND ({limit} IS NULL OR {count} + $2 <= {limit})
    RETURNING id
"""


@operation(PUBLIC)
def plans(access: Access) -> QuerySet[Plan]:
    """Return the price list, cheapest first."""
    return access.rows(Plan).order_by("position")


@operation(Permission.USAGE_READ)
def subscriptions(access: Access) -> QuerySet[Subscription]:
    """Return what partners have booked."""
    return access.rows(Subscription)


@operation(Permission.PLANS_WRITE)
async def update_plan(
    access: Access,
    *,
    code: str,
    name: str | Unset | None = UNSET,
    min_customers: int | Unset | None = UNSET,
    max_customers: int | Unset | None = UNSET,
    max_global_shares: int | Unset | None = UNSET,
    monthly_amount: int | Unset | None = UNSET,
) -> Plan:
    """Change the fields of the price list that are given; None is no limit, and as a price on request.

    What is booked keeps its price and its limits until its period ends. Raises InvalidInput, NotFound.
    """
    async with transaction():
        plan = await spelt(access.rows(Plan), "code", code).select_for_update().first()
        if plan is None:
            raise NotFound
        checks = Checks()
        if is_set(name):
            plan.name = checks.required(("name",), name, most=100)
        if is_set(min_customers):
            plan.min_customers = _check_number(checks, ("minCustomers",), min_customers, least=1) or 1
            if min_customers is None:
                checks.problem(("minCustomers",), message("Please fill this in."))
        if is_set(max_customers):
            plan.max_customers = _check_number(checks, ("maxCustomers",), max_customers, least=1)
        if plan.max_customers is not None and plan.max_customers < plan.min_customers:
            checks.problem(("maxCustomers",), message("Please enter no less than from how many on it is meant."))
        if is_set(max_global_shares):
            plan.max_global_shares = _check_number(checks, ("maxGlobalShares",), max_global_shares, least=0)
        if is_set(monthly_amount):
            _check_list_price(checks, plan, monthly_amount)
            plan.monthly_amount = monthly_amount
        checks.done()
        await plan.save()
        await audit.record(access, "plan.updated", plan=plan.name)
        return plan


def check_price(path: Path, amount: int, *, least: int) -> None:
    """Refuse a monthly price that is out of range; raises InvalidInput at a path."""
    checks = Checks()
    _check_number(checks, path, amount, least=least)
    checks.done()


def _check_list_price(checks: Checks, plan: Plan, amount: int | None) -> None:
    path = ("monthlyAmount",)
    if billing.is_free(plan):
        if amount != 0:
            checks.problem(path, message("The free plan costs nothing, and stays so."))
    else:
        _check_number(checks, path, amount, least=1)


def _check_number(checks: Checks, path: Path, number: int | None, *, least: int) -> int | None:
    if number is not None and not least <= number <= MOST:
        text = message("Please enter a whole number from {least} to {most}.", least=least, most=MOST)
        checks.problem(path, text)
    return number


async def take_place(access: Access, resource: Resource, rows: Sequence[Row] = (), *, places: int = 1) -> None:
    """Count more of a resource for the principal's partner, and add the rows that take the places; all or nothing.

    It comes first in a transaction that adds more than these rows. The update takes the partner's lock, so that of two
    additions at the limit exactly one succeeds. Raises PlanLimitReached with the cheapest plan that has room.
    """
    count, limit, _ = _COLUMNS[resource]
    taking = TAKE.format(count=count, limit=limit)
    if not await access.add_if(taking, [access.principal.partner_id, places], rows):
        raise await _limit_reached(access, resource, places)


async def free_place(access: Access, resource: Resource, partner_id: UUID) -> None:
    """Count one less of a resource, in the transaction that removes it."""
    count = _COLUMNS[resource][0]
    await access.rows(Partner).filter(id=partner_id).update(**{count: F(count) - 1})


async def refuse_beyond(access: Access, resource: Resource, *, places: int) -> None:
    """Raise PlanLimitReached, as taking so many places would at present."""
    count, limit, _ = _COLUMNS[resource]
    partner = await access.get(Partner, access.principal.partner_id)
    allowed: int | None = getattr(partner, limit)
    if allowed is not None and getattr(partner, count) + places > allowed:
        raise await _limit_reached(access, resource, places)


async def _limit_reached(access: Access, resource: Resource, places: int) -> PlanLimitReached:
    count, limit, most = _COLUMNS[resource]
    partner = await access.get(Partner, access.principal.partner_id)
    used: int = getattr(partner, count)
    allowed: int = getattr(partner, limit)
    plan = next((plan for plan in await plans(access) if _has_room(plan, most, used + places)), None)
    values = {"limit": allowed, "plan": plan.name if plan else "", "price": price(plan)}
    if plan is None:
        text = message("Your plan holds no more than {limit}, and no other has room for more.", limit=allowed)
    elif places > 1:
        text = message(
            "Your plan holds {limit} customers and has {used}, so there is no room for {more} more. {plan} ({price}) "
            "has room for all.",
            used=used,
            more=places,
            **values,
        )
    elif resource == "CUSTOMERS":
        text = message(
            "Your plan holds {limit} customers. The next one, {plan} ({price}), has room for more.", **values
        )
    elif allowed == 0:
        text = message("Your plan has no global links. The next one that has them is {plan} ({price}).", **values)
    else:
        text = message("Your plan holds {limit} global links. {plan} ({price}) has room for more.", **values)
    return PlanLimitReached(text, resource=resource, used=used, limit=allowed, upgrade_to=plan)


def price(plan: Plan | None) -> object:
    """Return a plan's monthly price as a text for a message."""
    if plan is None or plan.monthly_amount is None:
        return message("price on request")
    return message("{amount} € net a month", amount=Decimal(plan.monthly_amount) / 100)


def _has_room(plan: Plan, most: str, needed: int) -> bool:
    bound: int | None = getattr(plan, most)
    return bound is None or bound >= needed
