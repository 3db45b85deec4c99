"""What people enter, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphapi.services.customers import NewCustomer, create_customer
from graphapi.services.shares import NewShare

if TYPE_CHECKING:
    import pytest

    from graphapi.errors import InvalidInput, Path
    from graphapi.models import Customer
    from tests.world import World


def cora(**columns: Any) -> NewCustomer:
    """Cora, who is no customer yet."""
    return NewCustomer(**{"first_name": "Cora", "last_name": "Cramer", "email": "cora@example.com"} | columns)


def folder(**columns: Any) -> NewShare:
    """A link to a folder."""
    return NewShare(**{"url": "https://cloud.example.com/s/abcd1234"} | columns)


async def add_cora(world: World, **columns: Any) -> Customer:
    """Have the editor of *north* add her."""
    return await create_customer(world.north.editor.access, new=cora(**columns))


def paths(refused: pytest.ExceptionInfo[InvalidInput]) -> list[Path]:
    """Where an input was wrong."""
    return [problem.path for problem in refused.value.problems]
