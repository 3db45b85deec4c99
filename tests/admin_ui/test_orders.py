from __future__ import annotations

import re

import pytest

from graphapi.models import Language, Order, OrderStatus, Partner, Throttle
from tests.admin_ui.visiting import INERT, id_of, is_inert, statements_of
from tests.world import add_order

HOME = "/operator/orders"
ORDERED = {
    "company": "West & Co GmbH",
    "contactName": "Wanda West",
    "email": "wanda@west.example",
    "planCode": "m",
    "note": "Soon, please.",
}


@pytest.fixture
async def operator(browser, world):
    await browser.sign_in("/operator", world.operator.email)
    return browser


# The public form


async def test_the_front_page_leads_to_the_price_list(browser):
    assert 'href="/order"' in (await browser.get("/")).html
    page = await browser.get("/order?plan=m")

    assert "Free up to 10 customers, no global link, free of charge" in page.text
    assert "M up to 50 customers, 1 global link, €4.50 net a month" in page.text
    assert "Unlimited any number of customers, any number of global links, on request" in page.text
    assert 'value="m" checked' in page.html
    assert "M bis zu 50 Kunden, 1 globaler Link, 4,50" in (await browser.get("/order", language="de")).text


async def test_an_order_is_placed_in_the_language_of_the_page(browser, world):
    page = await browser.post("/order", **ORDERED)

    assert (page.path, page.status) == ("/order/sent", 200)
    assert "You get a mail that confirms it now." in page.text
    [order] = await world.system.rows(Order)
    assert (order.company, order.note, order.language) == ("West & Co GmbH", "Soon, please.", Language.EN)
    # The address of whoever ordered, and the one it came from.
    assert await world.system.rows(Throttle).count() == 2


async def test_what_is_wrong_stands_at_its_field_and_what_was_typed_is_kept(browser, world):
    page = await browser.post("/order", **ORDERED | {"email": "wanda", "planCode": "s"})

    assert page.status == 422
    assert '<a href="#field-email">E-mail address: This is not a mail address.' in page.html
    assert 'value="s" checked' in page.html
    assert "Soon, please.</textarea>" in page.html
    assert await world.system.rows(Order).count() == 0


async def test_a_program_that_fills_in_every_field_orders_nothing_and_does_not_learn_of_it(browser, world):
    page = await browser.post("/order", **ORDERED | {"website": "https://spam.example"})

    assert page.path == "/order/sent"
    assert await world.system.rows(Order).count() == 0
    assert await world.mails() == []


async def test_whoever_orders_too_often_is_told_when_to_come_back(browser):
    for _ in range(3):
        await browser.post("/order", **ORDERED)
    page = await browser.post("/order", **ORDERED)

    assert page.status == 429
    assert int(page.headers["Retry-After"]) > 86000
    assert "Too many attempts." in page.text


# The operator's pages


async def test_the_list_says_who_ordered_what(operator):
    empty = await operator.get(HOME)
    assert "Companies order at http://127.0.0.1:8080/order." in empty.text
    await add_order()
    await add_order(company="Old GmbH", status=OrderStatus.DECLINED, decided_at="2026-01-01T00:00:00Z")

    page = await operator.get(HOME)
    assert "2 orders" in page.text
    assert "West Media GmbH Wanda West Awaiting decision M" in page.text
    narrowed = await operator.get(f"{HOME}?status=declined")
    assert "Old GmbH Wanda West Declined M" in narrowed.text
    assert "West Media GmbH" not in narrowed.text


async def test_ten_orders_cost_as_many_statements_as_one(operator):
    await add_order()
    for_one = await statements_of(operator, HOME)
    for _ in range(9):
        await add_order()

    assert await statements_of(operator, HOME) == for_one


async def test_an_order_is_accepted_with_what_it_says_and_a_free_address(operator, world):
    order = await add_order(company="North GmbH", plan="free")
    here = f"{HOME}/{id_of(order)}"
    page = await operator.get(f"{here}/accept")
    values = dict(re.findall(r'<input [^>]*name="(\w+)"[^>]* value="([^"]*)"', page.html))
    assert values["slug"] == "north-2"
    assert (values["name"], values["ownerEmail"]) == ("North GmbH", "wanda@west.example")

    filled_in = {name: values[name] for name in ("name", "slug", "ownerName", "ownerEmail")}
    refused = await operator.post(f"{here}/accept", **filled_in | {"planCode": "free", "slug": "north"})
    assert refused.status == 422
    assert '<a href="#field-slug">Address of the portal: Another partner has, or had, this address.' in refused.html

    page = await operator.post(f"{here}/accept", **filled_in | {"planCode": "free"})
    assert page.path.endswith("?done=partner-created")
    partner = await world.system.rows(Partner).get(slug="north-2")
    assert (await world.fresh(order)).partner_id == partner.id
    page = await operator.get(here)
    assert f'href="/operator/partners/{id_of(partner)}"' in page.html
    assert f"{here}/accept" not in page.html


async def test_an_order_is_declined_once(operator, world):
    order = await add_order()
    here = f"{HOME}/{id_of(order)}"
    assert "Wanda West (wanda@west.example) gets a mail that says so." in (await operator.get(f"{here}/decline")).text

    page = await operator.post(f"{here}/decline", reason="We are full.")
    assert "The order is declined." in page.text
    assert (await world.fresh(order)).status is OrderStatus.DECLINED
    page = await operator.post(f"{here}/decline", reason="")
    assert (page.status, "This order has been decided already." in page.text) == (422, True)


async def test_what_is_no_order_is_not_there(operator, world):
    for path in (id_of(world.north.partner), "order_x", "order_01h455vb4pex5vsknk084sn02q"):
        assert (await operator.get(f"{HOME}/{path}")).status == 404


async def test_what_somebody_ordered_is_inert(browser, operator, world):
    await operator.post("/order", company=INERT, contactName=INERT, email="x@x.example", planCode="s", note=INERT)
    [order] = await world.system.rows(Order)

    for path in (HOME, *(f"{HOME}/{id_of(order)}{more}" for more in ("", "/accept", "/decline"))):
        page = await operator.get(path)
        assert (page.status, is_inert(page.html)) == (200, True), path


async def test_partners_people_see_no_orders(browser, world):
    await browser.sign_in("/north", world.north.owner.email)

    assert (await browser.get(HOME, follow=False)).status == 303
