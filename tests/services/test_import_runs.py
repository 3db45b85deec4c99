"""Running imports: all customers or none, whatever happens meanwhile."""

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
from graphapi.errors import PlanLimitReached
from graphapi.models import (
    Account,
    Customer,
    CustomerImport,
    CustomerImportState,
    Mail,
    MemberRole,
    OneTimeToken,
    Partner,
    PartnerStatus,
    Share,
    Throttle,
)
from graphapi.services import import_runs
from graphapi.services.customer_imports import import_customers
from graphapi.services.customers import create_customer, delete_customer, send_invitation
from graphapi.services.import_runs import run_next_import
from graphapi.services.members import remove_member, update_member
from tests.entering import add_cora, cora, file_of
from tests.services.counting import counters_and_counts
from tests.services.importing import CARL, DORA, imported, look_through, newcomers, run, start, told
from tests.statements import recorded_statements

ROOT = Path(__file__).parents[2]


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
