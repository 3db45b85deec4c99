"""Lines: where work waits that takes a processor's time or much memory."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from graphapi.errors import Throttled

if TYPE_CHECKING:
    from collections.abc import Callable

    T = TypeVar("T")

SECONDS_TO_CLEAR_A_LINE = 10


class Line:
    """Works off in threads, so many at once, what may wait in a line that has an end.

    ``longest`` is how many may wait: whoever would stand behind them is sent away at once, which is kinder, and safer.
    """

    def __init__(self, name: str, *, at_once: int, longest: int) -> None:
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix=name)
        self._most = at_once + longest
        self._count = 0

    async def run(self, work: Callable[..., T], *args: object) -> T:
        """Run a piece of work in its turn; raises Throttled if the line is too long."""
        if self._count >= self._most:
            raise Throttled(retry_after=SECONDS_TO_CLEAR_A_LINE)
        self._count += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work, *args)
        finally:
            self._count -= 1

    async def close(self) -> None:
        """Forget what waits, and return when what was begun has ended."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        await asyncio.to_thread(self._threads.shutdown)
