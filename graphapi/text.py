"""Keys that compare and sort alike on SQLite and PostgreSQL.

SQLite's ``lower`` knows ASCII only and the collations of the two differ, so keys are computed here and stored.
"""

from __future__ import annotations

import unicodedata


def login_key(name: str) -> str:
    """Return what a mail address or user name is compared by: NFKC, without regard to case."""
    return unicodedata.normalize("NFKC", name.strip()).casefold()


def sort_key(text: str) -> str:
    """Return what a name sorts by: without case and accents, "Ä" beside "A" (DIN 5007-1)."""
    decomposed = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))[:200]


def search_key(*texts: str | None) -> str:
    """Return what a search looks in, and for: sort keys in one line."""
    return " ".join(sort_key(text) for text in texts if text)
