"""Keys that compare and sort alike on SQLite and PostgreSQL.

SQLite's ``lower`` knows ASCII only and the collations of the two differ, so keys are computed here and stored.
"""

from __future__ import annotations

import unicodedata

MAX_SORT_KEY = 200


def login_key(name: str) -> str:
    """Return what a mail address or user name is compared by: NFKC, without regard to case."""
    return unicodedata.normalize("NFKC", name.strip()).casefold()


def slug_key(slug: str) -> str:
    """Return what a portal's slug is compared by, as somebody typed it: without regard to case."""
    return slug.lower()


def sort_key(text: str) -> str:
    """Return what a name sorts by: without case and accents, "Ä" beside "A" (DIN 5007-1)."""
    return _folded(text)[:MAX_SORT_KEY]


def search_key(*texts: str | None) -> str:
    """Return what a search looks in, and for: words without case and accents, one blank between two."""
    return " ".join(word for text in texts if text for word in _folded(text).split())


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.strip().casefold())
    # A blank for what PostgreSQL refuses: NUL, and lone surrogates, which JSON can spell.
    return "".join(
        " " if unicodedata.category(character) in {"Cc", "Cs"} else character
        for character in decomposed
        if not unicodedata.combining(character)
    )
