"""Secrets: what seals share passwords and makes links, and the files the keys are in."""

from __future__ import annotations

import base64
import os
import stat
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapi.key_files import replace_key_file, write_key_file
from graphapi.models import OneTimeToken
from graphapi.secrets import Key, KeyRing, KeyRingError, SealBroken, make_key, random_token, token_hash

ROOT = Path(__file__).parents[1]
OLD, NEW = Key("old", bytes(range(32))), Key("new", bytes(range(32, 64)))
PLACE = {"place": "share.password_sealed", "row_id": UUID(int=1), "partner_id": UUID(int=2)}


def ring(*keys: Key) -> KeyRing:
    return KeyRing(keys or [OLD])


# Sealing


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_sealed_can_be_opened(text):
    assert ring().unseal(ring().seal(text, **PLACE), **PLACE) == text


def test_a_sealed_text_names_its_key_and_never_looks_the_same_twice():
    one, other = (ring().seal("secret", **PLACE) for _ in range(2))

    assert one.startswith("old:")
    assert one != other
    assert "secret" not in one
    assert b"secret" not in base64.b64decode(one.removeprefix("old:"))


@pytest.mark.parametrize(
    "moved",
    [{"place": "share.url"}, {"row_id": UUID(int=3)}, {"partner_id": UUID(int=3)}],
    ids=lambda moved: next(iter(moved)),
)
def test_a_sealed_text_that_was_moved_cannot_be_opened(moved):
    sealed = ring().seal("secret", **PLACE)

    with pytest.raises(SealBroken):
        ring().unseal(sealed, **PLACE | moved)


def test_a_sealed_text_with_any_bit_changed_cannot_be_opened():
    raw = base64.b64decode(ring().seal("secret", **PLACE).removeprefix("old:"))
    for place in range(len(raw) * 8):
        changed = bytearray(raw)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises(SealBroken):
            ring().unseal(f"old:{base64.b64encode(changed).decode()}", **PLACE)


@pytest.mark.parametrize("sealed", ["", "old", "old:", "old:AAAA", "old:!", "old:ä", "new:AAAA", "secret"])
def test_what_was_never_sealed_cannot_be_opened(sealed):
    with pytest.raises(SealBroken):
        ring().unseal(sealed, **PLACE)


def test_after_a_rotation_the_new_key_seals_and_the_old_one_still_opens():
    sealed = ring(OLD).seal("secret", **PLACE)
    rotated = ring(NEW, OLD)

    assert rotated.unseal(sealed, **PLACE) == "secret"
    assert rotated.seal("secret", **PLACE).startswith("new:")
    with pytest.raises(SealBroken, match="'old'"):
        ring(NEW).unseal(sealed, **PLACE)


# Links and hashes


def test_a_link_is_the_same_whenever_it_is_made_and_bound_to_its_key():
    token = ring(OLD).one_time_token(UUID(int=1))

    assert token == ring(NEW, OLD).one_time_token(UUID(int=1), "old")
    assert token != ring(OLD).one_time_token(UUID(int=2))
    assert token != ring(NEW, OLD).one_time_token(UUID(int=1))
    assert len(base64.urlsafe_b64decode(token + "=")) == 32
    with pytest.raises(SealBroken):
        ring(NEW).one_time_token(UUID(int=1), "old")


def test_every_purpose_has_a_key_of_its_own():
    assert len({OLD.derive("seal"), OLD.linking, OLD.hashing, OLD.secret}) == 4


def test_a_keyed_hash_tells_its_parts_apart():
    assert ring().keyed_hash("a", "bc") != ring().keyed_hash("ab", "c")
    assert ring(OLD).keyed_hash("a") != ring(NEW).keyed_hash("a")


def test_a_keyed_hash_outlives_a_rotation():
    assert ring(NEW, OLD).keyed_hash("a") == ring(OLD).keyed_hash("a")


def test_a_sessions_token_has_256_random_bits_and_is_kept_as_its_hash():
    token = random_token()

    assert len(base64.urlsafe_b64decode(token + "=")) == 32
    assert token != random_token()
    assert token_hash("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_key_is_never_shown():
    shown = repr(make_key())

    assert len(shown) == len("Key('01234567')")


# The ring


def test_a_ring_is_written_one_key_a_line_or_with_commas():
    for text in (f"{NEW}\n{OLD}\n", f"{NEW},{OLD}", f" {NEW} , {OLD} "):
        parsed = KeyRing.parse(text)
        assert (parsed.current, list(parsed.keys.values())) == (NEW, [NEW, OLD])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "nonsense",
        "id:",
        f":{base64.b64encode(bytes(32)).decode()}",
        f"id:{base64.b64encode(bytes(31)).decode()}",
        f"id:{base64.b64encode(bytes(33)).decode()}",
        f"i-d:{base64.b64encode(bytes(32)).decode()}",
        f"ïd:{base64.b64encode(bytes(32)).decode()}",
        f"{'i' * 17}:{base64.b64encode(bytes(32)).decode()}",
        f"id:{base64.b64encode(bytes(32)).decode()}ä",
        f"{OLD},{OLD}",
    ],
)
def test_what_is_no_ring_is_refused(text):
    with pytest.raises(KeyRingError) as refused:
        KeyRing.parse(text)

    assert base64.b64encode(bytes(31)).decode() not in str(refused.value)


def test_every_key_id_fits_where_tokens_name_it():
    assert KeyRing.parse(f"{'i' * OneTimeToken._meta.fields_map['key_id'].max_length}:{str(OLD).partition(':')[2]}")
    assert len(make_key().id) == 8


# Files


def test_a_key_file_is_for_its_owner_alone(tmp_path):
    path = tmp_path / "konto.key"
    before = os.umask(0)
    try:
        write_key_file(path, [NEW, OLD])
    finally:
        os.umask(before)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert KeyRing.read(path).keys == {"new": NEW, "old": OLD}
    assert list(tmp_path.iterdir()) == [path]


def test_a_key_file_is_never_overwritten(tmp_path):
    path = tmp_path / "konto.key"
    write_key_file(path, [OLD])

    with pytest.raises(FileExistsError):
        write_key_file(path, [NEW])

    assert KeyRing.read(path).current == OLD
    assert list(tmp_path.iterdir()) == [path]


def test_of_processes_that_make_a_key_file_at_once_one_succeeds(tmp_path):
    program = "import sys; from graphapi.cli import main; sys.stdin.readline(); main(['make-key', 'konto.key'])"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    processes = [
        subprocess.Popen([sys.executable, "-c", program], cwd=tmp_path, env=environment, **pipes) for _ in range(4)
    ]
    for process in processes:
        process.stdin.write(b"go\n")
        process.stdin.flush()
    for process in processes:
        process.communicate()

    assert sorted(process.returncode for process in processes) == [0, 1, 1, 1]
    assert KeyRing.read(tmp_path / "konto.key")
    assert [path.name for path in tmp_path.iterdir()] == ["konto.key"]


def test_a_key_file_is_replaced_with_its_mode_kept(tmp_path):
    path, link = tmp_path / "konto.key", tmp_path / "link.key"
    write_key_file(path, [OLD])
    path.chmod(0o640)
    link.symlink_to(path)

    replace_key_file(link, [NEW, OLD])

    assert list(KeyRing.read(path).keys) == ["new", "old"]
    assert (stat.S_IMODE(path.stat().st_mode), link.is_symlink()) == (0o640, True)
    assert sorted(tmp_path.iterdir()) == [path, link]


def test_what_cannot_replace_a_key_file_leaves_it(tmp_path, monkeypatch):
    path = tmp_path / "konto.key"
    write_key_file(path, [OLD])

    def fail(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError):  # noqa: PT011 - whichever it is
        replace_key_file(path, [NEW, OLD])

    assert KeyRing.read(path).current == OLD
    assert list(tmp_path.iterdir()) == [path]


def test_a_ring_follows_its_file(tmp_path):
    path = tmp_path / "konto.key"
    write_key_file(path, [OLD])
    serving, link = KeyRing.read(path), UUID(int=1)
    replace_key_file(path, [NEW, OLD])
    rotated = KeyRing.read(path)

    assert serving.unseal(rotated.seal("secret", **PLACE), **PLACE) == "secret"
    assert serving.one_time_token(link, "new") == rotated.one_time_token(link)
    assert KeyRing.read(path).seal("secret", **PLACE).startswith("new:")


def test_a_ring_seals_under_the_new_key_from_its_first_moment_on(tmp_path):
    path = tmp_path / "konto.key"
    write_key_file(path, [OLD])
    serving = KeyRing.read(path)
    replace_key_file(path, [NEW, OLD])

    assert serving.seal("secret", **PLACE).startswith("new:")


@pytest.mark.parametrize("content", [None, b"nonsense", b"\xff"])
def test_a_ring_keeps_what_it_has_when_its_file_is_gone_or_broken(tmp_path, content):
    path = tmp_path / "konto.key"
    write_key_file(path, [OLD])
    serving = KeyRing.read(path)
    sealed = serving.seal("secret", **PLACE)
    path.unlink()
    if content is not None:
        path.write_bytes(content)

    assert serving.seal("secret", **PLACE).startswith("old:")
    assert serving.unseal(sealed, **PLACE) == "secret"
    with pytest.raises(SealBroken):
        serving.unseal(ring(NEW).seal("secret", **PLACE), **PLACE)


def test_new_keys_are_random():
    assert len({make_key().secret for _ in range(10)}) == 10
    assert len({make_key().id for _ in range(10)}) == 10
