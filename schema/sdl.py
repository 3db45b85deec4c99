"""The schema as SDL, for people and their tools: what can be asked is no secret, only the answers are."""

from __future__ import annotations

import gzip
import hashlib
from functools import cache

from aiohttp import web

from schema.build import sdl


@cache
def _texts() -> tuple[bytes, bytes, str]:
    """Return the SDL, the same packed by gzip, and the digest that tells it from another version's."""
    text = sdl().encode()
    return text, gzip.compress(text, mtime=0), hashlib.sha256(text).hexdigest()[:16]


async def show(request: web.Request) -> web.Response:
    """Send the SDL, unless the client has it already."""
    text, packed, digest = _texts()
    headers = {
        # May be kept, but is asked for again: the server may have become another.
        "Cache-Control": "public, no-cache",
        # Weak, since packed or not it is the same.
        "ETag": f'W/"{digest}"',
        "Vary": "Accept-Encoding",
    }
    if any(kept.value in {digest, "*"} for kept in request.if_none_match or ()):
        return web.Response(status=304, headers=headers)
    body = text
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        body = packed
        headers["Content-Encoding"] = "gzip"
    return web.Response(body=body, content_type="text/plain", charset="utf-8", headers=headers)


def routes() -> list[web.RouteDef]:
    """Return the route of the SDL."""
    return [web.get("/schema.graphql", show)]
