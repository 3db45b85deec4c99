"""Forgotten passwords, and the links from mails that set one.

A link's page may be opened by a mail scanner: only posting its form uses the link up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from aiohttp import web

from admin_ui.forms import Form
from admin_ui.page import landing, open_page
from admin_ui.pages.sign_in import signed_in

if TYPE_CHECKING:
    from admin_ui.page import Data, Page


Response = TypeVar("Response", bound=web.Response)


async def show_forgotten(request: web.Request) -> web.Response:
    """Ask for whom a new password is wanted."""
    page = await open_page(request)
    return _forgotten(page, Form())


async def request_reset(request: web.Request) -> web.Response:
    """Have a link mailed; the answer is the same whether anybody is known by that name or not."""
    page = await open_page(request)
    form = await Form.read(request)
    slug = page.portal["slug"] if page.portal else None
    result = await page.run("RequestPasswordReset", input={"portal": slug, "login": form.text("login")})
    if form.refused(result["requestPasswordReset"]):
        return _forgotten(page, form)
    raise web.HTTPSeeOther(page.url("forgotten-password/sent"))


async def show_sent(request: web.Request) -> web.Response:
    """Say that a mail is on its way, and whom to ask if none comes."""
    return (await open_page(request)).render("portal/reset_sent.html")


async def show_set_password(request: web.Request) -> web.Response:
    """Show where a link stands, and the form where it is valid."""
    page = await open_page(request)
    return await _set_password(page, Form())


async def set_password(request: web.Request) -> web.Response:
    """Set the password by the link, which is then used up, and sign in."""
    page = await open_page(request)
    form = await Form.read(request)
    if await _link(page) is None:
        return await _set_password(page, form)
    result = await page.run("SetPassword", input={"token": _token(page), "password": form["password"]})
    session = result["setPassword"]
    if form.refused(session):
        return await _set_password(page, form)
    return careful(signed_in(page, session, to=f"{landing(page, session['viewer']['role'])}?done=password-set"))


async def renew_invitation(request: web.Request) -> web.Response:
    """Have a new invitation mailed in place of an expired one."""
    page = await open_page(request)
    if await _link(page):
        await page.run("RenewInvitation", input={"token": _token(page)})
    return careful(web.Response(status=303, headers={"Location": f"{page.home}?done=invitation-requested"}))


async def _set_password(page: Page, form: Form) -> web.Response:
    link = await _link(page)
    if link is None:
        return careful(page.render("portal/link_unknown.html", status=404))
    if link["state"] != "VALID":
        return careful(page.render("portal/link_spent.html", status=410, link=link, token=_token(page)))
    return careful(page.render("portal/set_password.html", form=form, status=form.status, link=link))


async def _link(page: Page) -> Data | None:
    """Return where the link stands, None for one that is unknown here; another portal's is."""
    link = (await page.run("PasswordLink", token=_token(page)))["passwordToken"]
    ours = page.portal["slug"] if page.portal else None
    theirs = link["portal"]["slug"] if link and link["portal"] else None
    return link if ours == theirs else None


def _token(page: Page) -> str:
    return page.request.match_info["token"]


def careful(response: Response) -> Response:
    """Return an answer to an address that is a secret."""
    # The address is the secret: it must not be told to whatever is linked from here.
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _forgotten(page: Page, form: Form) -> web.Response:
    return page.render("portal/forgotten_password.html", form=form, status=form.status)


def routes() -> list[web.RouteDef]:
    """Return the routes of this noun."""
    return [
        route
        for home in ("/operator", "/{slug}")
        for route in (
            web.get(f"{home}/forgotten-password", show_forgotten),
            web.post(f"{home}/forgotten-password", request_reset),
            web.get(f"{home}/forgotten-password/sent", show_sent),
            web.get(f"{home}/set-password/{{token}}", show_set_password),
            web.post(f"{home}/set-password/{{token}}", set_password),
            web.post(f"{home}/set-password/{{token}}/renew", renew_invitation),
        )
    ]
