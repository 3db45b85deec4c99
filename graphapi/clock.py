"""The one clock of the application, so that tests can set it."""

from __future__ import annotations

from datetime import UTC, datetime

# Before all times: what a moment that never came sorts by.
NEVER = datetime(1, 1, 2, tzinfo=UTC)


def now() -> datetime:
    """Return the present moment, aware and in UTC."""
    return datetime.now(UTC)
