"""What mutations come to: each error that a result has a type for arrives as that type, and nothing was changed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from graphql import GraphQLObjectType, get_named_type
from tortoise.expressions import F

from graphapi.errors import InvalidCredentials, NotFound, Throttled
from graphapi.ids import encode_id, new_id
from graphapi.models import CustomerStatus, InvitationState, OneTimeToken, OrderStatus, Partner, PartnerStatus
from graphapi.services import passwords, plans
from graphapi.services.partner_exports import export_partner
from schema.build import graphql_schema
from tests.asking import mutate, run
from tests.entering import file_of
from tests.invoices import add_invoice
from tests.snapshot import snapshot
from tests.world import (
    KEYS,
    PASSWORD,
    add_customer,
    add_import,
    add_member,
    add_order,
    add_partner,
    add_share,
)


@dataclass(frozen=True)
class Case:
    """A call that ends in an error of the form."""

    mutation: str
    error: str
    arguments: dict[str, Any] = field(default_factory=dict)
    who: str = "owner"
    # What is told beside code and message.
    told: dict[str, Any] = field(default_factory=dict)


def at(*path, text):
    return {"fields": [{"__typename": "FieldError", "path": list(path), "message": text}]}


FILL_IN = "Please fill this in."
CHOOSE = "Please choose one."
LONG = "x" * 201
KIM = {"firstName": "Kim", "lastName": "Kunz", "email": "kim@example.com"}
NEW_PARTNER = {
    "name": "New GmbH",
    "slug": "new",
    "ownerName": "Nora New",
    "ownerEmail": "nora@new.example",
    "planCode": "free",
}
ORDER = {"company": "West GmbH", "contactName": "Wanda West", "email": "wanda@west.example", "planCode": "m"}
FREE = {"slug": "new", "planCode": "free"}
SLUG = {"path": ["slug"]}
NO_PLAN = "There is no such plan."
ALL_SHARE = {"audience": "EVERYONE", "url": "https://cloud.example/s/x"}
TAKEN_EMAIL = {"path": ["email"]}
CASES = [
    Case("signIn", "InvalidInput", {"input": {"login": "", "password": "x"}}, told=at("login", text=FILL_IN)),
    Case("signIn", "InvalidCredentials", {"input": {"portal": "north", "login": "anna", "password": "x"}}),
    Case("signIn", "Throttled", {"input": {"login": "x", "password": "x"}}, told={"retryAfterSeconds": 1800}),
    Case("requestPasswordReset", "InvalidInput", {"input": {"login": " "}}, told=at("login", text=FILL_IN)),
    Case("setPassword", "TokenInvalid", {"input": {"token": "x", "password": "a good one"}}),
    Case(
        "setPassword",
        "InvalidInput",
        {"input": {"token": "{link}", "password": "short"}},
        told=at("password", text="Please use at least 8 characters."),
    ),
    Case("changePassword", "InvalidCredentials", {"input": {"currentPassword": "x", "newPassword": "a good one"}}),
    Case(
        "changePassword",
        "InvalidInput",
        {"input": {"currentPassword": PASSWORD, "newPassword": "short"}},
        told=at("newPassword", text="Please use at least 8 characters."),
    ),
    Case(
        "changePassword",
        "Throttled",
        {"input": {"currentPassword": "x", "newPassword": "a good one"}},
        told={"retryAfterSeconds": 1800},
    ),
    Case(
        "changeEmail",
        "InvalidInput",
        {"input": {"currentPassword": PASSWORD, "email": "none"}},
        told=at("email", text="This is not a mail address. Please write it like name@example.com."),
    ),
    Case("changeEmail", "InvalidCredentials", {"input": {"currentPassword": "x", "email": "new@example.com"}}),
    Case(
        "changeEmail",
        "Throttled",
        {"input": {"currentPassword": "x", "email": "new@example.com"}},
        told={"retryAfterSeconds": 1800},
    ),
    Case("confirmEmail", "TokenInvalid", {"token": "x"}),
    Case("updateProfile", "InvalidInput", {"input": {"language": None}}, told=at("language", text=CHOOSE)),
    Case("updateProfile", "Conflict", {"input": {"username": "Anna"}}, told={"path": ["username"]}),
    Case("revokeSession", "NotFound", {"id": "session"}),
    Case(
        "createAccessToken",
        "InvalidInput",
        {"input": {"name": "", "role": "VIEWER"}},
        told=at("name", text=FILL_IN),
    ),
    Case("revokeAccessToken", "NotFound", {"id": "token"}),
    Case("createPartner", "InvalidInput", {"input": NEW_PARTNER | {"name": ""}}, "operator", at("name", text=FILL_IN)),
    Case("createPartner", "Conflict", {"input": NEW_PARTNER | {"slug": "south"}}, "operator", {"path": ["slug"]}),
    Case("updatePartner", "InvalidInput", {"id": "{partner}", "input": {"name": None}}, told=at("name", text=FILL_IN)),
    Case("updatePartner", "Conflict", {"id": "{partner}", "input": {"slug": "south"}}, "operator", {"path": ["slug"]}),
    Case("updatePartner", "NotFound", {"id": "partner", "input": {"name": "x"}}),
    Case(
        "suspendPartner",
        "InvalidInput",
        {"id": "{partner}", "input": {"reason": " "}},
        "operator",
        at("reason", text=FILL_IN),
    ),
    Case("suspendPartner", "NotFound", {"id": "partner", "input": {"reason": "x"}}, "operator"),
    Case("suspendPartner", "WrongState", {"id": "{suspended}", "input": {"reason": "x"}}, "operator"),
    Case("resumePartner", "NotFound", {"id": "partner"}, "operator"),
    Case("resumePartner", "WrongState", {"id": "{partner}"}, "operator"),
    Case("acceptDataProcessingAgreement", "WrongState", {"input": {"version": "2020-01", "language": "DE"}}),
    Case("exportCustomerData", "NotFound", {"id": "customer"}),
    Case("exportPartner", "InvalidInput", {"input": {"partnerId": "{partner}", "includePasswords": True}}, "operator"),
    Case("exportPartner", "NotFound", {"input": {"partnerId": "partner"}}),
    Case("exportPartner", "WrongState", {"input": {"partnerId": "{exported}"}}, "operator"),
    Case("deletePartner", "InvalidInput", {"id": "{suspended}", "input": {"name": "x"}}, "operator"),
    Case("deletePartner", "NotFound", {"id": "partner", "input": {"name": "x"}}, "operator"),
    Case("deletePartner", "WrongState", {"id": "{partner}", "input": {"name": "North Design GmbH"}}, "operator"),
    Case("placeOrder", "InvalidInput", {"input": ORDER | {"planCode": "x"}}, told=at("planCode", text=NO_PLAN)),
    Case("placeOrder", "Throttled", {"input": ORDER}, told={"retryAfterSeconds": 86400}),
    Case("acceptOrder", "InvalidInput", {"id": "{order}", "input": {"slug": "new"}}, "operator"),
    Case("acceptOrder", "Conflict", {"id": "{order}", "input": FREE | {"slug": "south"}}, "operator", SLUG),
    Case("acceptOrder", "NotFound", {"id": "order", "input": FREE}, "operator"),
    Case("acceptOrder", "WrongState", {"id": "{declined}", "input": FREE}, "operator"),
    Case("declineOrder", "InvalidInput", {"id": "{order}", "input": {"reason": "x" * 501}}, "operator"),
    Case("declineOrder", "NotFound", {"id": "order", "input": {}}, "operator"),
    Case("declineOrder", "WrongState", {"id": "{declined}", "input": {}}, "operator"),
    Case(
        "inviteMember",
        "InvalidInput",
        {"input": {"name": "", "email": "m@north.example", "role": "VIEWER"}},
        told=at("name", text=FILL_IN),
    ),
    Case(
        "inviteMember",
        "Conflict",
        {"input": {"name": "x", "email": "ANNA@example.com", "role": "VIEWER"}},
        told=TAKEN_EMAIL,
    ),
    Case(
        "inviteMember",
        "NotFound",
        {"input": {"name": "x", "email": "m@north.example", "role": "VIEWER", "partnerId": "partner"}},
        "operator",
    ),
    Case("updateMember", "InvalidInput", {"id": "{member}", "input": {"role": None}}, told=at("role", text=CHOOSE)),
    Case("updateMember", "NotFound", {"id": "member", "input": {"name": "x"}}),
    Case("updateMember", "WrongState", {"id": "{owner}", "input": {"role": "VIEWER"}}),
    Case("sendMemberInvitation", "NotFound", {"id": "member"}),
    Case("sendMemberInvitation", "WrongState", {"id": "{member}"}),
    Case("sendMemberInvitation", "Throttled", {"id": "{invited member}"}, told={"retryAfterSeconds": 3600}),
    Case("removeMember", "NotFound", {"id": "member"}),
    Case("removeMember", "WrongState", {"id": "{owner}"}),
    Case(
        "createCustomer",
        "InvalidInput",
        {"input": KIM | {"shares": [{"url": "https://cloud.example/s/1"}, {"url": ""}]}},
        told=at("shares", "1", "url", text=FILL_IN),
    ),
    Case("createCustomer", "Conflict", {"input": KIM | {"email": "anna@example.com"}}, told=TAKEN_EMAIL),
    Case("createCustomer", "PlanLimitReached", {"input": KIM}, told={"resource": "CUSTOMERS", "used": 4}),
    Case(
        "updateCustomer",
        "InvalidInput",
        {"id": "{customer}", "input": {"firstName": None}},
        told=at("firstName", text=FILL_IN),
    ),
    Case("updateCustomer", "Conflict", {"id": "{ben}", "input": {"username": "anna"}}, told={"path": ["username"]}),
    Case("updateCustomer", "NotFound", {"id": "customer", "input": {"note": "x"}}),
    Case("disableCustomer", "NotFound", {"id": "customer"}),
    Case("disableCustomer", "WrongState", {"id": "{disabled}"}),
    Case("enableCustomer", "NotFound", {"id": "customer"}),
    Case("enableCustomer", "WrongState", {"id": "{customer}"}),
    Case(
        "importCustomers",
        "InvalidInput",
        {"input": {"contentBase64": "?"}},
        told=at("contentBase64", text="This is no base64. Please send the bytes of the file so."),
    ),
    Case(
        "importCustomers",
        "PlanLimitReached",
        {"input": {"contentBase64": file_of("A;B;a@example.com", "C;D;c@example.com")}},
        told={"used": 4, "limit": 4},
    ),
    Case("startCustomerImport", "NotFound", {"id": "import", "input": {}}),
    Case("startCustomerImport", "WrongState", {"id": "{wrong import}", "input": {}}),
    Case("startCustomerImport", "PlanLimitReached", {"id": "{import}", "input": {}}, told={"used": 4, "limit": 4}),
    Case("deleteCustomer", "NotFound", {"id": "customer"}),
    Case("sendInvitation", "NotFound", {"id": "customer"}),
    Case("sendInvitation", "WrongState", {"id": "{customer}"}),
    Case("sendInvitation", "Throttled", {"id": "{draft}"}, told={"retryAfterSeconds": 3600}),
    Case(
        "createShare",
        "InvalidInput",
        {"input": ALL_SHARE | {"title": LONG}},
        told=at("title", text="Please use at most 200 characters."),
    ),
    Case("createShare", "NotFound", {"input": ALL_SHARE | {"audience": "SELECTED", "customerIds": ["x"]}}),
    Case("createShare", "PlanLimitReached", {"input": ALL_SHARE}, told={"resource": "GLOBAL_SHARES", "used": 1}),
    Case("updateShare", "InvalidInput", {"id": "{share}", "input": {"url": None}}, told=at("url", text=FILL_IN)),
    Case("updateShare", "NotFound", {"id": "share", "input": {"title": "x"}}),
    Case("updateShare", "PlanLimitReached", {"id": "{share}", "input": {"audience": "EVERYONE"}}, told={"limit": 1}),
    Case("deleteShare", "NotFound", {"id": "share"}),
    Case("openShare", "NotFound", {"id": "share"}),
    Case("revealSharePassword", "NotFound", {"id": "share"}),
    Case("changePlan", "InvalidInput", {"input": {"planCode": "xl"}}, told=at("planCode", text=NO_PLAN)),
    Case("changePlan", "NotFound", {"input": {"partnerId": "partner", "planCode": "s"}}),
    Case(
        "changePlan",
        "PlanLimitReached",
        {"input": {"partnerId": "{full}", "planCode": "s"}},
        "operator",
        {"resource": "CUSTOMERS", "used": 60, "limit": 25},
    ),
    Case("changePlan", "WrongState", {"input": {"planCode": "m"}}),
    Case("cancelSubscription", "NotFound", {"input": {"partnerId": "partner"}}),
    Case("cancelSubscription", "WrongState", {"input": {"partnerId": "{full}"}}, "operator"),
    Case("withdrawCancellation", "NotFound", {"input": {"partnerId": "partner"}}),
    Case("withdrawCancellation", "WrongState", {"input": {}}),
    Case("setSubscriptionPrice", "InvalidInput", {"input": {"partnerId": "{full}", "monthlyAmount": 100}}, "operator"),
    Case("setSubscriptionPrice", "NotFound", {"input": {"partnerId": "partner", "monthlyAmount": 100}}, "operator"),
    Case("updatePlan", "InvalidInput", {"code": "s", "input": {"name": " "}}, "operator", at("name", text=FILL_IN)),
    Case("updatePlan", "NotFound", {"code": "xl", "input": {"name": "XL"}}, "operator"),
    Case("markInvoicePaid", "InvalidInput", {"id": "{invoice}", "input": {"paidOn": "2999-01-01"}}, "operator"),
    Case("markInvoicePaid", "NotFound", {"id": "invoice", "input": {}}, "operator"),
    Case("markInvoicePaid", "WrongState", {"id": "{void}", "input": {}}, "operator"),
    Case(
        "voidInvoice",
        "InvalidInput",
        {"id": "{invoice}", "input": {"reason": ""}},
        "operator",
        at("reason", text=FILL_IN),
    ),
    Case("voidInvoice", "NotFound", {"id": "invoice", "input": {"reason": "x"}}, "operator"),
    Case("voidInvoice", "WrongState", {"id": "{void}", "input": {"reason": "x"}}, "operator"),
    Case("revealSharePassword", "WrongState", {"id": "{share}"}),
]
# It has a type for what it never finds wrong today: a token that is none is passed over in silence.
NEVER = {("renewInvitation", "InvalidInput")}


def errors_of(mutation):
    result = graphql_schema.type_map["Mutation"].fields[mutation].type
    union = getattr(result, "of_type", result)
    return {
        member.name
        for member in getattr(union, "types", ())
        if isinstance(member, GraphQLObjectType) and "UserError" in {face.name for face in member.interfaces}
    }


@pytest.fixture
async def names(world, clock):
    """What the cases speak of, in braces where it exists."""
    north = world.north.partner
    await mutate(world.anonymous, "requestPasswordReset", input={"portal": "north", "login": "ben@example.com"})
    link = await world.system.rows(OneTimeToken).get()
    share = await add_share(north, recipients=[world.north.anna.row])
    await add_share(north)
    found = {
        "link": KEYS.one_time_token(link.id, link.key_id),
        "partner": world.north.partner,
        "suspended": await add_partner(slug="suspended", status=PartnerStatus.SUSPENDED),
        "owner": world.north.owner,
        "member": world.north.viewer,
        "invited member": await add_member(north, email="invited@north.example", invitation_state=InvitationState.SENT),
        "customer": world.north.anna,
        "ben": world.north.ben,
        "draft": await add_customer(north, status=CustomerStatus.DRAFT),
        "import": encode_id("import", (await add_import(world.north.editor.row, problem_count=0)).id),
        "wrong import": encode_id("import", (await add_import(world.north.owner.row)).id),
        "disabled": await add_customer(north, first_name="Dis", status=CustomerStatus.DISABLED),
        "share": share,
        "exported": await export_partner(world.operator.access, partner_id=world.south.id, includes_passwords=False),
        "order": await add_order(),
        "full": await add_partner(slug="full", customer_count=60),
        "invoice": await add_invoice(north),
        "void": await add_invoice(north, number="2026-000002", status="VOID"),
        "declined": await add_order(status=OrderStatus.DECLINED, decided_at=clock()),
    }
    return {
        f"{{{name}}}": value if isinstance(value, str) else id_of(getattr(value, "row", value))
        for name, value in found.items()
    }


def id_of(row):
    return encode_id(type(row).__name__.lower(), row.id)


def filled_in(value, names):
    """Put ids in the place of names, and one that nothing has in the place of a bare kind."""
    if isinstance(value, dict):
        return {key: filled_in(inner, names) for key, inner in value.items()}
    if value in ("partner", "member", "customer", "share", "session", "token", "order", "import", "invoice"):
        return encode_id(value, new_id())
    return names.get(value, value) if isinstance(value, str) else value


def test_every_error_of_every_mutation_has_a_case():
    mutations = graphql_schema.type_map["Mutation"].fields
    pairs = {(mutation, error) for mutation in mutations for error in errors_of(mutation)}

    assert {(case.mutation, case.error) for case in CASES} == pairs - NEVER


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.mutation}-{case.error}")
async def test_an_error_that_a_form_can_show_arrives_as_its_type_and_has_changed_nothing(world, names, case):
    access = world.operator.access if case.who == "operator" else world.north.owner.access
    arguments = filled_in(case.arguments, names)
    if case.error == "PlanLimitReached":
        full = {"customer_limit": F("customer_count"), "global_share_limit": F("global_share_count")}
        await world.system.rows(Partner).filter(id=world.north.id).update(**full)
    if case.error == "Throttled":
        for _ in range(5):
            await mutate(access, case.mutation, **arguments)
    before = await snapshot()

    result = await mutate(access, case.mutation, **arguments)

    assert result["__typename"] == case.error
    assert result["code"] == re.sub(r"(?<!^)([A-Z])", r"_\1", case.error).upper()
    assert result["message"]
    assert {name: result[name] for name in case.told} == case.told
    assert await snapshot() == before


NULLS = {
    ("updateProfile", "profile"): {"username": True, "language": False},
    ("updatePartner", "partner"): {
        "name": False,
        "slug": False,
        "contact": True,
        "branding": True,
        "billing": False,
        "allowedOrigins": True,
        "language": False,
    },
    ("updateMember", "member"): {"name": False, "role": False},
    ("updateCustomer", "customer"): {
        "firstName": False,
        "lastName": False,
        "email": False,
        "company": True,
        "username": True,
        "number": True,
        "note": True,
        "language": False,
    },
    ("updateShare", "share"): {
        "audience": False,
        "customerIds": False,
        "url": False,
        "title": True,
        "password": True,
        "description": True,
        "position": False,
        "validFrom": True,
        "validUntil": True,
    },
}


@pytest.mark.parametrize(("mutation", "kind"), NULLS)
async def test_null_empties_a_field_where_that_makes_sense_and_is_a_problem_at_it_elsewhere(
    world, names, mutation, kind
):
    of_input = get_named_type(graphql_schema.type_map["Mutation"].fields[mutation].args["input"].type)
    id_ = {} if kind == "profile" else {"id": names[f"{{{kind}}}"]}

    assert set(of_input.fields) == set(NULLS[mutation, kind])
    for field_name, is_emptied in NULLS[mutation, kind].items():
        result = await mutate(world.north.owner.access, mutation, **id_, input={field_name: None})

        assert result["__typename"].endswith("Saved") is is_emptied, (field_name, result)
        if not is_emptied:
            assert [problem["path"] for problem in result["fields"]] == [[field_name]]


@pytest.mark.parametrize(("mutation", "kind"), NULLS)
async def test_an_update_of_nothing_is_one(world, names, mutation, kind):
    id_ = {} if kind == "profile" else {"id": names[f"{{{kind}}}"]}

    result = await mutate(world.north.owner.access, mutation, **id_, input={})

    assert result["__typename"].endswith("Saved")


async def test_the_plan_that_has_room_is_named(world, names):
    await world.system.rows(Partner).filter(id=world.north.id).update(customer_limit=4)

    result = await mutate(world.north.owner.access, "createCustomer", input=KIM)

    assert (result["resource"], result["used"], result["limit"]) == ("CUSTOMERS", 4, 4)
    assert result["upgradeTo"]["code"] == "free"


async def test_an_error_without_a_type_in_the_result_is_a_top_level_one(world, monkeypatch):
    def refusing(*_, **__):
        raise Throttled(retry_after=5)

    monkeypatch.setattr(passwords, "set_password", refusing)
    result = await run(world.anonymous, 'mutation { setPassword(input: { token: "x", password: "x" }) { __typename } }')

    assert result.data is None
    [error] = result.errors
    assert (error["extensions"], error["path"]) == ({"code": "RATE_LIMITED"}, ["setPassword"])
    assert error["message"] == "Too many attempts. Please try again in 1 min."


@pytest.mark.parametrize(("error", "code"), [(NotFound, "NOT_FOUND"), (InvalidCredentials, "BAD_USER_INPUT")])
async def test_the_codes_at_the_top_are_those_of_the_table(world, monkeypatch, error, code):
    def refusing(*_, **__):
        raise error

    monkeypatch.setattr(plans, "plans", refusing)

    assert (await run(world.anonymous, "{ plans { code } }")).errors[0]["extensions"] == {"code": code}
