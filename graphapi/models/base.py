"""What all models share: the key, and the manager that refuses unscoped queries."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from tortoise import fields
from tortoise.manager import Manager
from tortoise.models import Model

from graphapi.ids import new_id

if TYPE_CHECKING:
    from uuid import UUID


class UnscopedQuery(RuntimeError):
    """A table with tenants' rows was queried without an Access: use ``access.rows(Model)`` instead."""


class ScopedManager(Manager):
    """A manager that fails closed.

    It stops ``Model.filter()`` and its like, and with them bare prefetches and reverse relations, which would read
    beside the scope and once per row.
    """

    def get_queryset(self) -> NoReturn:
        """Refuse; rows come from ``access.rows(Model)``."""
        name: str = getattr(self._model, "__name__", "?")  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
        raise UnscopedQuery(f"{name}: query through access.rows({name}), not through the model")


class Row(Model):
    """A table whose key is a UUIDv7, so that rows sort by the time they were made."""

    id: UUID = fields.UUIDField(primary_key=True, default=new_id)

    class Meta:
        """Not a table itself."""

        abstract = True
