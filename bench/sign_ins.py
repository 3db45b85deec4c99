"""Sign-ins beside reads: bcrypt takes a quarter of a second of a core, and the reads share the server with it."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from statistics import median
from typing import TYPE_CHECKING

from bench import seed
from bench.load import LoadFailed, Request, ask, run_wrk
from bench.systems import BY_NAME, OURS

if TYPE_CHECKING:
    from bench.rounds import Comparison

PASSWORD = "battery horse staple"
AT_ONCE = 2
DOCUMENT = (
    """mutation SignIn($input: SignInInput!) { signIn(input: $input) { __typename ... on SignedIn { token } } }"""
)


async def beside_reads(comparison: Comparison, seconds: float) -> dict[str, dict[str, float]]:
    """Measure Q1 alone, and while one partner's owner after the other signs in, two at a time."""
    server = comparison.servers[OURS]
    reads = comparison.requests(BY_NAME[OURS], "Q1")
    alone = await run_wrk(server.port, reads, seconds=seconds, first=0, folder=comparison.ground.folder)
    taken: list[float] = []
    tasks = [asyncio.create_task(_sign_in_again_and_again(comparison, start, taken)) for start in range(AT_ONCE)]
    try:
        beside = await run_wrk(server.port, reads, seconds=seconds, first=0, folder=comparison.ground.folder)
    finally:
        for task in tasks:
            task.cancel()
        failed = [
            result for result in await asyncio.gather(*tasks, return_exceptions=True) if isinstance(result, Exception)
        ]
    if failed:
        raise failed[0]
    return {
        "reads_alone": {"rps": round(alone.rps, 1), "p50_ms": round(alone.p50_ms, 2), "p99_ms": round(alone.p99_ms, 2)},
        "reads_beside": {
            "rps": round(beside.rps, 1), "p50_ms": round(beside.p50_ms, 2), "p99_ms": round(beside.p99_ms, 2)
        },
        "sign_ins": {"per_second": round(len(taken) / seconds, 2), "p50_ms": round(1000 * median(taken or [0.0]), 1)},
    }  # fmt: skip


async def _sign_in_again_and_again(comparison: Comparison, start: int, taken: list[float]) -> None:
    with suppress(asyncio.CancelledError):
        for partner in range(1 + start, comparison.size.partners, AT_ONCE):
            login = {"portal": f"partner{partner}", "login": seed.owner_login(partner), "password": PASSWORD}
            request = Request("/graphql", {"query": DOCUMENT, "variables": {"input": login}})
            started = time.perf_counter()
            data = await ask(comparison.client, comparison.servers[OURS].port, request)
            if data["signIn"]["__typename"] != "SignedIn":
                raise LoadFailed(f"A sign-in was answered with {data}")
            taken.append(time.perf_counter() - started)
