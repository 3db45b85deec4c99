"""How large a document and its answer may be: refused by the size alone, before anything costs time."""

from __future__ import annotations

from time import thread_time

import pytest
from graphql import get_introspection_query

from graphapi.settings import Environment
from schema.build import graphql_schema, schema
from schema.context import MAX_OBJECTS
from schema.execution import documents
from schema.execution.documents import Documents
from schema.execution.limits import Measure
from schema.execution.run import Runner
from tests.asking import ask, context_of, over, refusal, run
from tests.statements import recorded_statements
from tests.world import add_customer, add_share, with_settings


def bomb(fragments: int) -> str:
    """Fragments that each spread the next one twice."""
    links = (f"fragment F{number} on Query {{ ...F{number + 1} ...F{number + 1} }}" for number in range(fragments))
    return f"{{ ...F0 }} {' '.join(links)} fragment F{fragments} on Query {{ plans {{ code }} }}"


def nested(levels: int) -> str:
    return "{ viewer { " + "partner { globalShares { " * levels + "id" + " } }" * levels + " } }"


TOO_LARGE = {
    "twenty-four short fragments": (bomb(24), "fields"),
    "fragments beyond any number": (bomb(150), "fields"),
    "deep": (nested(6), "depth"),
    "deeper than the parser": ("{ viewer { " + "partner { " * 900 + "id" + " }" * 902, "depth"),
    "a list in a list in a list": ("{ node(id: " + "[" * 900 + "]" * 900 + ") { id } }", "depth"),
    "wide": ("{ plans { " + "code " * 501 + "} }", "fields"),
    "wide in a fragment nobody uses": ("{ plans { code } } fragment F on Plan { " + "code " * 1_900 + "}", "fields"),
    "the same beside itself": ("{ " + "plans { code } " * 42 + "}", "repeats"),
    "the same beside itself in fragments": (
        "{ ...A ...B } fragment A on Query { " + "plans { code } " * 21 + "} fragment B on Query { ...A }",
        "repeats",
    ),
    "aliases": ("{ " + " ".join(f"a{number}: plans {{ code }}" for number in range(31)) + " }", "aliases"),
    "directives": ("{ plans " + "@include(if: true) " * 31 + "{ code } }", "directives"),
    "directives on the operation": ("query " + "@a " * 31 + "{ plans { code } }", "directives"),
    "operations": (" ".join(f"query Q{number} {{ plans {{ code }} }}" for number in range(11)), "operations"),
    "tokens": ("{ plans { code(" + "a: 1 " * 1_000 + ") } }", "tokens"),
    "a long comment": ("#" * 50_000 + "\n{ plans { code } }", "characters"),
    "a long text": ('{ node(id: "' + "x" * 50_000 + '") { id } }', "characters"),
}


@pytest.mark.parametrize(("document", "figure"), TOO_LARGE.values(), ids=TOO_LARGE)
async def test_what_is_too_large_is_refused_before_it_is_validated(world, monkeypatch, document, figure):
    monkeypatch.setattr(documents, "validate", None)

    result = await run(world.anonymous, document)

    [error] = result.errors
    assert error["extensions"]["code"] == "TOO_COMPLEX"
    assert error["extensions"]["limit"] == figure
    assert "data" not in result.formatted()


async def test_the_error_says_what_was_too_large(world):
    result = await run(world.anonymous, bomb(24))

    assert result.formatted() == {
        "errors": [
            {
                "message": "This document is too large: fields 33554432, at most 500.",
                "extensions": {"code": "TOO_COMPLEX", "limit": "fields", "found": 33554432, "maximum": 500},
            }
        ]
    }


async def test_a_figure_beyond_all_numbers_still_fits_into_json(world):
    [error] = (await run(world.anonymous, bomb(150))).errors

    assert error["extensions"] == {"code": "TOO_COMPLEX", "limit": "fields", "found": 2**31 - 1, "maximum": 500}


def test_every_selection_is_measured_once(monkeypatch):
    walked = []
    level = Measure._level
    monkeypatch.setattr(Measure, "_level", lambda self, node: walked.append(node) or level(self, node))

    Documents(graphql_schema).read(bomb(150))

    assert len(walked) == 153


async def test_fragments_that_spread_each_other_are_refused(world):
    document = "{ ...A } fragment A on Query { ...B ...B } fragment B on Query { ...A ...A }"

    assert await refusal(world.anonymous, document) == ("BAD_USER_INPUT", "The fragment A spreads itself.")


def web(field, fragments=150):
    """Fragments that each spread the next one twice, in pages of two variables of its own."""
    links = (
        f"fragment F{number} on Partner {{ customers(first: $a{number}, after: {field}) {{ nodes {{ partner {{"
        f" ...F{number + 1} ...F{number + 1} }} }} }} }}"
        for number in range(fragments)
    )
    variables = " ".join(f"$a{number}: Int" for number in range(fragments))
    return f"query({variables}) {{ partner {{ ...F0 }} }} {' '.join(links)} fragment F{fragments} on Partner {{ id }}"


CYCLE = " ".join(
    f"fragment F{number} on Query {{ ...F{(number + 1) % 150} ...F{(number + 7) % 150} }}" for number in range(150)
)
HOSTILE = {
    **{name: document for name, (document, _) in TOO_LARGE.items()},
    "a web in pages of variables": web("null", 60),
    "fragments in a circle": f"{{ ...F0 }} {CYCLE}",
    "pages of many variables": (
        f"query({' '.join(f'$v{number}: Int' for number in range(140))})"
        f" {{ {' '.join(f'partners(first: $v{number}) {{ totalCount }}' for number in range(140))} }}"
    ),
    "pages in pages of variables": (
        "query($n: Int) { partners " + "{ nodes { customers(first: $n) " * 90 + "{ id " + "}" * 182
    ),
    "many values": "{ nodes(ids: [" + '"a" ' * 1_900 + "]) { id } }",
    "many arguments": "{ plans(" + "a: 1 " * 600 + ") { code } }",
    "many variables": "query(" + " ".join(f"$v{number}: Int" for number in range(480)) + ") { __typename }",
    "many unknown fields": "{ " + " ".join(f"x{number}" for number in range(499)) + " }",
}


@pytest.mark.usefixtures("no_old_garbage")
@pytest.mark.parametrize("document", HOSTILE.values(), ids=HOSTILE)
async def test_a_refusal_does_not_take_long(world, document):
    """Under 50 ms; three times that on a machine that others use too."""
    before = thread_time()
    result = await run(world.anonymous, document)

    assert result.errors
    assert thread_time() - before < 0.15


async def test_a_number_beyond_all_columns_is_bad_input(world):
    code, _ = await refusal(world.operator.access, "{ partners(first: %s) { totalCount } }" % ("9" * 5_000))

    assert code == "BAD_USER_INPUT"


NESTED = "{ customers { nodes { shares { recipients { shares { recipients { id } } } } } } }"


async def test_lists_in_lists_end_where_the_answer_grows_beyond_bounds(world, monkeypatch):
    customers = [world.north.anna.row, world.north.ben.row]
    for _ in range(3):
        await add_share(world.north.partner, recipients=customers)
    # 2 customers with 3 shares, each with 2 recipients with 3 shares, each with 2 recipients.
    objects = 6 + 12 + 36 + 72

    monkeypatch.setattr("schema.context.MAX_OBJECTS", objects)
    await ask(world.north.viewer.access, NESTED)
    monkeypatch.setattr("schema.context.MAX_OBJECTS", objects - 1)
    result = await run(world.north.viewer.access, NESTED)

    assert over(result) == ("objects", objects, objects - 1)


@pytest.mark.parametrize("most", [7, 18, 19, 54, 60, 125])
async def test_an_answer_beyond_bounds_is_one_error_and_nothing_else(world, monkeypatch, most):
    customers = [world.north.anna.row, world.north.ben.row]
    for _ in range(3):
        await add_share(world.north.partner, recipients=customers)
    monkeypatch.setattr("schema.context.MAX_OBJECTS", most)

    result = await run(world.north.viewer.access, NESTED)

    assert result.formatted()["data"] is None
    limit, found, maximum = over(result)
    assert (limit, maximum) == ("objects", most)
    assert found > most


async def test_nothing_more_is_read_for_an_answer_beyond_bounds(world, monkeypatch):
    for _ in range(3):
        await add_share(world.north.partner, recipients=[world.north.anna.row, world.north.ben.row])
    # The six shares of two customers are too much; their recipients' partner has a team.
    monkeypatch.setattr("schema.context.MAX_OBJECTS", 5)

    with recorded_statements() as statements:
        await run(
            world.north.viewer.access,
            "{ customers { nodes { shares { recipients { partner { members { id } } } } } } }",
        )

    assert sum('"share"' in statement for statement in statements) == 1
    assert not [statement for statement in statements if '"member"' in statement]


async def test_many_lists_beyond_bounds_make_a_small_answer(server, monkeypatch):
    north = server.world.north
    for _ in range(10):
        await add_share(north.partner, recipients=[north.anna.row, north.ben.row])
    monkeypatch.setattr("schema.context.MAX_OBJECTS", 30)

    response = await server.post("/graphql", json={"query": NESTED}, headers=await server.bearer(north.viewer))

    assert response.status == 200
    assert len(await response.read()) < 500


async def test_the_same_texts_again_and_again_are_too_much(world, monkeypatch):
    monkeypatch.setattr("schema.execution.run.FEW", 20)
    customers = [
        await add_customer(world.north.partner, first_name=f"Kim{number}", note="ä" * 1_000) for number in range(5)
    ]
    for _ in range(5):
        await add_share(world.north.partner, recipients=customers)
    document = "{ shares { nodes { recipients { a: note b: note } } } }"

    monkeypatch.setattr("schema.execution.run.MAX_TEXT", 50_000)
    await ask(world.north.viewer.access, document)
    monkeypatch.setattr("schema.execution.run.MAX_TEXT", 49_999)
    result = await run(world.north.viewer.access, document)

    assert result.data is None
    assert over(result) == ("text", 50_000, 49_999)


async def test_an_error_repeats_no_more_than_can_be_read(world):
    _, message = await refusal(world.operator.access, "{ partners(first: %s) { totalCount } }" % ("9" * 40_000))

    assert len(message) == 500


def test_the_bound_leaves_room_for_the_largest_lists():
    pages, members, global_shares = 100, 50, 100

    assert pages * (members + global_shares) <= MAX_OBJECTS


@pytest.mark.parametrize("who", ["owner", "editor", "viewer"])
async def test_staff_read_the_schema(world, who):
    found = await ask(getattr(world.north, who).access, get_introspection_query(descriptions=True))

    assert found["__schema"]["queryType"]["name"] == "Query"


async def test_operators_read_the_schema(world):
    assert await ask(world.operator.access, get_introspection_query())


HIDDEN = [
    get_introspection_query(),
    '{ __type(name: "Partner") { fields { name } } }',
    "{ x: __schema { types { name } } }",
    "{ ...F } fragment F on Query { __schema { types { name } } }",
    "{ plans { code } ... @include(if: false) { __schema { types { name } } } }",
]


@pytest.mark.parametrize("document", HIDDEN)
async def test_customers_and_strangers_do_not(world, document):
    for access in (world.anonymous, world.north.anna.access):
        assert await refusal(access, document) == ("FORBIDDEN", "The schema is shown to signed-in staff only.")


async def test_in_the_demo_everybody_reads_the_schema(world):
    assert await ask(with_settings(world.anonymous, environment=Environment.DEMO), HIDDEN[0])


async def test_everybody_may_ask_for_the_name_of_a_type(world):
    assert await ask(world.anonymous, "{ __typename }") == {"__typename": "Query"}


async def test_introspection_cannot_be_nested_without_end(world):
    inner = "name"
    for _ in range(6):
        inner = f"fields {{ type {{ {inner} }} }}"

    code, text = await refusal(world.operator.access, f'{{ __type(name: "Query") {{ {inner} }} }}')

    assert (code, text) == ("BAD_USER_INPUT", "Maximum introspection depth exceeded")


@pytest.mark.parametrize(
    ("document", "variables"),
    [
        ("{ planz { code } }", {}),
        ("{ plans { cod } }", {}),
        ("{ plans { code } ...Fragmen } fragment Fragment on Query { plans { code } }", {}),
        ("{ plans { code } ... on Quer { plans { code } } }", {}),
        ("{ plans(firs: 1) { code } }", {}),
        ("{ customers(filte: {}) { totalCount } }", {}),
        ("{ customers(filter: { serch: null }) { totalCount } }", {}),
        ("{ customers(filter: { status: [ACTIV] }) { totalCount } }", {}),
        ("{ plans @includ(if: true) { code } }", {}),
        ("query($s: CustomerSor) { customers(sort: $s) { totalCount } }", {}),
        ("query($s: CustomerSort) { customers(sort: $s) { totalCount } }", {"s": {"field": "NAM"}}),
        ("query($s: CustomerSort) { customers(sort: $s) { totalCount } }", {"s": {"fiel": "NAME"}}),
    ],
)
async def test_an_error_does_not_suggest_what_there_is(world, document, variables):
    result = await run(world.anonymous, document, **variables)

    assert {error["extensions"]["code"] for error in result.errors} == {"BAD_USER_INPUT"}
    assert "did you mean" not in str(result.errors).lower()


async def test_no_more_than_five_errors_are_told(world):
    document = "{ " + " ".join(f"unknown{number}" for number in range(100)) + " }"

    assert len((await run(world.anonymous, document)).errors) == 5


async def test_what_is_refused_asks_nothing_of_the_database(world):
    with recorded_statements() as statements:
        for document, _ in TOO_LARGE.values():
            await run(world.north.owner.access, document)

    assert statements == []


def test_documents_are_kept_within_a_bound(monkeypatch):
    weight = documents.AT_LEAST + documents.PER_CHARACTER * len("query a { plans { code } }")
    monkeypatch.setattr(documents, "MAX_KEPT", 5 * weight)
    kept = Documents(graphql_schema)
    first = kept.read("{ plans { code } }")

    for name in "abc":
        kept.read(f"query {name} {{ plans {{ code }} }}")
        assert kept.read("{ plans { code } }") is first
    for name in "defgh":
        kept.read(f"query {name} {{ plans {{ code }} }}")

    assert [text for text, _ in kept._kept] == [f"query {name} {{ plans {{ code }} }}" for name in "defgh"]
    assert kept._weight == 5 * weight


async def test_so_are_the_plans_of_short_documents_with_many_ways_of_skipping(world, monkeypatch):
    most = 20 * (documents.AT_LEAST + 6 * documents.PER_FIELD)
    monkeypatch.setattr(documents, "MAX_KEPT", most)
    kept = Documents(graphql_schema)
    runner = Runner(schema, kept)
    skips = " ".join(f"a{place}: code @skip(if: $v{place})" for place in range(4))
    variables = ", ".join(f"$v{place}: Boolean!" for place in range(4))

    for name in "abc":
        for ways in range(2**4):
            values = {f"v{place}": bool(ways >> place & 1) for place in range(4)}
            text = f"query {name}({variables}) {{ plans {{ {skips} __typename }} }}"
            await runner.run(text, context_of(world.anonymous), variables=values)
            assert kept._weight == sum(document.weight for document in kept._kept.values()) <= most

    assert sum(len(document.plans) for document in kept._kept.values()) < 20


def test_a_plan_for_a_document_that_was_pushed_out_counts_for_nothing(monkeypatch):
    """It may be pushed out while whoever runs it proves who it is."""
    kept = Documents(graphql_schema)
    document = kept.read("{ plans { code } }")
    monkeypatch.setattr(documents, "MAX_KEPT", 1)
    last = kept.read("{ plans { name } }")
    kept.keep_plan(document, "a way", object())

    assert kept._weight == last.weight


@pytest.mark.parametrize("document", ["{ plans { cod } }", "{ plans", "{ plans { code } }" + " " * 50_000])
def test_what_cannot_be_run_is_not_kept(document):
    kept = Documents(graphql_schema)

    assert kept.read(document).tree is None
    assert list(kept._kept) == []
