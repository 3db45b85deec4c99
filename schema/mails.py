"""Mails: what the system sent or will send."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from graphapi import models
from graphapi.access import Permission
from graphapi.services import mails
from schema.connections import NEWEST_FIRST, After, Before, Connection, First, Last, Page
from schema.context import Info
from schema.enums import MailKind, MailState
from schema.execution.mapping import Relation, over
from schema.fields import column, node_id, query, relation
from schema.inputs import Filter
from schema.node import Node, filter_key

if TYPE_CHECKING:
    from schema.partners import Partner


@over(models.Mail)
@strawberry.type(description="A mail the system sent or will send. Its body and links are never exposed.")
class Mail(Node):
    row: strawberry.Private[models.Mail]
    id: strawberry.ID = node_id("mail")
    kind: MailKind = column("kind", "What it is about.")
    to: str = column("to_email", "The address it goes to.")
    state: MailState = column("state", "How far it came.")
    attempts: int = column("attempts", "How often sending was tried.")
    error: str | None = column("error", "What the mail server said last, if it refused.")
    queued_at: datetime = column("queued_at", "When it was written.")
    partner: Annotated["Partner", strawberry.lazy("schema.partners")] | None = relation(
        Relation(models.Partner, key="partner_id"), "In whose name it is sent; null for the platform's own."
    )
    sent_at: datetime | None = column("sent_at", "When the mail server took it.")


@strawberry.type(description="A page of mails.")
class MailConnection(Connection[Mail]):
    """Mails, a page at a time."""


@strawberry.input(description="Which mails; all conditions together.")
class MailFilter:
    state: list[MailState] | None = strawberry.field(default=None, description="Any of these.")
    kind: list[MailKind] | None = strawberry.field(default=None, description="Any of these.")
    customer_id: strawberry.ID | None = strawberry.field(default=None, description="To this customer.")
    partner_id: strawberry.ID | None = strawberry.field(default=None, description="Of this partner; for operators.")


@strawberry.type
class MailQuery:
    """Reading mails."""

    @query("Mails, newest first.", Permission.MAILS_READ)
    def mails(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Filter[MailFilter] = None,
    ) -> MailConnection | None:
        wanted = filter or MailFilter()
        rows = mails.mails(
            info.context.access,
            state=wanted.state,
            kind=wanted.kind,
            customer_id=filter_key("customer", wanted.customer_id),
            partner_id=filter_key("partner", wanted.partner_id),
        )
        return Page(rows, MailConnection, NEWEST_FIRST, first, after, last, before)  # pyright: ignore[reportReturnType]
