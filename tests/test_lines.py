"""Lines in which work waits."""

from __future__ import annotations

import asyncio
import threading

import pytest

from graphapi.errors import Throttled
from graphapi.lines import Line


async def test_work_waits_in_a_line_that_has_an_end():
    gate, running = threading.Event(), []
    line = Line("work", at_once=1, longest=2)

    def work() -> None:
        running.append(threading.current_thread().name)
        gate.wait(10)

    waiting = [asyncio.create_task(line.run(work)) for _ in range(3)]
    await asyncio.sleep(0)
    with pytest.raises(Throttled) as refused:
        await line.run(work)
    gate.set()
    await asyncio.gather(*waiting)

    assert refused.value.retry_after == 10
    assert len(running) == 3
    assert set(running) == {"work_0"}
    await line.run(work)


async def test_who_leaves_the_line_makes_room():
    gate = threading.Event()
    line = Line("work", at_once=1, longest=0)
    task = asyncio.create_task(line.run(gate.wait, 10))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    gate.set()

    assert await line.run(int) == 0
