"""West, a partner with billing details and a paid plan, and what happens to it by the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from graphapi.models import Invoice, Member, Partner, Plan, Subscription
from graphapi.services.due import run_due
from graphapi.services.subscriptions import change_plan
from tests.entering import BILLING, add_west
from tests.world import Someone, World, someone

if TYPE_CHECKING:
    from tests.clock import SetClock


@dataclass(frozen=True)
class West:
    """The partner, its owner, and the clock it lives by."""

    world: World
    clock: SetClock
    id: Any
    owner: Someone[Member]

    def on(self, day: str) -> None:
        """Go to noon of a day."""
        self.clock.time = datetime.combine(date.fromisoformat(day), time(12), UTC)

    async def use(self, **counts: int) -> None:
        """Have so many customers (or links), without adding any."""
        await self.world.system.rows(Partner).filter(id=self.id).update(**counts)

    async def change(self, code: str, **more: Any) -> Subscription:
        return await change_plan(self.owner.access, plan_code=code, **more)

    async def run_due(self) -> dict[str, int]:
        return dict(await run_due(self.world.system))

    async def partner(self) -> Partner:
        return await self.world.system.get(Partner, self.id)

    async def subscription(self) -> Subscription:
        return await self.world.system.rows(Subscription).get(partner_id=self.id)

    async def plan(self) -> str:
        """The code of the plan that runs."""
        return (await self.world.system.get(Plan, (await self.subscription()).plan_id)).code

    async def invoices(self) -> list[Invoice]:
        """Its invoices, the first one first."""
        return await self.world.system.rows(Invoice).filter(partner_id=self.id).order_by("number")

    async def billed(self) -> list[tuple[str, str, int]]:
        """Of each invoice its number, its day and what it comes to."""
        return [(row.number, row.issued_on.isoformat(), row.net_amount) for row in await self.invoices()]


async def west_on(world: World, clock: SetClock, plan: str, *, day: str = "2026-01-01", **columns: Any) -> West:
    """Set West up on a plan, by the operator; nothing of *north* falls due meanwhile."""
    await world.system.rows(Subscription).filter(partner_id=world.north.id).update(period_end=None)
    clock.time = datetime.combine(date.fromisoformat(day), time(12), UTC)
    partner = await add_west(world, plan_code=plan, **{"billing": BILLING} | columns)
    owner = await world.system.rows(Member).get(partner_id=partner.id)
    return West(world, clock, partner.id, someone(owner))
