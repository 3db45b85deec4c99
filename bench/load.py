"""The load: requests written down beforehand, and wrk, which sends them."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp

from bench.processes import CommandFailed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CONNECTIONS = 16
SCRIPT = Path(__file__).with_name("load.lua")
# What load.lua replaces by a number; as long as what it is replaced by, since the body's length stands in the header.
UNIQUE = "########"


class LoadFailed(Exception):
    """Answers under load were not what they have to be; the text says what was seen."""


@dataclass(frozen=True, slots=True)
class Request:
    """A POST of JSON as a client sends it."""

    path: str
    body: Mapping[str, Any]
    token: str | None = None

    def headers(self) -> dict[str, str]:
        """Return the headers a client sets."""
        named = {"Content-Type": "application/json"}
        return named if self.token is None else named | {"Authorization": f"Bearer {self.token}"}

    def written(self, port: int) -> bytes:
        """Return the request as it goes over the wire."""
        body = json.dumps(self.body).encode()
        headers = {"Host": f"127.0.0.1:{port}", **self.headers(), "Content-Length": str(len(body))}
        lines = [f"POST {self.path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
        return "\r\n".join(lines).encode() + body

    def numbered(self, number: int) -> Request:
        """Return the request with a number for what must not occur twice."""
        return Request(self.path, json.loads(json.dumps(self.body).replace(UNIQUE, f"{number:08}")), self.token)


@dataclass(frozen=True, slots=True)
class Measured:
    """What wrk saw."""

    requests: int
    seconds: float
    bytes: int
    p50_ms: float
    p99_ms: float

    @property
    def rps(self) -> float:
        """Requests per second."""
        return self.requests / self.seconds


def read_wrk(output: str) -> Measured:
    """Read what load.lua prints; raises LoadFailed if a request was not answered with 200."""
    told = next((json.loads(line) for line in output.splitlines() if line.startswith("{")), None)
    if told is None:
        raise LoadFailed(f"wrk told nothing:\n{output}")
    refused, broken = told.pop("refused"), told.pop("broken")
    if refused or broken or not told["requests"]:
        raise LoadFailed(f"Of {told['requests']} requests {refused} were not answered with 200 and {broken} broke off.")
    return Measured(**told)


async def run_wrk(
    port: int, requests: Sequence[Request], *, seconds: float, first: int, folder: Path, connections: int = CONNECTIONS
) -> Measured:
    """Send requests in turn for some seconds, over connections that are kept; ``first`` numbers the unique ones."""
    file = folder / f"requests-{port}-{first}"
    file.write_bytes(b"\0".join(request.written(port) for request in requests))
    options = ("--threads", "1", "--connections", str(connections), "--duration", f"{seconds:g}s", "--timeout", "10s")
    process = await asyncio.create_subprocess_exec(
        "wrk", *options, "--script", str(SCRIPT), f"http://127.0.0.1:{port}", "--", str(file), str(first),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    try:
        output, _ = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        file.unlink()
    if process.returncode:
        raise CommandFailed(f"wrk failed:\n{output.decode()}")
    return read_wrk(output.decode())


async def ask(client: aiohttp.ClientSession, port: int, request: Request) -> dict[str, Any]:
    """Send one request; raises LoadFailed unless it is answered with data and without errors."""
    address = f"http://127.0.0.1:{port}{request.path}"
    try:
        async with client.post(address, data=json.dumps(request.body).encode(), headers=request.headers()) as response:
            status, text = response.status, await response.text()
    except aiohttp.ClientError as error:
        raise LoadFailed(f"{address} does not answer any more: {error}") from error
    answer = json.loads(text) if status == 200 else {}  # noqa: PLR2004 - OK
    if "data" not in answer or "errors" in answer:
        raise LoadFailed(f"{address} answered {status} to {request.body}:\n{text[:2000]}")
    return answer["data"]
