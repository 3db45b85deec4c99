"""What is forgotten once it has ended."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta

import pytest

from graphapi.database import transaction
from graphapi.errors import InvalidCredentials
from graphapi.models import AccessToken, MemberRole, Session, Throttle
from graphapi.services import housekeeping
from graphapi.services.housekeeping import forget_what_ended, keep_house
from graphapi.services.sessions import sign_in
from tests.world import PASSWORD, found_by


async def test_sessions_are_forgotten_when_they_have_ended_and_not_before(world, clock):
    used = await sign_in(world.anonymous, portal="north", login="anna", password=PASSWORD)
    await sign_in(world.anonymous, portal="south", login="anna", password=PASSWORD)
    for _ in range(6):
        clock.forward(days=13)
        await found_by(world.anonymous, used.token)
    await forget_what_ended(world.system)
    assert await world.system.rows(Session).values_list("id", flat=True) == [used.principal.session_id]

    clock.forward(days=12)
    await forget_what_ended(world.system)
    assert await world.system.rows(Session).count() == 0


async def test_more_sessions_than_are_deleted_at_once_are_forgotten_too(world, clock, monkeypatch):
    monkeypatch.setattr(housekeeping, "MOST_AT_ONCE", 2)
    for _ in range(5):
        await sign_in(world.anonymous, portal="north", login="anna", password=PASSWORD)
    clock.forward(days=365)

    await forget_what_ended(world.system)

    assert await world.system.rows(Session).count() == 0


async def test_a_session_that_somebody_deletes_just_now_is_not_waited_for(world, clock, dialect):
    if dialect == "sqlite":
        pytest.skip("there one writes at a time")
    for _ in range(2):
        await sign_in(world.anonymous, portal="north", login="anna", password=PASSWORD)
    clock.forward(days=365)
    locked, go_on = asyncio.Event(), asyncio.Event()

    async def end_one() -> None:
        async with transaction():
            await world.system.rows(Session).order_by("id").limit(1).select_for_update()
            locked.set()
            await go_on.wait()

    ending = asyncio.create_task(end_one())
    async with asyncio.timeout(2):
        await locked.wait()
        await forget_what_ended(world.system)
    assert await world.system.rows(Session).count() == 1
    go_on.set()
    await ending


async def test_access_tokens_are_forgotten_when_they_expire_if_they_do(world, clock):
    for name, expires_at in (("a week", clock() + timedelta(days=7)), ("for good", None)):
        await world.system.add(
            AccessToken(
                partner_id=world.north.id,
                account_id=world.north.owner.account_id,
                name=name,
                role=MemberRole.VIEWER,
                token_hash=name,
                expires_at=expires_at,
            )
        )
    clock.forward(days=7)

    await forget_what_ended(world.system)

    assert await world.system.rows(AccessToken).values_list("name", flat=True) == ["for good"]


async def test_counters_are_forgotten_with_their_windows(world, clock):
    with suppress(InvalidCredentials):
        await sign_in(world.anonymous, portal="north", login="anna", password="wrong", client_address="192.0.2.7")
    clock.forward(minutes=10)
    await forget_what_ended(world.system)
    assert await world.system.rows(Throttle).count() == 1

    clock.forward(minutes=20)
    await forget_what_ended(world.system)
    assert await world.system.rows(Throttle).count() == 0


async def test_a_failure_is_logged_and_tried_again(world, monkeypatch, caplog):
    tried = asyncio.Event()
    outcomes = iter([OSError("the database is restarting"), None])

    async def failing_once(_access) -> None:
        outcome = next(outcomes)
        if outcome is not None:
            raise outcome
        tried.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(housekeeping, "PAUSE", 0)
    monkeypatch.setattr(housekeeping, "forget_what_ended", failing_once)
    keeping = asyncio.create_task(keep_house(world.system))
    async with asyncio.timeout(2):
        await tried.wait()
    keeping.cancel()

    assert "Housekeeping failed" in caplog.text
