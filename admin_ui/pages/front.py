"""The front page: what this is, and in the demo who is who."""

from __future__ import annotations

from aiohttp import web

from admin_ui.page import open_page
from graphapi.demo_sign_ins import SIGN_INS
from graphapi.passwords import DEMO_PASSWORD


async def show_front(request: web.Request) -> web.Response:
    """Show what this is."""
    page = await open_page(request)
    demo = SIGN_INS if page.settings.is_demo else ()
    sign_ins = [{"sign_in": sign_in, "role": page.say(sign_in.role)} for sign_in in demo]
    return page.render("public/front.html", sign_ins=sign_ins, password=DEMO_PASSWORD)


def routes() -> list[web.RouteDef]:
    """Return the routes of this noun."""
    return [web.get("/", show_front)]
