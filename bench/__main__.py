"""``python -m bench``: run the benchmark, print its tables, write bench.json; ``make bench`` sets up what it needs."""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.load import LoadFailed
from bench.processes import LOAD_CORE, SERVER_CORE, CommandFailed
from bench.report import text, write
from bench.run import FULL, QUICK, run
from bench.systems import NODE

if TYPE_CHECKING:
    from bench.run import Effort


def lacking() -> str | None:
    """Return in one line what this machine lacks, if it does."""
    if not hasattr(os, "sched_setaffinity") or (os.cpu_count() or 1) <= max(SERVER_CORE, LOAD_CORE):
        return "The benchmark needs Linux and two cores: the server runs on one, the load and PostgreSQL on the other."
    for program in ("wrk", "taskset"):
        if shutil.which(program) is None:
            return f"The benchmark needs {program}, which is not here (on Debian: apt-get install wrk util-linux)."
    if not NODE.exists():
        return "The benchmark needs PostGraphile and its Node; make bench installs them, where there is npm."
    return None


async def run_until_told(effort: Effort) -> dict[str, Any]:
    """Run the benchmark; Ctrl-C and SIGTERM stop it and all that it started."""
    task = asyncio.current_task()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel if task else lambda: None)
    with tempfile.TemporaryDirectory(prefix="kundenkonto-bench-", ignore_cleanup_errors=True) as folder:
        return await run(effort, Path(folder))


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser("bench", description="Compare this server with PostGraphile 5.")
    parser.add_argument("--quick", action="store_true", help="short rounds, growth up to 100,000")
    parser.add_argument("--output", type=Path, default=Path("bench.json"), help="where the figures go (bench.json)")
    options = parser.parse_args()
    problem = lacking()
    if problem is not None:
        sys.exit(problem)
    # PostgreSQL and wrk, as this program's children, stay on its core.
    os.sched_setaffinity(0, {LOAD_CORE})
    try:
        figures = asyncio.run(run_until_told(QUICK if options.quick else FULL))
    except (CommandFailed, LoadFailed) as error:
        sys.exit(f"The benchmark failed: {error}")
    except (KeyboardInterrupt, asyncio.CancelledError):
        sys.exit(130)
    write(options.output, figures)
    sys.stdout.write(f"{text(figures)}\n")


if __name__ == "__main__":
    main()
