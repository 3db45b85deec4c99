"""A server whose own works stand still: what it did of itself, tests would find in their world."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

    from graphapi.access import Access

WORKS = ("keep_dates", "keep_exporting", "keep_house", "keep_making_documents", "run_imports")


async def stand_still(_access: Access) -> None:
    await asyncio.Event().wait()


@contextmanager
def standing_still(*, but: str = "") -> Generator[None]:
    """Have the application that is built within do none of its works in the background, but perhaps one."""
    with pytest.MonkeyPatch.context() as patch:
        for work in set(WORKS) - {but}:
            patch.setattr(f"graphapi.app.{work}", stand_still)
        yield
