"""Access tokens over HTTP: good wherever a session is, and never in a log."""

from __future__ import annotations

import pytest

from graphapi.models import MemberRole
from graphapi.services.access_tokens import access_tokens, create_access_token, revoke_access_token
from graphapi.services.members import remove_member, update_member
from graphapi.services.partners import suspend_partner
from tests.security.conftest import OWN


async def headers_of(someone, role=MemberRole.OWNER):
    made = await create_access_token(someone.access, name="Website", role=role)
    return {"Authorization": f"Bearer {made.token}"}


async def test_a_token_asks_as_a_session_does_by_post_and_by_get(server):
    headers = await headers_of(server.world.north.owner, MemberRole.EDITOR)
    text = "{ viewer { name role } }"
    expected = {"data": {"viewer": {"name": "Olga North", "role": "EDITOR"}}}

    assert await server.graphql(text, headers=headers) == expected
    got = await server.get("/graphql", params={"query": text}, headers=headers)
    assert await got.json() == expected


async def test_it_needs_no_origin_and_no_session_takes_its_place(server):
    """As a session's token in a header does: it is not sent by browsers of themselves."""
    world = server.world
    headers = await headers_of(world.north.editor, MemberRole.EDITOR) | {"Origin": "https://evil.example"}
    cookie = {"Cookie": f"kundenkonto={await server.token(world.south.owner)}"}

    answer = await server.graphql("{ viewer { name } }", headers=headers | cookie)

    assert answer == {"data": {"viewer": {"name": "Emil North"}}}


async def test_the_pages_let_it_read_and_a_profile_is_not_shown_to_it(server):
    headers = await headers_of(server.world.north.owner)

    assert (await server.get("/north/admin/customers", headers=headers)).status == 200
    assert (await server.get("/north/profile", headers=headers)).status == 403
    form = {"username": "evil", "language": "EN"}
    posted = await server.post("/north/profile", data=form, headers=headers | OWN)
    assert posted.status == 403


async def test_signing_in_and_out_by_its_side_leaves_it_as_it_is(server):
    headers = await headers_of(server.world.north.owner)
    sign_in = """mutation { signIn(input: { portal: "north", login: "anna", password: "battery horse staple" }) {
        ... on SignedIn { viewer { name } }
    } }"""

    assert await server.graphql("mutation { signOut { ok } }", headers=headers) == {"data": {"signOut": {"ok": True}}}
    assert (await server.graphql(sign_in, headers=headers))["data"]["signIn"] == {"viewer": {"name": "Anna Adler"}}

    assert (await server.graphql(headers=headers))["data"]["viewer"] == {"name": "Olga North"}


@pytest.mark.parametrize("how", ["removed", "suspended", "revoked", "made a viewer"])
async def test_it_ends_with_the_next_request(server, how):
    world = server.world
    headers = await headers_of(world.north.editor, MemberRole.EDITOR)
    assert (await server.graphql(headers=headers))["data"]["viewer"] == {"name": "Emil North"}

    if how == "removed":
        await remove_member(world.north.owner.access, member_id=world.north.editor.id)
    elif how == "revoked":
        [row] = await access_tokens(world.north.editor.access)
        await revoke_access_token(world.north.editor.access, access_token_id=row.id)
    elif how == "made a viewer":
        await update_member(world.north.owner.access, member_id=world.north.editor.id, role=MemberRole.VIEWER)
    else:
        await suspend_partner(world.operator.access, partner_id=world.north.id, reason="Unpaid")

    assert await server.graphql(headers=headers) == {"data": {"viewer": None}}


async def test_it_is_less_with_the_next_request_when_its_maker_is(server):
    world = server.world
    headers = await headers_of(world.north.owner)
    await update_member(world.operator.access, member_id=world.north.editor.id, role=MemberRole.OWNER)
    role = "{ viewer { role } }"
    assert await server.graphql(role, headers=headers) == {"data": {"viewer": {"role": "OWNER"}}}

    await update_member(world.operator.access, member_id=world.north.owner.id, role=MemberRole.EDITOR)

    assert await server.graphql(role, headers=headers) == {"data": {"viewer": {"role": "EDITOR"}}}
