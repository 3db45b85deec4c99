"""Ids: UUIDv7 in the database, TypeIDs outside (``customer_01h…``).

They sort by time, say what they are and look well in addresses. The format is https://github.com/jetify-com/typeid.
It is written here, and not taken from a library, because a list of a hundred customers with their shares encodes some
three hundred ids: the tables below take less than half a microsecond each, a tenth of what the library takes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import UUID

from uuid_utils.compat import uuid7

if TYPE_CHECKING:
    from collections.abc import Sequence

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
SUFFIX_LENGTH = 26

_PAIRS = [first + second for first in ALPHABET for second in ALPHABET]
_TRIPLES = [pair + third for pair in _PAIRS for third in ALPHABET]
# Many ids are encoded side by side in one large number, in lanes of 256 bits.
_LANES = 128
_PAD = bytes(16)
_LETTERS = ALPHABET.encode().ljust(256)


def _spread() -> list[tuple[int, int, int]]:
    """Return the masks that move the halves of each part of a lane apart, from 160 bits down to 10."""
    masks: list[tuple[int, int, int]] = []
    lane, width = 256, 80
    while width >= 5:
        parts = [((1 << width) - 1) << place for place in range(0, 256 * _LANES, lane)]
        masks.append((sum(parts), sum(part << width for part in parts), lane // 2 - width))
        lane, width = lane // 2, width // 2
    return masks


_SPREAD = _spread()
# The first character has three bits.
_SUFFIX = re.compile(f"[0-7][{ALPHABET}]{{{SUFFIX_LENGTH - 1}}}")
# Python's own digits of base 32.
_TO_PYTHON = str.maketrans(ALPHABET, "0123456789abcdefghijklmnopqrstuv")


def new_id() -> UUID:
    """Make a UUIDv7: later ones are greater, even within a millisecond of one process."""
    return uuid7()


def encode_id(prefix: str, key: UUID) -> str:
    """Write a key as a TypeID: the prefix, an underscore, 26 characters of Crockford's base 32."""
    return f"{prefix}_{suffix_of(key.int)}"


def suffix_of(number: int) -> str:
    """Write a key's 128 bits as 26 characters of Crockford's base 32."""
    # In two halves: shifting what fits into a machine's word twice is cheaper than shifting all of it.
    high, low = number >> 60, number & 0xFFF_FFFF_FFFF_FFFF
    return (
        f"{_PAIRS[high >> 60]}{_TRIPLES[high >> 45 & 32767]}{_TRIPLES[high >> 30 & 32767]}"
        f"{_TRIPLES[high >> 15 & 32767]}{_TRIPLES[high & 32767]}{_TRIPLES[low >> 45]}"
        f"{_TRIPLES[low >> 30 & 32767]}{_TRIPLES[low >> 15 & 32767]}{_TRIPLES[low & 32767]}"
    )


def encode_ids(prefix: str, keys: Sequence[UUID]) -> list[str]:
    """Write many keys as ``encode_id`` writes one, all of them with a few operations on large numbers."""
    texts: list[str] = []
    for start in range(0, len(keys), _LANES):
        own = keys[start : start + _LANES]
        number = int.from_bytes(_PAD.join([b"", *[key.bytes for key in own]]))
        texts += _encoded(prefix, number, len(own))
    return texts


def encode_hex_ids(prefix: str, keys: Sequence[str]) -> list[str]:
    """Do the same for keys that are the texts of UUIDs."""
    texts: list[str] = []
    for start in range(0, len(keys), _LANES):
        own = keys[start : start + _LANES]
        texts += _encoded(prefix, int(_PAD.hex().join(["0", *own]).replace("-", ""), 16), len(own))
    return texts


def _encoded(prefix: str, number: int, count: int) -> list[str]:
    # Each key has 128 of its lane's 256 bits. They are moved apart by halves, five times, until each five are in a byte of
    # their own: 32 of them, the first six of which are empty.
    for low, high, shift in _SPREAD:
        number = number & low | (number & high) << shift
    text = number.to_bytes(32 * count).translate(_LETTERS).decode()
    return [f"{prefix}_{text[end - SUFFIX_LENGTH : end]}" for end in range(32, 32 * count + 1, 32)]


def split_id(text: str) -> tuple[str, UUID] | None:
    """Read a TypeID into prefix and key, or return None if it is none.

    Only the canonical spelling counts (lower case, no overflow), so that an id has one text.
    """
    prefix, separator, suffix = text.rpartition("_")
    if not (prefix and separator) or _SUFFIX.fullmatch(suffix) is None:
        return None
    return prefix, UUID(int=int(suffix.translate(_TO_PYTHON), 32))


def decode_id(prefix: str, text: str) -> UUID | None:
    """Read a TypeID of one kind, or return None for anything else."""
    parts = split_id(text)
    return parts[1] if parts is not None and parts[0] == prefix else None
