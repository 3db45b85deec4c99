"""Suspending a partner, and resuming it."""

from __future__ import annotations

import asyncio

import pytest

from graphapi.errors import InvalidInput, NotFound, WrongState
from graphapi.models import AccessToken, Customer, MemberRole, Partner, PartnerStatus, Session
from graphapi.services.partners import resume_partner, suspend_partner
from tests.clock import START
from tests.entering import paths


async def test_a_suspension_ends_all_sessions_of_the_partner_and_undoes_nothing(world, clock):
    for side in (world.north, world.south):
        for someone in (side.owner, side.anna):
            whose = {"partner_id": side.id, "account_id": someone.account_id, "token_hash": str(someone.id)}
            await world.system.add(Session(**whose, created_at=START, last_seen_at=START, expires_at=START))
    token = {"partner_id": world.north.id, "account_id": world.north.owner.account_id, "token_hash": "t"}
    await world.system.add(AccessToken(**token, name="Website", role=MemberRole.EDITOR))

    partner = await suspend_partner(world.operator.access, partner_id=world.north.id, reason=" Unpaid ")

    assert (partner.status, partner.suspension_reason) == (PartnerStatus.SUSPENDED, "Unpaid")
    assert {session.partner_id for session in await world.system.rows(Session)} == {world.south.id}
    assert await world.system.rows(AccessToken).count() == 1
    assert await world.system.rows(Customer).count() == 4
    [entry] = await world.audit_log()
    assert (entry.action, entry.params) == ("partner.suspended", {"name": "North Design GmbH", "reason": "Unpaid"})

    partner = await world.fresh(await resume_partner(world.operator.access, partner_id=world.north.id))
    assert (partner.status, partner.suspension_reason) == (PartnerStatus.ACTIVE, None)
    assert await world.actions() == ["partner.suspended", "partner.resumed"]


async def test_of_two_suspensions_at_once_one_succeeds(world):
    attempts = [suspend_partner(world.operator.access, partner_id=world.north.id, reason="x") for _ in range(2)]

    outcomes = await asyncio.gather(*attempts, return_exceptions=True)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Partner", "WrongState"]
    assert await world.actions() == ["partner.suspended"]


async def test_only_a_suspended_partner_is_resumed_and_only_an_active_one_suspended(world):
    with pytest.raises(WrongState):
        await resume_partner(world.operator.access, partner_id=world.north.id)
    for status in (PartnerStatus.SUSPENDED, PartnerStatus.CLOSED):
        await world.system.rows(Partner).filter(id=world.north.id).update(status=status)
        with pytest.raises(WrongState):
            await suspend_partner(world.operator.access, partner_id=world.north.id, reason="x")
    with pytest.raises(NotFound):
        await suspend_partner(world.operator.access, partner_id=None, reason="x")

    assert await world.actions() == []


@pytest.mark.parametrize("reason", ["", "  ", "r" * 501, "a\nb"])
async def test_a_suspension_has_a_reason(world, reason):
    with pytest.raises(InvalidInput) as refused:
        await suspend_partner(world.operator.access, partner_id=world.north.id, reason=reason)

    assert paths(refused) == [("reason",)]
    assert (await world.fresh(world.north.partner)).status is PartnerStatus.ACTIVE
