"""The mail queue: what was sent, what waits, what a mail server refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from admin_ui.listing import Listing, Option
from admin_ui.page import open_operator
from graphapi.i18n import message

if TYPE_CHECKING:
    from admin_ui.page import Page

STATES = (
    Option("", message("All states")),
    Option("queued", message("Waiting"), ["QUEUED"]),
    Option("failed", message("Failed"), ["FAILED"]),
    Option("sent", message("Sent"), ["SENT"]),
)
KINDS = {
    "CUSTOMER_INVITATION": message("Invitation of a customer"),
    "MEMBER_INVITATION": message("Invitation to a team"),
    "PASSWORD_RESET": message("Link for a new password"),
    "PASSWORD_CHANGED": message("Password changed"),
    "EMAIL_CONFIRMATION": message("Link to confirm an e-mail address"),
    "EMAIL_CHANGED": message("E-mail address changed"),
    "ORDER_RECEIVED": message("Order received"),
    "ORDER_CONFIRMATION": message("Confirmation of an order"),
    "ORDER_DECLINED": message("Order declined"),
    "PLAN_NEARLY_FULL": message("Plan nearly full"),
    "INVOICE": message("Invoice"),
    "INVOICE_REMINDER": message("Reminder of an invoice"),
    "DOWNGRADE_AT_RISK": message("Lesser plan at risk"),
    "SUBSCRIPTION_CANCELED": message("Cancellation"),
}
KIND_MENU = (
    Option("", message("All kinds")),
    *(Option(kind.lower(), title, [kind]) for kind, title in KINDS.items()),
)


async def list_mails(request: web.Request) -> web.Response:
    """List the mails, the newest first."""
    page = await open_operator(request)
    listing = Listing(page, "mails", state=STATES, kind=KIND_MENU)
    narrowed = {"state": listing.meaning("state"), "kind": listing.meaning("kind")}
    mails = (await page.run("Mails", **listing.variables, filter=narrowed))["mails"]
    return page.render("operator/mails.html", listing=listing, mails=mails, kinds=kind_names(page))


def kind_names(page: Page) -> dict[str, str]:
    """Return what each kind of mail is called."""
    return {kind: page.say(title) for kind, title in KINDS.items()}


def routes() -> list[web.RouteDef]:
    """Return the routes of this noun."""
    return [web.get("/operator/mails", list_mails)]
