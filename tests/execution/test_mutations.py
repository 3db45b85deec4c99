"""Changes come to the same either way, and are made once."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from graphapi.models import (
    AuditEntry,
    Customer,
    Mail,
    Member,
    OneTimeToken,
    Order,
    Partner,
    Session,
    Share,
    ShareRecipient,
)
from tests.asking import context_of, document_of
from tests.entering import file_of
from tests.execution.comparing import compiled, exact, said, undone
from tests.execution.documents import filled_in, is_mutation, pages
from tests.execution.rich import PEOPLE
from tests.security.test_tenants import CALLS, OWN_AFFAIRS
from tests.world import PASSWORD

NEW_ID = re.compile(r"\b[a-z]+_[0-9a-z]{26}\b")
TOKEN = re.compile(r'(?<=\\"token\\": \\")[^\\]+|(?<="token": ")[^"]+')
# Of what a change made twice would leave more.
COUNTED = (Mail, Order, Session, OneTimeToken, Customer, Member, Share, ShareRecipient)
KINDS = {
    "partner": "north.partner0",
    "member": "north.member1",
    "invited": "north.member5",
    "customer": "north.customer2",
    "disabled": "north.customer5",
    "draft": "north.customer2",
    "share": "north.share1",
    "session": "session of north.owner",
    "order": "order0",
    "import": "north.import1",
}
CUSTOMER = """customer { __typename id name status note invitation { state sentAt expiresAt } createdAt updatedAt
    lastSignInAt language partner { name usage { customers } globalShares { title } }
    shares { id title recipients { name } } }"""
SHARE = """share { __typename id title description url provider { code } audience hasPassword position validFrom
    validUntil openCount lastOpenedAt createdAt recipients { name status } }"""
MEMBER = "member { __typename id name role email invitation { state expiresAt } lastSignInAt createdAt }"
IMPORT = """customerImport { __typename id state invite rowCount rowsDone problemCount
    problems { row column message } ignoredHeaders preview { row firstName links } failure createdAt finishedAt }"""
PARTNER = """partner { __typename id slug name status language portalUrl allowedOrigins branding { accentColor logoUrl }
    contact { name website } billing { company vatId } usage { customers customerLimit } members { name role }
    subscription { plan { code } startedOn periodEnd nextPlan { code } } createdAt updatedAt
    customers(first: 2, sort: { field: EMAIL }) { totalCount nodes { name shares { title } } } }"""
ORDER = """order { __typename id company contactName email phone note language status createdAt decidedAt
    plan { code monthlyPrice { amount } } partner { id name members { name } } }"""
VIEWER = """viewer { __typename id role name username language permissions customer { name shares { title } }
    partner { slug globalShares { title } } sessions { current userAgent } }"""
REFUSAL = """... on UserError { code message __typename } ... on InvalidInput { fields { path message } }
    ... on Conflict { path } ... on Throttled { retryAfterSeconds }
    ... on PlanLimitReached { resource used limit upgradeTo { code name monthlyPrice { amount } } }"""


def change(name: str, arguments: str, more: str = "") -> str:
    """A mutation that asks for all that it comes to."""
    return f"""mutation {{ {name}{f"({arguments})" if arguments else ""} {{ __typename {more} {REFUSAL} }} }}"""


def saved(kind: str, what: str) -> str:
    return f"... on {kind} {{ {what} }}"


IMPORT_SAVED = saved("CustomerImportSaved", IMPORT)
CUSTOMER_SAVED, SHARE_SAVED = saved("CustomerSaved", CUSTOMER), saved("ShareSaved", SHARE)
MEMBER_SAVED, PARTNER_SAVED = saved("MemberSaved", MEMBER), saved("PartnerSaved", PARTNER)
NEW = 'firstName: "New", lastName: "Ünlü", email: "new@example.com"'
NEW_SHARE = 'url: "https://www.dropbox.com/scl/fo/x", audience:'
# By what they come to: who asks, and the document; names in braces stand for ids.
CHANGES: dict[str, tuple[str, str]] = {
    "a customer with shares": (
        "north.editor",
        change(
            "createCustomer",
            f'input: {{ {NEW}, note: "x", shares: [{{ url: "https://cloud.example/s/1", password: "geheim" }}] }}',
            CUSTOMER_SAVED,
        ),
    ),
    "a customer whose address is taken": (
        "north.editor",
        change("createCustomer", f"input: {{ {NEW.replace('new@', 'anna@')} }}", CUSTOMER_SAVED),
    ),
    "a customer with wrong values": (
        "north.editor",
        change(
            "createCustomer",
            'input: { firstName: "", lastName: "", email: "x", shares: [{ url: "ftp:x" }] }',
            CUSTOMER_SAVED,
        ),
    ),
    "one customer too many": ("south.editor", change("createCustomer", f"input: {{ {NEW} }}", CUSTOMER_SAVED)),
    "a changed customer": (
        "north.owner",
        change(
            "updateCustomer",
            'id: "{north.customer2}", input: { company: null, number: "7", email: "other@example.com", language: DE }',
            CUSTOMER_SAVED,
        ),
    ),
    "a customer that is not there": (
        "north.owner",
        change("updateCustomer", 'id: "{south.customer2}", input: { note: "x" }', CUSTOMER_SAVED),
    ),
    "a disabled customer": ("north.editor", change("disableCustomer", 'id: "{north.customer3}"', CUSTOMER_SAVED)),
    "one that was disabled before": (
        "north.editor",
        change("disableCustomer", 'id: "{north.customer5}"', CUSTOMER_SAVED),
    ),
    "an invited customer": ("north.editor", change("sendInvitation", 'id: "{north.customer2}"', CUSTOMER_SAVED)),
    "a file that is looked through": (
        "north.editor",
        change(
            "importCustomers",
            f'input: {{ contentBase64: "{file_of("New;Neu;new@example.com", "Old;;anna@example.com")}" }}',
            IMPORT_SAVED,
        ),
    ),
    "a file with too many": (
        "south.editor",
        change("importCustomers", f'input: {{ contentBase64: "{file_of("New;Neu;new@example.com")}" }}', IMPORT_SAVED),
    ),
    "a file that is none": ("north.editor", change("importCustomers", 'input: { contentBase64: "?" }', IMPORT_SAVED)),
    "an import that starts": (
        "north.editor",
        change("startCustomerImport", 'id: "{north.import1}", input: { invite: true }', IMPORT_SAVED),
    ),
    "an import that started before": (
        "north.editor",
        change("startCustomerImport", 'id: "{north.import2}", input: {}', IMPORT_SAVED),
    ),
    "a part of an export": (
        "north.editor",
        "mutation { exportCustomers(first: 2) { __typename csv pageInfo { hasNextPage endCursor startCursor } } }",
    ),
    "a deleted customer": (
        "north.editor",
        change("deleteCustomer", 'id: "{north.customer3}"', "... on Deleted { id }"),
    ),
    "a share": (
        "north.editor",
        change(
            "createShare",
            f'input: {{ {NEW_SHARE} SELECTED, customerIds: ["{{north.customer2}}", "{{north.customer3}}"],'
            ' validFrom: "2026-01-31T10:00:00+01:00" }',
            SHARE_SAVED,
        ),
    ),
    "a share for somebody who is not there": (
        "north.editor",
        change("createShare", f'input: {{ {NEW_SHARE} SELECTED, customerIds: ["{{south.customer2}}"] }}', SHARE_SAVED),
    ),
    "one global share too many": (
        "south.editor",
        change("createShare", f"input: {{ {NEW_SHARE} EVERYONE }}", SHARE_SAVED),
    ),
    "a changed share": (
        "north.editor",
        change(
            "updateShare",
            'id: "{north.share3}", input: { password: null, title: "", position: 7, validUntil: null }',
            SHARE_SAVED,
        ),
    ),
    "an opened share": (
        "north.anna",
        change("openShare", 'id: "{north.share3}"', "... on ShareOpened { url share { id title hasPassword url } }"),
    ),
    "a password": (
        "north.editor",
        change("revealSharePassword", 'id: "{north.share3}"', f"... on SharePasswordRevealed {{ password {SHARE} }}"),
    ),
    "no password": (
        "north.editor",
        change("revealSharePassword", 'id: "{north.share1}"', f"... on SharePasswordRevealed {{ password {SHARE} }}"),
    ),
    "a member": (
        "north.owner",
        change("inviteMember", 'input: { name: "New", email: "new@example.com", role: VIEWER }', MEMBER_SAVED),
    ),
    "a changed member": (
        "north.owner",
        change("updateMember", 'id: "{north.member1}", input: { role: OWNER }', MEMBER_SAVED),
    ),
    "the last owners": (
        "south.owner",
        change("removeMember", 'id: "{south.member0}"', "... on Deleted { id }"),
    ),
    "a changed partner": (
        "north.owner",
        change(
            "updatePartner",
            """id: "{north.partner0}", input: { name: "Änders", allowedOrigins: ["https://c.example"],
            branding: { accentColor: "#000000", welcomeText: null } }""",
            PARTNER_SAVED,
        ),
    ),
    "a partner": (
        "operator",
        change(
            "createPartner",
            'input: { name: "X", slug: "new", ownerName: "X", ownerEmail: "x@x.example", planCode: "free" }',
            PARTNER_SAVED,
        ),
    ),
    "a suspended partner": (
        "operator",
        change("suspendPartner", 'id: "{north.partner0}", input: { reason: "Unpaid" }', PARTNER_SAVED),
    ),
    "one that is not suspended": ("operator", change("resumePartner", 'id: "{north.partner0}"', PARTNER_SAVED)),
    "an order": (
        "anonymous",
        change(
            "placeOrder",
            'input: { company: "X", contactName: "Y", email: "y@x.example", planCode: "s" }',
            saved("OrderSaved", ORDER),
        ),
    ),
    "an accepted order": (
        "operator",
        change(
            "acceptOrder",
            'id: "{order0}", input: { slug: "new", planCode: "free" }',
            saved("OrderAccepted", f"{ORDER} {PARTNER}"),
        ),
    ),
    "an order for a slug that is taken": (
        "operator",
        change("acceptOrder", 'id: "{order0}", input: { slug: "south", planCode: "free" }'),
    ),
    "an order that is decided already": (
        "operator",
        change("declineOrder", 'id: "{order2}", input: {}', saved("OrderSaved", ORDER)),
    ),
    "a profile": (
        "north.anna",
        change("updateProfile", 'input: { username: "other", language: DE }', saved("ProfileSaved", VIEWER)),
    ),
    "a profile whose name is taken": (
        "north.ben",
        change("updateProfile", 'input: { username: "anna" }', saved("ProfileSaved", VIEWER)),
    ),
    "signing in": (
        "anonymous",
        change(
            "signIn",
            f'input: {{ portal: "north", login: "anna", password: "{PASSWORD}" }}',
            saved("SignedIn", f"token expiresAt {VIEWER}"),
        ),
    ),
    "signing in wrongly": (
        "anonymous",
        change("signIn", 'input: { portal: "north", login: "anna", password: "wrong one" }', saved("SignedIn", VIEWER)),
    ),
    "a spent link": (
        "anonymous",
        change("setPassword", 'input: { token: "x", password: "a good new one" }', saved("SignedIn", VIEWER)),
    ),
    "a link, and whatever else": (
        "anonymous",
        """mutation { a: requestPasswordReset(input: { login: "anna", portal: "north" }) { ... on Done { ok } }
            b: renewInvitation(input: { token: "x" }) { __typename } signOut { ok } __typename }""",
    ),
}


async def outcome(
    runner: Any, rich: Any, who: str, text: str, variables: dict[str, Any] | None = None
) -> dict[str, Any]:
    """What a change comes to: the answer, and what it leaves; new ids and tokens are numbered as they appear."""
    system, known = rich.world.system, set(rich.ids.values())
    access = rich.access(who)
    async with undone():
        before = {row.id for row in await system.rows(AuditEntry)}
        answer = said(await runner.run(text, context_of(access), variables=variables))
        answer["log"] = [
            f"{entry.action} {sorted(entry.params)}"
            for entry in await system.rows(AuditEntry).order_by("id")
            if entry.id not in before
        ]
        answer["rows"] = [await system.rows(model).count() for model in COUNTED]
        answer["counts"] = sorted([(row.slug, row.customer_count, row.name) async for row in system.rows(Partner)])
    numbers: dict[str, str] = {}

    def number(found: re.Match[str]) -> str:
        return found[0] if found[0] in known else numbers.setdefault(found[0], f"new {len(numbers)}")

    return json.loads(TOKEN.sub("…", NEW_ID.sub(number, json.dumps(answer))))


async def compare(rich: Any, who: str, text: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
    """Make a change both ways, which must come to the same, and once more by the plan that was kept."""
    first, again, wanted = [await outcome(runner, rich, who, text, variables) for runner in (compiled, compiled, exact)]
    assert first == wanted, f"{who}: {text}"
    assert again == wanted, f"{who}, the second time: {text}"
    return wanted


def written(text: str, ids: dict[str, str]) -> str:
    """A text with ids where names stand in braces."""
    return re.sub(r'"\{([^{}"]+)\}"', lambda found: f'"{ids[found[1]]}"', text)


@pytest.mark.parametrize("name", CHANGES)
async def test_a_change_comes_to_the_same_either_way(rich, name):
    who, text = CHANGES[name]

    said = await compare(rich, who, written(text, rich.ids))

    assert "INTERNAL" not in str(said["errors"])


@pytest.mark.parametrize("name", [name for name, asked in pages().items() if is_mutation(asked)])
async def test_so_do_those_of_the_pages(rich, name):
    asked = pages()[name]

    for person in (asked.who, "south.owner", "north.viewer", "anonymous"):
        await compare(rich, person, asked.text, asked.filled(rich.ids))


@pytest.mark.parametrize("name", [*CALLS, *OWN_AFFAIRS])
async def test_so_does_every_mutation_for_everybody_asked_for_all_it_has(rich, name):
    ids = {kind: rich.ids[known] for kind, known in KINDS.items()}
    variables = filled_in((CALLS | OWN_AFFAIRS)[name], ids)

    for person in PEOPLE:
        await compare(rich, person, document_of("Mutation", name, depth=2), variables)


# By what is odd about them: who asks, and the document.
SEVERAL: dict[str, tuple[str, str]] = {
    "the second is refused": (
        "north.editor",
        f"""mutation {{ a: updateCustomer(id: "{{north.customer2}}", input: {{ note: "a" }}) {{ {CUSTOMER_SAVED} }}
            b: updatePartner(id: "{{north.partner0}}", input: {{ name: "B" }}) {{ __typename }}
            c: updateCustomer(id: "{{north.customer2}}", input: {{ note: "c" }}) {{ {CUSTOMER_SAVED} }} }}""",
    ),
    "what the first showed before the second is not read again after it": (
        "north.owner",
        f"""mutation {{
            a: updateCustomer(id: "{{north.customer2}}", input: {{}}) {{ ...C }}
            b: updatePartner(id: "{{north.partner0}}", input: {{ name: "Renamed" }}) {{ {PARTNER_SAVED} }}
            c: updateCustomer(id: "{{north.customer2}}", input: {{}}) {{ ...C }}
            d: suspendPartner(id: "{{north.partner0}}", input: {{ reason: "x" }}) {{ __typename }}
        }} fragment C on CustomerSaved {{ customer {{ partner {{ name }} }} }}""",
    ),
    "what the first showed is not what who signs in then may see": (
        "north.owner",
        f"""mutation {{
            a: updateCustomer(id: "{{north.customer2}}", input: {{ note: "mine" }}) {{ {CUSTOMER_SAVED} }}
            b: signIn(input: {{ portal: "north", login: "anna", password: "{PASSWORD}" }}) {{
                ... on SignedIn {{ {VIEWER} viewer {{ partner {{ billing {{ city }} }} }} }} }}
            c: updateCustomer(id: "{{north.customer2}}", input: {{ note: "c" }}) {{ __typename }}
        }}""",
    ),
    "a forbidden field on a result that must be there": (
        "anonymous",
        f"""mutation {{ a: signIn(input: {{ portal: "north", login: "anna", password: "{PASSWORD}" }}) {{
            ... on SignedIn {{ viewer {{ name customer {{ note }} }} }} }} b: signOut {{ ok }} }}""",
    ),
    "under one name twice": (
        "north.owner",
        """mutation { updateProfile(input: { language: DE }) { ... on ProfileSaved { viewer { language } } }
            updateProfile(input: { language: DE }) { ... on ProfileSaved { viewer { name } } __typename } }""",
    ),
    "in fragments": (
        "north.owner",
        """mutation { ...A ... on Mutation { c: updateProfile(input: { language: EN }) { __typename } } }
            fragment A on Mutation { b: suspendPartner(id: "x", input: { reason: "x" }) { __typename }
            updateProfile(input: { language: DE }) { ... on ProfileSaved { viewer { language } } } }""",
    ),
    "the first is skipped": (
        "north.owner",
        """mutation { a: signOut @skip(if: true) { ok } __typename
            b: suspendPartner(id: "x", input: { reason: "x" }) { __typename }
            c: updateProfile(input: { language: DE }) { __typename } }""",
    ),
}


@pytest.mark.parametrize("name", SEVERAL)
async def test_several_changes_are_made_one_after_the_other(rich, name):
    who, text = SEVERAL[name]

    await compare(rich, who, written(text, rich.ids))
