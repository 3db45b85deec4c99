"""Keys: what seals share passwords, makes the links in mails, and hashes what must not be kept.

The ring holds 256-bit keys by id, the present one first; older ones still open what they sealed. From each, HKDF makes
one key per purpose, so that no two purposes ever share one.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Self
    from uuid import UUID

KEY_BYTES = 32
NONCE_BYTES = 12
TOKEN_BYTES = 32


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
    """The keys, the present one first."""

    def __init__(self, keys: list[Key]) -> None:
        if not keys:
            raise KeyRingError("The key ring is empty.")
        self.current = keys[0]
        self.keys = {key.id: key for key in keys}

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``ID:BASE64``, one a line or separated by commas; raises KeyRingError."""
        keys: list[Key] = []
        for entry in text.replace(",", "\n").split():
            key_id, _, encoded = entry.partition(":")
            try:
                secret = base64.b64decode(encoded, validate=True)
            except binascii.Error:
                secret = b""
            if not key_id.isalnum() or len(secret) != KEY_BYTES:
                raise KeyRingError("A key is written as ID:BASE64 with 32 bytes in base64; see 'kundenkonto make-key'.")
            keys.append(Key(key_id, secret))
        return cls(keys)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read the ring from a file; raises KeyRingError, FileNotFoundError if there is none."""
        return cls.parse(path.read_text("ascii"))

    def seal(self, text: str, *, place: str, row_id: UUID, partner_id: UUID) -> str:
        """Encrypt a text for one column (``table.column``) of one row of one partner, and for no other place."""
        nonce = os.urandom(NONCE_BYTES)
        sealed = self.current.sealing.encrypt(nonce, text.encode(), _bound_to(place, row_id, partner_id))
        return f"{self.current.id}:{base64.b64encode(nonce + sealed).decode()}"

    def unseal(self, sealed: str, *, place: str, row_id: UUID, partner_id: UUID) -> str:
        """Decrypt what ``seal`` made for this very place; raises SealBroken."""
        key_id, _, encoded = sealed.partition(":")
        key = self.keys.get(key_id)
        if key is None:
            raise SealBroken(f"{place} is sealed under the key {key_id!r}, which is not on the ring")
        try:
            raw = base64.b64decode(encoded, validate=True)
            opened = key.sealing.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], _bound_to(place, row_id, partner_id))
        except (InvalidTag, binascii.Error, ValueError) as error:
            raise SealBroken(f"{place} of {row_id} was changed or moved") from error
        return opened.decode()

    def one_time_token(self, token_id: UUID, key_id: str | None = None) -> str:
        """Make the token for a link: an HMAC of its row's id, so that a retry of the mail carries the same one.

        Raises SealBroken if the key is no longer on the ring.
        """
        key = self.current if key_id is None else self.keys.get(key_id)
        if key is None:
            raise SealBroken(f"the link was made under the key {key_id!r}, which is not on the ring")
        return _url_safe(hmac.digest(key.linking, token_id.bytes, "sha256"))

    def keyed_hash(self, *parts: str) -> str:
        """Hash what must be recognised but not kept, such as an address; 64 hexadecimal digits."""
        text = "\0".join(parts).encode()
        return hmac.new(self.current.hashing, text, hashlib.sha256).hexdigest()


def make_key() -> Key:
    """Make a new random key."""
    return Key(secrets.token_hex(4), os.urandom(KEY_BYTES))


def write_key_file(path: Path, keys: list[Key]) -> None:
    """Write a key file that only its owner may read; raises FileExistsError rather than overwriting one.

    It appears whole or not at all, so that no other process reads half of it.
    """
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.writelines(f"{key}\n" for key in keys)
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(draft)
    finally:
        draft.unlink()


def random_token() -> str:
    """Make the token of a session: 256 random bits."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """Return what the database keeps of a token: its SHA-256. No salt is needed for 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def _bound_to(place: str, row_id: UUID, partner_id: UUID) -> bytes:
    return f"{place}|{row_id}|{partner_id}".encode()


def _url_safe(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
