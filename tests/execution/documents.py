"""The documents of this project, each with who asks it and its variables: of the pages, README, bench and tests."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from admin_ui.documents import load_documents
from admin_ui.pages import graphiql
from admin_ui.rendering import TEMPLATES
from schema.build import graphql_schema
from tests.entering import file_of
from tests.schema.test_statements import LISTS

ROOT = Path(__file__).parents[2]
PAGES = load_documents(TEMPLATES, graphql_schema)
ROLES = (None, "CUSTOMER", "OWNER", "EDITOR", "VIEWER", "OPERATOR")
README = (ROOT / "README.md").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Asked:
    """A document as somebody asks it; in braces, the id of something by the name the rich world knows it by."""

    text: str
    who: str
    variables: dict[str, Any] = field(default_factory=dict[str, Any])

    def filled(self, ids: dict[str, str]) -> dict[str, Any]:
        """Its variables with ids."""
        return filled_in(self.variables, ids)


def filled_in(value: Any, ids: dict[str, str]) -> Any:
    """Put ids where names in braces stand."""
    if isinstance(value, dict):
        return {key: filled_in(inner, ids) for key, inner in value.items()}
    if isinstance(value, list):
        return [filled_in(inner, ids) for inner in value]
    return ids[value[1:-1]] if isinstance(value, str) and value.startswith("{") and value[1:-1] in ids else value


CUSTOMER, SHARE, MEMBER = {"id": "{north.customer2}"}, {"id": "{north.share1}"}, {"id": "{north.member4}"}
PARTNER = {"id": "{north.partner0}"}
SORTED = {"first": 5, "filter": {"search": "k"}, "sort": {"field": "CREATED_AT", "direction": "DESC"}}
FOUND = {"last": 3, "filter": {"search": "o"}}

# Who asks for the pages' documents, and by which variables.
QUERIES: dict[str, tuple[str, dict[str, Any]]] = {
    "AccessTokens": ("owner", {}),
    "AccessTokenPage": ("owner", {"id": "{north.token0}"}),
    "Activity": ("viewer", {"first": 100, "filter": {"since": "2026-01-01T00:00:00Z"}}),
    "Agreement": ("owner", {"language": "EN"}),
    "Branding": ("owner", {"writes": True}),
    "CustomerPage": ("viewer", CUSTOMER),
    "CustomerImportPage": ("editor", {"id": "{north.import0}"}),
    "CustomerToDelete": ("editor", CUSTOMER),
    "CustomerToEdit": ("editor", CUSTOMER),
    "Customers": ("viewer", SORTED),
    "GlobalLinks": ("editor", {}),
    "MemberPage": ("owner", MEMBER),
    "RecognizeLink": ("editor", {"url": "https://www.dropbox.com/s/x"}),
    "Plan": ("owner", {"first": 2}),
    "PlanQuote": ("owner", {"planCode": "l"}),
    "PlanOfPartner": ("operator", PARTNER | {"first": 2}),
    "PriceList": ("operator", {}),
    "Invoices": ("operator", {"first": 3, "filter": {"status": ["OPEN"]}}),
    "InvoicePage": ("operator", {"id": "{north.invoice3}"}),
    "SharePage": ("viewer", SHARE),
    "ShareToDelete": ("editor", SHARE),
    "ShareForm": (
        "editor",
        {
            "id": "{north.share1}",
            "exists": True,
            "picks": True,
            "ids": ["{north.customer3}", "{north.customer2}"],
            "search": "kim",
        },
    ),
    "Shares": ("viewer", {"last": 5, "sort": {"field": "TITLE"}}),
    "Team": ("viewer", {}),
    "Explorer": ("anna", {}),
    "Frame": ("anna", {}),
    "PortalFrame": ("anonymous", {"slug": "north"}),
    "ActivityOfAll": ("operator", {"first": 100}),
    "SupportCustomer": ("operator", CUSTOMER),
    "SupportCustomers": ("operator", PARTNER | SORTED),
    "Mails": ("operator", {"first": 10, "filter": {"state": ["FAILED"]}}),
    "PartnerPage": ("operator", PARTNER),
    "PartnerToEdit": ("operator", PARTNER),
    "PlansToChoose": ("operator", {}),
    "Partners": ("operator", FOUND),
    "Orders": ("operator", {"first": 2, "filter": {"status": ["OPEN", "ACCEPTED"]}}),
    "OrderPage": ("operator", {"id": "{order2}"}),
    "SuggestedSlug": ("operator", {"name": "Müller & Söhne GmbH"}),
    "SupportShares": ("operator", PARTNER | FOUND),
    "CustomerHome": ("anna", {}),
    "OwnCustomer": ("anna", {}),
    "Privacy": ("owner", {}),
    "Profile": ("anna", {}),
    "PasswordLink": ("anonymous", {"token": "unknown"}),
    "PortalTheme": ("anonymous", {"slug": "north"}),
}
MUTATIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "SaveBranding": ("owner", PARTNER | {"input": {"branding": {"accentColor": "#102030"}}}),
    "SendInvitation": ("editor", CUSTOMER),
    "DisableCustomer": ("editor", CUSTOMER),
    "EnableCustomer": ("editor", {"id": "{north.customer5}"}),
    "DeleteCustomer": ("editor", CUSTOMER),
    "UpdateCustomer": ("editor", CUSTOMER | {"input": {"note": "Changed", "company": None}}),
    "CreateCustomer": ("editor", {"input": {"firstName": "New", "lastName": "Neu", "email": "new@example.com"}}),
    "ImportCustomers": ("editor", {"content": file_of("New;Neu;new@example.com", "Old;;anna@example.com")}),
    "StartCustomerImport": ("owner", {"id": "{north.import1}", "invite": True}),
    "ExportCustomers": ("editor", {"first": 5} | {key: SORTED[key] for key in ("filter", "sort")}),
    "UpdateMember": ("owner", MEMBER | {"input": {"role": "VIEWER"}}),
    "InviteMember": ("owner", {"input": {"name": "New", "email": "new@example.com", "role": "EDITOR"}}),
    "RemoveMember": ("owner", MEMBER),
    "SendMemberInvitation": ("owner", MEMBER),
    "DeleteShare": ("editor", SHARE),
    "CreateShare": ("editor", {"input": {"audience": "EVERYONE", "url": "https://cloud.example/s/x"}}),
    "UpdateShare": ("editor", SHARE | {"input": {"title": "", "validUntil": None}}),
    "ResumePartner": ("operator", {"id": "{partner1}"}),
    "UpdatePartner": ("operator", PARTNER | {"input": {"name": "Renamed", "slug": "renamed"}}),
    "AcceptAgreement": ("owner", {"input": {"version": "2026-11", "language": "DE"}}),
    "ExportCustomerData": ("editor", CUSTOMER),
    "ExportPartner": ("owner", {"input": {"includePasswords": True}}),
    "DeletePartner": ("operator", {"id": "{partner1}", "input": {"name": "Ähnlich 0"}}),
    "ChangePlan": ("owner", {"input": {"planCode": "s"}}),
    "CancelSubscription": ("operator", {"input": {"partnerId": "{south.partner0}"}}),
    "WithdrawCancellation": ("owner", {"input": {}}),
    "SetSubscriptionPrice": ("operator", {"input": {"partnerId": "{north.partner0}", "monthlyAmount": 300}}),
    "SaveBilling": (
        "owner",
        PARTNER
        | {
            "input": {
                "billing": {
                    "company": "X",
                    "street": "X",
                    "postalCode": "X",
                    "city": "X",
                    "country": "DE",
                    "email": "x@x.example",
                }
            }
        },
    ),
    "UpdatePlan": ("operator", {"code": "s", "input": {"name": "S"}}),
    "MarkInvoicePaid": ("operator", {"id": "{north.invoice1}", "input": {}}),
    "VoidInvoice": ("operator", {"id": "{north.invoice1}", "input": {"reason": "Wrong street"}}),
    "PlaceOrder": (
        "anonymous",
        {"input": {"company": "X", "contactName": "X", "email": "x@x.example", "planCode": "s", "language": "DE"}},
    ),
    "AcceptOrder": ("operator", {"id": "{order0}", "input": {"slug": "new", "planCode": "free"}}),
    "DeclineOrder": ("operator", {"id": "{order0}", "input": {"reason": "Not now"}}),
    "CreatePartner": (
        "operator",
        {"input": {"name": "X", "slug": "new", "ownerName": "X", "ownerEmail": "x@x.example", "planCode": "free"}},
    ),
    "SuspendPartner": ("operator", PARTNER | {"input": {"reason": "Unpaid"}}),
    "RequestPasswordReset": ("anonymous", {"input": {"login": "anna@example.com", "portal": "north"}}),
    "OpenShare": ("anna", SHARE),
    "RevealSharePassword": ("editor", {"id": "{north.share3}"}),
    "CreateAccessToken": ("owner", {"input": {"name": "Website", "role": "EDITOR", "expiresAt": None}}),
    "RevokeAccessToken": ("owner", {"id": "{north.token0}"}),
    "UpdateProfile": ("anna", {"input": {"username": "another", "language": "DE"}}),
    "ChangeEmail": ("anna", {"input": {"currentPassword": "battery horse staple", "email": "new@example.com"}}),
    "ConfirmEmail": ("anonymous", {"token": "unknown"}),
    "ChangePassword": ("anna", {"input": {"currentPassword": "battery horse staple", "newPassword": "a good new one"}}),
    "RevokeSession": ("anna", {"id": "{session of north.anna}"}),
    "SetPassword": ("anonymous", {"input": {"token": "unknown", "password": "a good new one"}}),
    "RenewInvitation": ("anonymous", {"input": {"token": "unknown"}}),
    "SignIn": ("anonymous", {"input": {"portal": "north", "login": "anna", "password": "battery horse staple"}}),
    "SignOut": ("anna", {}),
}


def _who(name: str) -> str:
    return name if name in {"anonymous", "operator"} else f"north.{name}"


def pages() -> dict[str, Asked]:
    """The documents of our own pages, by the names of their operations."""
    return {name: Asked(PAGES[name], _who(who), variables) for name, (who, variables) in (QUERIES | MUTATIONS).items()}


def lists() -> dict[str, Asked]:
    """Those whose statements tests count."""
    return {name: Asked(text, _who(who)) for name, (who, text, _) in LISTS.items()}


def readme() -> dict[str, Asked]:
    """Those that the README shows; its portal is the demo's."""
    texts = [json.loads(body)["query"] for body in re.findall(r"-d '(\{\"query\".*?\})'", README)]
    return {
        f"README {number}": Asked(
            text.replace("nordwind", "north").replace("kundenkonto-demo", "battery horse staple"), "north.owner"
        )
        for number, text in enumerate(texts)
    }


def examples() -> dict[str, Asked]:
    """Those that GraphiQL offers; their ids are of nothing, their portal and its people are the demo's."""
    texts = {"nordwind": "north", "kundenkonto-demo": "battery horse staple", "share_…": "{north.share3}"}
    found: dict[str, Asked] = {}
    for role in ROLES:
        for number, example in enumerate(graphiql.examples(role), start=1):
            if "\nsubscription" in example["query"]:  # runs by websocket
                continue
            variables = example["variables"] or "{}"
            for demos, ours in texts.items():
                variables = variables.replace(demos, ours)
            who = _who("anna" if role == "CUSTOMER" else (role or "anonymous").lower())
            found[f"example {number} of {who}"] = Asked(example["query"], who, json.loads(variables))
    return found


def bench() -> dict[str, Asked]:
    """Those of the benchmark, where it is."""
    if find_spec("bench") is None or find_spec("bench.documents") is None:
        return {}
    texts: dict[str, str] = import_module("bench.documents").OURS
    new = {"firstName": "Zoe", "lastName": "Zuletzt", "email": "zoe@new.example", "invite": False}
    whom = {"Q2": "north.anna"}
    variables = {"Q1": CUSTOMER, "Q4": {"input": new}}
    return {name: Asked(text, whom.get(name, "north.owner"), variables.get(name, {})) for name, text in texts.items()}


def all_documents() -> dict[str, Asked]:
    """All of them by name."""
    return pages() | lists() | readme() | examples() | bench()


def is_mutation(asked: Asked) -> bool:
    """Tell what changes something."""
    return re.search(r"^mutation", asked.text, re.MULTILINE) is not None
