"""The custom scalars. On input they check the form alone; what is wrong with a well-formed value, a form can show."""

import re
from datetime import UTC, date, datetime
from typing import Any, NewType

import strawberry
from strawberry.schema.config import StrawberryConfig
from strawberry.types.scalar import ScalarDefinition

Url = NewType("Url", str)

# Python reads more of ISO 8601 than these two are.
DATE = r"\d{4}-\d{2}-\d{2}"
DATETIME = re.compile(DATE + r"[Tt ]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})?", re.ASCII)
FIRST = datetime(1, 1, 3, tzinfo=UTC)
LAST = datetime(9999, 12, 30, tzinfo=UTC)


def _parse_datetime(value: object) -> datetime:
    if not isinstance(value, str):
        raise TypeError("DateTime is a text such as 2026-01-31T09:00:00Z.")
    try:
        moment = datetime.fromisoformat(value.upper() if DATETIME.fullmatch(value) else "")
    except ValueError:
        raise ValueError("DateTime is written like 2026-01-31T09:00:00Z.") from None
    if moment.tzinfo is None:
        raise ValueError("DateTime needs an offset, such as Z or +01:00.")
    # PostgreSQL's driver takes the very first and last of all moments for infinity.
    if not FIRST <= moment <= LAST:
        raise ValueError("DateTime is out of range.")
    return moment.astimezone(UTC)


def _write_datetime(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _parse_date(value: object) -> date:
    if not isinstance(value, str):
        raise TypeError("Date is a text such as 2026-01-31.")
    try:
        return date.fromisoformat(value if re.fullmatch(DATE, value, re.ASCII) else "")
    except ValueError:
        raise ValueError("Date is written like 2026-01-31.") from None


SCALARS: dict[object, ScalarDefinition] = {
    datetime: strawberry.scalar(
        name="DateTime",
        description="A moment as RFC 3339, with an offset on input (2026-01-31T10:00:00+01:00) and in UTC on output.",
        specified_by_url="https://datatracker.ietf.org/doc/html/rfc3339",
        serialize=_write_datetime,
        parse_value=_parse_datetime,
    ),
    date: strawberry.scalar(
        name="Date",
        description="A day as ISO 8601, such as 2026-01-31.",
        serialize=date.isoformat,
        parse_value=_parse_date,
    ),
    Url: strawberry.scalar(
        name="URL",
        description="A whole web address, such as https://example.com/folder.",
        specified_by_url="https://url.spec.whatwg.org/",
        serialize=str,
        parse_value=str,
    ),
}


def config(**options: Any) -> StrawberryConfig:  # noqa: ANN401 - as StrawberryConfig
    """Return Strawberry's configuration with our scalars."""
    return StrawberryConfig(scalar_map=SCALARS, **options)
