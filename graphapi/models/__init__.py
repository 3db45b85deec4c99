"""The tables, a noun a file. Rows are read through ``graphapi.access``, never through the models themselves."""

from __future__ import annotations

from graphapi.models.account import Account, Language, Operator
from graphapi.models.agreement import AgreementAcceptance
from graphapi.models.audit import AuditEntry
from graphapi.models.base import Row, ScopedManager, UnscopedQuery
from graphapi.models.customer import Customer, CustomerStatus
from graphapi.models.customer_import import CustomerImport, CustomerImportState
from graphapi.models.export import ExportChunk, ExportState, PartnerExport
from graphapi.models.idempotency import IdempotencyKey
from graphapi.models.invoice import (
    Buyer,
    Invoice,
    InvoiceCounter,
    InvoiceDocument,
    InvoiceKind,
    InvoiceStatus,
    Line,
    TaxCategory,
)
from graphapi.models.mail import Mail, MailKind, MailState
from graphapi.models.member import Member, MemberRole
from graphapi.models.order import Order, OrderStatus
from graphapi.models.partner import FormerSlug, Logo, Partner, PartnerStatus
from graphapi.models.person import InvitationState, Person
from graphapi.models.plan import Plan, Subscription, SubscriptionStatus
from graphapi.models.session import AccessToken, OneTimeToken, Session, Throttle, TokenPurpose
from graphapi.models.share import Share, ShareAudience, ShareRecipient

__all__ = [
    "AccessToken",
    "Account",
    "AgreementAcceptance",
    "AuditEntry",
    "Buyer",
    "Customer",
    "CustomerImport",
    "CustomerImportState",
    "CustomerStatus",
    "ExportChunk",
    "ExportState",
    "FormerSlug",
    "IdempotencyKey",
    "InvitationState",
    "Invoice",
    "InvoiceCounter",
    "InvoiceDocument",
    "InvoiceKind",
    "InvoiceStatus",
    "Language",
    "Line",
    "Logo",
    "Mail",
    "MailKind",
    "MailState",
    "Member",
    "MemberRole",
    "OneTimeToken",
    "Operator",
    "Order",
    "OrderStatus",
    "Partner",
    "PartnerExport",
    "PartnerStatus",
    "Person",
    "Plan",
    "Row",
    "ScopedManager",
    "Session",
    "Share",
    "ShareAudience",
    "ShareRecipient",
    "Subscription",
    "SubscriptionStatus",
    "TaxCategory",
    "Throttle",
    "TokenPurpose",
    "UnscopedQuery",
]
