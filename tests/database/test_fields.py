"""Instants, JSON and keys come back as they went in, and compare alike on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest

from graphapi import clock
from graphapi.database import Database
from tests.database.models import Note

BERLIN_SUMMER = timezone(timedelta(hours=2))
TEN_UTC = datetime(2026, 7, 1, 10, tzinfo=UTC)
TEN_UTC_IN_BERLIN = datetime(2026, 7, 1, 12, tzinfo=BERLIN_SUMMER)
ELEVEN_UTC = datetime(2026, 7, 1, 11, tzinfo=UTC)
NAIVE = datetime(2026, 7, 1, 10)  # noqa: DTZ001 - what must be refused


async def test_an_instant_is_found_by_another_offset_of_it(scratch: Database):
    await Note.create(due_at=TEN_UTC_IN_BERLIN)
    assert await Note.filter(due_at=TEN_UTC).count() == 1
    assert await Note.filter(due_at__in=[TEN_UTC_IN_BERLIN]).count() == 1
    assert await Note.filter(due_at__lt=ELEVEN_UTC).count() == 1


async def test_an_instant_updated_with_another_offset_is_compared_rightly(scratch: Database):
    await Note.create()
    await Note.all().update(due_at=TEN_UTC_IN_BERLIN)
    assert await Note.filter(due_at__range=(TEN_UTC, TEN_UTC)).count() == 1


async def test_an_instant_in_raw_sql_is_compared_rightly_too(scratch: Database):
    await Note.create(due_at=TEN_UTC)
    mark = "?" if scratch.dialect == "sqlite" else "$1"
    rows = await scratch.connection.execute_query_dict(
        f"SELECT count FROM note WHERE due_at = {mark}",
        [TEN_UTC_IN_BERLIN],
    )
    assert [row["count"] for row in rows] == [0]


async def test_an_instant_comes_back_in_utc(scratch: Database):
    made = await Note.create(due_at=TEN_UTC_IN_BERLIN)
    read = await Note.get(id=made.id)
    assert (made.due_at, made.due_at.tzinfo) == (TEN_UTC, UTC)
    assert (read.due_at, read.due_at.tzinfo) == (TEN_UTC, UTC)


async def test_instants_sort_by_time_with_and_without_fractions(scratch: Database):
    instants = [TEN_UTC, TEN_UTC + timedelta(microseconds=1), TEN_UTC + timedelta(seconds=1)]
    for instant in reversed(instants):
        await Note.create(due_at=instant)
    assert await Note.all().order_by("due_at").values_list("due_at", flat=True) == instants


@pytest.mark.parametrize(("value", "error"), [(NAIVE, ValueError), (1, TypeError), (TEN_UTC.date(), TypeError)])
async def test_only_aware_datetimes_are_taken(scratch: Database, value: Any, error: type[Exception]):
    with pytest.raises(error, match="due_at takes an aware datetime"):
        await Note.create(due_at=value)
    with pytest.raises(error, match="due_at takes an aware datetime"):
        await Note.filter(due_at=value)


async def test_a_naive_datetime_is_refused_in_raw_sql_on_sqlite(scratch: Database, on_sqlite: None):
    with pytest.raises(Exception, match="is naive"):
        await scratch.connection.execute_query_dict("SELECT ?", [NAIVE])


async def test_automatic_instants_go_by_the_applications_clock(scratch: Database, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(clock, "now", lambda: TEN_UTC)
    note = await Note.create()
    monkeypatch.setattr(clock, "now", lambda: ELEVEN_UTC)
    await note.save()
    read = await Note.get(id=note.id)
    assert (note.made_at, note.changed_at) == (read.made_at, read.changed_at) == (TEN_UTC, ELEVEN_UTC)


@pytest.mark.parametrize("data", [{}, {"names": ["Ä", None, {"deep": [1, 2.5, True]}]}, {"text": 'a "quoted" \\ one'}])
async def test_json_comes_back_as_it_went_in(scratch: Database, data: dict[str, Any]):
    note = await Note.create(data=data)
    assert (await Note.get(id=note.id)).data == data


async def test_json_is_binary_json_on_postgres(scratch: Database, on_postgres: None):
    await Note.create(data={"a": 1})
    rows = await scratch.connection.execute_query_dict("SELECT pg_typeof(data)::text AS type FROM note")
    assert rows == [{"type": "jsonb"}]


async def test_a_key_comes_back_as_a_uuid(scratch: Database):
    note = await Note.create()
    read = await Note.get(id=note.id)
    assert isinstance(read.id, UUID)
    assert read.id == note.id
