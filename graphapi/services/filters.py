"""Narrowing a scoped query by what a list's filter names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from graphapi.services.inputs import Unset, has_control_characters, is_set
from graphapi.text import search_key

if TYPE_CHECKING:
    from collections.abc import Collection
    from enum import Enum
    from uuid import UUID

    from tortoise.queryset import QuerySet

    from graphapi.models import Row

    RowT = TypeVar("RowT", bound=Row)

# Each word costs the database a condition.
MAX_SEARCH = 200


def having(rows: QuerySet[RowT], column: str, key: UUID | Unset | None) -> QuerySet[RowT]:
    """Keep the rows with a key in a column; None, an id that is none, keeps no row rather than those without one."""
    if not is_set(key):
        return rows
    return rows.filter(id__isnull=True) if key is None else rows.filter(**{column: key})


def among(rows: QuerySet[RowT], column: str, values: Collection[Enum] | None) -> QuerySet[RowT]:
    """Keep the rows with one of some values in a column; all rows without any. Repeating a value costs nothing."""
    return rows if values is None else rows.filter(**{f"{column}__in": list(set(values))})


def spelt(rows: QuerySet[RowT], column: str, text: str) -> QuerySet[RowT]:
    """Keep the rows with a text in a column; what the column could not hold, which the database refuses, keeps none."""
    model: Any = rows.model
    most: int = model._meta.fields_map[column].max_length  # noqa: SLF001 - Tortoise tells of fields nowhere else
    if len(text) > most or has_control_characters(text):
        return rows.filter(id__isnull=True)
    return rows.filter(**{column: text})


def found_by(rows: QuerySet[RowT], search: str | None) -> QuerySet[RowT]:
    """Keep the rows whose ``search_key`` holds every word, without regard to case and accents."""
    for word in set(search_key((search or "")[:MAX_SEARCH]).split()):
        rows = rows.filter(search_key__contains=word)
    return rows
