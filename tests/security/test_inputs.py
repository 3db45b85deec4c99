"""Whatever is entered, in whatever field, by whomever: it is taken or refused, and never a server error."""

from __future__ import annotations

from functools import reduce
from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    get_named_type,
    get_nullable_type,
)

from schema.build import graphql_schema
from tests.asking import document_of, run
from tests.security.tenants import build_tenants

DEEP_LIST: Any = reduce(lambda inner, _: [inner], range(900), 7)
DEEP_OBJECT: Any = reduce(lambda inner, _: {"a": inner}, range(900), 7)
VALUES = [
    None,
    True,
    0,
    -1,
    2**31,
    2**63,
    1e300,
    "",
    " ",
    "\0",
    "a\0b",
    "\ud800",
    "\u202e",
    "x" * 300,
    "x" * 100_000,
    "ß" * 254 + "@example.com",
    "a@" + "ä" * 300 + ".example",
    "<script>alert(1)</script>",
    "{{7*7}}{name}%s",
    "=1+1",
    "' OR 1=1 --",
    "javascript:alert(1)",
    "https://[",
    "https://[::1]:99999/",
    "https://" + "a" * 300 + ".example",
    "2026-01-31T00:00:00Z",
    "9999-12-29T00:00:00+14:00",
    "EVERYONE",
    "SELECTED",
    "OWNER",
    "customer_" + "0" * 26,
    [],
    [None],
    ["x"] * 1_000,
    {},
    {"url": None},
    DEEP_LIST,
    DEEP_OBJECT,
]
FIELDS = [(root, name) for root in ("Query", "Mutation") for name in graphql_schema.type_map[root].fields]
KINDS = ("partner", "member", "customer", "share", "session")


def least(of):
    """The least that an argument or field of a type takes."""
    of = get_nullable_type(of)
    if isinstance(of, GraphQLList):
        return []
    if isinstance(of, GraphQLInputObjectType):
        return {name: least(field.type) for name, field in of.fields.items() if isinstance(field.type, GraphQLNonNull)}
    if isinstance(of, GraphQLEnumType):
        return next(iter(of.values))
    return {"Boolean": True, "Int": 5}.get(of.name, "https://cloud.example/s/x")


def entered(field, own):
    """A field's arguments, each value in each of their places in turn."""
    start = {name: least(of.type) for name, of in field.args.items() if isinstance(of.type, GraphQLNonNull)}
    start |= {"id": own} if "id" in start else {}
    for name, of in field.args.items():
        for value in VALUES:
            yield start | {name: value}
            for inner in getattr(get_named_type(of.type), "fields", {}):
                yield start | {name: (start.get(name) or {}) | {inner: value}}


@pytest.mark.long
@pytest.mark.parametrize(("root", "name"), FIELDS)
async def test_nothing_that_is_entered_is_a_server_error(world, root, name):
    tenants = await build_tenants(world)
    field = graphql_schema.type_map[root].fields[name]
    own = tenants.north[next((kind for kind in KINDS if kind in name.lower()), "draft")]

    for person in ("north.owner", "operator", "north.anna", "anonymous"):
        for arguments in entered(field, own):
            result = await run(tenants.access(person), document_of(root, name, depth=1), **arguments)

            codes = {error["extensions"]["code"] for error in result.errors}
            assert "INTERNAL" not in codes, (person, str(arguments)[:500])
