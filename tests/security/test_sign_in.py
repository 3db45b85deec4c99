"""Guessing passwords, and guessing who has an account."""

from __future__ import annotations

import asyncio
import time
from statistics import median

import bcrypt
import pytest

from graphapi.errors import InvalidCredentials, Throttled
from graphapi.models import Account, Partner, PartnerStatus, Throttle
from graphapi.passwords import hash_password
from graphapi.services import passwords
from graphapi.services.passwords import change_password, request_password_reset
from graphapi.services.sessions import sign_in
from tests.world import PASSWORD, add_customer, with_settings

WRONG = "not the password"


async def outcome(access, *, portal="north", login="anna", password=WRONG, client_address=None):
    try:
        await sign_in(access, portal=portal, login=login, password=password, client_address=client_address)
    except (InvalidCredentials, Throttled) as error:
        return type(error)
    return None


async def test_five_failures_in_half_an_hour_are_the_most_even_for_the_right_password(world, clock):
    outcomes = [await outcome(world.anonymous) for _ in range(6)]

    assert outcomes == [InvalidCredentials] * 5 + [Throttled]
    assert await outcome(world.anonymous, password=PASSWORD) is Throttled
    clock.forward(minutes=30)
    assert await outcome(world.anonymous, password=PASSWORD) is None


async def test_whoever_is_throttled_is_told_how_long(world, clock):
    for _ in range(5):
        await outcome(world.anonymous)
    clock.forward(minutes=18)

    with pytest.raises(Throttled) as refused:
        await sign_in(world.anonymous, portal="north", login="anna", password=PASSWORD)

    assert refused.value.retry_after == 12 * 60
    assert str(refused.value.message) == "Too many attempts. Please try again in 12 min."


async def test_an_unknown_login_is_throttled_like_a_known_one(world):
    outcomes = [await outcome(world.anonymous, login="nobody") for _ in range(6)]

    assert outcomes == [InvalidCredentials] * 5 + [Throttled]


async def test_another_case_of_letters_is_no_other_login(world):
    for login in ("anna", "ANNA", "Anna", "aNNa", " anna"):
        await outcome(world.anonymous, login=login)

    assert await outcome(world.anonymous, login="annA") is Throttled


@pytest.mark.parametrize("portal", ["North", "NORTH", "nOrth", " north"])
async def test_another_case_of_letters_is_no_other_portal(world, portal):
    for _ in range(5):
        await outcome(world.anonymous)

    assert await outcome(world.anonymous, portal=portal, password=PASSWORD) is Throttled


async def test_failures_at_one_portal_do_not_count_at_another(world):
    for _ in range(5):
        await outcome(world.anonymous)

    assert await outcome(world.anonymous, portal="south", password=PASSWORD) is None


async def test_good_sign_ins_are_not_counted(world):
    for _ in range(10):
        assert await outcome(world.anonymous, password=PASSWORD, client_address="192.0.2.7") is None

    assert await outcome(world.anonymous) is InvalidCredentials


async def test_of_twenty_wrong_passwords_at_once_five_are_tried(world, monkeypatch):
    tried = []
    checkpw = bcrypt.checkpw
    monkeypatch.setattr(bcrypt, "checkpw", lambda *arguments: tried.append(1) or checkpw(*arguments))

    outcomes = await asyncio.gather(*(outcome(world.anonymous) for _ in range(20)))

    assert sorted(outcomes, key=str) == [InvalidCredentials] * 5 + [Throttled] * 15
    assert len(tried) == 5


async def test_fifty_failures_from_one_address_are_the_most_over_all_logins_and_portals(world, clock):
    for number in range(50):
        login, portal = f"guess{number}", "north" if number % 2 else "south"
        assert (
            await outcome(world.anonymous, login=login, portal=portal, client_address="192.0.2.7") is InvalidCredentials
        )

    assert await outcome(world.anonymous, password=PASSWORD, client_address="192.0.2.7") is Throttled
    assert await outcome(world.anonymous, password=PASSWORD, client_address="192.0.2.8") is None
    clock.forward(minutes=10)
    assert await outcome(world.anonymous, password=PASSWORD, client_address="192.0.2.7") is None


async def test_the_counters_are_rows_and_so_outlive_the_process(world):
    for _ in range(5):
        await outcome(world.anonymous)

    assert await world.system.rows(Throttle).values_list("count", flat=True) == [5]


async def test_a_hash_that_waits_too_long_is_no_failed_sign_in(world, monkeypatch):
    async def full(*_, **__):
        raise Throttled(retry_after=10)

    monkeypatch.setattr("graphapi.services.sessions.password_matches", full)

    assert await outcome(world.anonymous) is Throttled
    assert await world.system.rows(Throttle).values_list("count", flat=True) == [0]


async def test_changing_the_password_is_no_way_round_the_throttle(world):
    access = world.north.anna.access
    for _ in range(5):
        with pytest.raises(InvalidCredentials):
            await change_password(access, current_password=WRONG, new_password="another long one")

    with pytest.raises(Throttled):
        await change_password(access, current_password=PASSWORD, new_password="another long one")


async def strangers(world) -> dict[str, dict[str, str]]:
    """All kinds of accounts that must not be told from each other."""
    disabled, never_set, suspended = (
        await add_customer(world.north.partner, first_name="Dora"),
        await add_customer(world.north.partner, first_name="Nina"),
        world.south.anna,
    )
    await world.system.rows(Account).filter(id=disabled.account_id).update(disabled_at=world.north.partner.created_at)
    await world.system.rows(Account).filter(id=never_set.account_id).update(password_hash=None)
    await world.system.rows(Partner).filter(id=world.south.id).update(status=PartnerStatus.SUSPENDED)
    return {
        "wrong password": {"login": "anna@example.com"},
        "unknown": {"login": "nobody@example.com"},
        "disabled": {"login": disabled.email},
        "password never set": {"login": never_set.email},
        "partner suspended": {"login": suspended.email, "portal": "south"},
        "no such portal": {"login": "anna@example.com", "portal": "nowhere"},
        "another partner's": {"login": "owner@south.example"},
        "an operator's": {"login": world.operator.email},
    }


async def test_there_is_one_answer_to_all_that_cannot_sign_in(world):
    for kind, stranger in (await strangers(world)).items():
        for password in (PASSWORD, WRONG):
            if (kind, password) != ("wrong password", PASSWORD):
                assert await outcome(world.anonymous, password=password, **stranger) is InvalidCredentials, kind


async def test_each_of_them_costs_one_hash_of_the_settings_cost(world, monkeypatch):
    hashes = []
    monkeypatch.setattr(bcrypt, "checkpw", lambda _, kept: hashes.append(kept.decode()[:7]) or False)

    for kind, stranger in (await strangers(world)).items():
        hashes.clear()
        await outcome(world.anonymous, **stranger)
        assert hashes == ["$2b$04$"], kind


async def strangers_told_by_time(kinds: dict, run, clock=time.perf_counter) -> dict[str, float]:
    """Which kinds take more than 10 % longer or shorter than a wrong password, by their medians.

    They take turns, so that a busy machine slows all alike; if it does not, they are measured again.
    """
    told: dict[str, float] = {}
    for _ in range(4):
        times = {kind: [] for kind in kinds}
        for _ in range(9):
            for kind, arguments in kinds.items():
                start = clock()
                await run(**arguments)
                times[kind].append(clock() - start)
        usual = median(times["wrong password"])
        told = {kind: median(taken) / usual for kind, taken in times.items() if abs(median(taken) / usual - 1) > 0.1}
        if not told:
            break
    return told


async def test_unknown_disabled_and_wrong_take_the_same_time(world, monkeypatch):
    monkeypatch.setattr("graphapi.services.sessions.sign_in_limits", lambda **_: [])
    access = with_settings(world.anonymous, bcrypt_rounds=9)
    kinds = await strangers(world)
    await (
        world.system.rows(Account)
        .exclude(password_hash=None)
        .update(password_hash=await hash_password(PASSWORD, rounds=9))
    )

    # A hash is the processor's work: its time says nothing of what else the machine does.
    told = await strangers_told_by_time(kinds, lambda **arguments: outcome(access, **arguments), time.process_time)

    assert told == {}


async def test_asking_for_a_new_password_takes_the_same_time_for_known_and_unknown(world, monkeypatch):
    async def always(*_, **__) -> bool:
        return True

    monkeypatch.setattr(passwords, "ANSWER_AFTER", 0.04)
    monkeypatch.setattr(passwords, "may_mail_link", always)
    kinds = await strangers(world)
    asked = {kind: kinds[kind] for kind in ("wrong password", "unknown", "disabled", "password never set")}

    async def ask(*, login: str) -> None:
        await request_password_reset(world.anonymous, portal="north", login=login)

    assert await strangers_told_by_time(asked, ask) == {}
