"""A portal's stylesheet: the partner's accent, legible in light and dark."""

from __future__ import annotations

from aiohttp import web

from admin_ui.page import run_bare
from admin_ui.theme import stylesheet
from graphapi.colors import accent_of


async def send_theme(request: web.Request) -> web.Response:
    """Send the stylesheet; asked for by its present colour it may be kept for good."""
    portal = (await run_bare(request, "PortalTheme", slug=request.match_info["slug"]))["portal"]
    if portal is None:
        raise web.HTTPNotFound
    color = accent_of(portal["branding"]["accentColor"])
    lasting = request.query.get("v") == color.removeprefix("#")
    return web.Response(
        text=stylesheet(color),
        content_type="text/css",
        headers={"Cache-Control": "public, max-age=31536000, immutable" if lasting else "no-cache"},
    )


def routes() -> list[web.RouteDef]:
    """Return the routes of this noun."""
    return [web.get("/{slug}/theme.css", send_theme)]
