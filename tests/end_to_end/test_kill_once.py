"""A change under an Idempotency-Key is made once, although the server died before it could say so."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from aiohttp import ClientConnectionError, ClientSession

from tests.end_to_end.conftest import free_port
from tests.end_to_end.test_kill import CREATE, OWNER, SIGN_IN, ask, once, server

__all__ = ["once"]

FRIEDA = {"firstName": "Frieda", "lastName": "Fest", "email": "frieda.fest@example.com"}
FIND = '{ customers(filter: { search: "frieda.fest" }) { nodes { id } } }'
# Dies when a mutation under a key is answered: its transaction is over, and nothing of the answer is sent.
DYING = """
import os, signal, sys
from graphapi.cli import main
from graphapi.web import sending

send = sending._send

async def die(request, response):
    if "Idempotency-Key" in request.headers:
        os.kill(os.getpid(), signal.SIGKILL)
    await send(request, response)

sending._send = die
sys.exit(main())
"""


async def create(api: str, token: str) -> dict[str, dict]:
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "frieda"}
    body = {"query": CREATE, "variables": {"input": FRIEDA}}
    async with ClientSession(headers=headers) as session, session.post(api, json=body) as answer:
        return await answer.json()


async def test_a_customer_is_added_once_although_the_server_was_killed_before_it_answered(tmp_path: Path) -> None:
    async with server(tmp_path, free_port(), program=(sys.executable, "-c", DYING)) as (api, process):
        token = (await ask(api, SIGN_IN, input=OWNER))["signIn"]["token"]
        with pytest.raises(ClientConnectionError):
            await create(api, token)
        assert process.wait(10) == -9

    async with server(tmp_path, free_port()) as (api, process):
        [found] = (await ask(api, FIND, token))["customers"]["nodes"]
        again = await create(api, token)
        assert again == {"data": {"createCustomer": {"customer": found}}}
        assert (await ask(api, FIND, token))["customers"]["nodes"] == [found]
        process.terminate()
