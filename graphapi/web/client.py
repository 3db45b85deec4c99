"""Where a request comes from, for the throttles: the connection's own address, or what a trusted proxy says."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aiohttp import web

    from graphapi.settings import Settings


def client_address(request: web.Request, settings: Settings) -> str:
    """Return the client's address, empty if it has none.

    X-Forwarded-For is read from its end, since only what trusted proxies appended can be believed.
    """
    address = request.remote or ""
    if not settings.trusted_proxies:
        return address
    forwarded = ",".join(request.headers.getall("X-Forwarded-For", ()))
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    while hops and _is_trusted(address, settings):
        address = hops.pop()
    return address


def _is_trusted(address: str, settings: Settings) -> bool:
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return any(parsed in network for network in settings.trusted_proxies)
