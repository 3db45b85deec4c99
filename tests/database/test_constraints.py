"""Which constraint was broken is told alike on both databases."""

from __future__ import annotations

import pytest
from tortoise.exceptions import IntegrityError

from graphapi.database import Database, constraint_of
from graphapi.ids import new_id
from tests.database.models import Author, Note

TABLE = """
CREATE TABLE seat (
    venue INT NOT NULL, number INT, guest TEXT, price INT CONSTRAINT seat_price CHECK (price >= 0),
    UNIQUE (venue, number)
);
CREATE UNIQUE INDEX seat_guest ON seat (guest) WHERE venue = 1;
INSERT INTO seat (venue, number, guest, price) VALUES (1, 1, '(a)=(b', 0);
"""


@pytest.mark.parametrize(
    ("row", "constraint"),
    [
        ("1, 1, 'Ben', 0", "seat(venue, number)"),
        ("1, 2, '(a)=(b', 0", "seat(guest)"),
        ("1, 2, 'Ben', -1", "seat_price"),
        ("NULL, 2, 'Ben', 0", None),
    ],
)
async def test_a_refused_row(scratch: Database, row: str, constraint: str | None):
    await scratch.connection.execute_script(TABLE)
    with pytest.raises(IntegrityError) as refusal:
        await scratch.connection.execute_query(f"INSERT INTO seat (venue, number, guest, price) VALUES ({row})")
    assert constraint_of(refusal.value) == constraint


async def test_a_refused_model(scratch: Database):
    author = await Author.create(name="Anna")
    with pytest.raises(IntegrityError) as by_name:
        await Author.create(name="Anna")
    with pytest.raises(IntegrityError) as by_key:
        await Author.create(id=author.id, name="Ben")
    with pytest.raises(IntegrityError) as by_reference:
        await Note.create(author_id=new_id())
    errors = [by_name.value, by_key.value, by_reference.value]
    assert [constraint_of(error) for error in errors] == ["author(name)", "author(id)", None]


def test_an_error_of_tortoises_own():
    assert constraint_of(IntegrityError("Field id is PK and can not be updated")) is None
