"""Reading inputs: an absent field stays as it is, null empties it."""

from dataclasses import fields
from enum import Enum
from typing import Annotated, Any, TypeVar

import strawberry

from schema.enums import describe

T = TypeVar("T")

Entered = Annotated[T, strawberry.argument(description="What is entered; each problem is told by its path in here.")]
Filter = Annotated[T | None, strawberry.argument(description="Which ones; all of them without it.")]
Sort = Annotated[T | None, strawberry.argument(description="In which order; its own default without it.")]


class SortDirection(Enum):
    """Up or down."""

    ASC = "ASC"
    DESC = "DESC"


describe(SortDirection, "Which way a list is sorted.", ASC="The least first.", DESC="The greatest first.")


def given(update: object) -> dict[str, Any]:
    """Return the fields an update input names, by their Python names."""
    values = {field.name: getattr(update, field.name) for field in fields(update)}  # pyright: ignore[reportArgumentType] - an input is a dataclass
    return {name: value.value for name, value in values.items() if value is not None}
