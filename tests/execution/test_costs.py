"""What statements cost does not hang on what other partners have, nor on how much of its own a partner leaves aside."""

from __future__ import annotations

import re

import pytest

from graphapi import clock
from graphapi.database import transaction
from graphapi.database.statements import fetch_rows
from graphapi.models import Customer, CustomerStatus
from schema.connections import order_by
from schema.customers import CustomerSortField
from schema.execution.pages import write_cursor
from schema.inputs import SortDirection
from tests.asking import ask
from tests.execution.scopes import compiled_statements
from tests.world import add_customer, add_partner, add_share

MANY = 400
ROWS = re.compile(r"rows=(\d+(?:\.\d+)?) loops=(\d+)")


@pytest.fixture
async def crowd(world, database, dialect):
    """North with many customers who have a folder each, and partners with one: their average says nothing of north."""
    if dialect != "postgres":
        pytest.skip("SQLite's statements name the order of their tables themselves")
    async with transaction():
        for number in range(MANY):
            customer = await add_customer(world.north.partner, first_name=f"Kim{number:03}")
            await add_share(world.north.partner, recipients=[customer])
        for number in range(MANY):
            partner = await add_partner(slug=f"small{number}")
            await add_share(partner, recipients=[await add_customer(partner)])
    await database.connection.execute_script("ANALYZE")
    return world


async def rows_touched(access, text, **variables):
    """The rows that the plans of a document's statements pass on or throw away, all in all."""
    with compiled_statements() as statements:
        await ask(access, text, **variables)
    touched = 0
    for statement, values in statements:
        for line in await fetch_rows(f"EXPLAIN (ANALYZE, TIMING OFF) {statement}", values):
            touched += sum(float(rows) * int(loops) for rows, loops in ROWS.findall(line[0]))
            touched += sum(map(int, re.findall(r"Removed by \w+(?: \w+)?: (\d+)", line[0])))
    return touched


async def test_what_ten_customers_lead_to_costs_what_ten_do(crowd):
    touched = await rows_touched(crowd.north.owner.access, "{ customers(first: 10) { nodes { shares { title } } } }")

    assert touched < 150


async def test_a_rare_state_is_found_by_its_index(crowd):
    await add_customer(crowd.north.partner, status=CustomerStatus.DRAFT)

    touched = await rows_touched(
        crowd.north.owner.access, "{ customers(first: 10, filter: { status: [DRAFT] }) { nodes { id } } }"
    )

    assert touched < 20


async def test_a_page_among_equals_costs_what_any_page_does(crowd):
    """Most have never been here, and so stand at one place of that order."""
    customers = await crowd.system.rows(Customer).filter(partner_id=crowd.north.id).order_by("id")
    order = order_by(CustomerSortField.LAST_SIGN_IN_AT, SortDirection.ASC)
    cursor = write_cursor(order, clock.NEVER, customers[MANY // 2].id)

    touched = await rows_touched(
        crowd.north.owner.access,
        """query($after: String) {
            customers(first: 10, after: $after, sort: { field: LAST_SIGN_IN_AT }) { nodes { id } }
        }""",
        after=cursor,
    )

    assert {customer.last_sign_in_key for customer in customers} == {clock.NEVER}
    assert touched < 50


async def test_each_ones_page_is_read_and_no_more(crowd):
    touched = await rows_touched(
        crowd.operator.access,
        "{ partners(first: 5, sort: { field: CUSTOMERS, direction: DESC }) "
        "{ nodes { customers(first: 2) { nodes { name } } } } }",
    )

    assert touched < 150
