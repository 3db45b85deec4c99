"""The sentences of the audit log, one for each action; their values are the entry's params.

A person or share that was erased leaves its entries without params: the sentence is then made with what it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphapi.i18n import Message, message

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: dict[str, Message] = {
    "access_token.created": message("The access token “{name}” was created, as {role}."),
    "access_token.revoked": message("The access token “{name}” was revoked."),
    "account.email_change_requested": message("A link to confirm another mail address was asked for."),
    "account.email_changed": message("The mail address was changed by a link from a mail to the new one."),
    "account.password_changed": message("The password was changed."),
    "account.password_reset": message("The password was set anew by a link from a mail."),
    "account.password_reset_requested": message("A link for a new password was asked for."),
    "account.signed_in": message("Signed in."),
    "agreement.accepted": message("The data-processing agreement {version} was accepted."),
    "customer.activated": message("{name} set a password and can sign in."),
    "customer.created": message("{name} was added."),
    "customer.deleted": message("A customer was deleted."),
    "customer.disabled": message("{name} was disabled."),
    "customer.email_changed": message("{name} was given another mail address, and signed out."),
    "customer.enabled": message("{name} was enabled again."),
    "customer.exported": message("The data of {name} were exported."),
    "customer.invited": message("{name} was invited."),
    "customer.updated": message("{name} was changed."),
    "customers.exported": message("Customers were saved as a file."),
    "customers.imported": message("Customers were added from a file: {count}."),
    "invoice.issued": message("Invoice {number} was issued."),
    "invoice.paid": message("Invoice {number} was paid."),
    "invoice.reminded": message("Invoice {number} was reminded of."),
    "invoice.voided": message("Invoice {number} was cancelled: {reason}"),
    "member.activated": message("{name} set a password and can sign in."),
    "member.invited": message("{name} was invited to the team as {role}."),
    "member.removed": message("{name} was removed from the team."),
    "member.updated": message("{name} was changed; the role is {role}."),
    "operator.activated": message("{name} set a password and can sign in."),
    "operator.created": message("The operator {name} was added."),
    "order.accepted": message("An order was accepted."),
    "order.declined": message("An order was declined."),
    "order.placed": message("An order was placed."),
    "partner.created": message("{name} was set up on the plan {plan}."),
    "partner.deleted": message("A partner was deleted, with all its data."),
    "partner.export_fetched": message("An export of everything was downloaded."),
    "partner.exported": message("An export of everything was asked for."),
    "partner.exported_with_passwords": message("An export of everything was asked for, with the folders' passwords."),
    "partner.logo_changed": message("The logo was changed."),
    "partner.logo_removed": message("The logo was removed."),
    "partner.resumed": message("{name} was resumed."),
    "partner.suspended": message("{name} was suspended: {reason}"),
    "partner.updated": message("The settings of {name} were changed."),
    "plan.updated": message("The plan {plan} was changed."),
    "profile.updated": message("The profile was changed."),
    "session.revoked": message("A session was ended."),
    "share.created": message("“{title}” was added."),
    "share.deleted": message("“{title}” was deleted."),
    "share.opened": message("“{title}” was opened."),
    "share.password_revealed": message("The password of “{title}” was shown."),
    "share.updated": message("“{title}” was changed."),
    "subscription.canceled": message("The plan {plan} was cancelled; it ends with its period."),
    "subscription.change_planned": message("The plan {plan} was booked from the end of the period on."),
    "subscription.change_withdrawn": message("The change of plan was withdrawn; {plan} goes on."),
    "subscription.changed": message("The plan {plan} was booked."),
    "subscription.downgrade_at_risk": message("The owner was told that {plan} does not hold what is used."),
    "subscription.ended": message("The plan ended as it was cancelled; it is {plan} now."),
    "subscription.kept": message("The plan {plan} was renewed, since the one booked next does not hold what is used."),
    "subscription.price_set": message("The price of the plan {plan} was set."),
    "subscription.renewed": message("The plan {plan} was renewed."),
    "subscription.reopened": message("The cancellation was withdrawn; the plan {plan} goes on."),
}

_ERASED = {
    "name": message("A deleted customer"),
    "title": message("a deleted share"),
}
ROLES = {"OWNER": message("owner"), "EDITOR": message("editor"), "VIEWER": message("viewer")}
DELETED_CUSTOMER = message("Deleted customer")
SYSTEM_ACTOR = message("System")


def summary_of(action: str, params: Mapping[str, Any]) -> Message:
    """Return an entry's sentence, to be translated where it is read."""
    text = TEXTS.get(action)
    if text is None:
        return message("{action}", action=action)
    values: dict[str, Any] = {**_ERASED, **params}
    if "role" in values:
        values["role"] = ROLES.get(values["role"], values["role"])
    return Message(text.text, values)


def actor_of(name: str, role: str | None) -> str | Message:
    """Return who did it: the name at that time, or what is left of it."""
    if name:
        return name
    return DELETED_CUSTOMER if role == "CUSTOMER" else SYSTEM_ACTOR
