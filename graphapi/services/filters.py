"""Narrowing a scoped query by what a list's filter names."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from graphapi.services.inputs import Unset, is_set
from graphapi.text import search_key

if TYPE_CHECKING:
    from uuid import UUID

    from tortoise.queryset import QuerySet

    from graphapi.models import Row

    RowT = TypeVar("RowT", bound=Row)


def having(rows: QuerySet[RowT], column: str, key: UUID | Unset | None) -> QuerySet[RowT]:
    """Keep the rows with a key in a column; None, an id that is none, keeps no row rather than those without one."""
    if not is_set(key):
        return rows
    return rows.filter(id__isnull=True) if key is None else rows.filter(**{column: key})


def found_by(rows: QuerySet[RowT], search: str | None) -> QuerySet[RowT]:
    """Keep the rows whose ``search_key`` holds every word, without regard to case and accents."""
    for word in search_key(search).split():
        rows = rows.filter(search_key__contains=word)
    return rows
