"""The outbox: mails written in the transaction that caused them, sent soon after by the background sender."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from tortoise import fields
from tortoise.indexes import Index

from graphapi.models.account import Language
from graphapi.models.base import Row, ScopedManager
from graphapi.models.fields import UtcDatetimeField

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


class MailKind(StrEnum):
    """What a mail is about."""

    CUSTOMER_INVITATION = "CUSTOMER_INVITATION"
    MEMBER_INVITATION = "MEMBER_INVITATION"
    PASSWORD_RESET = "PASSWORD_RESET"
    PASSWORD_CHANGED = "PASSWORD_CHANGED"
    EMAIL_CONFIRMATION = "EMAIL_CONFIRMATION"
    EMAIL_CHANGED = "EMAIL_CHANGED"
    ORDER_RECEIVED = "ORDER_RECEIVED"
    ORDER_CONFIRMATION = "ORDER_CONFIRMATION"
    ORDER_DECLINED = "ORDER_DECLINED"
    PLAN_NEARLY_FULL = "PLAN_NEARLY_FULL"
    INVOICE = "INVOICE"
    INVOICE_REMINDER = "INVOICE_REMINDER"
    DOWNGRADE_AT_RISK = "DOWNGRADE_AT_RISK"
    SUBSCRIPTION_CANCELED = "SUBSCRIPTION_CANCELED"


class MailState(StrEnum):
    """QUEUED until the mail server took it, or until we gave up."""

    QUEUED = "QUEUED"
    SENT = "SENT"
    FAILED = "FAILED"


class Mail(Row):
    """A mail to one person. It holds kind, parameters and the id of a token, never a link or a body."""

    partner = fields.ForeignKeyField("models.Partner", null=True, on_delete=fields.CASCADE)
    partner_id: UUID | None
    kind: MailKind = fields.CharEnumField(MailKind, max_length=30)
    # The Operator, Member or Customer row it goes to, or the Order or Invoice it is about: what is erased takes its
    # mails along.
    person_id: UUID | None = fields.UUIDField(null=True)
    to_email: str = fields.CharField(max_length=254)
    to_name: str = fields.CharField(max_length=200)
    language: Language = fields.CharEnumField(Language, max_length=2)
    params: dict[str, Any] = fields.JSONField(default=dict)
    token = fields.ForeignKeyField("models.OneTimeToken", null=True, on_delete=fields.SET_NULL)
    token_id: UUID | None
    state: MailState = fields.CharEnumField(MailState, max_length=10, default=MailState.QUEUED)
    attempts: int = fields.IntField(default=0)
    # Also the claim: whoever sends puts it ahead first, so that another process leaves the mail alone meanwhile.
    next_attempt_at: datetime = UtcDatetimeField()
    error: str | None = fields.CharField(max_length=500, null=True)
    queued_at: datetime = UtcDatetimeField()
    sent_at: datetime | None = UtcDatetimeField(null=True)

    class Meta:
        """Listed newest first by partner; worked off by state and time, over all partners."""

        table = "mail"
        manager = ScopedManager()
        indexes = (
            Index(fields=("partner_id", "id")),
            Index(fields=("partner_id", "person_id", "id")),
            Index(fields=("state", "next_attempt_at")),
            Index(fields=("token_id",)),
        )
