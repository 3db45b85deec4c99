"""The front page: what this is, and in the demo who is who."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from admin_ui.page import open_page
from graphapi.i18n import Message, message


@dataclass(frozen=True, slots=True)
class DemoSignIn:
    """Somebody to sign in as in the demo world."""

    path: str
    where: str
    login: str
    role: Message


DEMO_PASSWORD = "kundenkonto-demo"
DEMO_SIGN_INS = (
    DemoSignIn("/nordwind", "Nordwind Werbeagentur GmbH", "anna.keller@example.com", message("Customer")),
    DemoSignIn("/nordwind", "Nordwind Werbeagentur GmbH", "owner@nordwind.example", message("Owner")),
    DemoSignIn("/nordwind", "Nordwind Werbeagentur GmbH", "editor@nordwind.example", message("Editor")),
    DemoSignIn("/nordwind", "Nordwind Werbeagentur GmbH", "viewer@nordwind.example", message("Viewer")),
    DemoSignIn("/suedhang", "Südhang Lohnbüro", "anna.keller@example.com", message("Customer")),
    DemoSignIn("/suedhang", "Südhang Lohnbüro", "owner@suedhang.example", message("Owner")),
    DemoSignIn("/operator", "", "operator@demo.example", message("Operator")),
)


async def show_front(request: web.Request) -> web.Response:
    """Show what this is."""
    page = await open_page(request)
    demo = DEMO_SIGN_INS if page.settings.is_demo else ()
    sign_ins = [{"sign_in": sign_in, "role": page.say(sign_in.role)} for sign_in in demo]
    return page.render("public/front.html", sign_ins=sign_ins, password=DEMO_PASSWORD)


def routes() -> list[web.RouteDef]:
    """Return the routes of this noun."""
    return [web.get("/", show_front)]
