"""The headers of every answer, and the session's cookie."""

from __future__ import annotations

import re
from http.cookies import SimpleCookie

import pytest

from admin_ui.static_files import static_files, static_url
from graphapi.models import Logo
from graphapi.services import partners, sessions
from tests.security.conftest import OWN, VIEWER
from tests.world import PASSWORD

JSON = {"Content-Type": "application/json"}
STYLE = next(name for name in static_files() if name.endswith(".css"))
# What each is asked, and how it answers.
ANSWERS = [
    ("GET", "/", {}, 200),
    ("GET", "/north", {}, 200),
    ("GET", "/north", {"Accept": "text/html"}, 200),
    ("GET", "/north/profile", {}, 303),
    ("GET", "/north/set-password/none", {}, 404),
    ("GET", "/north/theme.css", {}, 200),
    ("GET", "/north/logo", {}, 404),
    ("GET", "/operator", {}, 200),
    ("GET", "/healthz", {}, 200),
    ("GET", static_url(STYLE), {}, 200),
    ("GET", "/static/old/none.css", {}, 404),
    ("GET", "/nowhere", {}, 404),
    ("GET", "/nowhere/at/all", {"Accept": "text/html"}, 404),
    ("GET", "/%00", {}, 404),
    ("GET", f"/graphql?query={VIEWER}", {"Authorization": "Bearer none"}, 200),
    ("GET", "/graphql", {}, 401),
    ("GET", "/graphql", {"Accept": "text/html"}, 200),
    ("GET", "/developers", {}, 200),
    ("POST", "/graphql", JSON, 400),
    ("POST", "/graphql", {}, 415),
    ("POST", "/graphql", JSON | {"Accept": "image/png"}, 406),
    ("POST", "/north", {}, 403),
    ("POST", "/north", OWN | {"Content-Type": "application/x-www-form-urlencoded"}, 422),
    ("PUT", "/graphql", JSON, 405),
    ("DELETE", "/north", OWN, 405),
    ("OPTIONS", "/graphql", {}, 204),
]
EVERYWHERE = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "manifest-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
KEPT = ("/static/", "/north/theme.css")


def assert_safe(response, *, is_kept=False):
    assert {name: response.headers.get(name) for name in EVERYWHERE} == EVERYWHERE
    policy = dict(part.strip().split(" ", 1) for part in response.headers["Content-Security-Policy"].split(";"))
    assert policy == CSP
    assert len(response.headers["X-Request-ID"]) == 16
    assert "Server" not in response.headers
    assert response.headers["Referrer-Policy"] in {"same-origin", "no-referrer"}
    if not is_kept:
        assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("method", "path", "headers", "status"), ANSWERS)
async def test_every_answer_bears_them(server, method, path, headers, status):
    response = await server.request(method, path, headers=headers, data=b"" if method != "GET" else None)

    assert response.status == status
    assert_safe(response, is_kept=path.startswith(KEPT))
    assert "Strict-Transport-Security" not in response.headers


async def test_private_pages_bear_them(server):
    cookie = await server.cookie(server.world.north.anna)

    for path in ("/north", "/north/profile"):
        response = await server.get(path, headers=cookie)

        assert response.status == 200
        assert_safe(response)


async def test_what_ends_early_bears_them(server, monkeypatch):
    monkeypatch.setattr("graphapi.web.boundary.BODY_TIMEOUT", 0.01)
    head = "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nContent-Type: application/json\r\n\r\n"

    answer = (await server.raw(head.encode())).decode()

    assert answer.startswith("HTTP/1.1 408 ")
    assert "\r\nX-Content-Type-Options: nosniff\r\n" in answer
    assert "\r\nCache-Control: no-store\r\n" in answer
    assert "\r\nServer:" not in answer


@pytest.mark.parametrize("sent", [b"GARBAGE\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET / HTTP/1.1\r\nA: \0\r\n\r\n"])
async def test_what_is_no_request_is_told_no_version(server, sent):
    answer = (await server.raw(sent)).decode()

    assert answer.startswith("HTTP/1.0 400 ")
    assert "\r\nServer: kundenkonto\r\n" in answer
    assert "aiohttp" not in answer
    assert "Python" not in answer


async def test_behind_tls_browsers_are_told_to_stay_there(serve):
    server = await serve(base_url="https://konto.example")

    for path in ("/north", "/nowhere", "/healthz", static_url(STYLE)):
        response = await server.get(path)

        assert response.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


async def test_what_never_changes_may_be_kept(server):
    response = await server.get(static_url(STYLE))

    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


async def test_a_logo_may_be_shown_elsewhere_and_do_nothing(server):
    logo = Logo(partner_id=server.world.north.id, content_type="image/png", content=b"picture")
    await server.world.system.add(logo)

    response = await server.get("/north/logo")

    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/north/logo?v=2cea274d0bedc39e", "public, max-age=31536000, immutable"),
        ("/north/logo", "public, max-age=86400"),
        ("/north/logo?v=", "public, max-age=86400"),
        ("/north/logo?v=0000000000000000", "public, max-age=86400"),
    ],
)
async def test_a_logo_is_kept_for_good_under_its_own_digest_alone(server, path, kept):
    await server.world.system.add(Logo(partner_id=server.world.north.id, content_type="image/png", content=b"picture"))

    assert (await server.get(path)).headers["Cache-Control"] == kept


async def signed_in(server):
    form = {"login": "anna", "password": PASSWORD}
    return await server.post("/north", data=form, headers=OWN)


async def test_the_session_s_cookie_on_this_machine(server):
    response = await signed_in(server)

    [(name, cookie)] = SimpleCookie(response.headers["Set-Cookie"]).items()
    assert (response.status, name) == (303, "kundenkonto")
    assert {key: cookie[key] for key in ("path", "domain", "secure", "httponly", "samesite")} == {
        "path": "/",
        "domain": "",
        "secure": "",
        "httponly": True,
        "samesite": "Lax",
    }
    assert len(cookie.value) == 43


async def test_the_session_s_cookie_behind_tls(serve):
    response = await signed_in(await serve(base_url="https://konto.example"))

    [(name, cookie)] = SimpleCookie(response.headers["Set-Cookie"]).items()
    assert name == "__Host-kundenkonto"
    assert (cookie["path"], cookie["domain"], cookie["secure"], cookie["httponly"]) == ("/", "", True, True)


async def test_a_cookie_of_the_other_name_is_nobody_s(serve):
    server = await serve(base_url="https://konto.example")
    token = await server.token(server.world.north.anna)

    for name, shown in (("kundenkonto", None), ("__Host-kundenkonto", {"name": "Anna Adler"})):
        answer = await server.graphql(headers={"Cookie": f"{name}={token}"} | OWN)

        assert answer == {"data": {"viewer": shown}}


async def test_signing_in_by_graphql_sets_no_cookie(server):
    query = "mutation($input: SignInInput!) { signIn(input: $input) { __typename } }"
    variables = {"input": {"portal": "north", "login": "anna", "password": PASSWORD}}

    response = await server.post("/graphql", json={"query": query, "variables": variables})

    assert await response.json() == {"data": {"signIn": {"__typename": "SignedIn"}}}
    assert "Set-Cookie" not in response.headers


async def test_signing_in_changes_the_cookie_and_ends_the_old_session(server):
    old = await server.cookie(server.world.north.ben)

    response = await server.post("/north", data={"login": "anna", "password": PASSWORD}, headers=OWN | old)

    [cookie] = SimpleCookie(response.headers["Set-Cookie"]).values()
    assert cookie.value not in old["Cookie"]
    assert await server.graphql(headers=OWN | old) == {"data": {"viewer": None}}


UNEXPECTED = r"Something went wrong on our side\. Please try again; the number ([0-9a-f]{8}) finds it in our log\."
SECRET = "SELECT password FROM /srv/secret.py"


def breaking(*_, **__):
    raise RuntimeError(SECRET)


async def test_an_unexpected_error_in_the_api_is_a_number_that_the_log_knows(server, monkeypatch, caplog):
    monkeypatch.setattr(partners, "find_portal", breaking)

    answer = await server.graphql(
        '{ plans { code } portal(slug: "north") { name } }', headers={"Accept-Language": "en"}
    )

    [error] = answer["errors"]
    number = re.fullmatch(UNEXPECTED, error["message"])[1]
    assert error == {
        "message": error["message"],
        "locations": [{"line": 1, "column": 18}],
        "path": ["portal"],
        "extensions": {"code": "INTERNAL"},
    }
    assert (answer["data"]["portal"], len(answer["data"]["plans"])) == (None, 6)
    assert number in caplog.text
    assert SECRET not in caplog.text


async def test_an_unexpected_error_elsewhere_is_a_number_that_the_log_knows(server, monkeypatch, caplog):
    monkeypatch.setattr(sessions, "find_principal", breaking)

    response = await server.get("/north", headers={"Cookie": "kundenkonto=x"})

    number = response.headers["X-Request-ID"]
    assert (response.status, await response.text()) == (
        500,
        f"Something went wrong. Number {number} finds it in the log.",
    )
    assert number in caplog.text
    assert SECRET not in caplog.text
    assert_safe(response)
