"""The local mailbox: where mails show while there is no mail server. For demo and development, on this machine only."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from aiohttp import web

from admin_ui.page import open_page
from graphapi.settings import is_loopback
from graphapi.web.keys import MAILBOX, SETTINGS

if TYPE_CHECKING:
    from graphapi.mail.mailbox import LocalMail

# Mails style themselves inline, as mail programs want it; they may do nothing else.
MAIL_CSP = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; "
    "sandbox allow-top-navigation-by-user-activation"
)
LINK = re.compile(r"^https?://\S+", re.MULTILINE)


async def show_mailbox(request: web.Request) -> web.Response:
    """List the last mails with their texts and links."""
    page = await open_page(request)
    mails = [{"mail": mail, "sent": _sent(mail), "links": LINK.findall(mail.text)} for mail in _mails(request)]
    response = page.render("dev/mailbox.html", mails=mails)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


async def show_mail(request: web.Request) -> web.Response:
    """Show a mail as a mail program would."""
    mail = next((mail for mail in _mails(request) if mail.id == request.match_info["id"]), None)
    if mail is None:
        raise web.HTTPNotFound
    headers = {"Content-Security-Policy": MAIL_CSP, "Referrer-Policy": "no-referrer"}
    return web.Response(text=mail.html, content_type="text/html", headers=headers)


def _sent(mail: LocalMail) -> str | None:
    try:
        return parsedate_to_datetime(mail.date).isoformat()
    except (TypeError, ValueError):  # a mail without its head is shown all the same
        return None


def _mails(request: web.Request) -> list[LocalMail]:
    # The connection's own address, which no proxy can change; and the host's name, which a page elsewhere could have
    # made to mean this machine.
    here = is_loopback(request.remote or "") and is_loopback(request.url.host or "")
    if not request.app[SETTINGS].has_mailbox or not here:
        raise web.HTTPNotFound
    return request.app[MAILBOX].messages()


def routes() -> list[web.RouteDef]:
    """Return the routes of this noun."""
    return [web.get("/dev/mailbox", show_mailbox), web.get("/dev/mailbox/{id}", show_mail)]
