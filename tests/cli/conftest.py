"""The command line in processes of its own, on a database of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import AsyncGenerator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest

from graphapi.database import Database, open_database
from graphapi.key_files import write_key_file
from graphapi.secrets import make_key
from tests.postgres import new_database

ROOT = Path(__file__).parents[2]
PATIENCE = 60
_numbers = count(1)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@dataclass
class Installation:
    """A folder that ``kundenkonto`` is run in, with its settings."""

    folder: Path
    settings: dict[str, str]
    processes: ExitStack = field(default_factory=ExitStack)

    @property
    def key_file(self) -> Path:
        return Path(self.settings["KUNDENKONTO_KEY_FILE"])

    def start(self, *arguments: str, program: str | None = None) -> subprocess.Popen[str]:
        """Start a command; or a program of Python, which has the arguments as its own."""
        command = [sys.executable, *(("-c", program) if program else ("-m", "graphapi")), *arguments]
        clean = {name: value for name, value in os.environ.items() if not name.startswith("KUNDENKONTO_")}
        process = subprocess.Popen(
            command,
            cwd=self.folder,
            env=clean | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"} | self.settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.processes.enter_context(process)
        self.processes.callback(process.kill)
        return process

    def run(self, *arguments: str, program: str | None = None) -> tuple[int, str, str]:
        """Run a command to its end; what it returned, said, and complained about."""
        process = self.start(*arguments, program=program)
        said, complained = process.communicate(timeout=PATIENCE)
        assert "Traceback" not in complained, complained
        return process.returncode, said, complained

    @asynccontextmanager
    async def opened(self) -> AsyncGenerator[Database]:
        """Open its database here."""
        async with open_database(self.settings["KUNDENKONTO_DATABASE_URL"]) as database:
            with database.active():
                yield database


def wait_until_served(port: int, process: subprocess.Popen[str]) -> None:
    """Wait until ``/healthz`` answers, or fail with what the process said."""
    for _ in range(PATIENCE * 20):
        if process.poll() is not None:
            raise AssertionError(process.communicate())
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz").close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"{port} does not answer")


@pytest.fixture
async def installation(dialect: str, tmp_path: Path) -> AsyncGenerator[Installation]:
    """A development machine with an empty database."""
    url = f"sqlite:///{tmp_path / 'konto.db'}"
    if dialect == "postgres":
        url = await new_database(f"installation{next(_numbers)}")
        write_key_file(tmp_path / "konto.key", [make_key()])
    made = Installation(
        tmp_path,
        {
            "KUNDENKONTO_ENVIRONMENT": "development",
            "KUNDENKONTO_DATABASE_URL": url,
            "KUNDENKONTO_KEY_FILE": str(tmp_path / "konto.key"),
        },
    )
    with made.processes:
        yield made
