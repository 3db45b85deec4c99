"""Which other sites' scripts may read the API's answers: those a partner lists, to tokens of its own people."""

from __future__ import annotations

import asyncio
import re
from io import BytesIO

import pytest

from graphapi.models import Partner, PartnerStatus, Session
from graphapi.services import partners
from graphapi.web.cors import KEPT
from tests.security.conftest import OWN, VIEWER
from tests.statements import recorded_statements
from tests.world import PASSWORD

NORTH, SOUTH, BOTH = "https://www.north.example", "http://localhost:3000", "https://agency.example:8443"
SIGN_IN = "mutation($input: SignInInput!) { signIn(input: $input) { ... on SignedIn { token } } }"
PREFLIGHT = {
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization,content-type",
}


@pytest.fixture
def now(monkeypatch):
    """The clock that the lists are kept by; setting its first element sets it forward."""
    time = [KEPT]
    monkeypatch.setattr("graphapi.web.cors.monotonic", lambda: time[0])
    return time


@pytest.fixture
async def listed(serve, now):
    """A server with two partners' origins, of which it knows none yet."""
    server = await serve()
    await list_origins(server.world)
    return server


async def list_origins(world):
    await world.system.rows(Partner).filter(id=world.north.id).update(allowed_origins=[NORTH, BOTH])
    await world.system.rows(Partner).filter(id=world.south.id).update(allowed_origins=[SOUTH, BOTH])


def shared(response):
    """What an answer says of other origins."""
    return {name: value for name, value in response.headers.items() if name.startswith("Access-Control-")}


def readable(origin):
    """What it says where their scripts may read it."""
    return {
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Expose-Headers": "Allow, Retry-After, WWW-Authenticate, X-Request-ID",
    }


async def post(server, origin, who=None, *, query=VIEWER):
    bearer = await server.bearer(who) if who else {}
    return await server.post("/graphql", json={"query": query}, headers=bearer | {"Origin": origin})


async def reads(server, origin, who=None):
    """Whether a script there may read what somebody is answered."""
    response = await post(server, origin, who)
    assert response.status == 200
    assert response.headers["Vary"] == "Origin"
    assert shared(response) in ({}, readable(origin))
    return shared(response) != {}


@pytest.mark.parametrize("origin", [NORTH, SOUTH, BOTH])
async def test_a_browser_that_asks_first_is_told_what_it_may_send(listed, origin):
    response = await listed.request("OPTIONS", "/graphql", headers=PREFLIGHT | {"Origin": origin})

    assert (response.status, await response.read()) == (204, b"")
    assert response.headers["Vary"] == "Origin"
    assert shared(response) == readable(origin) | {
        "Access-Control-Allow-Methods": "GET, HEAD, POST",
        "Access-Control-Allow-Headers": "Accept, Accept-Language, Authorization, Content-Type, GraphQL-Cost, "
        "Idempotency-Key, X-Requested-With, Apollo-Require-Preflight, Apollographql-Client-Name, "
        "Apollographql-Client-Version, X-Apollo-Operation-Name",
        "Access-Control-Max-Age": "7200",
    }


UNLISTED = [
    "https://evil.example",
    "null",
    "",
    "*",
    f"{NORTH}/",
    NORTH.upper(),
    NORTH.replace("https", "http"),
    f"{NORTH}:8443",
    f"{NORTH}.evil.example",
    NORTH.replace("www.", ""),
    NORTH.replace("www.", "www.evil."),
    f"{NORTH}, {BOTH}",
    "http://localhost",
    "http://localhost:30000",
]


@pytest.mark.parametrize("origin", UNLISTED)
async def test_what_nobody_lists_is_told_nothing(listed, origin):
    north = listed.world.north

    preflight = await listed.request("OPTIONS", "/graphql", headers=PREFLIGHT | {"Origin": origin})

    assert (preflight.status, shared(preflight)) == (204, {})
    assert await reads(listed, origin) is False
    assert await reads(listed, origin, north.owner) is False


async def test_an_origin_reads_what_its_own_partner_s_people_are_answered(listed):
    world = listed.world

    for someone in (world.north.owner, world.north.viewer, world.north.anna):
        assert await reads(listed, NORTH, someone)
        assert not await reads(listed, SOUTH, someone)
        assert await reads(listed, BOTH, someone)
    assert not await reads(listed, NORTH, world.south.anna)
    assert await reads(listed, SOUTH, world.south.anna)


async def test_no_partner_s_origin_reads_what_an_operator_is_answered(listed):
    assert not await reads(listed, BOTH, listed.world.operator)


async def test_signing_in_is_read_there_since_nobody_is_signed_in_yet(listed):
    variables = {"input": {"portal": "north", "login": "anna", "password": PASSWORD}}

    response = await listed.post("/graphql", json={"query": SIGN_IN, "variables": variables}, headers={"Origin": NORTH})

    token = (await response.json())["data"]["signIn"]["token"]
    assert shared(response) == readable(NORTH)
    response = await listed.post(
        "/graphql", json={"query": VIEWER}, headers={"Origin": NORTH, "Authorization": f"Bearer {token}"}
    )
    assert (await response.json(), shared(response)) == ({"data": {"viewer": {"name": "Anna Adler"}}}, readable(NORTH))


async def test_who_has_been_signed_out_is_told_so_there(listed):
    headers = {"Origin": NORTH, "Authorization": "Bearer ended"}

    response = await listed.post("/graphql", json={"query": VIEWER}, headers=headers)

    assert (await response.json(), shared(response)) == ({"data": {"viewer": None}}, readable(NORTH))


async def test_a_cookie_counts_for_nothing_there(listed):
    """Browsers send it from a listed origin on the same site; and no answer is ever shared with credentials."""
    cookie = await listed.cookie(listed.world.north.owner)

    for site in ("same-site", "cross-site"):
        headers = cookie | {"Origin": NORTH, "Sec-Fetch-Site": site}
        response = await listed.post("/graphql", json={"query": "mutation { signOut { ok } }"}, headers=headers)

        assert response.status == 403
        assert "Access-Control-Allow-Credentials" not in response.headers
    assert await listed.world.system.rows(Session).count() == 1


async def test_our_own_pages_need_none_of_it(listed):
    headers = await listed.cookie(listed.world.north.owner) | OWN | {"Origin": listed.settings.base_url}

    response = await listed.post("/graphql", json={"query": VIEWER}, headers=headers)

    assert (response.status, shared(response)) == (200, {})


TOO_MUCH = b" " * (1024 * 1024 + 1)
REFUSED = [
    ("a GET without a token", "GET", {}, b"", 401),
    ("another method", "PUT", {}, b"", 405),
    ("no JSON", "POST", {"Content-Type": "application/json"}, b"{", 400),
    ("no acceptable type", "POST", {"Content-Type": "application/json", "Accept": "image/png"}, b"{}", 406),
    ("too much", "POST", {"Content-Type": "application/json"}, TOO_MUCH, 413),
    ("another type", "POST", {"Content-Type": "text/plain"}, b"{}", 415),
]


@pytest.mark.parametrize(("method", "headers", "body", "status"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
async def test_a_script_reads_why_it_was_refused(listed, method, headers, body, status):
    response = await listed.request(method, "/graphql", data=BytesIO(body), headers=headers | {"Origin": NORTH})

    assert (response.status, shared(response)) == (status, readable(NORTH))


async def test_and_when_to_come_again(serve, now):
    server = await serve(rate_limit=1)
    await list_origins(server.world)

    responses = [await post(server, NORTH) for _ in range(2)]

    assert [response.status for response in responses] == [200, 429]
    assert shared(responses[1]) == readable(NORTH)
    assert "Retry-After" in responses[1].headers


async def test_and_the_number_of_what_went_wrong(listed, monkeypatch):
    def breaking(*_, **__):
        raise RuntimeError

    monkeypatch.setattr("graphapi.web.session.sessions.find_principal", breaking)

    response = await post(listed, NORTH, listed.world.north.owner)

    assert (response.status, shared(response)) == (500, readable(NORTH))


@pytest.mark.parametrize("path", ["/", "/north", "/north/profile", "/operator", "/healthz", "/schema.graphql"])
async def test_nothing_but_the_api_is_shared(listed, path):
    for method in ("GET", "POST", "OPTIONS"):
        response = await listed.request(method, path, headers=PREFLIGHT | {"Origin": NORTH})

        assert shared(response) == {}


async def test_a_change_takes_hold_within_ten_seconds(listed, now):
    owner = listed.world.north.owner
    own = listed.world.system.rows(Partner).filter(id=listed.world.north.id)
    assert await reads(listed, NORTH, owner)

    await own.update(allowed_origins=["https://new.example"])
    now[0] += 9.9
    assert (await reads(listed, NORTH, owner), await reads(listed, "https://new.example", owner)) == (True, False)

    now[0] += 0.1
    assert (await reads(listed, NORTH, owner), await reads(listed, "https://new.example", owner)) == (False, True)


@pytest.mark.parametrize(("status", "may"), [(PartnerStatus.SUSPENDED, True), (PartnerStatus.CLOSED, False)])
async def test_a_suspended_partner_s_frontend_can_still_say_so_and_a_closed_one_s_is_gone(listed, status, may):
    await listed.world.system.rows(Partner).filter(id=listed.world.north.id).update(status=status)

    assert await reads(listed, NORTH) is may


async def test_the_lists_are_read_by_one_statement_and_not_again_soon(listed):
    """Nor for origins that somebody makes up; and for requests from no other site not at all."""
    bearer = await listed.bearer(listed.world.north.owner)
    made_up = [{"Origin": f"https://{number}.example"} for number in range(3)]

    with recorded_statements() as statements:
        costs = []
        for headers in ({}, {"Origin": listed.settings.base_url}, {"Origin": NORTH}, *made_up):
            await listed.post("/graphql", json={"query": VIEWER}, headers=bearer | headers)
            costs.append(sum("allowed_origins" in statement for statement in statements))

    assert costs == [0, 0, 1, 1, 1, 1]


async def test_many_at_once_read_them_once(listed, monkeypatch):
    readings = []
    read = partners.allowed_origins

    async def counting(access):
        readings.append(access)
        await asyncio.sleep(0.01)
        return await read(access)

    monkeypatch.setattr(partners, "allowed_origins", counting)

    assert await asyncio.gather(*(reads(listed, NORTH) for _ in range(20))) == [True] * 20
    assert len(readings) == 1


async def test_an_answer_is_not_lost_where_they_cannot_be_read(listed, now, monkeypatch, caplog):
    assert await reads(listed, NORTH)

    async def failing(_):
        raise OSError("secret")

    monkeypatch.setattr(partners, "allowed_origins", failing)
    now[0] += KEPT

    assert await reads(listed, NORTH)
    assert re.search(r"the origins that partners list: .*OSError", caplog.text)
    assert "secret" not in caplog.text
