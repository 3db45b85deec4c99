"""Importing customers from a file: looked through first, then added all or none."""

from __future__ import annotations

import asyncio

import pytest

from graphapi.errors import Forbidden, InvalidInput, NotFound, PlanLimitReached, WrongState
from graphapi.models import (
    Account,
    Customer,
    CustomerImport,
    CustomerImportState,
    CustomerStatus,
    InvitationState,
    Language,
    OneTimeToken,
    Partner,
    Share,
    ShareRecipient,
)
from graphapi.services.customer_files import MAX_BYTES
from graphapi.services.customer_imports import import_customers, start_customer_import
from graphapi.services.customers import delete_customer
from graphapi.services.housekeeping import forget_what_ended
from graphapi.services.import_runs import run_next_import
from graphapi.services.shares import PASSWORD_PLACE
from tests.entering import base64_of, file_of
from tests.services.counting import counters_and_counts
from tests.services.importing import CARL, DORA, imported, look_through, newcomers, run, start, told
from tests.snapshot import snapshot
from tests.tables import all_texts
from tests.world import add_customer

# Looking through


async def test_looking_a_file_through_adds_nothing(world):
    row = await look_through(world, CARL, DORA, header="Vorname;Nachname;E-Mail;Ort")

    assert (row.state, row.row_count, row.problem_count) == (CustomerImportState.CHECKED, 2, 0)
    assert row.ignored == ["Ort"]
    assert [(shown["row"], shown["FIRST_NAME"], shown["links"]) for shown in row.preview] == [
        (2, "Carl", 0),
        (3, "Dora", 0),
    ]
    assert await newcomers(world) == []
    assert (await world.fresh(world.north.partner)).customer_count == 2
    assert (await world.mails(), await world.actions()) == ([], [])


async def test_what_is_wrong_is_told_by_row_and_column(world):
    await world.system.rows(Customer).filter(id=world.north.ben.id).update(number="7")
    row = await look_through(
        world,
        f"{CARL};carl;1;de;https://c.example/1;x",
        ";Anna;anna@example.com;;;;;",
        "Dora;;dora@example;d;7;fr;http://c.example;",
        "Carla;Cordes;CARL@example.com;CARL;1;;;secret",
        f"Emil;Eck;emil@example.com;anna;;;;;{'x'}",
        f"{'F' * 101};Fell;{world.north.viewer.email};;;;;",
        header="Vorname;Nachname;E-Mail;Benutzername;Kundennummer;Sprache;Link;Passwort",
    )

    assert told(row) == [
        (3, "FIRST_NAME", "Please fill this in."),
        (3, "EMAIL", "Somebody already signs in with this mail address."),
        (4, "LANGUAGE", "Please write de or en."),
        (4, "LAST_NAME", "Please fill this in."),
        (4, "EMAIL", "This is not a mail address. Please write it like name@example.com."),
        (
            4,
            "USERNAME",
            "Please use 3 to 64 letters, digits, dots or dashes, beginning and ending with a letter or digit.",
        ),
        (4, "LINK", "The link must start with https://."),
        (4, "NUMBER", "Another customer already has this number."),
        (5, "PASSWORD", "There is no link that this belongs to."),
        (5, "EMAIL", "Row 2 has the same."),
        (5, "USERNAME", "Row 2 has the same."),
        (5, "NUMBER", "Row 2 has the same."),
        (6, None, "There are more cells than columns. Is a quotation mark missing?"),
        (6, "USERNAME", "This user name is taken. Please choose another."),
        (7, "FIRST_NAME", "Please use at most 100 characters."),
        (7, "EMAIL", "Somebody already signs in with this mail address."),
    ]
    assert row.problem_count == 16


async def test_what_another_partners_people_have_is_free(world):
    await world.system.rows(Customer).filter(id=world.south.ben.id).update(number="7")
    await add_customer(world.south.partner, first_name="Carl", username="carl")

    row = await imported(world, f"{CARL};carl;7", header="Vorname;Nachname;E-Mail;Benutzername;Kundennummer")

    assert row.state is CustomerImportState.COMPLETED


async def test_the_first_problems_are_kept_and_rows_that_have_some_are_shown_before_others(world):
    lines = [f"A{number};B;a{number}@example.com" for number in range(100)] + [f";B;{number}" for number in range(300)]
    await world.system.rows(Partner).filter(id=world.north.id).update(customer_limit=None)
    row = await look_through(world, *lines)

    assert (row.problem_count, len(row.problems)) == (600, 200)
    assert [shown["row"] for shown in row.preview] == [*range(102, 152)]


async def test_a_file_that_cannot_be_read_is_refused_at_its_path(world):
    for content in ("no base64!", "é", base64_of(b""), base64_of(b"x" * (MAX_BYTES + 1))):
        with pytest.raises(InvalidInput) as refused:
            await look_through(world, content=content)
        assert [problem.path for problem in refused.value.problems] == [("contentBase64",)]

    assert await world.system.rows(CustomerImport).count() == 0


async def test_the_plan_is_told_of_before_the_rows(world):
    await world.system.rows(Partner).filter(id=world.north.id).update(customer_limit=3)

    with pytest.raises(PlanLimitReached) as refused:
        await look_through(world, CARL, ";B;")

    assert (refused.value.used, refused.value.limit, refused.value.upgrade_to.code) == (2, 3, "free")
    text = "Your plan holds 3 customers and has 2, so there is no room for 2 more. {} has room for all."
    assert str(refused.value.message) == text.format("Free (0.00 € net a month)")
    assert await world.system.rows(CustomerImport).count() == 0


async def test_the_plan_that_is_named_has_room_for_all(world):
    with pytest.raises(PlanLimitReached) as refused:
        await look_through(world, *(f"A{number};B;a{number}@example.com" for number in range(49)))

    assert refused.value.upgrade_to.code == "l"


async def test_a_file_is_sealed_for_as_long_as_it_waits(world, database):
    header = "Vorname;Nachname;E-Mail;Link;Passwort;Notiz"
    await look_through(world, f"{CARL};https://c.example/1;folder-secret;A-note", header=header)

    texts = " ".join((await all_texts(database)).values())
    assert "folder-secret" not in texts
    assert "A-note" not in texts


async def test_another_file_takes_the_place_of_one_that_was_not_started(world):
    first, others = await look_through(world, CARL), await look_through(world, CARL, who=world.north.owner)
    second = await look_through(world, DORA)

    left = {row.id for row in await world.system.rows(CustomerImport)}
    assert left == {others.id, second.id}
    with pytest.raises(NotFound):
        await start(world, first)


async def test_viewers_operators_and_customers_import_nothing(world):
    row = await look_through(world, CARL)
    before = await snapshot()

    for someone in (world.north.viewer, world.operator, world.north.anna):
        with pytest.raises(Forbidden):
            await look_through(world, CARL, who=someone)
        with pytest.raises(Forbidden):
            await start_customer_import(someone.access, import_id=row.id, invite=True)

    assert await snapshot() == before


async def test_another_partners_import_is_not_found(world):
    row = await look_through(world, CARL)

    for import_id in (row.id, None):
        with pytest.raises(NotFound):
            await start_customer_import(world.south.owner.access, import_id=import_id, invite=True)

    assert (await world.fresh(row)).state is CustomerImportState.CHECKED


# Adding


async def test_all_customers_are_added_as_they_would_be_one_by_one(world):
    row = await imported(
        world,
        f'{CARL};Cordes & Co;carl;K-1;en;\'=Calls.;"https://cloud.example.com/s/1\nwww.dropbox.com/s/2";'
        '"Drafts\n";"geheim\n"',
        f"{DORA};;;;;;;;",
        header="Vorname;Nachname;E-Mail;Firma;Benutzername;Kundennummer;Sprache;Notiz;Link;Titel;Passwort",
    )
    carl, dora = await newcomers(world)

    assert (row.state, row.rows_done, row.problems, row.failure) == (CustomerImportState.COMPLETED, 2, [], None)
    assert (carl.name, carl.company, carl.number, carl.note) == ("Carl Cordes", "Cordes & Co", "K-1", "=Calls.")
    assert (carl.language, carl.status, carl.username) == (Language.EN, CustomerStatus.DRAFT, "carl")
    assert (dora.name_key, dora.email_key, dora.language) == ("dune dora", "dora@example.com", Language.EN)
    account = await world.system.get(Account, carl.account_id)
    assert (account.email_key, account.username_key, account.password_hash) == ("carl@example.com", "carl", None)
    shares = await world.system.rows(Share).order_by("position")
    assert [(share.title, share.url, share.position) for share in shares] == [
        ("Drafts", "https://cloud.example.com/s/1", 1),
        ("Dropbox", "https://www.dropbox.com/s/2", 2),
    ]
    keys = world.system.keys
    sealed = shares[0].password_sealed
    assert keys.unseal(sealed, place=PASSWORD_PLACE, row_id=shares[0].id, partner_id=world.north.id) == "geheim"
    assert shares[1].password_sealed is None
    assert await world.system.rows(ShareRecipient).filter(customer_id=carl.id).count() == 2
    assert await counters_and_counts(world.system, world.north.id) == ((4, 0), (4, 0))
    assert await world.mails() == []


async def test_the_log_tells_of_each_customer_and_of_the_import_in_the_name_of_who_started_it(world):
    row = await imported(world, CARL, DORA, who=world.north.owner, invite=True)
    carl, dora = await newcomers(world)

    entries = await world.audit_log()
    assert [(entry.action, entry.subject_id, entry.actor_name) for entry in entries] == [
        ("customer.created", carl.id, "Emil North"),
        ("customer.invited", carl.id, "Emil North"),
        ("customer.created", dora.id, "Emil North"),
        ("customer.invited", dora.id, "Emil North"),
        ("customers.imported", row.id, "Emil North"),
    ]
    assert entries[-1].params == {"count": 2}


async def test_invitations_are_sent_if_they_are_wanted(world):
    await imported(world, CARL, DORA, invite=True)

    people = await newcomers(world)
    mails = await world.mails()
    assert {(mail.person_id, mail.to_email) for mail in mails} == {(each.id, each.email) for each in people}
    assert {(each.status, each.invitation_state) for each in people} == {
        (CustomerStatus.INVITED, InvitationState.QUEUED)
    }
    assert {mail.token_id for mail in mails} == {token.id for token in await world.system.rows(OneTimeToken)}


async def test_without_a_dry_run_a_file_without_problems_starts_at_once(world):
    content = file_of(CARL)
    row = await import_customers(world.north.editor.access, content_base64=content, dry_run=False, invite=True)
    assert (row.state, row.invite, row.preview) == (CustomerImportState.RUNNING, True, [])

    assert (await run(world, row)).state is CustomerImportState.COMPLETED
    again = await import_customers(world.north.editor.access, content_base64=content, dry_run=False, invite=True)
    assert (again.state, again.problem_count) == (CustomerImportState.CHECKED, 1)
    assert not await run_next_import(world.system)


async def test_an_import_starts_once_and_only_without_problems(world):
    wrong = await look_through(world, ";B;")
    with pytest.raises(WrongState):
        await start(world, wrong)
    row = await look_through(world, CARL)

    outcomes = await asyncio.gather(*(start(world, row) for _ in range(3)), return_exceptions=True)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["CustomerImport", "WrongState", "WrongState"]


async def test_nothing_of_the_file_is_left_when_it_has_run(world, database):
    row = await imported(world, f"{CARL};x", invite=True, header="Vorname;Nachname;E-Mail;Carl?")

    assert (row.content_sealed, row.preview, row.ignored) == (None, [], [])
    [carl] = await newcomers(world)
    await delete_customer(world.north.editor.access, customer_id=carl.id)
    # What counts the mails to an address knows it by a keyed hash.
    left = [text for text in (await all_texts(database)).values() if "carl" in text.casefold() or "cordes" in text]
    assert left == []


async def test_an_erasure_forgets_the_files_that_wait(world):
    norths = await look_through(world, f"Anna;Adler;{world.north.anna.email}")
    souths = await import_customers(world.south.owner.access, content_base64=file_of(CARL), dry_run=True, invite=False)
    ended = await imported(world, CARL, who=world.north.owner)

    await delete_customer(world.north.editor.access, customer_id=world.north.anna.id)

    assert {row.id for row in await world.system.rows(CustomerImport)} == {souths.id, ended.id}
    assert norths.id not in {souths.id, ended.id}


async def test_files_are_forgotten_after_an_hour_and_outcomes_after_a_month(world, clock):
    ended = await imported(world, CARL)
    waiting = await look_through(world, DORA)

    clock.forward(minutes=59)
    await forget_what_ended(world.system)
    assert await world.system.rows(CustomerImport).count() == 2
    clock.forward(minutes=1)
    await forget_what_ended(world.system)
    assert [row.id for row in await world.system.rows(CustomerImport)] == [ended.id]
    assert ended.id != waiting.id
    clock.forward(days=30)
    await forget_what_ended(world.system)
    assert await world.system.rows(CustomerImport).count() == 0
