"""Fields that hold the same on SQLite and PostgreSQL."""

import datetime
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from tortoise.exceptions import ConfigurationError
from tortoise.fields import DatetimeField

if TYPE_CHECKING:
    from tortoise.models import Model

_Datetime = TypeVar("_Datetime", datetime.datetime, datetime.datetime | None)


class UtcDatetimeField(DatetimeField[_Datetime]):
    """Hold an instant, in UTC in the database and in Python.

    SQLite keeps datetimes as text with their offset and compares them as text: 12:00+02:00 would miss an equal 10:00+00:00
    and sort after 11:00+00:00. So every value that is written or filtered by is brought to UTC first. Naive datetimes raise
    ValueError, anything else TypeError. ``auto_now`` is refused because tests could not set that clock: give
    ``default=clock.now``.
    """

    @overload
    def __init__(
        self: "UtcDatetimeField[datetime.datetime]", *, null: Literal[False] = False, **kwargs: Any
    ) -> None: ...

    @overload
    def __init__(self: "UtcDatetimeField[datetime.datetime | None]", *, null: Literal[True], **kwargs: Any) -> None: ...

    def __init__(self, *, null: bool = False, **kwargs: Any) -> None:
        if "auto_now" in kwargs or "auto_now_add" in kwargs:
            message = "UtcDatetimeField takes no auto_now and no auto_now_add: give default=clock.now"
            raise ConfigurationError(message)
        super().__init__(null=null, **kwargs)  # pyright: ignore[reportCallIssue, reportUnknownMemberType]

    def to_db_value(
        self,
        value: datetime.datetime | None,
        instance: "type[Model] | Model",  # noqa: ARG002 -- Tortoise's signature
    ) -> datetime.datetime | None:
        """Return the value in UTC."""
        value = _in_utc(value, self.model_field_name)
        self.validate(value)
        return value

    def to_python_value(self, value: Any) -> datetime.datetime | None:
        """Return the value in UTC; text is what SQLite gives."""
        if isinstance(value, str):
            value = datetime.datetime.fromisoformat(value)
        return _in_utc(value, self.model_field_name)


def _in_utc(value: datetime.datetime | None, name: str) -> datetime.datetime | None:
    if value is None:
        return None
    if not isinstance(value, datetime.datetime):  # pyright: ignore[reportUnnecessaryIsInstance]
        message = f"{name} takes an aware datetime, not {type(value).__name__}"
        raise TypeError(message)
    if value.utcoffset() is None:
        message = f"{name} takes an aware datetime, and {value.isoformat()} is naive"
        raise ValueError(message)
    return value.astimezone(datetime.UTC)
