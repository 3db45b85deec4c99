"""How many requests a minute one address, and one token, may make.

Each process counts for itself, in memory: a limit against floods has no time to ask a database. What is counted is the
last minute as it slides on: this minute's requests, and of those of the one before the share that is not yet a minute
ago. So two tables hold all there is, and forgetting is dropping one of them.
"""

from __future__ import annotations

import secrets
from hashlib import blake2b
from time import monotonic
from typing import TYPE_CHECKING

import orjson
from aiohttp import web

from graphapi.access import Role
from graphapi.codes import Code
from graphapi.i18n import DEFAULT_LANGUAGE, message, preferred_language, translate
from graphapi.networks import network_of
from graphapi.web.boundary import GRAPHQL_JSON, JSON, JsonResponse
from graphapi.web.keys import ACCESS, CLIENT_ADDRESS, SESSION_TOKEN
from graphapi.web.origin import API, wants_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiohttp.typedefs import Middleware

    from graphapi.web.keys import Handler

# In seconds.
WINDOW = 60
# So many are told apart in a window, in some 10 MB; whoever comes new after that is not counted.
MOST_COUNTED = 100_000
RATE_LIMITED = message("Too many requests. Please try again in {seconds} s.")


class RateLimit:
    """Counts requests by whom they are from; keeps neither addresses nor tokens, but hashes under a key of its own."""

    def __init__(self, most: int, *, now: Callable[[], float] = monotonic) -> None:
        self._most = most
        self._clock = now
        self._key = secrets.token_bytes()
        self._window = 0.0
        self._counts: dict[bytes, int] = {}
        self._counts_before: dict[bytes, int] = {}

    def wait(self, whose: str) -> int:
        """Count a request and return 0, or in how many seconds the next one is let through; that is not counted."""
        window, passed = divmod(self._clock(), WINDOW)
        if window != self._window:
            self._counts_before = self._counts if window == self._window + 1 else {}
            self._counts = {}
            self._window = window
        hashed = blake2b(whose.encode(), key=self._key, digest_size=16).digest()
        count, before = self._counts.get(hashed, 0), self._counts_before.get(hashed, 0)
        if count + before * (1 - passed / WINDOW) < self._most:
            if count or len(self._counts) < MOST_COUNTED:
                self._counts[hashed] = count + 1
            return 0
        # When so much of the minute before is a minute ago that there is room, or of this one when it is over.
        free_at = WINDOW * (1 - (self._most - count) / before) if count < self._most else WINDOW
        return int(free_at - passed) + 1


def by_address(limit: RateLimit) -> Middleware:
    """Return a middleware that limits addresses; to be before all that asks the database."""

    @web.middleware
    async def limit_addresses(request: web.Request, handler: Handler) -> web.StreamResponse:
        address = request[CLIENT_ADDRESS]
        # Whoever has an IPv6 network has all its addresses.
        whose = network_of(address) if ":" in address else address
        if whose and (seconds := limit.wait(whose)):
            return _refusal(request, seconds, None)
        return await handler(request)

    return limit_addresses


def by_token(limit: RateLimit) -> Middleware:
    """Return a middleware that limits tokens, cookies among them; to be after it is known which are valid."""

    @web.middleware
    async def limit_tokens(request: web.Request, handler: Handler) -> web.StreamResponse:
        principal, token = request[ACCESS].principal, request[SESSION_TOKEN]
        if token and principal.role is not Role.ANONYMOUS and (seconds := limit.wait(token)):
            return _refusal(request, seconds, principal.language)
        return await handler(request)

    return limit_tokens


def _refusal(request: web.Request, seconds: int, language: str | None) -> web.Response:
    """Return the API's answer; raises 429 where a page was asked for."""
    after = {"Retry-After": str(seconds)}
    if request.path != API or wants_page(request):
        raise web.HTTPTooManyRequests(headers=after)
    language = language or preferred_language(request.headers.get("Accept-Language", "")) or DEFAULT_LANGUAGE
    text = translate(message(RATE_LIMITED.text, seconds=seconds), language)
    body = orjson.dumps(
        {"errors": [{"message": text, "extensions": {"code": Code.RATE_LIMITED, "retryAfter": seconds}}]}
    )
    media_type = GRAPHQL_JSON if GRAPHQL_JSON in request.headers.get("Accept", "") else JSON
    refusal = JsonResponse(request, body, media_type=media_type, status=429)
    refusal.headers.update(after)
    return refusal
