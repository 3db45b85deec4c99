"""Customers as files: importing them, from the choice of a file to its outcome, and exporting them."""

from __future__ import annotations

import base64
import csv
import io
from typing import TYPE_CHECKING

from aiohttp import web

from admin_ui.forms import Form
from admin_ui.listing import Listing
from admin_ui.page import open_staff
from admin_ui.pages.customers import ORDERS, STATES, WRITE
from graphapi.i18n import message
from graphapi.web.sending import send_pieces
from graphapi.web.uploads import uploaded

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from admin_ui.page import Data, Page

HOME = "admin/customers/import"
FILE = "contentBase64"
# As many as the API takes, so that it says what is too much.
MAX_BYTES = 750_000
# Of a part of an export.
PART = 100
# Spreadsheets know UTF-8 by it.
MARK = "\ufeff"
COLUMNS = {
    "NUMBER": message("Customer number"),
    "FIRST_NAME": message("First name"),
    "LAST_NAME": message("Last name"),
    "COMPANY": message("Company"),
    "EMAIL": message("E-mail"),
    "USERNAME": message("User name"),
    "LANGUAGE": message("Language"),
    "NOTE": message("Note"),
    "LINK": message("Link"),
    "TITLE": message("Title"),
    "PASSWORD": message("Password"),
}


async def show_choice(request: web.Request) -> web.Response:
    """Ask for a file with customers."""
    return _choice(await open_staff(request, WRITE), Form())


async def choose(request: web.Request) -> web.Response:
    """Look a file through."""
    page = await open_staff(request, WRITE)
    form = Form()
    content = await uploaded(request, FILE, most=MAX_BYTES)
    if not content:
        form.refuse(FILE, page.say(message("Please choose a file.")))
        return _choice(page, form)
    result = (await page.run("ImportCustomers", content=base64.b64encode(content).decode()))["importCustomers"]
    if form.refused(result):
        return _choice(page, form)
    raise web.HTTPSeeOther(page.url(f"{HOME}/{result['customerImport']['id']}"))


async def show_import(request: web.Request) -> web.Response:
    """Show what a file holds, how far adding it came, or what it came to."""
    return await _import(await open_staff(request, WRITE), Form())


async def start(request: web.Request) -> web.Response:
    """Add the customers of a file."""
    page = await open_staff(request, WRITE)
    form = await Form.read(request)
    result = (await page.run("StartCustomerImport", id=_id(page), invite=form.checked("invite")))["startCustomerImport"]
    if form.refused(result):
        return await _import(page, form)
    raise web.HTTPSeeOther(page.url(f"{HOME}/{_id(page)}"))


async def template(request: web.Request) -> web.Response:
    """Send an empty file with the headers, to be filled in."""
    page = await open_staff(request, WRITE)
    text = io.StringIO()
    csv.writer(text, delimiter=";" if page.language == "de" else ",").writerow(
        [page.say(title) for title in COLUMNS.values()]
    )
    return web.Response(
        body=f"{MARK}{text.getvalue()}".encode(), content_type="text/csv", charset="utf-8", headers=_attached(page)
    )


async def export(request: web.Request) -> web.StreamResponse:
    """Send the customers of the list as it is narrowed and sorted, a part at a time: there may be very many."""
    page = await open_staff(request, WRITE)
    parts = _parts(page)
    # The first one before anything is sent, so that what goes wrong is a page.
    first = await anext(parts)

    async def pieces() -> AsyncGenerator[bytes]:
        yield f"{MARK}{first}".encode()
        async for part in parts:
            yield part.encode()

    response = web.StreamResponse(headers={"Content-Type": "text/csv; charset=utf-8", **_attached(page)})
    return await send_pieces(request, response, pieces())


async def _parts(page: Page) -> AsyncGenerator[str]:
    listing = Listing(page, "admin/customers", status=STATES, sort=ORDERS)
    narrowed = {"search": listing.search, "status": listing.meaning("status")}
    after = None
    while True:
        result = await page.run(
            "ExportCustomers", first=PART, after=after, filter=narrowed, sort=listing.meaning("sort")
        )
        part = result["exportCustomers"]
        yield part["csv"]
        if not part["pageInfo"]["hasNextPage"]:
            return
        after = part["pageInfo"]["endCursor"]


async def _import(page: Page, form: Form) -> web.Response:
    found = await page.run("CustomerImportPage", id=_id(page))
    if found["customerImport"] is None:
        raise web.HTTPNotFound
    problems: dict[int, list[str]] = {}
    for problem in found["customerImport"]["problems"]:
        column = COLUMNS.get(problem["column"])
        text = problem["message"] if column is None else f"{page.say(column)}: {problem['message']}"
        problems.setdefault(problem["row"], []).append(text)
    return page.render(
        "admin/customer_import.html",
        status=form.status,
        form=form,
        customer_import=found["customerImport"],
        problems=problems,
        partner=found["viewer"]["partner"],
    )


def _choice(page: Page, form: Form) -> web.Response:
    return page.render("admin/customer_import_new.html", status=form.status, form=form, columns=COLUMNS)


def _attached(page: Page) -> Data:
    name = page.say(message("customers.csv"))
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _id(page: Page) -> str:
    return page.request.match_info["id"]


def routes() -> list[web.RouteDef]:
    """Return the routes of this noun."""
    home = f"/{{slug}}/{HOME}"
    return [
        web.get("/{slug}/admin/customers.csv", export, allow_head=False),
        web.get(home, show_choice),
        web.post(home, choose),
        web.get(f"{home}/template.csv", template),
        web.get(f"{home}/{{id}}", show_import),
        web.post(f"{home}/{{id}}", start),
    ]
