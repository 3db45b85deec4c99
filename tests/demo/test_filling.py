"""Filling in the demo world: once, all of it, and so that its people can sign in."""

from __future__ import annotations

from typing import Any

import pytest

from graphapi import demo
from graphapi.access import Access
from graphapi.demo_sign_ins import SIGN_INS
from graphapi.errors import InvalidCredentials
from graphapi.models import (
    Account,
    AuditEntry,
    Customer,
    CustomerStatus,
    Logo,
    Mail,
    Member,
    OneTimeToken,
    Operator,
    Partner,
    Share,
    ShareRecipient,
    Subscription,
)
from graphapi.passwords import DEMO_PASSWORD
from graphapi.services import sessions
from tests.world import ANONYMOUS_ACCESS, with_settings

FILLED = (
    Account,
    AuditEntry,
    Customer,
    Logo,
    Mail,
    Member,
    OneTimeToken,
    Operator,
    Partner,
    Share,
    ShareRecipient,
    Subscription,
)


class Killed(BaseException):
    """The process ends here."""


async def everything(system: Access) -> dict[str, list[dict[str, Any]]]:
    return {model.__name__: await system.rows(model).order_by("id").values() for model in FILLED}


async def role_of(portal: str | None, login: str) -> str:
    signed_in = await sessions.sign_in(ANONYMOUS_ACCESS, portal=portal, login=login, password=DEMO_PASSWORD)
    return signed_in.principal.role.value


async def test_filling_twice_changes_nothing(clean: None, system: Access):
    await demo.fill(system)
    before = await everything(system)
    await demo.fill(system)

    assert await everything(system) == before
    assert all(before.values())


async def test_who_waited_while_another_process_filled_it_changes_nothing(
    clean: None, system: Access, monkeypatch: pytest.MonkeyPatch
):
    async def not_yet(access: Access) -> bool:
        monkeypatch.undo()  # the look before the lock comes too early; the one behind it is real
        return False

    await demo.fill(system)
    before = await everything(system)
    monkeypatch.setattr("graphapi.demo.filling._is_filled", not_yet)
    await demo.fill(system)

    assert await everything(system) == before


async def test_a_start_that_is_killed_leaves_nothing_and_the_next_one_fills_it(
    clean: None, system: Access, monkeypatch: pytest.MonkeyPatch
):
    async def killed(*arguments: object, **named: object) -> None:
        raise Killed

    monkeypatch.setattr("graphapi.demo.filling.add_share", killed)
    with pytest.raises(Killed):
        await demo.fill(system)
    assert not any((await everything(system)).values())

    monkeypatch.undo()
    await demo.fill(system)

    assert await system.rows(Partner).count() == 2


async def test_everybody_named_signs_in_with_the_one_password(clean: None, system: Access):
    await demo.fill(system)

    assert await role_of(None, "operator@demo.example") == "OPERATOR"
    assert await role_of("nordwind", "owner@nordwind.example") == "OWNER"
    assert await role_of("nordwind", "editor@nordwind.example") == "EDITOR"
    assert await role_of("nordwind", "viewer@nordwind.example") == "VIEWER"
    assert await role_of("nordwind", "anna.keller@example.com") == "CUSTOMER"
    assert await role_of("nordwind", "akeller") == "CUSTOMER"
    assert await role_of("nordwind", "ben.sommer@example.com") == "CUSTOMER"
    assert await role_of("suedhang", "owner@suedhang.example") == "OWNER"
    assert await role_of("suedhang", "anna.keller@example.com") == "CUSTOMER"


async def test_all_whom_the_start_tells_of_sign_in(clean: None, system: Access):
    await demo.fill(system)

    for entry in SIGN_INS:
        portal = entry.path.removeprefix("/")
        role = await role_of(None if portal == "operator" else portal, entry.login)
        assert role == str(entry.role).upper()


async def test_all_active_customers_sign_in_and_nobody_else(clean: None, system: Access):
    await demo.fill(system)
    slugs = {partner.id: partner.slug for partner in await system.rows(Partner)}
    refused = 0

    for customer in await system.rows(Customer):
        if customer.status is CustomerStatus.ACTIVE:
            assert await role_of(slugs[customer.partner_id], customer.email) == "CUSTOMER"
        else:
            refused += 1
            with pytest.raises(InvalidCredentials):
                await role_of(slugs[customer.partner_id], customer.email)

    assert refused == 16


async def test_the_password_is_hashed_as_the_settings_say(clean: None, system: Access):
    await demo.fill(with_settings(system, bcrypt_rounds=5))

    kept = [account.password_hash for account in await system.rows(Account) if account.password_hash]

    assert {text[:7] for text in kept} == {"$2b$05$"}
