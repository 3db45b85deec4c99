"""Mails: what staff see of them, and of whose."""

from __future__ import annotations

import pytest

from graphapi.errors import Forbidden, Unauthenticated
from graphapi.models import Mail, MailKind, MailState
from graphapi.services.customers import send_invitation
from graphapi.services.mails import mails
from graphapi.services.passwords import request_password_reset
from tests.entering import add_cora, add_west


async def kinds(access, **filters) -> list[MailKind]:
    return [mail.kind for mail in await mails(access, **filters).order_by("id")]


async def test_staff_see_their_own_partners_mails_and_operators_all(world):
    await add_cora(world)
    await add_west(world)
    await request_password_reset(world.anonymous, portal=None, login=world.operator.email)
    customers, members, reset = MailKind.CUSTOMER_INVITATION, MailKind.MEMBER_INVITATION, MailKind.PASSWORD_RESET

    assert await kinds(world.north.viewer.access) == [customers]
    assert await kinds(world.south.owner.access) == []
    assert await kinds(world.south.owner.access, partner_id=world.north.id) == []
    assert await kinds(world.operator.access) == [customers, members, reset]
    assert await kinds(world.operator.access, partner_id=world.north.id) == [customers]
    assert await kinds(world.operator.access, partner_id=None) == []


async def test_customers_and_strangers_see_no_mails(world):
    with pytest.raises(Forbidden):
        mails(world.north.anna.access)
    with pytest.raises(Unauthenticated):
        mails(world.anonymous)


async def test_mails_are_filtered_by_state_kind_and_customer(world):
    cora = await add_cora(world)
    await request_password_reset(world.anonymous, portal="north", login="anna")
    await world.system.rows(Mail).filter(person_id=cora.id).update(state=MailState.FAILED)
    access = world.north.viewer.access
    invitation, reset = MailKind.CUSTOMER_INVITATION, MailKind.PASSWORD_RESET

    assert await kinds(access, state=[MailState.FAILED]) == [invitation]
    assert await kinds(access, state=[MailState.QUEUED, MailState.FAILED]) == [invitation, reset]
    assert await kinds(access, state=[]) == []
    assert await kinds(access, kind=[reset]) == [reset]
    assert await kinds(access, customer_id=cora.id) == [invitation]
    assert await kinds(access, customer_id=None) == []


async def test_a_mail_holds_no_link_and_no_secret(world, database):
    draft = await add_cora(world, invite=False)
    await send_invitation(world.north.editor.access, customer_id=draft.id)

    [mail] = await world.mails()
    assert (mail.params, mail.attempts, mail.state) == ({}, 0, MailState.QUEUED)
    [row] = await database.connection.execute_query_dict("SELECT * FROM mail")
    assert "http" not in str(dict(row))
