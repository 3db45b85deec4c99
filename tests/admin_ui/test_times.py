from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from admin_ui.times import beginning_of, from_field, to_field

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-01-31T09:00", "2026-01-31T09:00:00+01:00"),
        ("2026-07-01T09:00", "2026-07-01T09:00:00+02:00"),
        ("2026-10-25T02:30", "2026-10-25T02:30:00+02:00"),  # that hour comes twice; the first counts
    ],
)
def test_a_time_is_that_of_the_business(typed: str, moment: str):
    assert from_field(typed, BERLIN) == moment


def test_what_is_no_time_is_refused():
    with pytest.raises(ValueError, match="Invalid isoformat"):
        from_field("tomorrow", BERLIN)


def test_a_moment_comes_back_as_it_was_typed():
    assert to_field("2026-01-31T08:00:00Z", BERLIN) == "2026-01-31T09:00"
    assert to_field(None, BERLIN) is None


def test_days_begin_at_midnight_of_the_business():
    assert beginning_of("2026-03-29", BERLIN) == "2026-03-29T00:00:00+01:00"
    assert beginning_of("2026-03-29", BERLIN, days_later=1) == "2026-03-30T00:00:00+02:00"
    assert beginning_of("soon", BERLIN) is None
    assert beginning_of("9999-12-31", BERLIN, days_later=1) is None
