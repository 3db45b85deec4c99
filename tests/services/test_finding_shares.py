"""Finding shares by their words, also after these have changed."""

from __future__ import annotations

import pytest

from graphapi.services import shares
from tests.world import World, add_share


@pytest.mark.parametrize("change", [{"title": "Autumn catalogue"}, {"description": "For the autumn fair"}])
async def test_a_share_is_found_by_what_it_says_now(world: World, change: dict[str, str]):
    share = await add_share(world.north.partner, title="Drafts", recipients=[world.north.anna.row])
    access = world.north.editor.access

    await shares.update_share(access, share_id=share.id, **change)

    assert [row.id for row in await shares.shares(access, search="AUTUMN")] == [share.id]
    assert await shares.shares(access, search="spring") == []
