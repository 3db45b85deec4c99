"""The customer's own page: its folders, each to open with one click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from admin_ui.page import open_signed_in

if TYPE_CHECKING:
    from admin_ui.page import Page

SECRET = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


async def show(page: Page) -> web.Response:
    """Show a customer's shares and those for everybody."""
    viewer = (await page.run("CustomerHome"))["viewer"]
    return page.render(
        "portal/home.html", shares=viewer["customer"]["shares"], global_shares=viewer["partner"]["globalShares"]
    )


async def open_share(request: web.Request) -> web.Response:
    """Record that the folder is opened and lead there, without telling the provider where from.

    Staff come here too, from their own pages, as far as they may.
    """
    page = await open_signed_in(request)
    result = (await page.run("OpenShare", id=request.match_info["id"]))["openShare"]
    if "code" in result:
        raise web.HTTPNotFound
    return web.Response(status=303, headers={**SECRET, "Location": result["url"]})


async def reveal_password(request: web.Request) -> web.Response:
    """Hand out a folder's password as plain text: to the script that copies it, or to a browser without scripts."""
    page = await open_signed_in(request)
    result = (await page.run("RevealSharePassword", id=request.match_info["id"]))["revealSharePassword"]
    if "code" in result:
        raise web.HTTPNotFound
    return web.Response(text=result["password"], content_type="text/plain", headers=SECRET)


def routes() -> list[web.RouteDef]:
    """Return the routes of this noun; the page itself is at the portal's own address (``sign_in``)."""
    return [
        web.get("/{slug}/shares/{id}/open", open_share, allow_head=False),
        web.post("/{slug}/shares/{id}/password", reveal_password),
    ]
