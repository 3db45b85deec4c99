"""What is compared, and how each is started: in the settings it would serve with."""

from __future__ import annotations

import os
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.documents import (
    BARE_SHAPES,
    OPERATIONS,
    OUR_SHAPES,
    PEERS_SHAPES,
    Shapes,
    bare_request,
    limit_request,
    our_request,
    peer_request,
)
from bench.processes import free_port, serving

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from bench.database import Postgres
    from bench.documents import Asker
    from bench.load import Request
    from bench.processes import Server

ROOT = Path(__file__).parents[1]
PEER = Path(__file__).parent / "peer"
# Where make puts what npm installs.
MODULES = ROOT / ".venv/peer/node_modules"
NODE = MODULES / "node/bin/node"

OURS, OURS_ON_SQLITE = "kundenkonto_postgres", "kundenkonto_sqlite"
TUNED, ROW_LEVEL, BARE = "postgraphile", "postgraphile_rls", "postgraphile_bare_insert"
ONE_STATEMENT, PLAIN_BYTES = "limit_one_statement", "limit_plain_bytes"


@dataclass(frozen=True, slots=True)
class System:
    """Something that answers the operations; ``server`` names the process that does."""

    name: str
    title: str
    server: str
    request: Callable[[str, Asker, str], Request]
    shapes: Shapes
    operations: tuple[str, ...] = OPERATIONS
    # The plain bytes say nothing new.
    is_true: bool = True

    @property
    def prefix(self) -> str:
        """What the addresses of the customers begin with that it adds; none is the beginning of another."""
        return f"{self.name}."


SYSTEMS = (
    System(OURS, "this server, PostgreSQL", OURS, our_request, OUR_SHAPES),
    System(OURS_ON_SQLITE, "this server, SQLite", OURS_ON_SQLITE, our_request, OUR_SHAPES),
    System(TUNED, "PostGraphile 5, tuned", TUNED, peer_request, PEERS_SHAPES),
    System(BARE, "… its bare insert", TUNED, bare_request, BARE_SHAPES, operations=("Q4",)),
    System(ROW_LEVEL, "PostGraphile 5, row-level security", ROW_LEVEL, peer_request, PEERS_SHAPES),
    System(ONE_STATEMENT, "limit: one SQL statement", ONE_STATEMENT, limit_request, PEERS_SHAPES),
    System(PLAIN_BYTES, "limit: plain bytes", PLAIN_BYTES, limit_request, OUR_SHAPES, is_true=False),
)
BY_NAME = {system.name: system for system in SYSTEMS}


@dataclass(frozen=True, slots=True)
class Ground:
    """What the servers stand on."""

    postgres: Postgres
    folder: Path

    @property
    def postgres_url(self) -> str:
        """The database on PostgreSQL that all share."""
        return self.postgres.url_of("bench")

    @property
    def sqlite_file(self) -> Path:
        """The same rows on SQLite."""
        return self.folder / "bench.db"

    @property
    def sqlite_url(self) -> str:
        """The URL of the same."""
        return f"sqlite:///{self.sqlite_file}"

    @property
    def key_file(self) -> Path:
        """The key for share passwords and links."""
        return self.folder / "bench.key"

    @property
    def answers(self) -> Path:
        """The folder with the bodies of the plain bytes."""
        return self.folder / "answers"

    def log(self, server: str) -> Path:
        """Where a server says what it has to say."""
        return self.folder / f"{server}.log"


@asynccontextmanager
async def our_server(ground: Ground, name: str, database_url: str) -> AsyncGenerator[Server]:
    """Run ``kundenkonto serve`` in production settings."""
    port = free_port()
    # No mail is written here, so nobody listens at the mail server's port.
    environment = _inherited() | {
        "KUNDENKONTO_ENVIRONMENT": "production",
        "KUNDENKONTO_DATABASE_URL": database_url,
        "KUNDENKONTO_BASE_URL": f"http://127.0.0.1:{port}",
        "KUNDENKONTO_PORT": str(port),
        "KUNDENKONTO_SMTP_URL": "smtp://127.0.0.1:9",
        "KUNDENKONTO_MAIL_FROM": "konto@bench.example",
        "KUNDENKONTO_KEY_FILE": str(ground.key_file),
        # As behind a proxy, which writes one; the peer has none.
        "KUNDENKONTO_ACCESS_LOG": "no",
        # All load comes from one address.
        "KUNDENKONTO_RATE_LIMIT": "0",
    }
    command = (sys.executable, "-m", "graphapi", "serve")
    log = ground.log(name)
    async with serving(name, command, port=port, environment=environment, log=log, ready="/healthz") as server:
        yield server


@asynccontextmanager
async def peer_server(ground: Ground, name: str, *, row_level: bool) -> AsyncGenerator[Server]:
    """Run PostGraphile; with policies it asks as a role that they bind."""
    port = free_port()
    environment = _inherited() | {
        "NODE_ENV": "production",
        "GRAPHILE_ENV": "production",
        "NODE_PATH": str(MODULES),
        "PORT": str(port),
        "DATABASE_URL": ground.postgres.url_of("bench", user="bench_peer") if row_level else ground.postgres_url,
        "ROW_LEVEL_SECURITY": "yes" if row_level else "no",
    }
    command = (str(NODE), "--max-semi-space-size=64", str(PEER / "server.cjs"))
    log = ground.log(name)
    async with serving(name, command, port=port, environment=environment, log=log, ready="/graphql") as server:
        yield server


@asynccontextmanager
async def limit_server(ground: Ground, name: str, kind: str) -> AsyncGenerator[Server]:
    """Run one of the limits."""
    port = free_port()
    environment = _inherited() | {
        "PORT": str(port),
        "DATABASE_URL": ground.postgres_url,
        "ANSWERS": str(ground.answers),
    }
    command = (sys.executable, "-m", "bench.limits", kind)
    log = ground.log(name)
    async with serving(name, command, port=port, environment=environment, log=log, ready="/") as server:
        yield server


def _inherited() -> dict[str, str]:
    """Return the environment without what would change a server's settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KUNDENKONTO_", "NODE_", "PG"))}
    # Python's compiled files are kept, so that the start-up time is that of a second start.
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept | {"PYTHONPATH": str(ROOT)}
