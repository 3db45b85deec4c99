"""Weights: how much a client wants what its Accept headers name (RFC 9110, 12.4.2)."""

from __future__ import annotations

MOST = 20
# How many headers whoever reads one may remember: browsers and programs send the same few again and again.
MOST_HEADERS = 256


def weights(header: str) -> dict[str, float]:
    """Return what a header names, in small letters, by its weight; 0 for what the client does not want at all."""
    found: dict[str, float] = {}
    for part in header.split(",")[:MOST]:
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        found[name] = next((_weight(piece) for piece in parameters if piece.startswith("q=")), 1.0)
    return found


def _weight(parameter: str) -> float:
    try:
        return float(parameter.removeprefix("q="))
    except ValueError:
        return 0.0
