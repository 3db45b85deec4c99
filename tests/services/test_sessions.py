"""Signing in and out, and whom a token stands for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from graphapi import clock
from graphapi.access import Role
from graphapi.errors import InvalidCredentials, InvalidInput, NotFound
from graphapi.models import AccessToken, Account, AuditEntry, Customer, MemberRole, Partner, PartnerStatus, Session
from graphapi.secrets import token_hash
from graphapi.services.partners import suspend_partner
from graphapi.services.sessions import revoke_session, sessions, sign_in, sign_out
from tests.statements import recorded_statements
from tests.world import PASSWORD, found_by, with_settings


async def signed_in(world, person, **more):
    """Sign somebody in at its own portal."""
    partner_id = person.access.principal.partner_id
    portal = next((side.slug for side in (world.north, world.south) if side.id == partner_id), None)
    return await sign_in(world.anonymous, portal=portal, login=person.email, password=PASSWORD, **more)


async def session_of(world, token: str) -> Session:
    return await world.system.rows(Session).get(token_hash=token_hash(token))


async def disable(world, someone) -> None:
    await world.system.rows(Account).filter(id=someone.account_id).update(disabled_at=clock.now())


async def give_access_token(world, someone, *, role, **columns) -> str:
    token = f"token of {someone.id}"
    row = AccessToken(
        partner_id=someone.row.partner_id,
        account_id=someone.account_id,
        name="Website",
        role=role,
        token_hash=token_hash(token),
        **columns,
    )
    await world.system.add(row)
    return token


@pytest.mark.parametrize("login", ["anna@example.com", "Anna@Example.COM", " anna@example.com ", "anna", "ANNA"])
async def test_a_customer_signs_in_by_mail_address_or_user_name_in_any_case(world, login):
    done = await sign_in(world.anonymous, portal="north", login=login, password=PASSWORD)

    assert done.principal.person_id == world.north.anna.id
    assert done.principal.role is Role.CUSTOMER


async def test_everybody_signs_in_at_its_own_portal(world):
    for person in world.people:
        done = await signed_in(world, person)

        assert await found_by(world.anonymous, done.token) == done.principal
        assert replace(done.principal, session_id=None) == person.access.principal


async def test_one_address_at_two_partners_is_two_accounts(world):
    await world.system.rows(Account).filter(id=world.south.anna.account_id).update(password_hash=None)

    north = await sign_in(world.anonymous, portal="north", login="anna", password=PASSWORD)

    assert north.principal.partner_id == world.north.id
    with pytest.raises(InvalidCredentials):
        await sign_in(world.anonymous, portal="south", login="anna", password=PASSWORD)


async def test_operators_sign_in_without_a_portal_only(world):
    with pytest.raises(InvalidCredentials):
        await sign_in(world.anonymous, portal="north", login=world.operator.email, password=PASSWORD)
    with pytest.raises(InvalidCredentials):
        await sign_in(world.anonymous, portal=None, login="anna", password=PASSWORD)


@pytest.mark.parametrize(("login", "password", "field"), [("", PASSWORD, "login"), ("anna", "", "password")])
async def test_an_empty_field_is_said_to_be_empty(world, login, password, field):
    with pytest.raises(InvalidInput) as refused:
        await sign_in(world.anonymous, portal="north", login=login, password=password)

    assert [(problem.path, str(problem.message)) for problem in refused.value.problems] == [
        ((field,), "Please fill this in.")
    ]


@pytest.mark.parametrize("login", ["an\0na", "\ud800", "a" * 255, "anna\u202e"])
async def test_a_login_that_cannot_be_one_is_no_server_error(world, login):
    with pytest.raises(InvalidInput):
        await sign_in(world.anonymous, portal="north", login=login, password=PASSWORD)


@pytest.mark.parametrize("portal", ["", "nowhere", "north'--", "n" * 200])
async def test_there_is_nobody_at_a_portal_that_is_none(world, portal):
    with pytest.raises(InvalidCredentials):
        await sign_in(world.anonymous, portal=portal, login="anna", password=PASSWORD)


async def test_the_database_holds_no_usable_token(world):
    done = await signed_in(world, world.north.anna)

    session = await session_of(world, done.token)
    assert done.token not in str(dict(session))
    assert len(done.token) == 43
    assert done.token not in repr(done)


async def test_a_session_says_what_browser_it_is_in(world):
    done = await signed_in(world, world.north.anna, user_agent="Mozilla/5.0\n\ud800" + "x" * 300)

    assert (await session_of(world, done.token)).user_agent == "Mozilla/5.0" + "x" * 187


async def test_signing_in_replaces_the_session_there_was(world):
    first = await signed_in(world, world.north.anna)

    second = await signed_in(world, world.south.ben, replaces=first.token)

    assert await found_by(world.anonymous, first.token) is None
    assert await found_by(world.anonymous, second.token) == second.principal


async def test_signing_in_is_noted_on_the_person_and_in_the_log(world, clock):
    clock.forward(hours=3)
    done = await signed_in(world, world.north.anna)

    anna = await world.fresh(world.north.anna.row)
    assert (anna.last_sign_in_at, anna.last_sign_in_key) == (clock(), clock())
    assert anna.updated_at == world.north.anna.row.updated_at
    [entry] = await world.system.rows(AuditEntry)
    assert (entry.action, entry.partner_id, entry.at) == ("account.signed_in", world.north.id, clock())
    assert (entry.actor_id, entry.actor_role, entry.actor_name) == (anna.id, "CUSTOMER", "Anna Adler")
    assert done.expires_at == clock() + timedelta(days=90)


async def test_a_refused_sign_in_leaves_no_login_in_the_log(world):
    with pytest.raises(InvalidCredentials):
        await sign_in(world.anonymous, portal="north", login="secret-login", password="wrong")

    assert await world.system.rows(AuditEntry).count() == 0


async def test_a_hash_of_another_cost_is_renewed_by_signing_in(world):
    access = with_settings(world.anonymous, bcrypt_rounds=5)

    await sign_in(access, portal="north", login="anna", password=PASSWORD)

    account = await world.system.get(Account, world.north.anna.account_id)
    assert account.password_hash.startswith("$2b$05$")
    await sign_in(access, portal="north", login="anna", password=PASSWORD)


async def test_an_account_disabled_while_its_password_is_checked_stays_out(world, monkeypatch):
    async def disabling_match(*_, **__):
        await (
            world.system.rows(Account)
            .filter(id=world.north.anna.account_id)
            .update(disabled_at=world.north.partner.created_at)
        )
        return True

    monkeypatch.setattr("graphapi.services.sessions.password_matches", disabling_match)

    with pytest.raises(InvalidCredentials):
        await signed_in(world, world.north.anna)
    assert await world.system.rows(Session).count() == 0


async def test_a_password_changed_while_the_old_one_is_checked_keeps_the_old_one_out(world, monkeypatch):
    async def changing_match(*_, **__):
        await (
            world.system.rows(Account).filter(id=world.north.anna.account_id).update(password_hash="$2b$04$" + "x" * 53)
        )
        return True

    monkeypatch.setattr("graphapi.services.sessions.password_matches", changing_match)

    with pytest.raises(InvalidCredentials):
        await signed_in(world, world.north.anna)


async def test_a_token_is_looked_up_in_one_statement(world):
    for person in (world.north.anna, world.north.owner, world.operator):
        token = (await signed_in(world, person)).token

        with recorded_statements() as statements:
            assert await found_by(world.anonymous, token) is not None

        assert len(statements) == 1


async def test_no_token_is_found_in_one_statement_either(world):
    with recorded_statements() as statements:
        assert await found_by(world.anonymous, "nonsense") is None

    assert len(statements) == 1


@pytest.mark.parametrize("token", ["", "ü", "\udcff", "\0", "x" * 100_000])
async def test_any_text_may_be_offered_as_a_token(world, token):
    assert await found_by(world.anonymous, token) is None


@pytest.mark.parametrize(
    ("who", "idle", "longest"),
    [
        ("anna", timedelta(days=14), timedelta(days=90)),
        ("owner", timedelta(hours=12), timedelta(days=30)),
        ("operator", timedelta(hours=12), timedelta(days=30)),
    ],
)
async def test_a_session_ends_after_its_idle_time_and_in_any_case_after_its_longest(world, clock, who, idle, longest):
    person = world.operator if who == "operator" else getattr(world.north, who)
    token = (await signed_in(world, person)).token

    clock.time += idle - timedelta(microseconds=1)
    assert await found_by(world.anonymous, token) is not None
    clock.time += idle
    assert await found_by(world.anonymous, token) is None

    start = clock.time
    token = (await signed_in(world, person)).token
    while clock.time + idle / 2 < start + longest:
        clock.time += idle / 2
        assert await found_by(world.anonymous, token) is not None
    clock.time = start + longest - timedelta(microseconds=1)
    assert await found_by(world.anonymous, token) is not None
    clock.time += timedelta(microseconds=1)
    assert await found_by(world.anonymous, token) is None


async def test_when_a_session_was_last_seen_is_written_every_five_minutes(world, clock):
    done = await signed_in(world, world.north.anna)
    signed_in_at = clock.time

    clock.forward(minutes=5, microseconds=-1)
    await found_by(world.anonymous, done.token)
    assert (await session_of(world, done.token)).last_seen_at == signed_in_at

    clock.forward(microseconds=1)
    with recorded_statements() as statements:
        await found_by(world.anonymous, done.token)
    assert (await session_of(world, done.token)).last_seen_at == clock.time
    assert len(statements) == 2


async def test_a_disabled_account_is_out_with_its_next_request(world):
    token = (await signed_in(world, world.north.anna)).token
    await (
        world.system.rows(Account)
        .filter(id=world.north.anna.account_id)
        .update(disabled_at=world.north.partner.created_at)
    )

    assert await found_by(world.anonymous, token) is None


@pytest.mark.parametrize("status", [PartnerStatus.SUSPENDED, PartnerStatus.CLOSED])
async def test_nobody_of_a_partner_that_is_not_active_is_let_in(world, status):
    token = (await signed_in(world, world.north.owner)).token
    await world.system.rows(Partner).filter(id=world.north.id).update(status=status)

    assert await found_by(world.anonymous, token) is None
    with pytest.raises(InvalidCredentials):
        await signed_in(world, world.north.owner)
    assert (await signed_in(world, world.south.owner)).principal.partner_id == world.south.id


async def test_a_suspension_ends_the_sessions_of_that_partner_and_keeps_its_access_tokens(world):
    token = (await signed_in(world, world.north.anna)).token
    other = (await signed_in(world, world.south.anna)).token
    access_token = await give_access_token(world, world.north.owner, role=MemberRole.OWNER)

    await suspend_partner(world.operator.access, partner_id=world.north.id, reason="Unpaid")

    assert await found_by(world.anonymous, access_token) is None
    await world.system.rows(Partner).filter(id=world.north.id).update(status=PartnerStatus.ACTIVE)
    assert await found_by(world.anonymous, token) is None
    assert await found_by(world.anonymous, other) is not None
    assert await found_by(world.anonymous, access_token) is not None


@pytest.mark.parametrize(
    ("maker", "of_token", "role"),
    [
        ("owner", MemberRole.OWNER, Role.OWNER),
        ("owner", MemberRole.EDITOR, Role.EDITOR),
        ("owner", MemberRole.VIEWER, Role.VIEWER),
        ("editor", MemberRole.OWNER, Role.EDITOR),
        ("viewer", MemberRole.EDITOR, Role.VIEWER),
    ],
)
async def test_an_access_token_has_the_lower_of_its_own_and_its_makers_role(world, maker, of_token, role):
    token = await give_access_token(world, getattr(world.north, maker), role=of_token)

    with recorded_statements() as statements:
        principal = await found_by(world.anonymous, token)

    assert principal.role is role
    assert principal.session_id is None
    assert principal.access_token_id == await world.system.rows(AccessToken).first().values_list("id", flat=True)
    assert principal.person_id == getattr(world.north, maker).id
    assert len(statements) == 2  # the second notes its first use


async def test_an_access_token_holds_until_it_expires_used_or_not(world, clock):
    expiring = await give_access_token(
        world, world.north.owner, role=MemberRole.OWNER, expires_at=clock() + timedelta(days=400)
    )
    clock.forward(days=400, microseconds=-1)
    assert await found_by(world.anonymous, expiring) is not None
    clock.forward(microseconds=1)
    assert await found_by(world.anonymous, expiring) is None


async def test_when_an_access_token_was_last_used_is_written_every_five_minutes(world, clock):
    token = await give_access_token(world, world.north.owner, role=MemberRole.OWNER)
    await found_by(world.anonymous, token)
    first = clock.time
    clock.forward(minutes=4)
    await found_by(world.anonymous, token)
    assert await world.system.rows(AccessToken).values_list("last_used_at", flat=True) == [first]

    clock.forward(minutes=1)
    await found_by(world.anonymous, token)
    assert await world.system.rows(AccessToken).values_list("last_used_at", flat=True) == [clock.time]


async def test_signing_out_ends_the_session_one_is_in_and_no_other(world):
    first, second = await signed_in(world, world.north.anna), await signed_in(world, world.north.anna)

    await sign_out(replace(world.anonymous, principal=first.principal))

    assert await found_by(world.anonymous, first.token) is None
    assert await found_by(world.anonymous, second.token) is not None


async def test_signing_out_when_nobody_is_signed_in_does_nothing(world):
    await sign_out(world.anonymous)


async def test_ones_own_sessions_are_listed_newest_first_without_those_that_have_ended(world, clock):
    ended = await signed_in(world, world.north.anna)
    clock.forward(days=14)
    first, second = await signed_in(world, world.north.anna), await signed_in(world, world.north.anna)
    await signed_in(world, world.south.anna)
    await signed_in(world, world.north.owner)

    listed = [session.id for session in await sessions(world.north.anna.access)]

    assert listed == [second.principal.session_id, first.principal.session_id]
    assert ended.principal.session_id not in listed


async def test_operators_see_their_own_sessions_only(world):
    own = await signed_in(world, world.operator)
    await signed_in(world, world.north.owner)

    assert [session.id for session in await sessions(world.operator.access)] == [own.principal.session_id]


async def test_a_session_can_be_ended_by_whoever_it_belongs_to_and_nobody_else(world):
    done = await signed_in(world, world.north.anna)
    session_id = done.principal.session_id
    strangers = [person for person in world.people if person.id != world.north.anna.id]

    for stranger in strangers:
        with pytest.raises(NotFound):
            await revoke_session(stranger.access, session_id=session_id)
    assert await found_by(world.anonymous, done.token) is not None

    await revoke_session(world.north.anna.access, session_id=session_id)

    assert await found_by(world.anonymous, done.token) is None
    with pytest.raises(NotFound):
        await revoke_session(world.north.anna.access, session_id=session_id)


async def test_a_member_whose_role_changes_has_the_new_one_with_its_next_request(world):
    token = (await signed_in(world, world.north.editor)).token
    world.north.editor.row.role = MemberRole.VIEWER
    await world.north.editor.row.save()

    assert (await found_by(world.anonymous, token)).role is Role.VIEWER


async def test_a_deleted_customers_session_is_gone(world):
    token = (await signed_in(world, world.north.anna)).token
    await world.system.rows(Customer).filter(id=world.north.anna.id).delete()

    assert await found_by(world.anonymous, token) is None
