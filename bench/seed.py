"""The rows of the comparison: the same on PostgreSQL and on SQLite, made by the models themselves.

200 partners with 100 customers each and one with 10,000; every customer has 2 shares, every partner a global link.
Ids are counted, so that both databases hold the same ones and every question can be written down beforehand.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import asyncpg

from graphapi import clock
from graphapi.database import sqlite_path
from graphapi.models import (
    Account,
    Customer,
    CustomerStatus,
    InvitationState,
    Language,
    Member,
    MemberRole,
    Partner,
    PartnerStatus,
    Row,
    Session,
    Share,
    ShareAudience,
    ShareRecipient,
)
from graphapi.secrets import token_hash
from graphapi.services.customers import set_keys
from graphapi.text import login_key, search_key, sort_key

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence
    from pathlib import Path

FIRST_NAMES = ("Anna", "Ben", "Clara", "Dirk", "Elif", "Frieda", "Gunnar", "Hanna", "Ingo", "Jörg")
LAST_NAMES = ("Albers", "Brandt", "Christ", "Dünn", "Ehlers", "Fuchs", "Groß", "Hansen", "Iversen", "Jessen", "Keller")
SHARES_EACH = 2
# Parents first.
TABLES: tuple[type[Row], ...] = (Partner, Account, Member, Customer, Share, ShareRecipient, Session)


@dataclass(frozen=True, slots=True)
class Size:
    """How large the world is."""

    partners: int = 200
    customers: int = 100
    in_large: int = 10_000

    def customers_of(self, partner: int) -> int:
        """Return how many customers a partner has; number 0 is the large one."""
        return self.customers if partner else self.in_large


def key(kind: int, partner: int, number: int = 0, part: int = 0) -> UUID:
    """Return the id of a row: what it is, of which partner, which one. It has the form of a UUIDv7."""
    return UUID(f"01900000-{kind:04x}-7{partner:03x}-8{part:03x}-{number:012x}")


PARTNER, ACCOUNT, MEMBER, CUSTOMER, SHARE, RECIPIENT, SESSION, SPARE_ACCOUNT = range(1, 9)
OF_CUSTOMER, OF_OWNER, GLOBAL = 0, 1, 2


def owner_token(partner: int) -> str:
    """Return the bearer token of a partner's owner."""
    return f"bench-owner-{partner}"


def customer_token(partner: int, number: int) -> str:
    """Return the bearer token of a customer."""
    return f"bench-customer-{partner}-{number}"


def owner_login(partner: int) -> str:
    """Return what a partner's owner signs in by."""
    return f"owner@partner{partner}.example"


def rows(size: Size, password_hash: str) -> Generator[Row]:
    """Make all rows, those of a partner together."""
    for partner in range(size.partners + 1):
        yield from _partner(partner, size.customers_of(partner), password_hash)


def _partner(partner: int, customers: int, password_hash: str) -> Generator[Row]:
    name = f"Partner {partner:03} GmbH"
    yield Partner(
        id=key(PARTNER, partner),
        slug=f"partner{partner}",
        name=name,
        name_key=sort_key(name),
        search_key=search_key(name, f"partner{partner}"),
        status=PartnerStatus.ACTIVE,
        language=Language.DE,
        accent_color="#1f6f8b",
        welcome_text="Willkommen! Hier finden Sie alle Ihre Unterlagen.",
        imprint_url=f"https://partner{partner}.example/impressum",
        privacy_url=f"https://partner{partner}.example/datenschutz",
        customer_count=customers,
        global_share_count=1,
    )
    account = Account(
        id=key(ACCOUNT, partner, part=OF_OWNER),
        partner_id=key(PARTNER, partner),
        email_key=owner_login(partner),
        password_hash=password_hash,
    )
    yield account
    yield Member(
        id=key(MEMBER, partner),
        partner_id=key(PARTNER, partner),
        account_id=account.id,
        name="Olga Owner",
        email=owner_login(partner),
        role=MemberRole.OWNER,
        language=Language.DE,
        invitation_state=InvitationState.ACCEPTED,
    )
    yield _session(account, owner_token(partner), key(SESSION, partner, part=OF_OWNER))
    yield _share(partner, 0, part=GLOBAL, title="Für alle Kunden", audience=ShareAudience.EVERYONE)
    for number in range(customers):
        yield from _customer(partner, number, password_hash)


def _customer(partner: int, number: int, password_hash: str) -> Generator[Row]:
    first_name, last_name = FIRST_NAMES[number % 10], f"{LAST_NAMES[number % 11]} {number:05}"
    email = f"customer{number}@partner{partner}.example"
    account = Account(
        id=key(ACCOUNT, partner, number),
        partner_id=key(PARTNER, partner),
        email_key=login_key(email),
        password_hash=password_hash,
    )
    yield account
    customer = Customer(
        id=key(CUSTOMER, partner, number),
        partner_id=account.partner_id,
        account_id=account.id,
        first_name=first_name,
        last_name=last_name,
        email=email,
        number=f"K-{number:05}",
        language=Language.DE,
        status=CustomerStatus.ACTIVE,
        invitation_state=InvitationState.ACCEPTED,
        last_sign_in_key=clock.NEVER,
    )
    set_keys(customer)
    yield customer
    if partner:
        yield _session(account, customer_token(partner, number), key(SESSION, partner, number))
    for position in range(SHARES_EACH):
        share = _share(partner, number, part=OF_CUSTOMER, title=("Entwürfe", "Rechnungen")[position], position=position)
        yield share
        yield ShareRecipient(
            id=key(RECIPIENT, partner, number, position),
            partner_id=account.partner_id,
            share_id=share.id,
            customer_id=customer.id,
        )


def _share(
    partner: int,
    number: int,
    *,
    part: int,
    title: str,
    position: int = 0,
    audience: ShareAudience = ShareAudience.SELECTED,
) -> Share:
    return Share(
        id=key(SHARE, partner, number, part * 16 + position),
        partner_id=key(PARTNER, partner),
        audience=audience,
        title=title,
        title_key=sort_key(title),
        search_key=search_key(title),
        description="Alles Gemeinsame an einem Ort.",
        url=f"https://cloud.example/s/{partner}-{number}-{position}",
        provider_code="nextcloud",
        position=position + 1,
        last_opened_key=clock.NEVER,
    )


def _session(account: Account, token: str, session_id: UUID) -> Session:
    now = clock.now()
    return Session(
        id=session_id,
        partner_id=account.partner_id,
        account_id=account.id,
        token_hash=token_hash(token),
        created_at=now,
        last_seen_at=now,
        expires_at=now + timedelta(days=1),
    )


def records(made: Iterable[Row]) -> dict[type[Row], list[tuple[Any, ...]]]:
    """Sort rows by their tables, as the tuples a database takes."""
    sorted_rows: dict[type[Row], list[tuple[Any, ...]]] = {table: [] for table in TABLES}
    fields = {table: [table._meta.fields_map[name] for name in columns(table)] for table in TABLES}
    for row in made:
        values = (field.to_db_value(getattr(row, field.model_field_name), row) for field in fields[type(row)])
        sorted_rows[type(row)].append(tuple(values))
    return sorted_rows


def columns(table: type[Row]) -> Sequence[str]:
    """Return a table's columns; in this project a field and its column have one name."""
    return sorted(table._meta.fields_db_projection.values())


async def seed(url: str, size: Size, password_hash: str) -> None:
    """Fill a migrated database."""
    ready = records(rows(size, password_hash))
    file = sqlite_path(url)
    if file is not None:
        _fill_sqlite(file, ready)
        return
    connection = await asyncpg.connect(url)
    try:
        for table, values in ready.items():
            await connection.copy_records_to_table(table._meta.db_table, records=values, columns=columns(table))
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()


async def seed_spare_accounts(url: str, count: int) -> None:
    """Add accounts without a person to PostgreSQL: the peer's bare insert of a customer needs one, and makes none.

    Their ids end in their number as load.lua writes it.
    """
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(
            """
            INSERT INTO account (id, partner_id, email_key, created_at)
            SELECT ($1 || lpad(number::text, 8, '0'))::uuid, $2, 'spare' || number || '@new.example', now()
            FROM generate_series(1, $3::int) number
            """,
            spare_account()[:-8],
            key(PARTNER, 1),
            count,
        )
    finally:
        await connection.close()


def spare_account() -> str:
    """Return the id of a spare account, whose last 8 characters are its number."""
    return str(key(SPARE_ACCOUNT, 0))


def _fill_sqlite(file: Path, ready: dict[type[Row], list[tuple[Any, ...]]]) -> None:
    sqlite3.register_adapter(UUID, str)
    with sqlite3.connect(file) as connection:
        for table, values in ready.items():
            names, places = ", ".join(columns(table)), ", ".join("?" for _ in columns(table))
            connection.executemany(f"INSERT INTO {table._meta.db_table} ({names}) VALUES ({places})", values)
    connection.execute("ANALYZE")
    connection.close()
