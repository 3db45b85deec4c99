"""Networks: whom an address belongs to, for what is counted by client."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

# Whoever has an IPv6 network has all its addresses; this is the smallest that is given out.
IPV6_NETWORK = 64


def network_of(address: str) -> str:
    """Return whom an address belongs to; what is none counts as it is."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:  # noqa: PLR2004 - IPv4
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ip_network((parsed, IPV6_NETWORK), strict=False))
