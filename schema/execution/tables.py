"""What Tortoise knows of a model's table: the one place that asks it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tortoise.fields.base import Field
    from tortoise.models import Model


def table_of(model: type[Model]) -> str:
    """Return the name of a model's table."""
    return model._meta.db_table  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]


def has_column(model: type[Model], name: str) -> bool:
    """Tell whether a model has a column of a name."""
    return name in model._meta.fields_db_projection  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]


def field_of(model: type[Model], column: str) -> Field[Any]:
    """Return the field that is a column."""
    return model._meta.fields_map[column]  # noqa: SLF001 # pyright: ignore[reportPrivateUsage, reportUnknownMemberType, reportUnknownVariableType]
