"""Invitations: sending them, again and to another address."""

from __future__ import annotations

import asyncio

import pytest

from graphapi.audit_texts import summary_of
from graphapi.errors import Conflict, InvalidInput, Throttled, WrongState
from graphapi.models import (
    AccessToken,
    Account,
    Customer,
    CustomerStatus,
    InvitationState,
    MailKind,
    MemberRole,
    OneTimeToken,
    TokenPurpose,
)
from graphapi.services.customers import (
    create_customer,
    delete_customer,
    disable_customer,
    send_invitation,
    update_customer,
)
from graphapi.services.members import invite_member, send_member_invitation
from graphapi.services.one_time_tokens import TokenState, find_password_token
from graphapi.services.passwords import request_password_reset
from graphapi.services.sessions import sign_in
from tests.entering import add_cora, cora, paths
from tests.snapshot import snapshot
from tests.world import KEYS, PASSWORD, found_by


async def update(world, someone, **changes):
    return await update_customer(world.north.editor.access, customer_id=someone.id, **changes)


async def link(world, place: int = -1) -> str:
    """What the link of a mail holds, of the newest one by default."""
    rows = await world.system.rows(OneTimeToken).order_by("id")
    return KEYS.one_time_token(rows[place].id, rows[place].key_id)


async def link_state(world, token: str) -> TokenState:
    return (await find_password_token(world.anonymous, token=token)).state


async def recipients(world) -> list[str]:
    return [mail.to_email for mail in await world.mails()]


async def test_the_link_of_an_invitation_is_valid(world):
    await add_cora(world)

    assert await link_state(world, await link(world)) is TokenState.VALID


async def test_a_draft_is_invited_later(world):
    draft = await add_cora(world, invite=False)

    customer = await world.fresh(await send_invitation(world.north.editor.access, customer_id=draft.id))

    assert (customer.status, customer.invitation_state) == (CustomerStatus.INVITED, InvitationState.QUEUED)
    assert await world.actions() == ["customer.created", "customer.invited"]


async def test_another_invitation_voids_the_first(world):
    cora = await add_cora(world)

    await send_invitation(world.north.editor.access, customer_id=cora.id)

    assert await link_state(world, await link(world, 0)) is TokenState.EXPIRED
    assert await link_state(world, await link(world, 1)) is TokenState.VALID
    purposes = await world.system.rows(OneTimeToken).values_list("purpose", flat=True)
    assert purposes == [TokenPurpose.INVITATION] * 2


async def test_who_is_in_or_disabled_is_not_invited(world):
    cora = await add_cora(world, invite=False)
    await disable_customer(world.north.editor.access, customer_id=cora.id)

    for customer_id in (world.north.anna.id, cora.id):
        with pytest.raises(WrongState):
            await send_invitation(world.north.editor.access, customer_id=customer_id)

    assert await world.mails() == []


async def test_the_sixth_invitation_within_an_hour_waits(world, clock):
    draft, other = await add_cora(world, invite=False), await add_cora(world, invite=False, email="other@example.com")
    for _ in range(5):
        await send_invitation(world.north.editor.access, customer_id=draft.id)
    clock.forward(minutes=10)

    with pytest.raises(Throttled) as refused:
        await send_invitation(world.north.owner.access, customer_id=draft.id)

    assert refused.value.retry_after == 50 * 60
    assert (await world.actions()).count("customer.invited") == 5
    assert await send_invitation(world.north.editor.access, customer_id=other.id)
    clock.forward(minutes=50)
    assert await send_invitation(world.north.editor.access, customer_id=draft.id)


async def test_a_new_address_of_an_invited_customer_voids_the_link_under_way_and_sends_another(world):
    cora = await add_cora(world)
    first = await link(world)

    cora = await world.fresh(await update(world, cora, email="new@example.com"))

    assert await link_state(world, first) is TokenState.EXPIRED
    assert await link_state(world, await link(world)) is TokenState.VALID
    assert await recipients(world) == ["new@example.com"]
    assert cora.invitation_state is InvitationState.QUEUED
    assert (cora.email, cora.email_key) == ("new@example.com", "new@example.com")


async def test_a_new_address_of_an_active_customer_is_told_to_the_old_one(world):
    await update(world, world.north.anna, email="new@example.com")

    [mail] = await world.mails()
    assert (mail.kind, mail.to_email, mail.token_id) == (MailKind.EMAIL_CHANGED, "anna@example.com", None)


async def test_a_new_address_of_an_active_customer_ends_its_sessions_and_tokens_and_no_others(world):
    ends = [await sign_in(world.anonymous, portal="north", login="anna", password=PASSWORD) for _ in range(2)]
    stays = [
        await sign_in(world.anonymous, portal=portal, login=login, password=PASSWORD)
        for portal, login in (("north", "ben@example.com"), ("south", "anna"))
    ]
    tokens = {
        side: AccessToken(
            partner_id=anna.row.partner_id,
            account_id=anna.account_id,
            name="x",
            role=MemberRole.VIEWER,
            token_hash=side,
        )
        for side, anna in (("north", world.north.anna), ("south", world.south.anna))
    }
    for token in tokens.values():
        await world.system.add(token)

    await update(world, world.north.anna, email="new@example.com")

    assert [await found_by(world.anonymous, end.token) for end in ends] == [None, None]
    assert None not in [await found_by(world.anonymous, stay.token) for stay in stays]
    assert [row.id for row in await world.system.rows(AccessToken)] == [tokens["south"].id]


async def test_a_new_address_leaves_an_active_customer_its_password_and_voids_its_links(world):
    await request_password_reset(world.anonymous, portal="north", login="anna")
    token = await link(world)

    anna = await world.fresh(await update(world, world.north.anna, email="new@example.com"))

    assert (anna.status, anna.invitation_state) == (CustomerStatus.ACTIVE, InvitationState.ACCEPTED)
    assert await link_state(world, token) is TokenState.EXPIRED
    assert await sign_in(world.anonymous, portal="north", login="new@example.com", password=PASSWORD)


async def test_the_log_says_who_gave_an_active_customer_its_new_address(world):
    await update(world, world.north.anna, email="new@example.com")

    assert await world.actions() == ["customer.updated", "customer.email_changed"]
    [_, entry] = await world.audit_log()
    assert (entry.actor_name, entry.subject_id) == ("Emil North", world.north.anna.id)
    assert str(summary_of(entry.action, entry.params)) == "Anna Adler was given another mail address, and signed out."
    assert "example.com" not in str(entry.params)


async def test_the_old_address_of_a_disabled_customer_that_has_a_password_is_told_too(world):
    await disable_customer(world.north.editor.access, customer_id=world.north.anna.id)

    await update(world, world.north.anna, email="new@example.com")

    assert await recipients(world) == ["anna@example.com"]


async def test_another_name_signs_nobody_out(world):
    stays = await sign_in(world.anonymous, portal="north", login="anna", password=PASSWORD)

    await update(world, world.north.anna, email="ANNA@example.com", last_name="Ahorn", username="ahorn")

    assert await found_by(world.anonymous, stays.token) is not None
    assert await world.actions() == ["account.signed_in", "customer.updated"]


async def test_a_new_address_of_a_draft_mails_nobody(world):
    draft = await add_cora(world, invite=False)

    await update(world, draft, email="new@example.com")

    assert await world.mails() == []


async def test_another_spelling_of_an_address_mails_nobody(world):
    await update(world, world.north.anna, email="Anna@example.com")

    assert (await world.fresh(world.north.anna.row)).email == "Anna@example.com"
    assert await world.mails() == []


async def test_a_new_address_of_one_disabled_before_it_came_in_voids_its_link_and_sends_none(world):
    cora = await add_cora(world)
    await disable_customer(world.north.editor.access, customer_id=cora.id)

    cora = await world.fresh(await update(world, cora, email="new@example.com"))

    assert await link_state(world, await link(world)) is TokenState.EXPIRED
    assert (cora.invitation_state, cora.invitation_expires_at) == (InvitationState.NOT_SENT, None)
    assert await recipients(world) == []


# One address


async def deleted_again(world, **columns):
    await delete_customer(world.north.editor.access, customer_id=(await add_cora(world, **columns)).id)


async def used_up(world, email="cora@example.com"):
    """Make the mailbox of an address full for today."""
    for _ in range(10):
        await deleted_again(world, email=email)


async def test_ten_invitations_a_day_go_to_one_address_whoever_is_called_by_it(world, clock):
    await used_up(world)
    clock.forward(hours=3, minutes=10)
    before = await snapshot()

    for email in ("cora@example.com", "CORA@example.com"):
        with pytest.raises(InvalidInput) as refused:
            await add_cora(world, email=email)

        [problem] = refused.value.problems
        assert problem.path == ("email",)
        assert str(problem.message) == "Many mails went to this address of late. Please try again in 21 h."
    assert await snapshot() == before
    assert await add_cora(world, invite=False)
    assert await add_cora(world, email="another@example.com")


async def test_after_a_day_it_gets_mails_again(world, clock):
    await used_up(world)
    clock.forward(days=1)

    await add_cora(world)

    assert await recipients(world) == ["cora@example.com"]


async def test_what_another_partner_sends_does_not_count(world):
    await used_up(world)

    assert await create_customer(world.south.editor.access, new=cora())


async def test_drafts_and_invitations_that_failed_do_not_count(world):
    for _ in range(11):
        await deleted_again(world, invite=False)
        with pytest.raises(Conflict):
            await add_cora(world, username="anna")

    assert await add_cora(world)


async def test_an_invitation_by_hand_has_to_wait_too(world, clock):
    await used_up(world)
    draft = await add_cora(world, invite=False)

    with pytest.raises(Throttled) as refused:
        await send_invitation(world.north.editor.access, customer_id=draft.id)

    assert refused.value.retry_after == 24 * 60 * 60
    assert (await world.fresh(draft)).status is CustomerStatus.DRAFT
    assert await world.mails() == []


async def test_an_invited_customer_does_not_get_an_address_that_has_to_wait(world):
    await used_up(world)
    other = await add_cora(world, email="other@example.com")

    with pytest.raises(InvalidInput) as refused:
        await update(world, other, email="cora@example.com")

    assert paths(refused) == [("email",)]
    assert (await world.fresh(other)).email == "other@example.com"
    assert await recipients(world) == ["other@example.com"]


async def test_members_count_with_customers(world):
    await used_up(world)
    mona = {"name": "Mona", "email": "cora@example.com", "role": MemberRole.VIEWER}
    before = await snapshot()

    with pytest.raises(InvalidInput) as refused:
        await invite_member(world.north.owner.access, **mona)

    assert paths(refused) == [("email",)]
    assert await snapshot() == before


async def test_a_members_invitation_by_hand_has_to_wait_too(world, clock):
    mona = await invite_member(
        world.north.owner.access, name="Mona", email="mona@north.example", role=MemberRole.VIEWER
    )
    for _ in range(9):
        clock.forward(hours=1)
        await send_member_invitation(world.north.owner.access, member_id=mona.id)
    clock.forward(hours=1)

    with pytest.raises(Throttled):
        await send_member_invitation(world.north.owner.access, member_id=mona.id)

    assert (await world.actions()).count("member.invited") == 10


async def test_who_asks_for_the_own_invitation_gets_no_answer_about_it(world):
    await used_up(world)
    draft = await add_cora(world, email="other@example.com")
    await world.system.rows(Customer).filter(id=draft.id).update(email="cora@example.com")
    await world.system.rows(Account).filter(id=draft.account_id).update(email_key="cora@example.com")
    mails = await recipients(world)

    await request_password_reset(world.anonymous, portal="north", login="cora@example.com")

    assert await recipients(world) == mails


async def test_of_many_at_once_no_more_than_ten_are_sent(world):
    for _ in range(9):
        await deleted_again(world)
    people = [await add_cora(world, invite=False, email=f"cora{number}@example.com") for number in range(3)]
    for person in people:
        await world.system.rows(Customer).filter(id=person.id).update(email="cora@example.com")

    outcomes = await asyncio.gather(
        *(send_invitation(world.north.editor.access, customer_id=person.id) for person in people),
        return_exceptions=True,
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Customer", "Throttled", "Throttled"]


async def test_an_old_address_is_told_ten_times_a_day_and_then_the_change_waits(world):
    for number in range(10):
        await update(world, world.north.anna, email=f"anna{number}@example.com")
        await update(world, world.north.anna, email="anna@example.com")
    told = await recipients(world)

    with pytest.raises(InvalidInput) as refused:
        await update(world, world.north.anna, email="new@example.com")

    assert paths(refused) == [("email",)]
    assert "anna@example.com" in str(refused.value.problems[0].message)
    assert (await world.fresh(world.north.anna.row)).email == "anna@example.com"
    assert told.count("anna@example.com") == 10
