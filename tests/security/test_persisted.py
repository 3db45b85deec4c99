"""Automatic persisted queries: sent in full once, by their hash from then on, and nobody's to fill up for others."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest

from schema.persisted import PER_TEXT, PersistedQueries, PersistedQueryNotFound
from tests.security.conftest import OWN, VIEWER

JSON = "application/json"
GRAPHQL_JSON = "application/graphql-response+json"
ENGLISH = {"Accept-Language": "en"}
NOT_FOUND = {"errors": [{"message": "PersistedQueryNotFound", "extensions": {"code": "PERSISTED_QUERY_NOT_FOUND"}}]}


@pytest.fixture(autouse=True)
def persisted(monkeypatch):
    """What is known by its hash: nothing at first."""
    kept = PersistedQueries()
    monkeypatch.setattr("schema.http.persisted", kept)
    return kept


def digest_of(text):
    return sha256(text.encode()).hexdigest()


def by_hash(text, **more):
    """What a client sends once it takes a document to be known."""
    return {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": digest_of(text)}}} | more


def in_full(text, **more):
    return by_hash(text, query=text, **more)


async def post(server, sent, *, headers=None, accept=JSON):
    """The status and the answer."""
    response = await server.post("/graphql", json=sent, headers=(headers or {}) | ENGLISH | {"Accept": accept})
    return response.status, await response.json(content_type=accept)


async def test_a_document_is_asked_for_by_its_hash_once_it_was_sent_in_full(server):
    bearer = await server.bearer(server.world.north.owner)
    named = {"data": {"viewer": {"name": "Olga North"}}}

    assert await post(server, by_hash(VIEWER), headers=bearer) == (200, NOT_FOUND)
    assert await post(server, in_full(VIEWER), headers=bearer) == (200, named)
    assert await post(server, by_hash(VIEWER), headers=bearer) == (200, named)


async def test_where_the_type_allows_it_the_status_says_too_that_it_is_not_known(server):
    assert await post(server, by_hash(VIEWER), accept=GRAPHQL_JSON) == (400, NOT_FOUND)


async def test_variables_and_the_operation_s_name_go_with_the_hash(server):
    document = "query A($a: Boolean!) { viewer @include(if: $a) { name } } query B { plans { code } }"
    more = {"operationName": "A", "variables": {"a": False}}

    await post(server, in_full(document, **more))

    assert await post(server, by_hash(document, **more)) == (200, {"data": {}})


async def test_what_is_shared_is_the_text_and_nothing_of_the_answer(server):
    """And whoever did not send it is answered as itself."""
    for who, name in ((server.world.north.owner, "Olga North"), (server.world.south.anna, "Anna Adler")):
        await post(server, in_full(VIEWER), headers=await server.bearer(server.world.north.owner))

        _, answer = await post(server, by_hash(VIEWER), headers=await server.bearer(who))

        assert answer == {"data": {"viewer": {"name": name}}}
    assert await post(server, by_hash(VIEWER)) == (200, {"data": {"viewer": None}})


async def test_it_works_by_get_with_a_bearer_token(server):
    bearer = await server.bearer(server.world.north.owner)
    address = {"extensions": json.dumps(by_hash(VIEWER)["extensions"])}

    before = await server.get("/graphql", params=address, headers=bearer)
    sent = await server.get("/graphql", params=address | {"query": VIEWER}, headers=bearer)
    after = await server.get("/graphql", params=address, headers=bearer)

    assert (before.status, await before.json()) == (200, NOT_FOUND)
    assert await sent.json() == await after.json() == {"data": {"viewer": {"name": "Olga North"}}}
    assert {response.headers["Cache-Control"] for response in (before, sent, after)} == {"no-store"}


async def test_a_mutation_is_not_run_by_get_under_its_hash_either(server):
    document = "mutation { signOut { ok } }"
    address = {"extensions": json.dumps(by_hash(document)["extensions"])}
    await post(server, in_full(document))
    bearer = await server.bearer(server.world.north.owner)

    response = await server.get("/graphql", params=address, headers=bearer)

    assert (response.status, response.headers["Allow"]) == (405, "POST")
    assert await server.graphql(headers=bearer) == {"data": {"viewer": {"name": "Olga North"}}}


async def test_a_cookie_from_another_site_runs_nothing_by_a_hash(server):
    cookie = await server.cookie(server.world.north.owner)
    await post(server, in_full(VIEWER), headers=cookie | OWN)

    response = await server.post("/graphql", json=by_hash(VIEWER), headers=cookie | {"Sec-Fetch-Site": "cross-site"})

    assert response.status == 403


async def test_a_hash_of_something_else_is_refused(server):
    sent = by_hash(VIEWER, query="{ plans { code } }")

    status, answer = await post(server, sent)

    assert (status, answer["errors"][0]["message"]) == (400, "sha256Hash is not the hash of the query.")
    assert await post(server, by_hash(VIEWER)) == (200, NOT_FOUND)


HASH = digest_of(VIEWER)


@pytest.mark.parametrize(
    "extension",
    [
        {},
        [],
        1,
        "x",
        {"version": 1},
        {"sha256Hash": HASH},
        {"version": 2, "sha256Hash": HASH},
        {"version": "1", "sha256Hash": HASH},
        {"version": 1, "sha256Hash": HASH[:63]},
        {"version": 1, "sha256Hash": f"{HASH}\n"},
        {"version": 1, "sha256Hash": HASH.upper()},
        {"version": 1, "sha256Hash": [HASH]},
    ],
)
async def test_what_does_not_follow_the_protocol_is_told_what_it_is(server, extension):
    status, answer = await post(server, {"query": VIEWER, "extensions": {"persistedQuery": extension}})

    assert (status, answer["errors"][0]["message"]) == (
        400,
        "persistedQuery must have version 1 and a sha256Hash of 64 hexadecimal digits.",
    )


async def test_an_extension_that_is_null_is_none(server):
    assert await post(server, {"query": VIEWER, "extensions": {"persistedQuery": None}}) == (
        200,
        {"data": {"viewer": None}},
    )


@pytest.mark.parametrize(
    ("document", "variables"),
    [
        ("{", {}),
        ("{ unknown }", {}),
        (f"{{ {'a: viewer { name } ' * 501} }}", {}),
        (f"{{ viewer {{ name }} }} # {'x' * 50_000}", {}),
        ("{ __schema { queryType { name } } }", {}),
        ("query($id: ID!) { node(id: $id) { id } }", {"id": {}}),
    ],
)
async def test_only_what_is_run_is_kept(server, document, variables):
    await post(server, in_full(document, variables=variables))

    assert await post(server, by_hash(document)) == (200, NOT_FOUND)


def documents(count, *, prefix):
    """So many documents of one length."""
    texts = [f"{{ {prefix}{number:04}: __typename }}" for number in range(count)]
    return {digest_of(text): text for text in texts}


def known(kept, digests):
    """Those that are still known; to be asked for when it is over, since asking makes them young."""
    found = []
    for digest in digests:
        try:
            kept.text(digest)
        except PersistedQueryNotFound:
            continue
        found.append(digest)
    return found


def test_what_was_not_asked_for_the_longest_goes_first():
    texts = documents(4, prefix="a")
    first, second, third, fourth = texts
    weight = len(texts[first]) + 49 + PER_TEXT  # a text of Python's has 49 bytes besides its letters
    kept = PersistedQueries(most=3 * weight)
    for digest in (first, second, third):
        kept.keep(digest, texts[digest], owner="north")

    kept.text(first)
    kept.keep(fourth, texts[fourth], owner="north")

    assert known(kept, texts) == [first, third, fourth]


def test_whoever_sends_many_pushes_out_its_own():
    kept = PersistedQueries(most=100_000)
    ours, theirs = documents(20, prefix="a"), documents(1000, prefix="b")
    for digest, text in ours.items():
        kept.keep(digest, text, owner="north")

    for digest, text in theirs.items():
        kept.keep(digest, text, owner="192.0.2.7")

    assert known(kept, ours) == [*ours]
    assert known(kept, theirs) == [*theirs][-len(known(kept, theirs)) :]
    assert 100 < len(known(kept, theirs)) < 200


def test_it_holds_no_more_than_its_bound_and_forgets_who_has_nothing_left():
    kept = PersistedQueries(most=10_000)

    for number, (digest, text) in enumerate(documents(1000, prefix="a").items()):
        kept.keep(digest, text, owner=f"192.0.2.{number}")

    assert kept._weight == sum(part.weight for part in kept._parts.values()) <= 10_000
    assert len(kept._owners) == sum(len(part.texts) for part in kept._parts.values()) == len(kept._parts)


@pytest.mark.parametrize("who", ["somebody", "a stranger"])
async def test_a_flood_of_documents_takes_nothing_from_anybody_else(server, persisted, monkeypatch, who):
    monkeypatch.setattr(persisted, "_most", 50_000)
    bearer = await server.bearer(server.world.north.viewer)
    await post(server, in_full(VIEWER), headers=bearer)
    flooding = await server.bearer(server.world.north.anna) if who == "somebody" else {}

    for text in documents(120, prefix="a").values():
        await post(server, in_full(text), headers=flooding)

    assert len(persisted._owners) < 110
    assert await post(server, by_hash(VIEWER), headers=bearer) == (200, {"data": {"viewer": {"name": "Vera North"}}})
