"""The migrated schema: it is what the models say, holds what only SQL can say, and is laid out by partner."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tortoise import Tortoise
from tortoise.exceptions import BaseORMException, IntegrityError
from tortoise.models import Model
from tortoise.queryset import QuerySet

from graphapi.database import Database, constraint_of
from graphapi.database.make_migration import FOLDER, make_migration
from graphapi.models import (
    Account,
    Customer,
    CustomerStatus,
    Invoice,
    Language,
    Partner,
    Plan,
    Share,
    ShareAudience,
    Subscription,
)
from tests.invoices import BUYER, ISSUED, add_invoice

NOW = datetime(2026, 7, 1, 10, tzinfo=UTC)
# The platform's own; all other tables are partners'.
PLATFORM = {"aerich", "invoice_counter", "operator", "partner", "plan", "throttle"}
# Indexes that begin with something else, and who looks that way without knowing the partner.
ACROSS_PARTNERS = {
    ("access_token", "account_id"): "deleting an account",
    ("access_token", "token_hash"): "signing in by token",
    ("audit_entry", "id"): "finding an entry by its key, which is not the table's on SQLite",
    ("audit_entry", "position"): "the tail, which tells of all partners' entries",
    ("account", "email_key"): "operators, who have no partner",
    ("account", "username_key"): "operators, who have no partner",
    ("customer", "account_id"): "deleting an account, and a session's holder",
    ("customer_import", "member_id"): "removing a member",
    ("customer_import", "state"): "running what is started, and forgetting, for all partners",
    ("export_chunk", "export_id"): "deleting an export",
    ("former_slug", "slug"): "finding a portal",
    ("idempotency_key", "account_id"): "whoever has taken a key, before anything is known of it",
    ("idempotency_key", "created_at"): "forgetting them, over all partners",
    ("invoice", "cancels_id"): "what cancels an invoice",
    ("invoice", "document_digest"): "making what is missing, for all partners",
    ("invoice", "number"): "a number that is given once",
    ("invoice", "status"): "reminding of what is overdue, over all partners",
    ("invoice_document", "invoice_id"): "deleting an invoice",
    ("mail", "state"): "the sender, which works for all partners",
    ("mail", "token_id"): "deleting a token",
    ("member", "account_id"): "deleting an account, and a session's holder",
    ("one_time_token", "account_id"): "deleting an account",
    ("one_time_token", "token_hash"): "following a link",
    ("partner_export", "state"): "whoever makes them, for all partners",
    ("partner_export", "token_hash"): "following a link",
    ("plan_order", "status"): "operators, who go through them",
    ("session", "account_id"): "deleting an account",
    ("session", "token_hash"): "signing in by cookie",
    ("share_recipient", "customer_id"): "deleting a customer",
    ("share_recipient", "share_id"): "deleting a share",
    ("subscription", "period_end"): "renewing, over all partners",
}
# What only the database fills in, and no model knows: where an entry stands in the order of commits.
FILLED_IN = ("audit_entry", "position")
COLLATED = {
    ("customer", "email_key"),
    ("customer", "name_key"),
    ("customer", "search_key"),
    ("partner", "name_key"),
    ("partner", "search_key"),
    ("share", "search_key"),
    ("share", "title_key"),
}


def models() -> list[type[Model]]:
    return list(Tortoise.apps["models"].values())


async def columns(database: Database) -> set[tuple[str, str, bool]]:
    """Return table, column and whether it may be null, as the database has them."""
    sql = {
        "sqlite": 'SELECT m.name AS "table", c.name AS "column", c."notnull" = 0 AS nullable'
        " FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'",
        "postgres": 'SELECT table_name AS "table", column_name AS "column", is_nullable = \'YES\' AS nullable'
        " FROM information_schema.columns WHERE table_schema = 'public'",
    }
    rows = await database.connection.execute_query_dict(sql[database.dialect])
    return {
        (row["table"], row["column"], bool(row["nullable"])) for row in rows if not row["table"].startswith("sqlite")
    }


async def first_columns(database: Database) -> set[tuple[str, str]]:
    """Return table and first column of each index but those of primary keys."""
    sql = {
        "sqlite": 'SELECT m.name AS "table", i.name AS "column" FROM sqlite_master m, pragma_index_list(m.name) l,'
        " pragma_index_info(l.name) i WHERE m.type = 'table' AND l.origin <> 'pk' AND i.seqno = 0",
        "postgres": 'SELECT i.indrelid::regclass::text AS "table", a.attname AS "column" FROM pg_index i'
        " JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]"
        " JOIN pg_class c ON c.oid = i.indrelid"
        " WHERE c.relnamespace = 'public'::regnamespace AND NOT i.indisprimary",
    }
    rows = await database.connection.execute_query_dict(sql[database.dialect])
    return {(row["table"], row["column"]) for row in rows}


def test_the_models_and_the_last_migration_agree(tmp_path: Path):
    copy = tmp_path / "migrations"
    shutil.copytree(FOLDER, copy)
    made = make_migration("forgotten", folder=copy)
    assert made is None, f"run make migration: {made.read_text()}"


async def test_the_database_has_the_columns_of_the_models(database: Database):
    of_models = {
        (model._meta.db_table, column, model._meta.fields_map[name].null)
        for model in models()
        for name, column in model._meta.fields_db_projection.items()
    }
    of_database = {column for column in await columns(database) if column[0] != "aerich" and column[:2] != FILLED_IN}
    assert of_database == of_models


async def test_the_database_has_the_indexes_of_the_models(database: Database):
    """On both databases the same, and each on a column: SQLite takes the name of none for a text, without a word."""
    of_database = await first_columns(database)
    known = {(table, column) for table, column, _ in await columns(database)}
    wanted = {(model._meta.db_table, index.fields[0]) for model in models() for index in model._meta.indexes}
    assert wanted <= of_database <= known


async def test_partners_rows_bear_their_partner_and_are_found_by_it(database: Database):
    tables = {model._meta.db_table for model in models()} - PLATFORM
    assert {table for table, column, _ in await columns(database) if column == "partner_id"} == tables
    by_index = await first_columns(database)
    assert {table for table, column in by_index if column == "partner_id"} == tables
    others = {(table, column) for table, column in by_index if table in tables and column != "partner_id"}
    # On SQLite the position is the table's key, on PostgreSQL the id is, and keys are not asked for here.
    other_key = ("audit_entry", "position" if database.dialect == "sqlite" else "id")
    assert others == set(ACROSS_PARTNERS) - {other_key}


async def test_keys_sort_and_compare_by_code_point_on_postgres_as_on_sqlite(database: Database, on_postgres: None):
    rows = await database.connection.execute_query_dict(
        "SELECT table_name, column_name FROM information_schema.columns WHERE collation_name = 'C'"
        " AND table_schema = 'public'"
    )
    assert {(row["table_name"], row["column_name"]) for row in rows} == COLLATED


async def test_the_price_list_is_there(database: Database):
    plans = await QuerySet(Plan).order_by("position")
    assert [
        (plan.code, plan.min_customers, plan.max_customers, plan.max_global_shares, plan.monthly_amount, plan.currency)
        for plan in plans
    ] == [
        ("free", 1, 10, 0, 0, "EUR"),
        ("s", 11, 25, 1, 250, "EUR"),
        ("m", 26, 50, 1, 450, "EUR"),
        ("l", 51, 99, 1, 750, "EUR"),
        ("unlimited", 100, None, None, None, "EUR"),
        ("oem", 1, None, None, None, "EUR"),
    ]


async def refusal(row: Model) -> str | None:
    """Return what the database refuses a row for, or None."""
    try:
        await row.save(force_create=True)
    except IntegrityError as error:
        return constraint_of(error)
    return None


@pytest.fixture
async def partner(clean: None) -> Partner:
    partner = Partner(slug="north", name="North", name_key="north", search_key="north", language=Language.DE)
    await partner.save(force_create=True)
    return partner


async def test_operators_have_one_namespace_of_their_own(partner: Partner):
    await Account(email_key="anna@example.com", username_key="anna").save(force_create=True)
    elsewhere = Account(partner=partner, email_key="anna@example.com", username_key="anna")
    assert await refusal(elsewhere) is None
    assert await refusal(Account(email_key="anna@example.com")) == "account(email_key)"
    assert await refusal(Account(email_key="ben@example.com", username_key="anna")) == "account(username_key)"


@pytest.mark.parametrize(
    ("status", "before", "broken"),
    [
        (CustomerStatus.DRAFT, None, None),
        (CustomerStatus.DISABLED, CustomerStatus.ACTIVE, None),
        (CustomerStatus.DISABLED, None, "customer_status_before"),
        (CustomerStatus.ACTIVE, CustomerStatus.DRAFT, "customer_status_before"),
        (CustomerStatus.DISABLED, CustomerStatus.DISABLED, "customer_status_before"),
    ],
)
async def test_only_disabled_customers_have_a_status_to_return_to(
    partner: Partner, status: CustomerStatus, before: CustomerStatus | None, broken: str | None
):
    account = Account(partner=partner, email_key="anna@example.com")
    await account.save(force_create=True)
    customer = Customer(
        partner=partner,
        account=account,
        email="anna@example.com",
        language=Language.DE,
        first_name="Anna",
        last_name="Keller",
        status=status,
        status_before=before,
        name_key="keller anna",
        email_key="anna@example.com",
        search_key="anna keller",
        last_sign_in_key=NOW,
    )
    assert await refusal(customer) == broken


@pytest.mark.parametrize(
    ("start", "end", "broken"),
    [
        (None, None, None),
        (None, NOW, None),
        (NOW, NOW + timedelta(microseconds=1), None),
        (NOW, NOW, "share_validity"),
        (NOW, NOW - timedelta(hours=1), "share_validity"),
    ],
)
async def test_a_share_is_valid_for_some_time(
    partner: Partner, start: datetime | None, end: datetime | None, broken: str | None
):
    share = Share(
        partner=partner,
        audience=ShareAudience.EVERYONE,
        title="Terms",
        title_key="terms",
        search_key="terms",
        url="https://cloud.example.com/s/terms",
        provider_code="other",
        valid_from=start,
        valid_until=end,
        last_opened_key=NOW,
    )
    assert await refusal(share) == broken


@pytest.mark.parametrize(
    ("end", "broken"),
    [(None, None), (date(2027, 7, 1), None), (date(2026, 7, 1), "subscription_period")],
)
async def test_a_subscriptions_period_ends_after_it_begins(partner: Partner, end: Any, broken: str | None):
    plan = await QuerySet(Plan).get(code="s")
    start = date(2026, 7, 1)
    booking = Subscription(partner=partner, plan=plan, started_on=start, period_start=start, period_end=end)
    assert await refusal(booking) == broken


FROZEN = {
    "number": "2026-000002",
    "net_amount": 1,
    "buyer": {},
    "lines": [],
    "issued_on": date(2026, 8, 1),
    "partner_id": None,
    "reason": "none",
}


@pytest.mark.parametrize("column", FROZEN)
async def test_an_invoice_is_never_changed(partner: Partner, column: str):
    invoice = await add_invoice(partner)
    with pytest.raises(BaseORMException, match="an invoice is never changed"):
        await QuerySet(Invoice).filter(id=invoice.id).update(**{column: FROZEN[column]})
    [found] = await QuerySet(Invoice).filter(id=invoice.id)
    assert (found.number, found.net_amount, found.buyer, found.issued_on) == (
        "2026-000001",
        5400,
        BUYER | {"company": "North"},
        ISSUED,
    )


async def test_an_invoice_is_paid_and_reminded_of(partner: Partner):
    invoice = await add_invoice(partner)
    await QuerySet(Invoice).filter(id=invoice.id).update(reminders=1, reminded_on=ISSUED, paid_on=ISSUED, status="PAID")
    [found] = await QuerySet(Invoice).filter(id=invoice.id)
    assert (found.status, found.reminders) == ("PAID", 1)


@pytest.mark.parametrize(
    ("columns", "broken"),
    [
        ({"gross_amount": 1}, "invoice_gross"),
        ({"status": "PAID"}, "invoice_paid"),
        ({"kind": "CANCELLATION"}, "invoice_cancels"),
        ({"period_end": ISSUED}, "invoice_period"),
        ({"number": "2026-000001"}, "invoice(number)"),
    ],
)
async def test_an_invoice_is_whole(partner: Partner, columns: dict[str, Any], broken: str):
    await add_invoice(partner)
    with pytest.raises(IntegrityError) as refused:
        await add_invoice(partner, **{"number": "2026-000002"} | columns)
    assert constraint_of(refused.value) == broken


async def test_an_invoice_is_cancelled_once(partner: Partner):
    invoice = await add_invoice(partner)
    cancellation = {"kind": "CANCELLATION", "cancels_id": invoice.id}
    await add_invoice(partner, number="2026-000002", **cancellation)
    with pytest.raises(IntegrityError) as refused:
        await add_invoice(partner, number="2026-000003", **cancellation)
    assert constraint_of(refused.value) == "invoice(cancels_id)"


async def test_a_partner_with_invoices_stays(partner: Partner):
    await add_invoice(partner)
    with pytest.raises(IntegrityError):
        await QuerySet(Partner).filter(id=partner.id).delete()
