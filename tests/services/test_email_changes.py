"""Changing one's own mail address: the password proves who asks, and the link that the new mailbox is read."""

from __future__ import annotations

import asyncio

import pytest

from graphapi.errors import Conflict, InvalidCredentials, InvalidInput, Throttled, TokenInvalid
from graphapi.mail.mailbox import Mailbox
from graphapi.mail.sender import Sender
from graphapi.models import (
    AccessToken,
    Account,
    AuditEntry,
    Customer,
    MailKind,
    MailState,
    MemberRole,
    OneTimeToken,
    Session,
)
from graphapi.services.access_tokens import create_access_token
from graphapi.services.customers import customers, disable_customer, update_customer
from graphapi.services.email_changes import change_email, confirm_email
from graphapi.services.partners import suspend_partner
from graphapi.services.passwords import change_password, request_password_reset, set_password
from graphapi.services.sessions import sign_in
from tests.world import KEYS, PASSWORD, add_customer

NEW = "anna.neu@example.com"


async def ask_for(someone, email=NEW, *, password=PASSWORD):
    await change_email(someone.access, current_password=password, email=email)


async def links(world) -> list[str]:
    """What the links in the mails hold, the oldest first."""
    rows = await world.system.rows(OneTimeToken).order_by("id")
    return [KEYS.one_time_token(row.id, row.key_id) for row in rows]


async def link(world) -> str:
    return (await links(world))[-1]


async def confirm(world, token=None):
    await confirm_email(world.anonymous, token=await link(world) if token is None else token)


async def email_of(world, someone) -> str:
    return (await world.fresh(someone.row)).email


async def sent(world):
    return [(mail.kind, mail.to_email) for mail in await world.mails()]


async def refused(world, token=None):
    """That a link is of no use, and that nothing was changed by it."""
    before = await email_of(world, world.north.anna)
    with pytest.raises(TokenInvalid):
        await confirm(world, token)
    assert await email_of(world, world.north.anna) == before


async def test_an_address_takes_hold_when_its_link_is_followed_and_the_old_one_is_told(world):
    await ask_for(world.north.anna)
    assert await sent(world) == [(MailKind.EMAIL_CONFIRMATION, NEW)]
    assert await email_of(world, world.north.anna) == "anna@example.com"

    await confirm(world)

    assert await email_of(world, world.north.anna) == NEW
    assert await sent(world) == [(MailKind.EMAIL_CONFIRMATION, NEW), (MailKind.EMAIL_CHANGED, "anna@example.com")]
    assert await sign_in(world.anonymous, portal="north", login=NEW, password=PASSWORD)
    with pytest.raises(InvalidCredentials):
        await sign_in(world.anonymous, portal="north", login="anna@example.com", password=PASSWORD)
    assert await sign_in(world.anonymous, portal="south", login="anna@example.com", password=PASSWORD)


@pytest.mark.parametrize("who", ["north.owner", "north.viewer", "north.anna", "operator"])
async def test_everybody_can(world, who):
    someone = world
    for part in who.split("."):
        someone = getattr(someone, part)

    await ask_for(someone)
    await confirm(world)

    assert await email_of(world, someone) == NEW
    asked, changed = await world.audit_log()
    assert (asked.action, changed.action) == ("account.email_change_requested", "account.email_changed")
    assert asked.actor_id == changed.actor_id == someone.id
    assert asked.partner_id == changed.partner_id == someone.access.principal.partner_id
    assert NEW not in str([dict(entry) for entry in await world.system.rows(AuditEntry)])


async def test_staff_finds_a_customer_by_its_new_address(world):
    await ask_for(world.north.anna)
    await confirm(world)

    found = await customers(world.north.viewer.access, search="anna.neu")

    assert [customer.id for customer in found] == [world.north.anna.id]


async def test_a_wrong_password_changes_nothing_and_five_shut_the_door(world):
    for _ in range(5):
        with pytest.raises(InvalidCredentials):
            await ask_for(world.north.anna, password="wrong")
    with pytest.raises(Throttled):
        await ask_for(world.north.anna)
    # They are counted together: one cannot guess here what one cannot guess there.
    with pytest.raises(Throttled):
        await change_password(world.north.anna.access, current_password=PASSWORD, new_password="a good new one")

    assert await sent(world) == []
    assert await links(world) == []


@pytest.mark.parametrize(
    ("email", "text"),
    [
        ("", "Please fill this in."),
        ("none", "This is not a mail address. Please write it like name@example.com."),
        ("anna@example.com", "This is your mail address already."),
    ],
)
async def test_what_is_wrong_with_an_address_is_told_at_it(world, email, text):
    with pytest.raises(InvalidInput) as error:
        await ask_for(world.north.anna, email)

    assert [(problem.path, str(problem.message)) for problem in error.value.problems] == [(("email",), text)]
    assert await sent(world) == []


async def test_who_asks_for_a_taken_address_learns_nothing_of_it(world):
    """It is told by no answer, but by a link that does not work to whom that mailbox belongs."""
    before = await email_of(world, world.north.ben)

    await ask_for(world.north.anna, "BEN@example.com")
    assert await sent(world) == [(MailKind.EMAIL_CONFIRMATION, "BEN@example.com")]

    await refused(world)
    assert await email_of(world, world.north.ben) == before
    assert await world.actions() == ["account.email_change_requested"]


async def test_an_address_taken_meanwhile_is_a_link_that_does_not_work(world):
    await ask_for(world.north.anna)
    other = await add_customer(world.north.partner, email=NEW)
    await refused(world)

    # Once it is free again, and in time, it does.
    await world.system.rows(Account).filter(id=other.account_id).delete()
    await confirm(world)

    assert await email_of(world, world.north.anna) == NEW


async def test_the_other_partner_s_people_are_in_nobody_s_way(world):
    await add_customer(world.south.partner, email=NEW)

    await ask_for(world.north.anna)
    await confirm(world)

    assert await email_of(world, world.north.anna) == NEW


async def test_a_link_is_used_once_and_of_two_at_once_one_succeeds(world):
    await ask_for(world.north.anna)
    token = await link(world)

    outcomes = await asyncio.gather(confirm(world, token), confirm(world, token), return_exceptions=True)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "TokenInvalid"]
    await refused(world, token)


async def test_a_link_holds_as_long_as_one_for_a_new_password(world, clock):
    await ask_for(world.north.anna)

    clock.forward(minutes=60)

    await refused(world)


async def test_a_newer_link_of_any_kind_voids_it(world):
    await ask_for(world.north.anna)
    await ask_for(world.north.anna, "another@example.com")
    first, _ = await links(world)
    await refused(world, first)

    await request_password_reset(world.anonymous, portal="north", login="anna")

    _, second, _ = await links(world)
    await refused(world, second)


async def test_another_password_voids_it(world):
    await ask_for(world.north.anna)

    await change_password(world.north.anna.access, current_password=PASSWORD, new_password="a good new one")

    await refused(world)


async def test_an_address_that_staff_gives_voids_it(world):
    await ask_for(world.north.anna)

    await update_customer(world.north.editor.access, customer_id=world.north.anna.id, email="other@example.com")

    await refused(world)


async def test_it_voids_the_links_on_their_way_to_the_old_address(world):
    await request_password_reset(world.anonymous, portal="north", login="anna")
    reset = await link(world)

    await ask_for(world.north.anna)
    await confirm(world)

    with pytest.raises(TokenInvalid):
        await set_password(world.anonymous, token=reset, password="a good new one")


@pytest.mark.parametrize("how", ["disabled", "suspended", "deleted"])
async def test_nothing_is_confirmed_for_who_may_not_come_in(world, how):
    await ask_for(world.north.anna)
    token = await link(world)
    if how == "disabled":
        await disable_customer(world.north.editor.access, customer_id=world.north.anna.id)
    elif how == "suspended":
        await suspend_partner(world.operator.access, partner_id=world.north.id, reason="Unpaid")
    else:
        await world.system.rows(Customer).filter(id=world.north.anna.id).delete()

    with pytest.raises(TokenInvalid):
        await confirm(world, token)

    assert MailKind.EMAIL_CHANGED not in [kind for kind, _ in await sent(world)]


@pytest.mark.parametrize("token", ["", "x", "ü", "x" * 100_000])
async def test_any_text_may_be_offered_as_a_link(world, token):
    await refused(world, token)


async def test_a_link_sets_no_password_and_one_that_does_confirms_no_address(world):
    await ask_for(world.north.anna)
    with pytest.raises(TokenInvalid):
        await set_password(world.anonymous, token=await link(world), password="a good new one")
    await confirm(world)

    await request_password_reset(world.anonymous, portal="north", login="anna")
    await refused(world)


async def test_sessions_and_access_tokens_stay(world):
    owner = world.north.owner
    await sign_in(world.anonymous, portal="north", login=owner.email, password=PASSWORD)
    await create_access_token(owner.access, name="Website", role=MemberRole.EDITOR)

    await ask_for(owner)
    await confirm(world)

    assert await world.system.rows(Session).count() == 1
    assert await world.system.rows(AccessToken).count() == 1


async def test_one_account_asks_five_times_a_day(world, clock):
    for number in range(5):
        await ask_for(world.north.anna, f"new{number}@example.com")

    with pytest.raises(Throttled) as throttled:
        await ask_for(world.north.anna)

    assert throttled.value.retry_after == 24 * 3600
    clock.forward(days=1)
    await ask_for(world.north.anna)


async def test_one_mailbox_gets_two_links_an_hour_and_who_asks_is_not_told(world):
    await ask_for(world.north.anna)
    await ask_for(world.north.ben)

    await ask_for(world.north.ben)

    assert await sent(world) == [(MailKind.EMAIL_CONFIRMATION, NEW)] * 2
    await confirm(world)  # the last that was sent holds


async def test_who_enters_somebody_else_s_address_does_not_use_up_the_mails_that_let_that_one_in_again(world):
    email = await email_of(world, world.north.anna)
    await ask_for(world.north.ben, email)
    await ask_for(world.south.owner, email)

    await request_password_reset(world.anonymous, portal="north", login=email)

    assert await sent(world) == [(MailKind.EMAIL_CONFIRMATION, email)] * 2 + [(MailKind.PASSWORD_RESET, email)]


async def test_the_mail_bears_the_link_to_confirm_and_no_other(world):
    mailbox = Mailbox()
    await ask_for(world.north.anna)

    await Sender(world.system, mailbox).send_due()

    [mail] = mailbox.messages()
    assert mail.recipient == f"Anna Adler <{NEW}>"
    assert f"http://127.0.0.1:8080/north/confirm-email/{await link(world)}" in mail.text.splitlines()
    assert [mail.state for mail in await world.mails()] == [MailState.SENT]


async def test_a_password_set_while_it_is_asked_for_keeps_it_from_being_mailed(world, monkeypatch):
    async def changing(*_, **__):
        await (
            world.system.rows(Account).filter(id=world.north.anna.account_id).update(password_hash="$2b$04$" + "x" * 53)
        )
        return True

    monkeypatch.setattr("graphapi.services.passwords.password_matches", changing)

    with pytest.raises(InvalidCredentials):
        await ask_for(world.north.anna)
    assert await sent(world) == []


async def test_taking_an_address_is_refused_to_staff_in_words(world):
    """Who may see all of the partner's people is told, as before."""
    await ask_for(world.north.anna)
    await confirm(world)

    with pytest.raises(Conflict):
        await update_customer(world.north.editor.access, customer_id=world.north.ben.id, email=NEW)
