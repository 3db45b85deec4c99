"""Links to portals. They begin with the base URL of the settings, whatever a request's Host says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphapi.settings import Settings


def sign_in_link(settings: Settings, slug: str | None) -> str:
    """Return where a portal's people sign in; without a slug, where operators do."""
    return f"{settings.base_url}/{slug or 'operator'}"


def set_password_link(settings: Settings, slug: str | None, token: str) -> str:
    """Return where the holder of a token sets a password."""
    return f"{sign_in_link(settings, slug)}/set-password/{token}"
