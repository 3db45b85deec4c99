"""Invitations: sending them, again and to another address."""

from __future__ import annotations

import pytest

from graphapi.errors import Throttled, WrongState
from graphapi.models import CustomerStatus, InvitationState, MailKind, OneTimeToken, TokenPurpose
from graphapi.services.customers import disable_customer, send_invitation, update_customer
from graphapi.services.one_time_tokens import TokenState, find_password_token
from tests.entering import add_cora
from tests.world import KEYS


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
