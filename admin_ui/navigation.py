"""Where staff and operators can go: one entry for each page in their navigation."""

from __future__ import annotations

from dataclasses import dataclass

from graphapi.i18n import Message, message


@dataclass(frozen=True, slots=True)
class Destination:
    """An entry of the navigation, seen by whoever has the permission; the path is that behind the home."""

    path: str
    title: Message
    icon: str
    permission: str


PARTNER = (
    Destination("admin/customers", message("Customers"), "users", "CUSTOMERS_READ"),
    Destination("admin/shares", message("Folders"), "folder", "RECIPIENTS_READ"),
    Destination("admin/global-links", message("Global links"), "globe", "SHARES_READ"),
    Destination("admin/team", message("Team"), "shield-check", "MEMBERS_READ"),
    Destination("admin/branding", message("Branding"), "palette", "USAGE_READ"),
    Destination("admin/plan", message("Plan and invoices"), "receipt", "BILLING_READ"),
    Destination("admin/privacy", message("Privacy"), "key-round", "AGREEMENTS_READ"),
    Destination("admin/activity", message("Activity"), "activity", "AUDIT_READ"),
)

OPERATOR = (
    Destination("partners", message("Partners"), "building-2", "PARTNERS_READ"),
    Destination("orders", message("Orders"), "inbox", "ORDERS_READ"),
    Destination("invoices", message("Invoices"), "receipt", "INVOICES_WRITE"),
    Destination("plans", message("Price list"), "tags", "PLANS_WRITE"),
    Destination("mails", message("Mails"), "mail", "MAILS_READ"),
    Destination("activity", message("Activity"), "activity", "AUDIT_READ"),
)
