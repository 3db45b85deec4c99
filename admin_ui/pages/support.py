"""What operators see of a partner's customers and folders, to help: to read, never to open or to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from admin_ui.listing import Listing, Option
from admin_ui.page import open_operator
from admin_ui.pages import customers, shares
from admin_ui.pages.mails import kind_names
from graphapi.i18n import message

if TYPE_CHECKING:
    from admin_ui.page import Data, Page

AUDIENCES = (
    Option("", message("All folders")),
    Option("selected", message("For some customers"), "SELECTED"),
    Option("everyone", message("Global links"), "EVERYONE"),
)


async def list_customers(request: web.Request) -> web.Response:
    """List a partner's customers."""
    page = await open_operator(request)
    listing = Listing(page, f"partners/{_partner_id(page)}/customers", status=customers.STATES, sort=customers.ORDERS)
    narrowed = {"search": listing.search, "status": listing.meaning("status"), "partnerId": _partner_id(page)}
    data = await _run(page, "SupportCustomers", listing, narrowed)
    return page.render("operator/customers.html", listing=listing, partner=data["partner"], customers=data["customers"])


async def list_shares(request: web.Request) -> web.Response:
    """List a partner's folders."""
    page = await open_operator(request)
    listing = Listing(page, f"partners/{_partner_id(page)}/folders", audience=AUDIENCES, sort=shares.ORDERS)
    narrowed = {"search": listing.search, "audience": listing.meaning("audience"), "partnerId": _partner_id(page)}
    data = await _run(page, "SupportShares", listing, narrowed)
    return page.render("operator/shares.html", listing=listing, partner=data["partner"], shares=data["shares"])


async def show_customer(request: web.Request) -> web.Response:
    """Show a customer with its folders and its last mails."""
    page = await open_operator(request)
    data = await page.run("SupportCustomer", id=request.match_info["id"])
    customer = data["customer"]
    if customer is None or customer["partner"]["id"] != _partner_id(page):
        raise web.HTTPNotFound
    mails = data["mails"]["nodes"]
    return page.render("operator/customer.html", customer=customer, mails=mails, kinds=kind_names(page))


async def _run(page: Page, operation: str, listing: Listing, narrowed: Data) -> Data:
    data = await page.run(
        operation, id=_partner_id(page), **listing.variables, filter=narrowed, sort=listing.meaning("sort")
    )
    if data["partner"] is None:
        raise web.HTTPNotFound
    return data


def _partner_id(page: Page) -> str:
    return page.request.match_info["partner"]


def routes() -> list[web.RouteDef]:
    """Return the routes of these pages."""
    home = "/operator/partners/{partner}"
    return [
        web.get(f"{home}/customers", list_customers),
        web.get(f"{home}/customers/{{id}}", show_customer),
        web.get(f"{home}/folders", list_shares),
    ]
