"""Access tokens: made for a role not above one's own, told once, and ended by more than their expiry."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta

import pytest

from graphapi.access import Role
from graphapi.database import transaction
from graphapi.errors import Forbidden, InvalidInput, NotFound, Unauthenticated
from graphapi.models import AccessToken, Account, MemberRole
from graphapi.secrets import token_hash
from graphapi.services.access_tokens import access_tokens, create_access_token, revoke_access_token
from graphapi.services.members import remove_member, update_member
from graphapi.services.passwords import change_password
from tests.world import PASSWORD, found_by

OWNER, EDITOR, VIEWER = MemberRole.OWNER, MemberRole.EDITOR, MemberRole.VIEWER


async def create(someone, *, name="Website", role=EDITOR, **more):
    return await create_access_token(someone.access, name=name, role=role, **more)


async def role_of(world, token):
    principal = await found_by(world.anonymous, token)
    return principal and principal.role


async def problems(someone, **entered):
    """What is wrong with what is entered, by its field."""
    with pytest.raises(InvalidInput) as refused:
        await create(someone, **entered)
    return {problem.path: str(problem.message) for problem in refused.value.problems}


async def test_a_token_stands_for_its_maker_in_the_role_it_was_made_for(world):
    made = await create(world.north.owner)

    principal = await found_by(world.anonymous, made.token)

    assert (principal.role, principal.person_id) == (Role.EDITOR, world.north.owner.id)
    assert (principal.session_id, principal.access_token_id) == (None, made.row.id)


async def test_a_token_is_known_by_its_prefix_and_kept_as_a_hash_alone(world):
    made = await create(world.north.editor)

    assert re.fullmatch("kundenkonto_[0-9A-Za-z]{43}", made.token)
    assert made.token not in repr(made)
    [row] = await world.system.rows(AccessToken)
    assert row.token_hash == token_hash(made.token)
    assert made.token not in str(dict(row))


async def test_it_is_in_the_log_who_made_and_revoked_which(world):
    made = await create(world.north.editor, name="Website", role=VIEWER)
    await revoke_access_token(world.north.editor.access, access_token_id=made.row.id)

    created, revoked = await world.audit_log()
    assert (created.action, created.params) == ("access_token.created", {"name": "Website", "role": "VIEWER"})
    assert (revoked.action, revoked.params) == ("access_token.revoked", {"name": "Website"})
    assert created.actor_id == revoked.actor_id == world.north.editor.id
    assert (created.subject_kind, created.subject_id) == ("token", made.row.id)


async def test_no_token_is_of_a_greater_role_than_its_maker(world):
    assert await problems(world.north.editor, role=OWNER) == {("role",): "This is more than you may do yourself."}
    assert await world.system.rows(AccessToken).count() == 0
    assert await world.actions() == []


async def test_what_is_wrong_with_an_input_is_told_at_its_fields(world, clock):
    assert await problems(world.north.owner, name=" ", expires_at=clock()) == {
        ("name",): "Please fill this in.",
        ("expiresAt",): "This moment is past. Please choose one to come, or none.",
    }
    assert await problems(world.north.owner, name="x" * 101) == {("name",): "Please use at most 100 characters."}


@pytest.mark.parametrize("who", ["viewer", "anna"])
async def test_who_may_have_none_makes_none(world, who):
    with pytest.raises(Forbidden):
        await create(getattr(world.north, who), role=VIEWER)

    assert await access_tokens(getattr(world.north, who).access) == []


async def test_one_can_have_fifty_and_of_two_at_once_one_is_the_fiftieth(world, clock):
    await create(world.north.owner, name="expired", expires_at=clock() + timedelta(days=1))
    clock.forward(days=1)
    for number in range(49):
        await create(world.north.owner, name=str(number))

    results = await asyncio.gather(create(world.north.owner), create(world.north.owner), return_exceptions=True)

    [refused] = [result for result in results if isinstance(result, InvalidInput)]
    assert str(refused.problems[0].message) == "You have 50 access tokens, which is the most. Please revoke one."
    assert len(await access_tokens(world.north.owner.access)) == 50
    await create(world.north.editor)  # who has a bound of its own


async def test_one_s_own_tokens_are_listed_newest_first_without_expired_ones(world, clock):
    await create(world.north.owner, name="first")
    await create(world.north.owner, name="expiring", expires_at=clock() + timedelta(days=1))
    await create(world.north.owner, name="second")
    await create(world.north.editor, name="another's")
    clock.forward(days=1)

    assert [row.name for row in await access_tokens(world.north.owner.access)] == ["second", "first"]


async def test_a_token_is_revoked_by_its_maker_and_nobody_else(world):
    made = await create(world.north.editor)

    for stranger in (world.north.owner, world.south.editor):
        with pytest.raises(NotFound):
            await revoke_access_token(stranger.access, access_token_id=made.row.id)
    assert await role_of(world, made.token) is Role.EDITOR

    await revoke_access_token(world.north.editor.access, access_token_id=made.row.id)

    assert await role_of(world, made.token) is None
    with pytest.raises(NotFound):
        await revoke_access_token(world.north.editor.access, access_token_id=made.row.id)


async def give_role(world, someone, role):
    await update_member(world.operator.access, member_id=someone.id, role=role)


async def test_who_is_made_less_has_tokens_that_are_less_and_do_not_rise_again(world):
    await give_role(world, world.north.editor, OWNER)  # or there would be none
    tokens = {role: (await create(world.north.owner, role=role)).token for role in MemberRole}

    await give_role(world, world.north.owner, EDITOR)
    assert {role: await role_of(world, token) for role, token in tokens.items()} == {
        OWNER: Role.EDITOR,
        EDITOR: Role.EDITOR,
        VIEWER: Role.VIEWER,
    }
    await give_role(world, world.north.owner, OWNER)

    assert await role_of(world, tokens[OWNER]) is Role.EDITOR


async def test_who_becomes_a_viewer_has_no_tokens_any_more(world):
    made = await create(world.north.editor)
    kept = await create(world.north.owner)

    await update_member(world.north.owner.access, member_id=world.north.editor.id, role=VIEWER)

    assert await role_of(world, made.token) is None
    assert await role_of(world, kept.token) is Role.EDITOR


async def test_another_name_leaves_the_tokens_as_they_are(world):
    made = await create(world.north.editor)

    await update_member(world.north.owner.access, member_id=world.north.editor.id, name="Emilia", role=EDITOR)

    assert await role_of(world, made.token) is Role.EDITOR


async def test_the_tokens_of_a_removed_member_are_gone(world):
    made = await create(world.north.editor)

    await remove_member(world.north.owner.access, member_id=world.north.editor.id)

    assert await role_of(world, made.token) is None


async def test_another_password_ends_them(world):
    made = await create(world.north.editor)

    await change_password(world.north.editor.access, current_password=PASSWORD, new_password="another good one")

    assert await role_of(world, made.token) is None


async def test_who_is_removed_while_asking_makes_none(world, monkeypatch):
    async def gone(access, account):
        async with transaction():
            await world.system.rows(Account).filter(id=account.id).delete()

    monkeypatch.setattr("graphapi.services.access_tokens.lock_account", gone)

    with pytest.raises(Unauthenticated):
        await create(world.north.editor)
