"""The four operations as each system spells them, and what their answers have in common.

Q1 is a customer by its id, 4 fields. Q2 is a customer's home: its name, its partner's looks, its shares and the global
ones. Q3 is the first 100 of a list of 10,000 customers, 5 fields and 2 shares of 4 fields each. Q4 adds a customer: its
sign-in, its row, the place it takes of the plan, and its audit entry, in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from bench import seed
from bench.load import UNIQUE, Request
from graphapi.ids import encode_id, split_id

if TYPE_CHECKING:
    from collections.abc import Mapping

OPERATIONS = ("Q1", "Q2", "Q3", "Q4")
# The peer's own mutation for the row of a customer alone: less work than Q4, and shown as such.
BARE_INSERT = """mutation Q4($input: CreateCustomerInput!) { createCustomer(input: $input) {
    customer { id: rowId firstName lastName email status } } }"""
VARIETY = 1000
NEW_FIRST_NAME, NEW_LAST_NAME = "Zoe", "Zuletzt"

OURS = {
    "Q1": "query Q1($id: ID!) { customer(id: $id) { id firstName lastName email } }",
    "Q2": """query Q2 { viewer { name
        partner { name branding { accentColor welcomeText imprintUrl privacyUrl }
            globalShares { id title description url } }
        customer { shares { id title description url } } } }""",
    "Q3": """query Q3 { customers(first: 100) { nodes { id firstName lastName email status
        shares { id title url position } } } }""",
    "Q4": """mutation Q4($input: CreateCustomerInput!) { createCustomer(input: $input) { __typename
        ... on CustomerSaved { customer { id firstName lastName email status } } } }""",
}

# PostGraphile has no session of its own to tell whom a question is about, so that it is told. Aliases give its fields
# our names.
PEERS = {
    "Q1": "query Q1($id: UUID!) { customer: customerByRowId(rowId: $id) { id: rowId firstName lastName email } }",
    "Q2": """query Q2($id: UUID!) { customer: customerByRowId(rowId: $id) { firstName lastName
        partner: partnerByPartnerId { name accentColor welcomeText imprintUrl privacyUrl
            globalShares: globalSharesList { id: rowId title description url } }
        shares: ownSharesList { id: rowId title description url } } }""",
    "Q3": """query Q3($partner: UUID!) { customers: allCustomersList(
        first: 100, condition: { partnerId: $partner }, orderBy: [NAME_KEY_ASC]
    ) { id: rowId firstName lastName email status shares: ownSharesList { id: rowId title url position } } }""",
    "Q4": """mutation Q4($input: AddCustomerInput!) { addCustomer(input: $input) {
        customer: result { id: rowId firstName lastName email status } } }""",
}


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and about whom: a partner, and one of its customers."""

    partner: int
    number: int


def asker(operation: str, turn: int, size: seed.Size) -> Asker:
    """Return who asks at a turn: the owner of the large partner, or the others' customers and owners one by one."""
    if operation in {"Q1", "Q3"}:
        return Asker(0, turn % size.in_large)
    return Asker(1 + turn % size.partners, turn // size.partners % size.customers)


def turns(operation: str, size: seed.Size) -> int:
    """Return how many different requests there are to be sent."""
    return (
        1 if operation == "Q3" else min(VARIETY, size.in_large if operation == "Q1" else size.partners * size.customers)
    )


def our_request(operation: str, who: Asker, prefix: str) -> Request:
    """Return what our own server is asked, with the token of who asks. ``prefix`` begins new addresses."""
    token = seed.owner_token(who.partner)
    variables: dict[str, Any] = {}
    if operation == "Q1":
        variables = {"id": encode_id("customer", seed.key(seed.CUSTOMER, who.partner, who.number))}
    elif operation == "Q2":
        token = seed.customer_token(who.partner, who.number)
    elif operation == "Q4":
        variables = {"input": _new_customer(prefix) | {"invite": False}}
    return Request("/graphql", {"query": OURS[operation], "variables": variables}, token)


def peer_request(operation: str, who: Asker, prefix: str) -> Request:
    """Return what PostGraphile is asked; without policies it looks at no token."""
    customer, partner = seed.key(seed.CUSTOMER, who.partner, who.number), seed.key(seed.PARTNER, who.partner)
    variables: dict[str, Any] = {"id": str(customer)}
    if operation == "Q3":
        variables = {"partner": str(partner)}
    elif operation == "Q4":
        variables = {"input": _new_customer(prefix) | {"partnerId": str(partner)}}
    token = seed.customer_token(who.partner, who.number) if operation == "Q2" else seed.owner_token(who.partner)
    return Request("/graphql", {"query": PEERS[operation], "variables": variables}, token)


def bare_request(_operation: str, who: Asker, prefix: str) -> Request:
    """Return the bare insert."""
    row = _bare_row(prefix) | {"partnerId": str(seed.key(seed.PARTNER, who.partner))}
    return Request("/graphql", {"query": BARE_INSERT, "variables": {"input": {"customer": row}}})


def limit_request(operation: str, who: Asker, prefix: str) -> Request:
    """Return what the limits are asked: no document, since they know by the path what to do."""
    return Request(f"/{operation}", {"variables": peer_request(operation, who, prefix).body["variables"]})


def _new_customer(prefix: str) -> dict[str, str]:
    return {"firstName": NEW_FIRST_NAME, "lastName": NEW_LAST_NAME, "email": f"{prefix}{UNIQUE}@new.example"}


def _bare_row(prefix: str) -> dict[str, str]:
    """Return a customer's row with all its columns, which a client of the bare mutation has to fill."""
    spare = seed.spare_account()[:-8] + UNIQUE
    email, now = f"{prefix}{UNIQUE}@new.example", "2026-01-31T10:00:00Z"
    name = f"{NEW_LAST_NAME} {NEW_FIRST_NAME}".lower()
    return _new_customer(prefix) | {
        "rowId": spare, "accountId": spare, "language": "DE", "status": "DRAFT", "invitationState": "NOT_SENT",
        "nameKey": name, "emailKey": email, "searchKey": f"{name} {email}", "lastSignInKey": now,
        "createdAt": now, "updatedAt": now,
    }  # fmt: skip


def _ours_q2(data: Mapping[str, Any]) -> dict[str, Any]:
    viewer = data["viewer"]
    partner = viewer["partner"]
    return {
        "name": viewer["name"],
        "partner": {"name": partner["name"], **partner["branding"]},
        "global": partner["globalShares"],
        "shares": viewer["customer"]["shares"],
    }


def _peers_q2(data: Mapping[str, Any]) -> dict[str, Any]:
    customer = data["customer"]
    partner = dict(customer["partner"])
    return {
        "name": f"{customer['firstName']} {customer['lastName']}",
        "global": partner.pop("globalShares"),
        "partner": partner,
        "shares": customer["shares"],
    }


def _of(*path: str) -> Callable[[Any], Any]:
    def shape(data: Any) -> Any:  # noqa: ANN401 - JSON
        for name in path:
            data = data[name]
        return data

    return shape


Shapes = dict[str, Callable[[Any], Any]]

OUR_SHAPES: Shapes = {
    "Q1": _of("customer"),
    "Q2": _ours_q2,
    "Q3": _of("customers", "nodes"),
    "Q4": _of("createCustomer", "customer"),
}
PEERS_SHAPES: Shapes = {
    "Q1": _of("customer"),
    "Q2": _peers_q2,
    "Q3": _of("customers"),
    "Q4": _of("addCustomer", "customer"),
}
BARE_SHAPES: Shapes = {"Q4": _of("createCustomer", "customer")}


def normalised(answer: Any, *, is_new: bool) -> Any:  # noqa: ANN401 - JSON
    """Return an answer without what may differ: the form of its ids, and all of a new row's id and address."""
    if isinstance(answer, list):
        return [normalised(item, is_new=is_new) for item in answer]
    if not isinstance(answer, dict):
        return answer
    plain = {name: normalised(value, is_new=is_new) for name, value in answer.items()}
    if "id" in plain:
        plain["id"] = "new" if is_new else str(_key(plain["id"]))
    if is_new and "email" in plain:
        plain["email"] = plain["email"].rpartition("@")[2]
    return plain


def _key(text: str) -> UUID:
    parts = split_id(text)
    return UUID(text) if parts is None else parts[1]
