"""Keys: what seals share passwords, makes the links in mails, and hashes what must not be kept.

The ring holds 256-bit keys by id, the present one first; older ones still open what they sealed. From each, HKDF makes
one key per purpose, so that no two purposes ever share one.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
import secrets
import string
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import Self
    from uuid import UUID

KEY_BYTES = 32
NONCE_BYTES = 12
TOKEN_BYTES = 32
ACCESS_TOKEN_PREFIX = "kundenkonto_"
# Of 62, without the dash of base64, where a double click would stop.
LETTERS_AND_DIGITS = string.ascii_letters + string.digits
ACCESS_TOKEN_LETTERS = 43
# As long as the column of one-time tokens that names their key.
KEY_ID = re.compile(r"[0-9A-Za-z]{1,16}")


class KeyRingError(Exception):
    """Keys that are missing or cannot be read; the text says what to do."""


class SealBroken(Exception):
    """A ciphertext was changed, moved to another row, or sealed under a key that is not on the ring."""


@dataclass(frozen=True)
class Key:
    """One key of the ring."""

    id: str
    secret: bytes

    def derive(self, purpose: str) -> bytes:
        """Return this key's own key for a purpose."""
        return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"kundenkonto {purpose}".encode()).derive(self.secret)

    @cached_property
    def sealing(self) -> AESGCM:
        """The cipher for share passwords."""
        return AESGCM(self.derive("seal"))

    @cached_property
    def linking(self) -> bytes:
        """The key that makes one-time tokens."""
        return self.derive("link")

    @cached_property
    def hashing(self) -> bytes:
        """The key for throttles."""
        return self.derive("hash")

    def __str__(self) -> str:
        return f"{self.id}:{base64.b64encode(self.secret).decode()}"

    def __repr__(self) -> str:
        return f"Key({self.id!r})"


class KeyRing:
    """The keys, the present one first.

    One that was read from a file follows it: keys are rotated while servers run.
    """

    def __init__(self, keys: Iterable[Key], *, file: Path | None = None, version: object = None) -> None:
        self.keys = _by_id(keys)
        self._file = file
        self._version = version

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``ID:BASE64``, one a line or separated by commas; raises KeyRingError."""
        return cls(_parse(text))

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read the ring from a file; raises KeyRingError, FileNotFoundError if there is none."""
        version = _version(path)  # before its content: what is written in between is then read once more
        return cls(_parse(path.read_text("ascii")), file=path, version=version)

    @property
    def current(self) -> Key:
        """The key that all is sealed and made under from now on."""
        return next(iter(self.keys.values()))

    def seal(self, text: str, *, place: str, row_id: UUID, partner_id: UUID) -> str:
        """Encrypt a text for one column (``table.column``) of one row of one partner, and for no other place."""
        self._follow()
        nonce = os.urandom(NONCE_BYTES)
        sealed = self.current.sealing.encrypt(nonce, text.encode(), _bound_to(place, row_id, partner_id))
        return f"{self.current.id}:{base64.b64encode(nonce + sealed).decode()}"

    def unseal(self, sealed: str, *, place: str, row_id: UUID, partner_id: UUID) -> str:
        """Decrypt what ``seal`` made for this very place; raises SealBroken."""
        key_id, _, encoded = sealed.partition(":")
        key = self._find(key_id)
        if key is None:
            raise SealBroken(f"{place} is sealed under the key {key_id!r}, which is not on the ring")
        try:
            raw = base64.b64decode(encoded, validate=True)
            opened = key.sealing.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], _bound_to(place, row_id, partner_id))
        except (InvalidTag, ValueError) as error:
            raise SealBroken(f"{place} of {row_id} was changed or moved") from error
        return opened.decode()

    def one_time_token(self, token_id: UUID, key_id: str | None = None) -> str:
        """Make the token for a link: an HMAC of its row's id, so that a retry of the mail carries the same one.

        Raises SealBroken if the key is no longer on the ring.
        """
        key = self.current if key_id is None else self._find(key_id)
        if key is None:
            raise SealBroken(f"the link was made under the key {key_id!r}, which is not on the ring")
        return _url_safe(hmac.digest(key.linking, token_id.bytes, "sha256"))

    def keyed_hash(self, *parts: str) -> str:
        """Hash what must be recognised but not kept, such as an address; 64 hexadecimal digits.

        It is the oldest key's hash: what was counted before a rotation is recognised after it, and by servers that have
        not read the new key yet.
        """
        text = "\0".join(parts).encode()
        *_, oldest = self.keys.values()
        return hmac.new(oldest.hashing, text, hashlib.sha256).hexdigest()

    def _find(self, key_id: str) -> Key | None:
        if key_id not in self.keys:
            self._follow()
        return self.keys.get(key_id)

    def _follow(self) -> None:
        """Read the file again if it was written since; one that cannot be read now changes nothing."""
        if self._file is None:
            return
        with suppress(OSError, UnicodeDecodeError, KeyRingError):
            version = _version(self._file)
            if version != self._version:
                self.keys = _by_id(_parse(self._file.read_text("ascii")))
                self._version = version


def make_key() -> Key:
    """Make a new random key."""
    return Key(secrets.token_hex(4), os.urandom(KEY_BYTES))


def random_token() -> str:
    """Make the token of a session: 256 random bits."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def random_access_token() -> str:
    """Make an access token: 256 random bits and more, behind a prefix by which scanners know one that got out."""
    return ACCESS_TOKEN_PREFIX + "".join(secrets.choice(LETTERS_AND_DIGITS) for _ in range(ACCESS_TOKEN_LETTERS))


def token_hash(token: str) -> str:
    """Return what the database keeps of a token: its SHA-256. No salt is needed for 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def _parse(text: str) -> list[Key]:
    keys: list[Key] = []
    for entry in text.replace(",", "\n").split():
        key_id, _, encoded = entry.partition(":")
        try:
            secret = base64.b64decode(encoded, validate=True)
        except ValueError:
            secret = b""
        if not KEY_ID.fullmatch(key_id) or len(secret) != KEY_BYTES:
            raise KeyRingError("A key is written as ID:BASE64 with 32 bytes in base64; see 'kundenkonto make-key'.")
        keys.append(Key(key_id, secret))
    return keys


def _by_id(keys: Iterable[Key]) -> dict[str, Key]:
    found: dict[str, Key] = {}
    for key in keys:
        if key.id in found:
            raise KeyRingError(f"Two keys on the key ring have the id {key.id}.")
        found[key.id] = key
    if not found:
        raise KeyRingError("The key ring is empty.")
    return found


def _version(path: Path) -> object:
    """Return what tells a file from the one that was there under its name before."""
    found = path.stat()
    return found.st_ino, found.st_mtime_ns


def _bound_to(place: str, row_id: UUID, partner_id: UUID) -> bytes:
    return f"{place}|{row_id}|{partner_id}".encode()


def _url_safe(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
