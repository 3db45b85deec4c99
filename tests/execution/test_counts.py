"""Objects are counted as often as they stand in the answer, whichever way it is made."""

from __future__ import annotations

import pytest

from tests.asking import context_of
from tests.execution.comparing import compiled, exact

# What is read once and stands in the answer many times: in pages, references and lists of rows that several lead to.
SHARED = {
    "pages of a row that all of a page lead to": """{ customers(first: 10) { nodes { partner {
        customers(first: 10) { nodes { shares { id } } } } } } }""",
    "pages within such pages": """{ customers(first: 5) { nodes { partner { customers(first: 5) { nodes { partner {
        customers(last: 3) { edges { node { shares { id recipients { id } } } } } } } } } } } }""",
    "pages of what the log is about": """{ auditLog(first: 100) { nodes { subject { ... on Customer { partner {
        globalShares { id } customers(first: 10) { nodes { shares { id } } } } } } } } }""",
    "lists of a row that all lead to": """{ shares(first: 100) { nodes { recipients { partner {
        members { id } globalShares { id } } } } } }""",
    "pages of rows in lists": """{ shares(first: 20) { nodes { recipients { partner {
        customers(first: 2) { nodes { shares { id recipients { id } } } } } } } } }""",
}


async def counted(runner, access, text):
    """How many objects an answer was found to have, and whether that was too many."""
    context = context_of(access)
    result = await runner.run(text, context)
    return context.objects, [error["extensions"].get("limit") for error in result.errors]


@pytest.mark.parametrize("name", SHARED)
async def test_no_object_is_left_uncounted(rich, name, monkeypatch):
    access = rich.access("north.owner")
    objects, errors = await counted(exact, access, SHARED[name])
    assert errors == []
    assert objects > 100

    by_plan, errors = await counted(compiled, access, SHARED[name])
    assert errors == []
    # A page is read with one row more than it shows, whose lists may count too.
    assert objects <= by_plan < 1.5 * objects

    monkeypatch.setattr("schema.context.MAX_OBJECTS", objects - 1)
    answers = [(await runner.run(SHARED[name], context_of(access))).formatted() for runner in (exact, compiled)]
    for answer in answers:
        # Where it grew too large is no place in particular, and how far, by a row or two, neither.
        assert answer["errors"][0]["extensions"].pop("found") >= objects
        assert answer["errors"][0].pop("message").startswith("This document is too large: objects ")
    assert (
        answers[0]
        == answers[1]
        == {
            "data": None,
            "errors": [{"extensions": {"code": "TOO_COMPLEX", "limit": "objects", "maximum": objects - 1}}],
        }
    )


async def test_what_is_begun_anew_is_not_counted_twice(rich, monkeypatch):
    access = rich.access("north.owner")
    text = "{ customers(first: 100) { nodes { shares { id recipients { id } } } } partners { totalCount } }"
    objects, errors = await counted(exact, access, text)
    assert (objects, errors) == (90, [None])

    monkeypatch.setattr("schema.context.MAX_OBJECTS", objects)
    assert await counted(compiled, access, text) == (objects, [None])
