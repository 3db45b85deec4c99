"""Slugs: the last part of a portal's address, which no two partners ever share."""

from __future__ import annotations

import re
import secrets
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from tortoise.exceptions import IntegrityError

from graphapi.access import Permission, operation
from graphapi.database import transaction
from graphapi.errors import Conflict
from graphapi.i18n import message
from graphapi.models import FormerSlug, Partner
from graphapi.services.inputs import MAX_NAME
from graphapi.text import search_key

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from graphapi.access import Access
    from graphapi.services.inputs import Checks

SLUG = re.compile(r"[a-z0-9-]{3,40}")
SHORTEST = 3
# With room for a number after it.
LONGEST_BASE = 36
MOST_SUGGESTIONS = 20
NOT_OF_SLUGS = re.compile(r"[^a-z0-9]+")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
# What follows a company's name and tells it from nobody.
LEGAL = frozenset(
    ["&", "+", "ag", "co", "co.", "e.k.", "e.v.", "eg", "gbr", "gmbh", "inc.", "kg", "kgaa", "ltd.", "mbh", "ohg", "ug"]
)
# Our own first path segments, and words we may want to use as such; a test compares them with the routes.
RESERVED_SLUGS = frozenset(
    [
        "about",
        "account",
        "admin",
        "api",
        "app",
        "assets",
        "billing",
        "blog",
        "contact",
        "customer",
        "dev",
        "developers",
        "docs",
        "download",
        "exports",
        "favicon",
        "graphql",
        "healthz",
        "help",
        "home",
        "imprint",
        "invoices",
        "login",
        "logout",
        "logo",
        "mail",
        "metrics",
        "operator",
        "order",
        "orders",
        "partner",
        "partners",
        "plans",
        "privacy",
        "readyz",
        "robots",
        "schema",
        "security",
        "set-password",
        "share",
        "shares",
        "sign-in",
        "sign-out",
        "static",
        "status",
        "support",
        "terms",
        "test",
        "theme",
        "well-known",
        "www",
    ]
)


async def refuse_taken_slug(access: Access, slug: str) -> None:
    """Raise Conflict if a partner has a slug, or had it."""
    system = access.as_system()
    if (
        await system.rows(Partner).filter(slug=slug).exists()
        or await system.rows(FormerSlug).filter(slug=slug).exists()
    ):
        raise _taken()


@asynccontextmanager
async def taking_slug() -> AsyncGenerator[None]:
    """Turn the refusal of a slug that somebody else took at the same moment into a Conflict."""
    try:
        async with transaction():  # a savepoint: PostgreSQL aborts the whole transaction otherwise
            yield
    except IntegrityError as error:
        raise _taken() from error


def _taken() -> Conflict:
    return Conflict("slug", text=message("Another partner has, or had, this address. Please choose another."))


def check_slug(checks: Checks, slug: str | None) -> str:
    """Return a slug that a partner may have."""
    text = (slug or "").strip()
    if not SLUG.fullmatch(text):
        checks.problem(("slug",), message("Please use 3 to 40 small letters, digits and dashes."))
    elif text in RESERVED_SLUGS:
        checks.problem(("slug",), message("This word is reserved. Please choose another address."))
    return text


@operation(Permission.PARTNERS_WRITE)
async def suggest_slug(access: Access, *, name: str) -> str:
    """Return an address for a partner of a name that nobody has or had; it may be taken a moment later."""
    words = [word for word in search_key(name.casefold().translate(UMLAUTS)[:MAX_NAME]).split() if word not in LEGAL]
    base = NOT_OF_SLUGS.sub("-", "-".join(words)).strip("-")[:LONGEST_BASE].rstrip("-")
    if len(base) < SHORTEST or base in RESERVED_SLUGS:
        base = f"{base}-portal".strip("-")
    candidates = [base, *(f"{base}-{number}" for number in range(2, MOST_SUGGESTIONS))]
    system = access.as_system()
    taken = {
        row.slug
        for rows in (system.rows(Partner), system.rows(FormerSlug))
        for row in await rows.filter(slug__in=candidates)
    }
    return next((slug for slug in candidates if slug not in taken), f"{base}-{secrets.token_hex(3)}")
