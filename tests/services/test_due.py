"""What is due by the calendar, done once: whoever does it, however late, however many at once."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime

import pytest

from graphapi.errors import PlanLimitReached
from graphapi.models import (
    AuditEntry,
    Mail,
    MailKind,
    PartnerStatus,
    ShareAudience,
    Subscription,
    SubscriptionStatus,
)
from graphapi.services.billing import percent_reached
from graphapi.services.customers import create_customer
from graphapi.services.due import run_due
from graphapi.services.invoices import mark_invoice_paid
from graphapi.services.notices import partners_to_be_told
from graphapi.services.shares import create_share
from graphapi.services.subscriptions import cancel_subscription, change_plan
from graphapi.settings import Environment
from tests.clock import START
from tests.entering import cora, folder
from tests.services.booking import west_on
from tests.world import with_settings


async def paid(partner) -> None:
    """Have all its invoices paid, so that nothing is reminded of."""
    for invoice in await partner.invoices():
        if invoice.status == "OPEN":
            await mark_invoice_paid(partner.world.operator.access, invoice_id=invoice.id)


async def mails(world, kind: MailKind) -> list[Mail]:
    return [mail for mail in await world.mails() if mail.kind is kind]


# Periods


async def test_a_period_is_renewed_on_its_last_day_s_morrow_and_billed(world, clock):
    partner = await west_on(world, clock, "s")
    await paid(partner)

    partner.on("2026-12-31")
    assert await partner.run_due() == {}
    partner.on("2027-01-01")
    assert await partner.run_due() == {"RENEWED": 1}
    assert await partner.run_due() == {}

    assert await partner.billed() == [("2026-000001", "2026-01-01", 3000), ("2027-000001", "2027-01-01", 3000)]
    assert (await partner.subscription()).period_end == date(2028, 1, 1)


@pytest.mark.parametrize(
    ("moment", "is_renewed"),
    [
        # Berlin is an hour ahead in winter: its 1 January begins at 23:00 of the day before in UTC.
        (datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC), False),
        (datetime(2026, 12, 31, 23, 0, 0, tzinfo=UTC), True),
    ],
)
async def test_days_are_those_of_the_business(world, clock, moment, is_renewed):
    partner = await west_on(world, clock, "s")
    await paid(partner)
    clock.time = moment

    assert await partner.run_due() == ({"RENEWED": 1} if is_renewed else {})
    assert [invoice.number for invoice in await partner.invoices()][1:] == (["2027-000001"] if is_renewed else [])


@pytest.mark.parametrize(
    ("begun", "end", "before", "after"),
    [
        # Clocks go forward on 28 March 2027: from the 28th's 01:00 UTC on Berlin is two hours ahead.
        (
            "2026-03-28",
            "2027-03-28",
            datetime(2027, 3, 27, 22, 59, tzinfo=UTC),
            datetime(2027, 3, 27, 23, 0, tzinfo=UTC),
        ),
        (
            "2026-03-29",
            "2027-03-29",
            datetime(2027, 3, 28, 21, 59, tzinfo=UTC),
            datetime(2027, 3, 28, 22, 0, tzinfo=UTC),
        ),
        # And back on 31 October.
        (
            "2026-10-31",
            "2027-10-31",
            datetime(2027, 10, 30, 21, 59, tzinfo=UTC),
            datetime(2027, 10, 30, 22, 0, tzinfo=UTC),
        ),
        (
            "2026-11-01",
            "2027-11-01",
            datetime(2027, 10, 31, 22, 59, tzinfo=UTC),
            datetime(2027, 10, 31, 23, 0, tzinfo=UTC),
        ),
    ],
)
async def test_a_day_begins_at_its_midnight_whatever_the_clocks_do(world, clock, begun, end, before, after):
    partner = await west_on(world, clock, "s", day=begun)
    await paid(partner)

    clock.time = before
    assert await partner.run_due() == {}
    clock.time = after
    assert await partner.run_due() == {"RENEWED": 1}
    assert (await partner.subscription()).period_start == date.fromisoformat(end)


async def test_a_server_that_was_away_for_a_month_makes_up_for_it(world, clock):
    partner = await west_on(world, clock, "s")
    await paid(partner)
    partner.on("2027-02-01")

    assert await partner.run_due() == {"RENEWED": 1}

    invoice = (await partner.invoices())[-1]
    assert (invoice.issued_on, invoice.due_on) == (date(2027, 2, 1), date(2027, 2, 15))
    assert (invoice.period_start, invoice.period_end) == (date(2027, 1, 1), date(2028, 1, 1))


async def test_each_year_that_was_missed_is_billed(world, clock):
    partner = await west_on(world, clock, "s")
    await paid(partner)
    partner.on("2029-01-01")

    assert await partner.run_due() == {"RENEWED": 3}
    assert [row[0] for row in await partner.billed()] == ["2026-000001", "2029-000001", "2029-000002", "2029-000003"]


async def test_a_downgrade_takes_hold_at_the_period_s_end(world, clock):
    partner = await west_on(world, clock, "l")
    await paid(partner)
    await partner.change("s")
    await partner.use(customer_count=25)
    partner.on("2027-01-01")

    assert await partner.run_due() == {"CHANGED": 1, "TOLD": 1}
    assert (await partner.plan(), (await partner.partner()).customer_limit) == ("s", 25)
    assert (await partner.billed())[-1][2] == 3000


async def test_a_downgrade_that_does_not_fit_is_warned_of_once_30_days_before_and_the_plan_stays(world, clock):
    partner = await west_on(world, clock, "l")
    await paid(partner)
    await partner.change("s")
    await partner.use(customer_count=26)

    partner.on("2026-12-01")
    assert await partner.run_due() == {}
    partner.on("2026-12-02")
    assert await partner.run_due() == {"WARNED": 1}
    partner.on("2026-12-20")
    assert await partner.run_due() == {}
    [mail] = await mails(world, MailKind.DOWNGRADE_AT_RISK)
    assert (mail.to_email, mail.params) == (
        "wanda@west.example",
        {"plan": "S", "end_on": "2027-01-01", "used": 26, "links": 0},
    )

    partner.on("2027-01-01")
    assert await partner.run_due() == {"KEPT": 1}
    assert (await partner.plan(), (await partner.subscription()).next_plan_id) == ("l", None)
    assert (await partner.billed())[-1][2] == 9000


async def test_who_outgrows_the_lesser_plan_later_is_warned_then(world, clock):
    partner = await west_on(world, clock, "l")
    await paid(partner)
    await partner.change("s")
    partner.on("2026-12-10")
    assert await partner.run_due() == {}

    await partner.use(customer_count=26)

    assert await partner.run_due() == {"WARNED": 1}


async def test_after_a_cancellation_nobody_is_locked_out_and_nothing_can_be_added(world, clock):
    partner = await west_on(world, clock, "s")
    await paid(partner)
    await partner.use(customer_count=20, global_share_count=1)
    await cancel_subscription(partner.owner.access)
    partner.on("2027-01-01")

    assert await partner.run_due() == {"ENDED": 1, "TOLD": 1}

    row = await partner.partner()
    assert (await partner.plan(), row.status, row.customer_count) == ("free", PartnerStatus.ACTIVE, 20)
    assert (row.customer_limit, row.global_share_limit, len(await partner.billed())) == (10, 0, 1)
    with pytest.raises(PlanLimitReached, match="Your plan holds 10 customers"):
        await create_customer(partner.owner.access, new=cora())
    with pytest.raises(PlanLimitReached, match="Your plan has no global links"):
        await create_share(partner.owner.access, new=folder(), audience=ShareAudience.EVERYONE, customer_ids=None)
    await change_plan(partner.owner.access, plan_code="s")
    assert await create_customer(partner.owner.access, new=cora())


async def test_a_closed_partner_is_not_renewed(world, clock):
    partner = await west_on(world, clock, "s")
    await paid(partner)
    await partner.use(status=PartnerStatus.CLOSED)
    partner.on("2027-01-01")

    assert await partner.run_due() == {"ENDED": 1}
    assert len(await partner.billed()) == 1


async def test_a_suspended_partner_s_subscription_runs_on(world, clock):
    partner = await west_on(world, clock, "s")
    await paid(partner)
    await partner.use(status=PartnerStatus.SUSPENDED)
    partner.on("2027-01-01")

    assert await partner.run_due() == {"RENEWED": 1}


async def test_two_at_once_do_it_once(world, clock):
    partner = await west_on(world, clock, "s")
    partner.on("2027-01-01")

    counts = await asyncio.gather(*(run_due(world.system) for _ in range(4)))

    assert sum(counts, type(counts[0])()) == {"RENEWED": 1, "REMINDED": 1}
    assert [row[0] for row in await partner.billed()] == ["2026-000001", "2027-000001"]
    assert len(await mails(world, MailKind.INVOICE_REMINDER)) == 1


async def test_renewals_wait_for_a_seller_and_keep_nobody_else_waiting(world, clock, caplog):
    partner = await west_on(world, clock, "s")
    await paid(partner)
    north = {"period_end": date(2027, 1, 2), "status": SubscriptionStatus.CANCELED}
    await world.system.rows(Subscription).filter(partner_id=world.north.id).update(period_start=START.date(), **north)
    partner.on("2027-01-02")

    done = await run_due(with_settings(world.system, environment=Environment.PRODUCTION))

    assert done == {"FAILED": 1, "ENDED": 1}
    assert "billing details are not set" in caplog.text
    assert len(await partner.billed()) == 1
    assert await partner.run_due() == {"RENEWED": 1}


async def test_what_the_system_did_is_in_the_log(world, clock):
    partner = await west_on(world, clock, "s")
    partner.on("2027-01-01")
    await partner.run_due()

    entries = await world.system.rows(AuditEntry).filter(partner_id=partner.id).order_by("id")
    assert [(entry.action, entry.actor_role) for entry in entries][-3:] == [
        ("subscription.renewed", None),
        ("invoice.issued", None),
        ("invoice.reminded", None),
    ]


# Reminders


async def test_an_overdue_invoice_is_reminded_of_three_times(world, clock):
    partner = await west_on(world, clock, "s")
    reminded = []
    for month in ("01", "02", "03"):
        for day in range(1, 29):
            partner.on(f"2026-{month}-{day:02}")
            if (await partner.run_due()).get("REMINDED"):
                reminded.append(f"{month}-{day:02}")

    # Due on 15 January.
    assert reminded == ["01-22", "02-05", "02-19"]
    [*_, mail] = await mails(world, MailKind.INVOICE_REMINDER)
    assert (mail.to_email, mail.params["number"]) == ("invoices@west.example", "2026-000001")


async def test_a_server_that_was_away_reminds_once(world, clock):
    partner = await west_on(world, clock, "s")
    partner.on("2026-06-01")

    assert await partner.run_due() == {"REMINDED": 1}
    assert await partner.run_due() == {}


async def test_what_is_paid_is_not_reminded_of(world, clock):
    partner = await west_on(world, clock, "s")
    await paid(partner)
    partner.on("2026-06-01")

    assert await partner.run_due() == {}


# Notices of usage


async def test_owners_are_told_at_80_and_at_100_percent_each_time_it_gets_there(world, clock):
    partner = await west_on(world, clock, "free")
    used_and_told = []
    for used in (7, 8, 8, 9, 10, 10, 9, 10, 7, 10, 12, 3, 8):
        await partner.use(customer_count=used)
        used_and_told.append((used, (await partner.run_due()).get("TOLD", 0)))

    told = [(used, times) for used, times in used_and_told if times]
    assert told == [(8, 1), (10, 1), (10, 1), (10, 1), (8, 1)]
    found = await mails(world, MailKind.PLAN_NEARLY_FULL)
    assert [mail.params["used"] for mail in found] == [8, 10, 10, 10, 8]
    assert found[0].params == {"plan": "Free", "used": 8, "limit": 10}
    assert {mail.to_email for mail in found} == {"wanda@west.example"}


async def test_two_at_once_tell_once(world, clock):
    partner = await west_on(world, clock, "free")
    await partner.use(customer_count=10)

    counts = await asyncio.gather(*(run_due(world.system) for _ in range(4)))

    assert sum(count["TOLD"] for count in counts) == 1
    assert len(await mails(world, MailKind.PLAN_NEARLY_FULL)) == 1


@pytest.mark.parametrize(
    ("used", "limit"), [(0, 0), (5, None), (0, 10), (7, 10), (8, 10), (79, 99), (80, 99), (99, 99)]
)
async def test_the_database_and_the_rules_count_alike(world, clock, used, limit):
    partner = await west_on(world, clock, "free")
    for told in (0, 80, 100):
        await partner.use(customer_count=used, customer_limit=limit, noticed_percent=told)
        assert (partner.id in await partners_to_be_told()) == (told != percent_reached(used, limit))
