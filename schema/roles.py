"""Who may use a field: ``@access``, printed from the table of grants."""

from enum import Enum

import strawberry
from strawberry.schema_directive import Location

from graphapi.access import Permission, roles_with
from schema.enums import describe


class Role(Enum):
    """The roles of people, as frontend developers see them."""

    OPERATOR = "OPERATOR"
    OWNER = "OWNER"
    EDITOR = "EDITOR"
    VIEWER = "VIEWER"
    CUSTOMER = "CUSTOMER"


describe(
    Role,
    "What somebody signed in is.",
    OPERATOR="Runs the platform.",
    OWNER="May do all at its partner.",
    EDITOR="Looks after its partner's customers and shares.",
    VIEWER="Reads at its partner.",
    CUSTOMER="A customer of a partner.",
)


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    name="access",
    description="The roles that may use a field; without it everybody may, signed in or not.",
)
class AccessDirective:
    roles: list[Role]


def access_directives(permission: Permission | None) -> list[AccessDirective]:
    """Return the ``@access`` of a permission."""
    return [] if permission is None else [AccessDirective(roles=[Role(role) for role in roles_with(permission)])]


def described(description: str, permission: Permission | None) -> str:
    """Return a description that names the roles too: introspection does not show applied directives."""
    if permission is None:
        return description
    return f"{description} For: {', '.join(role.lower() for role in roles_with(permission))}."
