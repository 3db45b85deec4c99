"""Orders: placed by strangers, and decided by operators once."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta

import pytest

from graphapi.errors import Conflict, Forbidden, InvalidInput, NotFound, Throttled, Unauthenticated, WrongState
from graphapi.ids import encode_id
from graphapi.mail.sender import Sender
from graphapi.models import (
    AuditEntry,
    Invoice,
    Language,
    Mail,
    MailKind,
    Member,
    Order,
    OrderStatus,
    Partner,
    Subscription,
)
from graphapi.services.housekeeping import forget_what_ended
from graphapi.services.orders import Acceptance, accept_order, decline_order, orders, place_order
from graphapi.services.slugs import suggest_slug
from tests.entering import BILLING, paths, wests
from tests.snapshot import snapshot
from tests.tables import all_texts
from tests.world import add_operator, add_order, add_partner, with_settings

HERE = "192.0.2.7"


async def place(world, *, client_address: str | None = HERE, **changes) -> Order:
    return await place_order(world.anonymous, new=wests(**changes), client_address=client_address)


async def accept(world, order: Order, **changes) -> tuple[Order, Partner]:
    acceptance = Acceptance(**{"slug": "west", "billing": BILLING} | changes)
    return await accept_order(world.operator.access, order_id=order.id, acceptance=acceptance)


class Postbox:
    """Takes mails, and refuses none."""

    def __init__(self) -> None:
        self.mails = []

    async def deliver(self, message, *, sender: str, recipient: str) -> None:
        self.mails.append(message)

    async def close(self) -> None:
        pass


async def delivered(world) -> list:
    postbox = Postbox()
    await Sender(world.system, postbox).send_due()
    return postbox.mails


# Placing


async def test_an_order_is_there_and_both_sides_are_told(world):
    await add_operator(name="Oskar", email="oskar@kundenkonto.example")
    placed = await place(world, phone=" +49 30 7654321 ", note="Soon,\nplease.")

    order = await world.fresh(placed)
    assert (order.company, order.contact_name, order.email) == ("West Media GmbH", "Wanda West", "wanda@west.example")
    assert (order.phone, order.note, order.status) == ("+49 30 7654321", "Soon,\nplease.", OrderStatus.OPEN)
    assert [(mail.kind, mail.to_email, mail.language) for mail in await world.mails()] == [
        (MailKind.ORDER_CONFIRMATION, "wanda@west.example", Language.DE),
        (MailKind.ORDER_RECEIVED, "operator@kundenkonto.example", Language.EN),
        (MailKind.ORDER_RECEIVED, "oskar@kundenkonto.example", Language.EN),
    ]
    [entry] = await world.audit_log()
    assert (entry.action, entry.partner_id, entry.subject_id, entry.params) == ("order.placed", None, order.id, {})


async def test_the_mails_say_what_was_ordered_and_lead_the_operator_to_it(world):
    order = await place(world)

    confirmation, received = await delivered(world)

    assert confirmation["Subject"] == "Ihre Bestellung ist eingegangen"
    text = confirmation.get_body(("plain",)).get_content()
    assert "Vielen Dank für Ihre Bestellung: West Media GmbH, im Tarif M." in text
    assert "http" not in text
    assert "<a " not in confirmation.get_body(("html",)).get_content()
    assert received["Subject"] == "An order from West Media GmbH"
    link = f"http://127.0.0.1:8080/operator/orders/{encode_id('order', order.id)}"
    assert f"\n{link}\n" in received.get_body(("plain",)).get_content()


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"company": " "}, ["company"]),
        ({"contact_name": ""}, ["contactName"]),
        ({"company": "Win at https://spam.example"}, ["company"]),
        ({"contact_name": "Look: WWW.spam.example"}, ["contactName"]),
        ({"contact_name": "spam.example/now"}, ["contactName"]),
        ({"email": "wanda"}, ["email"]),
        ({"phone": "1" * 41}, ["phone"]),
        ({"note": "x" * 2001}, ["note"]),
        ({"plan_code": "xxl", "email": ""}, ["email", "planCode"]),
    ],
)
async def test_bad_orders_are_refused(world, changes, wrong):
    with pytest.raises(InvalidInput) as refused:
        await place(world, **changes)

    assert paths(refused) == [(name,) for name in wrong]
    assert await world.system.rows(Order).count() == 0
    assert await world.mails() == []


async def test_three_orders_a_day_go_to_one_mailbox(world, clock):
    for number in range(3):
        await place(world, client_address=f"192.0.2.{number}")
    with pytest.raises(Throttled):
        await place(world, client_address="192.0.2.9", email="WANDA@west.example")

    clock.forward(days=1)
    assert await place(world)


async def test_five_orders_an_hour_come_from_one_address(world, clock):
    for number in range(5):
        await place(world, email=f"{number}@west.example")
    with pytest.raises(Throttled) as refused:
        await place(world, email="6@west.example")
    assert refused.value.retry_after == 3600
    assert await place(world, email="6@west.example", client_address="192.0.2.8")

    clock.forward(hours=1)
    assert await place(world, email="7@west.example")


async def test_orders_are_the_operators_alone(world):
    order = await add_order()

    assert [row.id for row in await orders(world.operator.access)] == [order.id]
    assert [row.id for row in await orders(world.operator.access, status=[OrderStatus.DECLINED])] == []
    for who, error in ((world.anonymous, Unauthenticated), (world.north.owner.access, Forbidden)):
        with pytest.raises(error):
            orders(who)
        with pytest.raises(error):
            await accept_order(who, order_id=order.id, acceptance=Acceptance(slug="west"))
        with pytest.raises(error):
            await decline_order(who, order_id=order.id, reason=None)


# Accepting


async def test_an_accepted_order_is_a_partner_with_its_plan_and_its_owner_invited(world):
    order, partner = await accept(world, await add_order(language=Language.DE))

    assert (order.status, order.partner_id) == (OrderStatus.ACCEPTED, partner.id)
    assert await world.fresh(order) == order
    partner = await world.fresh(partner)
    assert (partner.slug, partner.name, partner.language) == ("west", "West Media GmbH", Language.DE)
    assert (partner.customer_limit, partner.billing_company) == (50, BILLING.company)
    assert (await world.system.rows(Subscription).get(partner_id=partner.id)).monthly_amount == 450
    owner = await world.system.rows(Member).get(partner_id=partner.id)
    assert (owner.name, owner.email) == ("Wanda West", "wanda@west.example")
    assert {mail.kind for mail in await world.mails()} == {MailKind.MEMBER_INVITATION, MailKind.INVOICE}
    assert await world.actions() == ["partner.created", "member.invited", "invoice.issued", "order.accepted"]


async def test_the_operator_may_name_what_differs_from_the_order(world):
    more = {"name": "West", "plan_code": "free", "owner_name": "Ole", "owner_email": "ole@west.example"}
    _, partner = await accept(world, await add_order(), billing=None, **more)

    assert (await world.fresh(partner)).name == "West"
    assert (await world.system.rows(Subscription).get(partner_id=partner.id)).monthly_amount is None
    owner = await world.system.rows(Member).get(partner_id=partner.id)
    assert (owner.name, owner.email) == ("Ole", "ole@west.example")


@pytest.mark.parametrize(
    ("changes", "error"),
    [({"slug": "north"}, Conflict), ({"slug": "-"}, InvalidInput), ({"billing": None}, InvalidInput)],
)
async def test_what_cannot_be_accepted_leaves_nothing_half_done(world, changes, error):
    order = await add_order()
    before = await snapshot()

    with pytest.raises(error):
        await accept(world, order, **changes)

    assert await snapshot() == before


async def test_two_operators_who_accept_at_once_make_one_partner(world):
    order = await add_order()

    outcomes = await asyncio.gather(
        *(accept(world, order, slug=f"west-{number}") for number in range(4)), return_exceptions=True
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["WrongState"] * 3 + ["tuple"]
    assert await world.system.rows(Partner).count() == 3
    assert await world.system.rows(Subscription).count() == 3
    assert await world.system.rows(Mail).filter(kind=MailKind.MEMBER_INVITATION).count() == 1
    assert await world.system.rows(Invoice).count() == 1


async def test_two_orders_accepted_for_one_slug_at_once_make_one_partner(world):
    placed = [await add_order(company=f"West {number}") for number in range(3)]

    outcomes = await asyncio.gather(*(accept(world, order) for order in placed), return_exceptions=True)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Conflict", "Conflict", "tuple"]
    assert await world.system.rows(Partner).count() == 3
    assert await world.system.rows(Order).filter(status=OrderStatus.OPEN).count() == 2


@pytest.mark.parametrize("first", ["accept", "decline"])
async def test_an_order_is_decided_once(world, first):
    order = await add_order()
    if first == "accept":
        await accept(world, order)
    else:
        await decline_order(world.operator.access, order_id=order.id, reason=None)
    before = await snapshot()

    with pytest.raises(WrongState):
        await accept(world, order, slug="west-2")
    with pytest.raises(WrongState):
        await decline_order(world.operator.access, order_id=order.id, reason=None)
    with pytest.raises(NotFound):
        await decline_order(world.operator.access, order_id=None, reason=None)
    assert await snapshot() == before


# Declining


@pytest.mark.parametrize("reason", [" We are full. ", None])
async def test_whoever_ordered_is_told_that_it_was_declined(world, reason):
    order = await decline_order(world.operator.access, order_id=(await add_order()).id, reason=reason)

    assert order.status is OrderStatus.DECLINED
    [mail] = await delivered(world)
    text = mail.get_body(("plain",)).get_content()
    assert mail["To"] == "Wanda West <wanda@west.example>"
    assert "we cannot accept the order of West Media GmbH." in text
    assert ("The reason: We are full.\n" in text) is (reason is not None)
    assert await world.actions() == ["order.declined"]


async def test_nothing_is_left_of_a_declined_order_after_a_while(world, clock, database):
    order = await place(world, note="Call me at Westwind.")
    await decline_order(world.operator.access, order_id=order.id, reason="Westwind is closed.")
    kept, _ = (
        await place(world, company="Kept GmbH", email="kim@kept.example"),
        await add_order(company="Open GmbH", email="oda@open.example"),
    )
    system = with_settings(world.system, mail_retention=timedelta(days=100))
    clock.forward(days=90)
    await forget_what_ended(system)
    assert await world.system.rows(Order).count() == 3

    clock.forward(minutes=1)
    await forget_what_ended(system)

    assert {row.company for row in await world.system.rows(Order)} == {"Kept GmbH", "Open GmbH"}
    assert {mail.person_id for mail in await world.mails()} == {kept.id}
    left = " ".join((await all_texts(database)).values()).casefold()
    assert [trace for trace in ("wanda@", "west media", "westwind") if trace in left] == []
    assert await world.system.rows(AuditEntry).filter(subject_id=order.id).count() == 2


# The address that is suggested


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("West Media GmbH & Co. KG", "west-media"),
        ("Müller & Söhne Großhandel OHG", "mueller-soehne-grosshandel"),
        ("Łukasz Świętek e.K.", "ukasz-swietek"),
        ("North", "north-2"),
        ("Admin AG", "admin-portal"),
        ("GmbH", "portal"),
        ("X", "x-portal"),
        ("x" * 300, "x" * 36),
    ],
)
async def test_the_suggested_address_is_the_names_and_free(world, name, slug):
    assert await suggest_slug(world.operator.access, name=name) == slug


async def test_addresses_that_others_have_or_had_are_not_suggested(world):
    for slug in ("west", *(f"west-{number}" for number in range(2, 20))):
        with suppress(Conflict):
            await add_partner(slug=slug)

    assert (await suggest_slug(world.operator.access, name="West")).startswith("west-")
    assert await suggest_slug(world.operator.access, name="West") != await suggest_slug(
        world.operator.access, name="West"
    )
