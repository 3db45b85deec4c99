"""A clock that goes forward when it is told to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 22, 10, 30, 15, 123456, tzinfo=UTC)


class SetClock:
    """Stands in for ``graphapi.clock.now``."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **by: float) -> None:
        """Go forward, by days, hours, minutes, seconds or microseconds."""
        self.time += timedelta(**by)
