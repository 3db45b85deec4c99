"""Finding shares by their words, also after these have changed, and by what they are."""

from __future__ import annotations

import pytest

from graphapi.models import Share, ShareAudience
from graphapi.services import shares
from tests.entering import folder
from tests.world import World, add_share


async def share_folder(world: World, **columns: str) -> Share:
    """Share a folder with Anna."""
    return await shares.create_share(
        world.north.editor.access,
        new=folder(**columns),
        audience=ShareAudience.SELECTED,
        customer_ids=[world.north.anna.id],
    )


@pytest.mark.parametrize("change", [{"title": "Autumn catalogue"}, {"description": "For the autumn fair"}])
async def test_a_share_is_found_by_what_it_says_now(world: World, change: dict[str, str]):
    share = await add_share(world.north.partner, title="Drafts", recipients=[world.north.anna.row])
    access = world.north.editor.access

    await shares.update_share(access, share_id=share.id, **change)

    assert [row.id for row in await shares.shares(access, search="AUTUMN")] == [share.id]
    assert await shares.shares(access, search="spring") == []


async def test_a_share_is_found_by_all_words_of_a_long_description(world):
    share = await share_folder(world, title="Drafts", description=f"{'Lorem ' * 300}\nHüttenzauber")

    assert [
        row.id for row in await shares.shares(world.north.viewer.access, search="huttenzauber DRAFTS nextcloud")
    ] == [share.id]


async def test_shares_are_found_by_recipient_audience_and_service(world):
    one = await share_folder(world)
    other = await add_share(world.north.partner, provider_code="dropbox")
    access = world.north.viewer.access

    assert [row.id for row in await shares.shares(access, customer_id=world.north.anna.id)] == [one.id]
    assert await shares.shares(access, customer_id=world.north.ben.id) == []
    assert await shares.shares(access, customer_id=world.south.anna.id) == []
    assert await shares.shares(access, customer_id=None) == []
    assert [row.id for row in await shares.shares(access, audience=ShareAudience.EVERYONE)] == [other.id]
    assert [row.id for row in await shares.shares(access, provider_code="dropbox")] == [other.id]


@pytest.mark.parametrize("code", ["", "nope", "x" * 5000, "drop\0box", "\ud800"])
async def test_no_service_is_called_that(world, code):
    await share_folder(world)

    assert await shares.shares(world.north.viewer.access, provider_code=code) == []


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://www.dropbox.com/scl/fo/abc", "dropbox"),
        ("https://www.dropbox.com/scl/" + "a" * 2000, "other"),
        ("https://a" + "\u0315\u0300" * 500 + ".dropbox.com/scl/", "other"),
        ("no link", "other"),
        ("https://[", "other"),
        ("\0", "other"),
    ],
)
async def test_a_link_is_recognised_before_it_is_saved(world, url, code):
    assert (await shares.recognize_link(world.north.editor.access, url=url)).code == code
