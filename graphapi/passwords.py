"""Passwords: how they are hashed, and which ones are refused.

A password is kept as bcrypt(base64(HMAC-SHA-256(label, NFKC(password)))). bcrypt alone reads 72 bytes and stops at a
NUL; so it is given a digest of the whole password, 44 bytes without any NUL. The label is fixed and no secret: with it,
the digests are of no use against plain SHA-256 digests that leaked elsewhere. It is not a key of the key ring, since a
lost or rotated key would lock everybody out.
"""

from __future__ import annotations

import base64
import hmac
import os
import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import bcrypt

from graphapi.errors import InvalidInput
from graphapi.i18n import message
from graphapi.lines import Line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphapi.errors import Path
    from graphapi.i18n import Message

LABEL = b"kundenkonto password 1"
MIN_LENGTH = 8
# Shorter names, such as "Ida" and "AG", are found by chance in good passwords.
MIN_NAME_LENGTH = 4
PRODUCT = "Kundenkonto"
DEMO_PASSWORD = "kundenkonto-demo"

# Beyond it nothing is gained, and normalising what comes from anybody would take quadratic time.
MAX_LENGTH = 1000

# Those that this process may use, which in a container may be fewer than there are.
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
# bcrypt lets other threads run meanwhile, and one core is left to them: a burst of sign-ins must not slow everybody
# else. Behind each of these so many may wait, for a quarter of a second each: the last for some eight.
AT_ONCE = max(1, CORES - 1)
_hashing = Line("bcrypt", at_once=AT_ONCE, longest=32 * AT_ONCE)


async def hash_password(password: str, *, rounds: int) -> str:
    """Return what is kept of a password; ``rounds`` is bcrypt's cost. Raises Throttled if too many are waiting."""
    return await _hashing.run(_hash, password, rounds)


async def password_matches(password: str, kept: str | None, *, rounds: int) -> bool:
    """Tell whether a password is the one that was kept; raises Throttled if too many are waiting.

    Without a kept hash, for an unknown account, it takes as long as with one. A malformed hash matches nothing, and a
    password that is longer than any can be is none.
    """
    if len(password) > MAX_LENGTH:
        password, kept = "", None
    return await _hashing.run(_matches, password, kept or _dummy_hash(rounds))


def is_outdated(kept: str, *, rounds: int) -> bool:
    """Tell whether a kept hash is of another cost than wanted: time would tell such an account from an unknown one."""
    return not kept.startswith(f"$2b${rounds:02}$")


def check_password(password: str, *, path: Path, names: Iterable[str | None], is_demo: bool = False) -> None:
    """Refuse a password that is short or guessed first; raises InvalidInput at the path.

    ``names`` are those of the person, its mail address's local part, its partner's name and slug.
    """
    problem = _problem(password, names)
    if problem is not None and not (is_demo and password == DEMO_PASSWORD):
        raise InvalidInput.at(*path, text=problem)


def _problem(password: str, names: Iterable[str | None]) -> Message | None:
    if len(password) > MAX_LENGTH:
        return message("Please use at most {most} characters.", most=MAX_LENGTH)
    if len(unicodedata.normalize("NFKC", password)) < MIN_LENGTH:
        return message("Please use at least {least} characters.", least=MIN_LENGTH)
    folded = _fold(password)
    if folded in _common_passwords():
        return message("This is one of the most used passwords. Please choose another, such as a few words in a row.")
    for name in (PRODUCT, *names):
        for word in re.findall(rf"[^\W_]{{{MIN_NAME_LENGTH},}}", name or ""):
            if _fold(word) in folded:
                return message("Please leave out “{word}”: names are guessed first.", word=word)
    return None


@cache
def _common_passwords() -> frozenset[str]:
    lines = (files("graphapi") / "common_passwords.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _digest(password: str) -> bytes:
    # A lone surrogate, which JSON can spell, has no UTF-8 but is hashed like any other character.
    text = unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
    return base64.b64encode(hmac.digest(LABEL, text, "sha256"))


def _hash(password: str, rounds: int) -> str:
    return bcrypt.hashpw(_digest(password), bcrypt.gensalt(rounds)).decode()


def _matches(password: str, kept: str) -> bool:
    try:
        return bcrypt.checkpw(_digest(password), kept.encode())
    except ValueError:
        return False


def _dummy_hash(rounds: int) -> str:
    """Return a hash that no password has, but for one in 2^184: a salt and a digest of zeros."""
    return f"$2b${rounds:02}${'.' * 53}"
