"""Growth: what a list and a search cost when a partner has 1,000, 100,000 and 1,000,000 customers."""

from __future__ import annotations

import time
from statistics import median
from typing import TYPE_CHECKING, Any

from bench import seed
from bench.database import connected, migrated
from bench.load import LoadFailed, Request, ask
from bench.systems import our_server
from graphapi.text import sort_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    import aiohttp
    import asyncpg

    from bench.systems import Ground

SIZES = (1_000, 100_000, 1_000_000)
# The word of the customer in the middle of the list, and one of nobody.
RARE, ABSENT = "mittelstein", "nirgendwo"
LEAST_ASKED, MOST_ASKED, MOST_SECONDS = 5, 50, 4.0

CUSTOMERS = """
    WITH numbered AS (
        SELECT number, lpad(number::text, 7, '0') AS digits,
            ($7 || lpad(to_hex(number), 12, '0'))::uuid AS account_id,
            ($8 || lpad(to_hex(number), 12, '0'))::uuid AS customer_id,
            1 + number % cardinality($3::text[]) AS first, 1 + number % cardinality($5::text[]) AS last
        FROM generate_series(0, $2::int - 1) number
    ), accounts AS (
        INSERT INTO account (id, partner_id, email_key, created_at)
        SELECT account_id, $1, 'customer' || number || '@growth.example', now() FROM numbered
    )
    INSERT INTO customer (
        id, partner_id, account_id, first_name, last_name, email, number, language, status, invitation_state,
        name_key, email_key, search_key, last_sign_in_key, created_at, updated_at
    )
    SELECT customer_id, $1, account_id, ($3::text[])[first], ($5::text[])[last] || ' ' || digits,
        'customer' || number || '@growth.example', 'K-' || digits, 'DE', 'ACTIVE', 'ACCEPTED',
        ($6::text[])[last] || ' ' || digits || ' ' || ($4::text[])[first],
        'customer' || number || '@growth.example',
        concat_ws(' ', ($4::text[])[first], ($6::text[])[last], digits,
            'customer' || number || '@growth.example', 'k-' || digits),
        '0001-01-02Z', now(), now()
    FROM numbered
"""
IN_THE_MIDDLE = """
    UPDATE customer SET company = initcap($2), search_key = concat_ws(' ',
        split_part(search_key, ' ', 1), split_part(search_key, ' ', 2), split_part(search_key, ' ', 3), $2,
        split_part(search_key, ' ', 4), split_part(search_key, ' ', 5))
    WHERE id = (SELECT id FROM customer WHERE partner_id = $1 ORDER BY name_key, id LIMIT 1 OFFSET $3)
"""
PAGE = """query Page($after: String) { customers(first: 100, after: $after) {
    nodes { id firstName lastName email status } pageInfo { hasNextPage hasPreviousPage } } }"""
SEARCH = """query Search($search: String) { customers(first: 20, filter: { search: $search }) {
    nodes { id firstName lastName email status } pageInfo { endCursor } } }"""


async def seed_growth(url: str, sizes: Sequence[int]) -> None:
    """Fill a migrated PostgreSQL database with one partner for each size."""
    await seed.seed(url, seed.Size(partners=len(sizes) - 1, customers=0, in_large=0), "x" * 60)
    async with connected(url) as connection:
        # Rows made up can be made up again: no commit has to wait, and no foreign key to be looked up.
        await connection.execute("SET synchronous_commit = off; SET session_replication_role = replica")
        for partner, size in enumerate(sizes):
            await add_customers(connection, partner, size)
        await connection.execute("VACUUM ANALYZE")


async def add_customers(connection: asyncpg.Connection, partner: int, count: int) -> None:
    """Add customers to a partner of the seed; the one in the middle of the list has the rare word."""
    partner_id = seed.key(seed.PARTNER, partner)
    first, last = list(seed.FIRST_NAMES), list(seed.LAST_NAMES)
    first_keys, last_keys = [sort_key(name) for name in first], [sort_key(name) for name in last]
    account, customer = (str(seed.key(kind, partner))[:-12] for kind in (seed.ACCOUNT, seed.CUSTOMER))
    await connection.execute(CUSTOMERS, partner_id, count, first, first_keys, last, last_keys, account, customer)
    await connection.execute(IN_THE_MIDDLE, partner_id, RARE, count // 2)
    await connection.execute("UPDATE partner SET customer_count = $2 WHERE id = $1", partner_id, count)


async def measure_growth(ground: Ground, client: aiohttp.ClientSession, sizes: Sequence[int]) -> dict[str, Any]:
    """Seed, and ask one question after the other; returns the median time of each, by number of customers."""
    url = await ground.postgres.new_database("growth")
    async with migrated(url):
        pass
    await seed_growth(url, sizes)
    async with our_server(ground, "growth", url) as server:
        return {str(size): await _ask_all(client, server.port, number, size) for number, size in enumerate(sizes)}


async def _ask_all(client: aiohttp.ClientSession, port: int, partner: int, size: int) -> dict[str, float]:
    token = seed.owner_token(partner)

    def asking(document: str, **variables: str | None) -> Request:
        return Request("/graphql", {"query": document, "variables": variables}, token)

    found = await ask(client, port, asking(SEARCH, search=RARE))
    middle = found["customers"]["pageInfo"]["endCursor"]
    questions = {
        "first_page_ms": (asking(PAGE, after=None), 100),
        "middle_page_ms": (asking(PAGE, after=middle), 100),
        "search_found_ms": (asking(SEARCH, search=RARE), 1),
        "search_nothing_ms": (asking(SEARCH, search=ABSENT), 0),
    }
    return {
        name: await _median_ms(client, port, request, expected, size) for name, (request, expected) in questions.items()
    }


async def _median_ms(client: aiohttp.ClientSession, port: int, request: Request, expected: int, size: int) -> float:
    taken: list[float] = []
    until = time.monotonic() + MOST_SECONDS
    while len(taken) < LEAST_ASKED or (len(taken) < MOST_ASKED and time.monotonic() < until):
        started = time.perf_counter()
        data = await ask(client, port, request)
        taken.append(1000 * (time.perf_counter() - started))
        if len(data["customers"]["nodes"]) != expected:
            raise LoadFailed(f"Of {size} customers {len(data['customers']['nodes'])} were listed, and not {expected}.")
    return round(median(taken), 2)
