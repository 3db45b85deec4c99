"""What comes in over HTTP: which bodies are read, whose requests run, and how each is answered."""

from __future__ import annotations

import gzip
import json
from inspect import signature
from io import BytesIO

import pytest
from aiohttp import FormData
from aiohttp.web import RequestHandler

from graphapi.cli import KEEPALIVE
from graphapi.errors import Throttled
from graphapi.models import Session
from graphapi.services import passwords
from graphapi.web.boundary import BODY_TIMEOUT
from tests.security.conftest import OWN, VIEWER, Server, running

JSON = "application/json"
GRAPHQL_JSON = "application/graphql-response+json"
ENGLISH = {"Accept-Language": "en"}
SIGN_OUT = "mutation { signOut { ok } }"
BASE = "http://127.0.0.1:8080"


def body(query=VIEWER, **more):
    return json.dumps({"query": query} | more).encode()


async def credentials(server, kind):
    """The headers of Olga as a browser, as a program, and of nobody."""
    if kind == "cookie":
        return await server.cookie(server.world.north.owner) | OWN
    return await server.bearer(server.world.north.owner) if kind == "bearer" else {}


async def sessions(server):
    return await server.world.system.rows(Session).count()


WHO = pytest.mark.parametrize("who", ["cookie", "bearer", "nobody"])


@WHO
@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "application/graphql", "text/json", "", None]
)
async def test_only_json_is_run_whoever_sends_it(server, who, content_type):
    headers = await credentials(server, who)
    before = await sessions(server)
    if content_type is not None:
        headers["Content-Type"] = content_type

    response = await server.post(
        "/graphql", data=body(SIGN_OUT), headers=headers, skip_auto_headers=["Content-Type"] if not content_type else []
    )

    assert response.status == 415
    assert await sessions(server) == before


@WHO
async def test_multipart_is_not_run(server, who):
    headers = await credentials(server, who)
    before = await sessions(server)
    form = FormData({"operations": body(SIGN_OUT).decode(), "map": "{}"}, default_to_multipart=True)

    response = await server.post("/graphql", data=form, headers=headers)

    assert response.status == 415
    assert await sessions(server) == before


@WHO
@pytest.mark.parametrize("accept", [JSON, GRAPHQL_JSON])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_a_mutation_by_get_is_not_run(server, method, who, accept):
    headers = await credentials(server, who)
    before = await sessions(server)

    response = await server.request(
        method, "/graphql", params={"query": SIGN_OUT}, headers=headers | {"Accept": accept}
    )

    assert response.status == (405 if who == "bearer" else 401)
    assert await sessions(server) == before


@pytest.mark.parametrize("accept", [JSON, GRAPHQL_JSON])
async def test_who_sends_a_mutation_by_get_is_told_to_post_it(server, accept):
    headers = await server.bearer(server.world.north.owner) | {"Accept": accept} | ENGLISH

    response = await server.get("/graphql", params={"query": SIGN_OUT}, headers=headers)

    assert (response.status, response.headers["Allow"]) == (405, "POST")
    assert await response.json(content_type=accept) == {
        "errors": [
            {
                "message": "Only queries can be run by GET; send this by POST.",
                "extensions": {"code": "BAD_USER_INPUT"},
            }
        ]
    }


@pytest.mark.parametrize("accept", [JSON, GRAPHQL_JSON])
@pytest.mark.parametrize("who", ["cookie", "nobody"])
async def test_a_query_by_get_takes_a_bearer_token_and_says_so(server, who, accept):
    headers = await credentials(server, who)

    response = await server.get("/graphql", params={"query": VIEWER}, headers=headers | {"Accept": accept} | ENGLISH)

    assert (response.status, response.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert await response.json(content_type=accept) == {
        "errors": [
            {
                "message": "By GET, queries are run with a bearer token only: "
                "send the header Authorization: Bearer …, or use POST.",
                "extensions": {"code": "UNAUTHENTICATED"},
            }
        ]
    }


# What an address can say, beside what a body can.
BY_ADDRESS = {
    "query": "query V($yes: Boolean!) { viewer @include(if: $yes) { name } } query W { plans { code } }",
    "operationName": "V",
    "variables": '{"yes": true}',
    "extensions": "{}",
}


async def test_a_query_by_get_is_run(server):
    bearer = await server.bearer(server.world.north.owner)

    response = await server.get("/graphql", params=BY_ADDRESS, headers=bearer)

    assert await response.json() == {"data": {"viewer": {"name": "Olga North"}}}


async def test_head_is_get_without_the_answer(server):
    bearer = await server.bearer(server.world.north.owner)

    asked = [await server.request(method, "/graphql", params=BY_ADDRESS, headers=bearer) for method in ("GET", "HEAD")]

    assert [response.status for response in asked] == [200, 200]
    assert [response.headers["Content-Length"] for response in asked] == ["41", "41"]
    assert await asked[1].read() == b""


async def test_options_says_how_it_may_be_asked(server):
    response = await server.request("OPTIONS", "/graphql")

    assert (response.status, response.headers["Allow"]) == (204, "GET, HEAD, OPTIONS, POST")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
async def test_what_it_cannot_be_asked_by_says_so_too(server, method):
    response = await server.request(method, "/graphql", json={"query": VIEWER})

    assert (response.status, response.headers["Allow"]) == (405, "GET,HEAD,OPTIONS,POST")


# Sec-Fetch-Site decides where a browser sends it, else Origin.
FROM_ELSEWHERE = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": BASE},
    {"Sec-Fetch-Site": ""},
    {"Sec-Fetch-Site": "same-origin, cross-site"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": f"{BASE}.evil.example"},
    {"Origin": "https://127.0.0.1:8080"},
    {"Origin": "http://evil.example", "Host": "evil.example"},
    {"Origin": "http://evil.example", "X-Forwarded-Host": "evil.example"},
    {"Referer": f"{BASE}/north"},
    {},
]
FROM_HERE = [{"Sec-Fetch-Site": "same-origin"}, {"Origin": BASE}, {"Origin": BASE, "Host": "proxy.internal"}]


@pytest.mark.parametrize("headers", [*FROM_ELSEWHERE, {"Sec-Fetch-Site": "none"}])
async def test_a_cookie_from_elsewhere_runs_nothing(server, headers):
    cookie = await server.cookie(server.world.north.owner)

    response = await server.post("/graphql", json={"query": SIGN_OUT}, headers=cookie | headers)

    assert response.status == 403
    assert await sessions(server) == 1


@pytest.mark.parametrize("headers", FROM_HERE)
async def test_a_cookie_from_our_own_pages_runs(server, headers):
    cookie = await server.cookie(server.world.north.owner)

    assert await server.graphql(headers=cookie | headers) == {"data": {"viewer": {"name": "Olga North"}}}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        *((headers, 401) for headers in [*FROM_HERE, {"Sec-Fetch-Site": "none"}]),
        *((headers, 403) for headers in FROM_ELSEWHERE),
    ],
)
async def test_a_cookie_with_get_runs_nothing(server, headers, status):
    cookie = await server.cookie(server.world.north.owner)

    response = await server.get("/graphql", params={"query": VIEWER}, headers=cookie | headers)

    assert response.status == status


@pytest.mark.parametrize("headers", FROM_ELSEWHERE)
async def test_a_bearer_token_runs_from_anywhere(server, headers):
    bearer = await server.bearer(server.world.north.owner)

    assert await server.graphql(headers=bearer | headers) == {"data": {"viewer": {"name": "Olga North"}}}


async def test_beside_a_bearer_token_a_cookie_counts_for_nothing(server):
    bearer = await server.bearer(server.world.south.viewer)
    cookie = await server.cookie(server.world.north.owner)

    assert await server.graphql(headers=cookie | bearer) == {"data": {"viewer": {"name": "Vera South"}}}
    assert await server.graphql(headers=cookie | {"Authorization": "Bearer none"}) == {"data": {"viewer": None}}


@pytest.mark.parametrize("path", ["/graphql", "/north/sign-out"])
async def test_a_proxy_s_password_does_not_open_the_door_to_other_sites(server, path):
    headers = await server.cookie(server.world.north.owner)
    headers |= {"Authorization": "Basic cHJveHk6cHJveHk=", "Sec-Fetch-Site": "cross-site"}

    response = await server.post(path, json={"query": SIGN_OUT}, headers=headers)

    assert response.status == 403
    assert await sessions(server) == 1


@pytest.mark.parametrize("path", ["/north", "/operator", "/north/sign-out", "/north/profile", "/north/admin/logo"])
@pytest.mark.parametrize("headers", [*FROM_ELSEWHERE, {"Sec-Fetch-Site": "none"}])
async def test_forms_from_elsewhere_are_refused(server, path, headers):
    cookie = await server.cookie(server.world.north.owner)

    for who in (cookie, {}):
        response = await server.post(path, data={"login": "anna", "password": "x"}, headers=who | headers)

        assert response.status == 403
    assert await sessions(server) == 1


@pytest.mark.parametrize("headers", FROM_HERE)
async def test_our_own_forms_are_taken(server, headers):
    cookie = await server.cookie(server.world.north.owner)

    response = await server.post("/north/sign-out", headers=cookie | headers)

    assert response.status == 303
    assert await sessions(server) == 0


@pytest.mark.parametrize("method", ["POST", "GET", "OPTIONS", "PUT", "DELETE", "PATCH", "HEAD", "TRACE"])
async def test_no_other_site_is_told_that_it_may_read(server, method):
    bearer = await server.bearer(server.world.north.owner)
    asking = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}

    for path in ("/graphql", "/north", "/static/none", "/healthz"):
        response = await server.request(method, path, headers=bearer | asking)

        assert [name for name in response.headers if name.startswith("Access-Control-")] == []


MALFORMED = {
    "nothing": b"",
    "a number": b"1",
    "null": b"null",
    "a text": b'"x"',
    "a list": b'[{"query": "{ plans { code } }"}]',
    "half of it": b'{"query": "{ plans',
    "no UTF-8": b'{"query": "\xff"}',
    "half a character": b'{"query": "\\ud800"}',
    "UTF-16": '{"query": "{ plans { code } }"}'.encode("utf-16"),
    "a number of 5,000 digits": b'{"query": "{ plans { code } }", "variables": {"n": ' + b"9" * 5_000 + b"}}",
    "lists 50,000 deep": b'{"variables": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    "no number": b'{"query": "{ plans { code } }", "variables": {"n": NaN}}',
    "infinity": b'{"query": "{ plans { code } }", "variables": {"n": 1e999}}',
    "no query": b"{}",
    "an empty query": b'{"query": ""}',
    "a query that is no text": b'{"query": 1}',
    "variables that are no object": b'{"query": "{ plans { code } }", "variables": [1]}',
    "a name that is no text": b'{"query": "{ plans { code } }", "operationName": 1}',
    "extensions that are no object": b'{"query": "{ plans { code } }", "extensions": "x"}',
}


@pytest.mark.parametrize("accept", [JSON, GRAPHQL_JSON])
@pytest.mark.parametrize("sent", MALFORMED.values(), ids=MALFORMED)
async def test_a_malformed_body_is_a_bad_request(server, sent, accept):
    response = await server.post("/graphql", data=sent, headers={"Content-Type": JSON, "Accept": accept})

    assert response.status == 400
    [error] = (await response.json(content_type=accept))["errors"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT"}


@pytest.mark.parametrize(
    "address",
    [
        "",
        "query=",
        "query={plans{code}}&variables={",
        "query={plans{code}}&variables=1",
        "query={plans{code}}&extensions=%ff",
        "query=%ff",
        "variables={}",
    ],
)
async def test_a_malformed_address_is_a_bad_request(server, address):
    headers = await server.bearer(server.world.north.owner) | {"Accept": GRAPHQL_JSON}

    response = await server.get(f"/graphql?{address}", headers=headers)

    assert response.status == 400


@pytest.mark.parametrize("charset", ["utf-16", "latin-1", "klingon", "\xff"])
async def test_json_is_utf_8(server, charset):
    head = f"POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: {JSON}; charset={charset}\r\n"

    answer = await server.raw(f"{head}Content-Length: 2\r\n\r\n{{}}".encode("latin-1"))

    assert answer.startswith(b"HTTP/1.1 415 ")


async def test_json_may_say_that_it_is_utf_8(server):
    response = await server.post("/graphql", data=body(), headers={"Content-Type": 'application/json; charset="UTF-8"'})

    assert await response.json() == {"data": {"viewer": None}}


@pytest.mark.parametrize("path", ["/graphql", "/north"])
async def test_more_than_a_mebibyte_is_too_much(server, path):
    response = await server.post(path, data=BytesIO(b" " * (1024 * 1024 + 1)), headers=OWN | {"Content-Type": JSON})

    assert response.status == 413


async def test_what_unpacks_to_too_much_is_too_much(server):
    packed = gzip.compress(b" " * 50_000_000)

    response = await server.post("/graphql", data=packed, headers={"Content-Type": JSON, "Content-Encoding": "gzip"})

    assert response.status == 413


async def test_what_cannot_be_unpacked_is_a_bad_request(server):
    response = await server.post("/graphql", data=b"none", headers={"Content-Type": JSON, "Content-Encoding": "gzip"})

    assert response.status == 400


@pytest.mark.parametrize("path", ["/graphql", "/north", "/north/admin/logo", "/nowhere/at/all"])
@pytest.mark.parametrize("kind", [JSON, "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
async def test_a_body_that_never_comes_ends_the_request(server, monkeypatch, path, kind):
    monkeypatch.setattr("graphapi.web.boundary.BODY_TIMEOUT", 0.05)
    cookie = (await server.cookie(server.world.north.owner))["Cookie"]
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\n"

    answer = await server.raw(f"{head}Content-Type: {kind}\r\nContent-Length: 1000\r\n\r\n--x\r\n".encode())

    assert answer.startswith(b"HTTP/1.1 4")


@pytest.mark.parametrize("sent", [b"GET / HTTP/1.1\r\nHost:", b"P", b""])
async def test_headers_that_never_come_end_the_connection(settings, database, world, sent):
    async with running(settings, database, keepalive_timeout=0.05) as started:
        assert await Server(*started, settings, world).raw(sent) == b""


def test_half_a_request_is_gone_within_thirty_seconds():
    lingering = signature(RequestHandler).parameters["lingering_time"].default

    assert BODY_TIMEOUT + lingering < 30
    assert KEEPALIVE < 30


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        (GRAPHQL_JSON, GRAPHQL_JSON),
        (f"{GRAPHQL_JSON}; charset=utf-8, {JSON}; charset=utf-8", GRAPHQL_JSON),
        (f"{JSON}, {GRAPHQL_JSON}", GRAPHQL_JSON),
        (f"{JSON}, {GRAPHQL_JSON};q=0.9", JSON),
        (f"{GRAPHQL_JSON};q=0, */*", JSON),
        (f"text/html, {GRAPHQL_JSON.upper()} ; q=0.1", GRAPHQL_JSON),
        ("text/html", None),
        ("multipart/mixed", None),
        (f"{JSON};q=0", None),
        (f"{JSON};q=nonsense", None),
        (",;,", None),
    ],
)
async def test_the_answer_is_of_the_type_that_is_wanted_most(server, accept, media_type):
    headers = {} if accept is None else {"Accept": accept}

    response = await server.post(
        "/graphql", json={"query": VIEWER}, headers=headers, skip_auto_headers=["Accept"] if accept is None else []
    )

    if media_type is None:
        assert response.status == 406
    else:
        assert (response.status, response.headers["Content-Type"]) == (200, f"{media_type}; charset=utf-8")


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"query": VIEWER}, 200),
        ({"query": "{ customers { totalCount } }"}, 200),
        ({"query": "{"}, 400),
        ({"query": "{ unknown }"}, 400),
        ({"query": "query($id: ID!) { node(id: $id) { id } }"}, 400),
        ({"query": "query($id: ID!) { node(id: $id) { id } }", "variables": {"id": {}}}, 400),
        ({"query": VIEWER, "operationName": "Other"}, 400),
        ({"query": "query A { plans { code } } query B { plans { code } }"}, 400),
        ({"query": "fragment F on Plan { code }"}, 400),
        ({"query": "{ __schema { queryType { name } } }"}, 400),
    ],
)
async def test_the_status_says_whether_it_was_run_where_the_type_allows_it(server, sent, status):
    modern = await server.post("/graphql", json=sent, headers={"Accept": GRAPHQL_JSON})
    plain = await server.post("/graphql", json=sent, headers={"Accept": JSON})

    assert (modern.status, plain.status) == (status, 200)
    answer = await plain.json()
    assert await modern.json(content_type=GRAPHQL_JSON) == answer
    assert ("data" in answer) is (status == 200)


async def test_a_mutation_that_was_tried_too_often_says_when_to_come_again(server):
    document = (
        'mutation { signIn(input: { portal: "north", login: "anna", password: "wrong" }) '
        "{ __typename ... on Throttled { retryAfterSeconds } } }"
    )

    for _ in range(6):
        response = await server.post("/graphql", json={"query": document})

    result = (await response.json())["data"]["signIn"]
    assert (response.status, result["__typename"]) == (200, "Throttled")
    assert response.headers["Retry-After"] == str(result["retryAfterSeconds"])
    assert 25 * 60 < result["retryAfterSeconds"] <= 30 * 60


async def test_so_does_one_whose_result_has_no_word_for_it(server, monkeypatch):
    def refusing(*_, **__):
        raise Throttled(retry_after=7)

    monkeypatch.setattr(passwords, "set_password", refusing)
    document = 'mutation { setPassword(input: { token: "x", password: "x" }) { __typename } }'

    response = await server.post("/graphql", json={"query": document})

    assert (await response.json())["errors"][0]["extensions"] == {"code": "RATE_LIMITED"}
    assert (response.status, response.headers["Retry-After"]) == (200, "7")
