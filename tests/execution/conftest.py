from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest

from graphapi.database import Database, transaction
from tests.clock import SetClock
from tests.execution.rich import Rich, build_rich
from tests.world import build_world


@pytest.fixture(scope="module")
async def rich(database: Database, emptying: str) -> AsyncGenerator[Rich]:
    """A world with something of everything, whose clock stands still; one for a whole file, which changes nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("graphapi.services.passwords.ANSWER_AFTER", 0)
        patch.setattr("graphapi.clock.now", SetClock())
        async with transaction():
            world = await build_world()
        yield await build_rich(world)
    await database.connection.execute_script(emptying)
