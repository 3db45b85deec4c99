"""Who signs in by which name."""

from __future__ import annotations

import asyncio

import pytest
from tortoise.exceptions import IntegrityError

from graphapi.database import transaction
from graphapi.errors import Conflict, InvalidInput
from graphapi.ids import new_id
from graphapi.models import Account, AuditEntry, Language
from graphapi.services.accounts import change_logins, find_account, open_account
from graphapi.services.profile import update_profile
from graphapi.services.sessions import sign_in
from tests.world import PASSWORD


async def test_a_mail_address_is_taken_once_at_each_partner_in_any_case(world):
    with pytest.raises(Conflict) as refused:
        await open_account(world.system, partner_id=world.north.id, email="ANNA@Example.com", username=None)
    assert refused.value.path == ("email",)
    assert str(refused.value.message) == "Somebody already signs in with this mail address."

    account = await open_account(world.system, partner_id=world.south.id, email="OLGA@Example.com", username=None)
    assert account.email_key == "olga@example.com"


async def test_a_user_name_is_taken_once_at_each_partner_in_any_case(world):
    with pytest.raises(Conflict) as refused:
        await open_account(world.system, partner_id=world.north.id, email="x@example.com", username="ANNA")

    assert refused.value.path == ("username",)
    assert str(refused.value.message) == "This user name is taken. Please choose another."


async def test_operators_have_a_namespace_of_their_own(world):
    with pytest.raises(Conflict):
        await open_account(world.system, partner_id=None, email=world.operator.email, username=None)

    assert await open_account(world.system, partner_id=None, email="anna@example.com", username="anna")


async def test_a_transaction_goes_on_after_a_conflict_in_it(world):
    async with transaction():
        with pytest.raises(Conflict):
            await open_account(world.system, partner_id=world.north.id, email="anna@example.com", username=None)
        account = await open_account(world.system, partner_id=world.north.id, email="new@example.com", username=None)

    assert await world.system.get(Account, account.id)


async def test_another_broken_rule_is_no_conflict(world):
    with pytest.raises(IntegrityError):
        await open_account(world.system, partner_id=new_id(), email="x@example.com", username=None)


async def test_of_two_who_take_a_name_at_once_one_gets_it(world):
    outcomes = await asyncio.gather(
        *(
            open_account(world.system, partner_id=world.north.id, email=f"x{number}@example.com", username="fresh")
            for number in range(2)
        ),
        return_exceptions=True,
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Account", "Conflict"]


async def test_a_name_that_grows_when_its_case_is_folded_is_refused_at_its_field(world):
    with pytest.raises(InvalidInput) as refused:
        await open_account(world.system, partner_id=world.north.id, email="x@example.com", username="ß" * 33)

    assert [problem.path for problem in refused.value.problems] == [("username",)]


async def test_changing_logins_changes_account_and_person(world):
    anna = world.north.anna.row

    await change_logins(world.north.editor.access, anna, email="Anna@New.example", username="AnnaNew")

    account = await world.system.get(Account, anna.account_id)
    assert (account.email_key, account.username_key) == ("anna@new.example", "annanew")
    assert (anna.email, anna.username) == ("Anna@New.example", "AnnaNew")


async def test_what_is_not_named_stays(world):
    anna = world.north.anna.row

    await change_logins(world.north.editor.access, anna)

    account = await world.system.get(Account, anna.account_id)
    assert (account.email_key, account.username_key) == ("anna@example.com", "anna")


@pytest.mark.parametrize("login", ["x" * 64, "x" * 65, "x" * 10_000, "@" * 10_000, "ß" * 200 + "@example.com"])
async def test_any_text_may_be_looked_for(world, login):
    assert await find_account(world.system, portal="north", login=login) is None


async def test_one_changes_ones_user_name_and_language(world, clock):
    for someone in (world.north.anna, world.south.viewer, world.operator):
        await update_profile(someone.access, username="Number-7", language=Language.DE)

        person = await world.fresh(someone.row)
        assert (person.username, person.language) == ("Number-7", Language.DE)
    assert (await world.fresh(world.north.anna.row)).updated_at == clock()
    assert await sign_in(world.anonymous, portal=None, login="number-7", password=PASSWORD)
    actions = await world.system.rows(AuditEntry).order_by("id").values_list("action", flat=True)
    assert actions == [*["profile.updated"] * 3, "account.signed_in"]


async def test_members_and_customers_of_a_partner_share_one_namespace(world):
    with pytest.raises(Conflict):
        await update_profile(world.north.viewer.access, username="anna")


async def test_a_customers_new_user_name_is_found(world):
    await update_profile(world.north.anna.access, username="Maiglöckchen")

    assert "maiglockchen" in (await world.fresh(world.north.anna.row)).search_key


async def test_a_user_name_can_be_given_up(world):
    await update_profile(world.north.anna.access, username=None)

    assert (await world.fresh(world.north.anna.row)).username is None
    assert await find_account(world.system, portal="north", login="anna") is None


async def test_a_taken_or_malformed_user_name_is_refused_and_changes_nothing(world):
    with pytest.raises(Conflict) as conflict:
        await update_profile(world.north.ben.access, username="ANNA")
    with pytest.raises(InvalidInput) as malformed:
        await update_profile(world.north.ben.access, username="ben@example.com")

    assert conflict.value.path == ("username",)
    assert [problem.path for problem in malformed.value.problems] == [("username",)]
    assert (await world.fresh(world.north.ben.row)).username is None
