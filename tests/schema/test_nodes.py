"""Finding things by their ids, whatever they are and whatever the ids are."""

from __future__ import annotations

import pytest

from graphapi.ids import encode_id, new_id
from graphapi.models import AuditEntry, Mail, Session, Subscription
from graphapi.services.sessions import open_session
from tests.asking import ask, refusal
from tests.world import add_share

NODE = "query($id: ID!) { node(id: $id) { __typename id } }"
NODES = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }"
INVITE = 'mutation { inviteMember(input: { name: "M", email: "m@north.example", role: VIEWER }) { __typename } }'


@pytest.fixture
async def ids(world):
    """An id of each kind within north's sight."""
    owner = world.north.owner.access
    share = await add_share(world.north.partner)
    await ask(
        owner, 'mutation { inviteMember(input: {name: "M", email: "m@north.example", role: VIEWER}) { __typename } }'
    )
    keys = {
        "partner": world.north.id,
        "member": world.north.editor.id,
        "customer": world.north.anna.id,
        "share": share.id,
        "subscription": (await owner.rows(Subscription).get()).id,
        "audit": (await owner.rows(AuditEntry).get()).id,
        "mail": (await owner.rows(Mail).get()).id,
    }
    return {kind: encode_id(kind, key) for kind, key in keys.items()}


TYPES = {
    "partner": "Partner",
    "member": "Member",
    "customer": "Customer",
    "share": "Share",
    "subscription": "PlanSubscription",
    "audit": "AuditEntry",
    "mail": "Mail",
}


async def test_whatever_has_an_id_is_found_by_it(world, ids):
    for kind, text in ids.items():
        assert await ask(world.north.viewer.access, NODE, id=text) == {"node": {"__typename": TYPES[kind], "id": text}}


async def test_one_s_own_session_is_found_and_nobody_else_s(world):
    opened = await open_session(world.system, person=world.north.viewer.row, user_agent=None, replaces=None)
    text = encode_id("session", (await world.system.rows(Session).get()).id)

    assert opened.principal.session_id is not None
    assert (await ask(world.north.viewer.access, NODE, id=text))["node"] == {"__typename": "Session", "id": text}
    for access in (world.north.owner.access, world.operator.access, world.anonymous):
        assert await ask(access, NODE, id=text) == {"node": None}


async def test_customers_find_themselves_their_partner_and_their_shares_alone(world, ids):
    found = {kind: (await ask(world.north.anna.access, NODE, id=text))["node"] for kind, text in ids.items()}

    assert {kind for kind, node in found.items() if node} == {"partner", "customer", "share"}


async def test_several_are_found_in_their_order_with_null_for_what_is_not_there(world, ids):
    wanted = [ids["share"], encode_id("share", new_id()), ids["customer"], "nonsense", ids["share"]]

    found = await ask(world.north.viewer.access, NODES, ids=wanted)

    assert [node and node["id"] for node in found["nodes"]] == [ids["share"], None, ids["customer"], None, ids["share"]]


async def test_a_hundred_ids_are_found_and_a_hundred_and_one_are_too_many(world, ids):
    found = await ask(world.north.viewer.access, NODES, ids=[ids["customer"]] * 100)
    code, text = await refusal(world.north.viewer.access, NODES, ids=["x"] * 101)

    assert len(found["nodes"]) == 100
    assert (code, text) == ("BAD_USER_INPUT", "At most 100 ids at a time.")


async def test_no_ids_find_nothing(world):
    assert await ask(world.north.viewer.access, NODES, ids=[]) == {"nodes": []}


SUFFIX = "0" * 26
MALFORMED = [
    "",
    "_",
    "customer",
    "customer_",
    f"_{SUFFIX}",
    f"customer_{SUFFIX}0",
    f"customer_8{SUFFIX[1:]}",
    f"customer_{SUFFIX[1:]}u",
    f"customer_{SUFFIX[1:]}\0",
    f"CUSTOMER_{SUFFIX}",
    f"customer{SUFFIX}",
    f"account_{SUFFIX}",
    f"token_{SUFFIX}",
    f"plan_{SUFFIX}",
    f"operator_{SUFFIX}",
    f"nothing_{SUFFIX}",
    "00000000-0000-0000-0000-000000000000",
    "customer_" + "z" * 100_000,
    "ä" * 30,
    "\u202e",
    "' OR 1=1 --",
    7,
    10**100,
]


@pytest.mark.parametrize("text", MALFORMED, ids=lambda text: repr(text)[:40])
async def test_an_id_that_is_none_is_like_one_that_is_not_there(world, text):
    for access in (world.operator.access, world.north.owner.access, world.north.anna.access, world.anonymous):
        assert await ask(access, NODE, id=text) == {"node": None}
        assert await ask(access, NODES, ids=[text]) == {"nodes": [None]}


@pytest.mark.parametrize("text", [None, 1.5, True, [], {}])
async def test_what_is_no_id_at_all_is_bad_input(world, text):
    code, _ = await refusal(world.north.owner.access, NODE, id=text)

    assert code == "BAD_USER_INPUT"


async def test_an_id_has_one_spelling(world):
    text = encode_id("customer", world.north.anna.id)

    for other in (text.upper(), f" {text}", f"{text} ", text.replace("customer", "Customer")):
        assert await ask(world.north.owner.access, NODE, id=other) == {"node": None}


async def test_the_kind_is_part_of_the_id(world):
    for kind in ("member", "share", "partner", "mail"):
        text = encode_id(kind, world.north.anna.id)

        assert await ask(world.operator.access, NODE, id=text) == {"node": None}


@pytest.mark.parametrize(
    ("who", "url"),
    [
        ("owner", "https://cloud.example.com:8443/s/abcd1234"),
        ("anna", "https://cloud.example.com:8443/s/abcd1234"),
        ("viewer", "https://cloud.example.com:8443/"),
        ("operator", "https://cloud.example.com:8443/"),
    ],
)
async def test_a_link_is_told_whole_to_those_alone_who_may_open_it(world, who, url):
    share = await add_share(
        world.north.partner, recipients=[world.north.anna.row], url="https://cloud.example.com:8443/s/abcd1234"
    )
    access = world.operator.access if who == "operator" else getattr(world.north, who).access

    assert (await ask(access, "query($id: ID!) { share(id: $id) { url } }", id=encode_id("share", share.id))) == {
        "share": {"url": url}
    }
