"""Addresses within the portal that somebody else wrote, checked before anybody is sent there."""

from __future__ import annotations

import re

# No percent signs, backslashes, empty or dotted segments: nothing that a browser could read in another way than we do.
PATH = re.compile(r"(/[A-Za-z0-9_-]+)+")
QUERY = re.compile(r"[A-Za-z0-9_.~=&%+-]*")


def safe_next(wish: str, *, home: str) -> str:
    """Return where to go after signing in: the wish if it lies within the home (``/nordwind``), else the home."""
    path, _, query = wish.partition("?")
    within = path == home or path.startswith(f"{home}/")
    return wish if within and PATH.fullmatch(path) and QUERY.fullmatch(query) else home
