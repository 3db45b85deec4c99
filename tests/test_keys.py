"""Which key ring belongs to a database, and rotating it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from graphapi.key_files import replace_key_file, write_key_file
from graphapi.keys import open_key_ring, rotate_key
from graphapi.models import Share
from graphapi.secrets import Key, KeyRing, KeyRingError
from graphapi.services.shares import PASSWORD_PLACE
from tests.world import SETTINGS, World, add_share

OLD, NEW, OTHER = (Key(name, name.encode().ljust(32, b".")) for name in ("old", "new", "other"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "konto.key"


@pytest.fixture
def settings(file: Path):
    """An SQLite installation whose key file is named."""
    return replace(SETTINGS, key_file=file)


async def seal(world: World, key: Key) -> Share:
    """A share whose password is sealed under a key."""
    share = await add_share(world.north.partner)
    sealed = KeyRing([key]).seal("secret", place=PASSWORD_PLACE, row_id=share.id, partner_id=share.partner_id)
    await world.system.rows(Share).filter(id=share.id).update(password_sealed=sealed)
    return share


# Opening


async def test_a_first_start_makes_a_key_file(world, settings, file):
    await add_share(world.north.partner)

    keys = await open_key_ring(settings)

    assert keys.keys == KeyRing.read(file).keys == (await open_key_ring(settings)).keys


async def test_first_starts_at_once_make_one(world, settings, file):
    rings = await asyncio.gather(*(open_key_ring(settings) for _ in range(5)))

    assert {ring.current for ring in rings} == {KeyRing.read(file).current}


async def test_without_a_name_the_key_file_lies_beside_the_sqlite_file(world, tmp_path):
    settings = replace(SETTINGS, database_url=f"sqlite:///{tmp_path / 'data' / 'konto.db'}")

    keys = await open_key_ring(settings)

    assert keys.keys == KeyRing.read(tmp_path / "data" / "konto.key").keys


async def test_a_database_in_memory_has_its_key_there(world, tmp_path):
    settings = replace(SETTINGS, database_url="sqlite://:memory:")

    assert await open_key_ring(settings)


async def test_keys_may_stand_in_the_environment(world):
    keys = await open_key_ring(replace(SETTINGS, key=f"{NEW},{OLD}"))

    assert list(keys.keys.values()) == [NEW, OLD]
    with pytest.raises(KeyRingError):
        await open_key_ring(replace(SETTINGS, key="nonsense"))


async def test_on_postgres_no_key_file_is_made(world, settings, file):
    settings = replace(settings, database_url="postgresql://localhost/konto")

    with pytest.raises(KeyRingError) as refused:
        await open_key_ring(settings)

    assert str(refused.value) == f"The key file {file} is missing. Make one with 'kundenkonto make-key {file}'."
    assert not file.exists()


async def test_where_passwords_are_sealed_a_missing_key_is_not_made_anew(world, settings, file):
    await seal(world, OLD)

    with pytest.raises(KeyRingError) as refused:
        await open_key_ring(settings)

    assert "sealed under the key 'old', which is not on the key ring" in str(refused.value)
    assert not file.exists()


@pytest.mark.parametrize("keys", [[NEW], [NEW, OTHER]])
async def test_a_ring_that_lacks_the_key_of_any_password_is_refused(world, settings, file, keys):
    for key in (NEW, OLD, NEW):
        await seal(world, key)
    write_key_file(file, keys)

    with pytest.raises(KeyRingError):
        await open_key_ring(settings)

    replace_key_file(file, [NEW, OLD])
    assert await open_key_ring(settings)


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\xff\xfe"])
async def test_a_broken_key_file_is_refused_and_left(world, settings, file, content):
    file.write_bytes(content)

    with pytest.raises(KeyRingError):
        await open_key_ring(settings)

    assert file.read_bytes() == content


async def test_a_key_file_that_is_a_folder_is_refused(world, settings, file):
    file.mkdir()

    with pytest.raises(KeyRingError) as refused:
        await open_key_ring(settings)

    assert str(refused.value) == f"The key file {file} cannot be read: IsADirectoryError."


# Rotating


async def test_a_rotation_puts_a_new_key_before_the_old_ones(world, settings, file):
    write_key_file(file, [OLD, OTHER])

    ring = await rotate_key(settings, file)

    fresh, *older = ring.keys.values()
    assert older == [OLD, OTHER]
    assert fresh not in older
    assert ring.current == fresh == KeyRing.read(file).current


async def test_while_passwords_wait_to_be_sealed_anew_no_other_key_is_made(world, settings, file):
    await seal(world, OLD)
    write_key_file(file, [NEW, OLD])

    for _ in range(2):
        assert list((await rotate_key(settings, file)).keys.values()) == [NEW, OLD]


async def test_a_ring_that_lacks_a_key_is_not_rotated(world, settings, file):
    await seal(world, OLD)
    write_key_file(file, [NEW])

    with pytest.raises(KeyRingError):
        await rotate_key(settings, file)

    assert list(KeyRing.read(file).keys.values()) == [NEW]


async def test_a_missing_key_file_is_not_rotated(world, settings, file):
    with pytest.raises(KeyRingError) as refused:
        await rotate_key(settings, file)

    assert str(refused.value) == f"There is no key file {file}."


async def test_only_the_file_that_the_servers_read_is_rotated(world, settings, file, tmp_path):
    copy = tmp_path / "copy.key"
    for path in (file, copy):
        write_key_file(path, [OLD])

    with pytest.raises(KeyRingError) as refused:
        await rotate_key(settings, copy)
    assert str(refused.value) == f"The keys of this database are not in {copy} but in {file}."
    with pytest.raises(KeyRingError) as refused:
        await rotate_key(replace(settings, key=str(OLD), key_file=None), file)
    assert str(refused.value) == f"The keys of this database are not in {file} but in KUNDENKONTO_KEY."

    assert file.read_text() == copy.read_text() == f"{OLD}\n"
