"""A change under an Idempotency-Key is made once, and told again as what it made is by then."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from graphql import get_named_type
from tortoise.exceptions import OperationalError

from graphapi.access import Access, Role
from graphapi.models import AccessToken, AuditEntry, Customer, IdempotencyKey, Mail, Session
from graphapi.services.customers import delete_customer
from graphapi.services.housekeeping import forget_what_ended
from schema.build import graphql_schema, runner, schema
from schema.execution.mapping import MAPPING
from tests.asking import context_of, document_of
from tests.execution.comparing import compiled, exact
from tests.security.tenants import build_tenants
from tests.security.test_tenants import CALLS, OWN_AFFAIRS, filled_in, may
from tests.snapshot import snapshot
from tests.statements import recorded_statements
from tests.world import PASSWORD

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324"
CREATE = document_of("Mutation", "createCustomer", depth=1)
CORA = {"firstName": "Cora", "lastName": "Cramer", "email": "cora@example.com"}
# Everybody may, or what they do takes too long for a transaction, or only tells something.
UNKEYED = {
    "signIn",
    "signOut",
    "requestPasswordReset",
    "setPassword",
    "renewInvitation",
    "placeOrder",
    "changePassword",
    "changeEmail",
    "confirmEmail",
    "openShare",
    "importCustomers",
    "exportCustomers",
    "exportCustomerData",
    "exportPartner",
    "revealSharePassword",
}


async def change(access, document=CREATE, *, key=KEY, by=runner, **variables):
    """Run a document under a key, and return the answer."""
    return await by.run(document, context_of(access, idempotency_key=key), variables=variables)


async def customers(world):
    return await world.system.rows(Customer).filter(email="cora@example.com").count()


def code(result):
    [error] = result.errors
    return error["extensions"]["code"]


@pytest.mark.parametrize("first", [compiled, exact])
@pytest.mark.parametrize("again", [compiled, exact])
async def test_the_same_key_adds_one_customer(world, first, again):
    one = await change(world.north.editor.access, by=first, input=CORA)
    before = await snapshot()
    other = await change(world.north.editor.access, by=again, input=CORA)

    assert one.data == other.data
    assert one.data["createCustomer"]["customer"]["email"] == "cora@example.com"
    assert await snapshot() == before
    assert await customers(world) == 1
    assert await world.system.rows(Mail).count() == 1
    assert await world.system.rows(AuditEntry).filter(action="customer.created").count() == 1


async def test_what_is_told_again_is_what_is_asked_for_and_as_it_is_now(world):
    first = await change(world.north.editor.access, input=CORA)
    id_ = first.data["createCustomer"]["customer"]["id"]
    update = 'mutation($id: ID!) { updateCustomer(id: $id, input: { note: "likes tea" }) { __typename } }'
    await change(world.north.editor.access, update, key=None, id=id_)

    again = await change(
        world.north.editor.access,
        """mutation { createCustomer(input: { lastName: "Cramer", firstName: "Cora", email: "cora@example.com" }) {
            ... on CustomerSaved { customer { id note } } } }""",
    )

    assert again.data == {"createCustomer": {"customer": {"id": id_, "note": "likes tea"}}}


@pytest.mark.parametrize(
    "other",
    [
        CORA | {"firstName": "Carla"},
        CORA | {"note": ""},
        CORA | {"invite": False},
        CORA | {"shares": [{"url": "https://cloud.example/s/1"}]},
    ],
)
async def test_another_request_under_the_same_key_is_refused(world, other):
    await change(world.north.editor.access, input=CORA)
    before = await snapshot()

    refused = await change(world.north.editor.access, input=other)

    assert code(refused) == "IDEMPOTENCY_KEY_REUSED"
    assert refused.data == {"createCustomer": None}
    assert await snapshot() == before


async def test_so_is_another_mutation(world):
    await change(world.north.editor.access, input=CORA)
    share = {"url": "https://cloud.example/s/1", "audience": "EVERYONE"}

    refused = await change(world.north.editor.access, document_of("Mutation", "createShare", depth=1), input=share)

    assert code(refused) == "IDEMPOTENCY_KEY_REUSED"


async def test_a_null_is_not_the_same_as_nothing(world):
    update = document_of("Mutation", "updateCustomer", depth=1)
    id_ = (await change(world.north.editor.access, key=None, input=CORA)).data["createCustomer"]["customer"]["id"]

    await change(world.north.editor.access, update, id=id_, input={"note": "x"})

    assert code(await change(world.north.editor.access, update, id=id_, input={})) == "IDEMPOTENCY_KEY_REUSED"
    refused = await change(world.north.editor.access, update, id=id_, input={"note": "x", "number": None})
    assert code(refused) == "IDEMPOTENCY_KEY_REUSED"


async def test_everybody_has_keys_of_its_own(world):
    answers = [
        await change(someone.access, input=CORA | {"email": f"cora{number}@example.com"})
        for number, someone in enumerate([world.north.editor, world.north.owner, world.south.editor])
    ]

    assert [answer.errors for answer in answers] == [(), (), ()]
    assert len({answer.data["createCustomer"]["customer"]["id"] for answer in answers}) == 3


@pytest.mark.parametrize("wrong", [{"email": "no address"}, {"email": "anna@example.com"}])
async def test_what_was_refused_leaves_the_key_free_for_what_was_mended(world, wrong):
    refused = await change(world.north.editor.access, input=CORA | wrong)
    assert refused.data["createCustomer"]["__typename"] in {"InvalidInput", "Conflict"}

    mended = await change(world.north.editor.access, input=CORA)

    assert mended.data["createCustomer"]["__typename"] == "CustomerSaved"
    assert await customers(world) == 1


async def test_a_secret_is_told_once_and_not_kept(world):
    create = document_of("Mutation", "createAccessToken", depth=1)
    entered = {"name": "Website", "role": "EDITOR"}
    token = (await change(world.north.owner.access, create, input=entered)).data["createAccessToken"]["token"]

    again = await change(world.north.owner.access, create, input=entered)

    assert code(again) == "IDEMPOTENCY_KEY_SPENT"
    assert token not in json.dumps(again.formatted())
    assert await world.system.rows(AccessToken).count() == 1
    [kept] = await world.system.rows(IdempotencyKey)
    assert (kept.result_type, kept.result_kind, kept.result_id) == ("AccessTokenCreated", None, None)


async def test_nothing_that_was_entered_is_kept(world):
    share = {"url": "https://cloud.example/s/canary", "password": "canary", "audience": "EVERYONE"}
    await change(world.north.editor.access, document_of("Mutation", "createShare", depth=1), key="canary", input=share)

    [kept] = await world.system.rows(IdempotencyKey)

    assert "canary" not in repr(dict(kept))
    assert (kept.result_type, kept.result_kind) == ("ShareSaved", "Share")


MUTATIONS = graphql_schema.type_map["Mutation"].fields


def keyed(name):
    return schema.get_field_for_type(name, "Mutation").metadata[MAPPING].keyed


def test_which_take_no_key_is_a_short_list():
    assert {name for name in MUTATIONS if not keyed(name)} == UNKEYED

    [told] = re.findall(r"A key has no effect\s+on queries, nor on (.+?)\.", README, re.DOTALL)
    assert set(re.findall(r"`(\w+)`", told)) == UNKEYED


def test_what_asks_for_a_password_takes_none():
    """Hashing takes long, and wrong ones are counted whatever becomes of the change."""
    for name, field in MUTATIONS.items():
        for argument in field.args.values():
            entered = getattr(get_named_type(argument.type), "fields", {})
            assert not (keyed(name) and {"currentPassword", "newPassword", "login", "token"} & entered.keys()), name


# What can be done only after something else.
AFTER = {
    "deletePartner": "suspendPartner",
    "resumePartner": "suspendPartner",
    "withdrawCancellation": "cancelSubscription",
}


@pytest.mark.parametrize("name", [name for name in MUTATIONS if keyed(name)])
async def test_each_is_made_once_and_tells_the_same_again(world, name):
    tenants = await build_tenants(world)
    access = tenants.access("north.owner" if may(tenants.access("north.owner"), f"Mutation.{name}") else "operator")
    arguments = filled_in((CALLS | OWN_AFFAIRS)[name], tenants.own("north.owner"))
    if name == "deletePartner":
        arguments["input"] = {"name": world.north.partner.name}
    document = document_of("Mutation", name, depth=1)
    if name in AFTER:
        first = filled_in(CALLS[AFTER[name]], tenants.own("north.owner"))
        await change(access, document_of("Mutation", AFTER[name], depth=1), key=None, **first)

    first = await change(access, document, **arguments)
    assert (first.errors, "code" in first.data[name]) == ((), False), first
    before = await snapshot()
    again = await change(access, document, **arguments)

    assert await snapshot() == before
    if name == "createAccessToken":
        assert code(again) == "IDEMPOTENCY_KEY_SPENT"
    else:
        assert again.formatted() == first.formatted()


async def test_an_anonymous_change_is_as_without_a_key(world):
    sign_in = 'mutation($p: String!) { signIn(input: { portal: "north", login: "anna", password: $p }) { __typename } }'

    for _ in range(2):
        answer = await change(world.anonymous, sign_in, p=PASSWORD)
        assert answer.data == {"signIn": {"__typename": "SignedIn"}}

    assert await world.system.rows(Session).count() == 2
    assert await world.system.rows(IdempotencyKey).count() == 0


async def test_after_a_day_a_key_is_free_again(world, clock):
    await change(world.north.editor.access, input=CORA)
    clock.forward(hours=23, minutes=59)
    assert (await change(world.north.editor.access, input=CORA)).data["createCustomer"]["__typename"] == "CustomerSaved"

    clock.forward(minutes=1)
    again = await change(world.north.editor.access, input=CORA)

    assert again.data["createCustomer"]["__typename"] == "Conflict"
    other = await change(world.north.editor.access, input=CORA | {"email": "other@example.com"})
    assert other.data["createCustomer"]["__typename"] == "CustomerSaved"


async def test_housekeeping_forgets_it(world, clock):
    await change(world.north.editor.access, input=CORA)
    clock.forward(hours=1)
    await change(world.north.editor.access, key="another", input=CORA | {"email": "other@example.com"})

    clock.forward(hours=23)
    await forget_what_ended(world.system)

    [kept] = await world.system.rows(IdempotencyKey)
    assert clock() - kept.created_at == timedelta(hours=23)


SEVERAL = {
    "two": 'mutation { a: revokeSession(id: "x") { __typename } b: revokeSession(id: "x") { __typename } }',
    "in a fragment": """mutation { ...F revokeSession(id: "x") { __typename } }
        fragment F on Mutation { ... on Mutation { signOut { ok } } }""",
    "one of them skipped": """mutation { signOut @skip(if: true) { ok } revokeSession(id: "x") { __typename } }""",
}


@pytest.mark.parametrize("document", SEVERAL.values(), ids=SEVERAL)
async def test_a_key_goes_with_a_single_mutation(world, document):
    with recorded_statements() as statements:
        refused = await change(world.north.editor.access, document)

    assert code(refused) == "IDEMPOTENCY_KEY_INVALID"
    assert refused.is_request_error
    assert statements == []


async def test_a_single_one_may_stand_in_a_fragment_with_the_type_s_name(world):
    document = """mutation($input: CreateCustomerInput!) { __typename ...F ...F ... on Mutation { ...F } }
        fragment F on Mutation { createCustomer(input: $input) { __typename } }"""

    for _ in range(2):
        answer = await change(world.north.editor.access, document, input=CORA)
        assert answer.data == {"__typename": "Mutation", "createCustomer": {"__typename": "CustomerSaved"}}


async def test_a_query_takes_no_notice_of_it(world):
    document = "{ a: customers { totalCount } b: customers { totalCount } }"

    answer = await change(world.north.editor.access, document)

    assert answer.data == {"a": {"totalCount": 2}, "b": {"totalCount": 2}}


@pytest.mark.parametrize("count", [2, 5])
async def test_of_several_at_once_one_is_made_and_all_are_told(world, count):
    answers = await asyncio.gather(*(change(world.north.editor.access, input=CORA) for _ in range(count)))

    assert [answer.errors for answer in answers] == [()] * count
    assert len({answer.data["createCustomer"]["customer"]["id"] for answer in answers}) == 1
    assert await customers(world) == 1


async def test_who_waited_for_one_that_was_refused_makes_its_own(world):
    refused = CORA | {"email": "anna@example.com"}

    *_, made = await asyncio.gather(
        *(change(world.north.editor.access, input=refused) for _ in range(3)),
        change(world.north.editor.access, input=CORA),
    )

    # Whoever came first.
    assert made.data["createCustomer"]["__typename"] == "CustomerSaved"
    assert await customers(world) == 1


async def test_who_waits_too_long_is_told_to_come_again(world, monkeypatch):
    class TimedOut(Exception):
        sqlstate = "55P03"

    async def wait(*_):
        raise OperationalError(TimedOut())

    monkeypatch.setattr(Access, "add_unless_taken", wait)

    assert code(await change(world.north.editor.access, input=CORA)) == "IDEMPOTENCY_KEY_IN_USE"


async def test_what_is_gone_by_then_is_not_found(world):
    first = await change(world.north.editor.access, input=CORA)
    [cora] = await world.system.rows(Customer).filter(email="cora@example.com")
    await delete_customer(world.north.editor.access, customer_id=cora.id)

    again = await change(world.north.editor.access, input=CORA)

    assert first.errors == ()
    assert code(again) == "NOT_FOUND"
    assert await customers(world) == 0


async def test_who_may_not_any_more_is_told_nothing(world):
    await change(world.north.editor.access, input=CORA)
    access = world.north.editor.access
    as_viewer = replace(access, principal=replace(access.principal, role=Role.VIEWER))

    assert code(await change(as_viewer, input=CORA)) == "FORBIDDEN"


async def test_it_costs_two_statements_more(world):
    with recorded_statements() as without:
        await change(world.north.editor.access, key=None, input=CORA)
    with recorded_statements() as under_a_key:
        await change(world.north.editor.access, input=CORA | {"email": "other@example.com"})

    assert len(under_a_key) == len(without) + 2
