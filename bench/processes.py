"""Processes of the benchmark: started on one core, measured by what Linux tells of them, and stopped at the end."""

from __future__ import annotations

import asyncio
import os
import socket
import time
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping, Sequence

# The server alone on one core; the database, the load and this program on the other.
SERVER_CORE, LOAD_CORE = 0, 1
PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")
START_TIMEOUT = 60.0
STOP_TIMEOUT = 10.0


class CommandFailed(Exception):
    """A program did not do its part; the text has what it said."""


@dataclass(slots=True)
class Server:
    """A running server."""

    name: str
    port: int
    pid: int
    startup_s: float = 0.0

    def cpu_seconds(self) -> float:
        """Return how much of a core it has used, with all its threads."""
        return cpu_seconds(self.pid)

    def memory_mb(self) -> dict[str, float]:
        """Return its memory: resident, and with shared pages counted by their share."""
        lines = (PROC / str(self.pid) / "smaps_rollup").read_text().splitlines()
        kilobytes = {line.split(":")[0]: int(line.split()[1]) for line in lines[1:]}
        return {name.lower(): round(kilobytes[name] / 1024, 1) for name in ("Rss", "Pss")}


def cpu_seconds(pid: int) -> float:
    """Return the processor time of a process, its own and the kernel's for it."""
    # The name in parentheses may hold blanks.
    fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def children_cpu_seconds(parent: int) -> dict[int, float]:
    """Return the processor time of each child of a process, such as PostgreSQL's connections."""
    used = {}
    for entry in PROC.iterdir():
        with suppress(OSError, ValueError, IndexError):
            pid = int(entry.name)
            if int((entry / "stat").read_text().rpartition(")")[2].split()[1]) == parent:
                used[pid] = cpu_seconds(pid)
    return used


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@asynccontextmanager
async def serving(
    name: str, command: Sequence[str], *, port: int, environment: Mapping[str, str], log: Path, ready: str
) -> AsyncGenerator[Server]:
    """Run a server on its core until the block ends, from when it answers at the path ``ready``."""
    started = time.perf_counter()
    with log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            "taskset", "--cpu-list", str(SERVER_CORE), *command, env=environment, stdout=output, stderr=output
        )
    server = Server(name, port, process.pid)
    try:
        await _wait_for(f"http://127.0.0.1:{port}{ready}", process, log)
        server.startup_s = round(time.perf_counter() - started, 2)
        yield server
    finally:
        await _stop(process)


async def _wait_for(address: str, process: asyncio.subprocess.Process, log: Path) -> None:
    until = time.monotonic() + START_TIMEOUT
    async with aiohttp.ClientSession() as client:
        while time.monotonic() < until and process.returncode is None:
            with suppress(aiohttp.ClientError):
                async with client.get(address) as response:
                    if response.status < 500:  # noqa: PLR2004 - whatever it says, it is there
                        return
            await asyncio.sleep(0.02)
    raise CommandFailed(f"{address} does not answer; the server said:\n{_end_of(log)}")


def _end_of(log: Path) -> str:
    return log.read_text("utf-8", errors="replace")[-3000:]


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), STOP_TIMEOUT)
    except TimeoutError:
        process.kill()
        await process.wait()
