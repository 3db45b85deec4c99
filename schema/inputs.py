"""Reading inputs: an absent field stays as it is, null empties it."""

from dataclasses import fields
from enum import Enum
from typing import Any

import strawberry


@strawberry.enum(description="Which way a list is sorted.")
class SortDirection(Enum):
    """Up or down."""

    ASC = "ASC"
    DESC = "DESC"


def given(update: object) -> dict[str, Any]:
    """Return the fields an update input names, by their Python names."""
    values = {field.name: getattr(update, field.name) for field in fields(update)}  # pyright: ignore[reportArgumentType] - an input is a dataclass
    return {name: value.value for name, value in values.items() if value is not None}
