"""Members: inviting them, changing their role, removing them."""

from __future__ import annotations

import asyncio

import pytest

from graphapi.errors import Conflict, Forbidden, InvalidInput, NotFound, Throttled, WrongState
from graphapi.models import AccessToken, Account, InvitationState, Language, MailKind, Member, MemberRole, Session
from graphapi.services.members import invite_member, members, remove_member, send_member_invitation, update_member
from tests.clock import START
from tests.entering import paths
from tests.world import add_member

OWNER, EDITOR, VIEWER = MemberRole.OWNER, MemberRole.EDITOR, MemberRole.VIEWER


async def invite(world, **given) -> Member:
    """Have the owner of *north* invite Mona."""
    mona = {"name": "Mona North", "email": "mona@north.example", "role": EDITOR}
    return await invite_member(world.north.owner.access, **mona | given)


async def update(world, someone, **changes) -> Member:
    await update_member(world.north.owner.access, member_id=someone.id, **changes)
    return await world.fresh(someone.row)


async def another_owner(world) -> Member:
    return await add_member(world.north.partner, email="second@north.example", role=OWNER)


# Inviting


@pytest.mark.parametrize("role", MemberRole)
async def test_a_new_member_is_invited(world, role):
    member = await world.fresh(await invite(world, role=role, name=" Mona North "))

    assert (member.name, member.email, member.role) == ("Mona North", "mona@north.example", role)
    assert (member.language, member.invitation_state) == (Language.EN, InvitationState.QUEUED)
    assert (await world.system.get(Account, member.account_id)).password_hash is None
    [mail] = await world.mails()
    assert (mail.kind, mail.to_email, mail.person_id) == (MailKind.MEMBER_INVITATION, "mona@north.example", member.id)
    [entry] = await world.audit_log()
    assert (entry.action, entry.subject_id) == ("member.invited", member.id)
    assert entry.params == {"name": "Mona North", "role": role.value}


async def test_an_operator_names_the_partner(world):
    mona = {"name": "Mona", "email": "mona@south.example", "role": VIEWER}

    member = await invite_member(world.operator.access, partner_id=world.south.id, **mona)

    assert member.partner_id == world.south.id
    with pytest.raises(InvalidInput) as refused:
        await invite_member(world.operator.access, **mona)
    assert paths(refused) == [("partnerId",)]
    with pytest.raises(NotFound):
        await invite_member(world.operator.access, partner_id=None, **mona)


async def test_an_owner_invites_to_its_own_team_only(world):
    for partner_id in (world.south.id, None):
        with pytest.raises(NotFound):
            await invite(world, partner_id=partner_id)

    assert (await invite(world, partner_id=world.north.id)).partner_id == world.north.id


async def test_all_problems_are_told_at_once_each_at_its_path(world):
    with pytest.raises(InvalidInput) as refused:
        await invite(world, name="Mona\r\nBcc: x", email="mona")

    assert paths(refused) == [("name",), ("email",)]
    assert await world.mails() == []


@pytest.mark.parametrize("email", ["anna@example.com", "EDITOR@north.example"])
async def test_what_another_member_or_customer_signs_in_by_is_a_conflict(world, email):
    with pytest.raises(Conflict) as refused:
        await invite(world, email=email)

    assert refused.value.path == ("email",)

    assert await world.system.rows(Member).filter(partner_id=world.north.id).count() == 3
    assert await world.actions() == []


async def test_a_team_has_fifty_members_at_the_most(world):
    for number in range(46):
        await add_member(world.north.partner, email=f"m{number}@north.example")
    attempts = [invite(world, email=f"last{number}@north.example") for number in range(2)]

    outcomes = await asyncio.gather(*attempts, return_exceptions=True)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["InvalidInput", "Member"]
    assert await members(world.north.viewer.access).count() == 50


async def test_an_invitation_is_sent_again_five_times_an_hour(world, clock):
    mona = await invite(world)
    for _ in range(5):
        await send_member_invitation(world.north.owner.access, member_id=mona.id)
    clock.forward(minutes=30)

    with pytest.raises(Throttled) as refused:
        await send_member_invitation(world.north.owner.access, member_id=mona.id)

    assert refused.value.retry_after == 30 * 60
    assert await world.actions() == ["member.invited"] * 6


async def test_who_has_a_password_is_not_invited_again(world):
    with pytest.raises(WrongState):
        await send_member_invitation(world.north.owner.access, member_id=world.north.editor.id)

    assert await world.mails() == []


# Changing


async def test_a_members_name_and_role_change(world):
    member = await update(world, world.north.viewer, name="Vera Neu", role=EDITOR)

    assert (member.name, member.role) == ("Vera Neu", EDITOR)
    [entry] = await world.audit_log()
    assert (entry.action, entry.params) == ("member.updated", {"name": "Vera Neu", "role": "EDITOR"})
    assert (await update(world, world.north.viewer, name="Vera")).role is EDITOR


async def test_null_is_refused_where_there_is_always_something(world):
    with pytest.raises(InvalidInput) as refused:
        await update(world, world.north.viewer, name=None, role=None)

    assert paths(refused) == [("name",), ("role",)]
    assert await world.actions() == []


async def test_there_is_always_an_owner(world):
    owner = world.north.owner
    for role in (EDITOR, VIEWER):
        with pytest.raises(WrongState):
            await update(world, owner, role=role)
    with pytest.raises(WrongState):
        await remove_member(world.operator.access, member_id=owner.id)
    assert (await world.fresh(owner.row)).role is OWNER

    await another_owner(world)
    assert (await update(world, owner, role=VIEWER)).role is VIEWER


async def test_two_owners_who_remove_each_other_at_once_leave_one(world):
    second = await another_owner(world)
    attempts = [
        remove_member(world.operator.access, member_id=member_id) for member_id in (world.north.owner.id, second.id)
    ]

    outcomes = await asyncio.gather(*attempts, return_exceptions=True)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "WrongState"]
    assert await world.system.rows(Member).filter(partner_id=world.north.id, role=OWNER).count() == 1


# Removing


async def test_a_removed_member_is_gone_with_its_sessions_tokens_and_mails(world):
    mona = await invite(world)
    for someone in (mona, world.north.editor):
        whose = {"partner_id": world.north.id, "account_id": someone.account_id, "token_hash": str(someone.id)}
        await world.system.add(Session(**whose, created_at=START, last_seen_at=START, expires_at=START))
        await world.system.add(AccessToken(**whose, name="Website", role=VIEWER))

    await remove_member(world.north.owner.access, member_id=mona.id)

    for model in (Session, AccessToken):
        assert [row.account_id for row in await world.system.rows(model)] == [world.north.editor.account_id]
    assert await world.mails() == []
    assert await world.system.rows(Account).filter(id=mona.account_id).count() == 0
    entry = (await world.audit_log())[-1]
    assert (entry.action, entry.params) == ("member.removed", {"name": "Mona North"})
    assert await invite(world)


async def test_owners_and_operators_change_the_team_and_nobody_else(world):
    viewer = world.north.viewer.id
    attempts = [
        lambda access: invite_member(access, name="Mona", email="mona@north.example", role=VIEWER),
        lambda access: update_member(access, member_id=viewer, role=OWNER),
        lambda access: send_member_invitation(access, member_id=viewer),
        lambda access: remove_member(access, member_id=viewer),
    ]
    for someone in (world.north.editor, world.north.viewer, world.north.anna):
        for attempt in attempts:
            with pytest.raises(Forbidden):
                await attempt(someone.access)
    for attempt in attempts[1:]:
        with pytest.raises(NotFound):
            await attempt(world.south.owner.access)
    for change in (update_member, send_member_invitation, remove_member):
        with pytest.raises(NotFound):
            await change(world.north.owner.access, member_id=None)

    assert (await world.fresh(world.north.viewer.row)).role is VIEWER
    assert await world.actions() == []


async def test_a_team_sees_itself_the_oldest_first(world):
    for someone in (world.north.owner, world.north.viewer):
        assert [row.name for row in await members(someone.access)] == ["Olga North", "Emil North", "Vera North"]
    with pytest.raises(Forbidden):
        members(world.north.anna.access)
