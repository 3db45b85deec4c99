"""The benchmark from beginning to end."""

from __future__ import annotations

import json
import sys
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import aiohttp

from bench import seed
from bench.additions import check_additions
from bench.database import connected, migrated, postgres
from bench.documents import OPERATIONS
from bench.growth import SIZES, measure_growth
from bench.rounds import Comparison, ratios
from bench.sign_ins import PASSWORD, beside_reads
from bench.systems import (
    BY_NAME,
    ONE_STATEMENT,
    OURS,
    OURS_ON_SQLITE,
    PEER,
    PLAIN_BYTES,
    ROW_LEVEL,
    TUNED,
    Ground,
    limit_server,
    our_server,
    peer_server,
)
from graphapi.key_files import write_key_file
from graphapi.passwords import hash_password
from graphapi.secrets import make_key
from graphapi.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Effort:
    """How long all takes."""

    rounds: int
    # Of one system at one operation.
    seconds: float
    # Before the first round: Node's compiler and everybody's caches need it.
    warm_up: float
    spare_accounts: int
    requests_for_memory: int
    growth: tuple[int, ...]


FULL = Effort(5, 3.0, 4.0, spare_accounts=250_000, requests_for_memory=100_000, growth=SIZES)
QUICK = Effort(2, 2.0, 2.0, spare_accounts=100_000, requests_for_memory=10_000, growth=SIZES[:2])


def say(line: str) -> None:
    """Tell how far it came; standard output is for the tables."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {line}\n")
    sys.stderr.flush()


async def run(effort: Effort, folder: Path) -> dict[str, Any]:
    """Run it all, with its files in a folder; returns what goes into bench.json."""
    with postgres(folder / "postgres") as server:
        ground = Ground(server, folder)
        say("Seeding.")
        await prepare(ground, seed.Size(), effort.spare_accounts)
        async with aiohttp.ClientSession() as client:
            figures = await compare(Comparison(ground, seed.Size(), client), effort)
            say(f"Growth to {effort.growth[-1]:,} customers.")
            figures["growth"] = await measure_growth(ground, client, effort.growth)
    return figures


async def prepare(ground: Ground, size: seed.Size, spare_accounts: int) -> None:
    """Make the databases and fill them, and the servers' common key."""
    write_key_file(ground.key_file, [make_key()])
    await ground.postgres.new_database("bench")
    password_hash = await hash_password(PASSWORD, rounds=Settings().bcrypt_rounds)
    for url in (ground.postgres_url, ground.sqlite_url):
        async with migrated(url):
            pass
        await seed.seed(url, size, password_hash)
    await seed.seed_spare_accounts(ground.postgres_url, spare_accounts)
    async with connected(ground.postgres_url) as connection:
        for name in ("peer.sql", "row_level_security.sql"):
            await connection.execute((PEER / name).read_text("utf-8"))
        await connection.execute("VACUUM ANALYZE")


async def compare(comparison: Comparison, effort: Effort) -> dict[str, Any]:
    """Start all that is compared, see that they say the same, and measure."""
    async with AsyncExitStack() as stack:
        say("Starting the servers.")
        await start(stack, comparison)
        fresh = comparison.servers[OURS].memory_mb()
        say("Comparing their answers.")
        await comparison.check()
        say("Warming up.")
        for system, operation in comparison.pairs():
            await comparison.run(system, operation, effort.warm_up)
        for number in range(effort.rounds):
            say(f"Round {number + 1} of {effort.rounds}.")
            await comparison.measure(number, effort.seconds)
        await check_additions(comparison, runs=effort.rounds + 1)
        while comparison.served[OURS] < effort.requests_for_memory:
            await comparison.run(BY_NAME[OURS], "Q1", effort.seconds)
        memory = {name: server.memory_mb() for name, server in comparison.servers.items()}
        say("Sign-ins beside reads.")
        sign_ins = await beside_reads(comparison, max(effort.seconds, 3.0))
        results = comparison.results()
        return {
            "operations": results,
            "ratios": ratios(results, TUNED),
            "ratios_to_rls": ratios(results, ROW_LEVEL),
            "memory_mb": {name: measured["pss"] for name, measured in memory.items()},
            "memory_rss_mb": {name: measured["rss"] for name, measured in memory.items()},
            "memory_after": [{"requests": 0, **fresh}, {"requests": comparison.served[OURS], **memory[OURS]}],
            "startup_s": {name: server.startup_s for name, server in comparison.servers.items()},
            "sign_ins": sign_ins,
        }


async def start(stack: AsyncExitStack, comparison: Comparison) -> None:
    """Start the servers; the plain bytes are what ours answers."""
    ground = comparison.ground
    for name, server in (
        (OURS, our_server(ground, OURS, ground.postgres_url)),
        (OURS_ON_SQLITE, our_server(ground, OURS_ON_SQLITE, ground.sqlite_url)),
        (TUNED, peer_server(ground, TUNED, row_level=False)),
        (ROW_LEVEL, peer_server(ground, ROW_LEVEL, row_level=True)),
        (ONE_STATEMENT, limit_server(ground, ONE_STATEMENT, "sql")),
    ):
        comparison.servers[name] = await stack.enter_async_context(server)
    ground.answers.mkdir()
    for operation in OPERATIONS:
        [answer, *_] = await comparison.answers(BY_NAME[OURS], operation)
        body = json.dumps({"data": answer}, separators=(",", ":"), ensure_ascii=False)
        (ground.answers / operation).write_text(body, "utf-8")
    comparison.servers[PLAIN_BYTES] = await stack.enter_async_context(limit_server(ground, PLAIN_BYTES, "bytes"))
