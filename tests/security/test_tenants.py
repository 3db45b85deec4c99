"""Nobody reaches beyond its partner: all fields and mutations, as everybody, with own, foreign and unknown ids."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from graphql import get_named_type

from graphapi.access import GRANTS, Permission
from graphapi.agreement_texts import PRESENT
from graphapi.ids import decode_id, encode_id
from graphapi.models import AuditEntry, ShareRecipient
from schema.build import graphql_schema, schema
from schema.execution.documents import Documents
from schema.execution.limits import UNLIMITED
from schema.execution.run import Runner
from tests.asking import ask, context_of, document_of, mutate, run
from tests.clock import START
from tests.entering import file_of
from tests.schema.test_sdl import GUARDED
from tests.security.tenants import PEOPLE, Tenants, build_tenants, unknown
from tests.snapshot import snapshot

WITHOUT_LIMITS = UNLIMITED

# What each mutation is called with; in braces what it is called for.
CALLS: dict[str, dict[str, Any]] = {
    "updatePartner": {"id": "{partner}", "input": {"name": "Changed"}},
    "suspendPartner": {"id": "{partner}", "input": {"reason": "Changed"}},
    "resumePartner": {"id": "{partner}"},
    "inviteMember": {"input": {"partnerId": "{partner}", "name": "New", "email": "new@example.com", "role": "OWNER"}},
    "updateMember": {"id": "{member}", "input": {"role": "OWNER"}},
    "sendMemberInvitation": {"id": "{invited}"},
    "removeMember": {"id": "{member}"},
    "updateCustomer": {"id": "{customer}", "input": {"note": "Changed"}},
    "disableCustomer": {"id": "{customer}"},
    "enableCustomer": {"id": "{disabled}"},
    "deleteCustomer": {"id": "{customer}"},
    "sendInvitation": {"id": "{draft}"},
    "startCustomerImport": {"id": "{import}", "input": {"invite": True}},
    "createShare": {
        "input": {"audience": "SELECTED", "customerIds": ["{customer}"], "url": "https://cloud.example/s/x"}
    },
    "updateShare": {"id": "{share}", "input": {"title": "Changed"}},
    "deleteShare": {"id": "{share}"},
    "openShare": {"id": "{share}"},
    "revealSharePassword": {"id": "{share}"},
    "revokeSession": {"id": "{session}"},
    "revokeAccessToken": {"id": "{token}"},
    "exportCustomerData": {"id": "{customer}"},
    "exportPartner": {"input": {"partnerId": "{partner}"}},
    "deletePartner": {"id": "{partner}", "input": {"name": "Changed"}},
    "acceptOrder": {"id": "{order}", "input": {"slug": "accepted", "planCode": "free"}},
    "declineOrder": {"id": "{order}", "input": {"reason": "Changed"}},
    "changePlan": {"input": {"partnerId": "{partner}", "planCode": "s"}},
    "cancelSubscription": {"input": {"partnerId": "{partner}"}},
    "withdrawCancellation": {"input": {"partnerId": "{partner}"}},
    "setSubscriptionPrice": {"input": {"partnerId": "{partner}", "monthlyAmount": 300}},
    "markInvoicePaid": {"id": "{invoice}", "input": {}},
    "voidInvoice": {"id": "{invoice}", "input": {"reason": "Changed"}},
}
# Those that operators alone may.
OPERATORS = {
    "suspendPartner",
    "resumePartner",
    "deletePartner",
    "acceptOrder",
    "declineOrder",
    "setSubscriptionPrice",
    "markInvoicePaid",
    "voidInvoice",
}
# Those that name nobody else's things.
OWN_AFFAIRS: dict[str, dict[str, Any]] = {
    "createPartner": {
        "input": {"name": "X", "slug": "new", "ownerName": "X", "ownerEmail": "x@x.example", "planCode": "free"}
    },
    "importCustomers": {"input": {"contentBase64": file_of("New;New;new@example.com"), "dryRun": False}},
    "exportCustomers": {"first": 2},
    "createCustomer": {"input": {"firstName": "New", "lastName": "New", "email": "new@example.com"}},
    "createAccessToken": {"input": {"name": "Website", "role": "EDITOR"}},
    "changePassword": {"input": {"currentPassword": "wrong", "newPassword": "a good new one"}},
    "changeEmail": {"input": {"currentPassword": "wrong", "email": "new@example.com"}},
    "updateProfile": {"input": {"username": "changed"}},
    "updatePlan": {"code": "s", "input": {"name": "S"}},
    "acceptDataProcessingAgreement": {"input": {"version": PRESENT, "language": "DE"}},
}
FOR_STRANGERS = {
    "signIn",
    "signOut",
    "requestPasswordReset",
    "setPassword",
    "renewInvitation",
    "confirmEmail",
    "placeOrder",
}
READS: dict[str, dict[str, Any]] = {
    "partner": {"id": "{partner}"},
    "customer": {"id": "{customer}"},
    "share": {"id": "{share}"},
    "dataProcessingAgreement": {"partnerId": "{partner}"},
    "customerImport": {"id": "{import}"},
    "customers": {"filter": {"partnerId": "{partner}"}},
    "shares": {"filter": {"partnerId": "{partner}"}},
    "auditLog": {"filter": {"partnerId": "{partner}"}},
    "mails": {"filter": {"partnerId": "{partner}"}},
    **{f"shares of {name}": {"filter": {"customerId": f"{{{name}}}"}} for name in ("customer", "draft")},
    **{f"auditLog of {name}": {"filter": {"subjectId": f"{{{name}}}"}} for name in ("partner", "customer", "member")},
    "auditLog by": {"filter": {"actorId": "{member}"}},
    "invoices": {"filter": {"partnerId": "{partner}"}},
    "planQuote": {"partnerId": "{partner}", "planCode": "l"},
    "mails of": {"filter": {"customerId": "{customer}"}},
    **{
        f"node {name}": {"id": f"{{{name}}}"}
        for name in (
            *("partner", "member", "customer", "share", "session", "audit", "mail", "subscription", "token"),
            "import",
            "invoice",
        )
    },
    "nodes": {"ids": ["{partner}", "{member}", "{customer}", "{share}", "{session}", "{audit}", "{mail}"]},
}


def filled_in(value, ids):
    if isinstance(value, dict):
        return {key: filled_in(inner, ids) for key, inner in value.items()}
    if isinstance(value, list):
        return [filled_in(inner, ids) for inner in value]
    return ids[value[1:-1]] if isinstance(value, str) and value.startswith("{") else value


def may(access, field):
    return field not in GUARDED or Permission(GUARDED[field]) in GRANTS[access.principal.role]


@pytest.fixture
async def tenants(world) -> Tenants:
    return await build_tenants(world)


async def outcome(access, root, name, arguments):
    return (await run(access, document_of(root, name, depth=1), **arguments)).formatted()


def test_every_mutation_is_in_the_matrix():
    assert set(CALLS) | set(OWN_AFFAIRS) | FOR_STRANGERS == set(graphql_schema.type_map["Mutation"].fields)


def test_every_query_that_takes_an_id_is_in_the_matrix():
    taking = {
        name
        for name, field in graphql_schema.type_map["Query"].fields.items()
        for argument in field.args.values()
        if get_named_type(argument.type).name == "ID"
        or "partnerId" in getattr(get_named_type(argument.type), "fields", {})
    }

    assert {name.split()[0] for name in READS} == taking


@pytest.mark.parametrize("name", [*CALLS, *OWN_AFFAIRS])
async def test_who_may_not_changes_nothing(tenants, name):
    call = (CALLS | OWN_AFFAIRS)[name]
    before = await snapshot()
    denied = [person for person in PEOPLE if not may(tenants.access(person), f"Mutation.{name}")]

    assert "anonymous" in denied
    for person in denied:
        for ids in (tenants.north, tenants.south, unknown()):
            answer = await outcome(tenants.access(person), "Mutation", name, filled_in(call, ids))

            assert answer["data"] == {name: None}, person
            assert [error["extensions"]["code"] for error in answer["errors"]] == [
                "UNAUTHENTICATED" if person == "anonymous" else "FORBIDDEN"
            ]
            assert await snapshot() == before, person


@pytest.mark.parametrize("name", CALLS)
async def test_a_foreign_id_is_in_every_mutation_like_one_that_nothing_has(tenants, name):
    before = await snapshot()
    # Operators have no other partner; but nobody's sessions are theirs.
    everybody = [person for person in PEOPLE if person != "operator" or name == "revokeSession"]
    permitted = [person for person in everybody if may(tenants.access(person), f"Mutation.{name}")]

    assert permitted or name in OPERATORS
    for person in permitted:
        access = tenants.access(person)
        foreign = await outcome(access, "Mutation", name, filled_in(CALLS[name], tenants.foreign(person)))
        nothing = await outcome(access, "Mutation", name, filled_in(CALLS[name], unknown()))

        assert foreign == nothing, person
        assert foreign["data"][name]["__typename"] == "NotFound", person
        assert "errors" not in foreign
        assert await snapshot() == before, person


@pytest.mark.parametrize("name", CALLS)
async def test_an_own_id_is_found_where_it_is_permitted(tenants, name):
    """The matrix would mean nothing otherwise."""
    who = "operator" if name in OPERATORS else "north.owner"

    result = await mutate(tenants.access(who), name, **filled_in(CALLS[name], tenants.north))

    assert result["__typename"] == ("WrongState" if name == "resumePartner" else result["__typename"])
    assert result["__typename"] != "NotFound"


@pytest.mark.parametrize("name", READS)
async def test_a_foreign_id_is_in_every_query_like_one_that_nothing_has(tenants, name):
    for person in PEOPLE:
        if person == "operator":
            continue
        access = tenants.access(person)
        foreign = await outcome(access, "Query", name.split()[0], filled_in(READS[name], tenants.foreign(person)))
        nothing = await outcome(access, "Query", name.split()[0], filled_in(READS[name], unknown()))

        assert foreign == nothing, person


@pytest.mark.parametrize("name", [name for name in READS if not name.startswith("nodes")])
async def test_an_own_id_is_found_by_whoever_may_see_it(tenants, name):
    answer = await outcome(
        tenants.access("north.owner"), "Query", name.split()[0], filled_in(READS[name], tenants.north)
    )

    assert "errors" not in answer
    assert answer["data"][name.split()[0]] is not None


async def test_customers_do_not_reach_each_other(tenants):
    ben, anna = tenants.access("north.ben"), tenants.north["customer"]
    own = encode_id("customer", tenants.world.north.ben.id)

    for name, ids in (("customer", {"id": anna}), ("share", {"id": tenants.north["share"]}), ("node", {"id": anna})):
        assert (await outcome(ben, "Query", name, ids))["data"] == {name: None}
    assert await ask(ben, "{ customers { nodes { id } } shares { nodes { title } } }") == {
        "customers": {"nodes": [{"id": own}]},
        "shares": {"nodes": [{"title": "north terms"}]},
    }
    for name in ("openShare", "revealSharePassword"):
        assert (await mutate(ben, name, id=tenants.north["share"]))["__typename"] == "NotFound"


ROOTS = list(graphql_schema.type_map["Query"].fields)


@pytest.mark.parametrize("name", ROOTS)
async def test_no_path_down_up_or_sideways_leads_out_of_sight(tenants, name):
    runner = Runner(schema, Documents(graphql_schema, WITHOUT_LIMITS))
    document = document_of("Query", name, depth=5)
    for person in PEOPLE:
        own, foreign = ("south", "north") if person.startswith("south") else ("north", "south")
        calls = [filled_in(call, tenants.own(person)) for read, call in READS.items() if read.split()[0] == name]
        for call in calls or [{"slug": own, "token": "x", "url": f"https://{own}.example", "name": own}]:
            variables = {key: call[key] for key in call if key in graphql_schema.type_map["Query"].fields[name].args}
            answer = await runner.run(document, context_of(tenants.access(person)), variables=variables)

            text = json.dumps([answer.data, list(answer.errors)], ensure_ascii=False).lower()
            if person != "operator":
                assert foreign not in text, person
            if person == "north.ben":
                assert "anna" not in text
            if person == "operator":
                # It supports partners, and does not read what they write about their customers.
                assert "north note" not in text


async def test_rows_that_should_not_be_lead_nowhere(tenants):
    """Links across partners, as no code of ours writes them, show nothing of the other one."""
    world, north, south = tenants.world, tenants.north, tenants.south

    def key(text):
        return decode_id(text.split("_")[0], text)

    link = {"partner_id": world.north.id, "share_id": key(north["share"])}
    await world.system.add(ShareRecipient(**link, customer_id=world.south.ben.id))
    link |= {"share_id": key(south["share"])}
    await world.system.add(ShareRecipient(**link, customer_id=world.north.ben.id))
    for kind in ("customer", "share", "member", "partner", "mail"):
        entry = {"subject_kind": kind, "subject_id": key(south[kind])}
        await world.system.add(AuditEntry(partner_id=world.north.id, at=START, action="share.opened", **entry))

    found = await ask(
        world.north.viewer.access,
        "{ shares { nodes { recipients { id } } } auditLog(first: 5) { nodes { subject { id } } } }",
    )
    ben = await ask(world.north.ben.access, "{ shares { nodes { id } } viewer { customer { shares { id } } } }")

    assert found["shares"]["nodes"] == [{"recipients": [{"id": north["customer"]}]}, {"recipients": []}]
    assert found["auditLog"]["nodes"] == [{"subject": None}] * 5
    assert ben == {"shares": {"nodes": [{"id": north["global"]}]}, "viewer": {"customer": {"shares": []}}}


BAD_IDS = ["", "x", "customer_", "share_" + "z" * 26, "0" * 10_000, "\0", "ä", "\u202e", "' OR 1=1 --", 7, 10**30]


@pytest.mark.parametrize("name", CALLS)
async def test_whatever_stands_for_an_id_is_no_server_error(tenants, name):
    """Malformed, huge, and those of another kind: all are like one that nothing has."""
    person = "operator" if name in OPERATORS else "north.owner"
    access, before = tenants.access(person), await snapshot()
    nothing = await outcome(access, "Mutation", name, filled_in(CALLS[name], unknown()))
    of_kind = re.search(r"\{(\w+)\}", json.dumps(CALLS[name]))[1]
    kinds = {"draft": "customer", "disabled": "customer", "invited": "member"}
    others = [text for kind, text in tenants.north.items() if kinds.get(kind, kind) != kinds.get(of_kind, of_kind)]

    for text in [*BAD_IDS, *(text for text in others if not text.startswith(f"{kinds.get(of_kind, of_kind)}_"))]:
        answer = await outcome(access, "Mutation", name, filled_in(CALLS[name], {of_kind: text}))

        assert answer == nothing, text
    assert await snapshot() == before


@pytest.mark.parametrize("name", READS)
async def test_nor_is_it_in_a_query(tenants, name):
    access = tenants.access("north.owner")
    nothing = await outcome(access, "Query", name.split()[0], filled_in(READS[name], unknown()))

    for text in BAD_IDS:
        ids = dict.fromkeys(unknown(), text)
        answer = await outcome(access, "Query", name.split()[0], filled_in(READS[name], ids))

        assert answer == nothing, text
