"""Files of customers, as they come over the network."""

from __future__ import annotations

import json
from io import BytesIO

import pytest

from graphapi.models import CustomerImport, Partner
from graphapi.services.customer_files import MAX_BYTES
from tests.entering import base64_of, file_of

IMPORT = """mutation($content: String!) { importCustomers(input: { contentBase64: $content }) {
    ... on CustomerImportSaved { customerImport { id state rowCount problemCount preview { firstName } } }
    ... on InvalidInput { fields { path message } } } }"""
STATE = "query($id: ID!) { customerImport(id: $id) { state rowsDone } node(id: $id) { __typename } }"


async def sent(server, headers, content: str):
    """Send a file as large as this, which aiohttp's client takes from a stream alone."""
    body = BytesIO(json.dumps({"query": IMPORT, "variables": {"content": content}}).encode())
    return await server.post("/graphql", data=body, headers=headers | {"Content-Type": "application/json"})


async def test_the_largest_file_fits_into_a_request(server):
    headers = await server.bearer(server.world.north.editor)
    await server.world.system.rows(Partner).filter(id=server.world.north.id).update(customer_limit=None)
    row = "Vorname{0};Nachname{0};kunde{0}@kunden.example;" + "x" * 322
    content = file_of(*(row.format(number) for number in range(2000)), header="Vorname;Nachname;E-Mail;Notiz")
    assert 0.97 * MAX_BYTES < len(content) * 3 / 4 <= MAX_BYTES

    answer = await (await sent(server, headers, content)).json()

    found = answer["data"]["importCustomers"]["customerImport"]
    assert (found["state"], found["rowCount"], found["problemCount"]) == ("CHECKED", 2000, 0)


async def test_what_is_larger_is_told_for_as_long_as_it_fits(server):
    headers = await server.bearer(server.world.north.editor)

    answer = await (await sent(server, headers, base64_of(b"x" * (MAX_BYTES + 1)))).json()
    too_large = await sent(server, headers, "x" * 2**20)

    assert answer["data"]["importCustomers"]["fields"] == [
        {"path": ["contentBase64"], "message": "Please choose a file of at most 750 kB."}
    ]
    assert too_large.status == 413
    assert await server.world.system.rows(CustomerImport).count() == 0


@pytest.mark.parametrize("who", ["south.owner", "north.viewer", "north.anna", "operator"])
async def test_nobody_else_sees_an_import(server, who):
    world = server.world
    headers = await server.bearer(world.north.editor)
    answer = await server.graphql(IMPORT, headers=headers, variables={"content": file_of("A;B;a@example.com")})
    import_id = {"id": answer["data"]["importCustomers"]["customerImport"]["id"]}
    side, _, name = who.rpartition(".")
    other = getattr(getattr(world, side), name) if side else world.operator

    seen = await server.graphql(STATE, headers=await server.bearer(other), variables=import_id)
    own = await server.graphql(STATE, headers=headers, variables=import_id)

    assert seen["data"] == {"customerImport": None, "node": None}
    assert own["data"] == {
        "customerImport": {"state": "CHECKED", "rowsDone": 0},
        "node": {"__typename": "CustomerImport"},
    }
