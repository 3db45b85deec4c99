"""The rows of the benchmark are rows as the services would have made them."""

from __future__ import annotations

from pathlib import Path

import asyncpg
import orjson
import pytest

from bench import seed
from bench.documents import asker, peer_request
from bench.growth import RARE, add_customers
from bench.limits import ARGUMENTS, STATEMENTS
from graphapi.access import Role
from graphapi.models import Account, Customer, Partner, Session, Share, ShareAudience, ShareRecipient
from graphapi.services.customers import customers, set_keys
from tests.world import ANONYMOUS_ACCESS, PASSWORD_HASH, SYSTEM_ACCESS, found_by

SIZE = seed.Size(partners=2, customers=3, in_large=5)
PEER = Path(seed.__file__).parent / "peer"


@pytest.fixture
async def seeded(clean, database, database_url):
    await seed.seed(database_url, SIZE, PASSWORD_HASH)


@pytest.fixture
async def connection(dialect, database_url):
    """A connection whose changes, roles and functions too, are undone."""
    if dialect != "postgres":
        pytest.skip("PostgreSQL's alone")
    opened = await asyncpg.connect(database_url)
    begun = opened.transaction()
    await begun.start()
    yield opened
    await begun.rollback()
    await opened.close()


async def keys_of(rows):
    """The keys of customers as they are stored, and as the services make them."""
    for row in rows:
        stored = row.name_key, row.email_key, row.search_key
        set_keys(row)
        yield stored, (row.name_key, row.email_key, row.search_key)


async def test_all_rows_are_there(seeded):
    counts = {model: await SYSTEM_ACCESS.rows(model).count() for model in (Partner, Account, Customer, ShareRecipient)}

    assert counts == {Partner: 3, Account: 3 + 11, Customer: 11, ShareRecipient: 22}
    assert await SYSTEM_ACCESS.rows(Share).filter(audience=ShareAudience.EVERYONE).count() == 3
    assert await SYSTEM_ACCESS.rows(Session).count() == 3 + 6
    assert [partner.customer_count for partner in await SYSTEM_ACCESS.rows(Partner).order_by("id")] == [5, 3, 3]


async def test_customers_have_the_keys_that_the_services_give_them(seeded):
    async for stored, made in keys_of(await SYSTEM_ACCESS.rows(Customer)):
        assert stored == made


async def test_the_tokens_sign_in(seeded):
    owner = await found_by(ANONYMOUS_ACCESS, seed.owner_token(0))
    customer = await found_by(ANONYMOUS_ACCESS, seed.customer_token(2, 1))

    assert (owner.role, owner.partner_id) == (Role.OWNER, seed.key(seed.PARTNER, 0))
    assert (customer.role, customer.person_id) == (Role.CUSTOMER, seed.key(seed.CUSTOMER, 2, 1))


async def test_customers_by_the_number_have_the_keys_that_the_services_give_them(
    dialect, clean, database_url, database
):
    if dialect != "postgres":
        pytest.skip("growth is PostgreSQL's alone")
    await seed.seed(database_url, seed.Size(partners=0, customers=0, in_large=0), PASSWORD_HASH)
    connection = await asyncpg.connect(database_url)
    await add_customers(connection, 0, 25)
    await connection.close()

    rows = await SYSTEM_ACCESS.rows(Customer).order_by("name_key", "id")
    async for stored, made in keys_of(rows):
        assert stored == made
    assert [row.id for row in await customers(SYSTEM_ACCESS, search=RARE)] == [rows[12].id]


@pytest.mark.parametrize("operation", STATEMENTS)
async def test_the_limits_statement_builds_an_answer(seeded, connection, operation):
    given = peer_request(operation, asker(operation, 0, SIZE), "x.").body["variables"]

    text = await connection.fetchval(STATEMENTS[operation], *ARGUMENTS[operation](given.get("input", given)))

    answer = orjson.loads(text)["data"]
    if operation == "Q1":
        assert answer["customer"]["id"] == str(seed.key(seed.CUSTOMER, 0, 0))
    elif operation == "Q2":
        assert len(answer["customer"]["shares"]) == 2
        assert len(answer["customer"]["partner"]["globalShares"]) == 1
    elif operation == "Q3":
        assert [len(customer["shares"]) for customer in answer["customers"]] == [2] * 5
    else:
        assert answer["addCustomer"]["customer"]["status"] == "DRAFT"
        assert await connection.fetchval("SELECT count(*) FROM audit_entry") == 1
        assert await connection.fetchval("SELECT customer_count FROM partner WHERE slug = 'partner1'") == 4


@pytest.mark.parametrize(
    ("member_id", "customer_id", "customers", "shares"),
    [
        (seed.key(seed.MEMBER, 1), None, 3, 7),
        (None, seed.key(seed.CUSTOMER, 1, 0), 1, 3),
    ],
)
async def test_the_peers_policies_show_what_our_scope_shows(
    seeded, connection, member_id, customer_id, customers, shares
):
    for name in ("peer.sql", "row_level_security.sql"):
        await connection.execute((PEER / name).read_text("utf-8"))
    settings = {"partner_id": seed.key(seed.PARTNER, 1), "member_id": member_id or "", "customer_id": customer_id or ""}
    for name, value in settings.items():
        await connection.execute("SELECT set_config($1, $2, true)", f"app.{name}", str(value))
    await connection.execute("SET LOCAL ROLE bench_tenant")

    assert await connection.fetchval("SELECT count(*) FROM customer") == customers
    assert await connection.fetchval("SELECT count(*) FROM share") == shares
    assert await connection.fetchval("SELECT count(*) FROM partner") == 1
    assert await connection.fetchval("SELECT count(*) FROM session") == 0


async def test_the_peers_function_does_what_our_mutation_does(seeded, connection):
    await connection.execute((PEER / "peer.sql").read_text("utf-8"))

    arguments = (seed.key(seed.PARTNER, 1), "Zoe", "Zuletzt", "zoe@new.example")
    added = await connection.fetchrow("SELECT * FROM add_customer($1, $2, $3, $4)", *arguments)

    assert (added["status"], added["name_key"]) == ("DRAFT", "zuletzt zoe")
    entry = await connection.fetchrow("SELECT * FROM audit_entry WHERE subject_id = $1", added["id"])
    assert (entry["action"], entry["actor_name"], entry["actor_role"]) == ("customer.created", "Olga Owner", "OWNER")
    assert await connection.fetchval("SELECT customer_count FROM partner WHERE slug = 'partner1'") == 4
