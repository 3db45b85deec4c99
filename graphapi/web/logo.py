"""The logo's own routes: files are no GraphQL."""

from __future__ import annotations

import re

from aiohttp import web
from aiohttp.helpers import parse_mimetype

from graphapi.errors import InvalidInput
from graphapi.i18n import message
from graphapi.services import logos
from graphapi.web.boundary import in_time
from graphapi.web.keys import ACCESS

FIELD = "logo"
NAME = re.compile(rb'\r\nContent-Disposition: *form-data;[^\r]*\bname="?logo"?(?:;|\r|$)', re.IGNORECASE)
END_OF_HEADERS = b"\r\n\r\n"
# In bytes; browsers write two lines.
MAX_HEADERS = 8190
# Our form has one.
MAX_PARTS = 5
# The file, and what a browser writes round it.
MAX_FORM = logos.MAX_BYTES + 16 * 1024
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
    if request.content_type != "multipart/form-data":
        raise web.HTTPBadRequest
    boundary = parse_mimetype(request.headers["Content-Type"]).parameters.get("boundary", "")
    content = _file(await in_time(_read(request)), boundary) if boundary else None
    if content is None:
        raise web.HTTPBadRequest
    if not content:
        raise InvalidInput.at(FIELD, text=message("Please choose a file."))
    access = request[ACCESS]
    await logos.set_logo(access, partner_id=access.principal.partner_id, content=content)


async def remove(request: web.Request) -> None:
    """Remove the logo; raises Forbidden or NotFound as the service does."""
    access = request[ACCESS]
    await logos.remove_logo(access, partner_id=access.principal.partner_id)


async def _read(request: web.Request) -> bytes:
    """Return the body, or so much of it as holds more of a file than is allowed."""
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > MAX_FORM:
            break
    return bytes(body)


def _file(body: bytes, boundary: str) -> bytes | None:
    """Return the file in a form (RFC 7578), None if there is no such field.

    aiohttp's reader goes line by line and lets nobody else run meanwhile: a mebibyte of line breaks takes it a second.
    """
    _, *parts = (b"\r\n" + body).split(b"\r\n--" + boundary.encode("utf-8", "surrogateescape"), MAX_PARTS)
    for part in parts:
        head = part[:MAX_HEADERS].partition(END_OF_HEADERS)[0]
        if NAME.search(head):
            return part[len(head) + len(END_OF_HEADERS) :]
    return None


def routes() -> list[web.RouteDef]:
    """Return the route of the picture; the upload belongs to the branding page, which shows what was wrong."""
    return [web.get("/{slug}/logo", show)]
