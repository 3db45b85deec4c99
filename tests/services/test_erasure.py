"""Erasing a customer: nothing of it is left anywhere, and nothing else is gone."""

from __future__ import annotations

import asyncio

import pytest

from graphapi import clock as present
from graphapi.errors import NotFound
from graphapi.models import Account, AuditEntry, Customer, Language, Mail, OneTimeToken, Session, Share, ShareRecipient
from graphapi.services.customer_data import export_customer_data
from graphapi.services.customers import delete_customer, disable_customer, send_invitation, update_customer
from graphapi.services.email_changes import change_email
from graphapi.services.passwords import request_password_reset, set_password
from graphapi.services.profile import update_profile
from graphapi.services.sessions import sign_in
from graphapi.services.shares import create_share, open_share, reveal_share_password, update_share
from tests.entering import add_cora, folder
from tests.tables import all_texts
from tests.world import KEYS, add_share, someone

# Whatever is particular to Cora, as far as it is written alike in JSON and in search keys.
TRACES = ("cora", "cramer", "quillfeather", "zaunk", "k-4711", "maigl", "wandelstern")


async def erase(world, customer) -> None:
    await delete_customer(world.north.editor.access, customer_id=customer.id)


async def live_a_full_life(world) -> Customer:
    """Have Cora do, and have done to her, all there is."""
    cora = await add_cora(
        world,
        email="cora@quillfeather.example",
        company="Zaunkönig GmbH",
        username="maiglöckchen",
        number="K-4711",
        note="Cora calls on Mondays.",
        shares=[folder(url="https://quillfeather.example/s/1", password="zaunkönig", description="For Cora Cramer")],
    )
    editor = world.north.editor.access
    await send_invitation(editor, customer_id=cora.id)
    token = (await world.system.rows(OneTimeToken).order_by("id"))[-1]
    link = KEYS.one_time_token(token.id, token.key_id)
    await set_password(world.anonymous, token=link, password="a word of nobody", user_agent="Cora's browser")
    await sign_in(world.anonymous, portal="north", login="maiglöckchen", password="a word of nobody")
    own = someone(await world.fresh(cora)).access
    [share] = await world.system.rows(Share)
    await open_share(own, share_id=share.id)
    await reveal_share_password(own, share_id=share.id)
    await update_profile(own, language=Language.DE)
    await change_email(own, current_password="a word of nobody", email="cora@wandelstern.example")
    await export_customer_data(own, customer_id=cora.id)
    await update_share(editor, share_id=share.id, title="Cora's drafts")
    await request_password_reset(world.anonymous, portal="north", login="maiglöckchen")
    await update_customer(editor, customer_id=cora.id, email="cora@zaunkönig.example")
    await disable_customer(editor, customer_id=cora.id)
    return cora


async def test_no_trace_of_an_erased_customer_is_in_any_table(world, database):
    cora = await live_a_full_life(world)
    before = " ".join((await all_texts(database)).values()).casefold()
    assert all(trace in before for trace in TRACES)

    await erase(world, cora)

    left = {
        place: text
        for place, text in (await all_texts(database)).items()
        if any(trace in text.casefold() for trace in TRACES)
    }
    assert left == {}


async def test_the_log_keeps_what_happened_without_saying_to_whom(world):
    cora = await live_a_full_life(world)
    before = await world.actions()

    await erase(world, cora)

    entries = await world.audit_log()
    assert [entry.action for entry in entries] == [*before, "customer.deleted"]
    of_hers = [entry for entry in entries if cora.id in {entry.subject_id, entry.actor_id}]
    assert {(entry.actor_name, str(entry.params)) for entry in of_hers} == {("", "{}"), ("Emil North", "{}")}


async def test_an_erasure_is_logged_without_a_name(world):
    await erase(world, world.north.anna)

    [entry] = await world.audit_log()
    assert (entry.action, entry.subject_id, entry.params) == ("customer.deleted", world.north.anna.id, {})
    assert entry.actor_name == "Emil North"


async def test_shares_that_others_receive_stay_with_them(world):
    anna, ben = world.north.anna.row, world.north.ben.row
    lone = await add_share(world.north.partner, title="Anna alone", recipients=[anna])
    shared = await add_share(world.north.partner, title="Both", recipients=[anna, ben])
    bens = await add_share(world.north.partner, title="Ben alone", recipients=[ben])
    everyones = await add_share(world.north.partner, title="Everyone")

    await erase(world, anna)

    left = await world.system.rows(Share)
    assert {share.title for share in left} == {"Both", "Ben alone", "Everyone"}
    recipients = await world.system.rows(ShareRecipient)
    assert {(row.share_id, row.customer_id) for row in recipients} == {(shared.id, ben.id), (bens.id, ben.id)}
    assert everyones.id != lone.id


async def test_what_others_did_to_a_shared_folder_keeps_its_title_in_the_log(world):
    anna, ben = world.north.anna, world.north.ben
    share = await create_share(
        world.north.editor.access,
        new=folder(title="Both"),
        audience="SELECTED",
        customer_ids=[anna.id, ben.id],
    )
    await open_share(anna.access, share_id=share.id)
    await open_share(ben.access, share_id=share.id)

    await erase(world, anna)

    opened = await world.system.rows(AuditEntry).filter(action="share.opened").order_by("id")
    assert [(entry.actor_name, entry.params) for entry in opened] == [
        ("", {"title": "Both"}),
        ("Ben Berg", {"title": "Both"}),
    ]


async def test_other_people_lose_nothing(world):
    now = present.now()
    for other in (world.north.ben, world.south.anna):
        whose = {"partner_id": other.row.partner_id, "account_id": other.account_id}
        times = {"created_at": now, "last_seen_at": now, "expires_at": now}
        await world.system.add(Session(**whose, **times, token_hash=str(other.id)))
    await request_password_reset(world.anonymous, portal="south", login="anna")

    await erase(world, world.north.anna)

    assert await world.system.rows(Session).count() == 2
    assert [mail.person_id for mail in await world.system.rows(Mail)] == [world.south.anna.id]
    assert await world.system.rows(OneTimeToken).count() == 1
    assert {row.id for row in await world.system.rows(Customer)} == {
        world.north.ben.id,
        world.south.anna.id,
        world.south.ben.id,
    }
    assert await world.system.rows(Account).count() == 10


async def test_a_customer_is_erased_while_its_folders_are_opened_and_changed(world):
    """Whoever locks rows in another order than the erasure would wait for it, and it for them."""
    anna, editor = world.north.anna, world.north.editor.access
    for _ in range(10):
        cora = await add_cora(world)
        folders = [await add_share(world.north.partner, recipients=[cora]) for _ in range(3)]
        both = await add_share(world.north.partner, recipients=[anna.row, cora])
        work = [
            *(update_share(editor, share_id=share.id, title="New") for share in [both, *folders]),
            *(open_share(someone(cora).access, share_id=share.id) for share in [*folders, both]),
            create_share(editor, new=folder(), audience="SELECTED", customer_ids=[anna.id, cora.id]),
            delete_customer(editor, customer_id=cora.id),
        ]

        outcomes = await asyncio.gather(*work, return_exceptions=True)

        errors = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
        assert all(isinstance(error, NotFound) for error in errors), errors


async def test_who_is_erased_in_the_midst_of_something_leaves_no_name_in_the_log(world):
    """Whoever was signed in as its request began may have its folders opened after the erasure."""
    anna = world.north.anna
    everyones = await add_share(world.north.partner, title="Everyone", password_sealed=None)
    await erase(world, anna)

    for work in (
        open_share(anna.access, share_id=everyones.id),
        reveal_share_password(anna.access, share_id=everyones.id),
        export_customer_data(anna.access, customer_id=anna.id),
    ):
        with pytest.raises(NotFound):
            await work

    assert [entry.actor_name for entry in await world.audit_log()] == ["Emil North"]


async def test_an_erasure_waits_for_what_its_customer_is_about_to_leave_in_the_log(world):
    editor = world.north.editor.access
    everyones = await add_share(world.north.partner, title="Everyone")
    for _ in range(5):
        cora = await add_cora(world)
        opening = (open_share(someone(cora).access, share_id=everyones.id) for _ in range(8))
        await asyncio.gather(*opening, delete_customer(editor, customer_id=cora.id), return_exceptions=True)

    names = {entry.actor_name for entry in await world.audit_log()}
    assert names <= {"", "Emil North"}


async def test_an_erased_customers_names_are_free_again(world):
    await erase(world, world.north.anna)

    assert await add_cora(world, email="anna@example.com", username="anna")


async def test_nobody_erases_another_partners_customer(world):
    for customer_id in (world.south.anna.id, None):
        with pytest.raises(NotFound):
            await delete_customer(world.north.owner.access, customer_id=customer_id)

    assert await world.system.rows(Customer).count() == 4
    assert await world.actions() == []
