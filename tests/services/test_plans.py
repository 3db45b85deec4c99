"""Plans: what a partner may still add, also when many add at once."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from pathlib import Path

import pytest

from graphapi.errors import PlanLimitReached
from graphapi.i18n import translate
from graphapi.models import Partner, ShareAudience
from graphapi.services.customers import (
    customers,
    delete_customer,
    disable_customer,
    enable_customer,
)
from graphapi.services.plans import plans
from graphapi.services.shares import create_share, update_share
from tests.entering import add_cora, folder
from tests.services.counting import counters_and_counts

ROOT = Path(__file__).parents[2]
SELECTED, EVERYONE = ShareAudience.SELECTED, ShareAudience.EVERYONE


async def limit(world, **columns) -> None:
    """Set what *north* may have, and, without any customers added, what it is counted to have."""
    await world.system.rows(Partner).filter(id=world.north.id).update(**columns)


async def add_global_share(world):
    return await create_share(world.north.editor.access, new=folder(), audience=EVERYONE, customer_ids=None)


async def refused(world, attempt) -> PlanLimitReached:
    with pytest.raises(PlanLimitReached) as error:
        await attempt(world)
    return error.value


async def test_everybody_reads_the_price_list_cheapest_first(world):
    rows = await plans(world.anonymous)

    assert [(plan.code, plan.max_customers, plan.max_global_shares, plan.monthly_amount) for plan in rows] == [
        ("free", 10, 0, 0),
        ("s", 25, 1, 250),
        ("m", 50, 1, 450),
        ("l", 99, 1, 750),
        ("unlimited", None, None, None),
        ("oem", None, None, None),
    ]


@pytest.mark.parametrize(
    ("used", "code", "english", "german"),
    [
        (10, "s", "The next one, S (2.50 € net a month), has room", "S (2,50 € netto im Monat)"),
        (25, "m", "The next one, M (4.50 € net a month), has room", "M (4,50 € netto im Monat)"),
        (50, "l", "The next one, L (7.50 € net a month), has room", "L (7,50 € netto im Monat)"),
        (99, "unlimited", "The next one, Unlimited (price on request), has room", "Unlimited (Preis auf Anfrage)"),
        # After a downgrade there may be more than the plan holds: the next one is the next with room.
        (60, "l", "The next one, L (7.50 € net a month), has room", "L (7,50 € netto im Monat)"),
    ],
)
async def test_the_customer_beyond_the_plan_is_refused_with_the_next_plan_and_its_price(
    world, used, code, english, german
):
    allowed = min(used, 50)
    await limit(world, customer_limit=allowed, customer_count=used)

    error = await refused(world, add_cora)

    assert (error.resource, error.used, error.limit, error.upgrade_to.code) == ("CUSTOMERS", used, allowed, code)
    assert str(error).startswith(f"Your plan holds {allowed} customers. {english}")
    assert german in translate(error.message, "de")


@pytest.mark.parametrize(
    ("allowed", "code", "text"),
    [
        (0, "s", "Your plan has no global links. The next one that has them is S (2.50 € net a month)."),
        (1, "unlimited", "Your plan holds 1 global links. Unlimited (price on request) has room for more."),
    ],
)
async def test_the_global_link_beyond_the_plan_is_refused_with_the_next_plan(world, allowed, code, text):
    await limit(world, global_share_limit=allowed, global_share_count=allowed)

    error = await refused(world, add_global_share)

    assert (error.resource, error.used, error.limit) == ("GLOBAL_SHARES", allowed, allowed)
    assert (error.upgrade_to.code, str(error)) == (code, text)


async def test_where_no_plan_has_room_the_refusal_says_so(world, monkeypatch):
    monkeypatch.setattr("graphapi.services.plans._has_room", lambda *_: False)
    await limit(world, customer_limit=2)

    error = await refused(world, add_cora)

    assert error.upgrade_to is None
    assert str(error) == "Your plan holds no more than 2, and no other has room for more."


async def test_drafts_and_disabled_customers_count_and_deleted_ones_do_not(world):
    await limit(world, customer_limit=3)
    draft = await add_cora(world, invite=False)
    await disable_customer(world.north.editor.access, customer_id=draft.id)
    another = {"email": "another@example.com"}

    with pytest.raises(PlanLimitReached):
        await add_cora(world, **another)
    await delete_customer(world.north.editor.access, customer_id=draft.id)
    assert await add_cora(world, **another)


async def test_no_limit_is_no_limit(world):
    await limit(world, customer_limit=None, customer_count=1_000_000)

    assert await add_cora(world)


async def test_nobody_there_already_is_locked_out_by_a_lower_limit(world):
    await limit(world, customer_limit=1)

    assert await customers(world.north.anna.access).count() == 1
    disabled = await disable_customer(world.north.editor.access, customer_id=world.north.anna.id)
    assert await enable_customer(world.north.editor.access, customer_id=disabled.id)


async def test_of_many_additions_at_once_as_many_succeed_as_there_are_places(world):
    await limit(world, customer_limit=5)
    attempts = [add_cora(world, email=f"c{number}@example.com") for number in range(10)]

    outcomes = await asyncio.gather(*attempts, return_exceptions=True)

    assert Counter(type(outcome).__name__ for outcome in outcomes) == {"Customer": 3, "PlanLimitReached": 7}
    assert await counters_and_counts(world.system, world.north.id) == ((5, 0), (5, 0))


async def test_of_two_global_links_at_once_for_the_last_place_one_succeeds(world):
    share = await create_share(
        world.north.editor.access, new=folder(), audience=SELECTED, customer_ids=[world.north.anna.id]
    )
    attempts = [
        add_global_share(world),
        update_share(world.north.owner.access, share_id=share.id, audience=EVERYONE),
    ]

    outcomes = await asyncio.gather(*attempts, return_exceptions=True)

    assert Counter(type(outcome).__name__ for outcome in outcomes) == {"Share": 1, "PlanLimitReached": 1}
    assert await counters_and_counts(world.system, world.north.id) == ((2, 1), (2, 1))


async def test_of_two_processes_that_add_the_last_customer_at_once_one_succeeds(world, database_url):
    await limit(world, customer_limit=3)
    rivals = [await rival(database_url, world.north.editor, f"{name}1", f"{name}2") for name in ("left", "right")]

    outcomes = await asyncio.gather(*(process.communicate(b"go\n") for process in rivals))

    said = Counter(line for output, _ in outcomes for line in output.decode().split())
    assert said == {"added": 1, "PlanLimitReached": 3}
    assert await counters_and_counts(world.system, world.north.id) == ((3, 0), (3, 0))


async def rival(url: str, member, *names: str) -> asyncio.subprocess.Process:
    """Start a process that is ready to add customers."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.services.rival",
        url,
        str(member.id),
        *names,
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"ready\n"
    return process
