"""Whom the server believes: proxies it trusts about their clients, and nobody about its own address."""

from __future__ import annotations

from dataclasses import replace
from ipaddress import ip_network
from unittest.mock import Mock

import pytest
from aiohttp.test_utils import make_mocked_request

from graphapi.mail.sender import Sender
from graphapi.models import Partner
from graphapi.web.client import client_address
from graphapi.web.keys import MAILBOX
from tests.security.conftest import OWN
from tests.world import SETTINGS

PROXIES = replace(SETTINGS, trusted_proxies=(ip_network("10.0.0.0/8"), ip_network("fd00::/8")))
CLIENT = "203.0.113.7"


def address(remote, *forwarded, settings=PROXIES):
    """Who a request over a connection is taken to come from."""
    transport = Mock()
    transport.get_extra_info.side_effect = lambda name, default=None: (remote, 1) if name == "peername" else default
    headers = [("X-Forwarded-For", value) for value in forwarded]
    return client_address(make_mocked_request("GET", "/", headers=headers, transport=transport), settings)


@pytest.mark.parametrize("forwarded", [(), (CLIENT,), ("10.0.0.1",), ("127.0.0.1, 10.0.0.1",), ("", "")])
def test_without_a_trusted_proxy_only_the_connection_counts(forwarded):
    assert address("198.51.100.1", *forwarded) == "198.51.100.1"
    assert address("10.0.0.1", *forwarded, settings=SETTINGS) == "10.0.0.1"


@pytest.mark.parametrize(
    ("forwarded", "expected"),
    [
        ((), "10.0.0.1"),
        ((CLIENT,), CLIENT),
        ((f"evil, 1.2.3.4, {CLIENT}",), CLIENT),
        ((f"1.2.3.4, {CLIENT}, 10.9.9.9",), CLIENT),
        ((f"1.2.3.4, {CLIENT}, fd00::1",), CLIENT),
        (("1.2.3.4", CLIENT), CLIENT),
        (("2001:db8::1",), "2001:db8::1"),
        (("10.1.1.1, 10.2.2.2",), "10.1.1.1"),
        ((f"{CLIENT}, unknown",), "unknown"),
        ((f"{CLIENT}, ,", ""), CLIENT),
        (("",), "10.0.0.1"),
    ],
)
def test_a_trusted_proxy_is_believed_about_its_client_and_no_further(forwarded, expected):
    assert address("10.0.0.1", *forwarded) == expected


async def test_signing_in_counts_against_the_believed_address(serve, monkeypatch):
    seen = []
    limits = "graphapi.services.sessions.sign_in_limits"
    monkeypatch.setattr(limits, lambda *, portal, login, client_address: seen.append(client_address) or [])
    server = await serve(trusted_proxies=(ip_network("127.0.0.1"),))
    query = 'mutation { signIn(input: { login: "x", password: "x" }) { __typename } }'

    await server.graphql(query, headers={"X-Forwarded-For": f"1.2.3.4, {CLIENT}"})
    form = {"login": "x", "password": "x"}
    await server.post("/north", data=form, headers=OWN | {"X-Forwarded-For": f"1.2.3.4, {CLIENT}"})

    assert seen == [CLIENT, CLIENT]


FORGED = [
    {"Host": "evil.example"},
    {"Host": "evil.example:8080"},
    {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher", "Forwarded": "host=evil.example"},
    {"X-Original-URL": "https://evil.example/", "X-Host": "evil.example"},
]


@pytest.mark.parametrize("headers", FORGED)
async def test_mailed_links_keep_the_configured_address(server, headers):
    ask = 'mutation { requestPasswordReset(input: { portal: "north", login: "anna" }) { __typename } }'
    await server.graphql(ask, headers=headers)
    form = {"login": server.world.north.ben.email}
    assert (await server.post("/north/forgotten-password", data=form, headers=OWN | headers)).status == 303

    mailbox = server.server.app[MAILBOX]
    await Sender(replace(server.world.system, settings=server.settings), mailbox).send_due()

    texts = [mail.text for mail in mailbox.messages()[:2]]
    assert len(texts) == 2
    for text in texts:
        assert "http://127.0.0.1:8080/north/set-password/" in text
        assert "evil" not in text


@pytest.mark.parametrize("headers", FORGED)
async def test_addresses_in_answers_keep_it_too(server, headers):
    await server.world.system.rows(Partner).filter(id=server.world.north.id).update(logo_digest="0" * 16)

    answer = await server.graphql('{ portal(slug: "north") { url branding { logoUrl } } }', headers=headers)

    assert answer["data"]["portal"] == {
        "url": "http://127.0.0.1:8080/north",
        "branding": {"logoUrl": f"http://127.0.0.1:8080/north/logo?v={'0' * 16}"},
    }


async def test_a_whole_address_in_the_request_line_leads_nowhere_else(server):
    head = "GET http://evil.example/north/profile HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"

    answer = (await server.raw(head.encode())).decode()

    assert "\r\nLocation: /north?next=" in answer
    assert "evil" not in answer
