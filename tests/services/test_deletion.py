"""Deleting a partner: nothing of its people is left anywhere, but the invoices that the law wants kept."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tortoise import Tortoise

from graphapi.agreement_texts import PRESENT
from graphapi.errors import Forbidden, InvalidInput, NotFound, WrongState
from graphapi.ids import new_id
from graphapi.models import (
    AuditEntry,
    ExportChunk,
    FormerSlug,
    Invoice,
    InvoiceDocument,
    InvoiceKind,
    Language,
    Logo,
    Mail,
    MemberRole,
    Partner,
    PartnerExport,
    PartnerStatus,
    Plan,
    ShareAudience,
)
from graphapi.services.access_tokens import create_access_token
from graphapi.services.agreements import accept_agreement
from graphapi.services.customers import create_customer, delete_customer
from graphapi.services.deletion import delete_partner, forget_invoices
from graphapi.services.due import run_due
from graphapi.services.housekeeping import forget_what_ended
from graphapi.services.invoice_documents import make_documents
from graphapi.services.logos import remove_logo, set_logo
from graphapi.services.members import invite_member
from graphapi.services.orders import Acceptance, accept_order, place_order
from graphapi.services.partner_exports import export_partner, make_exports
from graphapi.services.partners import find_portal, suspend_partner, update_partner
from graphapi.services.passwords import request_password_reset
from graphapi.services.sessions import sign_in
from graphapi.services.shares import create_share, open_share
from graphapi.services.subscriptions import (
    cancel_subscription,
    change_plan,
    plan_quote,
    set_subscription_price,
    withdraw_cancellation,
)
from tests.clock import START
from tests.entering import BILLING, cora, folder, paths, wests
from tests.invoices import add_invoice
from tests.services.test_erasure import erase, live_a_full_life
from tests.services.test_logos import picture
from tests.snapshot import snapshot
from tests.tables import all_texts
from tests.world import SETTINGS, add_customer, add_member, someone

# Whatever is particular to West and its people, as far as it is written alike everywhere.
TRACES = ("west", "wanda", "cramer", "quillfeather", "zaunk", "k-4711", "hauptstr")


async def suspended(world, partner=None) -> Partner:
    partner_id = (partner or world.north.partner).id
    return await suspend_partner(world.operator.access, partner_id=partner_id, reason="Cancelled")


async def delete(world, partner: Partner | None = None, *, name: str | None = None) -> None:
    partner = partner or world.north.partner
    await delete_partner(world.operator.access, partner_id=partner.id, name=partner.name if name is None else name)


async def west_with_a_full_life(world) -> Partner:
    """West: ordered, accepted, with a team and a customer who have done what there is, and with an invoice."""
    order = await place_order(world.anonymous, new=wests(note="Call Wanda."), client_address="192.0.2.7")
    _, partner = await accept_order(
        world.operator.access,
        order_id=order.id,
        acceptance=Acceptance(slug="west", plan_code="free", billing=BILLING),
    )
    await world.system.rows(Partner).filter(id=partner.id).update(global_share_limit=1)
    owner = someone(
        await add_member(partner, name="Wilma West", email="wilma@west.example", role=MemberRole.OWNER)
    ).access
    await invite_member(owner, name="Willi West", email="willi@west.example", role=MemberRole.EDITOR)
    await update_partner(owner, partner_id=partner.id, name="West AG", contact={"name": "Wanda West"})
    await update_partner(world.operator.access, partner_id=partner.id, slug="wild-west")
    await accept_agreement(owner, version=PRESENT, language=Language.DE)
    await create_access_token(owner, name="West's website", role=MemberRole.VIEWER)
    customer = await create_customer(
        owner,
        new=cora(
            email="cora@quillfeather.example",
            company="Zaunkönig GmbH",
            number="K-4711",
            shares=[folder(url="https://quillfeather.example/s/1", password="zaunkönig")],
        ),
    )
    await add_customer(partner, first_name="Wolf", email="wolf@west.example")
    await sign_in(world.anonymous, portal="wild-west", login="wolf@west.example", password="battery horse staple")
    await request_password_reset(world.anonymous, portal="wild-west", login="wolf@west.example")
    share = await create_share(
        owner, new=folder(title="West's terms"), audience=ShareAudience.EVERYONE, customer_ids=None
    )
    await open_share(someone(customer).access, share_id=share.id)
    await world.system.add(Logo(partner_id=partner.id, content_type="image/png", content=b"west"))
    await export_partner(owner, partner_id=partner.id, includes_passwords=True)
    await make_exports(world.system)
    return await suspended(world, partner)


async def left_of(database, *, but: tuple[str, ...] = ()) -> dict[str, str]:
    texts = await all_texts(database, but=but)
    return {place: text for place, text in texts.items() if any(trace in text.casefold() for trace in TRACES)}


async def test_no_trace_of_a_deleted_partner_is_in_any_table_nor_in_the_log(world, database, caplog):
    caplog.set_level(logging.DEBUG, "kundenkonto")
    west = await west_with_a_full_life(world)
    before = " ".join((await left_of(database)).values()).casefold()
    assert all(trace in before for trace in TRACES)

    await delete(world, west)

    assert await left_of(database) == {}
    assert not any(trace in caplog.text.casefold() for trace in TRACES)
    assert await world.system.rows(Partner).filter(id=west.id).count() == 0


async def test_no_row_of_any_table_is_a_deleted_partners(world, database):
    west = await west_with_a_full_life(world)

    await delete(world, west)

    rows = [
        model.__name__
        for model in Tortoise.apps["models"].values()
        if "partner_id" in model._meta.fields_db_projection
        and await world.system.rows(model).filter(partner_id=west.id).exists()
    ]
    assert rows == []


async def test_other_partners_lose_nothing(world):
    west = await west_with_a_full_life(world)
    before = await snapshot()

    await delete(world, west)

    after = await snapshot()
    others = {
        table: {key: row for key, row in rows.items() if row.get("partner_id", row["id"]) != west.id}
        for table, rows in before.items()
    }
    kept = {"Account", "Customer", "Member", "Share", "Session", "Subscription", "Operator", "Plan"}
    assert {table: after[table] for table in kept} == {table: others[table] for table in kept}
    assert set(after["Partner"]) == set(others["Partner"])


async def test_the_platform_keeps_that_a_partner_was_deleted_and_not_which(world):
    await suspended(world)
    await delete(world)

    [entry] = await world.audit_log()
    assert (entry.action, entry.partner_id, entry.subject_id, entry.params, entry.actor_name) == (
        "partner.deleted",
        None,
        world.north.id,
        {},
        "Otto Operator",
    )


async def test_its_invoices_stay_as_they_are_and_nothing_beside_them(world, database):
    west = await west_with_a_full_life(world)
    await add_invoice(west)
    await make_documents(world.system)
    await world.system.add(FormerSlug(partner_id=west.id, slug="westend"))
    [before] = [dict(row) for row in await world.system.rows(Invoice)]

    await delete(world, west)

    assert [dict(row) for row in await world.system.rows(Invoice)] == [before]
    assert await world.system.rows(InvoiceDocument).count() == 1
    assert await left_of(database, but=("invoice", "invoice_document")) == {}
    partner = await world.fresh(west)
    assert (partner.status, partner.slug, partner.name) == (
        PartnerStatus.CLOSED,
        f"closed-{west.id.hex}",
        f"closed-{west.id.hex}",
    )
    assert await find_portal(world.anonymous, slug=partner.slug) is None
    assert await find_portal(world.anonymous, slug="wild-west") is None


async def test_its_invoices_go_eight_years_after_the_year_of_the_last_one(world, clock):
    await add_invoice(world.north.partner, issued_on=date(2026, 1, 1))
    cancelled = await add_invoice(world.north.partner, number="2026-000002", issued_on=date(2026, 12, 31))
    cancelling = {"kind": InvoiceKind.CANCELLATION, "cancels_id": cancelled.id, "issued_on": date(2027, 1, 2)}
    await add_invoice(world.north.partner, number="2027-000001", **cancelling)
    await add_invoice(world.south.partner, number="2026-000003")
    await make_documents(world.system)
    await suspended(world)
    await delete(world)

    clock.time = datetime(2035, 12, 31, 22, 59, tzinfo=UTC)
    await forget_invoices(world.system)
    assert await world.system.rows(Invoice).count() == 4

    # Midnight in Berlin.
    clock.time = datetime(2035, 12, 31, 23, 0, tzinfo=UTC)
    await forget_invoices(world.system)
    assert [invoice.number for invoice in await world.system.rows(Invoice)] == ["2026-000003"]
    assert [document.partner_id for document in await world.system.rows(InvoiceDocument)] == [world.south.id]
    assert {partner.id for partner in await world.system.rows(Partner)} == {world.south.id}


async def test_a_closed_partner_that_was_not_deleted_is_left_alone(world):
    await world.system.rows(Partner).filter(id=world.north.id).update(status=PartnerStatus.CLOSED)

    await forget_invoices(world.system)

    assert await world.system.rows(Partner).count() == 2


async def test_its_address_is_free_again(world):
    await suspended(world)
    await delete(world)

    await update_partner(world.operator.access, partner_id=world.south.id, slug="north")


@pytest.mark.parametrize("name", ["", "North", "north design gmbh", "South Payroll GmbH"])
async def test_the_name_must_be_written_as_it_is(world, name):
    await suspended(world)
    before = await snapshot()

    with pytest.raises(InvalidInput) as refused:
        await delete(world, name=name)

    assert paths(refused) == [("name",)]
    assert await snapshot() == before


async def test_only_a_suspended_partner_is_deleted_and_only_once(world):
    with pytest.raises(WrongState):
        await delete(world)
    await add_invoice(world.north.partner)
    await suspended(world)
    outcomes = await asyncio.gather(*(delete(world) for _ in range(3)), return_exceptions=True)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "WrongState", "WrongState"]
    with pytest.raises(NotFound):
        await delete_partner(world.operator.access, partner_id=new_id(), name="x")


async def test_nobody_fills_a_deleted_partner_again(world, database):
    await add_invoice(world.north.partner)
    await suspended(world)
    await delete(world)
    before, operator, key = await snapshot(), world.operator.access, world.north.id

    for refilling in (
        update_partner(operator, partner_id=key, name="North again", slug="north"),
        update_partner(operator, partner_id=key, billing=None),
        set_logo(operator, partner_id=key, content=picture("PNG")),
        remove_logo(operator, partner_id=key),
        invite_member(operator, partner_id=key, name="Nora", email="nora@north.example", role=MemberRole.OWNER),
        export_partner(operator, partner_id=key, includes_passwords=False),
        change_plan(operator, partner_id=key, plan_code="m"),
        cancel_subscription(operator, partner_id=key),
        withdraw_cancellation(operator, partner_id=key),
        set_subscription_price(operator, partner_id=key, monthly_amount=100),
    ):
        with pytest.raises(NotFound):
            await refilling

    assert await plan_quote(operator, partner_id=key, plan_code="m") is None
    assert await snapshot() == before


async def test_a_deleted_partner_is_not_reminded_of_what_it_owes(world):
    for partner in (world.north.partner, world.south.partner):
        await add_invoice(partner, number=f"1999-{partner.slug}", due_on="2026-07-15")
    await suspended(world)
    await delete(world)

    assert dict(await run_due(world.system)) == {"REMINDED": 1}
    assert [mail.partner_id for mail in await world.system.rows(Mail)] == [world.south.id]


async def test_only_operators_delete_partners(world):
    await suspended(world)
    for who in (world.north.owner, world.south.owner, world.north.anna):
        with pytest.raises(Forbidden):
            await delete_partner(who.access, partner_id=world.north.id, name=world.north.partner.name)


async def test_an_erased_customer_is_in_no_export_either(world):
    await export_partner(world.north.owner.access, partner_id=world.north.id, includes_passwords=False)
    await make_exports(world.system)

    await delete_customer(world.north.editor.access, customer_id=world.north.anna.id)

    assert await world.system.rows(PartnerExport).count() == 0
    assert await world.system.rows(ExportChunk).count() == 0


async def test_what_is_deleted_is_not_found_in_sqlites_files(world, database, database_url, dialect):
    if dialect != "sqlite":
        pytest.skip("a matter of SQLite")

    def found() -> list[str]:
        path = urlsplit(database_url).path
        content = b"".join(Path(path + suffix).read_bytes().lower() for suffix in ("", "-wal"))
        return [trace for trace in ("quillfeather", "zaunk", "k-4711") if trace.encode() in content]

    customer = await live_a_full_life(world)
    assert found() == ["quillfeather", "zaunk", "k-4711"]
    await erase(world, customer)
    await forget_what_ended(world.system)

    assert found() == []


async def test_the_price_list_is_nobodys(world):
    await suspended(world)
    await delete(world)

    assert await world.system.rows(Plan).count() == 6


async def test_the_log_and_the_mails_are_kept_for_their_time(world, clock):
    await request_password_reset(world.anonymous, portal="north", login="anna")
    clock.forward(days=90)
    await forget_what_ended(world.system)
    assert (len(await world.mails()), await world.actions()) == (1, ["account.password_reset_requested"])

    clock.forward(minutes=1)
    await forget_what_ended(world.system)
    assert (len(await world.mails()), await world.actions()) == (0, ["account.password_reset_requested"])

    clock.forward(days=275)
    await forget_what_ended(world.system)
    assert await world.actions() == []


async def test_a_long_log_is_forgotten_bit_by_bit(world, clock, monkeypatch):
    monkeypatch.setattr("graphapi.services.housekeeping.MOST_AT_ONCE", 3)
    rows = [AuditEntry(partner_id=world.north.id, at=START, action="share.opened") for _ in range(7)]
    await world.system.add_all(rows)
    clock.forward(days=SETTINGS.audit_retention.days, minutes=1)
    await world.system.add(AuditEntry(partner_id=world.north.id, at=clock(), action="share.updated"))

    await forget_what_ended(world.system)

    assert await world.actions() == ["share.updated"]
