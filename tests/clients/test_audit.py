"""The audit of GraphQL over HTTP that its working group's reference implementation brings."""

from __future__ import annotations

import json

from tests.clients.conftest import node


async def test_the_server_passes_the_whole_audit_of_graphql_over_http(server):
    bearer = await server.bearer(server.world.north.owner)

    results = json.loads(await node("audit.cjs", str(server.server.make_url("/graphql")), bearer["Authorization"]))

    assert [result for result in results if result["status"] != "ok"] == []
    assert len(results) == 61
