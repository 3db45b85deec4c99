"""The operator's invoices, all of them: the list, what is paid, what is taken back, and the file of them."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from aiohttp import web

from admin_ui.forms import Form
from admin_ui.listing import Listing, Option
from admin_ui.page import open_operator
from graphapi.cells import guarded
from graphapi.i18n import message

if TYPE_CHECKING:
    from admin_ui.page import Data, Page

HOME = "invoices"
STATES = (
    Option("", message("All states")),
    Option("open", message("Not paid yet"), ["OPEN"]),
    Option("paid", message("Paid"), ["PAID"]),
    Option("void", message("Cancelled"), ["VOID"]),
)
COLUMNS = (
    "number",
    "kind",
    "status",
    "buyer",
    "buyerCountry",
    "buyerVatId",
    "issuedOn",
    "dueOn",
    "paidOn",
    "periodStart",
    "periodEnd",
    "net",
    "taxCategory",
    "vatRate",
    "vat",
    "gross",
    "currency",
    "cancels",
)


async def list_invoices(request: web.Request) -> web.Response:
    """List the invoices, the newest first."""
    page = await open_operator(request)
    listing = Listing(page, HOME, status=STATES)
    invoices = (await page.run("Invoices", **listing.variables, filter={"status": listing.meaning("status")}))[
        "invoices"
    ]
    return page.render("operator/invoices.html", listing=listing, invoices=invoices)


async def download(request: web.Request) -> web.Response:
    """Send all invoices as CSV, read a page at a time."""
    page = await open_operator(request)
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    cursor = None
    while True:
        found = (await page.run("Invoices", first=100, after=cursor, filter={}))["invoices"]
        rows.writerows(_cells(invoice) for invoice in found["nodes"])
        if not found["pageInfo"]["hasNextPage"]:
            break
        cursor = found["pageInfo"]["endCursor"]
    # The mark tells spreadsheets that it is UTF-8.
    return web.Response(
        body=b"\xef\xbb\xbf" + text.getvalue().encode(),
        content_type="text/csv",
        charset="utf-8",
        headers={"Content-Disposition": 'attachment; filename="invoices.csv"', "Cache-Control": "no-store"},
    )


async def show_invoice(request: web.Request) -> web.Response:
    """Show an invoice, with what can be done about it."""
    return await _invoice(await open_operator(request), Form())


async def mark_paid(request: web.Request) -> web.Response:
    """Record that it was paid."""
    page = await open_operator(request)
    form = await Form.read(request)
    wanted = {"paidOn": form.optional("paidOn")}
    if form.refused((await page.run("MarkInvoicePaid", id=_id(page), input=wanted))["markInvoicePaid"]):
        return await _invoice(page, form)
    raise page.done("invoice-paid", to=f"{HOME}/{_id(page)}")


async def void(request: web.Request) -> web.Response:
    """Take it back by another one."""
    page = await open_operator(request)
    form = await Form.read(request)
    wanted = {"reason": form.text("reason"), "reissue": form.checked("reissue")}
    if form.refused((await page.run("VoidInvoice", id=_id(page), input=wanted))["voidInvoice"]):
        return await _invoice(page, form)
    raise page.done("invoice-voided", to=f"{HOME}/{_id(page)}")


async def _invoice(page: Page, form: Form) -> web.Response:
    invoice = (await page.run("InvoicePage", id=_id(page)))["node"]
    if not invoice:
        raise web.HTTPNotFound
    return page.render("operator/invoice.html", status=form.status, form=form, invoice=invoice)


def _cells(invoice: Data) -> list[Any]:
    amounts = {name: invoice[name]["amount"] / 100 for name in ("net", "vat", "gross")}
    buyer, cancels = invoice["buyer"], invoice["cancels"]
    more = {
        "buyer": guarded(buyer["company"]),
        "buyerCountry": buyer["country"],
        "buyerVatId": guarded(buyer["vatId"] or ""),
        "currency": invoice["gross"]["currency"],
        "cancels": cancels and cancels["number"],
        **{name: f"{amount:.2f}" for name, amount in amounts.items()},
    }
    return [more.get(name, invoice.get(name)) for name in COLUMNS]


def _id(page: Page) -> str:
    return page.request.match_info["id"]


def routes() -> list[web.RouteDef]:
    """Return the routes of this noun."""
    home = f"/operator/{HOME}"
    return [
        web.get(home, list_invoices),
        web.get(f"{home}.csv", download),
        web.get(f"{home}/{{id}}", show_invoice),
        web.post(f"{home}/{{id}}/paid", mark_paid),
        web.post(f"{home}/{{id}}/void", void),
    ]
