"""Invoices: numbers without a gap, what is paid, and what is taken back."""

from __future__ import annotations

import asyncio
import signal
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from graphapi.database import transaction
from graphapi.errors import Forbidden, InvalidInput, NotFound, WrongState
from graphapi.models import Invoice, InvoiceCounter, InvoiceKind, InvoiceStatus, MailKind, Partner
from graphapi.services.billing_details import set_billing
from graphapi.services.invoices import invoices, mark_invoice_paid, void_invoice
from graphapi.services.partners import create_partner
from tests.entering import BILLING, paths, west
from tests.invoices import add_invoice
from tests.services.booking import west_on

ROOT = Path(__file__).parents[2]


async def numbers(world) -> list[str]:
    return [invoice.number for invoice in await world.system.rows(Invoice).order_by("number")]


async def set_up(world, number: int) -> Partner:
    """Set a partner up whose plan is billed."""
    entered = west(slug=f"west-{number}", owner_email=f"w{number}@west.example", plan_code="s", billing=BILLING)
    return await create_partner(world.operator.access, new=entered)


# Numbers


async def test_numbers_have_no_gap_when_many_are_given_at_once(world, clock):
    await asyncio.gather(*(set_up(world, number) for number in range(12)))

    assert await numbers(world) == [f"2026-{number:06}" for number in range(1, 13)]


async def test_what_is_refused_uses_no_number(world, clock):
    await set_up(world, 1)
    with pytest.raises(ZeroDivisionError):
        async with transaction():
            await set_up(world, 2)
            raise ZeroDivisionError
    await set_up(world, 3)

    assert await numbers(world) == ["2026-000001", "2026-000002"]


async def test_each_year_counts_for_itself_by_the_time_of_the_business(world, clock):
    for moment in (
        datetime(2026, 12, 31, 22, 59, tzinfo=UTC),
        datetime(2026, 12, 31, 23, 1, tzinfo=UTC),
        datetime(2027, 12, 31, 22, 59, tzinfo=UTC),
        datetime(2027, 12, 31, 23, 1, tzinfo=UTC),
    ):
        clock.time = moment
        await set_up(world, moment.year * 10000 + moment.hour * 60 + moment.minute)

    assert await numbers(world) == ["2026-000001", "2027-000001", "2027-000002", "2028-000001"]


async def test_processes_that_are_killed_leave_no_gap(world, database_url):
    """Each of three processes bills for as long as it lives; the last number is the count."""
    for turn in range(2):
        billers = [await start_biller(database_url, f"{name}-{turn}") for name in ("left", "middle", "right")]
        await asyncio.sleep(0.3)
        for process in billers:
            process.send_signal(signal.SIGKILL)
        await asyncio.gather(*(process.wait() for process in billers))

    given = await numbers(world)
    year = given[0][:4]
    assert given == [f"{year}-{number:06}" for number in range(1, len(given) + 1)]
    [counter] = await world.system.rows(InvoiceCounter)
    assert counter.taken == len(given) > 3


async def start_biller(url: str, name: str) -> asyncio.subprocess.Process:
    command = [sys.executable, "-m", "tests.services.biller", url, name]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    assert await process.stdout.readline() == b"billed\n"
    return process


# Paying


async def test_an_invoice_is_paid_today_or_on_a_day_that_is_named(world, clock):
    partner = await west_on(world, clock, "s")
    await partner.change("m")
    partner.on("2026-01-12")
    first, second = await partner.invoices()

    await mark_invoice_paid(world.operator.access, invoice_id=first.id)
    await mark_invoice_paid(world.operator.access, invoice_id=second.id, paid_on=date(2026, 1, 5))

    assert [(row.status, row.paid_on) for row in await partner.invoices()] == [
        (InvoiceStatus.PAID, date(2026, 1, 12)),
        (InvoiceStatus.PAID, date(2026, 1, 5)),
    ]
    with pytest.raises(WrongState, match="not open any more"):
        await mark_invoice_paid(world.operator.access, invoice_id=first.id)


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2026, 1, 13)])
async def test_nothing_is_paid_before_it_was_billed_or_in_time_to_come(world, clock, day):
    partner = await west_on(world, clock, "s")
    partner.on("2026-01-12")
    [invoice] = await partner.invoices()

    with pytest.raises(InvalidInput) as refused:
        await mark_invoice_paid(world.operator.access, invoice_id=invoice.id, paid_on=day)
    assert paths(refused) == [("paidOn",)]


# Taking back


async def test_an_invoice_is_taken_back_by_another_with_its_own_number(world, clock):
    partner = await west_on(world, clock, "s")
    partner.on("2026-01-12")
    [invoice] = await partner.invoices()
    frozen = {**invoice.__dict__, "status": None}

    await void_invoice(world.operator.access, invoice_id=invoice.id, reason="Wrong street")

    first, second = await partner.invoices()
    assert {**first.__dict__, "status": None} == frozen
    assert (first.status, second.kind, second.status) == (
        InvoiceStatus.VOID,
        InvoiceKind.CANCELLATION,
        InvoiceStatus.VOID,
    )
    assert (second.number, second.cancels_id, second.reason) == ("2026-000002", first.id, "Wrong street")
    assert (second.net_amount, second.vat_amount, second.gross_amount) == (-3000, -570, -3570)
    [line] = second.lines
    assert (line["quantity"], line["unit_amount"], line["net_amount"]) == (-12, 250, -3000)
    assert second.issued_on == date(2026, 1, 12)
    assert (await world.mails())[-1].params["canceled"] == "2026-000001"
    assert await partner.plan() == "s"


async def test_what_was_paid_is_owed_until_it_is_paid_back(world, clock):
    partner = await west_on(world, clock, "s")
    [invoice] = await partner.invoices()
    await mark_invoice_paid(world.operator.access, invoice_id=invoice.id)
    await void_invoice(world.operator.access, invoice_id=invoice.id, reason="By mistake")
    first, second = await partner.invoices()
    assert (first.status, first.paid_on, second.status) == (InvoiceStatus.VOID, date(2026, 1, 1), InvoiceStatus.OPEN)

    await mark_invoice_paid(world.operator.access, invoice_id=second.id)

    assert (await partner.invoices())[1].status is InvoiceStatus.PAID


async def test_the_same_is_billed_anew_with_the_present_details(world, clock):
    partner = await west_on(world, clock, "s")
    [invoice] = await partner.invoices()
    row = await partner.partner()
    set_billing(row, replace(BILLING, street="Nebenstr. 2", country="AT", vat_id="ATU13585627"))
    await row.save()

    await void_invoice(world.operator.access, invoice_id=invoice.id, reason="They have moved", reissue=True)

    first, second, third = await partner.invoices()
    assert [row.buyer["street"] for row in (first, second, third)] == ["Hauptstr. 1", "Hauptstr. 1", "Nebenstr. 2"]
    assert [row.gross_amount for row in (first, second, third)] == [3570, -3570, 3000]
    assert (third.kind, third.status, third.period_start) == (
        InvoiceKind.INVOICE,
        InvoiceStatus.OPEN,
        first.period_start,
    )


async def test_an_invoice_is_taken_back_once_and_what_takes_it_back_is_not(world, clock):
    partner = await west_on(world, clock, "s")
    [invoice] = await partner.invoices()
    access = world.operator.access

    attempts = [void_invoice(access, invoice_id=invoice.id, reason="x") for _ in range(2)]
    outcomes = await asyncio.gather(*attempts, return_exceptions=True)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Invoice", "WrongState"]
    _, second = await partner.invoices()
    with pytest.raises(WrongState, match="itself the cancellation"):
        await void_invoice(access, invoice_id=second.id, reason="x")
    with pytest.raises(InvalidInput):
        await void_invoice(access, invoice_id=second.id, reason=" ")


# Who may


@pytest.mark.parametrize("who", ["owner", "editor", "viewer", "anna"])
async def test_only_operators_say_what_is_paid_or_void(world, who):
    invoice = await add_invoice(world.north.partner)
    access = getattr(world.north, who).access

    for attempt in (
        mark_invoice_paid(access, invoice_id=invoice.id),
        void_invoice(access, invoice_id=invoice.id, reason="x"),
    ):
        with pytest.raises(Forbidden):
            await attempt
    assert (await world.fresh(invoice)).status is InvoiceStatus.OPEN


async def test_there_is_no_such_invoice(world):
    for key in (world.north.id, None):
        with pytest.raises(NotFound):
            await mark_invoice_paid(world.operator.access, invoice_id=key)


async def test_owners_read_their_own_invoices_and_operators_all(world):
    for side in (world.north, world.south):
        await add_invoice(side.partner, number=side.slug)

    assert [row.number for row in await invoices(world.north.owner.access)] == ["north"]
    assert await invoices(world.north.owner.access, partner_id=world.south.id) == []
    assert {row.number for row in await invoices(world.operator.access)} == {"north", "south"}
    assert [row.number for row in await invoices(world.operator.access, partner_id=world.south.id)] == ["south"]
    assert await invoices(world.operator.access, status=[InvoiceStatus.PAID]) == []
    for who in ("editor", "viewer", "anna"):
        with pytest.raises(Forbidden):
            invoices(getattr(world.north, who).access)


async def test_an_invoice_is_mailed_once_to_where_invoices_go(world, clock):
    await west_on(world, clock, "s")

    [mail] = [mail for mail in await world.mails() if mail.kind is MailKind.INVOICE]
    assert (mail.to_email, mail.to_name) == ("invoices@west.example", "West GmbH")
    assert mail.params == {"number": "2026-000001", "gross": 3570, "currency": "EUR", "due_on": "2026-01-15"}
