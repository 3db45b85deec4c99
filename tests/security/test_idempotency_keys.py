"""The header Idempotency-Key: how it is written, and that no page takes notice of it."""

from __future__ import annotations

import asyncio

import pytest

from graphapi.models import Customer, IdempotencyKey
from tests.security.conftest import OWN

CREATE = """mutation($input: CreateCustomerInput!) {
    createCustomer(input: $input) { ... on CustomerSaved { customer { id } } }
}"""
CORA = {"input": {"firstName": "Cora", "lastName": "Cramer", "email": "cora@example.com"}}


@pytest.fixture
async def editor(server):
    return await server.bearer(server.world.north.editor) | {"Accept-Language": "en"}


@pytest.mark.parametrize("key", ["x", '"8e03978e-40d5-43dd-bc93-6894a57f9324"', "~" * 255])
async def test_a_key_is_any_word(server, editor, key):
    answers = [
        await server.graphql(CREATE, variables=CORA, headers=editor | {"Idempotency-Key": key}) for _ in range(2)
    ]

    assert answers[0] == answers[1]
    assert answers[0]["data"]["createCustomer"]["customer"]["id"].startswith("customer_")


@pytest.mark.parametrize("key", ["", "two words", "ä", "x" * 256])
async def test_what_is_none_is_refused(server, editor, key):
    response = await server.post(
        "/graphql", json={"query": CREATE, "variables": CORA}, headers=editor | {"Idempotency-Key": key}
    )

    assert response.status == 400
    assert await response.json() == {
        "errors": [
            {
                "message": "An Idempotency-Key has 1 to 255 visible characters of ASCII.",
                "extensions": {"code": "IDEMPOTENCY_KEY_INVALID"},
            }
        ]
    }


async def test_it_holds_across_sessions_and_tokens_of_an_account(server):
    answers = [
        await server.graphql(
            CREATE,
            variables=CORA,
            headers=await server.bearer(server.world.north.editor) | {"Idempotency-Key": "x"},
        )
        for _ in range(2)
    ]

    assert answers[0] == answers[1]


async def test_of_several_at_once_one_is_made(server, editor):
    answers = await asyncio.gather(
        *(server.graphql(CREATE, variables=CORA, headers=editor | {"Idempotency-Key": "x"}) for _ in range(8))
    )

    assert len({answer["data"]["createCustomer"]["customer"]["id"] for answer in answers}) == 1
    assert await server.world.system.rows(Customer).filter(email="cora@example.com").count() == 1


async def test_a_page_takes_no_notice_of_it(server):
    headers = OWN | await server.cookie(server.world.north.editor) | {"Idempotency-Key": "not a key"}

    answer = await server.post("/north/admin/customers/new", data=CORA["input"] | {"language": "DE"}, headers=headers)

    assert answer.status == 303
    assert await server.world.system.rows(IdempotencyKey).count() == 0
