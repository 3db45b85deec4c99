"""The session's cookie, and who a request is from.

A bearer token stands for itself and needs no cookie; where a request bears both, the cookie counts for nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from graphapi.access import ANONYMOUS, Access
from graphapi.services import sessions
from graphapi.web.keys import ACCESS, KEYS, PRESUMPTION, PRESUMPTIONS, SESSION_TOKEN, SETTINGS, USES_COOKIE
from graphapi.web.origin import API

if TYPE_CHECKING:
    from datetime import datetime

    from graphapi.settings import Settings
    from graphapi.web.keys import Handler

BEARER = "bearer "


def cookie_name(settings: Settings) -> str:
    """Return the cookie's name; ``__Host-`` binds it to this host and to TLS, which loopback does without."""
    return "__Host-kundenkonto" if settings.is_secure else "kundenkonto"


def set_session_cookie(response: web.StreamResponse, request: web.Request, token: str, expires_at: datetime) -> None:
    """Keep a session in the browser, until its absolute end."""
    settings = request.app[SETTINGS]
    response.set_cookie(
        cookie_name(settings),
        token,
        expires=expires_at.strftime("%a, %d %b %Y %H:%M:%S GMT"),
        path="/",
        secure=settings.is_secure,
        httponly=True,
        samesite="Lax",
    )


def clear_session_cookie(response: web.StreamResponse, request: web.Request) -> None:
    """Remove the session from the browser."""
    settings = request.app[SETTINGS]
    response.del_cookie(cookie_name(settings), path="/", secure=settings.is_secure, httponly=True, samesite="Lax")


@web.middleware
async def recognise(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Find out who a request is from."""
    settings = request.app[SETTINGS]
    header = request.headers.get("Authorization", "")
    is_bearer = header[: len(BEARER)].lower() == BEARER
    token = header[len(BEARER) :].strip() if is_bearer else request.cookies.get(cookie_name(settings))
    request[SESSION_TOKEN] = token
    request[USES_COOKIE] = not is_bearer and token is not None
    # What the API is asked for proves it on the way.
    proves = request.path == API and request.method == "POST"
    presumed = request.app[PRESUMPTIONS].of(token) if token and proves else None
    if presumed is None:
        await look_up(request)
    else:
        request[ACCESS], request[PRESUMPTION] = presumed
    return await handler(request)


async def look_up(request: web.Request) -> None:
    """Look up who a request is from, and presume nothing."""
    app, token = request.app, request[SESSION_TOKEN]
    access = Access(ANONYMOUS, app[SETTINGS], app[KEYS])
    found = await sessions.find_principal(access, token=token) if token else None
    if found is not None:
        access = Access(found.principal, access.settings, access.keys)
        app[PRESUMPTIONS].keep(found, access)
    request[ACCESS], request[PRESUMPTION] = access, None
