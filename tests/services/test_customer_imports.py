"""Importing customers from a file: looked through first, then added all or none."""

from __future__ import annotations

import asyncio
import gc
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from tortoise.exceptions import OperationalError

from graphapi import clock as present
from graphapi.access import Access
from graphapi.errors import Forbidden, InvalidInput, NotFound, PlanLimitReached, WrongState
from graphapi.i18n import translate
from graphapi.models import (
    Account,
    Customer,
    CustomerImport,
    CustomerImportState,
    CustomerStatus,
    InvitationState,
    Language,
    Mail,
    MemberRole,
    OneTimeToken,
    Partner,
    PartnerStatus,
    Share,
    ShareRecipient,
    Throttle,
)
from graphapi.services import import_runs
from graphapi.services.customer_files import MAX_BYTES
from graphapi.services.customer_imports import import_customers, start_customer_import
from graphapi.services.customers import create_customer, delete_customer, send_invitation
from graphapi.services.housekeeping import forget_what_ended
from graphapi.services.import_runs import run_next_import
from graphapi.services.members import remove_member, update_member
from graphapi.services.shares import PASSWORD_PLACE
from tests.entering import add_cora, base64_of, cora, file_of
from tests.services.counting import counters_and_counts
from tests.snapshot import snapshot
from tests.statements import recorded_statements
from tests.tables import all_texts
from tests.world import add_customer

ROOT = Path(__file__).parents[2]
CARL, DORA = "Carl;Cordes;carl@example.com", "Dora;Düne;dora@example.com"


async def look_through(world, *lines: str, who=None, **options) -> CustomerImport:
    """Have the editor of *north* upload a file."""
    access = (who or world.north.editor).access
    content = options.pop("content", None) or file_of(*lines, **options)
    return await import_customers(access, content_base64=content, dry_run=True, invite=False)


async def start(world, row: CustomerImport, *, invite: bool = False) -> CustomerImport:
    return await start_customer_import(world.north.editor.access, import_id=row.id, invite=invite)


async def run(world, row: CustomerImport) -> CustomerImport:
    """Do what the server does in the background."""
    assert await run_next_import(world.system)
    assert not await run_next_import(world.system)
    return await world.fresh(row)


async def imported(world, *lines: str, invite: bool = False, **options) -> CustomerImport:
    row = await look_through(world, *lines, **options)
    assert row.problems == []
    return await run(world, await start(world, row, invite=invite))


def told(row: CustomerImport) -> list[tuple[int, str | None, str]]:
    """What is wrong, as an English reader sees it."""
    return [
        (number, column, translate(import_runs.message(text, **values), "en"))
        for number, column, text, values in row.problems
    ]


async def newcomers(world) -> list[Customer]:
    """The customers of *north* that were not there at first, by their numbers in time."""
    known = [world.north.anna.id, world.north.ben.id]
    return await world.system.rows(Customer).filter(partner_id=world.north.id).exclude(id__in=known).order_by("id")


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
    row = await imported(world, CARL, f"{DORA}", invite=True)
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


# All or nothing


async def nothing_was_added(world, row: CustomerImport) -> bool:
    north = await world.fresh(world.north.partner)
    left = [await world.system.rows(model).count() for model in (Mail, OneTimeToken, Share, Throttle)]
    return (await newcomers(world), north.customer_count, left, row.content_sealed, row.rows_done) == (
        [],
        2,
        [0, 0, 0, 0],
        None,
        0,
    )


async def test_what_is_taken_meanwhile_fails_the_whole(world):
    row = await start(world, await look_through(world, CARL, DORA))
    await create_customer(world.south.owner.access, new=cora(email="dora@example.com"))
    await world.system.rows(Account).filter(id=world.north.viewer.account_id).update(email_key="dora@example.com")

    row = await run(world, row)

    assert row.state is CustomerImportState.FAILED
    assert told(row) == [(3, "EMAIL", "Somebody already signs in with this mail address.")]
    assert await newcomers(world) == []


async def test_what_is_taken_while_it_is_prepared_fails_the_whole_too(world, monkeypatch):
    row = await start(world, await look_through(world, CARL, DORA), invite=True)
    checked = import_runs.check_rows

    async def check_rows(access: Access, file):
        found = await checked(access, file)
        await world.system.rows(Account).filter(id=world.north.ben.account_id).update(email_key="dora@example.com")
        return found

    monkeypatch.setattr(import_runs, "check_rows", check_rows)
    row = await run(world, row)

    assert told(row) == [(3, "EMAIL", "Somebody already signs in with this mail address.")]
    assert row.state is CustomerImportState.FAILED
    assert await nothing_was_added(world, row)


async def test_a_plan_that_is_full_by_then_fails_the_whole(world):
    row = await start(world, await look_through(world, CARL, DORA))
    await world.system.rows(Partner).filter(id=world.north.id).update(customer_limit=3)

    row = await run(world, row)

    assert (row.state, row.failure) == (CustomerImportState.FAILED, import_runs.NO_ROOM.text)
    assert await nothing_was_added(world, row)


async def test_a_plan_that_is_full_at_the_start_is_told_then(world):
    row = await look_through(world, CARL, DORA)
    await world.system.rows(Partner).filter(id=world.north.id).update(customer_limit=3)

    with pytest.raises(PlanLimitReached):
        await start(world, row)

    assert (await world.fresh(row)).state is CustomerImportState.CHECKED


async def test_an_address_that_had_its_share_of_mails_fails_the_whole(world, clock):
    for _ in range(10):
        carl = await add_cora(world, email="carl@example.com")
        await delete_customer(world.north.editor.access, customer_id=carl.id)
    clock.forward(hours=1)
    counters = {row.id: row.count for row in await world.system.rows(Throttle)}

    row = await run(world, await start(world, await look_through(world, DORA, CARL), invite=True))

    assert told(row) == [(3, "EMAIL", "Many mails went to this address of late. Please try again in 23 h.")]
    assert await newcomers(world) == []
    assert {row.id: row.count for row in await world.system.rows(Throttle)} == counters
    assert (await imported(world, DORA, CARL)).state is CustomerImportState.COMPLETED


async def test_an_invitation_counts_for_its_address(world, clock):
    await imported(world, CARL, invite=True)
    [carl] = await newcomers(world)
    sent = 1
    with pytest.raises(Exception, match="Too many attempts"):
        for _ in range(20):
            clock.forward(hours=1)
            await send_invitation(world.north.editor.access, customer_id=carl.id)
            sent += 1

    assert sent == 10


@pytest.mark.parametrize("how", ["removed", "a viewer", "suspended"])
async def test_who_may_no_longer_add_customers_adds_none(world, how):
    row = await start(world, await look_through(world, CARL))
    editor = world.north.editor
    if how == "removed":
        await remove_member(world.north.owner.access, member_id=editor.id)
    elif how == "a viewer":
        await update_member(world.north.owner.access, member_id=editor.id, role=MemberRole.VIEWER)
    else:
        await world.system.rows(Partner).filter(id=world.north.id).update(status=PartnerStatus.SUSPENDED)

    assert await run_next_import(world.system) is (how != "removed")

    assert await newcomers(world) == []
    left = [(each.state, each.failure) for each in await world.system.rows(CustomerImport).filter(id=row.id)]
    failed = (CustomerImportState.FAILED, import_runs.NOT_PERMITTED.text)
    assert left == ([] if how == "removed" else [failed])


async def test_a_fault_of_ours_is_told_without_its_words(world, monkeypatch, caplog):
    row = await start(world, await look_through(world, CARL))

    async def break_down(*_: object) -> None:
        raise ZeroDivisionError("carl@example.com")

    monkeypatch.setattr(import_runs, "check_rows", break_down)
    row = await run(world, row)

    assert (row.state, row.failure) == (CustomerImportState.FAILED, import_runs.OUR_FAULT.text)
    assert await nothing_was_added(world, row)
    assert "ZeroDivisionError" in caplog.text
    assert "carl@example.com" not in caplog.text


# Processes that end, and several of them


@contextmanager
def ending_after(monkeypatch, name: str, error: BaseException):
    """Have a step of an import end as a killed process does: without a word."""

    async def end(*_: object, **__: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(import_runs.shares, name, end)
        yield


async def test_what_a_killed_process_had_begun_is_begun_anew_by_another(world, clock, monkeypatch):
    header = "Vorname;Nachname;E-Mail;Link"
    row = await look_through(world, f"{CARL};https://c.example/1", header=header)
    row = await start(world, row)
    with (
        ending_after(monkeypatch, "next_position", asyncio.CancelledError()),
        pytest.raises(asyncio.CancelledError),
    ):
        await run_next_import(world.system)
    row = await world.fresh(row)
    assert (row.state, await newcomers(world)) == (CustomerImportState.RUNNING, [])

    clock.forward(seconds=59)
    assert not await run_next_import(world.system)
    clock.forward(seconds=1)
    assert (await run(world, row)).state is CustomerImportState.COMPLETED
    assert len(await newcomers(world)) == 1


async def test_what_is_killed_amid_its_transaction_has_added_nothing_and_is_added_by_another(world, database_url):
    row = await start(world, await look_through(world, CARL, DORA), invite=True)
    command = [sys.executable, "-m", "tests.services.importer", database_url]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    assert await process.stdout.readline() == b"adding\n"
    process.kill()
    await process.wait()

    assert await newcomers(world) == []
    assert (await world.mails(), await world.actions()) == ([], [])
    assert not await run_next_import(world.system)
    await world.system.rows(CustomerImport).update(claimed_until=present.now())  # a minute later
    assert (await run(world, row)).state is CustomerImportState.COMPLETED
    assert len(await newcomers(world)) == len(await world.mails()) == 2


async def test_a_database_that_restarts_is_waited_for_but_not_for_ever(world, clock, monkeypatch):
    row = await start(
        world, await look_through(world, f"{CARL};https://c.example/1", header="Vorname;Nachname;E-Mail;Link")
    )
    for _ in range(2):
        with (
            ending_after(monkeypatch, "next_position", OperationalError("gone")),
            pytest.raises(OperationalError),
        ):
            await run_next_import(world.system)
        assert (await world.fresh(row)).state is CustomerImportState.RUNNING
        clock.forward(minutes=1)

    clock.forward(hours=1)
    with ending_after(monkeypatch, "next_position", OperationalError("gone")):
        assert await run_next_import(world.system)
    assert (await world.fresh(row)).failure == import_runs.OUR_FAULT.text


async def test_whoever_was_overtaken_adds_nothing(world, clock, monkeypatch):
    row = await start(world, await look_through(world, CARL))
    checked = import_runs.check_rows

    async def slowly(access: Access, file):
        found = await checked(access, file)
        monkeypatch.setattr(import_runs, "check_rows", checked)
        clock.forward(minutes=1)
        assert await run_next_import(world.system)
        return found

    monkeypatch.setattr(import_runs, "check_rows", slowly)
    assert await run_next_import(world.system)

    assert (await world.fresh(row)).state is CustomerImportState.COMPLETED
    assert len(await newcomers(world)) == 1
    assert await counters_and_counts(world.system, world.north.id) == ((3, 0), (3, 0))


async def test_one_import_is_run_by_one_process(world):
    row = await start(world, await look_through(world, CARL, DORA))

    assert sorted(await asyncio.gather(*(run_next_import(world.system) for _ in range(4)))) == [
        False,
        False,
        False,
        True,
    ]
    assert (await world.fresh(row)).state is CustomerImportState.COMPLETED


async def test_of_two_imports_at_once_that_fill_the_plan_one_is_added(world):
    await world.system.rows(Partner).filter(id=world.north.id).update(customer_limit=5)
    lines = [[f"{side}{number};X;{side}{number}@example.com" for number in range(2)] for side in "ab"]
    rows = [
        await import_customers(who.access, content_base64=file_of(*some), dry_run=False, invite=True)
        for who, some in zip((world.north.owner, world.north.editor), lines, strict=True)
    ]

    assert await asyncio.gather(*(run_next_import(world.system) for _ in rows)) == [True, True]

    states = sorted([(await world.fresh(row)).state for row in rows])
    assert states == [CustomerImportState.COMPLETED, CustomerImportState.FAILED]
    assert await counters_and_counts(world.system, world.north.id) == ((4, 0), (4, 0))
    assert len(await world.mails()) == 2


async def test_of_two_imports_of_one_file_at_once_one_is_added(world):
    rows = [
        await import_customers(who.access, content_base64=file_of(CARL, DORA), dry_run=False, invite=False)
        for who in (world.north.owner, world.north.editor)
    ]

    assert await asyncio.gather(*(run_next_import(world.system) for _ in rows)) == [True, True]

    states = sorted([(await world.fresh(row)).state for row in rows])
    assert states == [CustomerImportState.COMPLETED, CustomerImportState.FAILED]
    assert len(await newcomers(world)) == 2


# Many


def many(count: int) -> str:
    """A file of customers with folders, as large as they come."""
    lines = [
        f"Vorname{number};Nachname{number};kunde{number}@kunden.example;Firma {number} GmbH;K-{number};"
        f"https://cloud.example.com/s/{number:020};Unterlagen {number};geheim{number};"
        f"Ruft gern am Montag an. {'x' * 100}"
        for number in range(count)
    ]
    return file_of(*lines, header="Vorname;Nachname;E-Mail;Firma;Kundennummer;Link;Titel;Passwort;Notiz")


@pytest.mark.parametrize("count", [3, 100])
async def test_the_number_of_statements_does_not_grow_with_the_customers(world, monkeypatch, count):
    monkeypatch.setattr(import_runs, "TELL_EVERY", 1000)
    await world.system.rows(Partner).filter(id=world.north.id).update(customer_limit=None)
    with recorded_statements() as looking:
        row = await look_through(world, content=many(count))
    await start(world, row, invite=True)

    with recorded_statements() as adding:
        assert await run_next_import(world.system)

    # The partner; addresses and numbers that are taken; the last file, and this one.
    assert len(looking) == 5
    # The claim, two; who and where; addresses and numbers; the plan and the claim; both again, and the mails' counters;
    # the last position, seven tables with a statement for each hundred rows, the end.
    assert len(adding) == 20 + 3 * (count == 100)
    assert (await world.fresh(row)).state is CustomerImportState.COMPLETED


async def test_two_thousand_customers_keep_nobody_waiting(world):
    """Measured by the time this thread works, so that a machine with much else to do tells the same."""
    await world.system.rows(Partner).filter(id=world.north.id).update(customer_limit=None)
    content = many(2000)
    assert len(content) < 1_000_000
    longest = 0.0

    async def watch() -> None:
        nonlocal longest
        last = time.thread_time()
        while True:
            await asyncio.sleep(0)
            longest = max(longest, time.thread_time() - last)
            last = time.thread_time()

    # What other tests left in memory is not collected once more meanwhile.
    gc.collect()
    gc.freeze()
    watching = asyncio.create_task(watch())
    began = time.thread_time()
    row = await import_customers(world.north.editor.access, content_base64=content, dry_run=False, invite=True)
    assert await run_next_import(world.system)
    took = time.thread_time() - began
    watching.cancel()
    gc.unfreeze()

    row = await world.fresh(row)
    assert (row.state, row.rows_done) == (CustomerImportState.COMPLETED, 2000)
    assert await world.system.rows(Customer).filter(partner_id=world.north.id).count() == 2002
    assert await world.system.rows(Mail).count() == 2000
    assert await world.system.rows(Share).count() == 2000
    assert longest < 0.1
    assert took < 10


async def test_how_far_it_came_can_be_seen_meanwhile(world, monkeypatch):
    monkeypatch.setattr(import_runs, "TELL_EVERY", 0)
    seen: list[int] = []
    row = await start(world, await look_through(world, content=many(5)))
    new_rows = import_runs.new_rows

    def watched(*arguments, **options):
        seen.append(len(seen))
        return new_rows(*arguments, **options)

    with recorded_statements() as statements:
        monkeypatch.setattr(import_runs, "new_rows", watched)
        await run(world, row)

    told_of = [text for text in statements if text.startswith("UPDATE") and '"rows_done"' in text]
    assert len(told_of) > len(seen) >= 5
