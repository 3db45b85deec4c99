"""Which other sites' scripts may read the API's answers (CORS: https://fetch.spec.whatwg.org/#http-cors-protocol).

A partner lists the origins of its own frontends. Their scripts may read what is answered to a token of that partner's
people, and what is answered to nobody, for that is where signing in begins. Cookies are of no use from elsewhere,
listed or not: Access-Control-Allow-Credentials is never sent.

None of this holds a program back, which sends whatever Origin it likes. What protects rows is whom a token stands for.
"""

from __future__ import annotations

import asyncio
import logging
from time import monotonic
from typing import TYPE_CHECKING

from aiohttp import web

from graphapi.access import ANONYMOUS, Access, Role
from graphapi.logs import log_unexpected
from graphapi.services import partners
from graphapi.web.keys import ACCESS, DATABASE, KEYS, SETTINGS
from graphapi.web.origin import API

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from graphapi.access import Principal
    from graphapi.web.keys import Handler

log = logging.getLogger("kundenkonto.web")

# Seconds that the lists are kept: so long, at most, until a change of one takes hold.
KEPT = 10.0
# Seconds that a browser need not ask again whether it may send a request. Chromium keeps it for no longer; whether a
# script may read the answer is said with each.
MAX_AGE = 7200
# What a browser may send besides what it always may, and what a script may read besides what it always may.
SENT = (
    "Accept, Accept-Language, Authorization, Content-Type, GraphQL-Cost, Idempotency-Key, X-Requested-With, "
    "Apollo-Require-Preflight, Apollographql-Client-Name, Apollographql-Client-Version, X-Apollo-Operation-Name"
)
READ = "Allow, Retry-After, WWW-Authenticate, X-Request-ID"


class Origins:
    """The origins that partners list, read once in a while and only when somebody asks from elsewhere.

    They are read all at once: whoever invents origins causes no reading.
    """

    def __init__(self) -> None:
        self._listed: Mapping[str, frozenset[UUID]] = {}
        self._until = 0.0
        self._reading = asyncio.Lock()

    async def allow(self, origin: str, principal: Principal, app: web.Application) -> bool:
        """Tell whether an origin's scripts may read what is answered to somebody."""
        async with self._reading:
            if monotonic() >= self._until:
                await self._read(app)
        listing = self._listed.get(origin, frozenset())
        return bool(listing) if principal.role is Role.ANONYMOUS else principal.partner_id in listing

    async def _read(self, app: web.Application) -> None:
        try:
            with app[DATABASE].active():
                self._listed = await partners.allowed_origins(Access(ANONYMOUS, app[SETTINGS], app[KEYS]))
        except Exception as error:  # noqa: BLE001 - whatever it is: what is answered already is not lost over it
            log_unexpected(log, "the origins that partners list", error)
        self._until = monotonic() + KEPT


ORIGINS = web.AppKey("origins", Origins)


@web.middleware
async def cross_origin(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let the scripts of listed origins read the API's answers, refusals and errors included."""
    origin = request.headers.get("Origin")
    if origin is None or request.path != API or origin == request.app[SETTINGS].base_url:
        return await handler(request)
    try:
        response = await handler(request)
    except web.HTTPException as refusal:
        await _share(request, refusal, origin)
        raise
    await _share(request, response, origin)
    return response


async def _share(request: web.Request, response: web.StreamResponse, origin: str) -> None:
    if response.prepared:  # a websocket, which is over by now
        return
    # Where it failed before it was known who asks, nobody did.
    principal = request[ACCESS].principal if ACCESS in request else ANONYMOUS
    response.headers.add("Vary", "Origin")
    if not await request.app[ORIGINS].allow(origin, principal, request.app):
        return
    response.headers["Access-Control-Allow-Origin"] = origin
    response.headers["Access-Control-Expose-Headers"] = READ
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, POST"
        response.headers["Access-Control-Allow-Headers"] = SENT
        response.headers["Access-Control-Max-Age"] = str(MAX_AGE)
