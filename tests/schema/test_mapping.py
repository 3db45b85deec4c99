"""What the types say of their columns is true: fetching may be planned by it."""

from __future__ import annotations

import pytest

from graphapi import models
from schema.build import schema
from schema.fetching import TYPE_OF
from tests.world import SETTINGS, add_share


def fields():
    """Every field that is declared over a row: the model, the field's name, and its mapping."""
    return [
        pytest.param(model, field, id=f"{cls.__name__}.{field.name}")
        for model, cls in TYPE_OF.items()
        for field in schema.get_type_by_name(cls.__name__).fields
        if field.metadata
    ]


class Watched:
    """A row that remembers which of its columns were read; its properties read through it too."""

    def __init__(self, row):
        self.row, self.read = row, set()

    def __getattr__(self, name):
        made = getattr(type(self.row), name, None)
        if isinstance(made, property):
            return made.fget(self)
        self.read.add(name)
        return getattr(self.row, name)


@pytest.mark.parametrize(("model", "field"), fields())
async def test_a_field_names_columns_that_there_are(database, model, field):
    columns = model._meta.fields_db_projection

    match field.metadata:
        case {"column": name}:
            assert name in columns
        case {"computed": names}:
            assert set(names) <= set(columns)
        case {"relation": to}:
            assert to.key in columns
            assert (to.column if to.link is None else "id") in to.model._meta.fields_db_projection
            assert {to.link_from, to.link_to} <= set(to.link._meta.fields_db_projection) if to.link else True


@pytest.mark.parametrize(("model", "field"), [param for param in fields() if "read" in param.values[1].metadata])
async def test_a_computed_field_reads_no_column_that_it_does_not_name(world, model, field):
    examples = [world.north.anna.row, world.north.owner.row, world.north.partner]
    examples.append(await add_share(world.north.partner, recipients=[world.north.anna.row]))
    examples += [await world.system.rows(models.Plan).first(), await world.system.rows(models.Subscription).first()]
    (example,) = [row for row in examples if type(row) is model]
    watched = Watched(example)

    field.metadata["read"](watched, SETTINGS)

    assert set() < watched.read <= set(field.metadata["computed"])
