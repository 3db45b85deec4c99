"""The demo world, filled in once for those who only look at it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass

import pytest

from graphapi import demo
from graphapi.access import Access
from graphapi.database import Database
from graphapi.models import Partner
from graphapi.settings import Environment
from tests.world import SYSTEM_ACCESS, with_settings


@dataclass(frozen=True)
class Demo:
    """The two partners, as the database has them."""

    nordwind: Partner
    suedhang: Partner


@pytest.fixture(scope="session")
def system() -> Access:
    """The system's access in a demo."""
    return with_settings(SYSTEM_ACCESS, environment=Environment.DEMO)


@pytest.fixture(scope="module")
async def world(database: Database, emptying: str, system: Access) -> AsyncGenerator[Demo]:
    """The demo world; whoever changes it fills in one of its own."""
    await demo.fill(system)
    partners = {partner.slug: partner for partner in await system.rows(Partner)}
    yield Demo(**partners)
    await database.connection.execute_script(emptying)
