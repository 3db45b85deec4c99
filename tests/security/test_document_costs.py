"""What a document costs, and how much it may be: settings that hold for everybody but our own pages."""

from __future__ import annotations

import pytest
from graphql import parse

from schema.build import graphql_schema, schema
from schema.execution.documents import Documents
from schema.execution.limits import UNLIMITED, Limits, check_limits
from schema.execution.run import Runner
from tests.asking import ask, context_of, over, refusal, run


@pytest.mark.parametrize(
    ("document", "cost"),
    [
        ("{ plans { code name } }", 3),
        ("{ partners(first: 5) { nodes { id name } } }", 16),
        ("{ partners(last: 100) { nodes { id name } } }", 301),
        ("{ partners { edges { node { id name } } } }", 81),
        ("{ partners { ...P } } fragment P on PartnerConnection { nodes { id name } }", 61),
        ("{ partners(first: 1000) { nodes { id name } } }", 301),
        ("{ partners(first: %s) { nodes { id name } } }" % ("9" * 5_000), 301),
        ("{ partners(first: 0) { nodes { id name } } }", 4),
        ("query A { plans { code } } query B { plans { code name } }", 3),
    ],
)
def test_a_page_multiplies_the_cost_of_what_is_in_it(document, cost):
    assert max(price.most for price in check_limits(parse(document), Limits()).prices.values()) == cost


PAGE = "partners(first: $n, last: $m) { nodes { id name } }"
NESTED_PAGE = "partners(first: $n) { nodes { customers(first: $m) { nodes { id } } } }"


@pytest.mark.parametrize(
    ("document", "variables", "cost"),
    [
        (f"query($n: Int, $m: Int) {{ {PAGE} }}", {"n": 5}, 16),
        (f"query($n: Int, $m: Int) {{ {PAGE} }}", {}, 61),
        (f"query($n: Int, $m: Int) {{ {PAGE} }}", {"n": None, "m": 100}, 301),
        (f"query($n: Int, $m: Int) {{ {PAGE} }}", {"n": 1, "m": 100}, 301),
        (f"query($n: Int, $m: Int) {{ {PAGE} }}", {"n": 0}, 4),
        (f"query($n: Int, $m: Int) {{ {PAGE} }}", {"n": -5}, 4),
        (f"query($n: Int, $m: Int) {{ {PAGE} }}", {"n": 10**40}, 301),
        (f"query($n: Int = 2, $m: Int) {{ {PAGE} }}", {}, 7),
        (f"query($n: Int = 2, $m: Int) {{ {PAGE} }}", {"n": 3}, 10),
        (f"query($n: Int = 2, $m: Int) {{ {PAGE} }}", {"n": None}, 61),
        (f"query($n: Int, $m: Int) {{ {NESTED_PAGE} }}", {"n": 10, "m": 10}, 221),
        (f"query($n: Int, $m: Int) {{ a: {NESTED_PAGE} b: {NESTED_PAGE} plans {{ code }} }}", {"n": 10, "m": 10}, 444),
        (f"query($n: Int, $m: Int) {{ ...F ...F }} fragment F on Query {{ {PAGE} }}", {"n": 5}, 32),
        ("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", {"ids": ["a", "b", "c"]}, 4),
        ("query($id: ID!) { nodes(ids: [$id, $id]) { id } }", {"id": "a"}, 3),
        ("query($n: Int) { partners(first: null, last: $n) { nodes { id } } }", {"n": 100}, 201),
        ("query($n: Int) { partners(first: 90, last: $n) { nodes { id } } }", {"n": 1}, 181),
    ],
)
def test_so_does_one_whose_size_a_variable_says(document, variables, cost):
    [price] = check_limits(parse(document), Limits()).prices.values()

    assert price.with_variables(variables) == cost


def test_pages_of_too_many_variables_cost_the_most_they_can():
    def document(sizes):
        asked = [f"partners(first: {size}) {{ nodes {{ id }} }}" for size in sizes]
        pages = " ".join(f"a{number}: {page}" for number, page in enumerate(asked))
        return f"query({' '.join(f'$v{number}: Int' for number in range(60))}) {{ {pages} }}"

    [price] = check_limits(parse(document(f"$v{number}" for number in range(60))), UNLIMITED).prices.values()
    [largest] = check_limits(parse(document([100] * 60)), UNLIMITED).prices.values()

    assert price.with_variables({}) == 51 * 201 + 9 * 41
    assert price.most == largest.most == 60 * 201


async def test_a_variable_decides_whether_a_document_is_too_dear(world):
    document = f"query($n: Int, $m: Int) {{ {NESTED_PAGE} }}"

    assert over(await run(world.operator.access, document, n=100, m=100)) == ("cost", 20_201, 20_000)
    assert await ask(world.operator.access, document, n=100, m=90)


@pytest.mark.parametrize("wrong", ["100", True, [1], {"a": 1}, 1.5, 10**40])
async def test_a_size_of_the_wrong_type_is_bad_input(world, wrong):
    code, _ = await refusal(world.operator.access, f"query($n: Int, $m: Int) {{ {NESTED_PAGE} }}", n=wrong)

    assert code == "BAD_USER_INPUT"


@pytest.mark.parametrize("asks", ["1", "0", None])
async def test_the_cost_is_told_to_who_asks_for_it(server, asks):
    headers = await server.bearer(server.world.operator) | ({"GraphQL-Cost": asks} if asks else {})

    answer = await server.graphql("query($n: Int) { partners(first: $n) { totalCount } }", headers=headers)

    assert answer.get("extensions") == ({"cost": {"requested": 21, "maximum": 20_000}} if asks == "1" else None)
    assert answer["data"] == {"partners": {"totalCount": 2}}


@pytest.mark.parametrize(
    ("setting", "document", "found"),
    [
        ("depth", "{ viewer { partner { globalShares { provider { code } } } } }", 5),
        ("fields", "{ viewer { id } plans { code name } }", 5),
        ("aliases", "{ a: __typename b: __typename c: __typename d: __typename e: __typename }", 5),
        ("directives", "{ __typename " + "@include(if: true) " * 5 + "}", 5),
        ("operations", " ".join(f"query Q{number} {{ __typename }}" for number in range(5)), 5),
        ("tokens", "{ a: __typename }", 5),
        ("cost", "query($n: Int = 4) { customers(first: $n) { totalCount } }", 5),
    ],
)
async def test_each_figure_is_a_setting(serve, setting, document, found):
    server = await serve(**{f"max_{setting}": 4})
    body = {"query": document, "operationName": "Q1"} if setting == "operations" else {"query": document}

    answer = await (await server.post("/graphql", json=body, headers={"Accept-Language": "en"})).json()

    assert answer == {
        "errors": [
            {
                "message": f"This document is too large: {setting} {found}, at most 4.",
                "extensions": {"code": "TOO_COMPLEX", "limit": setting, "found": found, "maximum": 4},
            }
        ]
    }


async def test_what_one_server_takes_another_in_the_same_process_may_refuse(serve):
    small, large = await serve(max_fields=2), await serve()

    for _ in range(2):
        assert "errors" in await small.graphql("{ plans { code name } }")
        assert "data" in await large.graphql("{ plans { code name } }")


async def test_our_own_pages_are_shown_however_small_the_limits(serve):
    figures = ("depth", "fields", "aliases", "directives", "operations", "tokens", "cost")
    server = await serve(**{f"max_{figure}": 1 for figure in figures})

    page = await server.get("/north/admin/customers", headers=await server.cookie(server.world.north.owner))

    assert page.status == 200


async def test_who_asks_for_too_much_is_refused_but_our_own_pages_are_not(world):
    runner = Runner(schema, Documents(graphql_schema, Limits(cost=60)))
    document = "{ partners { nodes { id name } } }"

    refused = await runner.run(document, context_of(world.operator.access))
    trusted = await runner.run(document, context_of(world.operator.access, is_trusted=True))

    assert over(refused) == ("cost", 61, 60)
    assert not trusted.errors


async def test_pages_in_pages_are_too_much(world):
    document = "{ partners(first: 100) { nodes { customers(first: 100) { nodes { id name } } } } }"

    assert over(await run(world.operator.access, document)) == ("cost", 30_201, 20_000)
