"""Subscriptions: the protocol to the letter, for those who are signed in, within their sight and for so long."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta

import aiohttp
import pytest

from graphapi import clock
from graphapi.database import transaction
from graphapi.models import Language, MemberRole, Session
from graphapi.services import audit, members, partners
from schema import transport_ws
from schema.build import runner
from tests.asking import ask
from tests.security.following import ENTRIES, PROTOCOL, connected, happen
from tests.statements import recorded_statements

SUBJECTS = "id at action actorName actorRole summary subject { __typename id } partner { id name }"


# Who sees what


async def test_who_is_signed_in_follows_what_happens_at_its_partner(world, following):
    await happen(world.north.editor, "customer.created", "customer.invited")
    await happen(world.south.editor, "customer.created")
    await happen(world.north.owner, "member.invited")

    assert await following.entries(3) == [
        {"action": "customer.created", "actorName": "Emil North"},
        {"action": "customer.invited", "actorName": "Emil North"},
        {"action": "member.invited", "actorName": "Olga North"},
    ]
    assert await following.silent()


async def test_operators_follow_what_happens_anywhere(server, world, open_socket):
    async with open_socket() as client:
        await client.sign_in(await server.token(world.operator))
        await client.subscribe()
        for someone in (world.north.owner, world.operator, world.south.anna):
            await happen(someone, "account.signed_in")

        assert [entry["actorName"] for entry in await client.entries(3)] == [
            "Olga North",
            "Otto Operator",
            "Anna Adler",
        ]


@pytest.mark.parametrize("who", ["operator", "owner", "editor", "viewer"])
async def test_an_event_says_what_the_query_says(server, world, open_socket, who):
    someone = world.operator if who == "operator" else getattr(world.north, who)
    async with open_socket() as client:
        await client.sign_in(await server.token(someone))
        await client.subscribe(f"subscription {{ auditLog {{ {SUBJECTS} }} }}")
        left = dict(runner.left)
        async with transaction():
            for subject in (world.north.anna.row, world.north.partner, world.north.owner.row):
                await audit.record(world.north.owner.access, "customer.updated", subject=subject, name="Anna")
        events = await client.entries(3)

    read = await ask(someone.access, f"{{ auditLog(first: 3) {{ nodes {{ {SUBJECTS} }} }} }}")
    assert events == read["auditLog"]["nodes"][::-1]
    assert dict(runner.left) == left


async def test_what_the_role_may_not_is_null_with_an_error_at_its_place(server, world, open_socket):
    async with open_socket() as client:
        await client.sign_in(await server.token(world.north.viewer))
        await client.subscribe("subscription { auditLog { action partner { slug billing { company } } } }")
        await happen(world.north.editor, "customer.created")
        said = await client.hear()

    assert said["payload"]["data"] == {
        "auditLog": {"action": "customer.created", "partner": {"slug": "north", "billing": None}}
    }
    [error] = said["payload"]["errors"]
    assert (error["path"], error["extensions"]["code"]) == (["auditLog", "partner", "billing"], "FORBIDDEN")


async def test_it_speaks_the_viewers_language(server, world, open_socket):
    world.north.viewer.row.language = Language.DE
    await world.north.viewer.row.save()
    async with open_socket() as client:
        await client.sign_in(await server.token(world.north.viewer))
        await client.subscribe("subscription { auditLog { summary } }")
        async with transaction():
            await audit.record(world.north.owner.access, "customer.created", subject=world.north.anna.row, name="Anna")

        assert await client.entries(1) == [{"summary": "Anna wurde angelegt."}]


async def test_customers_follow_nothing(server, world, open_socket):
    async with open_socket() as client:
        await client.sign_in(await server.token(world.north.anna))
        await client.say("subscribe", id="1", payload={"query": ENTRIES})
        said = await client.hear()

        assert (said["type"], said["id"]) == ("error", "1")
        [error] = said["payload"]
        assert (error["message"], error["path"]) == ("Your role does not permit this.", ["auditLog"])
        assert error["extensions"] == {"code": "FORBIDDEN"}
        await happen(world.north.anna, "account.signed_in")
        assert await client.silent()


async def test_an_event_costs_as_many_statements_as_its_shape_however_many_come_together(world, server, open_socket):
    async with open_socket() as client:
        await client.sign_in(await server.token(world.north.viewer))
        await client.subscribe(f"subscription {{ auditLog {{ {SUBJECTS} }} }}")
        counts = []
        for count in (1, 20):
            with recorded_statements() as statements:
                async with transaction():
                    for _ in range(count):
                        await audit.record(world.north.owner.access, "customer.updated", subject=world.north.anna.row)
                await client.entries(count)
            counts.append([table for text in statements for table in ("audit_entry", "customer") if reads(table, text)])

    # The partner is nested in its entry's row.
    assert counts == [["audit_entry", "customer"]] * 2


def reads(table, text):
    """Whether a statement reads what is told of a table; the tail asks for keys and positions."""
    return text.startswith("SELECT") and f'FROM "{table}" ' in text and "position" not in text


# Who gets in


@pytest.mark.parametrize(
    "payload",
    [None, {}, {"authorization": "Bearer unknown"}, {"authorization": "Basic x"}, {"authorization": 5}],
)
async def test_nobody_follows_without_being_signed_in(open_socket, payload):
    async with open_socket() as client:
        await client.say("connection_init", **({} if payload is None else {"payload": payload}))

        assert await client.closed() == (4401, "Unauthorized")


async def test_the_token_may_come_with_the_handshake(server, world, open_socket):
    async with open_socket(headers=await server.bearer(world.north.owner)) as client:
        await client.sign_in()


async def test_a_token_that_is_named_counts_and_not_the_handshakes(server, world, open_socket):
    async with open_socket(headers=await server.bearer(world.north.owner)) as client:
        await client.say("connection_init", payload={"Authorization": "Bearer unknown"})

        assert await client.closed() == (4401, "Unauthorized")


async def test_our_own_pages_may_use_their_cookie(server, world, open_socket):
    headers = await server.cookie(world.north.owner) | {"Origin": server.settings.base_url}
    async with open_socket(headers=headers) as client:
        await client.sign_in()
        await client.subscribe()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "https://evil.example"},
        {"Origin": "https://evil.example", "Accept": "text/html"},
        {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
    ],
)
async def test_another_site_cannot_use_the_cookie(server, world, open_socket, headers):
    cookie = await server.cookie(world.north.owner)

    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        async with open_socket(headers=cookie | headers):
            pass

    assert refused.value.status == 403


@pytest.mark.parametrize("origin", ["null", "https://evil.example", "https://127.0.0.1:8080.evil.example"])
async def test_another_site_gets_in_with_no_token_either(server, world, open_socket, origin):
    headers = await server.bearer(world.north.owner) | {"Origin": origin}

    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        async with open_socket(headers=headers):
            pass

    assert refused.value.status == 403


async def test_a_listed_origin_gets_in_with_a_token_of_its_partners_people(serve, world):
    page = "https://www.north.example"
    world.north.partner.allowed_origins = [page]
    await world.north.partner.save(update_fields=["allowed_origins"])
    server = await serve()
    address = server.server.make_url("/graphql")

    async with connected(server.session, address, headers={"Origin": page}) as client:
        await client.sign_in(await server.token(world.north.owner))
    async with connected(server.session, address, headers={"Origin": page}) as client:
        await client.say(
            "connection_init", payload={"authorization": f"Bearer {await server.token(world.south.owner)}"}
        )
        assert await client.closed() == (4403, "The partner does not list this origin")
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        async with connected(
            server.session, address, headers=await server.cookie(world.north.owner) | {"Origin": page}
        ):
            pass
    assert refused.value.status == 403


# For how long


async def signed_out(world, token):
    await world.system.rows(Session).all().delete()


async def expired(world, token):
    await world.system.rows(Session).update(expires_at=clock.now())


async def unused(world, token):
    await world.system.rows(Session).update(last_seen_at=clock.now() - timedelta(hours=12))


async def removed(world, token):
    await members.remove_member(world.north.owner.access, member_id=world.north.viewer.id)


async def suspended(world, token):
    await partners.suspend_partner(world.operator.access, partner_id=world.north.id, reason="Unpaid")


async def promoted(world, token):
    await members.update_member(world.north.owner.access, member_id=world.north.viewer.id, role=MemberRole.EDITOR)


@pytest.mark.parametrize(
    ("happens", "told"),
    [
        (signed_out, (4401, "The session has ended")),
        (expired, (4401, "The session has ended")),
        (unused, (4401, "The session has ended")),
        (removed, (4401, "The session has ended")),
        (suspended, (4401, "The session has ended")),
        (promoted, (4403, "The role has changed")),
    ],
)
class TestItEndsWithTheSession:
    async def test_within_seconds_when_nothing_happens(self, world, server, open_socket, monkeypatch, happens, told):
        monkeypatch.setattr(transport_ws, "CHECK_EVERY", 0.05)
        async with open_socket() as client:
            await client.sign_in(await server.token(world.north.viewer))
            await happens(world, None)

            assert await client.closed() == told

    async def test_before_anything_more_is_told(self, world, following, monkeypatch, happens, told):
        monkeypatch.setattr(transport_ws, "CHECK_HOLDS", 0.0)
        await happens(world, None)
        await happen(world.north.owner, "member.invited")

        # The next message is that of the end.
        received = await following.socket.receive(timeout=5)
        assert (received.type, received.data, received.extra) == (aiohttp.WSMsgType.CLOSE, *told)


async def test_a_window_left_open_is_no_use_of_the_session(world, server, open_socket, monkeypatch):
    monkeypatch.setattr(transport_ws, "CHECK_EVERY", 0.02)
    async with open_socket() as client:
        await client.sign_in(await server.token(world.north.viewer))
        long_ago = clock.now() - timedelta(hours=11)
        await world.system.rows(Session).update(last_seen_at=long_ago)
        await client.subscribe()
        await asyncio.sleep(0.2)

        [session] = await world.system.rows(Session)
        assert session.last_seen_at == long_ago


# What is said


async def test_only_the_protocol_is_spoken(open_socket):
    for protocols in ([], ["graphql-ws"]):
        async with open_socket(protocols=protocols) as client:
            assert await client.closed() == (4406, "Subprotocol not acceptable")
    async with open_socket(protocols=["graphql-ws", PROTOCOL]) as client:
        assert client.socket.protocol == PROTOCOL


async def test_who_says_nothing_is_not_waited_for(open_socket, monkeypatch):
    monkeypatch.setattr(transport_ws, "INIT_WITHIN", 0.1)
    async with open_socket() as client:
        await client.say("ping")
        assert await client.hear() == {"type": "pong"}
        assert await client.closed() == (4408, "Connection initialisation timeout")


async def test_one_introduces_oneself_once(server, world, open_socket):
    async with open_socket() as client:
        await client.sign_in(await server.token(world.north.viewer))
        await client.say("connection_init")

        assert await client.closed() == (4429, "Too many initialisation requests")


async def test_nothing_is_followed_before_that(open_socket):
    async with open_socket() as client:
        await client.say("subscribe", id="1", payload={"query": ENTRIES})

        assert await client.closed() == (4401, "Unauthorized")


async def test_an_id_stands_for_one_subscription_at_a_time(world, following):
    await following.say("complete", id="1")
    await following.subscribe("subscription { auditLog { action } }")
    await happen(world.north.owner, "member.invited")
    assert await following.entries(1) == [{"action": "member.invited"}]

    await following.say("subscribe", id="1", payload={"query": ENTRIES})
    assert await following.closed() == (4409, "Subscriber for 1 already exists")


async def test_a_reason_is_cut_between_two_characters(following):
    for _ in range(2):
        await following.say("subscribe", id="a" + "ä" * 80, payload={"query": ENTRIES})

    assert await following.closed() == (4409, "Subscriber for a" + "ä" * 53)


async def test_what_is_completed_is_told_no_more(world, following):
    await following.say("complete", id="1")
    await following.say("complete", id="never")
    await following.say("ping", payload={"n": 1})
    assert await following.hear() == {"type": "pong", "payload": {"n": 1}}
    await happen(world.north.owner, "member.invited")

    assert await following.silent()


@pytest.mark.parametrize(
    "said",
    [
        "",
        "{",
        "[" * 5000,
        "5",
        '{"type": "start"}',
        '{"type": ["ping"]}',
        '{"type": "next", "id": "1"}',
        '{"type": "ping", "payload": 5}',
        '{"type": "ping", "payload": ' + '{"a": ' * 1000 + "5" + "}" * 1001,
        '{"type": "subscribe", "id": "", "payload": {"query": "{ viewer { id } }"}}',
        '{"type": "subscribe", "id": 1, "payload": {"query": "{ viewer { id } }"}}',
        '{"type": "subscribe", "id": "2"}',
        '{"type": "subscribe", "id": "2", "payload": {"query": null}}',
        '{"type": "subscribe", "id": "2", "payload": {"query": "{ viewer { id } }", "variables": []}}',
        '{"type": "subscribe", "id": "2", "payload": {"query": "{ viewer { id } }", "operationName": 5}}',
        '{"type": "complete"}',
    ],
)
async def test_what_the_protocol_does_not_know_ends_it(following, said):
    await following.socket.send_str(said)

    code, reason = await following.closed()
    assert (code, reason.split(":")[0]) == (4400, "Invalid message received")


async def test_messages_are_texts(following):
    await following.socket.send_bytes(json.dumps({"type": "ping"}).encode())

    assert await following.closed() == (4400, "Invalid message received: not a text")


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("{ viewer { id } }", "Only subscriptions run over a websocket; send this by POST."),
        ("mutation { signOut { __typename } }", "Only subscriptions run over a websocket; send this by POST."),
        ("subscription { auditLog { action } again: auditLog { action } }", "must select only one top level field"),
        ("subscription { __typename }", "must not select an introspection top level field"),
        ("subscription { auditLog @skip(if: true) { action } }", ""),
        ("subscription { auditLog { unknown } }", "Cannot query field 'unknown' on type 'AuditEntry'."),
        ("subscription ($x: Boolean!) { auditLog { action @skip(if: $x) } }", "$x"),
        ("subscription {", "Syntax Error"),
        (f"subscription {{ auditLog {{ {' '.join(f'a{n}: action' for n in range(31))} }} }}", "aliases 31, at most 30"),
    ],
)
async def test_what_cannot_be_followed_is_an_error_of_its_own(following, query, text):
    await following.say("subscribe", id="2", payload={"query": query})
    said = await following.hear()

    assert (said["type"], said["id"]) == ("error", "2")
    assert text in said["payload"][0]["message"]
    assert said["payload"][0]["extensions"]["code"] in {"BAD_USER_INPUT", "TOO_COMPLEX"}
    await following.say("ping")
    assert await following.hear() == {"type": "pong"}


async def test_by_post_nothing_is_followed(server, world):
    answer = await server.graphql(ENTRIES, headers=await server.bearer(world.north.owner))

    [error] = answer["errors"]
    assert error["message"] == "A subscription runs over a websocket, by the protocol graphql-transport-ws."
