"""Slugs: the last part of a portal's address."""

from __future__ import annotations

import asyncio

import pytest

from graphapi.errors import Conflict, InvalidInput
from graphapi.models import FormerSlug, Partner, PartnerStatus
from graphapi.services.partners import find_portal, update_partner
from tests.entering import add_west, paths
from tests.statements import recorded_statements


@pytest.mark.parametrize(
    "slug",
    ["ab", "a" * 41, "West", "we st", "wést", "west/", "../west", "operator", "graphql", "dev", "", None],
)
async def test_a_slug_is_3_to_40_small_letters_digits_and_dashes_and_no_word_of_ours(world, slug):
    with pytest.raises(InvalidInput) as refused:
        await add_west(world, slug=slug)

    assert paths(refused) == [("slug",)]


@pytest.mark.parametrize("slug", ["abc", "a" * 40, "42-and-more"])
async def test_any_other_slug_will_do(world, slug):
    assert (await add_west(world, slug=slug)).slug == slug


async def test_the_operator_moves_a_portal_and_the_old_address_leads_to_the_new(world):
    await update_partner(world.operator.access, partner_id=world.north.id, slug="nordlicht")

    for slug in ("nordlicht", "NordLicht", "north"):
        found = await find_portal(world.anonymous, slug=slug)
        assert (found.id, found.slug) == (world.north.id, "nordlicht")
    assert "nordlicht" in (await world.fresh(world.north.partner)).search_key


async def test_a_portal_may_move_back(world):
    for slug in ("nordlicht", "north", "nordlicht"):
        await update_partner(world.operator.access, partner_id=world.north.id, slug=slug)

    assert [row.slug for row in await world.system.rows(FormerSlug)] == ["north"]


async def test_a_partner_that_moves_is_saved_once(world):
    with recorded_statements() as statements:
        await update_partner(world.operator.access, partner_id=world.north.id, slug="nordlicht", name="Nordlicht")

    assert len([text for text in statements if text.startswith('UPDATE "partner"')]) == 1


async def test_nobody_else_gets_a_slug_that_is_or_was_in_use(world):
    await update_partner(world.operator.access, partner_id=world.north.id, slug="nordlicht")

    for slug in ("north", "nordlicht"):
        with pytest.raises(Conflict) as refused:
            await add_west(world, slug=slug)
        assert refused.value.path == ("slug",)
        with pytest.raises(Conflict):
            await update_partner(world.operator.access, partner_id=world.south.id, slug=slug)
    assert (await world.fresh(world.south.partner)).slug == "south"


async def test_of_two_partners_that_take_a_slug_at_once_one_gets_it(world):
    work = [
        add_west(world),
        update_partner(world.operator.access, partner_id=world.north.id, slug="west"),
        update_partner(world.operator.access, partner_id=world.south.id, slug="west"),
    ]

    outcomes = await asyncio.gather(*work, return_exceptions=True)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Conflict", "Conflict", "Partner"]


async def test_an_owner_does_not_move_its_portal(world):
    for slug in ("nordlicht", None):
        with pytest.raises(InvalidInput) as refused:
            await update_partner(world.north.owner.access, partner_id=world.north.id, slug=slug)
        assert paths(refused) == [("slug",)]

    named = await update_partner(world.north.owner.access, partner_id=world.north.id, slug="north", name="North AG")
    assert named.name == "North AG"


@pytest.mark.parametrize("slug", ["nowhere", "", "x" * 5000, "\0", "\ud800", "north/", "\u017fouth"])
async def test_there_is_no_such_portal(world, slug):
    assert await find_portal(world.anonymous, slug=slug) is None


async def test_a_suspended_portal_is_found_and_a_closed_one_is_not(world):
    for status, seen in ((PartnerStatus.SUSPENDED, True), (PartnerStatus.CLOSED, False)):
        await world.system.rows(Partner).filter(id=world.north.id).update(status=status)
        assert (await find_portal(world.anonymous, slug="north") is not None) is seen
