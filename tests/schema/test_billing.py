"""Plans, subscriptions and invoices over the API, as the pages and other frontends use it."""

from __future__ import annotations

from graphapi.ids import encode_id
from graphapi.models import Partner
from tests.asking import ask, mutate, refusal
from tests.invoices import add_invoice
from tests.services.booking import west_on

QUOTE = """query($code: String!, $partner: ID) { planQuote(planCode: $code, partnerId: $partner) {
    plan { code } effectiveOn dueNow { amount currency } vat { amount } vatRate gross { amount }
    yearlyPrice { amount } periodEnd fits } }"""
INVOICES = """{ invoices { nodes {
    number kind status issuedOn dueOn paidOn periodStart periodEnd reason
    lines { text quantity unitPrice { amount } net { amount } }
    net { amount currency } taxCategory vatRate vat { amount } gross { amount }
    cancels { number } canceledBy { number } partner { name } } } }"""


async def test_an_owner_asks_what_it_costs_books_and_finds_the_invoice(world, clock):
    partner = await west_on(world, clock, "s")
    partner.on("2026-04-10")

    quoted = await ask(partner.owner.access, QUOTE, code="m")
    booked = await mutate(partner.owner.access, "changePlan", input={"planCode": "m"})

    assert quoted["planQuote"] == {
        "plan": {"code": "m"},
        "effectiveOn": "2026-04-10",
        "dueNow": {"amount": 1600, "currency": "EUR"},
        "vat": {"amount": 304},
        "vatRate": 19,
        "gross": {"amount": 1904},
        "yearlyPrice": {"amount": 5400},
        "periodEnd": "2027-01-01",
        "fits": True,
    }
    assert booked["__typename"] == "SubscriptionSaved"
    [upgrade, first] = (await ask(partner.owner.access, INVOICES))["invoices"]["nodes"]
    assert (first["number"], upgrade["number"]) == ("2026-000001", "2026-000002")
    assert upgrade == {
        "number": "2026-000002",
        "kind": "INVOICE",
        "status": "OPEN",
        "issuedOn": "2026-04-10",
        "dueOn": "2026-04-24",
        "paidOn": None,
        "periodStart": "2026-04-10",
        "periodEnd": "2027-01-01",
        "reason": None,
        "lines": [
            {
                "text": "Tarif M statt eines kleineren, 10.04.2026 bis 31.12.2026: Differenz für volle Monate",
                "quantity": 8,
                "unitPrice": {"amount": 200},
                "net": {"amount": 1600},
            }
        ],
        "net": {"amount": 1600, "currency": "EUR"},
        "taxCategory": "STANDARD",
        "vatRate": 19,
        "vat": {"amount": 304},
        "gross": {"amount": 1904},
        "cancels": None,
        "canceledBy": None,
        "partner": {"name": "West GmbH"},
    }


async def test_an_operator_takes_an_invoice_back(world, clock):
    partner = await west_on(world, clock, "s")
    [invoice] = await partner.invoices()
    access, key = world.operator.access, encode_id("invoice", invoice.id)

    saved = await mutate(access, "voidInvoice", id=key, input={"reason": "Wrong street"})

    assert saved["__typename"] == "InvoiceSaved"
    [second, first] = (await ask(access, INVOICES))["invoices"]["nodes"]
    assert (first["status"], first["canceledBy"], first["cancels"]) == ("VOID", {"number": "2026-000002"}, None)
    assert (second["kind"], second["cancels"]) == ("CANCELLATION", {"number": "2026-000001"})
    assert (second["gross"]["amount"], second["lines"][0]["quantity"], second["reason"]) == (-3570, -12, "Wrong street")


async def test_a_quote_of_what_is_not_in_sight_is_null(world, clock):
    partner = await west_on(world, clock, "s")
    other = encode_id("partner", world.north.id)

    for wanted in ({"code": "xl"}, {"code": "m", "partner": other}, {"code": "m", "partner": "x"}):
        assert await ask(partner.owner.access, QUOTE, **wanted) == {"planQuote": None}


async def test_invoices_are_for_owners_and_operators(world):
    for who in ("editor", "viewer", "anna"):
        code, _ = await refusal(getattr(world.north, who).access, "{ invoices { nodes { number } } }")
        assert code == "FORBIDDEN"


async def test_an_invoice_is_a_node_for_who_may_see_it(world, clock):
    partner = await west_on(world, clock, "s")
    [invoice] = await partner.invoices()
    query = "query($id: ID!) { node(id: $id) { id ... on Invoice { number } } }"
    key = encode_id("invoice", invoice.id)

    for access in (partner.owner.access, world.operator.access):
        assert await ask(access, query, id=key) == {"node": {"id": key, "number": "2026-000001"}}
    for access in (world.north.owner.access, world.anonymous):
        assert await ask(access, query, id=key) == {"node": None}


async def test_who_is_billed_stands_on_the_invoice_whatever_the_partner_is_by_now(world):
    await add_invoice(world.north.partner, number="1999-000001")
    await world.system.rows(Partner).filter(id=world.north.id).update(name="Other GmbH", billing_company="Other GmbH")

    found = await ask(world.north.owner.access, "{ invoices { nodes { buyer { company street country vatId } } } }")

    buyer = {"company": "North Design GmbH", "street": "Hauptstr. 1", "country": "DE", "vatId": None}
    assert found["invoices"]["nodes"] == [{"buyer": buyer}]
