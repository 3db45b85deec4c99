"""How much a websocket takes: who asks for more is told, and who reads slowly holds nothing."""

from __future__ import annotations

import asyncio
import logging
import socket
from ipaddress import ip_network

import aiohttp
import pytest
from tortoise.exceptions import OperationalError

from graphapi.errors import Throttled
from schema import transport_ws, websocket
from schema.build import runner
from tests.security.following import ENTRIES, connected, happen, none_left


async def test_a_connection_has_a_bound_of_subscriptions(following):
    for number in range(2, 11):
        await following.subscribe(id_=str(number))
    await following.say("subscribe", id="11", payload={"query": ENTRIES})
    said = await following.hear()

    assert (said["type"], said["id"]) == ("error", "11")
    assert said["payload"] == [
        {
            "message": "A connection can have 10 subscriptions at a time.",
            "extensions": {"code": "RATE_LIMITED"},
        }
    ]


async def test_an_account_has_a_bound_of_connections(server, world, open_socket, monkeypatch):
    monkeypatch.setattr(websocket, "MOST_OF_ACCOUNT", 1)
    token = await server.token(world.north.viewer)
    async with open_socket() as first, open_socket() as second, open_socket() as third:
        await first.sign_in(token)
        await second.say("connection_init", payload={"authorization": f"Bearer {token}"})
        assert await second.closed() == (1013, "Too many connections of this account")
        await third.sign_in(await server.token(world.north.owner))


@pytest.mark.parametrize("bound", ["MOST", "MOST_UNKNOWN"])
async def test_the_server_has_a_bound_of_connections(open_socket, monkeypatch, bound):
    monkeypatch.setattr(websocket, bound, 1)
    async with open_socket():
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            async with open_socket():
                pass

    assert (refused.value.status, refused.value.headers["Retry-After"]) == (503, "10")


async def test_one_network_does_not_take_all_the_room_of_those_who_have_yet_to_say_who_they_are(
    serve, world, monkeypatch
):
    monkeypatch.setattr(websocket, "MOST_UNKNOWN_OF_NETWORK", 1)
    server = await serve(trusted_proxies=(ip_network("127.0.0.1"),))

    def connect(address):
        return connected(server.session, server.server.make_url("/graphql"), headers={"X-Forwarded-For": address})

    async with connect("2001:db8::1") as first:
        with pytest.raises(aiohttp.WSServerHandshakeError, match="503"):
            async with connect("2001:db8::2"):
                pass
        async with connect("2001:db8:0:1::1") as other:
            await other.sign_in(await server.token(world.north.viewer))
        await first.sign_in(await server.token(world.north.viewer))
        async with connect("2001:db8::2") as second:
            await second.sign_in(await server.token(world.north.viewer))


async def test_a_message_has_a_bound(following):
    await following.say("ping", payload={"x": "x" * websocket.MAX_MESSAGE})

    assert (await following.closed())[0] == aiohttp.WSCloseCode.MESSAGE_TOO_BIG


async def test_messages_have_a_bound(following):
    for _ in range(transport_ws.MOST_MESSAGES):
        await following.say("pong")

    assert await following.closed() == (1008, "At most 100 messages in 10 seconds")


async def test_an_event_has_a_bound(following, world, monkeypatch):
    monkeypatch.setattr("schema.execution.subscriptions.MAX_TEXT", 10)
    await happen(world.north.owner, "member.invited")
    said = await following.hear()

    assert said["payload"]["data"] is None
    assert said["payload"]["errors"][0]["extensions"]["code"] == "TOO_COMPLEX"


async def test_nothing_is_unpacked(open_socket):
    async with open_socket(compress=15) as client:
        assert client.socket.compress == 0


@pytest.mark.parametrize("gives_up", [False, True])
async def test_who_reads_slowly_is_cut_off_and_leaves_nothing_behind(serve, world, monkeypatch, gives_up):
    monkeypatch.setattr(transport_ws, "SEND_WITHIN", 0.3)
    server = await serve()
    for site in server.server.runner.sites:
        for listening in site._server.sockets:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)

    def small(address):
        made = socket.socket(address[0], address[1])
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        made.setblocking(False)
        return made

    websockets = next(stop.__self__ for stop in server.server.app.on_shutdown if hasattr(stop, "__self__"))
    many = " ".join(f"a{number}: actorName" for number in range(30))
    async with (
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(socket_factory=small)) as session,
        connected(session, server.server.make_url("/graphql")) as client,
    ):
        await client.sign_in(await server.token(world.north.viewer))
        await client.subscribe(f"subscription {{ auditLog {{ {many} }} }}")
        # More than the client, which reads nothing from here on, and the systems at both ends keep for it.
        client.socket._conn.protocol.pause_reading()
        [connection] = websockets._open
        transport = connection._transport
        await happen(world.north.owner, *["member.invited"] * 500)
        if gives_up:
            await asyncio.sleep(0.15)
            assert connection._sending.locked()
            await client.say("complete", id="1")
        await none_left(websockets)

        assert (transport.is_closing(), transport.get_write_buffer_size()) == (True, 0)


async def test_who_is_behind_by_too_much_is_let_go(following, world, monkeypatch):
    monkeypatch.setattr("graphapi.services.tail.MOST_WAITING", 10)
    await happen(world.north.owner, *["member.invited"] * 11)

    assert await following.closed() == (1013, "Too many entries were waiting to be read")


@pytest.mark.parametrize("error", [OperationalError("away"), Throttled(retry_after=10)])
async def test_who_could_not_be_served_just_now_is_told_to_come_again(following, world, monkeypatch, error):
    async def fail(*_):
        raise error

    monkeypatch.setattr(runner, "run_events", fail)
    await happen(world.north.owner, "member.invited")

    assert await following.closed() == (1013, "Try again later")


async def test_a_silent_client_is_asked_whether_it_is_there(serve, world, monkeypatch):
    monkeypatch.setattr(websocket, "HEARTBEAT", 0.1)
    server = await serve()
    address = server.server.make_url("/graphql")
    async with connected(server.session, address, autoping=False) as client:
        await client.say("connection_init", payload={"authorization": f"Bearer {await server.token(world.operator)}"})
        assert await client.hear() == {"type": "connection_ack"}
        assert (await client.socket.receive(timeout=5)).type is aiohttp.WSMsgType.PING
        # It does not answer.
        assert (await client.closed())[0] == aiohttp.WSCloseCode.ABNORMAL_CLOSURE


async def test_the_server_says_when_it_goes(serve, world):
    server = await serve()
    async with connected(server.session, server.server.make_url("/graphql"), autoclose=True) as client:
        await client.sign_in(await server.token(world.north.viewer))
        await client.subscribe()
        stopping = asyncio.create_task(server.server.close())

        assert await client.closed() == (1001, "Going away")
        await stopping


async def test_no_token_and_no_text_of_a_client_is_logged(server, world, open_socket, caplog):
    token = await server.token(world.north.viewer)
    with caplog.at_level(logging.DEBUG):
        async with open_socket(protocols=["canary-protocol"]) as client:
            await client.closed()
        async with open_socket() as client:
            await client.sign_in(token)
            await client.subscribe("subscription canary { auditLog { action } }")
            await client.socket.send_str("canary")
            await client.closed()

    logged = "\n".join(record.getMessage() for record in caplog.records if record.name != "aiohttp.access")
    assert token not in logged
    assert "canary-protocol" not in logged
