"""Who may do what, stated by hand beside the table in the code."""

from __future__ import annotations

import pytest

from graphapi.access import GRANTS, Access, Permission, Principal, Role, roles_with
from graphapi.errors import Forbidden, Unauthenticated
from graphapi.ids import new_id
from tests.world import KEYS, SETTINGS

OPERATOR, OWNER, EDITOR, VIEWER, CUSTOMER = PEOPLE = ("OPERATOR", "OWNER", "EDITOR", "VIEWER", "CUSTOMER")
STAFF = [OPERATOR, OWNER, EDITOR, VIEWER]
TABLE = {
    "ACTIVITY_READ": STAFF,
    "AGREEMENTS_READ": [OPERATOR, OWNER],
    "AGREEMENTS_WRITE": [OWNER],
    "AUDIT_READ": STAFF,
    "BILLING_READ": [OPERATOR, OWNER],
    "BILLING_WRITE": [OPERATOR, OWNER],
    "CUSTOMERS_EXPORT": [OWNER, EDITOR, CUSTOMER],
    "CUSTOMERS_READ": list(PEOPLE),
    "CUSTOMERS_WRITE": [OWNER, EDITOR],
    "INVOICES_WRITE": [OPERATOR],
    "MAILS_READ": STAFF,
    "MEMBERS_READ": STAFF,
    "MEMBERS_WRITE": [OPERATOR, OWNER],
    "NOTES_READ": [OWNER, EDITOR, VIEWER],
    "ORDERS_READ": [OPERATOR],
    "ORDERS_WRITE": [OPERATOR],
    "PARTNERS_READ": [OPERATOR],
    "PARTNERS_WRITE": [OPERATOR],
    "PARTNER_EXPORT": [OPERATOR, OWNER],
    "PARTNER_READ": list(PEOPLE),
    "PARTNER_WRITE": [OPERATOR, OWNER],
    "PLANS_WRITE": [OPERATOR],
    "PROFILE_WRITE": list(PEOPLE),
    "RECIPIENTS_READ": STAFF,
    "SHARES_OPEN": [OWNER, EDITOR, CUSTOMER],
    "SHARES_READ": list(PEOPLE),
    "SHARES_WRITE": [OWNER, EDITOR],
    "TOKENS_WRITE": [OWNER, EDITOR],
    "USAGE_READ": STAFF,
}


def test_each_permission_is_held_by_these_roles_and_no_others():
    assert {permission.value: [role.value for role in roles_with(permission)] for permission in Permission} == TABLE


@pytest.mark.parametrize("role", [Role.OWNER, Role.EDITOR, Role.VIEWER])
def test_an_access_token_may_what_its_role_may_but_for_how_one_signs_in(role):
    access = Access(Principal(role=role, partner_id=new_id(), access_token_id=new_id()), SETTINGS, KEYS)

    assert {permission for permission in GRANTS[role] if not access.may(permission)} == GRANTS[role] & {
        Permission.AGREEMENTS_WRITE,
        "MEMBERS_WRITE",
        "PROFILE_WRITE",
        "TOKENS_WRITE",
    }
    with pytest.raises(Forbidden, match="This takes a sign-in: no access token permits it"):
        access.require(Permission.PROFILE_WRITE)


def test_every_role_has_its_grants():
    assert set(GRANTS) == set(Role)
    assert GRANTS[Role.ANONYMOUS] == frozenset()
    assert GRANTS[Role.SYSTEM] == frozenset(Permission)


def test_permissions_stand_in_alphabetical_order():
    assert list(Permission) == sorted(Permission)


def test_a_greater_role_of_a_partner_may_all_that_a_smaller_may():
    assert GRANTS[Role.VIEWER] < GRANTS[Role.EDITOR] < GRANTS[Role.OWNER]


@pytest.mark.parametrize("permission", Permission)
def test_what_is_not_granted_is_refused(permission):
    for role in Role:
        access = Access(Principal(role=role, partner_id=new_id()), SETTINGS, KEYS)
        if permission in GRANTS[role]:
            access.require(permission)
            continue
        with pytest.raises(Unauthenticated if role is Role.ANONYMOUS else Forbidden):
            access.require(permission)
