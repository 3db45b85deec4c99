"""Who may do what: one table, which the SDL's ``@access`` is printed from as well."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from graphapi.access.principal import Role

if TYPE_CHECKING:
    from collections.abc import Mapping


class Permission(StrEnum):
    """What may be done; ``<resource>_<action>``, in alphabetical order."""

    ACTIVITY_READ = "ACTIVITY_READ"
    AGREEMENTS_READ = "AGREEMENTS_READ"
    AGREEMENTS_WRITE = "AGREEMENTS_WRITE"
    AUDIT_READ = "AUDIT_READ"
    BILLING_READ = "BILLING_READ"
    BILLING_WRITE = "BILLING_WRITE"
    CUSTOMERS_EXPORT = "CUSTOMERS_EXPORT"
    CUSTOMERS_READ = "CUSTOMERS_READ"
    CUSTOMERS_WRITE = "CUSTOMERS_WRITE"
    INVOICES_WRITE = "INVOICES_WRITE"
    MAILS_READ = "MAILS_READ"
    MEMBERS_READ = "MEMBERS_READ"
    MEMBERS_WRITE = "MEMBERS_WRITE"
    NOTES_READ = "NOTES_READ"
    ORDERS_READ = "ORDERS_READ"
    ORDERS_WRITE = "ORDERS_WRITE"
    PARTNERS_READ = "PARTNERS_READ"
    PARTNERS_WRITE = "PARTNERS_WRITE"
    PARTNER_EXPORT = "PARTNER_EXPORT"
    PARTNER_READ = "PARTNER_READ"
    PARTNER_WRITE = "PARTNER_WRITE"
    PLANS_WRITE = "PLANS_WRITE"
    PROFILE_WRITE = "PROFILE_WRITE"
    RECIPIENTS_READ = "RECIPIENTS_READ"
    SHARES_OPEN = "SHARES_OPEN"
    SHARES_READ = "SHARES_READ"
    SHARES_WRITE = "SHARES_WRITE"
    TOKENS_WRITE = "TOKENS_WRITE"
    USAGE_READ = "USAGE_READ"


_P = Permission

_EVERYBODY_SIGNED_IN = {_P.CUSTOMERS_READ, _P.PARTNER_READ, _P.PROFILE_WRITE, _P.SHARES_READ}
_VIEWER = _EVERYBODY_SIGNED_IN | {
    _P.ACTIVITY_READ,
    _P.AUDIT_READ,
    _P.MAILS_READ,
    _P.MEMBERS_READ,
    _P.NOTES_READ,
    _P.RECIPIENTS_READ,
    _P.USAGE_READ,
}
_EDITOR = _VIEWER | {_P.CUSTOMERS_EXPORT, _P.CUSTOMERS_WRITE, _P.SHARES_OPEN, _P.SHARES_WRITE, _P.TOKENS_WRITE}
_OWNER = _EDITOR | {
    _P.AGREEMENTS_READ,
    _P.AGREEMENTS_WRITE,
    _P.BILLING_READ,
    _P.BILLING_WRITE,
    _P.MEMBERS_WRITE,
    _P.PARTNER_EXPORT,
    _P.PARTNER_WRITE,
}
# Operators support partners without reaching into their folders: they neither open nor reveal, nor read internal notes.
_OPERATOR = (_VIEWER - {_P.NOTES_READ}) | {
    _P.AGREEMENTS_READ,
    _P.BILLING_READ,
    _P.BILLING_WRITE,
    _P.INVOICES_WRITE,
    _P.MEMBERS_WRITE,
    _P.ORDERS_READ,
    _P.ORDERS_WRITE,
    _P.PARTNERS_READ,
    _P.PARTNERS_WRITE,
    _P.PARTNER_EXPORT,
    _P.PARTNER_WRITE,
    _P.PLANS_WRITE,
}

# How somebody signs in is for people, not for programs: whoever finds a token must not be able to lock its maker out,
# nor to make itself another one that outlives it; a new owner, invited to a mailbox of the finder's, could do both.
# Nor does a program accept an agreement.
NEVER_BY_TOKEN = frozenset({_P.AGREEMENTS_WRITE, _P.MEMBERS_WRITE, _P.PROFILE_WRITE, _P.TOKENS_WRITE})

GRANTS: Mapping[Role, frozenset[Permission]] = {
    Role.OPERATOR: frozenset(_OPERATOR),
    Role.OWNER: frozenset(_OWNER),
    Role.EDITOR: frozenset(_EDITOR),
    Role.VIEWER: frozenset(_VIEWER),
    Role.CUSTOMER: frozenset(_EVERYBODY_SIGNED_IN | {_P.CUSTOMERS_EXPORT, _P.SHARES_OPEN}),
    Role.ANONYMOUS: frozenset(),
    Role.SYSTEM: frozenset(_P),
}


def roles_with(permission: Permission) -> list[Role]:
    """Return the roles of people that hold a permission, the greatest first."""
    return [role for role in Role if role is not Role.SYSTEM and permission in GRANTS[role]]
