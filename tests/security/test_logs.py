"""The logs: they hold nothing secret, whatever happens, and nobody forges their lines."""

from __future__ import annotations

import logging
import sys

import pytest
from tortoise.exceptions import IntegrityError

from graphapi.logs import LineFormatter
from graphapi.mail.sender import Sender
from graphapi.models import MemberRole, OneTimeToken
from graphapi.services import shares
from graphapi.services.access_tokens import create_access_token
from graphapi.web.keys import MAILBOX
from tests.security.conftest import OWN
from tests.world import KEYS, PASSWORD, add_share

CANARY = "canary-7f3a"
FOLDER = f"https://cloud.example/s/{CANARY}-folder"
FOLDER_PASSWORD = f"{CANARY}-folder-password"
WRONG = f"{CANARY}-wrong-password"
NEW = f"{CANARY} a new password"

CREATE = """
    mutation($input: CreateCustomerInput!) {
        createCustomer(input: $input) { __typename ... on CustomerSaved { customer { shares { id } } } }
    }
"""
SIGN_IN = """
    mutation($login: String!, $password: String!) {
        signIn(input: { portal: "north", login: $login, password: $password }) { ... on SignedIn { token } }
    }
"""


class Lines(logging.Handler):
    """All that is logged, as the command line writes it, and everything a formatter could say besides."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(LineFormatter())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def logged():
    root = logging.getLogger()
    handler, level = Lines(), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler.lines
    root.setLevel(level)
    root.removeHandler(handler)


async def reset_token(world):
    row = await world.system.rows(OneTimeToken).order_by("-id").first()
    return KEYS.one_time_token(row.id, row.key_id)


async def test_signing_in_and_passwords_leave_nothing_secret(server, logged):
    secrets = [WRONG, NEW, PASSWORD]
    await server.graphql(SIGN_IN, variables={"login": "anna", "password": WRONG})
    await server.post("/north", data={"login": "anna", "password": WRONG}, headers=OWN)
    token = (await server.graphql(SIGN_IN, variables={"login": "anna", "password": PASSWORD}))["data"]["signIn"][
        "token"
    ]
    change = "mutation($i: ChangePasswordInput!) { changePassword(input: $i) { __typename } }"
    for current in (WRONG, PASSWORD):
        variables = {"i": {"currentPassword": current, "newPassword": NEW}}
        await server.graphql(change, variables=variables, headers={"Authorization": f"Bearer {token}"})

    await server.graphql('mutation { requestPasswordReset(input: { portal: "north", login: "anna" }) { __typename } }')
    link = await reset_token(server.world)
    await Sender(server.world.system, server.server.app[MAILBOX]).send_due()
    await server.get(f"/north/set-password/{link}")
    await server.graphql("query($t: String!) { passwordToken(token: $t) { state } }", variables={"t": link})
    await server.get("/graphql", params={"query": f'{{ passwordToken(token: "{link}") {{ state }} }}'})
    await server.post(f"/north/set-password/{link}", data={"password": "short"}, headers=OWN)
    made = await create_access_token(server.world.north.owner.access, name="x", role=MemberRole.VIEWER)
    for text in (SIGN_IN, "{ viewer { sessions { id } } }", "{ viewer { name } }"):
        await server.graphql(text, headers={"Authorization": f"Bearer {made.token}"})
    done = await server.post(f"/north/set-password/{link}", data={"password": NEW}, headers=OWN)
    cookie = done.cookies["kundenkonto"].value
    await server.get("/north", headers={"Cookie": f"kundenkonto={cookie}"})
    await server.get("/north", headers={"Cookie": f"kundenkonto={cookie[:-1]}"})

    assert done.status == 303
    assert_absent([*secrets, token, link, cookie, made.token], logged)


async def test_shares_leave_nothing_secret(server, logged):
    share = {"url": FOLDER, "password": FOLDER_PASSWORD}
    person = {"firstName": "Kim", "lastName": "Kunz", "email": "kim@example.com"}
    owner = await server.bearer(server.world.north.owner)

    async def create(**entered):
        return await server.graphql(CREATE, variables={"input": entered}, headers=owner)

    created = await create(**person, shares=[share])
    await create(**person, shares=[share])
    await create(**person | {"email": "none"}, shares=[{"url": f"javascript:{CANARY}"}])
    await create(**person, shares=[share | {"validFrom": CANARY}])
    await create(**person, shares=[share], unknown=CANARY)
    await create(shares=CANARY)
    [shared] = created["data"]["createCustomer"]["customer"]["shares"]
    for field in ("openShare", "revealSharePassword"):
        await server.graphql(f'mutation {{ {field}(id: "{shared["id"]}") {{ __typename }} }}', headers=owner)
    await server.graphql(f'{{ customers(filter: {{ search: "{CANARY}" }}) {{ nodes {{ id }} }} }}', headers=owner)
    await server.graphql(f'{{ "{CANARY}" }}', headers=owner)
    await server.graphql(f'{{ node(id: {{ a: "{CANARY}" }}) {{ id }} }}', headers=owner)

    assert created["data"]["createCustomer"]["__typename"] == "CustomerSaved"
    assert_absent([CANARY], logged)


@pytest.mark.parametrize("error", [RuntimeError, IntegrityError, ValueError, KeyError])
async def test_what_an_unexpected_error_says_is_not_logged(server, logged, monkeypatch, error):
    def breaking(*_, **__):
        raise error(f"Key (url)=({FOLDER}) {FOLDER_PASSWORD}")

    monkeypatch.setattr(shares, "check_new_share", breaking)
    entered = {"firstName": "Kim", "lastName": "Kunz", "email": "kim@example.com", "shares": [{"url": FOLDER}]}

    answer = await server.graphql(
        CREATE, variables={"input": entered}, headers=await server.bearer(server.world.north.owner)
    )

    assert answer["errors"][0]["extensions"] == {"code": "INTERNAL"}
    assert_absent([CANARY], logged)
    assert [line for line in logged if f"{error.__qualname__} at /" in line]


@pytest.mark.parametrize(
    "sent",
    [
        f"GET / HTTP/1.1\r\nHost: x\r\nCookie: kundenkonto={CANARY}\0\r\n\r\n",
        f"GET / HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {CANARY}\0\r\n\r\n",
        f"GET /north/set-password/{CANARY}\0 HTTP/1.1\r\nHost: x\r\n\r\n",
        f"GET /north/set-password/{CANARY * 900} HTTP/1.1\r\nHost: x\r\n\r\n",
        f"GET /north/set-password/{CANARY} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        f"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n{CANARY}\r\n",
        f"{CANARY} / HTTP/1.1\r\n\r\n",
    ],
)
async def test_what_is_no_request_is_not_logged(server, logged, sent):
    assert (await server.raw(sent.encode())).startswith(b"HTTP/1.")

    assert_absent([CANARY], logged)
    assert logged


async def test_a_request_is_one_line_with_its_route_and_no_address(server, logged):
    response = await server.get(f"/north/profile?{CANARY}=1", headers={"User-Agent": CANARY, "Referer": CANARY})

    [line] = [line for line in logged if " kundenkonto.access " in line]
    assert line.split(" kundenkonto.access ")[1].startswith("GET /{slug}/profile 303 ")
    assert line.endswith(f" ms {response.headers['X-Request-ID']}")
    assert_absent([CANARY, "127.0.0.1"], [line])


async def test_nobody_is_a_log_line_s_author_but_we(server, logged):
    forged = "x\r\n2026-11-22 10:00:00,000 INFO kundenkonto.access GET / 200\x1b[2J\u2028"
    await server.graphql(SIGN_IN, variables={"login": forged, "password": forged})
    await server.post("/north", data={"login": forged, "password": forged}, headers=OWN)
    await server.get("/%0d%0a2026", headers={"User-Agent": "x"})

    assert [line for line in logged if not line.isprintable()] == []


def test_a_line_stays_one_line():
    record = logging.makeLogRecord(
        {"msg": "a %s", "args": ("\r\nb\x1b\u2028ä\ud800",), "name": "n", "levelname": "INFO"}
    )

    assert LineFormatter().format(record).endswith(" INFO n a \\r\\nb\\x1b\\u2028ä\\ud800")


def test_of_an_exception_a_line_holds_its_kind_and_its_place():
    try:
        raise ValueError(CANARY)
    except ValueError:
        record = logging.makeLogRecord({"msg": "failed", "exc_info": sys.exc_info(), "exc_text": CANARY})

    line = LineFormatter().format(record)

    assert ": ValueError at /" in line
    assert "test_of_an_exception_a_line_holds_its_kind_and_its_place" in line
    assert CANARY not in line


async def test_statements_are_not_logged_with_their_values(server, logged):
    await add_share(server.world.north.partner, url=FOLDER, password=FOLDER_PASSWORD, title=CANARY)

    assert logging.getLogger("tortoise.db_client").level == logging.INFO
    assert_absent(["INSERT", CANARY], logged)


def assert_absent(secrets, lines):
    for secret in secrets:
        assert [line for line in lines if secret in line] == []
