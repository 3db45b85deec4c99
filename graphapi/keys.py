"""Where the key ring comes from: the environment, a file, or, on a first start with SQLite, made anew."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from tortoise.queryset import QuerySet

from graphapi.database import sqlite_path
from graphapi.models import Share
from graphapi.secrets import KeyRing, KeyRingError, make_key, write_key_file

if TYPE_CHECKING:
    from pathlib import Path

    from graphapi.settings import Settings


async def open_key_ring(settings: Settings) -> KeyRing:
    """Return the key ring that belongs to the open database; raises KeyRingError.

    A ring is made only where nothing is sealed yet: a new one beside old share passwords would hide that their key is
    lost, until somebody wants to read them.
    """
    sealed_under = await _sealed_under()
    keys = _read(settings)
    if keys is None and sealed_under is None:
        keys = _make(settings)
    if keys is None or (sealed_under is not None and sealed_under not in keys.keys):
        raise KeyRingError(
            f"The database holds share passwords sealed under the key {sealed_under!r}, which is not on the key ring."
            " Put the key file back that belongs to this database: without it they cannot be read."
        )
    return keys


def _read(settings: Settings) -> KeyRing | None:
    if settings.key is not None:
        return KeyRing.parse(settings.key)
    path = _path(settings)
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
    path = _path(settings)
    if path is None:
        return KeyRing([make_key()])
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):  # another process was faster; its key counts
        write_key_file(path, [make_key()])
    return KeyRing.read(path)


def _path(settings: Settings) -> Path | None:
    """Return the key file named, or the one beside the SQLite file; None for a database in memory."""
    if settings.key_file is not None:
        return settings.key_file
    database = sqlite_path(settings.database_url)
    return None if database is None else database.with_suffix(".key")


async def _sealed_under() -> str | None:
    """Return the id of a key that share passwords are sealed under, None if there are none.

    Beside Access, since there is no access before there are keys.
    """
    row = await QuerySet(Share).filter(password_sealed__isnull=False).first()
    return None if row is None or row.password_sealed is None else row.password_sealed.partition(":")[0]
