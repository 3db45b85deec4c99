"""The links in mails. They begin with the base URL of the settings, whatever a request's Host says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphapi.models import Partner
    from graphapi.settings import Settings


def sign_in_link(settings: Settings, partner: Partner | None) -> str:
    """Return where a partner's people sign in; without a partner, where operators do."""
    return f"{settings.base_url}/{partner.slug if partner else 'operator'}"


def set_password_link(settings: Settings, partner: Partner | None, token: str) -> str:
    """Return where the holder of a token sets a password."""
    return f"{sign_in_link(settings, partner)}/set-password/{token}"
