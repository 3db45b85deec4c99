"""Customers: adding, changing and inviting them."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime

import pytest

from graphapi import clock as present
from graphapi.errors import Conflict, Forbidden, InvalidInput, NotFound, PlanLimitReached, WrongState
from graphapi.models import (
    Account,
    Customer,
    CustomerStatus,
    InvitationState,
    Language,
    MailKind,
    Partner,
    Session,
    Share,
    ShareRecipient,
)
from graphapi.services.customers import (
    create_customer,
    customers,
    disable_customer,
    enable_customer,
    send_invitation,
    update_customer,
)
from tests.entering import add_cora, cora, folder, paths
from tests.statements import recorded_statements
from tests.world import add_customer


async def update(world, someone, **changes) -> Customer:
    return await update_customer(world.north.editor.access, customer_id=someone.id, **changes)


# Adding


async def test_a_new_customer_is_invited_at_once(world, clock):
    customer = await world.fresh(await add_cora(world))

    assert customer.name == "Cora Cramer"
    assert customer.status is CustomerStatus.INVITED
    assert customer.invitation_state is InvitationState.QUEUED
    assert customer.invitation_expires_at == datetime(2026, 11, 29, 10, 30, 15, 123456, tzinfo=UTC)
    [mail] = await world.mails()
    assert (mail.kind, mail.to_email, mail.to_name) == (
        MailKind.CUSTOMER_INVITATION,
        "cora@example.com",
        "Cora Cramer",
    )
    assert (mail.partner_id, mail.person_id) == (world.north.id, customer.id)
    assert await world.actions() == ["customer.created", "customer.invited"]


async def test_a_customer_that_is_not_invited_is_a_draft(world):
    customer = await world.fresh(await add_cora(world, invite=False))

    assert (customer.status, customer.invitation_state) == (CustomerStatus.DRAFT, InvitationState.NOT_SENT)
    assert await world.mails() == []
    assert await world.actions() == ["customer.created"]


async def test_a_new_customer_has_an_account_without_a_password(world):
    customer = await add_cora(world, username="Cora.C")

    account = await world.system.get(Account, customer.account_id)
    assert (account.partner_id, account.password_hash) == (world.north.id, None)
    assert (account.email_key, account.username_key) == ("cora@example.com", "cora.c")


async def test_a_customer_without_a_language_gets_its_partners(world):
    await world.system.rows(Partner).filter(id=world.north.id).update(language=Language.DE)

    assert (await add_cora(world)).language is Language.DE
    assert (await add_cora(world, email="c2@example.com", language=Language.EN)).language is Language.EN


async def test_a_customer_comes_with_its_shares_in_their_order(world):
    drafts = folder(url="https://www.dropbox.com/scl/fo/abc", password="p w")
    invoices = folder(title="Invoices")

    customer = await add_cora(world, shares=[drafts, invoices])

    shares = await world.system.rows(Share).order_by("position")
    assert [(share.title, share.position) for share in shares] == [("Dropbox", 1), ("Invoices", 2)]
    assert {row.customer_id for row in await world.system.rows(ShareRecipient)} == {customer.id}
    assert await world.actions() == ["customer.created", "customer.invited", "share.created", "share.created"]


async def test_each_share_of_a_new_customer_costs_three_statements(world, dialect):
    costs = []
    for count in (1, 20):
        with recorded_statements() as statements:
            await add_cora(world, email=f"cora{count}@example.com", shares=[folder()] * count)
        costs.append(len(statements))

    # Its place with all that is new, the partner's language, the count of mails to its address, the last position.
    alone = {"postgres": 4, "sqlite": 9}[dialect]
    assert costs == [alone + 3, alone + 20 * 3]


async def test_a_new_customer_is_one_statement_where_each_is_a_round_trip(world, dialect):
    with recorded_statements() as statements:
        await add_cora(world, number="17", username="cora", invite=False, language=Language.DE)

    written = ["account", "customer", "audit_entry"]
    assert (
        tables_written(statements)
        == {"postgres": [["partner", *written]], "sqlite": [["partner"], *([table] for table in written)]}[dialect]
    )


async def test_a_new_customer_that_is_invited_is_two(world, dialect):
    with recorded_statements() as statements:
        await add_cora(world, number="17", username="cora", language=Language.DE)

    written = ["account", "customer", "one_time_token", "mail", "audit_entry"]
    assert (
        tables_written(statements)
        == {
            "postgres": [["partner", *written, "audit_entry"], ["throttle"]],
            "sqlite": [["partner"], *([table] for table in written), ["throttle"]],
        }[dialect]
    )


def tables_written(statements):
    """The tables that each statement writes."""
    return [re.findall(r'(?<!DO )(?:UPDATE|INSERT INTO) "?(\w+)', statement) for statement in statements]


async def test_texts_are_kept_without_outer_blanks(world):
    customer = await world.fresh(
        await add_cora(
            world,
            first_name=" Cora ",
            company=" Cramer & Co. ",
            number=" 17 ",
            note=" Calls\nback. ",
            username=" cora ",
        )
    )

    assert (customer.first_name, customer.company, customer.number) == ("Cora", "Cramer & Co.", "17")
    assert (customer.note, customer.username) == ("Calls\nback.", "cora")


async def test_the_longest_name_can_be_saved_mailed_and_logged(world):
    customer = await add_cora(world, first_name="ß" * 100, last_name="ﬁ" * 100)

    assert len(customer.name) == 201
    [mail] = await world.mails()
    assert mail.to_name == customer.name[:200]


async def test_letters_and_their_accents_count_as_one_however_they_are_written(world):
    customer = await add_cora(world, first_name="e\u0302\u0323" * 100)

    assert customer.first_name == "\u1ec7" * 100


@pytest.mark.parametrize(
    ("first_name", "problem"),
    [
        ("a" * 101, "Please use at most 100 characters."),
        ("e\u0302\u0323" * 101, "Please use at most 100 characters."),
        ("a" + "\u0315\u0300" * 100_000, "Please use at most 100 characters."),
        ("a" + "\u0300" * 31, "This contains characters that cannot be shown. Please type it anew."),
    ],
)
async def test_a_text_too_long_and_one_of_marks_alone_are_refused(world, first_name, problem):
    with pytest.raises(InvalidInput) as refused:
        await add_cora(world, first_name=first_name)

    assert [str(found.message) for found in refused.value.problems] == [problem]


async def test_thirty_marks_on_a_letter_are_taken(world):
    name = "a" + "\u0315" * 30

    assert (await add_cora(world, first_name=name)).first_name == name


async def test_no_more_than_fifty_problems_are_told(world):
    with pytest.raises(InvalidInput) as refused:
        await add_cora(world, shares=[folder(url="")] * 100)

    assert paths(refused) == [("shares", str(number), "url") for number in range(50)]


async def test_all_problems_are_told_at_once_each_at_its_path(world):
    share = folder(url="ftp://example.com", title="t" * 201)

    with pytest.raises(InvalidInput) as refused:
        await add_cora(world, first_name=" ", email="cora", username="c", number="1" * 51, shares=[folder(), share])

    assert paths(refused) == [
        ("firstName",),
        ("email",),
        ("username",),
        ("number",),
        ("shares", "1", "url"),
        ("shares", "1", "title"),
    ]
    assert await nothing_was_added(world)


async def nothing_was_added(world) -> bool:
    """The world's two customers per partner are all there are, no mail was queued, nothing logged."""
    north = await world.fresh(world.north.partner)
    rows = await world.system.rows(Customer).count(), await world.system.rows(Account).count()
    return (rows, north.customer_count, await world.mails(), await world.actions()) == ((4, 11), 2, [], [])


@pytest.mark.parametrize("text", ["Cora\r\nBcc: all@example.com", "Cora\0", "Cora\u202e", "Cora\ud800"])
@pytest.mark.parametrize("field", ["first_name", "last_name", "company", "username", "number", "email"])
async def test_line_breaks_and_control_characters_are_refused(world, field, text):
    with pytest.raises(InvalidInput):
        await add_cora(world, **{field: text})

    assert await nothing_was_added(world)


@pytest.mark.parametrize(
    "email",
    [
        "a@example.com, b@example.com",
        "a@example.com;b@x.com",
        "<a@example.com>",
        "A <a@example.com>",
        "a@b",
        "=?utf-8?q?a?=@example.com",
    ],
)
async def test_an_address_is_exactly_one(world, email):
    with pytest.raises(InvalidInput) as refused:
        await add_cora(world, email=email)

    assert paths(refused) == [("email",)]


@pytest.mark.parametrize(
    ("columns", "path"),
    [
        ({"email": "ANNA@example.com"}, ("email",)),
        ({"username": "Anna"}, ("username",)),
        ({"email": "anna@example.com", "username": "anna"}, ("email",)),
        ({"email": "ben@example.com", "username": "anna"}, ("email",)),
        ({"number": "7"}, ("number",)),
    ],
)
async def test_what_another_customer_of_the_partner_has_is_a_conflict(world, columns, path):
    await world.system.rows(Customer).filter(id=world.north.ben.id).update(number="7")

    with pytest.raises(Conflict) as refused:
        await add_cora(world, **columns)

    assert refused.value.path == path
    assert await nothing_was_added(world)


async def test_a_taken_number_is_told_before_a_taken_address_and_leaves_nothing_behind(world):
    await world.system.rows(Customer).filter(id=world.north.ben.id).update(number="7")

    for email in ("ben@example.com", "cora@example.com"):
        with pytest.raises(Conflict) as refused:
            await add_cora(world, email=email, number="7")
        assert refused.value.path == ("number",)

    assert await world.system.rows(Account).filter(email_key="cora@example.com").count() == 0
    assert await world.mails() == []
    assert (await world.fresh(world.north.partner)).customer_count == 2


async def test_of_two_who_get_one_number_at_once_one_is_added(world):
    outcomes = await asyncio.gather(
        *(add_cora(world, email=f"cora{turn}@example.com", number="7") for turn in range(2)), return_exceptions=True
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Conflict", "Customer"]
    assert (await world.fresh(world.north.partner)).customer_count == 3


async def test_a_members_address_is_taken_too(world):
    with pytest.raises(Conflict) as refused:
        await add_cora(world, email=world.north.viewer.email)

    assert refused.value.path == ("email",)


async def test_what_another_partners_customers_have_is_free(world):
    await world.system.rows(Customer).filter(id=world.south.ben.id).update(number="7")
    await add_customer(world.south.partner, first_name="Cora", username="cora")

    customer = await add_cora(world, email="cora@example.com", username="cora", number="7")

    assert customer.partner_id == world.north.id


async def test_more_than_a_hundred_shares_are_refused(world):
    with pytest.raises(InvalidInput) as refused:
        await add_cora(world, shares=[folder()] * 101)

    assert paths(refused) == [("shares",)]


async def test_viewers_operators_and_customers_change_nothing(world):
    for someone in (world.north.viewer, world.operator, world.north.anna):
        with pytest.raises(Forbidden):
            await create_customer(someone.access, new=cora())
        with pytest.raises(Forbidden):
            await update_customer(someone.access, customer_id=world.north.anna.id, note="x")

    assert await nothing_was_added(world)


# Finding


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("adler", ["Anna"]),
        ("ADLER anna", ["Anna"]),
        ("example.com", ["Anna", "Ben"]),
        ("adler berg", []),
        ("", ["Anna", "Ben"]),
        ("%", []),
        ("_", []),
        ("\\", []),
        ("\0", ["Anna", "Ben"]),
        ("\ud800", ["Anna", "Ben"]),
        ("anna " * 100_000, ["Anna"]),
    ],
)
async def test_a_search_finds_customers_in_which_all_its_words_occur(world, search, found):
    rows = await customers(world.north.viewer.access, search=search).order_by("name_key")

    assert [row.first_name for row in rows] == found


async def test_a_search_knows_neither_case_nor_accents(world):
    await add_cora(world, first_name="Zoë", last_name="Größe", company="Müller & Söhne", number="K-100%")

    for search in ("zoe", "GROSSE", "muller", "MÜLLER", "sohne", "k-100%"):
        assert [row.first_name for row in await customers(world.north.viewer.access, search=search)] == ["Zoë"]


async def test_everybody_finds_whom_it_may_see(world):
    async def names(access, **filters) -> list[str]:
        rows = await customers(access, **filters).order_by("partner_id", "name_key")
        return [row.first_name for row in rows]

    assert await names(world.operator.access) == ["Anna", "Ben", "Anna", "Ben"]
    assert await names(world.operator.access, partner_id=world.south.id) == ["Anna", "Ben"]
    assert await names(world.south.owner.access) == ["Anna", "Ben"]
    assert await names(world.south.owner.access, partner_id=world.north.id) == []
    assert await names(world.south.owner.access, partner_id=None) == []
    assert await names(world.north.anna.access) == ["Anna"]
    assert await names(world.north.owner.access, status=[CustomerStatus.DRAFT]) == []


# Changing


async def test_only_what_is_named_changes(world):
    await add_cora(world, company="Cramer", number="7", note="Calls.", username="cora")
    [cora] = await customers(world.north.editor.access, search="cora")

    cora = await world.fresh(await update(world, cora, last_name="Cordes"))

    assert (cora.first_name, cora.last_name, cora.name_key) == ("Cora", "Cordes", "cordes cora")
    assert (cora.company, cora.number, cora.note, cora.username) == ("Cramer", "7", "Calls.", "cora")
    assert cora.email == "cora@example.com"


async def test_null_empties_what_may_be_empty(world):
    cora = await add_cora(world, company="Cramer", number="7", note="Calls.", username="cora")

    cora = await world.fresh(await update(world, cora, company=None, number=None, note=None, username=None))

    assert (cora.company, cora.number, cora.note, cora.username) == (None, None, None, None)
    assert cora.search_key == "cora cramer cora@example.com"
    assert (await world.system.get(Account, cora.account_id)).username_key is None


async def test_null_is_refused_where_there_is_always_something(world):
    with pytest.raises(InvalidInput) as refused:
        await update(world, world.north.anna, first_name=None, last_name=None, email=None, language=None)

    assert paths(refused) == [("firstName",), ("lastName",), ("email",), ("language",)]
    anna = await world.fresh(world.north.anna.row)
    assert (anna.name, anna.email, anna.language) == ("Anna Adler", "anna@example.com", Language.EN)
    assert await world.actions() == []


async def test_a_customer_may_be_given_the_values_it_has(world):
    await update(world, world.north.anna, number="7")
    await update(world, world.north.anna, number="7", email="anna@example.com", username="anna")

    assert await world.mails() == []


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"email": "BEN@example.com"}, ("email",)),
        ({"username": "BEN"}, ("username",)),
        ({"email": "ben@example.com", "username": "ben"}, ("email",)),
        ({"number": "7"}, ("number",)),
    ],
)
async def test_a_change_to_what_another_has_is_a_conflict_and_changes_nothing(world, changes, path):
    await update(world, world.north.ben, username="ben", number="7")

    with pytest.raises(Conflict) as refused:
        await update(world, world.north.anna, first_name="Anne", **changes)

    assert refused.value.path == path
    anna = await world.fresh(world.north.anna.row)
    assert (anna.first_name, anna.email, anna.username, anna.number) == ("Anna", "anna@example.com", "anna", None)
    assert await world.actions() == ["customer.updated"]


async def test_another_partners_customer_is_not_found_by_any_change(world):
    for change in (update_customer, disable_customer, enable_customer, send_invitation):
        for customer_id in (world.south.anna.id, None):
            with pytest.raises(NotFound):
                await change(world.north.owner.access, customer_id=customer_id)

    assert await world.actions() == []


# Disabling


@pytest.mark.parametrize("status", [CustomerStatus.DRAFT, CustomerStatus.INVITED, CustomerStatus.ACTIVE])
async def test_a_disabled_customer_returns_to_what_it_was(world, status):
    customer = await add_customer(world.north.partner, status=status)

    await disable_customer(world.north.editor.access, customer_id=customer.id)
    disabled = await world.fresh(customer)
    assert (disabled.status, disabled.status_before) == (CustomerStatus.DISABLED, status)
    assert (await world.system.get(Account, customer.account_id)).disabled_at is not None

    await enable_customer(world.north.editor.access, customer_id=customer.id)
    enabled = await world.fresh(customer)
    assert (enabled.status, enabled.status_before) == (status, None)
    assert (await world.system.get(Account, customer.account_id)).disabled_at is None
    assert await world.actions() == ["customer.disabled", "customer.enabled"]


async def test_a_disabled_customers_sessions_end_and_nobody_elses(world):
    now = present.now()
    for someone in (world.north.anna, world.north.ben, world.south.anna):
        columns = {
            "partner_id": someone.row.partner_id,
            "account_id": someone.account_id,
            "token_hash": str(someone.id),
        }
        await world.system.add(Session(**columns, created_at=now, last_seen_at=now, expires_at=now))

    await disable_customer(world.north.editor.access, customer_id=world.north.anna.id)

    left = {session.account_id for session in await world.system.rows(Session)}
    assert left == {world.north.ben.account_id, world.south.anna.account_id}


async def test_nobody_is_disabled_or_enabled_twice(world):
    with pytest.raises(WrongState):
        await enable_customer(world.north.editor.access, customer_id=world.north.anna.id)
    await disable_customer(world.north.editor.access, customer_id=world.north.anna.id)
    with pytest.raises(WrongState):
        await disable_customer(world.north.editor.access, customer_id=world.north.anna.id)

    assert await world.actions() == ["customer.disabled"]


# The plan's limit is told in test_plans.py


async def test_a_customer_beyond_the_plan_leaves_nothing(world):
    await world.system.rows(Partner).filter(id=world.north.id).update(customer_limit=2)

    with pytest.raises(PlanLimitReached):
        await add_cora(world, shares=[folder()])

    assert await nothing_was_added(world)
    assert await world.system.rows(Share).count() == 0


async def test_what_is_wrong_with_a_customer_is_told_before_that_the_plan_has_no_room(world):
    await world.system.rows(Partner).filter(id=world.north.id).update(customer_limit=2)

    with pytest.raises(InvalidInput) as refused:
        await add_cora(world, email="ß" * 60 + "@" + ("b" * 60 + ".") * 3 + "example")

    assert paths(refused) == [("email",)]
    assert await nothing_was_added(world)
