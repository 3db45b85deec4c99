"""Two servers on one database: what happens at one is followed at the other, until that one goes."""

from __future__ import annotations

import re
import signal
from typing import Any

from aiohttp import ClientSession

from tests.cli.conftest import PATIENCE, Installation, free_port, wait_until_served
from tests.security.following import connected

SET_PASSWORD = "mutation ($input: SetPasswordInput!) { setPassword(input: $input) { ... on SignedIn { token } } }"
CREATE = """
    mutation ($input: CreatePartnerInput!) { createPartner(input: $input) { ... on PartnerSaved { partner { id } } } }
"""
FOLLOW = "subscription { auditLog { action partner { slug } } }"


def partner(slug: str) -> dict[str, str]:
    owner = {"ownerName": "Olga Owner", "ownerEmail": f"owner@{slug}.example"}
    return {"name": slug.title(), "slug": slug, "planCode": "free"} | owner


async def ask(session: ClientSession, address: str, query: str, token: str | None = None, **variables: Any) -> Any:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with session.post(address, json={"query": query, "variables": variables}, headers=headers) as answer:
        body = await answer.json()
    assert "errors" not in body, body
    return body["data"]


async def test_several_processes_see_each_others_events(installation: Installation):
    ports = [free_port() for _ in range(2)]
    servers = [installation.start("serve", "--port", str(port)) for port in ports]
    for port, server in zip(ports, servers, strict=True):
        wait_until_served(port, server)
    here, there = [f"http://127.0.0.1:{port}/graphql" for port in ports]
    _, said, _ = installation.run("create-operator", "ada@example.com", "--name", "Ada Lovelace")
    link = re.search(r"[^/\s]+$", said.strip())[0]
    token_of_link = link.split("=")[-1]

    async with ClientSession() as session:
        new = {"token": token_of_link, "password": "a good long one"}
        token = (await ask(session, here, SET_PASSWORD, input=new))["setPassword"]["token"]
        async with connected(session, here, autoclose=True) as client, connected(session, there) as other:
            for one in (client, other):
                await one.sign_in(token)
                await one.subscribe(FOLLOW)
            for slug, address in (("first", here), ("second", there)):
                await ask(session, address, CREATE, token, input=partner(slug))
            for one in (client, other):
                heard: list[str] = []
                while heard.count("second") < 2:
                    [entry] = await one.entries(1)
                    heard.append(entry["partner"]["slug"])
                # Each has been created, and its owner invited.
                assert heard == ["first", "first", "second", "second"]

            servers[0].send_signal(signal.SIGTERM)
            assert await client.closed() == (1001, "Going away")
            assert servers[0].wait(PATIENCE) == 0
            await other.say("ping")
            assert await other.hear() == {"type": "pong"}
    assert "Traceback" not in servers[0].communicate()[1]
