"""Ids: UUIDv7 inside, TypeIDs outside, as https://github.com/jetify-com/typeid says (its version 0.3)."""

from __future__ import annotations

from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graphapi.ids import ALPHABET, decode_id, encode_id, new_id, split_id

ZEROS = "0" * 26

# The examples of the specification; ours all have a prefix.
VALID = [
    ("customer", ZEROS, UUID(int=0)),
    ("customer", "00000000000000000000000001", UUID(int=1)),
    ("customer", "0000000000000000000000000a", UUID(int=10)),
    ("customer", "0000000000000000000000000g", UUID(int=16)),
    ("customer", "00000000000000000000000010", UUID(int=32)),
    ("customer", "7zzzzzzzzzzzzzzzzzzzzzzzzz", UUID(int=2**128 - 1)),
    ("prefix", "0123456789abcdefghjkmnpqrs", UUID("0110c853-1d09-52d8-d73e-1194e95b5f19")),
    ("prefix", "01h455vb4pex5vsknk084sn02q", UUID("01890a5d-ac96-774b-bcce-b302099a8057")),
    ("pre_fix", ZEROS, UUID(int=0)),
]
INVALID = {
    "prefix in capitals": f"PREFIX_{ZEROS}",
    "prefix of digits": f"12345_{ZEROS}",
    "prefix with a period": f"pre.fix_{ZEROS}",
    "prefix beyond ASCII": f"préfix_{ZEROS}",
    "prefix with blanks": f"  prefix_{ZEROS}",
    "prefix too long": f"{'prefix' * 11}_{ZEROS}",
    "prefix empty": f"_{ZEROS}",
    "prefix missing": ZEROS,
    "all empty": "_",
    "nothing": "",
    "suffix too short": "prefix_1234567890123456789012345",
    "suffix too long": "prefix_123456789012345678901234567",
    "suffix with a blank": "prefix_1234567890123456789012345 ",
    "suffix in capitals": "prefix_0123456789ABCDEFGHJKMNPQRS",
    "suffix with hyphens": "prefix_123456789-123456789-123456",
    "suffix of other letters": "prefix_ooooooiiiiiiuuuuuuulllllll",
    "suffix as Crockford would forgive it": "prefix_i23456789ol23456789oi23456",
    "suffix hyphened as Crockford permits": "prefix_123456789-0123456789-0123456",
    "suffix of more than 128 bits": "prefix_8zzzzzzzzzzzzzzzzzzzzzzzzz",
    "suffix beyond ASCII": "prefix_０0000000000000000000000000",  # noqa: RUF001 - a digit in full width
    "underscore before": f"_prefix_{ZEROS}",
    "underscore after": f"prefix__{ZEROS}",
    "a UUID": "01890a5d-ac96-774b-bcce-b302099a8057",
    "huge": "prefix_" + "0" * 1_000_000,
}


@pytest.mark.parametrize(("prefix", "suffix", "key"), VALID)
def test_a_valid_id_is_read_and_written(prefix, suffix, key):
    text = f"{prefix}_{suffix}"

    assert encode_id(prefix, key) == text
    assert split_id(text) == (prefix, key)
    assert decode_id(prefix, text) == key


@pytest.mark.parametrize("text", INVALID.values(), ids=INVALID)
def test_an_invalid_id_is_none(text):
    assert decode_id("prefix", text) is None


@pytest.mark.parametrize("prefix", ["share", "Customer", "custome", "customer_", ""])
def test_an_id_of_another_kind_is_none(prefix):
    assert decode_id(prefix, encode_id("customer", new_id())) is None


@given(st.uuids())
@example(UUID(int=0))
@example(UUID(int=2**128 - 1))
def test_what_is_written_is_read(key):
    text = encode_id("customer", key)

    assert decode_id("customer", text) == key
    assert len(text) == len("customer_") + 26


@given(st.text(ALPHABET, min_size=26, max_size=26))
def test_what_is_read_has_one_spelling(suffix):
    text = f"customer_{suffix}"
    key = decode_id("customer", text)

    assert key is None or encode_id("customer", key) == text


@given(st.text())
def test_any_text_is_an_id_or_none(text):
    assert split_id(text) is None or "_" in text


@given(st.uuids(), st.uuids())
def test_ids_sort_as_their_keys_do(one, other):
    assert (one < other) == (encode_id("customer", one) < encode_id("customer", other))


def test_new_ids_are_uuids_of_version_7_each_greater_than_the_last():
    keys = [new_id() for _ in range(20_000)]

    assert {key.version for key in keys} == {7}
    assert all(one < other for one, other in pairwise(keys))
