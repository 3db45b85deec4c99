"""What another partner has cannot be guessed from lists, errors, uniqueness or timing at once; nor roles be raised."""

from __future__ import annotations

import asyncio

import pytest

from graphapi.ids import decode_id, encode_id
from graphapi.models import Customer, Member, Share
from tests.asking import ask, document_of, mutate, run
from tests.security.tenants import Tenants, build_tenants
from tests.snapshot import snapshot
from tests.world import PASSWORD, add_customer

KIM = {"firstName": "Kim", "lastName": "Kunz", "email": "kim@example.com", "invite": False}


@pytest.fixture
async def tenants(world) -> Tenants:
    return await build_tenants(world)


async def codes(access, document, **variables):
    return [error["extensions"]["code"] for error in (await run(access, document, **variables)).errors]


LISTS = [
    ("customers", 'filter: { search: "south" }'),
    ("customers", 'filter: { search: "dora@south.example" }'),
    ("customers", "filter: { status: [DRAFT] }"),
    ("shares", 'filter: { search: "south" }'),
    ("shares", "filter: { audience: EVERYONE }"),
    ("auditLog", 'filter: { action: "customer.created" }'),
    ("auditLog", 'filter: { since: "2000-01-01T00:00:00Z" }'),
    ("mails", "filter: { state: [QUEUED, SENT, FAILED] }"),
    ("customers", "sort: { field: CREATED_AT, direction: DESC }"),
    ("shares", "sort: { field: LAST_OPENED_AT, direction: DESC }"),
]


@pytest.mark.parametrize(("name", "arguments"), LISTS)
async def test_a_list_is_the_same_whatever_the_other_partner_has(tenants, name, arguments):
    access = tenants.access("north.owner")
    page = "totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
    query = f"{{ {name}(first: 2, {arguments}) {{ {page} }} }}"
    before = await ask(access, query)

    for number in range(3):
        extra = KIM | {"email": f"kim{number}@south.example", "lastName": "Aaa south"}
        await mutate(tenants.access("south.owner"), "createCustomer", input=extra)
    await mutate(tenants.access("south.owner"), "deleteShare", id=tenants.south["share"])

    assert await ask(access, query) == before


@pytest.mark.parametrize(
    ("name", "field"),
    [("customers", "NAME"), ("customers", "CREATED_AT"), ("shares", "TITLE"), ("shares", "POSITION")],
)
async def test_a_foreign_cursor_is_a_place_and_nothing_more(tenants, name, field):
    kind = name[:-1].title()
    query = f"""query($after: String, $sort: {kind}Sort) {{
        {name}(after: $after, sort: $sort) {{ totalCount edges {{ cursor node {{ id }} }} }}
    }}"""
    sort = {"field": field}
    north, south = tenants.access("north.owner"), tenants.access("south.owner")
    own = (await ask(north, query, sort=sort))[name]
    own_ids = [edge["node"]["id"] for edge in own["edges"]]

    for edge in (await ask(south, query, sort=sort))[name]["edges"]:
        page = (await ask(north, query, sort=sort, after=edge["cursor"]))[name]

        found = [inner["node"]["id"] for inner in page["edges"]]
        assert found == own_ids[len(own_ids) - len(found) :]
        assert page["totalCount"] == len(own_ids)


@pytest.mark.parametrize(
    ("name", "field", "reading"),
    [("customers", "LAST_SIGN_IN_AT", "lastSignInAt"), ("shares", "LAST_OPENED_AT", "lastOpenedAt")],
)
@pytest.mark.parametrize("direction", ["ASC", "DESC"])
async def test_who_may_not_read_a_time_does_not_sort_by_it(tenants, name, field, reading, direction):
    """A cursor holds what its list is sorted by."""
    sorted_by = f"sort: {{ field: {field}, direction: {direction} }}"
    document = f"{{ {name}({sorted_by}) {{ edges {{ cursor node {{ id }} }} }} }}"
    seen = f"{{ {name}({sorted_by}) {{ nodes {{ id {reading} }} }} }}"

    result = await run(tenants.access("north.anna"), document)

    assert result.data == {name: None}
    [error] = result.errors
    assert (error["extensions"]["code"], error["path"]) == ("FORBIDDEN", [name])
    for person in ("north.owner", "north.viewer", "operator"):
        assert (await ask(tenants.access(person), seen))[name]["nodes"]


async def test_what_is_unique_is_so_within_a_partner(tenants):
    """The same address, user name and number at another partner is no conflict, and so tells nothing."""
    south = tenants.world.south
    await add_customer(south.partner, first_name="Taken", email="taken@example.com", username="taken", number="7")
    taken = KIM | {"email": "taken@example.com", "username": "taken", "number": "7"}

    result = await mutate(tenants.access("north.editor"), "createCustomer", input=taken)
    again = await mutate(tenants.access("north.editor"), "createCustomer", input=taken | {"number": "8"})
    member = {"name": "M", "email": "editor@south.example", "role": "VIEWER"}
    invited = await mutate(tenants.access("north.owner"), "inviteMember", input=member)

    assert [result["__typename"], again["__typename"]] == ["CustomerSaved", "Conflict"]
    assert invited["__typename"] == "MemberSaved"


@pytest.mark.parametrize("slug", ["south", "free-as-a-bird", "operator"])
async def test_owners_do_not_learn_which_slugs_are_taken(tenants, slug):
    result = await mutate(
        tenants.access("north.owner"), "updatePartner", id=tenants.north["partner"], input={"slug": slug}
    )

    assert result["__typename"] == "InvalidInput"
    assert [(problem["path"], problem["message"]) for problem in result["fields"]] == [
        (["slug"], "The portal's address can only be changed by the operator.")
    ]


@pytest.mark.parametrize("login", ["dora@south.example", "editor@south.example", "nobody@example.com"])
async def test_people_of_another_portal_are_unknown_at_this_one(tenants, login):
    result = await mutate(
        tenants.world.anonymous, "signIn", input={"portal": "north", "login": login, "password": PASSWORD}
    )
    before = await snapshot()
    reset = await mutate(tenants.world.anonymous, "requestPasswordReset", input={"portal": "north", "login": login})

    assert (result["__typename"], result["code"]) == ("InvalidCredentials", "INVALID_CREDENTIALS")
    assert reset["__typename"] == "Done"
    assert await snapshot() == before


@pytest.mark.parametrize("position", [0, 1, 2])
async def test_a_foreign_id_among_own_ones_refuses_the_whole(tenants, position):
    access = tenants.access("north.editor")
    customers = [tenants.north["customer"], tenants.north["draft"]]
    customers.insert(position, tenants.south["customer"])
    before = await snapshot()

    share = {"audience": "SELECTED", "customerIds": customers, "url": "https://cloud.example/s/x"}
    created = await mutate(access, "createShare", input=share)
    changed = await mutate(
        access, "updateShare", id=tenants.north["share"], input={"customerIds": customers, "title": "Changed"}
    )

    assert created == changed
    assert (created["__typename"], created["message"]) == (
        "NotFound",
        "One of these customers does not exist, or no longer does.",
    )
    assert await snapshot() == before


async def test_foreign_ids_among_own_ones_are_null(tenants):
    ids = [tenants.north["customer"], tenants.south["customer"], tenants.north["partner"], tenants.south["partner"]]

    found = await ask(tenants.access("north.viewer"), "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=ids)

    assert found["nodes"] == [{"id": ids[0]}, None, {"id": ids[2]}, None]


@pytest.mark.parametrize("person", ["north.editor", "north.viewer", "north.anna"])
async def test_who_is_no_owner_makes_nobody_an_owner(tenants, person):
    access, before = tenants.access(person), await snapshot()
    invite = 'mutation { inviteMember(input: { name: "X", email: "x@x.example", role: OWNER }) { __typename } }'
    raise_ = "mutation($id: ID!) { updateMember(id: $id, input: { role: OWNER }) { __typename } }"
    own = encode_id("member", access.principal.person_id)

    assert await codes(access, invite) == ["FORBIDDEN"]
    assert await codes(access, raise_, id=own) == ["FORBIDDEN"]
    assert await codes(access, raise_, id=tenants.north["member"]) == ["FORBIDDEN"]
    assert await snapshot() == before


@pytest.mark.parametrize("role", ["OPERATOR", "CUSTOMER", "SYSTEM", "ANONYMOUS", "owner", "", None, 0])
async def test_owners_give_no_role_that_a_team_does_not_have(tenants, role):
    access, before = tenants.access("north.owner"), await snapshot()
    invite = "mutation($input: InviteMemberInput!) { inviteMember(input: $input) { __typename } }"

    found = await codes(access, invite, input={"name": "X", "email": "x@x.example", "role": role})

    assert found == ["BAD_USER_INPUT"]
    assert await snapshot() == before


async def test_an_owner_invites_to_its_own_team_alone(tenants):
    person = {"name": "X", "email": "x@x.example", "role": "OWNER"}

    for partner in (tenants.south["partner"], "partner_x", ""):
        result = await mutate(tenants.access("north.owner"), "inviteMember", input=person | {"partnerId": partner})
        assert result["__typename"] == "NotFound"
    result = await mutate(
        tenants.access("north.owner"), "inviteMember", input=person | {"partnerId": tenants.north["partner"]}
    )

    member = await tenants.world.system.get(Member, decode_id("member", result["member"]["id"]))
    assert member.partner_id == tenants.world.north.id


@pytest.mark.parametrize("field", ["partnerId", "status", "role", "id", "accountId", "customerCount", "createdAt"])
@pytest.mark.parametrize(
    "mutation", ["createCustomer", "updateCustomer", "updatePartner", "updateProfile", "createShare"]
)
async def test_no_field_beyond_the_form_is_taken(tenants, mutation, field):
    before = await snapshot()
    needed = {"createCustomer": KIM, "createShare": {"audience": "EVERYONE", "url": "https://x.example"}}
    document = document_of("Mutation", mutation, depth=1)
    id_ = {"id": tenants.north["partner" if "Partner" in mutation else "customer"]} if "$id" in document else {}

    entered = needed.get(mutation, {}) | {field: tenants.south["partner"]}
    found = await codes(tenants.access("north.owner"), document, **id_, input=entered)

    assert found == ["BAD_USER_INPUT"]
    assert await snapshot() == before


async def test_what_is_added_belongs_to_the_partner_of_who_adds_it(tenants):
    world = tenants.world
    for side in ("north", "south"):
        access = tenants.access(f"{side}.editor")
        customer = await mutate(access, "createCustomer", input=KIM)
        key = decode_id("customer", customer["customer"]["id"])
        share = {
            "audience": "SELECTED",
            "customerIds": [customer["customer"]["id"]],
            "url": "https://cloud.example/s/x",
        }
        shared = await mutate(access, "createShare", input=share)

        of = getattr(world, side).id
        assert (await world.system.get(Customer, key)).partner_id == of
        assert (await world.system.get(Share, decode_id("share", shared["share"]["id"]))).partner_id == of


async def test_two_partners_at_once_cross_nowhere(server):
    """Through the network, so that each request has a task, a context and loaders of its own."""
    world = server.world
    people = [*world.north.people, *world.south.people]
    headers = [await server.bearer(someone) for someone in people]
    query = """{
        viewer { name partner { slug } }
        customers { totalCount nodes { name partner { slug } } }
        partner(id: "%s") { slug }
    }"""

    async def ask_as(index):
        someone = people[index % len(people)]
        slug = "north" if someone in world.north.people else "south"
        asked = await server.graphql(
            query % encode_id("partner", someone.access.principal.partner_id), headers=headers[index % len(people)]
        )
        data = asked["data"]
        assert data["viewer"] == {"name": someone.row.name, "partner": {"slug": slug}}
        assert data["partner"] == {"slug": slug}
        assert {node["partner"]["slug"] for node in data["customers"]["nodes"]} == {slug}
        assert data["customers"]["totalCount"] == (1 if someone.row.__class__ is Customer else 2)

    await asyncio.gather(*(ask_as(index) for index in range(100)))


async def test_two_partners_changes_at_once_stay_apart(server):
    world = server.world
    create = "mutation($input: CreateCustomerInput!) { createCustomer(input: $input) { __typename } }"
    headers = {side.slug: await server.bearer(side.editor) for side in (world.north, world.south)}

    async def add(number, slug):
        entered = KIM | {"email": f"kim{number}@example.com", "company": slug}
        return await server.graphql(create, variables={"input": entered}, headers=headers[slug])

    calls = [add(number, slug) for number in range(6) for slug in ("north", "south")]
    results = await asyncio.gather(*calls)

    assert {result["data"]["createCustomer"]["__typename"] for result in results} == {"CustomerSaved"}
    for side in (world.north, world.south):
        added = await world.system.rows(Customer).filter(partner_id=side.id, company__isnull=False)
        assert {customer.company for customer in added} == {side.slug}
        assert len(added) == 6
