"""Rotating keys: all passwords can be read whenever the process ends."""

from __future__ import annotations

import signal
from dataclasses import replace

import pytest

from graphapi.access import SYSTEM, Access
from graphapi.ids import encode_id
from graphapi.keys import open_key_ring
from graphapi.models import Share
from graphapi.secrets import KeyRing
from graphapi.services.shares import PASSWORD_PLACE
from tests.cli.conftest import PATIENCE, Installation
from tests.world import SETTINGS, add_partner, add_share

PASSWORDS = [f"password {number}" for number in range(5)]


@pytest.fixture
async def rotated(installation: Installation) -> Installation:
    """An installation with some share passwords."""
    installation.run("migrate")
    async with installation.opened():
        keys = await open_key_ring(replace(SETTINGS, key_file=installation.key_file))
        system = Access(SYSTEM, SETTINGS, keys)
        partner = await add_partner(slug="north", global_share_limit=None)
        for password in PASSWORDS:
            share = await add_share(partner)
            sealed = keys.seal(password, place=PASSWORD_PLACE, row_id=share.id, partner_id=partner.id)
            await system.rows(Share).filter(id=share.id).update(password_sealed=sealed)
    return installation


async def passwords(installation: Installation) -> list[str]:
    """What is read with the key file as it is now."""
    keys = KeyRing.read(installation.key_file)
    return [
        keys.unseal(share.password_sealed, place=PASSWORD_PLACE, row_id=share.id, partner_id=share.partner_id)
        for share in await sealed(installation)
    ]


async def sealed(installation: Installation) -> list[Share]:
    async with installation.opened():
        system = Access(SYSTEM, SETTINGS, KeyRing.read(installation.key_file))
        return await system.rows(Share).order_by("id")


async def key_ids(installation: Installation) -> set[str]:
    """The keys that passwords are sealed under."""
    return {share.password_sealed.partition(":")[0] for share in await sealed(installation)}


async def test_a_rotation_makes_a_key_and_seals_all_passwords_under_it(rotated: Installation):
    old = KeyRing.read(rotated.key_file).current

    status, said, _ = rotated.run("rotate-key", str(rotated.key_file))

    assert (status, said) == (
        0,
        f"Share passwords sealed anew: 5. Keep a copy of {rotated.key_file} apart from the database's.\n",
    )
    ring = KeyRing.read(rotated.key_file)
    assert list(ring.keys) == [ring.current.id, old.id]
    assert await key_ids(rotated) == {ring.current.id} != {old.id}
    assert await passwords(rotated) == PASSWORDS


# The process is gone as soon as one of these is called, or the second time with a 2.
MOMENTS = [
    pytest.param("graphapi.keys.replace_key_file", 1, 1, marks=pytest.mark.long),
    pytest.param("graphapi.key_files.os.fsync", 1, 1, marks=pytest.mark.long),
    ("pathlib.Path.replace", 1, 1),
    pytest.param("graphapi.key_files.os.fsync", 2, 2, marks=pytest.mark.long),
    pytest.param("graphapi.services.sealing._reseal", 1, 2, marks=pytest.mark.long),
    ("graphapi.services.sealing._reseal", 2, 2),
    pytest.param("graphapi.services.sealing._reseal", 5, 2, marks=pytest.mark.long),
]
DYING = """
import os, signal, sys
from pkgutil import resolve_name
import graphapi.cli, graphapi.keys, graphapi.services.sealing
place, _, name = sys.argv[1].rpartition(".")
holder = resolve_name(place)
real, calls = getattr(holder, name), int(sys.argv[2])
def die_in_the_end(*given, **named):
    global calls
    calls -= 1
    if calls == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*given, **named)
setattr(holder, name, die_in_the_end)
graphapi.cli.main(sys.argv[3:])
"""


@pytest.mark.parametrize(("moment", "call", "keys"), MOMENTS)
async def test_a_rotation_killed_at_any_moment_loses_nothing_and_is_finished_later(
    rotated: Installation, moment, call, keys
):
    dying = rotated.start(moment, str(call), "rotate-key", str(rotated.key_file), program=DYING)
    assert dying.wait(PATIENCE) == -signal.SIGKILL
    assert len(KeyRing.read(rotated.key_file).keys) == keys
    assert await passwords(rotated) == PASSWORDS

    assert rotated.run("rotate-key", str(rotated.key_file))[0] == 0

    ring = KeyRing.read(rotated.key_file)
    assert len(ring.keys) == 2
    assert await key_ids(rotated) == {ring.current.id}
    assert await passwords(rotated) == PASSWORDS


async def test_rotations_at_once_leave_a_ring_that_reads_everything(rotated: Installation):
    processes = [rotated.start("rotate-key", str(rotated.key_file)) for _ in range(3)]

    assert [process.wait(PATIENCE) for process in processes] == [0, 0, 0]
    ring = KeyRing.read(rotated.key_file)
    assert 2 <= len(ring.keys) <= 4
    assert await key_ids(rotated) == {ring.current.id}
    assert await passwords(rotated) == PASSWORDS


async def test_a_password_that_cannot_be_read_is_named(rotated: Installation):
    async with rotated.opened():
        system = Access(SYSTEM, SETTINGS, KeyRing.read(rotated.key_file))
        one, other, *_ = await system.rows(Share).order_by("id")
        await system.rows(Share).filter(id=other.id).update(password_sealed=one.password_sealed)

    status, said, complained = rotated.run("rotate-key", str(rotated.key_file))

    assert (status, said.split(".")[0]) == (1, "Share passwords sealed anew: 4")
    assert complained.splitlines()[-2:] == [
        "These were changed or moved, and cannot be read; please have them entered anew:",
        encode_id("share", other.id),
    ]


def test_only_the_file_that_the_servers_read_is_rotated(rotated: Installation):
    status, _, complained = rotated.run("rotate-key", "another.key")

    assert (status, complained) == (
        1,
        f"The keys of this database are not in another.key but in {rotated.key_file}.\n",
    )
