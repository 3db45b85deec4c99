"""All there is in the database, to see that nothing changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tortoise import Tortoise

from graphapi.models import Throttle
from tests.world import SYSTEM_ACCESS

if TYPE_CHECKING:
    from uuid import UUID

Snapshot = dict[str, dict["UUID", dict[str, Any]]]


async def snapshot() -> Snapshot:
    """Every row of every table but the throttles, which count refused tries as well."""
    return {
        model.__name__: {row.id: dict(row) for row in await SYSTEM_ACCESS.rows(model)}
        for model in Tortoise.apps["models"].values()
        if model is not Throttle
    }
