"""The outermost layer: a number for each request, headers for each answer, an end for slow and broken ones."""

from __future__ import annotations

import asyncio
import logging
import random
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from aiohttp import web, web_response
from aiohttp.abc import AbstractAccessLogger
from multidict import CIMultiDict

from graphapi.logs import log_unexpected
from graphapi.web.client import client_address
from graphapi.web.keys import CLIENT_ADDRESS, DATABASE, HEADERS_OF_ALL, REQUEST_ID, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from graphapi.settings import Settings
    from graphapi.web.keys import Handler

T = TypeVar("T")

log = logging.getLogger("kundenkonto.web")

# A body that does not arrive within this ends the request; slow clients would fill the server otherwise. aiohttp waits
# another ten seconds for the rest before it closes the connection.
BODY_TIMEOUT = 15
MAX_BODY = 1024 * 1024
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
# What every answer bears, unless its handler knows better.
HEADERS = {
    "Content-Security-Policy": CSP,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # With "no-referrer" everywhere browsers would send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}

# What GraphQL is answered in.
JSON = "application/json"
GRAPHQL_JSON = "application/graphql-response+json"
# Of the access log.
LINE = "%s %s %s %.1f ms %s"

# What aiohttp cannot read it answers by itself, past all our hooks, and would tell its version and Python's.
web_response.SERVER_SOFTWARE = "kundenkonto"  # pyright: ignore[reportPrivateImportUsage]


@web.middleware
async def boundary(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Give the request a number, wait for its body, and answer unexpected errors with nothing but that number."""
    # It finds a line in the log, and is no secret.
    request[REQUEST_ID] = f"{random.getrandbits(64):016x}"
    request[CLIENT_ADDRESS] = client_address(request, request.app[SETTINGS])
    with request.app[DATABASE].active():
        try:
            await _wait_for_body(request)
            return await handler(request)
        except web.HTTPException:
            raise
        except (ConnectionError, web.RequestPayloadError):
            raise web.HTTPBadRequest(text="The request could not be read to its end.") from None
        except Exception as error:  # noqa: BLE001 - the last resort: whatever it was, it is said without its text
            log_unexpected(log, f"request {request[REQUEST_ID]}", error)
            text = f"Something went wrong. Number {request[REQUEST_ID]} finds it in the log."
            raise web.HTTPInternalServerError(text=text) from None


async def _wait_for_body(request: web.Request) -> None:
    """Read a body that is not all there yet, which aiohttp keeps for the handler; uploads are read by their own."""
    is_under_way = request.body_exists and not request.content.is_eof()
    if is_under_way and not request.content_type.startswith("multipart/"):
        await in_time(request.read())


async def in_time(body: Awaitable[T]) -> T:
    """Return what a client sends, unless it takes too long about it; raises 408 then."""
    try:
        async with asyncio.timeout(BODY_TIMEOUT):
            return await body
    except TimeoutError:
        raise web.HTTPRequestTimeout(text="The request did not arrive in time.") from None


def headers_of(settings: Settings) -> CIMultiDict[str]:
    """Return the headers that every answer of a server with these settings bears."""
    headers = CIMultiDict(HEADERS)
    if settings.is_secure:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return headers


async def set_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Put the headers on that every answer bears, unless its handler knows better."""
    headers = response.headers
    if type(response) is not JsonResponse:  # whose base class makes isinstance() slow
        for name, value in request.app[HEADERS_OF_ALL].items():
            headers.setdefault(name, value)
    if REQUEST_ID in request:
        headers["X-Request-ID"] = request[REQUEST_ID]
    # It would tell the versions of Python and aiohttp.
    headers.pop("Server", None)


class JsonResponse(web.Response):
    """An answer in JSON, which has its headers from the start: copying them all takes as long as setting one."""

    def __init__(self, request: web.Request, body: bytes, *, media_type: str, status: int = 200) -> None:
        super().__init__(body=body, status=status, headers=request.app[HEADERS_OF_ALL])
        self.headers["Content-Type"] = f"{media_type}; charset=utf-8"


class AccessLog(AbstractAccessLogger):
    """A line for each request, with its route rather than its address: addresses hold tokens and what people typed."""

    def log(self, request: web.BaseRequest, response: web.StreamResponse, time: float) -> None:
        """Write the line."""
        if not self.logger.isEnabledFor(logging.INFO):
            return
        route = "-"
        # What could not be read as a request has no route.
        with suppress(AssertionError):
            if isinstance(request, web.Request) and request.match_info.route.resource is not None:
                route = request.match_info.route.resource.canonical
        method = request.method if request.method.isalpha() else "-"
        number = request.get(REQUEST_ID, "-")
        values = (method, route, response.status, time * 1000, number)
        # Not info(), which would look for the line of code it is called from: the longest part of it all.
        record = self.logger.makeRecord(self.logger.name, logging.INFO, "", 0, LINE, values, None)
        self.logger.handle(record)
