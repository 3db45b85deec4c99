"""How many requests a minute one address, and one token, may make."""

from __future__ import annotations

from ipaddress import ip_network
from time import thread_time

import pytest

from graphapi.models import Session
from graphapi.web import rate_limit
from graphapi.web.rate_limit import RateLimit
from tests.security.conftest import VIEWER
from tests.statements import recorded_statements

PROXY = (ip_network("127.0.0.1"),)
BODY = {"query": VIEWER}


class Time:
    """A clock that stands still until it is set forward."""

    seconds = 600.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def time():
    return Time()


def let_through(limit, whose, tries):
    """How many of so many tries are let through."""
    return sum(limit.wait(whose) == 0 for _ in range(tries))


# Counting


def test_as_many_are_let_through_as_there_is_room_for(time):
    limit = RateLimit(3, now=time)

    assert [limit.wait("one") for _ in range(5)] == [0, 0, 0, 61, 61]
    assert limit.wait("another") == 0


@pytest.mark.parametrize("passed", [0.0, 0.5, 10.0, 59.0, 59.9])
@pytest.mark.parametrize("most", [1, 2, 60, 6000])
def test_who_waits_as_long_as_is_said_is_let_through(time, most, passed):
    limit = RateLimit(most, now=time)
    time.seconds += passed
    let_through(limit, "one", most)

    for _ in range(3):
        time.seconds += limit.wait("one")
        assert limit.wait("one") == 0
        let_through(limit, "one", most)


def test_a_minute_slides(time):
    limit = RateLimit(60, now=time)
    assert let_through(limit, "one", 100) == 60

    time.seconds += 60
    assert let_through(limit, "one", 100) == 0
    time.seconds += 15
    assert let_through(limit, "one", 100) == 15
    time.seconds += 15
    assert let_through(limit, "one", 100) == 15
    time.seconds += 120
    assert let_through(limit, "one", 100) == 60


def test_who_is_refused_is_not_kept_out_by_asking_again(time):
    limit = RateLimit(2, now=time)
    let_through(limit, "one", 1000)

    time.seconds += 120

    assert let_through(limit, "one", 3) == 2


def test_what_is_kept_is_bounded_and_forgotten(time, monkeypatch):
    monkeypatch.setattr(rate_limit, "MOST_COUNTED", 100)
    limit = RateLimit(2, now=time)
    for number in range(1000):
        assert limit.wait(f"10.0.0.{number}") == 0
    assert len(limit._counts) == 100

    # Those who are counted are so to the end.
    assert let_through(limit, "10.0.0.1", 10) == 1
    time.seconds += 60
    limit.wait("one")
    assert (len(limit._counts), len(limit._counts_before)) == (1, 100)
    time.seconds += 60
    limit.wait("one")
    assert (len(limit._counts), len(limit._counts_before)) == (1, 1)


def test_no_address_is_kept(time):
    limit, other = RateLimit(2, now=time), RateLimit(2, now=time)
    limit.wait("192.0.2.7")
    other.wait("192.0.2.7")

    assert [len(key) for key in limit._counts] == [16]
    assert limit._counts.keys() != other._counts.keys()


@pytest.mark.usefixtures("no_old_garbage")
def test_it_costs_a_few_microseconds():
    limit = RateLimit(10**9)
    before = thread_time()

    for _ in range(10_000):
        limit.wait("192.0.2.7")

    assert thread_time() - before < 0.1


# Over HTTP


async def test_an_address_that_asks_too_much_is_refused_before_it_is_known_who_asks(serve):
    server = await serve(rate_limit=2, trusted_proxies=PROXY)
    headers = await server.bearer(server.world.north.owner) | {"X-Forwarded-For": "192.0.2.7", "Accept-Language": "en"}
    for _ in range(2):
        assert (await server.post("/graphql", json=BODY, headers=headers)).status == 200

    with recorded_statements() as statements:
        refused = await server.post("/graphql", json=BODY, headers=headers)

    seconds = int(refused.headers["Retry-After"])
    assert (refused.status, refused.content_type) == (429, "application/json")
    assert await refused.json() == {
        "errors": [
            {
                "message": f"Too many requests. Please try again in {seconds} s.",
                "extensions": {"code": "RATE_LIMITED", "retryAfter": seconds},
            }
        ]
    }
    assert 0 < seconds <= 121
    assert [statement for statement in statements if "token_hash" in statement] == []
    elsewhere = headers | {"Authorization": "", "X-Forwarded-For": "192.0.2.8"}
    assert (await server.post("/graphql", json=BODY, headers=elsewhere)).status == 200


async def test_a_token_is_limited_wherever_it_is_used_from(serve):
    server = await serve(rate_limit=2, trusted_proxies=PROXY)
    owner, anna = await server.bearer(server.world.north.owner), await server.bearer(server.world.north.anna)

    async def status(headers, number):
        where = {"X-Forwarded-For": f"192.0.2.{number}"}
        return (await server.post("/graphql", json=BODY, headers=headers | where)).status

    assert [await status(owner, number) for number in range(4)] == [200, 200, 429, 429]
    assert await status(anna, 9) == 200


async def test_it_is_said_in_the_language_of_who_is_signed_in(serve):
    server = await serve(rate_limit=1, trusted_proxies=PROXY)
    headers = await server.bearer(server.world.north.anna)

    await server.graphql(headers=headers | {"X-Forwarded-For": "192.0.2.1"})
    english = await server.graphql(headers=headers | {"X-Forwarded-For": "192.0.2.2"})
    german = await server.graphql(headers={"X-Forwarded-For": "192.0.2.1"})

    assert english["errors"][0]["message"].startswith("Too many requests.")
    assert german["errors"][0]["message"].startswith("Zu viele Anfragen.")


async def test_an_ipv6_network_is_one_address(serve):
    server = await serve(rate_limit=1, trusted_proxies=PROXY)

    async def status(address):
        return (await server.post("/graphql", json=BODY, headers={"X-Forwarded-For": address})).status

    assert [await status(address) for address in ("2001:db8::1", "2001:db8::2", "2001:db8:0:1::1")] == [200, 429, 200]


async def test_no_invented_token_counts_for_itself(serve):
    server = await serve(rate_limit=2)
    tokens = [{"Authorization": f"Bearer invented{number}"} for number in range(3)]

    assert [(await server.post("/graphql", json=BODY, headers=token)).status for token in tokens] == [200, 200, 429]


async def test_a_browser_is_shown_a_page(serve):
    server = await serve(rate_limit=1)
    await server.get("/north")

    refused = await server.get("/north", headers={"Accept": "text/html", "Accept-Language": "de"})

    assert (refused.status, refused.content_type) == (429, "text/html")
    assert 0 < int(refused.headers["Retry-After"]) <= 121
    assert "Einen Moment, bitte" in await refused.text()


async def test_the_new_media_type_is_answered_in_itself(serve):
    server = await serve(rate_limit=1)
    await server.graphql()

    refused = await server.post("/graphql", json=BODY, headers={"Accept": "application/graphql-response+json"})

    assert (refused.status, refused.content_type) == (429, "application/graphql-response+json")
    assert refused.headers["X-Content-Type-Options"] == "nosniff"


async def test_what_is_refused_changes_nothing(serve):
    server = await serve(rate_limit=1)
    headers = await server.bearer(server.world.north.owner)
    await server.graphql(headers=headers)

    refused = await server.post("/graphql", json={"query": "mutation { signOut { ok } }"}, headers=headers)

    assert refused.status == 429
    assert await server.world.system.rows(Session).count() == 1


async def test_nought_is_no_limit(serve):
    server = await serve(rate_limit=0)

    assert {(await server.post("/graphql", json=BODY)).status for _ in range(20)} == {200}
