"""Fetching an invoice's document over HTTP."""

from __future__ import annotations

import pytest

from graphapi.services.invoice_documents import make_documents
from tests.admin_ui.visiting import id_of
from tests.asking import ask
from tests.invoices import add_invoice

URL = "{ invoices { nodes { pdfUrl } } }"


@pytest.fixture
async def owner(browser, world):
    await browser.sign_in("/north", world.north.owner.email)
    return browser


async def test_an_owner_fetches_it_where_the_api_says(owner, world):
    invoice = await add_invoice(world.north.partner)
    await make_documents(world.system)

    [node] = (await ask(world.north.owner.access, URL))["invoices"]["nodes"]
    base, _, path = node["pdfUrl"].rpartition("/invoices/")
    response = await owner.client.get(f"/invoices/{path}")
    content = await response.read()

    assert (base, path) == (world.system.settings.base_url, f"{id_of(invoice)}.pdf")
    assert (response.status, response.headers["Content-Type"]) == (200, "application/pdf")
    assert response.headers["Content-Disposition"] == 'attachment; filename="Invoice-2026-000001.pdf"'
    assert response.headers["Cache-Control"] == "no-store"
    assert content.startswith(b"%PDF-1.7")


async def test_to_everybody_else_it_does_not_exist(owner, new_browser, world):
    path = f"/invoices/{id_of(await add_invoice(world.north.partner))}.pdf"
    await make_documents(world.system)

    assert (await owner.client.get(path)).status == 200
    assert (await (await new_browser()).get(path)).status == 404
    for portal, login in (
        ("/north", world.north.editor.email),
        ("/north", world.north.anna.email),
        ("/south", world.south.owner.email),
    ):
        somebody = await new_browser()
        await somebody.sign_in(portal, login)
        assert (await somebody.get(path)).status == 404
    for wrong in ("x", "invoice_x", id_of(world.north.partner), f"{id_of(world.north.partner)}%00"):
        assert (await owner.get(f"/invoices/{wrong}.pdf")).status == 404


async def test_the_pages_of_owners_and_operators_lead_to_it_as_soon_as_it_is_there(owner, new_browser, world):
    invoice = await add_invoice(world.north.partner)
    link = f'href="/invoices/{id_of(invoice)}.pdf" download'
    operator = await new_browser()
    await operator.sign_in("/operator", world.operator.email)
    await make_documents(world.system)

    assert link in (await owner.get("/north/admin/plan")).html
    assert link in (await operator.get("/operator/invoices")).html
    assert link in (await operator.get(f"/operator/invoices/{id_of(invoice)}")).html
