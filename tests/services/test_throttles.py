"""How often something may be tried."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from graphapi.errors import InvalidCredentials, Throttled
from graphapi.models import Throttle
from graphapi.services.throttles import (
    Limit,
    give_back,
    may_mail_link,
    purge,
    sign_in_limits,
    tries,
    use,
)

THREE = Limit("three", 3, timedelta(minutes=10))
TEN = Limit("ten", 10, timedelta(hours=1))


async def counts(world) -> list[int]:
    return sorted(await world.system.rows(Throttle).values_list("count", flat=True))


async def test_as_many_tries_as_the_limit_are_free(world):
    for _ in range(3):
        await use(world.anonymous, (THREE, "anna"))

    with pytest.raises(Throttled):
        await use(world.anonymous, (THREE, "anna"))


async def test_each_key_and_each_limit_has_its_own_counter(world):
    for _ in range(3):
        await use(world.anonymous, (THREE, "anna"))

    await use(world.anonymous, (THREE, "ben"))
    await use(world.anonymous, (TEN, "anna"))


async def test_the_wait_is_what_is_left_of_the_window(world, clock):
    await use(world.anonymous, (THREE, "anna"))
    clock.forward(minutes=4)
    for _ in range(2):
        await use(world.anonymous, (THREE, "anna"))

    with pytest.raises(Throttled) as refused:
        await use(world.anonymous, (THREE, "anna"))

    assert refused.value.retry_after == 6 * 60


async def test_of_several_limits_the_longest_wait_is_told(world, clock):
    for _ in range(10):
        await use(world.anonymous, (TEN, "1"))
    for _ in range(3):
        await use(world.anonymous, (THREE, "anna"))

    with pytest.raises(Throttled) as refused:
        await use(world.anonymous, (THREE, "anna"), (TEN, "1"))

    assert refused.value.retry_after == 3600


async def test_knocking_meanwhile_does_not_make_the_window_longer(world, clock):
    for _ in range(3):
        await use(world.anonymous, (THREE, "anna"))
    for _ in range(9):
        clock.forward(minutes=1)
        with pytest.raises(Throttled):
            await use(world.anonymous, (THREE, "anna"))

    clock.forward(minutes=1)

    await use(world.anonymous, (THREE, "anna"))


async def test_a_refused_try_counts_under_no_limit(world):
    for _ in range(3):
        await use(world.anonymous, (THREE, "anna"))
    with pytest.raises(Throttled):
        await use(world.anonymous, (THREE, "anna"), (TEN, "address"))

    assert await counts(world) == [0, 3]


async def test_of_twenty_at_once_no_more_get_through_than_the_limit(world):
    outcomes = await asyncio.gather(*(use(world.anonymous, (THREE, "anna")) for _ in range(20)), return_exceptions=True)

    assert sum(isinstance(outcome, Throttled) for outcome in outcomes) == 17
    assert await counts(world) == [3]


async def test_what_ends_well_is_not_counted(world):
    for _ in range(10):
        async with tries(world.anonymous, (THREE, "anna")):
            pass

    assert await counts(world) == [0]


async def test_what_ends_in_a_refusal_stays_counted(world):
    with pytest.raises(InvalidCredentials):
        async with tries(world.anonymous, (THREE, "anna")):
            raise InvalidCredentials

    assert await counts(world) == [1]


async def test_what_was_not_even_tried_is_not_counted(world):
    with pytest.raises(Throttled):
        async with tries(world.anonymous, (THREE, "anna")):
            raise Throttled(retry_after=1)

    assert await counts(world) == [0]


async def test_a_try_is_not_given_back_to_a_later_window(world, clock):
    uses = await use(world.anonymous, (THREE, "anna"))
    clock.forward(minutes=10)
    await use(world.anonymous, (THREE, "anna"))

    await give_back(world.anonymous, uses)

    assert await counts(world) == [1]


async def test_no_login_and_no_address_is_kept(world):
    await use(world.anonymous, *sign_in_limits(portal="north", login="Anna", client_address="192.0.2.7"))

    keys = await world.system.rows(Throttle).values_list("key", flat=True)
    assert len(keys) == 2
    assert all(len(key) == 64 and set(key) <= set("0123456789abcdef") for key in keys)


@pytest.mark.parametrize("login", ["anna", "ANNA", " Anna "])
def test_a_login_counts_as_one_in_any_case(login):
    assert sign_in_limits(portal="north", login=login, client_address=None) == sign_in_limits(
        portal="north", login="anna", client_address=None
    )


@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("unix", "unix"),
    ],
)
def test_an_ipv6_network_counts_as_one_address(address, counted_as):
    [_, (_, key)] = sign_in_limits(portal=None, login="anna", client_address=address)

    assert key == counted_as


async def test_two_links_an_hour_and_five_a_day_are_mailed_to_one_address(world, clock):
    mailed = []
    for _ in range(5):
        mailed.append([await may_mail_link(world.system, email="Anna@example.com") for _ in range(3)])
        clock.forward(hours=1)

    assert mailed == [
        [True, True, False],
        [True, True, False],
        [True, False, False],
        [False, False, False],
        [False, False, False],
    ]
    clock.forward(hours=19)
    assert await may_mail_link(world.system, email="anna@example.com")


async def test_ended_windows_are_forgotten(world, clock):
    await use(world.anonymous, (THREE, "anna"), (TEN, "anna"))
    clock.forward(minutes=10)

    await purge(world.system)

    assert await counts(world) == [1]
