"""Which passwords are refused, and how the others are kept."""

from __future__ import annotations

import unicodedata

import bcrypt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapi.errors import InvalidInput
from graphapi.passwords import (
    DEMO_PASSWORD,
    _common_passwords,
    check_password,
    hash_password,
    is_outdated,
    password_matches,
)

ROUNDS = 4
FULL_WIDTH = "".join(chr(ord(character) + 0xFEE0) for character in "password")


def refusal(password: str, *, names: tuple[str, ...] = (), is_demo: bool = False) -> str | None:
    try:
        check_password(password, path=("password",), names=names, is_demo=is_demo)
    except InvalidInput as error:
        [problem] = error.problems
        assert problem.path == ("password",)
        return str(problem.message)
    return None


def test_seven_characters_are_too_few_and_eight_are_enough():
    assert refusal("gK3-xyp") == "Please use at least 8 characters."
    assert refusal("gK3-xypQ") is None


def test_characters_count_and_not_bytes():
    assert refusal("ÄÖÜäöüß") == "Please use at least 8 characters."
    assert refusal("ÄÖÜäöüßé") is None


@pytest.mark.parametrize("length", [64, 65, 72, 73, 1000])
async def test_a_long_password_is_accepted_and_signs_in(length):
    password = "ab1 " * (length // 4) + "x" * (length % 4)

    assert refusal(password) is None
    kept = await hash_password(password, rounds=ROUNDS)
    assert await password_matches(password, kept, rounds=ROUNDS)


async def test_a_thousand_characters_are_enough():
    password = "ab1 " * 250 + "x"
    kept = await hash_password(password, rounds=ROUNDS)

    assert refusal(password) == "Please use at most 1000 characters."
    assert not await password_matches(password, kept, rounds=ROUNDS)


@pytest.mark.parametrize("password", ["gkxypqrm", "GKXYPQRM", "73619582", "gk xy pq", "♞♝♜♛♚♟♞♝"])
def test_no_composition_is_asked_for(password):
    assert refusal(password) is None


@pytest.mark.parametrize("password", ["password", "PassWord", "passwort", "12345678", "iloveyou", FULL_WIDTH])
def test_the_most_used_passwords_are_refused_in_any_spelling(password):
    assert refusal(password) == (
        "This is one of the most used passwords. Please choose another, such as a few words in a row."
    )


def test_three_thousand_passwords_count_as_the_most_used():
    assert len(_common_passwords()) == 3000
    assert all(len(password) >= 8 for password in _common_passwords())


@pytest.mark.parametrize(
    ("password", "names", "word"),
    [
        ("kundenkonto1", (), "Kundenkonto"),
        ("my-Nordwind-7", ("Nordwind Werbeagentur GmbH", "nordwind"), "Nordwind"),
        ("xx keller 12", ("Anna Keller",), "Keller"),
        ("ANNA.anna.1", ("anna.keller",), "anna"),
        ("MÜLLER-2026", ("Jörg Müller",), "Müller"),
        ("suedhang-99", ("suedhang",), "suedhang"),
    ],
)
def test_a_name_in_a_password_is_refused_with_the_name(password, names, word):
    assert refusal(password, names=names) == f"Please leave out “{word}”: names are guessed first."


@pytest.mark.parametrize("password", ["ida-und-ag-7", "liannexx77-"])
def test_names_of_fewer_than_four_letters_do_not_count(password):
    assert refusal(password, names=("Ida", "AG", "Lia", "")) is None


def test_the_demos_own_password_is_refused_but_in_the_demo():
    assert refusal(DEMO_PASSWORD) == "Please leave out “Kundenkonto”: names are guessed first."
    assert refusal(DEMO_PASSWORD, is_demo=True) is None
    assert refusal("kundenkonto-dem0", is_demo=True) is not None


async def test_passwords_alike_in_their_first_72_bytes_are_two_passwords():
    kept = await hash_password("x" * 72 + "1", rounds=ROUNDS)

    assert await password_matches("x" * 72 + "1", kept, rounds=ROUNDS)
    assert not await password_matches("x" * 72 + "2", kept, rounds=ROUNDS)
    assert not await password_matches("x" * 72, kept, rounds=ROUNDS)


async def test_what_follows_a_nul_counts():
    kept = await hash_password("battery\0horse", rounds=ROUNDS)

    assert not await password_matches("battery\0staple", kept, rounds=ROUNDS)


async def test_one_password_typed_in_two_normal_forms_is_one():
    kept = await hash_password(unicodedata.normalize("NFD", "Grüße-1234"), rounds=ROUNDS)

    assert await password_matches(unicodedata.normalize("NFC", "Grüße-1234"), kept, rounds=ROUNDS)


@given(st.text(st.characters(), max_size=200))
async def test_any_text_is_hashed_and_recognised(password):
    kept = await hash_password(password, rounds=ROUNDS)

    assert await password_matches(password, kept, rounds=ROUNDS)


async def test_a_lone_surrogate_is_no_error():
    assert await password_matches("\ud800" * 8, await hash_password("\ud800" * 8, rounds=ROUNDS), rounds=ROUNDS)


async def test_the_hash_bears_the_cost_of_the_settings():
    kept = await hash_password("battery horse", rounds=5)

    assert kept.startswith("$2b$05$")
    assert not is_outdated(kept, rounds=5)
    assert is_outdated(kept, rounds=6)


@pytest.mark.parametrize(
    "kept", ["x", "$2b$04$", "$2b$04$" + "!" * 53, "$2b$99$" + "." * 53, "$2b$04$" + "." * 52, "ü" * 60, "\0" * 60]
)
async def test_a_malformed_hash_matches_nothing_and_raises_nothing(kept):
    assert not await password_matches("battery horse", kept, rounds=ROUNDS)


async def test_no_password_matches_an_account_without_one():
    assert not await password_matches("battery horse", None, rounds=ROUNDS)
    assert not await password_matches("", None, rounds=ROUNDS)


async def test_without_a_hash_one_of_the_same_cost_is_checked(monkeypatch):
    checked = []
    monkeypatch.setattr(bcrypt, "checkpw", lambda _, kept: checked.append(kept.decode()) or False)

    await password_matches("battery horse", None, rounds=12)

    [kept] = checked
    assert kept.startswith("$2b$12$")
    assert len(kept) == 60
