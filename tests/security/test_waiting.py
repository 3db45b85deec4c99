"""Nobody waits for what somebody else sends: whatever a mebibyte holds, it is not long on the one thread there is."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import thread_time
from typing import TYPE_CHECKING, Any

import pytest
from graphql import GraphQLInputObjectType, GraphQLNonNull, get_named_type

from graphapi.clock import NEVER
from graphapi.database.inserting import insert
from graphapi.models import Account, Customer, CustomerStatus, Language
from schema.build import graphql_schema
from schema.http import MAX_VALUES
from tests.asking import document_of, run
from tests.security.conftest import OWN
from tests.security.tenants import build_tenants
from tests.security.test_inputs import FIELDS, KINDS, least

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

# Seconds of the processor; on any machine that runs these tests.
LONG = 0.15
pytestmark = pytest.mark.usefixtures("no_old_garbage")
MEBIBYTE = 1024 * 1024
# Each mark belongs before the one that precedes it: normalising moves all of them, one by one.
MARKS = "a" + "\u0315\u0300" * 50_000
DOTS = "https://" + "owncloud." * 20_000 + "/x"
FORM = OWN | {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Waiting:
    """The longest time of this thread that nobody else had, in seconds."""

    longest: float = 0


@asynccontextmanager
async def waiting() -> AsyncGenerator[Waiting]:
    """Measure how long whoever does nothing waits for its turn; the processor's time, which a busy machine keeps."""
    found = Waiting()

    async def wait() -> None:
        while True:
            before = thread_time()
            await asyncio.sleep(0)
            found.longest = max(found.longest, thread_time() - before)

    task = asyncio.create_task(wait())
    await asyncio.sleep(0)
    yield found
    await asyncio.sleep(0)
    task.cancel()


def texts(of: Any, value: str) -> Any:
    """Write a text wherever an input takes one, as deep as it goes; None where it takes none."""
    named = get_named_type(of)
    if isinstance(named, GraphQLInputObjectType):
        inner = {name: texts(field.type, value) for name, field in named.fields.items()}
        found = {name: text for name, text in inner.items() if text is not None}
        needed = {name: least(field.type) for name, field in named.fields.items() if needs(field)}
        found = needed | found if found else None
    else:
        found = value if named.name in {"String", "ID", "URL", "DateTime"} else None
    return [found] if found is not None and "[" in str(of) else found


def needs(argument: Any) -> bool:
    return isinstance(argument.type, GraphQLNonNull)


@pytest.mark.parametrize("text", [MARKS, DOTS, "x" * MEBIBYTE, "\0" * 100_000], ids=["marks", "dots", "long", "zeros"])
async def test_no_text_in_any_field_keeps_others_waiting(world, text):
    tenants = await build_tenants(world)
    async with waiting() as found:
        for root, name in FIELDS:
            arguments = graphql_schema.type_map[root].fields[name].args
            start = {argument: least(of.type) for argument, of in arguments.items() if needs(of)}
            kind = next((kind for kind in KINDS if kind in name.lower()), "customer")
            for argument, of in arguments.items():
                value = texts(of.type, text)
                own = {"id": tenants.north[kind]} if "id" in start and argument != "id" else {}
                for person in ("north.owner", "operator"):
                    if value is not None:
                        await run(
                            tenants.access(person), document_of(root, name, depth=1), **start | own | {argument: value}
                        )
                        assert found.longest < LONG, (root, name, argument)


async def test_a_hundred_shares_of_links_do_not(world):
    shares = [{"url": f"https://{'a' + MARKS[:1900]}.example", "title": MARKS[:700]}] * 100
    person = {"firstName": "Cora", "lastName": "Cramer", "email": "cora@example.com", "shares": shares}

    async with waiting() as found:
        result = await run(
            world.north.editor.access,
            "mutation($input: CreateCustomerInput!) { createCustomer(input: $input) { __typename } }",
            input=person,
        )

    assert result.data == {"createCustomer": {"__typename": "InvalidInput"}}
    assert found.longest < LONG


async def test_refused_mutations_of_one_document_let_others_run_in_between(world):
    person = {"firstName": "ä" * 400, "lastName": "x", "email": "x", "note": "ä" * 20_000}
    changes = " ".join(f"a{number}: createCustomer(input: $input) {{ __typename }}" for number in range(30))

    async with waiting() as found:
        await run(
            world.north.editor.access,
            f"mutation($input: CreateCustomerInput!) {{ {changes} }}",
            input=person | {"shares": [{"url": "x", "description": "ä" * 8_000, "title": "ä" * 800}] * 90},
        )

    assert found.longest < LONG


WRONG = {
    "names of an enum": (
        "query($f: MailFilter) { mails(filter: $f) { totalCount } }",
        {"kind": [f"CUSTOMER_INVITATIOX{number}" for number in range(MAX_VALUES - 5)]},
    ),
    "names of an input's fields": (
        "query($f: ShareFilter) { shares(filter: $f) { totalCount } }",
        {f"x{number:05}aaaaaa": 1 for number in range(MAX_VALUES - 5)},
    ),
}


@pytest.mark.parametrize(("document", "value"), WRONG.values(), ids=WRONG)
async def test_wrong_names_are_not_compared_with_right_ones(world, document, value):
    async with waiting() as found:
        result = await run(world.anonymous, document, f=value)

    assert {error["extensions"]["code"] for error in result.errors} == {"BAD_USER_INPUT"}
    assert found.longest < 2 * LONG


async def test_a_search_that_nearly_matches_everywhere_in_long_names_does_not(world):
    accounts = [Account(partner_id=world.north.id, email_key=f"{number}@example.com") for number in range(3000)]
    customers = [
        Customer(
            partner_id=world.north.id,
            account_id=account.id,
            first_name="a",
            last_name="a",
            email=account.email_key,
            email_key=account.email_key,
            name_key="a",
            search_key="a" * (200 + number % 200),
            status=CustomerStatus.DRAFT,
            language=Language.DE,
            last_sign_in_key=NEVER,
        )
        for number, account in enumerate(accounts)
    ]
    await insert([*accounts, *customers])

    async with waiting() as found:
        result = await run(
            world.north.editor.access,
            "query($search: String!) { customers(filter: {search: $search}) { totalCount nodes { id } } }",
            search="a" * 199 + "b",
        )

    assert result.data == {"customers": {"totalCount": 0, "nodes": []}}
    assert found.longest < LONG / 3


VALUES = {
    "a list": b'{"query": "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", "variables": {"ids": [%s]}}'
    % b",".join([b'"a"'] * 250_000),
    "lists in lists": b'{"query": "{ plans { code } }", "variables": {"a": [%s]}}' % b",".join([b"[0]"] * 19_000),
    "a list that nobody asked for": b'{"query": "{ plans { code } }", "variables": {"a": [%s]}}'
    % b",".join([b"0"] * 500_000),
}


@pytest.mark.parametrize("sent", VALUES.values(), ids=VALUES)
async def test_variables_of_many_values_are_refused_at_once(server, sent):
    async with waiting() as found:
        response = await server.post(
            "/graphql", data=sent, headers={"Content-Type": "application/json", "Accept-Language": "en"}
        )

    assert response.status == 400
    assert (await response.json())["errors"][0]["message"] == "variables may hold at most 5000 values."
    assert found.longest < LONG


@pytest.mark.parametrize("inner", [b"[0]", b'{"a": 0}'])
@pytest.mark.parametrize("name", [b"variables", b"extensions", b"more"])
async def test_a_body_of_brackets_is_refused_before_it_is_read(server, inner, name):
    sent = b'{"query": "{ plans { code } }", "%s": {"a": [%s]}}' % (name, b",".join([inner] * 100_000))
    async with waiting() as found:
        response = await server.post("/graphql", data=sent, headers={"Content-Type": "application/json"})

    assert response.status == 400
    assert found.longest < LONG


@pytest.mark.parametrize(("more", "is_taken"), [(0, True), (1, False)])
async def test_five_thousand_values_are_taken(server, more, is_taken):
    values = [[0] * (MAX_VALUES - 4 + more), {"a": 0}]

    answer = await server.graphql("{ __typename }", variables={"values": values})

    assert ("data" in answer) is is_taken


FORMS = {
    "many fields": (b"a&" * 500_000, 413),
    "many values": (b"a=b&" * 250_000, 413),
    "many escapes": (b"login=" + "%41é".encode() * 200_000, 413),
    "as large as may be": (b"login=" + b"%41" * 87_000, 422),
    "as many as may be": (b"login=x" + b"&a=b" * 499, 422),
    "one more": (b"login=x" + b"&a=b" * 500, 413),
}


@pytest.mark.parametrize(("sent", "status"), FORMS.values(), ids=FORMS)
async def test_a_form_larger_than_any_of_ours_is_refused_at_once(server, sent, status):
    async with waiting() as found:
        response = await server.post("/north", data=sent, headers=FORM)

    assert response.status == status
    assert found.longest < LONG


@pytest.mark.parametrize("charset", ["utf-7", "utf-16", "punycode", "idna", "latin-1", "klingon"])
async def test_a_form_is_utf_8(server, charset):
    kind = {"Content-Type": f"application/x-www-form-urlencoded; charset={charset}"}
    async with waiting() as found:
        response = await server.post("/north", data=b"a" * 100_000, headers=OWN | kind)

    assert response.status == 415
    assert found.longest < LONG


FIELD = b'--x\r\nContent-Disposition: form-data; name="logo"; filename="logo.png"\r\n\r\n'
UPLOADS = {
    "line breaks before it": (b"\n" * MEBIBYTE, 400),
    "many parts": (b"--x\r\n\r\n\r\n" * 100_000, 400),
    "many headers": (b"--x\r\n" + b"a: b\r\n" * 150_000, 400),
    "no end": (FIELD + b"\n" * 1_000_000, 422),
    "line breaks in it": (FIELD + b"\n" * 1_000_000 + b"\r\n--x--\r\n", 422),
    "forms in forms": (b"--x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" * 15_000, 400),
}


@pytest.mark.parametrize(("sent", "status"), UPLOADS.values(), ids=UPLOADS)
async def test_an_upload_is_taken_apart_at_once(server, sent, status):
    cookie = await server.cookie(server.world.north.owner)
    async with waiting() as found:
        response = await server.post(
            "/north/admin/logo",
            data=sent,
            headers=OWN | cookie | {"Content-Type": "multipart/form-data; boundary=x", "Accept": "text/html"},
        )

    assert response.status == status
    assert found.longest < LONG
