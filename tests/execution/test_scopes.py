"""Every statement of the compiled way bears the scope of who asks, wherever it reads what is a partner's."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from graphapi.access import Role, scope
from graphapi.ids import new_id
from schema.build import graphql_schema, schema
from schema.execution.documents import Documents
from schema.execution.run import Runner
from tests.asking import context_of
from tests.execution.comparing import undone
from tests.execution.documents import all_documents, filled_in
from tests.execution.generated import Filling, generated
from tests.execution.odd import ODD
from tests.execution.rich import PEOPLE
from tests.execution.scopes import compiled_statements, unscoped
from tests.execution.test_generated import cursors
from tests.security.test_tenants import WITHOUT_LIMITS

TENANTS = [person for person in PEOPLE if person != "operator"]
DOCUMENTS = all_documents()
# All of tenants' tables that the API reads by itself.
READ = {
    "agreement_acceptance",
    "audit_entry",
    "customer",
    "invoice",
    "mail",
    "member",
    "partner",
    "session",
    "share",
    "share_recipient",
    "subscription",
}

runner = Runner(schema, Documents(graphql_schema, WITHOUT_LIMITS))


async def strays(rich: Any, person: str, text: str, variables: dict[str, Any], tables: set[str]) -> list[str]:
    """Ask something, and return what was read beyond who asks; ``tables`` gets the names of all that were read."""
    access = rich.access(person)
    with compiled_statements() as statements:
        async with undone():
            await runner.run(text, context_of(access), variables=variables)
    partner = access.principal.partner_id
    tables |= {
        part.split('"')[0] for text, _ in statements for part in text.replace('JOIN "', 'FROM "').split('FROM "')[1:]
    }
    # Whoever signs in by what was asked is at north from then on.
    partner = partner or rich.world.north.id
    return [
        f"{person}: {table} in {statement[0]}" for statement in statements for table in unscoped(statement, partner)
    ]


async def test_those_of_all_documents_of_the_project(rich):
    tables: set[str] = set()

    for asked in DOCUMENTS.values():
        for person in TENANTS:
            assert await strays(rich, person, asked.text, asked.filled(rich.ids), tables) == []
    assert tables >= READ


async def test_those_of_odd_documents(rich):
    tables: set[str] = set()

    for text, variables in ODD.values():
        for person in TENANTS:
            assert await strays(rich, person, text, filled_in(variables, rich.ids), tables) == []
    assert tables >= READ


async def test_those_of_generated_documents(rich):
    filling = Filling(rich, await cursors(rich))
    drawn: list[Any] = []

    @seed(7)
    @settings(
        max_examples=60, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(generated())
    def draw(documents: Any) -> None:
        drawn.extend(documents)

    draw()
    for asked in drawn:
        for person in {*asked.people, "north.owner", "south.anna"} - {"operator"}:
            assert await strays(rich, person, filling.text(asked.text), filling.value(asked.variables), set()) == []


async def test_one_that_lacks_it_is_found(rich):
    """What operators' statements read is everybody's: they are what others' must not be."""
    found = await strays(rich, "operator", DOCUMENTS["SharePage"].text, {"id": rich.ids["north.share1"]}, set())

    assert {text.split()[1] for text in found} == {"share", "share_recipient", "customer"}


@pytest.mark.parametrize(
    "model", [model for role, model in scope.VISIBLE if role is Role.OWNER and model._meta.db_table in READ]
)
async def test_one_table_without_a_scope_is_found(rich, monkeypatch, model):
    monkeypatch.setitem(scope.VISIBLE, (Role.OWNER, model), scope.everything)
    # Statements are written once: those that are kept know nothing of it.
    monkeypatch.setattr("tests.execution.test_scopes.runner", Runner(schema, Documents(graphql_schema)))
    found: list[str] = []

    for asked in DOCUMENTS.values():
        found += await strays(rich, "north.owner", asked.text, asked.filled(rich.ids), set())

    assert {text.split()[1] for text in found} == {model._meta.db_table}


NORTH, SOUTH = new_id(), new_id()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('SELECT t1."id" FROM "share" t1 WHERE t1."partner_id" = $1', []),
        ('SELECT t1."id" FROM "share" t1 WHERE (t1."position" = $2 AND (t1."partner_id" = $1)) ORDER BY t1."id"', []),
        ('SELECT t1."id" FROM "share" t1 WHERE t1."id" IS NULL', []),
        ('SELECT t1."code" FROM "plan" t1 WHERE TRUE', []),
        ('SELECT t1."id" FROM "partner" t1 WHERE t1."id" = $1 LIMIT $2', []),
        ('SELECT t1."id" FROM "share" t1 WHERE TRUE', ["share t1"]),
        ('SELECT t1."id" FROM "share" t1', ["share t1"]),
        ('SELECT t1."id" FROM "share" t1 WHERE t1."partner_id" = $3', ["share t1"]),
        ('SELECT t1."id" FROM "share" t1 WHERE t1."id" = $1', ["share t1"]),
        ('SELECT t1."id" FROM "partner" t1 WHERE t1."id" = $3', ["partner t1"]),
        ('SELECT t1."id" FROM "share" t1 WHERE t1."partner_id" = $1 OR t1."position" = $2', ["share t1"]),
        ('SELECT t1."id" FROM "share" t1 WHERE (t1."id" = $2 OR t1."partner_id" = $1)', ["share t1"]),
        ('SELECT t1."id", t1."partner_id" = $1 FROM "share" t1 WHERE TRUE ORDER BY t1."partner_id" = $1', ["share t1"]),
        (
            'SELECT (SELECT t2."id" FROM "customer" t2 WHERE TRUE) FROM "share" t1 WHERE t1."partner_id" = $1',
            ["customer t2"],
        ),
        (
            'SELECT t2."id" FROM "share_recipient" t1 JOIN "share" t2 ON TRUE WHERE t2."partner_id" = $1',
            ["share_recipient t1"],
        ),
        (
            """SELECT t1."id" FROM "share" t1 WHERE t1."partner_id" = $1 AND t1."id" IN
            (SELECT t2."share_id" FROM "share_recipient" t2 WHERE t2."customer_id" = $2)""",
            ["share_recipient t2"],
        ),
        (
            'SELECT a0 FROM (SELECT t1."id" AS a0 FROM "customer" t1 WHERE t1."id" = $2) x WHERE "partner_id" = $1',
            ["customer t1"],
        ),
    ],
)
async def test_what_counts_as_one(database, text, found):
    assert unscoped((text, [NORTH, 7, SOUTH]), NORTH) == found
