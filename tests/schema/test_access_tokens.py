"""Access tokens in the API: made and listed by whom they belong to, who signs in for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphapi.ids import new_id
from tests.asking import ask, mutate, refusal, run

LIST = "{ viewer { accessTokens { id name role lastUsedAt expiresAt } } }"


@pytest.fixture
def by_token(world):
    """North's owner, asking by an access token."""
    access = world.north.owner.access
    return replace(access, principal=replace(access.principal, access_token_id=new_id()))


async def test_a_token_is_made_listed_found_and_revoked(world):
    owner = world.north.owner.access
    wanted = {"name": "Website", "role": "VIEWER", "expiresAt": "2099-01-01T01:00:00+01:00"}

    made = await ask(
        owner,
        """mutation($input: CreateAccessTokenInput!) { createAccessToken(input: $input) {
            ... on AccessTokenCreated { token accessToken { id } }
        } }""",
        input=wanted,
    )
    key = made["createAccessToken"]["accessToken"]["id"]

    assert made["createAccessToken"]["token"].startswith("kundenkonto_")
    assert (await ask(owner, LIST))["viewer"]["accessTokens"] == [
        {"id": key, "name": "Website", "role": "VIEWER", "lastUsedAt": None, "expiresAt": "2099-01-01T00:00:00Z"}
    ]
    found = "query($id: ID!) { node(id: $id) { ... on AccessToken { name } } }"
    assert await ask(owner, found, id=key) == {"node": {"name": "Website"}}
    for stranger in (world.north.editor, world.south.owner, world.operator, world.north.anna):
        assert await ask(stranger.access, found, id=key) == {"node": None}
    assert await mutate(owner, "revokeAccessToken", id=key) == {"__typename": "Deleted", "id": key}
    assert (await ask(owner, LIST))["viewer"]["accessTokens"] == []


@pytest.mark.parametrize("who", ["anna", "viewer"])
async def test_who_can_have_none_has_an_empty_list(world, who):
    assert await ask(getattr(world.north, who).access, LIST) == {"viewer": {"accessTokens": []}}
    assert await ask(world.operator.access, LIST) == {"viewer": {"accessTokens": []}}


async def test_the_log_names_it_to_all_and_leads_to_it_its_maker_alone(world):
    await mutate(world.north.owner.access, "createAccessToken", input={"name": "Website", "role": "EDITOR"})
    document = "{ auditLog { nodes { summary subject { __typename } } } }"
    summary = "The access token “Website” was created, as editor."

    assert (await ask(world.north.owner.access, document))["auditLog"]["nodes"] == [
        {"summary": summary, "subject": {"__typename": "AccessToken"}}
    ]
    assert (await ask(world.north.viewer.access, document))["auditLog"]["nodes"] == [
        {"summary": summary, "subject": None}
    ]


async def test_by_a_token_one_reads_and_writes_as_its_role(by_token):
    assert (await ask(by_token, "{ viewer { role permissions } customers { totalCount } }"))["customers"] == {
        "totalCount": 2
    }
    permissions = (await ask(by_token, "{ viewer { permissions } }"))["viewer"]["permissions"]
    assert "CUSTOMERS_WRITE" in permissions
    assert {"MEMBERS_WRITE", "PROFILE_WRITE", "TOKENS_WRITE"}.isdisjoint(permissions)


FOR_PEOPLE = {
    "changePassword": {"input": {"currentPassword": "battery horse staple", "newPassword": "a good new one"}},
    "changeEmail": {"input": {"currentPassword": "battery horse staple", "email": "evil@example.com"}},
    "createAccessToken": {"input": {"name": "Another", "role": "VIEWER"}},
    "inviteMember": {"input": {"name": "Eve Evil", "email": "evil@example.com", "role": "OWNER"}},
    "removeMember": {"id": "member_01h455vb4pex5vsknk084sn02q"},
    "revokeAccessToken": {"id": "token_01h455vb4pex5vsknk084sn02q"},
    "revokeSession": {"id": "session_01h455vb4pex5vsknk084sn02q"},
    "sendMemberInvitation": {"id": "member_01h455vb4pex5vsknk084sn02q"},
    "updateProfile": {"input": {"username": "changed"}},
}


@pytest.mark.parametrize("name", FOR_PEOPLE)
async def test_how_one_signs_in_is_changed_by_no_token(world, by_token, name):
    of = {"id": "ID!"}.get(next(iter(FOR_PEOPLE[name])), f"{name[0].upper()}{name[1:]}Input!")
    [argument] = FOR_PEOPLE[name]
    document = f"mutation($value: {of}) {{ {name}({argument}: $value) {{ __typename }} }}"

    assert await refusal(by_token, document, value=FOR_PEOPLE[name][argument]) == (
        "FORBIDDEN",
        "This takes a sign-in: no access token permits it.",
    )
    assert await world.actions() == []


@pytest.mark.parametrize("field", ["sessions", "accessTokens"])
async def test_nor_does_a_token_see_by_what_else_one_is_signed_in(by_token, field):
    answer = await run(by_token, f"{{ viewer {{ name {field} {{ id }} }} }}")

    assert answer.data == {"viewer": None}
    [error] = answer.errors
    assert (error["path"], error["extensions"]["code"]) == (["viewer", field], "FORBIDDEN")
