"""Fetching an invoice's document: a file, and so no GraphQL."""

from __future__ import annotations

from aiohttp import web

from graphapi.errors import DomainError
from graphapi.ids import decode_id
from graphapi.services.invoice_documents import get_invoice_document
from graphapi.web.keys import ACCESS


async def fetch(request: web.Request) -> web.Response:
    """Send an invoice's PDF; 404 for whoever may not see the invoice, as for one that does not exist."""
    key = decode_id("invoice", request.match_info["id"])
    try:
        name, content = await get_invoice_document(request[ACCESS], invoice_id=key)
    except DomainError:
        raise web.HTTPNotFound from None
    return web.Response(
        body=content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def routes() -> list[web.RouteDef]:
    """Return the route."""
    return [web.get("/invoices/{id}.pdf", fetch)]
