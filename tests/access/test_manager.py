"""No query without a scope: the models themselves answer none."""

from __future__ import annotations

from inspect import isawaitable

import pytest
from tortoise import Tortoise
from tortoise.expressions import F

from graphapi.models import Customer, Partner, Plan, UnscopedQuery
from graphapi.models.base import ScopedManager

QUERIES = {
    "all": Customer.all,
    "filter": lambda: Customer.filter(name_key="x"),
    "exclude": lambda: Customer.exclude(name_key="x"),
    "get": lambda: Customer.get(name_key="x"),
    "get_or_none": lambda: Customer.get_or_none(name_key="x"),
    "get_or_create": lambda: Customer.get_or_create(name_key="x"),
    "update_or_create": lambda: Customer.update_or_create(name_key="x"),
    "first": Customer.first,
    "last": Customer.last,
    "earliest": lambda: Customer.earliest("id"),
    "latest": lambda: Customer.latest("id"),
    "annotate": lambda: Customer.annotate(key=F("id")),
    "exists": lambda: Customer.exists(name_key="x"),
    "select_for_update": Customer.select_for_update,
    "in_bulk": lambda: Customer.in_bulk(["x"], "id"),
    "raw": lambda: Customer.raw("SELECT * FROM customer"),
    "bulk_create": lambda: Customer.bulk_create([]),
    "bulk_update": lambda: Customer.bulk_update([Customer()], ["note"]),
}


async def run(query):
    outcome = query()
    return await outcome if isawaitable(outcome) else outcome


def test_every_table_but_the_public_price_list_has_the_manager(database):
    without = {
        model for model in Tortoise.apps["models"].values() if not isinstance(model._meta.manager, ScopedManager)
    }

    assert without == {Plan}


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
async def test_a_model_answers_no_query_by_itself(world, query):
    with pytest.raises(
        UnscopedQuery, match=r"^Customer: query through access\.rows\(Customer\), not through the model$"
    ):
        await run(query)


async def test_a_row_leads_to_no_other_by_itself(world):
    anna = await world.system.get(Customer, world.north.anna.id)

    for query in (
        lambda: anna.partner,
        lambda: anna.account,
        lambda: anna.fetch_related("partner"),
    ):
        with pytest.raises(UnscopedQuery):
            await run(query)


async def test_a_row_has_no_reverse_relations(world):
    partner = await world.system.get(Partner, world.north.id)
    relations = partner._meta.backward_fk_fields | partner._meta.backward_o2o_fields

    assert {"customers", "members", "shares"} < relations
    for name in relations:
        with pytest.raises(UnscopedQuery):
            await run(lambda name=name: getattr(partner, name))


@pytest.mark.parametrize("relation", ["partner", "account", "partner__members"])
async def test_a_scoped_query_prefetches_nothing(world, relation):
    with pytest.raises(UnscopedQuery):
        await world.system.rows(Customer).prefetch_related(relation)


async def test_a_scoped_query_answers(world):
    assert await world.north.viewer.access.rows(Customer).count() == 2
