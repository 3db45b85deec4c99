"""Access tokens: what programs of one's own ask by. A token is shown once, on the page that answers its making."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from aiohttp import web

from admin_ui.forms import Form
from admin_ui.page import open_staff
from graphapi import clock
from graphapi.i18n import message

if TYPE_CHECKING:
    from admin_ui.page import Page

WRITE = "TOKENS_WRITE"
HOME = "profile/access-tokens"
# In days; the field's values.
LIFETIMES = {
    "30": message("30 days"),
    "90": message("90 days"),
    "365": message("A year"),
    "": message("Until it is revoked"),
}


async def show_tokens(request: web.Request) -> web.Response:
    """List one's own access tokens."""
    page = await open_staff(request, WRITE)
    tokens = (await page.run("AccessTokens"))["viewer"]["accessTokens"]
    return page.render("admin/access_tokens.html", tokens=tokens)


async def show_new(request: web.Request) -> web.Response:
    """Ask what a new one is for."""
    page = await open_staff(request, WRITE)
    return _new(page, Form({"role": "VIEWER", "lifetime": "90"}))


async def create(request: web.Request) -> web.Response:
    """Make one and show it, this once."""
    page = await open_staff(request, WRITE)
    form = await Form.read(request)
    lifetime = form.text("lifetime")
    if lifetime not in LIFETIMES:
        raise web.HTTPBadRequest
    expires_at = (clock.now() + timedelta(days=int(lifetime))).isoformat() if lifetime else None
    wanted = {"name": form.text("name"), "role": form.text("role"), "expiresAt": expires_at}
    result = (await page.run("CreateAccessToken", input=wanted))["createAccessToken"]
    if form.refused(result):
        return _new(page, form)
    return page.render("admin/access_token_created.html", made=result)


async def show_revoke(request: web.Request) -> web.Response:
    """Ask once whether a token is to end."""
    page = await open_staff(request, WRITE)
    token = (await page.run("AccessTokenPage", id=request.match_info["id"]))["node"]
    if not token:
        raise web.HTTPNotFound
    return page.render("admin/access_token_revoke.html", token=token)


async def revoke(request: web.Request) -> web.Response:
    """End a token; one that has ended already is all right too."""
    page = await open_staff(request, WRITE)
    await page.run("RevokeAccessToken", id=request.match_info["id"])
    raise page.done("access-token-revoked", to=HOME)


def _new(page: Page, form: Form) -> web.Response:
    # Those that come after one's own are less.
    roles = ["OWNER", "EDITOR", "VIEWER"]
    return page.render(
        "admin/access_token_new.html",
        status=form.status,
        form=form,
        roles=roles[roles.index(page.role or "VIEWER") :],
        lifetimes=[(days, page.say(title)) for days, title in LIFETIMES.items()],
    )


def routes() -> list[web.RouteDef]:
    """Return the routes of this noun."""
    home = f"/{{slug}}/{HOME}"
    return [
        web.get(home, show_tokens),
        web.get(f"{home}/new", show_new),
        web.post(f"{home}/new", create),
        web.get(f"{home}/{{id}}/revoke", show_revoke),
        web.post(f"{home}/{{id}}/revoke", revoke),
    ]
