"""What the types say of their columns is true: fetching is planned by it."""

from __future__ import annotations

import pytest

from graphapi import models
from schema.build import schema
from schema.execution.mapping import MAPPING, TYPE_OF, Column, Computed, Paged, Related
from schema.viewer import Viewer

TYPES = [(cls, model) for model, cls in TYPE_OF.items()]
TYPES += [(Viewer, model) for model in (models.Customer, models.Member, models.Operator)]


def fields(*kinds):
    """Every field of some kinds of mapping: the model it stands over, and its mapping."""
    return [
        pytest.param(model, field.metadata[MAPPING], id=f"{model.__name__}-{cls.__name__}.{field.name}")
        for cls, model in TYPES
        for field in schema.get_type_by_name(cls.__name__).fields
        if isinstance(field.metadata.get(MAPPING), kinds)
    ]


@pytest.mark.parametrize("cls", {cls for cls, _ in TYPES})
def test_every_field_of_a_type_over_rows_says_what_it_reads(cls):
    unsaid = [field.name for field in schema.get_type_by_name(cls.__name__).fields if MAPPING not in field.metadata]

    assert unsaid == []


@pytest.mark.parametrize(("model", "mapping"), fields(Column))
async def test_a_column_is_one(database, model, mapping):
    assert mapping.name in model._meta.fields_db_projection


@pytest.mark.parametrize(("model", "mapping"), fields(Computed))
async def test_what_is_computed_is_made_of_columns_that_there_are(database, model, mapping):
    assert set(mapping.of(model)) <= set(model._meta.fields_db_projection)


@pytest.mark.parametrize(("model", "mapping"), fields(Related))
async def test_a_relation_leads_from_column_to_column(database, model, mapping):
    to = mapping.relation
    link = to.link._meta.fields_db_projection if to.link else {}

    # An operator is a viewer too, and works for no partner.
    assert to.key in model._meta.fields_db_projection or model is models.Operator
    assert to.column in to.model._meta.fields_db_projection
    assert {to.link_from, to.link_to} <= {"", *link}


@pytest.mark.parametrize(("model", "mapping"), fields(Paged))
async def test_a_page_hangs_on_a_column_of_what_is_listed(database, model, mapping):
    assert mapping.column == f"{model.__name__.lower()}_id"
