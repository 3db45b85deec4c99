"""Raw statements: their values, their rows, their errors, and the transaction they run in."""

from __future__ import annotations

from uuid import UUID

import pytest
from tortoise.exceptions import IntegrityError, OperationalError, TransactionManagementError

from graphapi.database import Database, transaction
from graphapi.database.statements import fetch, fetch_rows
from graphapi.ids import new_id
from tests.database.models import Author
from tests.statements import recorded_statements

NAMES = "SELECT name, id FROM author WHERE name >= $1 ORDER BY name LIMIT $2"
INSERT = "INSERT INTO author (id, name) VALUES ($1, $2) RETURNING name"


async def add_authors(*names: str) -> list[UUID]:
    return [(await Author.create(name=name)).id for name in names]


async def test_rows_bear_their_values_by_position_and_name(scratch: Database):
    _, ben, _ = await add_authors("Anna", "Ben", "Clara")
    [row] = await fetch_rows(NAMES, ["B", 1])
    assert (row[0], row["name"], str(row[1])) == ("Ben", "Ben", str(ben))


async def test_a_value_may_stand_in_a_statement_twice_and_a_dollar_for_itself(scratch: Database):
    statement = "SELECT CAST($1 AS INT) + CAST($2 AS INT) + CAST($1 AS INT), '$'"
    assert [tuple(row) for row in await fetch(statement, 1, 40)] == [(42, "$")]


async def test_an_insert_returns_its_rows(scratch: Database):
    assert [tuple(row) for row in await fetch(INSERT, new_id(), "Anna")] == [("Anna",)]
    assert await Author.all().values_list("name", flat=True) == ["Anna"]


async def test_a_statement_is_part_of_the_transaction_it_runs_in(scratch: Database):
    with pytest.raises(ValueError, match="undone"):
        async with transaction():
            await fetch(INSERT, new_id(), "Anna")
            assert [row["name"] for row in await fetch_rows(NAMES, ["", 10])] == ["Anna"]
            raise ValueError("undone")
    assert list(await fetch_rows(NAMES, ["", 10])) == []


async def test_what_was_committed_is_read_at_once(scratch: Database):
    for number in range(20):
        async with transaction():
            await Author.create(name=f"Anna {number:02}")
        assert len(await fetch_rows(NAMES, ["", 100])) == number + 1


async def test_errors_are_tortoises(scratch: Database):
    await add_authors("Anna")
    with pytest.raises(IntegrityError):
        await fetch(INSERT, new_id(), "Anna")
    with pytest.raises(OperationalError):
        await fetch_rows("SELECT nothing FROM nowhere", [])
    async with transaction():
        with pytest.raises(IntegrityError):
            async with transaction():
                await fetch(INSERT, new_id(), "Anna")


async def test_a_transaction_that_is_over_takes_no_statement(scratch: Database):
    async with transaction() as connection:
        pass
    with pytest.raises(TransactionManagementError):
        await connection.fetch_rows("SELECT 1", [])


async def test_a_connection_fetched_before_a_transaction_takes_none_within(scratch: Database):
    connection = scratch.connection
    async with transaction():
        with pytest.raises(TransactionManagementError, match="fetch it within"):
            await connection.fetch_rows("SELECT 1", [])


async def test_a_statement_is_recorded_like_all_others(scratch: Database):
    with recorded_statements() as statements:
        await fetch_rows("SELECT 1", [])
        async with transaction():
            await fetch_rows("SELECT 2", [])
    assert statements == ["SELECT 1", "SELECT 2"]
