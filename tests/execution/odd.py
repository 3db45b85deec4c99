"""Documents written by hand: whatever the language has of odd corners, and each difference that was ever found."""

from __future__ import annotations

from typing import Any

# What several have in common, by the name that stands for it in them.
PARTS = {
    "<NODE>": """... on Customer { name shares { title } } ... on Share { title recipients { name } }
        ... on Member { name role invitation { state } } ... on Partner { slug usage { customers } }
        ... on AuditEntry { summary subject { id } } ... on Mail { to partner { slug } }
        ... on Session { current userAgent }
        ... on Invoice { number kind lines { text } canceledBy { number } }
        ... on PlanSubscription { plan { code } startedOn monthlyPrice { amount } }""",
    "<EDGE>": "edges { __typename cursor node { __typename id name } }",
    "<INFO>": "pageInfo { __typename hasNextPage hasPreviousPage startCursor endCursor }",
}
KINDS = (
    "customer0",
    "share1",
    "member0",
    "partner0",
    "audit0",
    "mail0",
    "session3",
    "subscription0",
    "invoice0",
    "invoice3",
    "token0",
    "import0",
)
ALL_IDS = [
    *(f"{{{side}.{kind}}}" for side in ("north", "south") for kind in KINDS),
    *(f"{{north.{kind}}}" for kind in KINDS[:3]),
    *["{unknown}", "{nobody}", "{audit}", "{mail}", "{partner2}", "{session of operator}", "{session of north.anna}"],
    *["", "x", "customer_", "customer_zzzzzzzzzzzzzzzzzzzzzzzzzz", "share_00000000000000000000000000", "\0", "ä"],
]

# By what they are about: the text, and the variables.
Documents = dict[str, tuple[str, dict[str, Any]]]

ALIASES: Documents = {
    "one field under two names": (
        "{ a: viewer { name } b: viewer { email sessions { id } } viewer { a: name b: name name } }",
        {},
    ),
    "a list under two names": (
        """{ customers(first: 3) { nodes { a: shares { title } b: shares { id b: url recipients { name } } shares {
            __typename } } } }""",
        {},
    ),
    "a row under two names": (
        "{ customers { nodes { a: partner { name } b: partner { slug globalShares { title } } c: id d: id } } }",
        {},
    ),
    "names that Python knows": (
        """{ def: viewer { class: name None: email __x: role rows: id build: language context: partner { g0: slug
            c0: name out: globalShares { v1: title _0: id } } } }""",
        {},
    ),
    "pages under two names": (
        """{ a: customers(first: 2) { nodes { id } } b: customers(last: 2) { nodes { id } totalCount } c:
            customers(filter: { status: [ACTIVE, DRAFT, ACTIVE] }) { totalCount } }""",
        {},
    ),
    "parts of a page under two names": (
        """{ customers(first: 4) { a: nodes { id } b: nodes { name shares { id } } x: edges { node { id } } y: edges
            { c: cursor d: cursor n: node { id } m: node { name } } p: <INFO> q: pageInfo { endCursor } t: totalCount
            u: totalCount } }""",
        {},
    ),
    "plans under two names": ("{ a: plans { code } b: plans { name monthlyPrice { amount } } }", {}),
}
MERGED: Documents = {
    "a key of several selections": (
        """{ viewer { name } viewer { partner { slug } } viewer { partner { name branding { logoUrl } } } ...V }
            fragment V on Query { viewer { partner { branding { accentColor } } id } }""",
        {},
    ),
    "pages of several selections": (
        """{ customers(first: 3) { nodes { id } } customers(first: 3) { nodes { name } <EDGE> } customers(first: 3)
            { edges { node { email } } <INFO> } }""",
        {},
    ),
    "lists of several selections": (
        """{ customers { nodes { shares { id } shares { title recipients { id } } ...S } } } fragment S on Customer
            { shares { recipients { name } } id }""",
        {},
    ),
    "the order of fields is that in which they are met first": (
        "{ viewer { email ...A name id } } fragment A on Viewer { role name language email }",
        {},
    ),
    "plain objects of several selections": (
        """query($id: ID!) { customers { nodes { invitation { state } invitation { sentAt state } } } partner(id:
            $id) { contact { name } contact { email a: email } usage { customers } usage { customerLimit } } }""",
        {"id": "{north.partner0}"},
    ),
}
FRAGMENTS: Documents = {
    "nested ones": (
        """{ ...A } fragment A on Query { viewer { ...B } plans { ...C } } fragment B on Viewer { name partner {
            ...D } } fragment C on Plan { code ...E } fragment D on Partner { slug globalShares { ...F } } fragment E
            on Plan { name yearlyPrice { currency } } fragment F on Share { ... { title ... on Node { id } } }""",
        {},
    ),
    "on an interface": (
        """query($ids: [ID!]!) { nodes(ids: $ids) { __typename id ...N ...M <NODE> } } fragment N on Node { id a: id
            } fragment M on Customer { ... on Node { id } b: id email }""",
        {"ids": ALL_IDS},
    ),
    "on a type that a row cannot be": (
        "{ customers { nodes { id ... on Node { id ... on Share { title } ... on Customer { name } } } } }",
        {},
    ),
    "on subjects": (
        """{ auditLog(first: 100) { nodes { id action summary actorRole actorName at partner { slug } subject {
            __typename id <NODE> } } } }""",
        {},
    ),
    "on subjects of subjects": (
        """{ auditLog(first: 100) { nodes { subject { ... on AuditEntry { subject { id __typename } } ... on
            Customer { partner { customers(first: 2) { nodes { shares { title } } } } } } } } }""",
        {},
    ),
    "on subjects whose kinds are asked for differently": (
        """{ auditLog(first: 100) { nodes { subject { ... on Customer { n: name } ... on Member { n: name } ... on
            Share { n: title } } } } }""",
        {},
    ),
}
TYPENAMES: Documents = {
    "the root's": ("{ __typename a: __typename }", {}),
    "a page's": ("{ customers(first: 2) { __typename <EDGE> <INFO> nodes { __typename } } }", {}),
    "only those": ("{ customers { nodes { __typename } } viewer { __typename } plans { __typename } }", {}),
    "of plain objects": (
        """{ viewer { partner { __typename branding { __typename } contact { x: __typename email } usage {
            __typename } subscription { __typename plan { __typename monthlyPrice { __typename amount } } } } } }""",
        {},
    ),
    "of rows that are nothing else": ("{ customers { nodes { partner { __typename } shares { __typename } } } }", {}),
}
SKIPPED: Documents = {
    "by variables": (
        """query($y: Boolean!, $n: Boolean = false) { viewer { name @include(if: $y) email @skip(if: $y) partner
            @include(if: $n) { name } ... @include(if: $y) { role } ...V @skip(if: $n) } plans @skip(if: $y) { code }
            } fragment V on Viewer { language @include(if: $y) id @skip(if: $y) @include(if: $n) }""",
        {"y": True},
    ),
    "the other way": (
        """query($y: Boolean!, $n: Boolean = false) { viewer { name @include(if: $y) email @skip(if: $y) partner
            @include(if: $n) { name } ... @include(if: $y) { role } ...V @skip(if: $n) } plans @skip(if: $y) { code }
            } fragment V on Viewer { language @include(if: $y) id @skip(if: $y) @include(if: $n) }""",
        {"y": False, "n": True},
    ),
    "all": ("{ viewer @skip(if: true) { name } plans @include(if: false) { code } }", {}),
    "all of a row": ("{ customers(first: 1) { nodes { id @skip(if: true) } } viewer { id @skip(if: true) } }", {}),
    "all of a page": ("{ customers { nodes @skip(if: true) { id } } }", {}),
    "all of an edge": (
        "{ customers(first: 3) { edges { cursor @skip(if: true) } pageInfo { endCursor @skip(if: true) } } }",
        {},
    ),
    "one of two": ("{ viewer { name } viewer @skip(if: true) { email } viewer @include(if: true) { role } }", {}),
    "without a value": ("query($y: Boolean!) { plans @include(if: $y) { code } }", {}),
    "by null": ("query($y: Boolean = true) { plans @include(if: $y) { code } }", {"y": None}),
    "by a default": ("query($y: Boolean = true) { plans @include(if: $y) { code } }", {}),
    "by a text": ("query($y: Boolean!) { plans @include(if: $y) { code } }", {"y": "true"}),
    "what is forbidden": (
        "{ customers { nodes { id note @skip(if: true) } } partners @include(if: false) { totalCount } }",
        {},
    ),
}
VARIABLES: Documents = {
    "defaults": (
        """query($n: Int = 2, $s: CustomerSort = { field: EMAIL }) { customers(first: $n, sort: $s) { nodes { id } }
            }""",
        {},
    ),
    "nulls for defaults": (
        """query($n: Int = 2, $s: CustomerSort = { field: EMAIL }) { customers(first: $n, sort: $s) { nodes { id } }
            }""",
        {"n": None, "s": None},
    ),
    "unset": ("query($n: Int, $f: CustomerFilter) { customers(first: $n, filter: $f) { totalCount } }", {}),
    "within an object": (
        """query($s: String, $p: ID) { customers(filter: { search: $s, partnerId: $p, status: [DRAFT] }) { nodes {
            name } } }""",
        {"s": "kim"},
    ),
    "within a list": (
        "query($a: ID!, $b: ID!) { nodes(ids: [$a, $b, $a]) { id } }",
        {"a": "{north.customer2}", "b": "{north.share0}"},
    ),
    "one for a list": ("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", {"ids": "{north.customer2}"}),
    "a number for an id": ("query($id: ID!) { node(id: $id) { id } }", {"id": 7}),
    "missing": ("query($id: ID!) { node(id: $id) { id } }", {}),
    "null where there must be something": ("query($id: ID!) { node(id: $id) { id } }", {"id": None}),
    "null within a list": ("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", {"ids": ["{north.customer2}", None]}),
    "of a wrong type": ("query($n: Int) { customers(first: $n) { totalCount } }", {"n": "3"}),
    "beyond all integers": ("query($n: Int) { customers(first: $n) { totalCount } }", {"n": 2147483648}),
    "a fraction": ("query($n: Int) { customers(first: $n) { nodes { id } } }", {"n": 2.0}),
    "an enum's name": (
        "query($s: [CustomerStatus!]) { customers(filter: { status: $s }) { totalCount } }",
        {"s": ["DRAFT", "ACTIVE"]},
    ),
    "no enum's name": (
        "query($s: [CustomerStatus!]) { customers(filter: { status: $s }) { totalCount } }",
        {"s": ["draft"]},
    ),
    "an empty list": ("query($s: [CustomerStatus!]) { customers(filter: { status: $s }) { totalCount } }", {"s": []}),
    "an empty list of ids": ("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", {"ids": []}),
    "ids that are none": (
        '{ a: nodes(ids: ["", "x"]) { id } b: node(id: "x") { id } c: customer(id: "share_x") { id } }',
        {},
    ),
    "unknown fields": ("query($f: CustomerFilter) { customers(filter: $f) { totalCount } }", {"f": {"searched": "x"}}),
    "more than are declared": ("query($n: Int) { customers(first: $n) { totalCount } }", {"n": 3, "m": 4}),
    "a moment": (
        "query($t: DateTime) { auditLog(first: 50, filter: { since: $t }) { totalCount nodes { at } } }",
        {"t": "2026-11-22T11:30:15.12+01:00"},
    ),
    "no moment": (
        "query($t: DateTime) { auditLog(filter: { since: $t }) { totalCount } }",
        {"t": "2026-11-22T11:30:15"},
    ),
    "one that is used nowhere but in a directive": (
        "query($n: Int, $y: Boolean!) { customers(first: $n) { nodes { id name @include(if: $y) } } }",
        {"n": 2, "y": False},
    ),
}
NULLS: Documents = {
    "a page without any": (
        '{ customers(filter: { search: "nobody at all" }) { totalCount nodes { id note } <EDGE> <INFO> } }',
        {},
    ),
    "what is not there": (
        """query($u: ID!) { customer(id: $u) { name partner { name } } share(id: "x") { title } partner(id: "") {
            name } portal(slug: "") { name } }""",
        {"u": "{unknown}"},
    ),
    "what must be there and is out of sight": (
        "{ customers { nodes { id partner { id } } } shares { nodes { id recipients { partner { id } } } } }",
        {},
    ),
    "what is another's": (
        """query($c: ID!, $s: ID!, $p: ID!) { customer(id: $c) { id } share(id: $s) { id } partner(id: $p) { id } }""",
        {"c": "{south.customer1}", "s": "{south.share1}", "p": "{south.partner0}"},
    ),
    "portals": (
        """{ a: portal(slug: "north") { name branding { logoUrl welcomeText } contact { website } url } b:
            portal(slug: "south") { branding { logoUrl } } c: portal(slug: "partner1") { suspended } d: portal(slug:
            "partner2") { name } }""",
        {},
    ),
    "prices on request": (
        """{ plans { code maxCustomers maxGlobalShares minCustomers monthlyPrice { amount currency } yearlyPrice {
            amount } onRequest } }""",
        {},
    ),
}
FORBIDDEN: Documents = {
    "a root field": ("{ partners { totalCount } viewer { name } }", {}),
    "two of them": ("{ partners { totalCount } auditLog { totalCount } mails { totalCount } plans { code } }", {}),
    "in each row of a list": ("{ customers(first: 3) { nodes { name note invitation { state } lastSignInAt } } }", {}),
    "in nested rows": (
        "{ customers(first: 3) { edges { node { shares { title openCount recipients { note } } } } } }",
        {},
    ),
    "within what is null": ("{ viewer { customer { note } name } }", {}),
    "in a page of a page": ("{ viewer { partner { customers(first: 2) { nodes { name note } } } } }", {}),
    "in a fragment": (
        """query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Customer { note } ... on Share { openCount } ... on
            Partner { billing { company } members { name } } } }""",
        {"ids": ALL_IDS},
    ),
    "in a list nobody is in": ('{ customers(filter: { search: "nobody at all" }) { nodes { note } } }', {}),
    "under two names": ("{ viewer { partner { a: billing { company } b: billing { city } allowedOrigins } } }", {}),
    "for all but an owner": (
        """{ viewer { partner { billing { __typename company vatId email } allowedOrigins subscription { plan { name
            } nextPlan { name } canceledAt periodEnd } } } }""",
        {},
    ),
    "for owners and operators": (
        """{ viewer { partner { agreementPending agreementAcceptances { __typename version language acceptedBy }
            exports { __typename state } invoices(first: 2) { totalCount pageInfo { hasNextPage } nodes { number
            buyer { company } partner { name } lines { text net { amount } } cancels { number } canceledBy {
            number status } } } } } invoices(first: 3, filter: { status: [OPEN, VOID] }) { totalCount edges {
            cursor node { number gross { amount } kind issuedOn canceledBy { number } } } } }""",
        {},
    ),
    "a link": (
        """{ a: recognizeLink(url: "https://www.dropbox.com/s/x") { code name } b: recognizeLink(url: "nothing") {
            code } }""",
        {},
    ),
}
PAGES: Documents = {
    "errors": (
        """{ a: customers(first: 0) { totalCount } b: customers(last: 101) { totalCount } c: customers(first: 1,
            last: 1) { totalCount } d: customers(after: "x") { nodes { id } } e: customers(before: "") { nodes { id }
            } f: customers(first: null, last: null) { <INFO> } g: shares(first: -1) { totalCount } h:
            customers(after: "x") { totalCount } }""",
        {},
    ),
    "errors in each row": (
        """{ partners(first: 3) { nodes { slug customers(first: 0) { totalCount } } } viewer { partner {
            customers(after: "x") { nodes { id } } } } }""",
        {},
    ),
    "of several parents": (
        """{ partners(first: 10) { nodes { slug a: customers(first: 2) { totalCount <EDGE> <INFO> } b:
            customers(last: 3, sort: { field: EMAIL, direction: DESC }) { nodes { name shares { title } } <INFO> } c:
            customers(filter: { search: "kim", status: [DRAFT] }) { totalCount nodes { id partner { slug } } } } } }""",
        {},
    ),
    "of one parent": (
        """{ viewer { partner { customers(first: 3, sort: { field: LAST_SIGN_IN_AT }) { <EDGE> <INFO> totalCount
            nodes { shares { title recipients { id } } partner { customers(last: 1) { nodes { name } } } } } } } }""",
        {},
    ),
    "of parents who are met again and again": (
        """{ customers(first: 5) { nodes { partner { customers(first: 2) { totalCount nodes { name partner { slug }
            } } } } } }""",
        {},
    ),
    "of parents found by ids": (
        """query($ids: [ID!]!) { nodes(ids: $ids) { ... on Partner { customers(first: 2) { nodes { name } totalCount
            } } ... on Customer { partner { customers(last: 2) { edges { cursor } } } } } }""",
        {
            "ids": ["{north.partner0}", "{south.partner0}", "{partner0}", "{north.customer2}", "{north.partner0}"],
            "n": 2,
        },
    ),
    "only what they say of themselves": (
        "{ customers(first: 3) { <INFO> } shares { totalCount } mails(first: 1) { edges { cursor } } }",
        {},
    ),
    "nothing but a count": ("{ customers { totalCount } shares { totalCount } auditLog { totalCount } }", {}),
}
DEEP: Documents = {
    "of one customer": (
        """query($id: ID!) { customer(id: $id) { name partner { name subscription { plan { code } nextPlan { name }
            } globalShares { title url } members { name } } shares { title recipients { name shares { title }
        } } } }""",
        {"id": "{north.customer2}"},
    ),
    "of one partner": (
        """query($id: ID!) { partner(id: $id) { createdAt updatedAt allowedOrigins branding { logoUrl welcomeText }
            subscription { startedOn periodStart periodEnd canceledAt status monthlyPrice { amount currency }
            nextPlan { code monthlyPrice { amount } } } members { role lastSignInAt invitation { state expiresAt
            sentAt error } } globalShares { validFrom validUntil lastOpenedAt createdAt hasPassword provider { code }
            audience position } } }""",
        {"id": "{north.partner0}"},
    ),
    "of one share": (
        """query($id: ID!) { share(id: $id) { title validFrom validUntil createdAt updatedAt lastOpenedAt openCount
            recipients { name status language lastSignInAt createdAt invitation { state sentAt expiresAt error }
            partner { slug } shares { title } } } }""",
        {"id": "{north.share4}"},
    ),
    "of the viewer": (
        """{ viewer { id role permissions name email username language customer { id name shares { title validUntil
            } partner { globalShares { title } name } invitation { state } } partner { name status language
            globalShares { title } } sessions { id current userAgent createdAt lastSeenAt expiresAt } } }""",
        {},
    ),
    "round and round": (
        """{ customers(first: 3) { nodes { shares { recipients { shares { recipients { partner { globalShares {
            title } } } } } } } } }""",
        {},
    ),
    "of the log": (
        """{ auditLog(first: 100) { edges { cursor node { id at action partner { name subscription { plan { name } }
            globalShares { title } } subject { ... on Customer { partner { slug } shares { title recipients { name }
            } } ... on Partner { members { name } subscription { id } } ... on Share { recipients { id } } } } } } }""",
        {},
    ),
    "all columns": (
        """{ customers(first: 20) { nodes { id firstName lastName name company email username number status language
            createdAt updatedAt } } shares(first: 20) { nodes { id title description url provider { code name }
            audience hasPassword position validFrom validUntil createdAt updatedAt } } mails(first: 20) { nodes { id
            kind to state attempts error queuedAt sentAt partner { slug } } } }""",
        {},
    ),
}
LEFT: Documents = {
    "introspection": ('{ __schema { queryType { name } } __type(name: "Plan") { name } viewer { name } }', {}),
    "no field there is": ("{ viewer { shoeSize } }", {}),
    "no document": ("{ viewer { name", {}),
    "an unknown directive": ("{ viewer @later { name } }", {}),
}


def _written(text: str) -> str:
    for name, part in PARTS.items():
        text = text.replace(name, part)
    return text


ODD: Documents = {
    f"{about}: {name}": (_written(text), variables)
    for about, documents in {
        "aliases": ALIASES,
        "merged": MERGED,
        "fragments": FRAGMENTS,
        "type names": TYPENAMES,
        "skipped": SKIPPED,
        "variables": VARIABLES,
        "nulls": NULLS,
        "forbidden": FORBIDDEN,
        "pages": PAGES,
        "deep": DEEP,
        "left": LEFT,
    }.items()
    for name, (text, variables) in documents.items()
}
