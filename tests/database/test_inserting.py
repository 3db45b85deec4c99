"""Inserting rows: in few statements, all or none, and saved afterwards as what they are."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest
from tortoise.exceptions import IntegrityError

from graphapi.database import Database, transaction
from graphapi.database.inserting import MOST_ROWS, insert, insert_if, insert_unless_taken
from tests.database.models import Author, Note
from tests.statements import recorded_statements


async def test_several_rows_are_one_statement(scratch: Database):
    notes = [Note(count=count, data={"a": [1, "ä"]}) for count in range(3)]
    with recorded_statements() as statements:
        await insert(notes)
        await insert([])
    assert len(statements) == 1
    assert [(note.count, note.data) for note in await Note.all().order_by("count")] == [
        (0, {"a": [1, "ä"]}),
        (1, {"a": [1, "ä"]}),
        (2, {"a": [1, "ä"]}),
    ]


async def test_a_row_knows_when_it_was_made_and_is_updated_when_it_is_saved_again(scratch: Database):
    note = Note()
    await insert([note])
    note.count = 7
    await note.save()
    [found] = await Note.all()
    assert (found.count, found.made_at) == (7, note.made_at)


async def test_of_very_many_rows_none_is_inserted_if_one_cannot_be(scratch: Database):
    authors = [Author(name=f"Author {number}") for number in range(3 * MOST_ROWS)]
    with pytest.raises(IntegrityError):
        await insert([*authors, Author(name="Author 7")])
    assert await Author.all().count() == 0
    await insert(authors)
    assert await Author.all().count() == 3 * MOST_ROWS


async def test_what_is_taken_is_not_inserted_and_the_transaction_goes_on(scratch: Database):
    async with transaction():
        assert await insert_unless_taken(Author(name="Anna"))
        other = Author(name="Anna")
        assert not await insert_unless_taken(other)
        assert not other._saved_in_db
        other.name = "Ben"
        assert await insert_unless_taken(other)
        assert other._saved_in_db
    assert await Author.all().order_by("name").values_list("name", flat=True) == ["Anna", "Ben"]


async def test_rows_of_several_models_are_one_statement_where_each_is_a_round_trip(scratch: Database, dialect):
    author = Author(name="Anna")
    with recorded_statements() as statements:
        await insert([author, Note(author_id=author.id), Note(author_id=author.id)])
    assert len(statements) == {"postgres": 1, "sqlite": 2}[dialect]
    assert await Note.filter(author_id=author.id).count() == 2


async def test_of_rows_of_several_models_none_is_inserted_if_one_cannot_be(scratch: Database):
    await insert([Author(name="Anna")])
    with pytest.raises(IntegrityError):
        await insert([Note(), Author(name="Anna")])
    assert await Note.all().count() == 0


ADD_ONE = "UPDATE author SET name = name || '!' WHERE name = $1 RETURNING id"


async def test_rows_are_inserted_if_a_statement_returns_one(scratch: Database, dialect):
    await insert([Author(name="Anna")])
    ben, carl = Author(name="Ben"), Author(name="Carl")
    with recorded_statements() as statements:
        assert await insert_if(ADD_ONE, ["Anna"], [ben, Note(author_id=ben.id)])
        assert not await insert_if(ADD_ONE, ["nobody"], [carl, Note(author_id=carl.id)])
    assert await Author.all().order_by("name").values_list("name", flat=True) == ["Anna!", "Ben"]
    assert await Note.filter(author_id=ben.id).count() == 1
    assert (ben._saved_in_db, carl._saved_in_db) == (True, False)
    assert len(statements) == {"postgres": 2, "sqlite": 6}[dialect]


async def test_a_statement_is_undone_if_what_follows_cannot_be_inserted(scratch: Database):
    await insert([Author(name="Anna"), Author(name="Ben")])
    with pytest.raises(IntegrityError):
        await insert_if(ADD_ONE, ["Anna"], [Note(), Author(name="Ben")])
    assert await Author.all().order_by("name").values_list("name", flat=True) == ["Anna", "Ben"]
    assert await Note.all().count() == 0
    assert await insert_if(ADD_ONE, ["Anna"], [Note()])


async def test_within_a_transaction_it_is_that_which_makes_it_all_or_none(scratch: Database):
    await insert([Author(name="Anna")])
    with pytest.raises(ZeroDivisionError):
        async with transaction():
            assert await insert_if(ADD_ONE, ["Anna"], [Note()])
            raise ZeroDivisionError
    assert await Author.all().values_list("name", flat=True) == ["Anna"]
    assert await Note.all().count() == 0


async def test_whoever_waits_for_it_may_be_cancelled_at_any_moment(scratch: Database):
    await insert([Author(name="Anna")])
    for turns in range(20):
        task = asyncio.ensure_future(insert_if(ADD_ONE, ["Anna"], [Note()]))
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await Author.all().update(name="Anna")
    before = await Note.all().count()
    await asyncio.gather(*(insert_if(ADD_ONE, [name], [Note()]) for name in ["Anna", "Anna!", "Anna!!"]))
    assert await Note.all().count() > before
