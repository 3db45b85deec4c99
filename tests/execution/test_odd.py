"""Both ways say the same of odd documents, and walk all lists alike."""

from __future__ import annotations

import json

import pytest

from tests.execution.comparing import compare, compiled
from tests.execution.documents import filled_in
from tests.execution.odd import ODD
from tests.execution.rich import PEOPLE

SEVERAL = "query A { viewer { name } } query B { plans { code } } query C { customers { nodes { note } } }"
FIELDS = "edges { cursor node { id } } nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
PAGE = (
    "query($first: Int, $after: String, $last: Int, $before: String, $filter: %(filter)s, $sort: %(sort)s) "
    "{ list: %(list)s(first: $first, after: $after, last: $last, before: $before, filter: $filter, sort: $sort) "
    f"{{ totalCount {FIELDS} }} }}"
)
# Of each list: the orders and filters there are.
WALKS = {
    "customers": (
        "Customer",
        ["NAME", "EMAIL", "CREATED_AT", "LAST_SIGN_IN_AT"],
        [
            {},
            {"search": "ohm kim"},
            {"status": ["DRAFT", "DISABLED"]},
            {"partnerId": "{north.partner0}"},
            {"search": "%"},
        ],
    ),
    "shares": (
        "Share",
        ["POSITION", "TITLE", "CREATED_AT", "LAST_OPENED_AT"],
        [
            {},
            {"search": "ordner"},
            {"audience": "EVERYONE"},
            {"customerId": "{north.customer0}"},
            {"providerCode": "nextcloud"},
            {"partnerId": "{south.partner0}", "audience": "SELECTED"},
            {"customerId": "x"},
        ],
    ),
    "partners": ("Partner", ["NAME", "CREATED_AT", "CUSTOMERS"], [{}, {"status": ["ACTIVE"]}, {"planCode": "free"}]),
    "auditLog": (
        "Audit",
        [],
        [
            {},
            {"subjectId": "{north.customer0}"},
            {"actorId": "{north.member0}"},
            {"action": "customer.deleted"},
            {"since": "2026-11-22T10:30:15.12Z", "until": "2026-12-01T00:00:00+01:00"},
            {"partnerId": "{north.partner0}"},
        ],
    ),
    "mails": (
        "Mail",
        [],
        [{}, {"state": ["SENT"], "kind": ["INVOICE", "PASSWORD_RESET"]}, {"customerId": "{north.customer1}"}],
    ),
}


@pytest.mark.parametrize("name", ODD)
async def test_everybody_gets_the_same_of_an_odd_document_either_way(rich, name):
    text, variables = ODD[name]

    for person in PEOPLE:
        await compare(rich.access(person), text, filled_in(variables, rich.ids))


@pytest.mark.parametrize("operation", ["A", "B", "C", "D", None, ""])
async def test_of_several_operations_the_named_one_is_run(rich, operation):
    for person in PEOPLE:
        await compare(rich.access(person), SEVERAL, {}, operation)


@pytest.mark.parametrize("parts", range(1, 8))
async def test_nodes_edges_and_page_info_go_together_in_every_way(rich, parts):
    chosen = [
        part
        for bit, part in enumerate(
            ("nodes { id name }", "edges { cursor node { name email } }", "pageInfo { endCursor }")
        )
        if parts >> bit & 1
    ]

    for text in (chosen, reversed(chosen), ["totalCount", *chosen, "__typename"]):
        await compare(rich.access("north.viewer"), f"{{ customers(first: 3) {{ {' '.join(text)} }} }}")


@pytest.mark.parametrize("name", WALKS)
@pytest.mark.parametrize("direction", ["ASC", "DESC"])
async def test_lists_are_walked_alike_in_every_order_and_with_every_filter(rich, name, direction):
    kind, orders, filters = WALKS[name]
    access = rich.access("operator")
    text = PAGE % {"list": name, "filter": f"{kind}Filter", "sort": f"{kind}Sort"}
    if not orders:
        text = text.replace(f", $sort: {kind}Sort", "").replace(", sort: $sort", "")
    for order in orders or [None]:
        for wanted in filters:
            variables = {"filter": filled_in(wanted, rich.ids)}
            if order:
                variables["sort"] = {"field": order, "direction": direction}
            for size, cursor, end in (("first", "after", "endCursor"), ("last", "before", "startCursor")):
                at = None
                for _ in range(3):
                    said = await compare(access, text, variables | {size: 4, cursor: at})
                    page = json.loads(said["data"])["list"]
                    at = page["pageInfo"][end]
                    if at is None:
                        break


async def test_most_of_it_was_compiled():
    """Else this file would have compared graphql-core with itself."""
    assert compiled.compiled > 2 * compiled.left.total()
