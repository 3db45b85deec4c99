"""Links to portals. They begin with the base URL of the settings, whatever a request's Host says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapi.ids import encode_id

if TYPE_CHECKING:
    from uuid import UUID

    from graphapi.settings import Settings


def sign_in_link(settings: Settings, slug: str | None) -> str:
    """Return where a portal's people sign in; without a slug, where operators do."""
    return f"{settings.base_url}/{slug or 'operator'}"


def confirm_email_link(settings: Settings, slug: str | None, token: str) -> str:
    """Return where the holder of a token confirms a new mail address."""
    return f"{sign_in_link(settings, slug)}/confirm-email/{token}"


def set_password_link(settings: Settings, slug: str | None, token: str) -> str:
    """Return where the holder of a token sets a password."""
    return f"{sign_in_link(settings, slug)}/set-password/{token}"


def order_link(settings: Settings, order_id: UUID) -> str:
    """Return where operators decide on an order."""
    return f"{sign_in_link(settings, None)}/orders/{encode_id('order', order_id)}"


def plan_link(settings: Settings, slug: str) -> str:
    """Return where a partner's owner sees its plan and its invoices."""
    return f"{sign_in_link(settings, slug)}/admin/plan"


def export_link(settings: Settings, token: str) -> str:
    """Return where an export is fetched, once."""
    return f"{settings.base_url}/exports/{token}"


def invoice_link(settings: Settings, invoice_id: UUID) -> str:
    """Return where an invoice's document is fetched, by those who may see the invoice."""
    return f"{settings.base_url}/invoices/{encode_id('invoice', invoice_id)}.pdf"
