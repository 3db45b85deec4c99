"""What plans keep, and what several runs of one plan have in common: nothing of who asked."""

from __future__ import annotations

import asyncio
import gc
from types import FunctionType
from typing import Any

import pytest
from tortoise.exceptions import OperationalError

from graphapi.access import ANYBODY, VISIBLE, Role
from graphapi.models import Session
from schema.build import graphql_schema, schema
from schema.execution.documents import Documents
from schema.execution.run import Runner
from schema.execution.shapes import Shape
from schema.execution.sql import Statement, Unwritten
from tests.asking import context_of
from tests.execution.comparing import exact, said
from tests.execution.documents import all_documents, is_mutation
from tests.execution.rich import PEOPLE

DOCUMENTS = {name: asked for name, asked in all_documents().items() if not is_mutation(asked)}


@pytest.fixture
def documents():
    return Documents(graphql_schema)


@pytest.fixture
def runner(documents):
    return Runner(schema, documents)


def reachable(start: Any) -> list[Any]:
    """Everything that something holds, but for modules, classes and what functions know beside what they enclose."""
    seen: dict[int, Any] = {}
    found = [start]
    while found:
        item = found.pop()
        if id(item) in seen or isinstance(item, type) or type(item).__name__ == "module":
            continue
        seen[id(item)] = item
        if isinstance(item, FunctionType) and item.__name__ != "build":
            found += [cell.cell_contents for cell in item.__closure__ or ()]
            continue
        found += gc.get_referents(item)
    return list(seen.values())


async def test_a_plan_keeps_nothing_of_whoever_asked(rich, documents, runner):
    text = """query($id: ID!, $search: String, $yes: Boolean!) {
        customer(id: $id) { name @include(if: $yes) shares { title recipients { id } } }
        customers(filter: { search: $search }) { nodes { partner { name customers(first: 1) { totalCount } } } }
    }"""
    secrets = {"id": rich.ids["north.customer2"], "search": "a word that is nobody else's", "yes": True}
    for person in PEOPLE:
        await runner.run(text, context_of(rich.access(person)), variables=secrets)

    kept = reachable(documents.read(text).plans)

    assert any(isinstance(item, Shape) for item in kept)
    texts = {item for item in kept if isinstance(item, str)}
    assert "partner_id" in str(texts)
    assert not [item for item in texts if item in {secrets["id"], secrets["search"], str(rich.world.north.id)}]
    assert not [item for item in kept if type(item).__name__ in {"Context", "Access", "Principal", "Run", "KeyRing"}]


async def test_another_operations_variable_of_the_same_name_decides_nothing(rich, documents, runner):
    text = """query Read($x: Boolean!) { viewer { name @include(if: $x) } }
        mutation Enter($x: String!) { signIn(input: { login: "nobody", password: $x }) { __typename } }"""
    access = rich.access("anonymous")
    for number in range(3):
        await runner.run(text, context_of(access), variables={"x": f"secret {number}"}, operation="Enter")
    await runner.run(text, context_of(access), variables={"x": True}, operation="Read")

    assert set(documents.read(text).plans) == {("Enter",), ("Read", ("x", True))}


async def test_a_database_that_cannot_answer_is_asked_once(rich, runner, monkeypatch):
    asked: list[str] = []

    async def failing(text: str, _values: object) -> None:
        asked.append(text)
        raise OperationalError("canceling statement due to statement timeout")

    monkeypatch.setattr("schema.execution.fetch.fetch_rows", failing)
    result = await runner.run("{ customers { nodes { id } } }", context_of(rich.access("north.owner")))

    assert (result.data, [error["extensions"]["code"] for error in result.errors]) == (None, ["INTERNAL"])
    assert len(asked) == 1


async def test_a_fault_of_ours_is_logged_and_answered_all_the_same(rich, runner, monkeypatch, caplog):
    def broken(*_: object) -> None:
        raise KeyError("a secret")

    monkeypatch.setattr("schema.execution.connections.build", broken)
    result = await runner.run("{ customers(first: 1) { nodes { name } } }", context_of(rich.access("north.owner")))

    assert len(result.data["customers"]["nodes"]) == 1
    assert "a compiled operation: KeyError at" in caplog.text
    assert "secret" not in caplog.text


async def test_a_plan_serves_all_at_once(rich, runner):
    """Everybody asks everything at the same time, by the same plans, in an order of chance."""
    asked = [(person, name) for name in DOCUMENTS for person in PEOPLE]

    async def ask(person: str, name: str) -> dict[str, Any]:
        document = DOCUMENTS[name]
        context = context_of(rich.access(person))
        return said(await runner.run(document.text, context, variables=document.filled(rich.ids)))

    answers = await asyncio.gather(*(ask(person, name) for person, name in asked))

    for (person, name), answer in zip(asked, answers, strict=True):
        document = DOCUMENTS[name]
        wanted = await exact.run(document.text, context_of(rich.access(person)), variables=document.filled(rich.ids))
        assert answer == said(wanted), f"{person}: {name}"


async def test_a_role_that_asked_first_decides_nothing_for_the_others(rich):
    for first in PEOPLE:
        runner = Runner(schema, Documents(graphql_schema))
        for person in (first, *PEOPLE):
            for name in ("CustomerPage", "CustomerHome", "PartnerPage", "SharePage"):
                document = DOCUMENTS[name]
                found, wanted = [
                    said(
                        await way.run(
                            document.text, context_of(rich.access(person)), variables=document.filled(rich.ids)
                        )
                    )
                    for way in (runner, exact)
                ]
                assert found == wanted, f"{first} before {person}: {name}"


async def test_names_of_the_response_are_nothing_but_keys(rich, runner):
    """They stand in the source of the functions that shapes are compiled to."""
    names = ["rows", "context", "out", "c0", "f0", "v1", "None", "lambda", "__class__", "_", "build", "EMPTY", "loads"]
    fields = " ".join(f"{name}: name" for name in names)
    text = f"{{ customers(first: 1) {{ nodes {{ {fields} shares {{ {fields.replace(': name', ': title')} }} }} }} }}"

    result = await runner.run(text, context_of(rich.access("north.owner")))

    assert list(result.data["customers"]["nodes"][0]) == [*names, "shares"]
    assert runner.left.total() == 0


async def test_answers_may_be_changed_without_harm(rich, runner):
    """A list that is empty is nobody else's either."""
    text = "{ customers(first: 100) { nodes { shares { id } } } }"
    access = rich.access("north.viewer")
    first = (await runner.run(text, context_of(access))).data["customers"]["nodes"]
    empty = [node["shares"] for node in first if not node["shares"]]

    empty[0].append("changed")

    again = (await runner.run(text, context_of(access))).data["customers"]["nodes"]
    assert [node["shares"] for node in again if node["shares"] == ["changed"]] == []


async def test_who_bears_nothing_for_a_symbol_gets_no_statement(rich, dialect):
    """Operators belong to no partner: "is null" is what their sessions are read by, which nothing equals."""
    statement = Statement(dialect)
    statement.all(Session, [VISIBLE[Role.OPERATOR, Session](ANYBODY)], "t1")

    with pytest.raises(Unwritten, match="partner_id"):
        statement.resolved(rich.access("operator").principal)
