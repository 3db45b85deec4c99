"""Where the key ring comes from: the environment, a file, or, on a first start with SQLite, made anew."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from tortoise.queryset import QuerySet

from graphapi.database import sqlite_path
from graphapi.key_files import locked, replace_key_file, write_key_file
from graphapi.models import Share
from graphapi.secrets import KeyRing, KeyRingError, make_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from graphapi.settings import Settings


async def open_key_ring(settings: Settings) -> KeyRing:
    """Return the key ring that belongs to the open database; raises KeyRingError.

    A ring is made only where nothing is sealed yet: a new one beside old share passwords would hide that their key is
    lost, until somebody wants to read them.
    """
    keys = _read(settings)
    await _refuse_unreadable(keys)
    return keys or _make(settings)


async def rotate_key(settings: Settings, path: Path) -> KeyRing:
    """Put a new key first in the key file of the open database, and return the ring; raises KeyRingError.

    While there are share passwords under older keys, it makes none: first those are to be sealed anew.
    """
    _refuse_other_file(settings, path)
    with locked(path):
        keys = _read(settings)
        if keys is None:
            raise KeyRingError(f"There is no key file {path}.")
        await _refuse_unreadable(keys)
        if await _sealed_beside([keys.current.id]) is None:
            replace_key_file(path, [make_key(), *keys.keys.values()])
        return KeyRing.read(path)


def key_path(settings: Settings) -> Path | None:
    """Return the key file named, or the one beside the SQLite file; None for a database in memory."""
    if settings.key_file is not None:
        return settings.key_file
    database = sqlite_path(settings.database_url)
    return None if database is None else database.with_suffix(".key")


def _read(settings: Settings) -> KeyRing | None:
    if settings.key is not None:
        return KeyRing.parse(settings.key)
    path = key_path(settings)
    try:
        return None if path is None else KeyRing.read(path)
    except FileNotFoundError:
        if settings.is_postgres:
            text = f"The key file {path} is missing. Make one with 'kundenkonto make-key {path}'."
            raise KeyRingError(text) from None
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise KeyRingError(f"The key file {path} cannot be read: {type(error).__name__}.") from None


def _make(settings: Settings) -> KeyRing:
    path = key_path(settings)
    if path is None:
        return KeyRing([make_key()])
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):  # another process was faster; its key counts
        write_key_file(path, [make_key()])
    return KeyRing.read(path)


def _refuse_other_file(settings: Settings, path: Path) -> None:
    own = key_path(settings)
    if settings.key is not None or own is None or own.resolve() != path.resolve():
        place = "KUNDENKONTO_KEY" if settings.key is not None else own or "memory alone"
        raise KeyRingError(f"The keys of this database are not in {path} but in {place}.")


async def _refuse_unreadable(keys: KeyRing | None) -> None:
    lost = await _sealed_beside(keys.keys if keys else ())
    if lost is not None:
        raise KeyRingError(
            f"The database holds share passwords sealed under the key {lost!r}, which is not on the key ring."
            " Put the key file back that belongs to this database: without it they cannot be read."
        )


async def _sealed_beside(key_ids: Iterable[str]) -> str | None:
    """Return the id of a key, other than some, that a share password is sealed under; None if there is none.

    Beside Access, since there is no access before there are keys.
    """
    rows = QuerySet(Share).filter(password_sealed__isnull=False)
    for key_id in key_ids:
        rows = rows.exclude(password_sealed__startswith=f"{key_id}:")
    row = await rows.first()
    return None if row is None or row.password_sealed is None else row.password_sealed.partition(":")[0]
