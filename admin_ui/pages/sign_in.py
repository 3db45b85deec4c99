"""Signing in and out, at a partner's portal and at the operator's console."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from aiohttp import web

from admin_ui.forms import Form
from admin_ui.links import safe_next
from admin_ui.page import CUSTOMER, landing, open_page
from admin_ui.pages import home
from graphapi.web.session import clear_session_cookie, set_session_cookie

if TYPE_CHECKING:
    from admin_ui.page import Data, Page


async def show_start(request: web.Request) -> web.Response:
    """Show the sign-in to strangers, a customer its shares; staff and operators go on to their own pages."""
    page = await open_page(request)
    if page.role == CUSTOMER:
        return await home.show(page)
    if page.viewer:
        raise web.HTTPSeeOther(landing(page))
    return _sign_in(page, Form())


async def sign_in(request: web.Request) -> web.Response:
    """Sign in and go where the visitor was heading for."""
    page = await open_page(request)
    form = await Form.read(request)
    slug = page.portal["slug"] if page.portal else None
    credentials = {"portal": slug, "login": form.text("login"), "password": form["password"]}
    result = (await page.run("SignIn", input=credentials))["signIn"]
    if form.refused(result):
        return _sign_in(page, form)
    wish = safe_next(request.query.get("next", ""), home=page.home)
    return signed_in(page, result, to=landing(page, result["viewer"]["role"]) if wish == page.home else wish)


async def sign_out(request: web.Request) -> web.Response:
    """End the session and return to the sign-in."""
    page = await open_page(request)
    await page.run("SignOut")
    response = web.Response(status=303, headers={"Location": f"{page.home}?done=signed-out"})
    clear_session_cookie(response, request)
    return response


def signed_in(page: Page, session: Data, *, to: str) -> web.Response:
    """Answer with the session's cookie and the way on."""
    response = web.Response(status=303, headers={"Location": to, "Cache-Control": "no-store"})
    set_session_cookie(response, page.request, session["token"], datetime.fromisoformat(session["expiresAt"]))
    return response


def _sign_in(page: Page, form: Form) -> web.Response:
    return page.render("portal/sign_in.html", form=form, status=form.status)


def routes() -> list[web.RouteDef]:
    """Return the routes of this noun."""
    return [
        web.get("/operator", show_start),
        web.post("/operator", sign_in),
        web.post("/operator/sign-out", sign_out),
        web.get("/{slug}", show_start),
        web.post("/{slug}", sign_in),
        web.post("/{slug}/sign-out", sign_out),
    ]
