"""What happened: the audit log, for a partner's staff and, over all partners, for operators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from admin_ui.listing import Listing, Option
from admin_ui.page import open_operator, open_staff
from admin_ui.times import beginning_of
from graphapi.i18n import message

if TYPE_CHECKING:
    from admin_ui.page import Data, Page

PARTNER_HOME = "admin/activity"
OPERATOR_HOME = "activity"
# Of the log's actions those that somebody looks for.
ACTIONS = (
    Option("", message("Everything")),
    *(
        Option(action, title, action)
        for action, title in (
            ("customer.created", message("Customer added")),
            ("customer.updated", message("Customer changed")),
            ("customer.email_changed", message("Customer's e-mail address changed")),
            ("customer.invited", message("Customer invited")),
            ("customer.activated", message("Customer set a password")),
            ("customer.disabled", message("Customer disabled")),
            ("customer.enabled", message("Customer enabled")),
            ("customer.deleted", message("Customer deleted")),
            ("share.created", message("Folder added")),
            ("share.updated", message("Folder changed")),
            ("share.deleted", message("Folder deleted")),
            ("share.opened", message("Folder opened")),
            ("share.password_revealed", message("Password of a folder shown")),
            ("account.signed_in", message("Signed in")),
            ("account.password_changed", message("Password changed")),
            ("account.password_reset", message("Password set anew by mail")),
            ("account.email_changed", message("E-mail address changed")),
            ("access_token.created", message("Access token created")),
            ("access_token.revoked", message("Access token revoked")),
            ("member.invited", message("Member invited")),
            ("member.updated", message("Member changed")),
            ("member.removed", message("Member removed")),
            ("partner.updated", message("Settings changed")),
        )
    ),
)
OPERATOR_ACTIONS = (
    Option("partner.created", message("Partner set up"), "partner.created"),
    Option("partner.suspended", message("Partner suspended"), "partner.suspended"),
    Option("partner.resumed", message("Partner resumed"), "partner.resumed"),
)


async def show_partner_activity(request: web.Request) -> web.Response:
    """Show what happened in the partner's account."""
    page = await open_staff(request)
    listing = Listing(page, PARTNER_HOME, kept=("subject", "since", "until"), action=ACTIONS)
    data = await page.run("Activity", **listing.variables, filter=_narrowed(page, listing))
    return page.render("admin/activity.html", listing=listing, entries=data["auditLog"])


async def show_operator_activity(request: web.Request) -> web.Response:
    """Show what happened at all partners, or at one."""
    page = await open_operator(request)
    listing = Listing(
        page, OPERATOR_HOME, kept=("subject", "partner", "since", "until"), action=(*ACTIONS, *OPERATOR_ACTIONS)
    )
    narrowed = _narrowed(page, listing) | {"partnerId": listing.kept["partner"] or None}
    data = await page.run("ActivityOfAll", **listing.variables, filter=narrowed)
    return page.render("operator/activity.html", listing=listing, entries=data["auditLog"])


def _narrowed(page: Page, listing: Listing) -> Data:
    zone = page.settings.time_zone
    return {
        "action": listing.meaning("action"),
        "subjectId": listing.kept["subject"] or None,
        "since": beginning_of(listing.kept["since"], zone),
        "until": beginning_of(listing.kept["until"], zone, days_later=1),
    }


def routes() -> list[web.RouteDef]:
    """Return the routes of this noun."""
    return [
        web.get(f"/{{slug}}/{PARTNER_HOME}", show_partner_activity),
        web.get(f"/operator/{OPERATOR_HOME}", show_operator_activity),
    ]
