"""Lists in pages that hang on rows: each partner's own, as if it were asked for alone."""

from __future__ import annotations

import pytest

from graphapi.ids import encode_id
from tests.asking import ask, refusal
from tests.world import add_customer, add_partner

PAGE = """
    customers(first: $first, after: $after, last: $last, before: $before, filter: $filter, sort: $sort) {
        totalCount
        edges { cursor node { id name } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
"""
VARIABLES = "$first: Int, $after: String, $last: Int, $before: String, $filter: CustomerFilter, $sort: CustomerSort"
ALL = f"query({VARIABLES}) {{ partners(first: 3) {{ nodes {{ id {PAGE} }} }} }}"
ONE = f"query($id: ID!, {VARIABLES}) {{ partner(id: $id) {{ id {PAGE} }} }}"
NAMES = ["Öhm", "Ohm", "ohm", "Alt", "Zuse", "Alt"]


@pytest.fixture
async def crowd(world):
    """Partners with none, two, and eight customers."""
    await add_partner(slug="empty")
    for number, name in enumerate(NAMES):
        await add_customer(world.north.partner, first_name=f"Kim{number}", last_name=name)
    return world


@pytest.mark.parametrize(
    "wanted",
    [
        {},
        {"first": 1},
        {"first": 3},
        {"last": 2},
        {"first": 2, "sort": {"field": "NAME", "direction": "DESC"}},
        {"last": 3, "sort": {"field": "CREATED_AT", "direction": "DESC"}},
        {"first": 2, "sort": {"field": "LAST_SIGN_IN_AT"}},
        {"first": 2, "filter": {"search": "ohm"}},
        {"last": 1, "filter": {"status": ["DRAFT"]}},
    ],
)
async def test_the_page_of_each_is_that_which_it_has_alone(crowd, wanted):
    together = (await ask(crowd.operator.access, ALL, **wanted))["partners"]["nodes"]

    assert len(together) == 3
    for partner in together:
        alone = await ask(crowd.operator.access, ONE, id=partner["id"], **wanted)
        listed = await ask(
            crowd.operator.access,
            f"query({VARIABLES}) {{ {PAGE} }}",
            **wanted | {"filter": wanted.get("filter", {}) | {"partnerId": partner["id"]}},
        )
        assert partner["customers"] == alone["partner"]["customers"] == listed["customers"]


async def test_pages_go_on_and_back(crowd):
    north = encode_id("partner", crowd.north.id)

    async def page(**wanted):
        found = await ask(crowd.north.viewer.access, ONE, id=north, **wanted)
        return found["partner"]["customers"]

    whole = (await page())["edges"]
    second = await page(first=3, after=whole[2]["cursor"])
    before = await page(last=2, before=whole[3]["cursor"])

    assert len(whole) == 8
    assert (second["edges"], second["totalCount"]) == (whole[3:6], 8)
    assert before["edges"] == whole[1:3]
    assert (before["pageInfo"]["hasPreviousPage"], before["pageInfo"]["hasNextPage"]) == (True, True)


async def test_pages_asked_for_differently_do_not_mix(crowd):
    query = """{ viewer { partner {
        first: customers(first: 1) { nodes { name } }
        last: customers(last: 1) { nodes { name } }
        found: customers(filter: { search: "berg" }) { totalCount nodes { name } }
    } } }"""

    partner = (await ask(crowd.north.viewer.access, query))["viewer"]["partner"]

    assert partner["first"]["nodes"] == [{"name": "Anna Adler"}]
    assert partner["last"]["nodes"] == [{"name": "Kim4 Zuse"}]
    assert partner["found"] == {"totalCount": 1, "nodes": [{"name": "Ben Berg"}]}


async def test_customers_do_not_see_who_else_is_one(crowd):
    query = "{ viewer { partner { customers { totalCount } } } }"

    assert await refusal(crowd.north.anna.access, query) == ("FORBIDDEN", "Your role does not permit this.")


@pytest.mark.parametrize("wrong", [{"first": 0}, {"last": 101}, {"first": 1, "last": 1}, {"after": "x"}])
async def test_a_page_that_cannot_be_is_bad_input(crowd, wrong):
    code, _ = await refusal(crowd.north.viewer.access, ONE, id=encode_id("partner", crowd.north.id), **wrong)

    assert code == "BAD_USER_INPUT"
