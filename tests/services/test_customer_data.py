"""All that is kept of a customer, as a file: for staff, and for the customer itself."""

from __future__ import annotations

import json

import pytest

from graphapi.errors import Forbidden, NotFound, Unauthenticated
from graphapi.models import OneTimeToken, Share
from graphapi.services.customer_data import export_customer_data
from graphapi.services.passwords import set_password
from graphapi.services.shares import open_share
from tests.entering import add_cora, folder
from tests.world import KEYS, add_share, someone


async def export(access, customer) -> dict:
    return json.loads((await export_customer_data(access, customer_id=customer.id)).content)


@pytest.fixture
async def cora(world):
    """A customer with something of all that is kept."""
    cora = await add_cora(
        world, note="Pays late.", shares=[folder(url="https://cloud.example/s/cora", password="geheim")]
    )
    token = (await world.system.rows(OneTimeToken).order_by("id"))[-1]
    link = KEYS.one_time_token(token.id, token.key_id)
    await set_password(world.anonymous, token=link, password="a word of nobody", user_agent="Cora's browser")
    [share] = await world.system.rows(Share)
    await open_share(someone(await world.fresh(cora)).access, share_id=share.id)
    await add_share(world.north.partner, title="Anna's", recipients=[world.north.anna.row])
    return await world.fresh(cora)


async def test_staff_get_all_of_it(world, cora):
    data = await export(world.north.editor.access, cora)

    assert (data["customer"]["firstName"], data["customer"]["email"]) == ("Cora", "cora@example.com")
    assert data["customer"]["note"] == "Pays late."
    assert data["account"]["hasPassword"] is True
    assert [share["url"] for share in data["shares"]] == ["https://cloud.example/s/cora"]
    assert [session["userAgent"] for session in data["sessions"]] == ["Cora's browser"]
    assert [mail["kind"] for mail in data["mails"]] == ["CUSTOMER_INVITATION"]
    assert [(entry["action"], entry["actorName"]) for entry in data["activity"]] == [
        ("share.opened", "Cora Cramer"),
        ("account.signed_in", "Cora Cramer"),
        ("customer.activated", "Cora Cramer"),
        ("customer.invited", "Emil North"),
        ("customer.created", "Emil North"),
    ]


async def test_the_customer_gets_its_own_without_internal_notes_and_names_of_staff(world, cora):
    content = (await export_customer_data(someone(cora).access, customer_id=cora.id)).content
    data = json.loads(content)

    assert data["customer"]["firstName"] == "Cora"
    assert len(data["activity"]) == 5
    assert [trace for trace in ("Pays late", "note", "Emil", "Anna") if trace in content] == []


async def test_no_password_and_no_hash_is_in_it(world, cora):
    content = (await export_customer_data(world.north.owner.access, customer_id=cora.id)).content

    assert [trace for trace in ("geheim", "$2b$", "token", "sealed") if trace in content] == []


async def test_a_shares_that_a_customer_does_not_see_now_is_not_in_its_own(world, clock):
    ben = world.north.ben
    await add_share(world.north.partner, title="Past", recipients=[ben.row], valid_until=clock())

    assert (await export(ben.access, ben))["shares"] == []
    assert [share["title"] for share in (await export(world.north.owner.access, ben))["shares"]] == ["Past"]


async def test_an_export_is_recorded(world, cora):
    await export(world.north.editor.access, cora)

    entry = (await world.audit_log())[-1]
    assert (entry.action, entry.subject_id, entry.actor_name) == ("customer.exported", cora.id, "Emil North")


async def test_nobody_else_gets_anything(world, cora):
    with pytest.raises(Unauthenticated):
        await export(world.anonymous, cora)
    for who in (world.north.viewer.access, world.operator.access):
        with pytest.raises(Forbidden):
            await export(who, cora)
    for who in (world.north.anna.access, world.south.owner.access, world.south.anna.access):
        with pytest.raises(NotFound):
            await export(who, cora)
    with pytest.raises(NotFound):
        await export_customer_data(world.north.owner.access, customer_id=None)
