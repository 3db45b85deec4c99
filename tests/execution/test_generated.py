"""Both ways say the same of whatever can be asked, to everybody."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from schema.build import graphql_schema, schema
from schema.execution.documents import Documents
from schema.execution.run import Runner
from tests.asking import ask
from tests.execution import comparing
from tests.execution.generated import Filling, Generated, generated
from tests.security.test_tenants import WITHOUT_LIMITS

SEED, EXAMPLES = 20261125, 100
ORDERS = {
    "customers": ("CustomerSort", ("NAME", "EMAIL", "CREATED_AT", "LAST_SIGN_IN_AT")),
    "shares": ("ShareSort", ("POSITION", "TITLE", "CREATED_AT", "LAST_OPENED_AT")),
    "partners": ("PartnerSort", ("NAME", "CREATED_AT", "CUSTOMERS")),
}


@pytest.fixture
def unlimited(monkeypatch):
    """Runners that take documents of any size, but not of any cost: those would go on for minutes."""
    monkeypatch.setattr("schema.context.MAX_OBJECTS", 5_000)
    for name, compiles in (("compiled", True), ("exact", False)):
        runner = Runner(schema, Documents(graphql_schema, replace(WITHOUT_LIMITS, cost=20_000)), compiles=compiles)
        monkeypatch.setattr(comparing, name, runner)


async def cursors(rich):
    """Cursors of all lists, by list and order."""
    found = {}
    access = rich.access("operator")
    for name, (kind, orders) in ORDERS.items():
        text = f"query($sort: {kind}) {{ list: {name}(first: 100, sort: $sort) {{ edges {{ cursor }} }} }}"
        for order in orders:
            page = await ask(access, text, sort={"field": order})
            found[f"{name}:{order}"] = [edge["cursor"] for edge in page["list"]["edges"]]
    for name, order in (("auditLog", "NEWEST"), ("mails", "NEWEST"), ("orders", "NEWEST"), ("invoices", "NUMBER")):
        page = await ask(access, f"{{ list: {name}(first: 100) {{ edges {{ cursor }} }} }}")
        found[f"{name}:{order}"] = [edge["cursor"] for edge in page["list"]["edges"]]
    return found


async def compare_generated(rich, number, examples):
    filling = Filling(rich, await cursors(rich))
    loop = asyncio.get_running_loop()

    async def compare(asked: Generated) -> None:
        text, variables = filling.text(asked.text), filling.value(asked.variables)
        for person in asked.people:
            await comparing.compare(rich.access(person), text, variables)

    @seed(number)
    # Making a document smaller that differs takes minutes: a person sees sooner what it is about.
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(generated())
    def run(documents: list[Generated]) -> None:
        for asked in documents:
            asyncio.run_coroutine_threadsafe(compare(asked), loop).result()

    # Hypothesis waits for each, and so must not be on the loop itself.
    await asyncio.to_thread(run)


async def test_some_hundred_documents(rich, unlimited):
    await compare_generated(rich, SEED, EXAMPLES)

    # Most fields are for some roles only; what a role may not ask for is left to graphql-core by its nature.
    left = comparing.compiled.left
    assert comparing.compiled.compiled > 4 * (left.total() - left["a field that is not permitted"])
    assert comparing.compiled.compiled > EXAMPLES


@pytest.mark.long
async def test_any_number_of_documents(rich, unlimited, pytestconfig):
    number = pytestconfig.getoption("--seed") or secrets.randbelow(2**32)
    print(f"The seed is {number}.")  # noqa: T201 - for whoever wants to see it again

    await compare_generated(rich, number, pytestconfig.getoption("--examples"))
