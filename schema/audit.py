"""The audit log."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from graphapi import models
from graphapi.access import Permission
from graphapi.audit_texts import actor_of, summary_of
from graphapi.i18n import Message
from graphapi.ids import decode_id, split_id
from graphapi.services import audit
from graphapi.services.inputs import UNSET
from schema.connections import NEWEST_FIRST, After, Before, Connection, First, Last, Page
from schema.context import Context, Info
from schema.execution.mapping import One, Relation, over
from schema.fields import column, computed, contextual, node_id, query, referring, relation
from schema.inputs import Filter
from schema.node import Node, filter_key, reference
from schema.roles import Role

if TYPE_CHECKING:
    from schema.partners import Partner


def _actor(context: Context, name: str, role: str | None) -> str:
    actor = actor_of(name, role)
    return context.say(actor) if isinstance(actor, Message) else actor


def _role(role: str | None) -> Role | None:
    return None if role is None else Role(role)


def _summary(context: Context, action: str, params: dict[str, Any]) -> str:
    return context.say(summary_of(action, params))


@over(models.AuditEntry)
@strawberry.type(description="One thing that happened.")
class AuditEntry(Node):
    row: strawberry.Private[models.AuditEntry]
    id: strawberry.ID = node_id("audit")
    at: datetime = column("at", "When it happened.")
    action: str = column("action", "noun.verb in the past, such as customer.created.")

    partner: Annotated["Partner", strawberry.lazy("schema.partners")] | None = relation(
        Relation(models.Partner, key="partner_id"), "At which partner it happened; null for the platform itself."
    )
    actor_name: str = contextual(
        _actor,
        ("actor_name", "actor_role"),
        "Who did it, by the name at that time; an erased customer has none any more.",
    )
    actor_role: Role | None = computed(
        _role,
        ("actor_role",),
        "The role in which it was done; null for the system and for nobody signed in.",
    )
    subject: Node | None = referring(
        reference,
        ("subject_kind", "subject_id"),
        "What it happened to; null if that is gone or out of the viewer's sight.",
    )
    summary: str = contextual(
        _summary,
        ("action", "params"),
        "A sentence that says it, in the viewer's language.",
    )


@strawberry.type(description="A page of the audit log.")
class AuditEntryConnection(Connection[AuditEntry]):
    """Entries, a page at a time."""


@strawberry.input(description="Which entries; all conditions together.")
class AuditFilter:
    subject_id: strawberry.ID | None = strawberry.field(default=None, description="What it happened to.")
    actor_id: strawberry.ID | None = strawberry.field(default=None, description="Who did it.")
    action: str | None = strawberry.field(default=None, description="Such as customer.created.")
    since: datetime | None = strawberry.field(default=None, description="At this moment or later.")
    until: datetime | None = strawberry.field(default=None, description="Before this moment.")
    partner_id: strawberry.ID | None = strawberry.field(default=None, description="Of this partner; for operators.")


def _any_key(text: str | None) -> object:
    """Read an id of whatever kind from a filter: UNSET without one, None if it is none."""
    if text is None:
        return UNSET
    parts = split_id(text)
    return None if parts is None else decode_id(parts[0], text)


@strawberry.type
class AuditQuery:
    """Reading the audit log."""

    @query("What happened, newest first.", Permission.AUDIT_READ)
    def audit_log(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Filter[AuditFilter] = None,
    ) -> AuditEntryConnection | None:
        wanted = filter or AuditFilter()
        rows = audit.audit_entries(
            info.context.access,
            subject_id=_any_key(wanted.subject_id),  # pyright: ignore[reportArgumentType] - UUID, None or UNSET
            actor_id=_any_key(wanted.actor_id),  # pyright: ignore[reportArgumentType]
            action=wanted.action,
            since=wanted.since,
            until=wanted.until,
            partner_id=filter_key("partner", wanted.partner_id),
        )
        return Page(rows, AuditEntryConnection, NEWEST_FIRST, first, after, last, before)  # pyright: ignore[reportReturnType]


@strawberry.type
class AuditSubscription:
    """Following the audit log."""

    @query(
        "What happens within the viewer's sight, as it happens: each entry once. It ends with the session. What was "
        "before is not sent: subscribe first, and then read the query's `auditLog`.",
        Permission.AUDIT_READ,
    )
    def audit_log(self, info: Info) -> AuditEntry:
        return One(audit.audit_entries(info.context.access), key=info.context.event)  # pyright: ignore[reportReturnType]
