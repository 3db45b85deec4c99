"""Times as forms write them: local to the business, without an offset."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def from_field(text: str, zone: ZoneInfo) -> str:
    """Return what a ``datetime-local`` field says as RFC 3339 with the zone's offset; raises ValueError."""
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).isoformat()


def to_field(moment: str | None, zone: ZoneInfo) -> str | None:
    """Return a moment of the API as a ``datetime-local`` field takes it, to the minute."""
    if moment is None:
        return None
    return datetime.fromisoformat(moment).astimezone(zone).replace(tzinfo=None).isoformat(timespec="minutes")


def beginning_of(day: str, zone: ZoneInfo, *, days_later: int = 0) -> str | None:
    """Return when a day of a ``date`` field begins, or one so many days later; None for a text that is no day."""
    try:
        first = date.fromisoformat(day) + timedelta(days=days_later)
    except (ValueError, OverflowError):
        return None
    return datetime(first.year, first.month, first.day, tzinfo=zone).isoformat()
