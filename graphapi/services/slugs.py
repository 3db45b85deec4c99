"""Slugs: the last part of a portal's address, which no two partners ever share."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from tortoise.exceptions import IntegrityError

from graphapi.database import transaction
from graphapi.errors import Conflict
from graphapi.i18n import message
from graphapi.models import FormerSlug, Partner

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from graphapi.access import Access
    from graphapi.services.inputs import Checks

SLUG = re.compile(r"[a-z0-9-]{3,40}")
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
