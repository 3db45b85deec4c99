"""The counters of what a partner has: always what there is, whatever was done."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphapi.errors import DomainError
from graphapi.ids import new_id
from graphapi.models import ShareAudience
from graphapi.services.customers import (
    create_customer,
    customers,
    delete_customer,
    disable_customer,
    enable_customer,
)
from graphapi.services.shares import create_share, delete_share, shares, update_share
from tests.entering import cora, folder
from tests.services.counting import counters_and_counts
from tests.world import add_customer, add_partner

SELECTED, EVERYONE = ShareAudience.SELECTED, ShareAudience.EVERYONE


class Office:
    """A partner's editor who does one thing after the other, some of which cannot be done."""

    def __init__(self, access, place: int) -> None:
        self.access = access
        self.place = place

    async def _some(self, rows):
        """One of them, by the place; None if there are none."""
        found = await rows.order_by("id")
        return found[self.place % len(found)].id if found else None

    async def add_customer(self) -> None:
        await create_customer(self.access, new=cora(email=f"c{self.place}@example.com", shares=[folder()]))

    async def add_draft_under_a_taken_name(self) -> None:
        await create_customer(self.access, new=cora(email="taken@example.com", invite=False))

    async def disable(self) -> None:
        await disable_customer(self.access, customer_id=await self._some(customers(self.access)))

    async def enable(self) -> None:
        await enable_customer(self.access, customer_id=await self._some(customers(self.access)))

    async def delete(self) -> None:
        await delete_customer(self.access, customer_id=await self._some(customers(self.access)))

    async def add_global_share(self) -> None:
        await create_share(self.access, new=folder(), audience=EVERYONE, customer_ids=None)

    async def make_global(self) -> None:
        await update_share(self.access, share_id=await self._some(shares(self.access)), audience=EVERYONE)

    async def make_selected(self) -> None:
        customer_ids = [await self._some(customers(self.access))]
        share_id = await self._some(shares(self.access))
        await update_share(self.access, share_id=share_id, audience=SELECTED, customer_ids=customer_ids)

    async def delete_share(self) -> None:
        await delete_share(self.access, share_id=await self._some(shares(self.access)))


DEEDS = [name for name in vars(Office) if not name.startswith("_")]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 7)), max_size=25))
async def test_the_counters_are_the_counts_whatever_was_done(world, deeds):
    partner = await add_partner(slug=new_id().hex, customer_limit=4, global_share_limit=2)
    await add_customer(partner, email="taken@example.com")
    editor = world.north.editor.access
    access = replace(editor, principal=replace(editor.principal, partner_id=partner.id))
    for name, place in deeds:
        with suppress(DomainError):  # such as a fifth customer
            await getattr(Office(access, place), name)()

        counters, counts = await counters_and_counts(world.system, partner.id)
        assert counters == counts
        assert counts[0] <= 4
        assert counts[1] <= 2
