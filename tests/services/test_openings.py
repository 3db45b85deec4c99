"""Openings: who may open a folder and read its password, and what is recorded of it."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from graphapi.errors import Forbidden, NotFound, Unauthenticated, WrongState
from graphapi.models import ShareAudience
from graphapi.services.shares import open_share, reveal_share_password, shares
from tests.clock import START
from tests.world import World, add_share

HOUR = timedelta(hours=1)


async def annas_share(world: World, **columns):
    """A folder with a password that Anna receives."""
    return await add_share(world.north.partner, recipients=[world.north.anna.row], password="hidden", **columns)


async def test_a_customer_opens_what_it_receives(world, clock):
    share = await annas_share(world)

    opened = await open_share(world.north.anna.access, share_id=share.id)

    assert opened.url == "https://cloud.example.com/s/drafts"
    share = await world.fresh(share)
    assert (share.open_count, share.last_opened_at, share.last_opened_key) == (1, START, START)
    [entry] = await world.audit_log()
    assert (entry.action, entry.subject_id, entry.params) == ("share.opened", share.id, {"title": "Drafts"})
    assert (entry.actor_id, entry.actor_role, entry.actor_name) == (world.north.anna.id, "CUSTOMER", "Anna Adler")


async def test_everybody_opens_a_global_link(world):
    share = await add_share(world.north.partner)

    for someone in (world.north.anna, world.north.ben, world.north.editor, world.north.owner):
        await open_share(someone.access, share_id=share.id)

    assert await world.actions() == ["share.opened"] * 4


async def test_openings_at_once_are_all_counted(world):
    share = await annas_share(world)

    await asyncio.gather(*(open_share(world.north.anna.access, share_id=share.id) for _ in range(10)))

    assert (await world.fresh(share)).open_count == 10


async def test_an_opening_is_no_change_of_the_share(world, clock):
    share = await annas_share(world)
    clock.forward(hours=1)

    await open_share(world.north.anna.access, share_id=share.id)

    assert (await world.fresh(share)).updated_at == START


async def test_staff_who_try_a_link_are_recorded_but_not_counted(world):
    share = await annas_share(world)

    await open_share(world.north.editor.access, share_id=share.id)

    share = await world.fresh(share)
    assert (share.open_count, share.last_opened_at) == (0, None)
    assert await world.actions() == ["share.opened"]


async def test_a_customer_reads_the_password_of_what_it_receives(world):
    share = await annas_share(world)

    _, password = await reveal_share_password(world.north.anna.access, share_id=share.id)

    assert password == "hidden"
    [entry] = await world.audit_log()
    assert (entry.action, entry.subject_id, entry.params) == ("share.password_revealed", share.id, {"title": "Drafts"})
    assert entry.actor_name == "Anna Adler"


async def test_where_there_is_no_password_none_is_read(world):
    share = await add_share(world.north.partner)

    with pytest.raises(WrongState):
        await reveal_share_password(world.north.anna.access, share_id=share.id)

    assert await world.actions() == []


@pytest.mark.parametrize("use", [open_share, reveal_share_password])
async def test_what_one_does_not_receive_is_not_found(world, use):
    share = await annas_share(world)
    for stranger in (world.north.ben, world.south.anna, world.south.owner):
        for share_id in (share.id, None):
            with pytest.raises(NotFound):
                await use(stranger.access, share_id=share_id)

    assert await world.actions() == []


@pytest.mark.parametrize("use", [open_share, reveal_share_password])
async def test_viewers_and_operators_neither_open_nor_reveal(world, use):
    share = await annas_share(world)
    for someone in (world.north.viewer, world.operator):
        with pytest.raises(Forbidden):
            await use(someone.access, share_id=share.id)
    with pytest.raises(Unauthenticated):
        await use(world.anonymous, share_id=share.id)

    assert (await world.fresh(share)).open_count == 0
    assert await world.actions() == []


@pytest.mark.parametrize("audience", ShareAudience)
@pytest.mark.parametrize(
    ("begin", "end", "visible"),
    [
        (None, None, True),
        (START, None, True),
        (START + HOUR, None, False),
        (None, START + HOUR, True),
        (None, START, False),
        (START - HOUR, START + HOUR, True),
        (START - 2 * HOUR, START - HOUR, False),
    ],
)
async def test_customers_see_and_open_shares_while_they_are_valid(world, clock, audience, begin, end, visible):
    share = await annas_share(world, audience=audience, valid_from=begin, valid_until=end)
    anna = world.north.anna.access

    assert [row.id for row in await shares(anna)] == ([share.id] if visible else [])
    for use in (open_share, reveal_share_password):
        if visible:
            assert await use(anna, share_id=share.id)
        else:
            with pytest.raises(NotFound):
                await use(anna, share_id=share.id)


async def test_staff_open_what_is_not_valid_now(world, clock):
    share = await annas_share(world, valid_until=START - HOUR)

    assert await open_share(world.north.editor.access, share_id=share.id)
    assert (await reveal_share_password(world.north.editor.access, share_id=share.id))[1] == "hidden"
