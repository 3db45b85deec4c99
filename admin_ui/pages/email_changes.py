"""The link that confirms a new mail address; a mail scanner that opens it confirms nothing."""

from __future__ import annotations

from aiohttp import web

from admin_ui.page import open_page
from admin_ui.pages.passwords import careful


async def show_confirm(request: web.Request) -> web.Response:
    """Ask whether the address is to be confirmed."""
    page = await open_page(request)
    return careful(page.render("portal/confirm_email.html"))


async def confirm(request: web.Request) -> web.Response:
    """Confirm it, for whoever has the link, signed in or not."""
    page = await open_page(request)
    result = (await page.run("ConfirmEmail", token=request.match_info["token"]))["confirmEmail"]
    if "code" in result:
        return careful(page.render("portal/email_link_spent.html", status=410))
    raise careful(page.done("email-confirmed", to="profile" if page.viewer else ""))


def routes() -> list[web.RouteDef]:
    """Return the routes of this noun."""
    return [
        route
        for home in ("/operator", "/{slug}")
        for route in (
            web.get(f"{home}/confirm-email/{{token}}", show_confirm),
            web.post(f"{home}/confirm-email/{{token}}", confirm),
        )
    ]
