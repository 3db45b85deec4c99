"""Links to set a password, and changing it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from graphapi.errors import DomainError, InvalidCredentials, InvalidInput, TokenInvalid, WrongState
from graphapi.models import (
    AccessToken,
    Account,
    AuditEntry,
    Customer,
    CustomerStatus,
    InvitationState,
    MailKind,
    Member,
    MemberRole,
    OneTimeToken,
    Partner,
    PartnerStatus,
    Session,
    TokenPurpose,
)
from graphapi.services.customers import disable_customer, send_invitation, update_customer
from graphapi.services.members import invite_member, send_member_invitation
from graphapi.services.one_time_tokens import TokenState, find_password_token
from graphapi.services.partners import resume_partner, suspend_partner
from graphapi.services.passwords import change_password, renew_invitation, request_password_reset, set_password
from graphapi.services.sessions import sign_in
from tests.world import KEYS, PASSWORD, add_customer, found_by

NEW = "quite another one"


async def tokens(world) -> list[str]:
    """What the links in the mails hold, the oldest first."""
    rows = await world.system.rows(OneTimeToken).order_by("id")
    return [KEYS.one_time_token(row.id, row.key_id) for row in rows]


async def last_token(world) -> str:
    return (await tokens(world))[-1]


async def kinds(world) -> list[MailKind]:
    return [mail.kind for mail in await world.mails()]


async def actions(world) -> list[str]:
    return await world.system.rows(AuditEntry).order_by("id").values_list("action", flat=True)


async def state(world, token: str) -> TokenState:
    found = await find_password_token(world.anonymous, token=token)
    return found.state


async def invited_customer(world, **columns) -> Customer:
    draft = await add_customer(world.north.partner, status=CustomerStatus.DRAFT, **columns)
    return await send_invitation(world.north.editor.access, customer_id=draft.id)


async def reset_token(world, login="anna") -> str:
    await request_password_reset(world.anonymous, portal="north", login=login)
    return await last_token(world)


async def test_an_invited_customer_sets_a_password_and_is_in(world, clock):
    customer = await invited_customer(world)
    token = await last_token(world)
    clock.forward(days=1)

    done = await set_password(world.anonymous, token=token, password=NEW)

    assert (await found_by(world.anonymous, done.token)).person_id == customer.id
    customer = await world.fresh(customer)
    assert (customer.status, customer.invitation_state) == (CustomerStatus.ACTIVE, InvitationState.ACCEPTED)
    assert customer.last_sign_in_at == customer.updated_at == clock()
    assert await kinds(world) == [MailKind.CUSTOMER_INVITATION]
    assert await actions(world) == ["customer.invited", "customer.activated", "account.signed_in"]
    assert await sign_in(world.anonymous, portal="north", login=customer.email, password=NEW)


async def test_an_invited_member_sets_a_password_and_is_in(world):
    member = await invite_member(
        world.north.owner.access, name="Nora New", email="nora@north.example", role=MemberRole.VIEWER
    )

    done = await set_password(world.anonymous, token=await last_token(world), password=NEW)

    assert (done.principal.person_id, done.principal.role.value) == (member.id, "VIEWER")
    assert (await world.fresh(member)).invitation_state is InvitationState.ACCEPTED
    assert await actions(world) == ["member.invited", "member.activated", "account.signed_in"]


async def test_a_forgotten_password_is_set_anew_and_a_mail_says_so(world):
    done = await set_password(world.anonymous, token=await reset_token(world), password=NEW)

    assert done.principal.person_id == world.north.anna.id
    assert await kinds(world) == [MailKind.PASSWORD_RESET, MailKind.PASSWORD_CHANGED]
    assert await actions(world) == ["account.password_reset_requested", "account.password_reset", "account.signed_in"]
    with pytest.raises(InvalidCredentials):
        await sign_in(world.anonymous, portal="north", login="anna", password=PASSWORD)
    assert await sign_in(world.anonymous, portal="south", login="anna", password=PASSWORD)


async def test_operators_reset_their_passwords_too(world):
    await request_password_reset(world.anonymous, portal=None, login=world.operator.email)

    done = await set_password(world.anonymous, token=await last_token(world), password=NEW)

    assert done.principal.person_id == world.operator.id


async def test_setting_a_password_ends_all_other_sessions_and_access_tokens_of_that_account(world):
    anna, south = [
        await sign_in(world.anonymous, portal=portal, login="anna", password=PASSWORD) for portal in ("north", "south")
    ]
    await world.system.add(
        AccessToken(
            partner_id=world.north.id,
            account_id=world.north.anna.account_id,
            name="Website",
            role=MemberRole.OWNER,
            token_hash="x",
        )
    )

    await set_password(world.anonymous, token=await reset_token(world), password=NEW)

    assert await found_by(world.anonymous, anna.token) is None
    assert await found_by(world.anonymous, south.token) is not None
    assert await world.system.rows(AccessToken).count() == 0


async def test_a_link_sets_one_password(world):
    token = await reset_token(world)
    await set_password(world.anonymous, token=token, password=NEW)

    with pytest.raises(TokenInvalid):
        await set_password(world.anonymous, token=token, password="a third password")

    assert await state(world, token) is TokenState.USED
    assert await sign_in(world.anonymous, portal="north", login="anna", password=NEW)


async def test_of_two_who_use_a_link_at_once_exactly_one_succeeds(world):
    for login in ("anna", "ben@example.com"):
        token = await reset_token(world, login)

        outcomes = await asyncio.gather(
            *(set_password(world.anonymous, token=token, password=f"{NEW} {number}") for number in range(4)),
            return_exceptions=True,
        )

        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["SignedIn"] + ["TokenInvalid"] * 3
        assert len([kind for kind in await kinds(world) if kind is MailKind.PASSWORD_CHANGED]) == (
            1 if login == "anna" else 2
        )


@pytest.mark.parametrize(
    ("purpose", "holds"),
    [(TokenPurpose.INVITATION, timedelta(days=7)), (TokenPurpose.RESET, timedelta(hours=1))],
)
async def test_a_link_expires(world, clock, purpose, holds):
    if purpose is TokenPurpose.INVITATION:
        await invited_customer(world)
        token = await last_token(world)
    else:
        token = await reset_token(world)

    clock.time += holds - timedelta(microseconds=1)
    assert await state(world, token) is TokenState.VALID
    clock.forward(microseconds=1)
    assert await state(world, token) is TokenState.EXPIRED
    with pytest.raises(TokenInvalid):
        await set_password(world.anonymous, token=token, password=NEW)


async def test_looking_at_a_link_uses_nothing_up(world):
    token = await reset_token(world)

    for _ in range(3):
        found = await find_password_token(world.anonymous, token=token)

    assert (found.purpose, found.state, found.name) == (TokenPurpose.RESET, TokenState.VALID, "Anna Adler")
    assert found.partner.id == world.north.id
    assert await set_password(world.anonymous, token=token, password=NEW)


@pytest.mark.parametrize("token", ["", "nonsense", "ü", "\ud800", "\0", "x" * 100_000])
async def test_any_text_may_be_offered_as_a_link(world, token):
    assert await find_password_token(world.anonymous, token=token) is None
    with pytest.raises(TokenInvalid):
        await set_password(world.anonymous, token=token, password=NEW)
    await renew_invitation(world.anonymous, token=token)


async def test_a_newer_link_voids_the_older(world):
    older, newer = await reset_token(world), await reset_token(world)

    assert await state(world, older) is TokenState.EXPIRED
    with pytest.raises(TokenInvalid):
        await set_password(world.anonymous, token=older, password=NEW)
    assert await set_password(world.anonymous, token=newer, password=NEW)


async def test_of_links_asked_for_at_once_one_holds(world, monkeypatch):
    async def always(*_, **__) -> bool:
        return True

    monkeypatch.setattr("graphapi.services.passwords.may_mail_link", always)

    await asyncio.gather(*(request_password_reset(world.anonymous, portal="north", login="anna") for _ in range(5)))

    states = [await state(world, token) for token in await tokens(world)]
    assert states == [TokenState.EXPIRED] * 4 + [TokenState.VALID]


async def test_the_mail_with_a_voided_link_is_not_sent_any_more(world):
    await reset_token(world)
    await reset_token(world)

    [mail] = await world.mails()
    assert KEYS.one_time_token(mail.token_id) == await last_token(world)


async def test_an_older_invitation_says_that_it_was_used_once_a_newer_one_was(world):
    customer = await invited_customer(world)
    older = await last_token(world)
    await send_invitation(world.north.editor.access, customer_id=customer.id)
    assert await state(world, older) is TokenState.EXPIRED

    await set_password(world.anonymous, token=await last_token(world), password=NEW)

    assert await state(world, older) is TokenState.USED


async def test_a_refused_password_uses_no_link_up(world):
    token = await reset_token(world)

    with pytest.raises(InvalidInput) as refused:
        await set_password(world.anonymous, token=token, password="Adler-77-x")

    assert [problem.path for problem in refused.value.problems] == [("password",)]
    assert await set_password(world.anonymous, token=token, password=NEW)


@pytest.mark.parametrize("word", ["north-77-x", "design-77-x", "adler-77-x", "anna-77-xx", "kundenkonto-7"])
async def test_names_of_partner_portal_product_and_person_are_refused(world, word):
    token = await reset_token(world)

    with pytest.raises(InvalidInput):
        await set_password(world.anonymous, token=token, password=word)


async def test_a_password_does_not_wait_in_a_transaction_to_be_hashed(world, monkeypatch):
    inside = []

    async def spying_hash(*_, **__) -> str:
        inside.append(type(world.system.rows(Account)._choose_db(for_write=True)).__name__)
        return "$2b$04$" + "x" * 53

    monkeypatch.setattr("graphapi.services.passwords.hash_password", spying_hash)

    await set_password(world.anonymous, token=await reset_token(world), password=NEW)

    assert inside == ["Client"]


async def test_the_database_holds_no_usable_link(world):
    token = await reset_token(world)

    [row] = await world.system.rows(OneTimeToken)
    [mail] = await world.mails()
    assert token not in str(dict(row))
    assert token not in str(dict(mail))
    assert mail.params == {}
    assert len(token) == 43


@pytest.mark.parametrize(
    ("portal", "login"),
    [("north", "nobody"), ("north", "owner@south.example"), ("nowhere", "anna"), (None, "anna"), ("north", "a" * 200)],
)
async def test_nobody_is_mailed_for_an_unknown_account(world, portal, login):
    await request_password_reset(world.anonymous, portal=portal, login=login)

    assert await world.mails() == []


async def test_an_empty_login_is_said_to_be_empty(world):
    with pytest.raises(InvalidInput):
        await request_password_reset(world.anonymous, portal="north", login=" ")


async def test_the_disabled_and_the_suspended_get_no_link(world):
    await disable_customer(world.north.editor.access, customer_id=world.north.anna.id)
    await world.system.rows(Partner).filter(id=world.south.id).update(status=PartnerStatus.SUSPENDED)

    await request_password_reset(world.anonymous, portal="north", login="anna")
    await request_password_reset(world.anonymous, portal="south", login="anna")

    assert await world.mails() == []


async def test_a_draft_gets_no_link_before_its_partner_invites_it(world):
    await add_customer(world.north.partner, first_name="Dora", status=CustomerStatus.DRAFT)

    await request_password_reset(world.anonymous, portal="north", login="dora@example.com")

    assert await world.mails() == []


async def test_who_has_no_password_yet_gets_the_invitation_again(world):
    customer = await invited_customer(world)
    first = await last_token(world)

    second = await reset_token(world, customer.email)

    assert await kinds(world) == [MailKind.CUSTOMER_INVITATION]
    assert await state(world, first) is TokenState.EXPIRED
    assert (await world.fresh(customer)).invitation_state is InvitationState.QUEUED
    await set_password(world.anonymous, token=second, password=NEW)
    assert (await world.fresh(customer)).status is CustomerStatus.ACTIVE


async def test_two_links_an_hour_are_mailed_and_the_third_silently_is_not(world, clock):
    for _ in range(4):
        await request_password_reset(world.anonymous, portal="north", login="anna")
    assert len(await tokens(world)) == 2

    clock.forward(hours=1)
    await request_password_reset(world.anonymous, portal="north", login="anna")
    assert len(await tokens(world)) == 3


async def test_a_link_of_somebody_disabled_meanwhile_opens_nothing(world):
    customer = await invited_customer(world)
    token = await last_token(world)
    await disable_customer(world.north.editor.access, customer_id=customer.id)

    assert await state(world, token) is TokenState.EXPIRED
    with pytest.raises(TokenInvalid):
        await set_password(world.anonymous, token=token, password=NEW)
    assert (await world.fresh(customer)).status is CustomerStatus.DISABLED


async def test_a_link_sent_to_an_address_that_was_changed_opens_nothing(world):
    token = await reset_token(world)

    await update_customer(world.north.editor.access, customer_id=world.north.anna.id, email="anna@new.example")

    assert await state(world, token) is TokenState.EXPIRED
    assert await kinds(world) == [MailKind.EMAIL_CHANGED]
    [mail] = await world.mails()
    assert mail.to_email == "anna@example.com"


async def test_an_expired_invitation_is_sent_again_to_the_same_address(world, clock):
    customer = await invited_customer(world)
    expired = await last_token(world)
    clock.forward(days=7)

    await renew_invitation(world.anonymous, token=expired)

    assert [mail.to_email for mail in await world.mails()] == [customer.email]
    assert await state(world, expired) is TokenState.EXPIRED
    assert await state(world, await last_token(world)) is TokenState.VALID


async def test_an_invitation_that_holds_or_was_used_is_not_sent_again(world):
    await invited_customer(world)
    token = await last_token(world)

    await renew_invitation(world.anonymous, token=token)
    assert await tokens(world) == [token]

    await set_password(world.anonymous, token=token, password=NEW)
    await renew_invitation(world.anonymous, token=token)
    assert await tokens(world) == [token]


async def test_an_invitation_of_a_suspended_partner_is_not_sent_again_and_holds_once_it_is_resumed(world):
    await invited_customer(world)
    token = await last_token(world)
    await suspend_partner(world.operator.access, partner_id=world.north.id, reason="Unpaid")
    assert await state(world, token) is TokenState.EXPIRED

    await renew_invitation(world.anonymous, token=token)

    assert await tokens(world) == [token]
    assert len(await world.mails()) == 1
    await resume_partner(world.operator.access, partner_id=world.north.id)
    assert await state(world, token) is TokenState.VALID


async def test_an_expired_reset_is_no_way_to_mails(world, clock):
    token = await reset_token(world)
    clock.forward(hours=2)

    await renew_invitation(world.anonymous, token=token)

    assert await tokens(world) == [token]


async def test_renewed_invitations_are_counted_like_resets(world, clock):
    await invited_customer(world)
    clock.forward(days=7)

    for token in await tokens(world) * 5:
        await renew_invitation(world.anonymous, token=token)

    assert len(await tokens(world)) == 3


async def test_one_changes_ones_own_password_and_stays_signed_in_here_alone(world):
    here, elsewhere = [
        await sign_in(world.anonymous, portal="north", login="anna", password=PASSWORD) for _ in range(2)
    ]

    await change_password(
        replace(world.anonymous, principal=here.principal), current_password=PASSWORD, new_password=NEW
    )

    assert await found_by(world.anonymous, here.token) is not None
    assert await found_by(world.anonymous, elsewhere.token) is None
    assert await kinds(world) == [MailKind.PASSWORD_CHANGED]
    assert (await actions(world))[-1] == "account.password_changed"
    assert await sign_in(world.anonymous, portal="north", login="anna", password=NEW)


async def test_the_present_password_is_asked_for_before_it_is_changed(world):
    for person in (world.north.anna, world.north.owner, world.operator):
        with pytest.raises(InvalidCredentials):
            await change_password(person.access, current_password="wrong", new_password=NEW)

    assert await world.mails() == []
    assert await sign_in(world.anonymous, portal="north", login="anna", password=PASSWORD)


@pytest.mark.parametrize("someone", ["anna", "owner"])
async def test_a_changed_password_voids_the_links_under_way(world, someone):
    person = getattr(world.north, someone)
    token = await reset_token(world, login=person.email)

    await change_password(person.access, current_password=PASSWORD, new_password=NEW)

    assert await state(world, token) is TokenState.EXPIRED
    with pytest.raises(TokenInvalid):
        await set_password(world.anonymous, token=token, password="yet another one")
    assert await kinds(world) == [MailKind.PASSWORD_CHANGED]


async def test_a_weak_new_password_is_refused_at_its_field(world):
    with pytest.raises(InvalidInput) as refused:
        await change_password(world.north.anna.access, current_password=PASSWORD, new_password="short")

    assert [problem.path for problem in refused.value.problems] == [("newPassword",)]


async def test_nobody_signed_in_changes_no_password(world):
    with pytest.raises(DomainError):
        await change_password(world.anonymous, current_password=PASSWORD, new_password=NEW)


async def test_of_two_changes_at_once_one_succeeds(world):
    outcomes = await asyncio.gather(
        *(
            change_password(world.north.anna.access, current_password=PASSWORD, new_password=f"{NEW} {number}")
            for number in range(2)
        ),
        return_exceptions=True,
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["InvalidCredentials", "NoneType"]
    assert await kinds(world) == [MailKind.PASSWORD_CHANGED]


async def test_who_has_set_a_password_is_not_invited_again(world):
    with pytest.raises(WrongState):
        await send_invitation(world.north.editor.access, customer_id=world.north.anna.id)
    with pytest.raises(WrongState):
        await send_member_invitation(world.north.owner.access, member_id=world.north.viewer.id)

    assert await world.system.rows(Member).filter(invitation_state=InvitationState.QUEUED).count() == 0
    assert await world.system.rows(Session).count() == 0
