"""Fields that hold the same on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from tortoise.fields import DatetimeField

from graphapi import clock

if TYPE_CHECKING:
    from tortoise.models import Model

Instant = TypeVar("Instant", datetime, datetime | None)


class UtcDatetimeField(DatetimeField[Instant]):
    """Hold an instant, in UTC both in the database and in Python.

    SQLite keeps datetimes as text with their offset and compares that text: 12:00+02:00 would miss the equal
    10:00+00:00 and sort after 11:00+00:00. So whatever is written or filtered by is brought to UTC first. A naive
    datetime raises ValueError, anything else TypeError. ``auto_now`` and ``auto_now_add`` go by ``graphapi.clock``,
    which tests can set.
    """

    if TYPE_CHECKING:  # Tortoise's own overloads cannot be called with a type variable

        @overload
        def __init__(self: UtcDatetimeField[datetime], *, null: Literal[False] = False, **kwargs: Any) -> None: ...  # noqa: ANN401

        @overload
        def __init__(self: UtcDatetimeField[datetime | None], *, null: Literal[True], **kwargs: Any) -> None: ...  # noqa: ANN401

        def __init__(self, *, null: bool = False, **kwargs: Any) -> None: ...

    def to_db_value(self, value: Any, instance: type[Model] | Model) -> datetime | None:  # noqa: ANN401 - Tortoise's signature
        """Return the value in UTC, or the present moment where ``auto_now`` says so."""
        is_row = hasattr(instance, "_saved_in_db")
        if is_row and (self.auto_now or (self.auto_now_add and value is None)):
            value = clock.now()
            setattr(instance, self.model_field_name, value)
        value = self._in_utc(value)
        self.validate(value)
        return value

    def to_python_value(self, value: Any) -> datetime | None:  # noqa: ANN401 - Tortoise's signature
        """Return the value in UTC; SQLite gives text."""
        return self._in_utc(datetime.fromisoformat(value) if isinstance(value, str) else value)

    def _in_utc(self, value: Any) -> datetime | None:  # noqa: ANN401 - what a caller gave
        if value is None:
            return None
        if not isinstance(value, datetime):
            raise TypeError(f"{self.model_field_name} takes an aware datetime, not {type(value).__name__}")
        if value.tzinfo is UTC:
            return value
        if value.utcoffset() is None:
            raise ValueError(f"{self.model_field_name} takes an aware datetime, and {value.isoformat()} is naive")
        return value.astimezone(UTC)
