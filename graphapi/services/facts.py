"""What exports say of rows: names as the API has them, ids as TypeIDs, times in RFC 3339; never a secret."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from graphapi.audit_texts import summary_of
from graphapi.i18n import translate
from graphapi.ids import encode_id
from graphapi.providers import recognize

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from graphapi.models import (
        AgreementAcceptance,
        AuditEntry,
        Customer,
        Mail,
        Member,
        Partner,
        Session,
        Share,
        Subscription,
    )

Facts = dict[str, Any]


def when(moment: datetime | date | None) -> str | None:
    """Write a moment or a day."""
    return None if moment is None else moment.isoformat()


def customer_facts(row: Customer, *, with_note: bool) -> Facts:
    """Say all that is known of a customer itself."""
    facts: Facts = {
        "id": encode_id("customer", row.id),
        "firstName": row.first_name,
        "lastName": row.last_name,
        "company": row.company,
        "email": row.email,
        "username": row.username,
        "number": row.number,
        "status": row.status.value,
        "language": row.language.value,
        "invitation": {
            "state": row.invitation_state.value,
            "sentAt": when(row.invitation_sent_at),
            "expiresAt": when(row.invitation_expires_at),
            "error": row.invitation_error,
        },
        "lastSignInAt": when(row.last_sign_in_at),
        "createdAt": when(row.created_at),
        "updatedAt": when(row.updated_at),
    }
    return facts | {"note": row.note} if with_note else facts


def share_facts(row: Share, *, with_url: bool) -> Facts:
    """Say what is known of a share, its password but for whether there is one; its link opens it."""
    facts: Facts = {
        "id": encode_id("share", row.id),
        "title": row.title,
        "description": row.description,
        "provider": recognize(row.url).name,
        "audience": row.audience.value,
        "hasPassword": row.password_sealed is not None,
        "position": row.position,
        "validFrom": when(row.valid_from),
        "validUntil": when(row.valid_until),
        "openCount": row.open_count,
        "lastOpenedAt": when(row.last_opened_at),
        "createdAt": when(row.created_at),
        "updatedAt": when(row.updated_at),
    }
    return facts | {"url": row.url} if with_url else facts


def mail_facts(row: Mail) -> Facts:
    """Say what is kept of a mail."""
    return {
        "id": encode_id("mail", row.id),
        "kind": row.kind.value,
        "to": row.to_email,
        "state": row.state.value,
        "error": row.error,
        "queuedAt": when(row.queued_at),
        "sentAt": when(row.sent_at),
    }


def entry_facts(row: AuditEntry, language: str, *, with_actor: bool) -> Facts:
    """Say what happened; by whom, or in which role alone."""
    facts: Facts = {
        "id": encode_id("audit", row.id),
        "at": when(row.at),
        "action": row.action,
        "summary": translate(summary_of(row.action, row.params), language),
        "actorRole": row.actor_role,
    }
    return facts | {"actorName": row.actor_name} if with_actor else facts


def session_facts(row: Session) -> Facts:
    """Say what is kept of a sign-in."""
    return {
        "userAgent": row.user_agent,
        "createdAt": when(row.created_at),
        "lastSeenAt": when(row.last_seen_at),
        "expiresAt": when(row.expires_at),
    }


def member_facts(row: Member) -> Facts:
    """Say what is known of a member."""
    return {
        "id": encode_id("member", row.id),
        "name": row.name,
        "email": row.email,
        "username": row.username,
        "role": row.role.value,
        "language": row.language.value,
        "lastSignInAt": when(row.last_sign_in_at),
        "createdAt": when(row.created_at),
    }


PARTNER_COLUMNS = {
    "branding": ("accent_color", "welcome_text", "imprint_url", "privacy_url"),
    "contact": ("name", "email", "phone", "website"),
    "billing": ("company", "street", "postal_code", "city", "country", "vat_id", "email"),
}


def partner_facts(row: Partner) -> Facts:
    """Say what is known of a partner itself."""
    facts: Facts = {
        "id": encode_id("partner", row.id),
        "slug": row.slug,
        "name": row.name,
        "status": row.status.value,
        "language": row.language.value,
        "allowedOrigins": row.allowed_origins,
        "createdAt": when(row.created_at),
        "updatedAt": when(row.updated_at),
    }
    for part, columns in PARTNER_COLUMNS.items():
        prefix = "" if part == "branding" else f"{part}_"
        facts[part] = {_camel(column): getattr(row, f"{prefix}{column}") for column in columns}
    return facts


def subscription_facts(row: Subscription, plan: str) -> Facts:
    """Say what is booked."""
    return {
        "plan": plan,
        "status": row.status.value,
        "monthlyAmount": row.monthly_amount,
        "currency": row.currency,
        "startedOn": when(row.started_on),
        "periodStart": when(row.period_start),
        "periodEnd": when(row.period_end),
        "canceledAt": when(row.canceled_at),
    }


def agreement_facts(row: AgreementAcceptance) -> Facts:
    """Say what was accepted."""
    return {
        "version": row.version,
        "language": row.language.value,
        "acceptedAt": when(row.accepted_at),
        "acceptedBy": row.accepted_by_name,
        "text": row.text,
    }


def frozen_facts(row: object, columns: Iterable[str]) -> Facts:
    """Say a row's columns as they are, for rows that are frozen as they are."""
    return {_camel(column): _plain(getattr(row, column)) for column in columns}


def ids_of(kind: str, keys: Iterable[UUID]) -> list[str]:
    """Write ids."""
    return [encode_id(kind, key) for key in keys]


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    return str(value) if isinstance(value, date) else value


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.title() for part in rest)
