"""Which database: from a URL to what Tortoise is initialised with."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

MODELS = ("graphapi.models",)
MEMORY = ":memory:"


class InvalidDatabaseUrl(ValueError):
    """A database URL that cannot work; the text says what to write, and never repeats the URL with its password."""


def sqlite_path(url: str) -> Path | None:
    """Return the file of an SQLite URL; None for a database in memory, and on PostgreSQL.

    ``sqlite:///data.db`` is relative to the working directory, ``sqlite:////var/lib/data.db`` absolute.
    """
    file = url.removeprefix("sqlite:///")
    return Path(file) if file not in {"", url} else None


def tortoise_config(url: str, *, pool_size: int = 10, models: tuple[str, ...] = MODELS) -> dict[str, Any]:
    """Return the configuration for ``Tortoise.init``; raises InvalidDatabaseUrl.

    The connection bears its dialect's name: Tortoise keeps SQL texts by connection and table for the whole process, and
    under one name would send SQLite's ``?`` to PostgreSQL.
    """
    name, connection = _connection(url, pool_size)
    return {
        "connections": {name: connection},
        "apps": {"models": {"models": list(models), "default_connection": name}},
        "use_tz": True,
        "timezone": "UTC",
    }


def _connection(url: str, pool_size: int) -> tuple[str, dict[str, Any]]:
    if url == f"sqlite://{MEMORY}":
        return "sqlite", {"engine": "graphapi.database.sqlite", "credentials": {"file_path": MEMORY}}
    if path := sqlite_path(url):
        return "sqlite", {"engine": "graphapi.database.sqlite", "credentials": {"file_path": str(path)}}
    if _names_postgres(url):
        credentials = {"dsn": url, "pool_size": pool_size}
        return "postgres", {"engine": "graphapi.database.postgres", "credentials": credentials}
    raise InvalidDatabaseUrl(
        "write sqlite:///FILE (four slashes for an absolute path), sqlite://:memory:,"
        " or postgresql://USER:PASSWORD@HOST:PORT/DATABASE (/, @ and : in a password as %2F, %40 and %3A)"
    )


def _names_postgres(url: str) -> bool:
    parts = urlsplit(url)
    try:
        _ = parts.port
    except ValueError:  # mostly a password that was not encoded: the driver's message would repeat a part of it
        return False
    return parts.scheme in {"postgres", "postgresql"} and bool(parts.path.strip("/"))
