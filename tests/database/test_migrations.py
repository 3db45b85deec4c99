"""Migrations are applied whole or not at all, once, by whoever comes first."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncGenerator

import pytest
from tortoise import BaseDBAsyncClient

from graphapi.database import Database, MigrationFailed, migrate, open_database, pending
from graphapi.database.migrate import Migration, migrations
from graphapi.database.sqlite import split

# An empty state of the models, as aerich compresses it.
NOTHING = "eJyrrgUAAXUA+Q=="
FIRST = """
CREATE TABLE aerich (id INTEGER PRIMARY KEY, version TEXT, app TEXT, content JSON);
CREATE TABLE owner (id INT PRIMARY KEY, name TEXT);
CREATE TABLE pet (id INT PRIMARY KEY, owner_id INT REFERENCES owner (id) ON DELETE CASCADE);
INSERT INTO owner VALUES (1, 'semi;colon'), (2, 'Ben');
INSERT INTO pet VALUES (1, 1);
"""
SERIAL = "INTEGER PRIMARY KEY"


def migration(version: str, sql: str) -> Migration:
    async def upgrade(db: BaseDBAsyncClient) -> str:
        if db.capabilities.dialect == "postgres":
            return sql.replace(SERIAL, "SERIAL PRIMARY KEY")
        return sql

    return Migration(version, upgrade, NOTHING)


BEGINNING = migration("0_1_init.py", FIRST)


@pytest.fixture
async def empty(scratch_url: str) -> AsyncGenerator[Database]:
    async with open_database(scratch_url) as database:
        yield database


async def read(database: Database, sql: str) -> list[dict[str, object]]:
    return await database.connection.execute_query_dict(sql)


async def tables(database: Database) -> set[str]:
    catalogue = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        "postgres": "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
    }
    return {str(row["name"]) for row in await read(database, catalogue[database.dialect])}


async def test_an_empty_database_is_brought_up_to_date(empty: Database):
    versions = [known.version for known in migrations()]
    assert await pending(empty) == versions
    assert await migrate(empty) == versions
    assert await pending(empty) == []
    assert await migrate(empty) == []


async def test_what_is_applied_is_recorded_as_aerich_does(empty: Database):
    await migrate(empty, known=[BEGINNING])
    rows = await read(empty, "SELECT version, app, content FROM aerich")
    assert [(row["version"], row["app"], row["content"]) for row in rows] == [("0_1_init.py", "models", "{}")]


async def test_a_later_migration_is_applied_alone(empty: Database):
    await migrate(empty, known=[BEGINNING])
    second = migration("1_2_more.py", "INSERT INTO owner VALUES (3, 'Clara')")
    assert await migrate(empty, known=[BEGINNING, second]) == ["1_2_more.py"]
    assert await read(empty, "SELECT count(*) AS owners FROM owner") == [{"owners": 3}]


async def test_a_migration_that_fails_leaves_nothing(empty: Database):
    broken = migration("0_1_init.py", FIRST + "CREATE TABLE second (id INT); INSERT INTO nowhere VALUES (1);")
    with pytest.raises(MigrationFailed, match=r"^0_1_init\.py failed, and what it did is undone: .*nowhere"):
        await migrate(empty, known=[broken])
    assert await tables(empty) == set()
    assert await migrate(empty, known=[BEGINNING]) == ["0_1_init.py"]


async def test_those_before_one_that_fails_stay(empty: Database):
    broken = migration("1_2_more.py", "DROP TABLE pet; DROP TABLE nowhere;")
    with pytest.raises(MigrationFailed, match=r"1_2_more\.py"):
        await migrate(empty, known=[BEGINNING, broken])
    assert await tables(empty) == {"aerich", "owner", "pet"}
    assert await pending(empty, known=[BEGINNING, broken]) == ["1_2_more.py"]


async def test_a_database_that_is_newer_than_the_program_is_refused(empty: Database):
    await migrate(empty, known=[BEGINNING, migration("10_3_newer.py", "SELECT 1")])
    for look in (migrate, pending):
        with pytest.raises(MigrationFailed, match=r"newer than this program: it has 10_3_newer\.py"):
            await look(empty, known=[BEGINNING])


async def test_a_table_can_be_rebuilt_without_losing_what_refers_to_it(empty: Database, on_sqlite: None):
    """With foreign keys on, SQLite would delete the pets with the old table."""
    rebuild = migration(
        "1_2_rebuild.py",
        "CREATE TABLE new (id INT PRIMARY KEY, name TEXT NOT NULL); INSERT INTO new SELECT * FROM owner;"
        "DROP TABLE owner; ALTER TABLE new RENAME TO owner;",
    )
    await migrate(empty, known=[BEGINNING, rebuild])
    assert await read(empty, "SELECT count(*) AS pets FROM pet") == [{"pets": 1}]
    assert await read(empty, "PRAGMA foreign_keys") == [{"foreign_keys": 1}]


async def test_rows_that_would_refer_to_nothing_are_refused(empty: Database):
    careless = migration("1_2_careless.py", "UPDATE pet SET owner_id = 9")
    with pytest.raises(MigrationFailed, match=r"1_2_careless\.py failed"):
        await migrate(empty, known=[BEGINNING, careless])
    assert await read(empty, "SELECT owner_id FROM pet") == [{"owner_id": 1}]
    if empty.dialect == "sqlite":
        assert await read(empty, "PRAGMA foreign_keys") == [{"foreign_keys": 1}]


async def test_a_long_migration_is_not_stopped_by_the_timeouts(empty: Database, on_postgres: None):
    slow = migration(
        "0_1_init.py",
        f"{FIRST} CREATE TABLE seen AS SELECT current_setting('statement_timeout') AS statement,"
        " current_setting('lock_timeout') AS lock;",
    )
    await migrate(empty, known=[slow])
    assert await read(empty, "SELECT * FROM seen") == [{"statement": "0", "lock": "0"}]
    assert await read(empty, "SHOW statement_timeout") == [{"statement_timeout": "15s"}]


MIGRATE = """
import asyncio, sys
from graphapi.database import migrate, open_database

async def main():
    async with open_database(sys.argv[1]) as database:
        sys.stdin.readline()
        print(*await migrate(database))

print("ready", flush=True)
asyncio.run(main())
"""


async def test_six_processes_that_start_at_once_apply_each_migration_once(scratch_url: str):
    pipe = asyncio.subprocess.PIPE
    processes = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", MIGRATE, scratch_url, stdin=pipe, stdout=pipe)
        for _ in range(6)
    ]
    for process in processes:
        await process.stdout.readline()
    outputs = await asyncio.gather(*(process.communicate(b"go\n") for process in processes))

    assert [process.returncode for process in processes] == [0] * 6
    applied = [line for out, _ in outputs for line in out.decode().split()]
    # They take turns: which of them applies which is chance.
    assert sorted(applied) == sorted(known.version for known in migrations())
    async with open_database(scratch_url) as database:
        assert await read(database, "SELECT count(*) AS plans FROM plan") == [{"plans": 6}]


def test_a_script_is_split_where_statements_end():
    script = """
        -- a comment; with a semicolon
        CREATE TABLE x (a TEXT DEFAULT ';');
        INSERT INTO x VALUES ('it''s; one');
        CREATE TRIGGER t AFTER INSERT ON x BEGIN SELECT 1; SELECT 2; END;
        SELECT 3
    """
    assert [statement.split()[-1] for statement in split(script)] == ["';');", "one');", "END;", "3"]
