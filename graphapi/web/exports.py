"""Fetching a partner's export: a file, and so no GraphQL."""

from __future__ import annotations

from aiohttp import web

from graphapi.errors import DomainError
from graphapi.ids import encode_id
from graphapi.services import partner_exports
from graphapi.web.keys import ACCESS
from graphapi.web.sending import send_pieces


async def fetch(request: web.Request) -> web.StreamResponse:
    """Send the file that a link leads to, once; 404 for whoever it is not for, as for a link that leads nowhere."""
    access = request[ACCESS]
    try:
        export = await partner_exports.take_export(access, token=request.match_info["token"])
    except DomainError:
        raise web.HTTPNotFound from None
    name = f"{encode_id('partner', export.partner_id)}-{export.created_at:%Y-%m-%d}.zip"
    response = web.StreamResponse(
        headers={
            "Content-Type": "application/zip",
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Length": str(export.size),
        }
    )
    return await send_pieces(request, response, await partner_exports.read_export(access, export=export))


def routes() -> list[web.RouteDef]:
    """Return the route; asking for its headers alone would use the link up, and is not possible."""
    return [web.get("/exports/{token}", fetch, allow_head=False)]
