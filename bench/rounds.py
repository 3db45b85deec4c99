"""The comparison: the same answers first, then rounds that go from system to system, so that drift hits all alike."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Any

from bench.documents import OPERATIONS, asker, normalised, turns
from bench.load import CONNECTIONS, LoadFailed, Request, ask, run_wrk
from bench.processes import children_cpu_seconds
from bench.systems import OURS, SYSTEMS, System

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import aiohttp

    from bench.load import Measured
    from bench.processes import Server
    from bench.seed import Size
    from bench.systems import Ground

SAMPLES = 5
# What wrk counts as read beyond the bodies it finished: headers, and the answers under way at the end.
HEADERS = 1500


@dataclass(frozen=True, slots=True)
class Round:
    """One system at one operation, once."""

    measured: Measured
    cpu_ms: float
    database_cpu_ms: float


@dataclass(slots=True)
class Comparison:
    """The servers that run, what they are asked, and what was measured."""

    ground: Ground
    size: Size
    client: aiohttp.ClientSession
    servers: dict[str, Server] = field(default_factory=dict)
    rounds: dict[tuple[str, str], list[Round]] = field(default_factory=lambda: defaultdict(list))
    # How many customers each system has said to have added.
    added: Counter[str] = field(default_factory=Counter)
    # How many requests each server has answered.
    served: Counter[str] = field(default_factory=Counter)
    _numbers: Counter[str] = field(default_factory=Counter)

    def pairs(self) -> Iterator[tuple[System, str]]:
        """All systems that run at all their operations."""
        for operation in OPERATIONS:
            for system in SYSTEMS:
                if system.server in self.servers and operation in system.operations:
                    yield system, operation

    def requests(self, system: System, operation: str) -> list[Request]:
        """Return what a system is asked in turn."""
        return [
            system.request(operation, asker(operation, turn, self.size), system.prefix)
            for turn in range(turns(operation, self.size))
        ]

    async def answers(self, system: System, operation: str) -> list[Any]:
        """Ask a few of the requests; raises LoadFailed if one is not answered well."""
        requests = self.requests(system, operation)
        answers = []
        for request in requests[:: len(requests) // SAMPLES + 1]:
            self._numbers[system.name] += 1
            numbered = request.numbered(self._numbers[system.name])
            answers.append(await ask(self.client, self.servers[system.server].port, numbered))
            self.added[system.name] += operation == "Q4"
        return answers

    async def check(self) -> None:
        """See that all say the same; raises LoadFailed."""
        first: dict[str, Any] = {}
        for system, operation in self.pairs():
            shape: Callable[[Any], Any] = system.shapes[operation]
            answers = [
                normalised(shape(data), is_new=operation == "Q4") for data in await self.answers(system, operation)
            ]
            expected = first.setdefault(operation, answers)
            if system.is_true and answers != expected:
                raise LoadFailed(
                    f"{operation} is answered differently.\n{SYSTEMS[0].name}: {_shown(expected)}\n"
                    f"{system.name}: {_shown(answers)}"
                )

    async def run(self, system: System, operation: str, seconds: float) -> Round:
        """Put load on one system; raises LoadFailed if its answers are not what they have to be."""
        server, requests = self.servers[system.server], self.requests(system, operation)
        cpu, database = server.cpu_seconds(), self._database_cpu()
        first, folder = self._numbers[system.name], self.ground.folder
        try:
            measured = await run_wrk(server.port, requests, seconds=seconds, first=first, folder=folder)
        except LoadFailed as error:
            raise LoadFailed(f"{system.title} at {operation}: {error}") from error
        used = server.cpu_seconds() - cpu
        used_by_database = sum(after - database.get(pid, 0.0) for pid, after in self._database_cpu().items())
        # wrk may have sent one more on each connection than it counts.
        self._numbers[system.name] += measured.requests + 2 * CONNECTIONS
        self.served[system.server] += measured.requests
        if operation == "Q4":
            self.added[system.name] += measured.requests
        sizes = [len(json.dumps(answer)) for answer in await self.answers(system, operation)]
        _check_size(system, operation, measured, sizes)
        per_request = 1000 / measured.requests
        return Round(measured, used * per_request, used_by_database * per_request)

    async def measure(self, number: int, seconds: float) -> None:
        """Run one round; each begins with another system."""
        pairs = list(self.pairs())
        for operation in OPERATIONS:
            systems = [system for system, asked in pairs if asked == operation]
            offset = number % len(systems)
            for system in systems[offset:] + systems[:offset]:
                self.rounds[operation, system.name].append(await self.run(system, operation, seconds))

    def results(self) -> dict[str, dict[str, dict[str, float]]]:
        """Return the medians over the rounds, by operation and system."""
        results: dict[str, dict[str, dict[str, float]]] = {operation: {} for operation in OPERATIONS}
        for system, operation in self.pairs():
            rounds = self.rounds[operation, system.name]
            results[operation][system.name] = {
                "rps": round(median(each.measured.rps for each in rounds), 1),
                "p50_ms": round(median(each.measured.p50_ms for each in rounds), 2),
                "p99_ms": round(median(each.measured.p99_ms for each in rounds), 2),
                "cpu_ms": round(median(each.cpu_ms for each in rounds), 3),
                "database_cpu_ms": round(median(each.database_cpu_ms for each in rounds), 3),
            }
        return results

    def _database_cpu(self) -> dict[int, float]:
        return children_cpu_seconds(self.ground.postgres.pid)


def ratios(results: Mapping[str, Mapping[str, Mapping[str, float]]], other: str) -> dict[str, float]:
    """Return how many times the requests per second of another system ours answers on PostgreSQL, by operation."""
    return {
        operation: round(by_system[OURS]["rps"] / by_system[other]["rps"], 2)
        for operation, by_system in results.items()
        if {OURS, other} <= by_system.keys()
    }


def _check_size(system: System, operation: str, measured: Measured, sizes: list[int]) -> None:
    """Refuse what was not answered in full: an answer with errors has status 200 as well."""
    least, most = 0.8 * min(sizes) * measured.requests, (max(sizes) * 1.5 + HEADERS) * (measured.requests + CONNECTIONS)
    if not least <= measured.bytes <= most:
        raise LoadFailed(
            f"{system.title} at {operation}: {measured.requests} answers of about {sizes[0]} bytes cannot have been"
            f" {measured.bytes} bytes together."
        )


def _shown(answers: list[Any]) -> str:
    return json.dumps(answers, ensure_ascii=False)[:2000]
