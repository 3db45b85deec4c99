"""Opening a database: what URLs say, what is set on a connection, who runs on it, what is logged."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from tortoise.exceptions import OperationalError

from graphapi.database import (
    Database,
    DatabaseUnavailable,
    InvalidDatabaseUrl,
    open_database,
    sqlite_path,
    tortoise_config,
    transaction,
)
from tests.database.conftest import MODELS
from tests.database.models import Author, Note


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:///data/kundenkonto.db", Path("data/kundenkonto.db")),
        ("sqlite:////var/lib/kundenkonto.db", Path("/var/lib/kundenkonto.db")),
        ("sqlite://:memory:", None),
        ("postgresql://localhost/kundenkonto", None),
    ],
)
def test_the_file_of_a_url(url: str, path: Path | None):
    assert sqlite_path(url) == path


@pytest.mark.parametrize(
    "url",
    [
        "",
        "kundenkonto.db",
        "sqlite://",
        "sqlite:///",
        "mysql://root:geheim@localhost/x",
        "postgresql://geheim@h",
        "postgresql://x:ge/heim@h/d",
    ],
)
def test_a_url_that_cannot_work_is_refused_with_what_to_write(url: str):
    with pytest.raises(InvalidDatabaseUrl) as refusal:
        tortoise_config(url)
    assert str(refusal.value) == (
        "write sqlite:///FILE (four slashes for an absolute path), sqlite://:memory:,"
        " or postgresql://USER:PASSWORD@HOST:PORT/DATABASE (/, @ and : in a password as %2F, %40 and %3A)"
    )


def test_each_dialect_has_a_connection_of_its_own_name():
    """Tortoise caches SQL by connection name for the whole process."""
    names = [list(tortoise_config(url)["connections"]) for url in ("sqlite://:memory:", "postgres://h/d")]
    assert names == [["sqlite"], ["postgres"]]


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////nowhere/at/all/kundenkonto.db",
        "postgresql://somebody:geheim@127.0.0.1:1/kundenkonto",
        "postgresql://somebody:geheim@localhost/kundenkonto?host=/nowhere",
    ],
)
async def test_a_database_that_is_not_there_is_said_without_its_password(url: str):
    with pytest.raises(DatabaseUnavailable, match=r"The database \S*kundenkonto\S* cannot be opened: ") as refusal:
        async with open_database(url):
            pass
    assert "geheim" not in str(refusal.value)


async def test_a_database_in_memory_works_too():
    async with open_database("sqlite://:memory:", models=MODELS) as database:
        with database.active():
            await database._context.generate_schemas()
            await Note.create()
            assert await Note.all().count() == 1


async def test_sqlite_is_set_up_for_several_processes(scratch: Database, on_sqlite: None):
    names = ["foreign_keys", "journal_mode", "synchronous", "busy_timeout"]
    rows = [await scratch.connection.execute_query_dict(f"PRAGMA {name}") for name in names]
    assert [next(iter(row.values())) for [row] in rows] == [1, "wal", 1, 10_000]


async def test_postgres_stops_what_takes_too_long(scratch: Database, on_postgres: None):
    names = ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "TimeZone"]
    rows = [await scratch.connection.execute_query_dict(f"SHOW {name}") for name in names]
    assert [next(iter(row.values())) for [row] in rows] == ["15s", "5s", "1min", "UTC"]


async def test_a_stopped_statement_is_an_operational_error(scratch: Database, on_postgres: None):
    with pytest.raises(OperationalError):
        async with transaction() as connection:
            await connection.execute_script("SET LOCAL statement_timeout = 1")
            await connection.execute_query("SELECT pg_sleep(10)")
    assert await Note.all().count() == 0


async def test_a_connection_returns_to_the_pool_without_a_statement(scratch_url: str, on_postgres: None):
    """Seen by a setting of the session, which asyncpg's own statement would reset."""
    async with open_database(scratch_url, pool_size=1, models=MODELS) as database:
        await database.connection.execute_query("SELECT set_config('kundenkonto.kept', 'yes', false)")
        rows = await database.connection.execute_query_dict("SELECT current_setting('kundenkonto.kept', true) AS kept")
    assert rows == [{"kept": "yes"}]


async def test_tasks_of_two_databases_do_not_meet(new_url: Callable[[], Awaitable[str]]):
    first_is_in, second_is_done = asyncio.Event(), asyncio.Event()

    async def first(database: Database) -> list[str]:
        with database.active():
            await Author.create(name="Anna")
            first_is_in.set()
            await second_is_done.wait()
            return await Author.all().values_list("name", flat=True)

    async def second(database: Database) -> list[str]:
        await first_is_in.wait()
        with database.active():
            await Author.create(name="Ben")
            names = await Author.all().values_list("name", flat=True)
        second_is_done.set()
        return names

    async with (
        open_database(await new_url(), models=MODELS) as one,
        open_database(await new_url(), models=MODELS) as two,
    ):
        for database in (one, two):
            with database.active():
                await database._context.generate_schemas()
        assert await asyncio.gather(first(one), second(two)) == [["Anna"], ["Ben"]]


async def test_values_are_not_logged(scratch: Database, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    async with transaction():
        await Author.create(name="Geheim")
    await Author.get(name="Geheim")
    assert "Geheim" not in caplog.text


async def test_a_new_file_is_for_its_owner_alone(tmp_path: Path):
    async with open_database(f"sqlite:///{tmp_path / 'new.db'}", models=MODELS):
        pass
    assert oct((tmp_path / "new.db").stat().st_mode) == "0o100600"
