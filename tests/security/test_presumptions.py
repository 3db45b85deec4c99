"""Presuming who asks: nobody is served for a moment longer as somebody it no longer is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from graphapi.models import (
    AccessToken,
    Account,
    Customer,
    Language,
    Member,
    MemberRole,
    Partner,
    PartnerStatus,
    Session,
)
from graphapi.services import presumptions
from graphapi.services.access_tokens import create_access_token
from graphapi.services.presumptions import Presumptions
from graphapi.services.sessions import find_principal
from tests.statements import recorded_statements

if TYPE_CHECKING:
    from tests.security.conftest import Server
    from tests.world import Someone, World

WHO = "{ viewer { role name language } }"
CUSTOMERS = "{ customers { nodes { email } } }"
NOBODY_THERE = '{ customers(filter: {search: "nobody"}) { nodes { id } } }'


async def known(server: Server, someone: Someone[Any]) -> dict[str, str]:
    """The headers of somebody who has asked before."""
    headers = await server.bearer(someone)
    await server.graphql("{ __typename }", headers=headers)
    return headers


def codes(answer: dict[str, Any]) -> list[str]:
    return [error["extensions"]["code"] for error in answer["errors"]]


async def signed_out(world: World) -> None:
    await world.system.rows(Session).delete()


async def disabled(world: World) -> None:
    await world.system.rows(Account).update(disabled_at=world.north.partner.created_at)


async def suspended(world: World) -> None:
    await world.system.rows(Partner).update(status=PartnerStatus.SUSPENDED)


async def removed(world: World) -> None:
    await world.system.rows(Member).filter(id=world.north.editor.id).delete()


@pytest.mark.parametrize("event", [signed_out, disabled, suspended, removed])
@pytest.mark.parametrize("query", [CUSTOMERS, NOBODY_THERE])
async def test_whoever_is_out_reads_nothing_from_the_next_request_on(server, event, query):
    headers = await known(server, server.world.north.editor)
    assert "errors" not in await server.graphql(query, headers=headers)

    await event(server.world)

    answer = await server.graphql(query, headers=headers)
    assert answer["data"] == {"customers": None}
    assert codes(answer) == ["UNAUTHENTICATED"]
    assert await server.graphql(WHO, headers=headers) == {"data": {"viewer": None}}


async def test_whoever_is_out_changes_nothing(server):
    headers = await known(server, server.world.north.anna)
    await signed_out(server.world)

    answer = await server.graphql("mutation { updateProfile(input: { language: DE }) { __typename } }", headers=headers)

    assert codes(answer) == ["UNAUTHENTICATED"]
    assert (await server.world.fresh(server.world.north.anna.row)).language is Language.EN


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        ({"role": MemberRole.VIEWER}, {"role": "VIEWER", "name": "Olga Owner", "language": "EN"}),
        ({"name": "Olga Other"}, {"role": "OWNER", "name": "Olga Other", "language": "EN"}),
        ({"language": Language.DE}, {"role": "OWNER", "name": "Olga Owner", "language": "DE"}),
    ],
)
async def test_a_member_that_was_changed_is_as_it_is_now(server, change, seen):
    owner = server.world.north.owner
    await server.world.system.rows(Member).filter(id=owner.id).update(name="Olga Owner")
    headers = await known(server, owner)
    await server.world.system.rows(Member).filter(id=owner.id).update(**change)

    assert await server.graphql(WHO, headers=headers) == {"data": {"viewer": seen}}


async def test_what_a_role_no_longer_may_is_refused(server):
    owner = server.world.north.owner
    headers = await known(server, owner)
    await server.world.system.rows(Member).filter(id=owner.id).update(role=MemberRole.VIEWER)

    answer = await server.graphql(
        'mutation { inviteMember(input: {name: "Eve", email: "eve@example.com", role: OWNER}) { __typename } }',
        headers=headers,
    )

    assert codes(answer) == ["FORBIDDEN"]


async def test_a_customer_that_has_another_name_has_it_in_the_log(server):
    anna = server.world.north.anna
    headers = await known(server, anna)
    await server.world.system.rows(Customer).filter(id=anna.id).update(first_name="Annabel")

    await server.graphql('mutation { updateProfile(input: { username: "annabel" }) { __typename } }', headers=headers)

    assert (await server.world.audit_log())[-1].actor_name == f"Annabel {anna.row.last_name}"


async def test_who_asks_is_found_out_together_with_what_is_asked_for(server):
    headers = await known(server, server.world.north.editor)

    with recorded_statements() as statements:
        await server.graphql(CUSTOMERS, headers=headers)

    assert len(statements) == 1
    assert "token_hash" in statements[0]


async def test_what_came_back_empty_proves_nothing_and_is_followed_by_a_proof(server):
    headers = await known(server, server.world.north.editor)

    with recorded_statements() as statements:
        await server.graphql(NOBODY_THERE, headers=headers)

    assert ["token_hash" in statement for statement in statements] == [True, True]


async def test_a_session_that_is_not_used_ends_though_it_is_known(server, clock):
    headers = await known(server, server.world.north.editor)

    clock.forward(days=400)

    assert await server.graphql(WHO, headers=headers) == {"data": {"viewer": None}}


async def test_use_is_noted_every_five_minutes_though_it_is_known(server, clock):
    editor = server.world.north.editor
    headers = await known(server, editor)
    began = (await server.world.system.rows(Session).get(account_id=editor.account_id)).last_seen_at

    clock.forward(minutes=5, seconds=1)
    await server.graphql(CUSTOMERS, headers=headers)

    seen = (await server.world.system.rows(Session).get(account_id=editor.account_id)).last_seen_at
    assert (seen - began).total_seconds() >= 301


async def test_only_so_many_are_remembered(server, monkeypatch):
    monkeypatch.setattr(presumptions, "MOST", 2)
    remembered, tokens = Presumptions(), []
    for someone in server.world.north.people[:3]:
        tokens.append(await server.token(someone))
        found = await find_principal(server.world.anonymous, token=tokens[-1])
        assert found is not None
        remembered.keep(found, someone.access)

    assert [remembered.of(token) is not None for token in tokens] == [False, True, True]


async def test_an_access_token_that_was_made_less_is_less_though_its_maker_is_what_it_was(server):
    world, editor = server.world, server.world.north.editor
    made = await create_access_token(editor.access, name="Nightly", role=MemberRole.EDITOR)
    headers = {"Authorization": f"Bearer {made.token}"}
    assert (await server.graphql(WHO, headers=headers))["data"]["viewer"]["role"] == "EDITOR"
    await world.system.rows(AccessToken).update(role=MemberRole.VIEWER)

    assert (await server.graphql(WHO, headers=headers))["data"]["viewer"]["role"] == "VIEWER"
