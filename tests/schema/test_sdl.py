"""The API's description: committed, complete, and true about who may use what."""

from __future__ import annotations

from pathlib import Path

import pytest
from graphql import GraphQLNonNull, GraphQLObjectType, build_schema, is_leaf_type

from graphapi.access import Permission, roles_with
from schema.build import graphql_schema, sdl

COMMITTED = Path(__file__).parents[2] / "schema" / "schema.graphql"

# Which permission each guarded field takes.
GUARDED = {
    "Query.recognizeLink": "SHARES_WRITE",
    "Query.partner": "PARTNER_READ",
    "Query.partners": "PARTNERS_READ",
    "Query.customer": "CUSTOMERS_READ",
    "Query.customers": "CUSTOMERS_READ",
    "Query.customerImport": "CUSTOMERS_WRITE",
    "Query.share": "SHARES_READ",
    "Query.shares": "SHARES_READ",
    "Query.auditLog": "AUDIT_READ",
    "Query.mails": "MAILS_READ",
    "Query.dataProcessingAgreement": "AGREEMENTS_READ",
    "Partner.exports": "PARTNER_EXPORT",
    "Partner.agreementAcceptances": "AGREEMENTS_READ",
    "Query.orders": "ORDERS_READ",
    "Query.invoices": "BILLING_READ",
    "Query.planQuote": "BILLING_READ",
    "Partner.invoices": "BILLING_READ",
    "Query.suggestedSlug": "PARTNERS_WRITE",
    "Partner.billing": "BILLING_READ",
    "Partner.allowedOrigins": "PARTNER_WRITE",
    "Partner.subscription": "USAGE_READ",
    "Partner.usage": "USAGE_READ",
    "Partner.members": "MEMBERS_READ",
    "Partner.customers": "RECIPIENTS_READ",
    "Customer.note": "NOTES_READ",
    "Customer.invitation": "MAILS_READ",
    "Customer.lastSignInAt": "ACTIVITY_READ",
    "Share.recipients": "RECIPIENTS_READ",
    "Share.openCount": "ACTIVITY_READ",
    "Share.lastOpenedAt": "ACTIVITY_READ",
    "Subscription.auditLog": "AUDIT_READ",
    "Mutation.changePassword": "PROFILE_WRITE",
    "Mutation.changeEmail": "PROFILE_WRITE",
    "Mutation.updateProfile": "PROFILE_WRITE",
    "Mutation.revokeSession": "PROFILE_WRITE",
    "Mutation.createAccessToken": "TOKENS_WRITE",
    "Mutation.revokeAccessToken": "TOKENS_WRITE",
    "Mutation.createPartner": "PARTNERS_WRITE",
    "Mutation.updatePartner": "PARTNER_WRITE",
    "Mutation.suspendPartner": "PARTNERS_WRITE",
    "Mutation.resumePartner": "PARTNERS_WRITE",
    "Mutation.inviteMember": "MEMBERS_WRITE",
    "Mutation.updateMember": "MEMBERS_WRITE",
    "Mutation.sendMemberInvitation": "MEMBERS_WRITE",
    "Mutation.removeMember": "MEMBERS_WRITE",
    "Mutation.createCustomer": "CUSTOMERS_WRITE",
    "Mutation.updateCustomer": "CUSTOMERS_WRITE",
    "Mutation.disableCustomer": "CUSTOMERS_WRITE",
    "Mutation.enableCustomer": "CUSTOMERS_WRITE",
    "Mutation.deleteCustomer": "CUSTOMERS_WRITE",
    "Mutation.sendInvitation": "CUSTOMERS_WRITE",
    "Mutation.importCustomers": "CUSTOMERS_WRITE",
    "Mutation.startCustomerImport": "CUSTOMERS_WRITE",
    "Mutation.exportCustomers": "CUSTOMERS_WRITE",
    "Mutation.createShare": "SHARES_WRITE",
    "Mutation.updateShare": "SHARES_WRITE",
    "Mutation.deleteShare": "SHARES_WRITE",
    "Mutation.acceptDataProcessingAgreement": "AGREEMENTS_WRITE",
    "Mutation.exportCustomerData": "CUSTOMERS_EXPORT",
    "Mutation.exportPartner": "PARTNER_EXPORT",
    "Mutation.deletePartner": "PARTNERS_WRITE",
    "Mutation.acceptOrder": "ORDERS_WRITE",
    "Mutation.declineOrder": "ORDERS_WRITE",
    "Mutation.changePlan": "BILLING_WRITE",
    "Mutation.cancelSubscription": "BILLING_WRITE",
    "Mutation.withdrawCancellation": "BILLING_WRITE",
    "Mutation.setSubscriptionPrice": "PLANS_WRITE",
    "Mutation.updatePlan": "PLANS_WRITE",
    "Mutation.markInvoicePaid": "INVOICES_WRITE",
    "Mutation.voidInvoice": "INVOICES_WRITE",
    "Mutation.openShare": "SHARES_OPEN",
    "Mutation.revealSharePassword": "SHARES_OPEN",
}
OPEN = {
    "Query.viewer",
    "Query.node",
    "Query.nodes",
    "Query.portal",
    "Query.plans",
    "Query.passwordToken",
    "Mutation.signIn",
    "Mutation.signOut",
    "Mutation.requestPasswordReset",
    "Mutation.setPassword",
    "Mutation.renewInvitation",
    "Mutation.placeOrder",
    "Mutation.confirmEmail",
}


@pytest.fixture(scope="module")
def committed():
    return build_schema(COMMITTED.read_text())


def fields(schema):
    """All fields of all object types, as Type.field."""
    return {
        f"{name}.{field_name}": field
        for name, type_ in schema.type_map.items()
        if isinstance(type_, GraphQLObjectType) and not name.startswith("__")
        for field_name, field in type_.fields.items()
    }


def roles_of(field):
    """The roles of a field's @access; None if it has none."""
    for directive in field.ast_node.directives or ():
        if directive.name.value == "access":
            return [value.value for value in directive.arguments[0].value.values]
    return None


def test_the_committed_schema_is_that_of_the_code():
    assert COMMITTED.read_text() == sdl(), "write it anew with 'make schema', and look at what changed"


def test_each_guarded_field_names_the_roles_that_hold_its_permission(committed):
    found = {name: roles_of(field) for name, field in fields(committed).items()}

    assert {name: roles for name, roles in found.items() if roles is not None} == {
        name: [role.value for role in roles_with(Permission(permission))] for name, permission in GUARDED.items()
    }


def test_every_root_field_is_guarded_or_meant_to_be_open(committed):
    roots = {name for name in fields(committed) if name.startswith(("Query.", "Mutation.", "Subscription."))}

    assert {name for name in roots if roles_of(fields(committed)[name]) is None} == OPEN


def test_a_guarded_field_is_null_for_whoever_may_not(committed):
    strict = [
        name for name, field in fields(committed).items() if roles_of(field) and isinstance(field.type, GraphQLNonNull)
    ]

    # Whoever may not follow something gets no event of it, not even one without data.
    assert strict == ["Subscription.auditLog"]


def test_its_description_names_the_roles_too_since_introspection_shows_no_directives(committed):
    for name, field in fields(committed).items():
        roles = roles_of(field)
        assert (roles is None) is (" For: " not in field.description), name
        if roles is not None:
            assert field.description.endswith(f" For: {', '.join(role.lower() for role in roles)}."), name


def described(schema):
    """Everything in the schema that can have a description, with it."""
    for name, type_ in schema.type_map.items():
        if name.startswith("__") or (is_leaf_type(type_) and name in {"String", "Int", "Float", "Boolean", "ID"}):
            continue
        yield name, type_.description
        for inner, field in getattr(type_, "fields", {}).items():
            yield f"{name}.{inner}", field.description
            for argument, of in getattr(field, "args", {}).items():
                yield f"{name}.{inner}({argument})", of.description
        for value, of in getattr(type_, "values", {}).items():
            yield f"{name}.{value}", of.description


def test_everything_is_described_in_a_sentence(committed):
    for name, description in described(committed):
        assert description, f"{name} has no description"
        assert description[-1] in ".…", f"{name}: {description!r} does not end"


def test_the_server_shows_by_introspection_what_is_committed(committed):
    assert dict(described(committed)) == dict(described(graphql_schema))


def test_every_error_of_a_form_has_a_code_and_a_message(committed):
    errors = {type_.name for type_ in committed.get_possible_types(committed.type_map["UserError"])}

    assert errors == {
        "InvalidInput",
        "NotFound",
        "Conflict",
        "PlanLimitReached",
        "InvalidCredentials",
        "TokenInvalid",
        "Throttled",
        "WrongState",
    }


def test_names_in_results_do_not_clash_whatever_is_selected_together(committed):
    """Fragments on two members that select one name of two types would be invalid."""
    for name, union in committed.type_map.items():
        if not name.endswith("Result"):
            continue
        types = {}
        for member in union.types:
            for field_name, field in member.fields.items():
                assert types.setdefault(field_name, str(field.type)) == str(field.type), f"{name}: {field_name}"
