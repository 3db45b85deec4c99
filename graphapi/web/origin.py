"""Whether a request that changes something comes from our own pages (OWASP ASVS 3.5.1).

Browsers say where a request comes from: Sec-Fetch-Site where they know it, Origin before that. The Host header proves
nothing, so Origin is compared with the configured base URL.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from graphapi.web.keys import SESSION_TOKEN, SETTINGS, USES_COOKIE

if TYPE_CHECKING:
    from graphapi.web.keys import Handler

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# Programs call it without a browser's headers; what makes it safe for them is that they bring no cookie.
API = "/graphql"


@web.middleware
async def same_origin(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what another site makes a browser send."""
    if needs_check(request) and not is_own(request):
        raise web.HTTPForbidden(text="This request came from another site.")
    return await handler(request)


def needs_check(request: web.Request) -> bool:
    """Tell whether a request could do harm if another site had it sent."""
    if request.path == API:
        return request[USES_COOKIE] and not wants_page(request)
    # Not any Authorization: browsers add that of a proxy's password by themselves.
    bears_token = request[SESSION_TOKEN] is not None and not request[USES_COOKIE]
    return request.method not in SAFE and not bears_token


def wants_page(request: web.Request) -> bool:
    """Tell whether a browser opens the API's address, to look at a page and not for data."""
    return request.method in {"GET", "HEAD"} and "text/html" in request.headers.get("Accept", "")


def is_own(request: web.Request) -> bool:
    """Tell whether a request comes from our own pages."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin" or (site == "none" and request.method in SAFE)
    return request.headers.get("Origin") == request.app[SETTINGS].base_url
