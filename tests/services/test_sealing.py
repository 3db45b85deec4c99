"""Sealing share passwords anew."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from graphapi.models import Share
from graphapi.secrets import Key, KeyRing
from graphapi.services import sealing
from graphapi.services.sealing import Resealed, reseal_passwords
from graphapi.services.shares import PASSWORD_PLACE, reveal_share_password, update_share
from tests.world import KEYS, World, add_share

NEW = Key("new", bytes(32))
ROTATED = KeyRing([NEW, *KEYS.keys.values()])


@pytest.fixture
def system(world):
    """The system, with a ring that was rotated."""
    return replace(world.system, keys=ROTATED)


async def add_shares(world: World, count: int) -> list[Share]:
    """Shares with the passwords 0, 1, 2… under the old key."""
    return [await add_share(world.north.partner, password=str(number)) for number in range(count)]


async def under(world: World, key_id: str) -> int:
    """How many passwords are sealed under a key."""
    return await world.system.rows(Share).filter(password_sealed__startswith=f"{key_id}:").count()


def opened(share: Share, keys: KeyRing = ROTATED) -> str:
    return keys.unseal(share.password_sealed, place=PASSWORD_PLACE, row_id=share.id, partner_id=share.partner_id)


async def test_all_passwords_are_sealed_under_the_present_key(world, system, monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 3)
    await add_shares(world, 8)
    without = await add_share(world.south.partner)

    assert await reseal_passwords(system) == Resealed(count=8)

    shares = await world.system.rows(Share).exclude(id=without.id).order_by("id")
    assert [opened(share, KeyRing([NEW])) for share in shares] == [str(number) for number in range(8)]
    assert (await world.fresh(without)).password_sealed is None
    assert await reseal_passwords(system) == Resealed(count=0)


async def test_nothing_else_of_a_share_changes(world, system, clock):
    [share] = await add_shares(world, 1)
    clock.forward(days=1)

    await reseal_passwords(system)

    after = await world.fresh(share)
    changed = {name for name in share._meta.db_fields if getattr(share, name) != getattr(after, name)}
    assert changed == {"password_sealed"}


async def test_stopped_halfway_all_can_be_read_and_the_rest_is_done_later(world, system, monkeypatch):
    await add_shares(world, 6)
    reseal = sealing._reseal
    calls = 0

    async def stop_at_the_fourth(*arguments) -> None:
        nonlocal calls
        calls += 1
        if calls == 4:
            raise KeyboardInterrupt
        await reseal(*arguments)

    monkeypatch.setattr(sealing, "_reseal", stop_at_the_fourth)
    with pytest.raises(KeyboardInterrupt):
        await reseal_passwords(system)

    assert (await under(world, "new"), await under(world, "test")) == (3, 3)
    shares = await world.system.rows(Share).order_by("id")
    assert [opened(share) for share in shares] == ["0", "1", "2", "3", "4", "5"]
    monkeypatch.undo()
    assert await reseal_passwords(system) == Resealed(count=3)


async def test_two_at_once_do_it_once(world, system):
    await add_shares(world, 20)

    done = await asyncio.gather(reseal_passwords(system), reseal_passwords(system))

    assert sum(part.count for part in done) == 20
    assert await under(world, "new") == 20


async def test_a_password_that_changes_meanwhile_is_kept(world, system, monkeypatch):
    [share] = await add_shares(world, 1)
    reseal, editor = sealing._reseal, replace(world.north.editor.access, keys=ROTATED)

    async def change_first(access, row, done) -> None:
        await update_share(editor, share_id=share.id, password="another")
        await reseal(access, row, done)

    monkeypatch.setattr(sealing, "_reseal", change_first)

    assert await reseal_passwords(system) == Resealed(count=0)
    assert opened(await world.fresh(share)) == "another"


async def test_what_cannot_be_opened_is_named_and_left(world, system):
    good, bad = await add_shares(world, 2)
    await world.system.rows(Share).filter(id=bad.id).update(password_sealed=good.password_sealed)

    assert await reseal_passwords(system) == Resealed(count=1, broken=[bad.id])

    assert (await world.fresh(bad)).password_sealed == good.password_sealed
    assert opened(await world.fresh(good)) == "0"


async def test_customers_read_their_passwords_before_and_after(world, system):
    share = await add_share(world.north.partner, recipients=[world.north.anna.row], password="secret")
    anna = replace(world.north.anna.access, keys=ROTATED)

    assert (await reveal_share_password(anna, share_id=share.id))[1] == "secret"
    await reseal_passwords(system)
    assert (await reveal_share_password(anna, share_id=share.id))[1] == "secret"
