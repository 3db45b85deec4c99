"""The logo's own routes: files are no GraphQL."""

from __future__ import annotations

from aiohttp import web

from graphapi.errors import InvalidInput
from graphapi.i18n import message
from graphapi.services import logos
from graphapi.web.keys import ACCESS
from graphapi.web.uploads import uploaded

FIELD = "logo"
A_DAY = 86_400


async def show(request: web.Request) -> web.Response:
    """Send a portal's logo; asked for by its present digest it may be kept for good."""
    logo = await logos.find_logo(request[ACCESS], slug=request.match_info["slug"])
    if logo is None:
        raise web.HTTPNotFound
    lasting = request.query.get("v") == logo.digest
    kept = "public, max-age=31536000, immutable" if lasting else f"public, max-age={A_DAY}"
    return web.Response(
        body=logo.content,
        content_type=logo.content_type,
        headers={
            "Cache-Control": kept,
            "Content-Security-Policy": "default-src 'none'; sandbox",
            # The partner's own homepage may show it too.
            "Cross-Origin-Resource-Policy": "cross-origin",
        },
    )


async def receive(request: web.Request) -> None:
    """Take an uploaded logo, the multipart field ``logo``.

    Raises InvalidInput, also for an empty file, 400 for what is no such form, and Forbidden or NotFound as the service
    does.
    """
    content = await uploaded(request, FIELD, most=logos.MAX_BYTES)
    if not content:
        raise InvalidInput.at(FIELD, text=message("Please choose a file."))
    access = request[ACCESS]
    await logos.set_logo(access, partner_id=access.principal.partner_id, content=content)


async def remove(request: web.Request) -> None:
    """Remove the logo; raises Forbidden or NotFound as the service does."""
    access = request[ACCESS]
    await logos.remove_logo(access, partner_id=access.principal.partner_id)


def routes() -> list[web.RouteDef]:
    """Return the route of the picture; the upload belongs to the branding page, which shows what was wrong."""
    return [web.get("/{slug}/logo", show)]
