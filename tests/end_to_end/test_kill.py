"""A server that is killed loses nothing that it acknowledged (SIGKILL leaves it no time to tidy up)."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientConnectionError, ClientSession
from aiosmtpd.controller import Controller

from tests.end_to_end.conftest import Inbox, free_port

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

ROOT = Path(__file__).parents[2]
OWNER = {"portal": "nordwind", "login": "owner@nordwind.example", "password": "kundenkonto-demo"}
SIGN_IN = "mutation ($input: SignInInput!) { signIn(input: $input) { ... on SignedIn { token } } }"
CREATE = """
    mutation ($input: CreateCustomerInput!) {
        createCustomer(input: $input) { ... on CustomerSaved { customer { id } } }
    }
"""
INVITATION = "query ($id: ID!) { customer(id: $id) { invitation { state } } }"


@pytest.fixture(autouse=True)
def once(dialect: str) -> None:
    """The demo serves from SQLite, whatever the other tests run on."""
    if dialect != "sqlite":
        pytest.skip("the demo is SQLite's: once is enough")


async def test_an_acknowledged_customer_is_invited_although_the_server_was_killed(tmp_path: Path) -> None:
    smtp_port = free_port()

    # Nobody takes mails yet: the invitation waits in the outbox when the server dies.
    async with server(tmp_path, smtp_port) as (api, process):
        token = (await ask(api, SIGN_IN, input=OWNER))["signIn"]["token"]
        new = {"firstName": "Frieda", "lastName": "Fest", "email": "frieda.fest@example.com"}
        customer = (await ask(api, CREATE, token, input=new))["createCustomer"]["customer"]
        process.kill()

    inbox = Inbox()
    mail_server = Controller(inbox, hostname="127.0.0.1", port=smtp_port)
    mail_server.start()
    try:
        async with server(tmp_path, smtp_port) as (api, process):
            # The session outlived its server too. A first try may have failed, and the next comes ten seconds after it.
            for _ in range(300):
                found = await ask(api, INVITATION, token, id=customer["id"])
                if found["customer"]["invitation"]["state"] == "SENT":
                    break
                await asyncio.sleep(0.1)
            process.terminate()
    finally:
        mail_server.stop()

    assert found == {"customer": {"invitation": {"state": "SENT"}}}
    (mail,) = inbox.to("frieda.fest@example.com")
    assert mail["Subject"] == "Ihr Kundenkonto bei Nordwind Werbeagentur GmbH"


@asynccontextmanager
async def server(
    folder: Path, smtp_port: int, *, program: Sequence[str] = (sys.executable, "-m", "graphapi")
) -> AsyncGenerator[tuple[str, subprocess.Popen[bytes]]]:
    """The demo as a process of its own; gives the address of its API."""
    port = free_port()
    command = [*program, "demo", "--port", str(port), "--data", str(folder)]
    environment = {"KUNDENKONTO_SMTP_URL": f"smtp://127.0.0.1:{smtp_port}", "PATH": "/usr/bin:/bin"}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)  # noqa: ASYNC220
    try:
        await answering(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}/graphql", process
    finally:
        process.kill()
        process.wait()


async def answering(address: str) -> None:
    async with ClientSession() as session:
        for _ in range(600):
            try:
                async with session.get(address) as answer:
                    assert answer.status == 200
                    return
            except ClientConnectionError:
                await asyncio.sleep(0.1)
    raise AssertionError(f"{address} does not answer")


async def ask(api: str, query: str, token: str | None = None, **variables: object) -> dict[str, dict]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with (
        ClientSession(headers=headers) as session,
        session.post(api, json={"query": query, "variables": variables}) as answer,
    ):
        body = await answer.json()
    assert "errors" not in body
    return body["data"]
