"""How many SQL statements an answer costs: a number of its shape, whatever the number of its rows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from graphapi.database import transaction
from graphapi.ids import encode_id
from graphapi.models import AuditEntry, Mail, MailKind, Plan, Session, Subscription
from tests.asking import ask
from tests.clock import START
from tests.invoices import add_invoice
from tests.statements import recorded_statements
from tests.world import add_customer, add_member, add_partner, add_share

MANY = 100


async def add_rows(world, count):
    """Make lists so long: customers with shares, partners with all that hangs on them, a log, mails, sessions."""
    north, system = world.north, world.system
    async with transaction():
        subjects = []
        for number in range(count):
            customer = await add_customer(north.partner, first_name=f"Kim{number}")
            share = await add_share(north.partner, recipients=[customer, north.anna.row], title=f"Folder {number}")
            subjects += [customer, share]
            partner = await add_partner(slug=f"partner{number}", plan="m")
            await add_member(partner, email="owner@example.com")
            await add_share(partner)
            for billed in (north.partner, partner):
                await add_invoice(billed, number=f"{billed.slug}-{number}")
            back = await add_invoice(partner, number=f"{partner.slug}-back")
            taken = {"kind": "CANCELLATION", "cancels_id": back.id}
            await add_invoice(north.partner, number=f"z-{number}", **taken)
        free = await system.rows(Plan).get(code="free")
        await system.rows(Subscription).filter(monthly_amount__isnull=False).update(next_plan_id=free.id)
        for subject in subjects:
            kind = type(subject).__name__.lower()
            await system.add(
                AuditEntry(
                    partner_id=north.id,
                    at=START,
                    action=f"{kind}.created",
                    subject_kind=kind,
                    subject_id=subject.id,
                    params={"name": "x", "title": "x"},
                )
            )
            await system.add(
                Mail(
                    partner_id=north.id,
                    kind=MailKind.PASSWORD_CHANGED,
                    to_email="x@example.com",
                    to_name="x",
                    language="DE",
                    next_attempt_at=START,
                    queued_at=START,
                )
            )
        for number in range(min(count, 50)):
            await system.add(
                Session(
                    partner_id=north.id,
                    account_id=north.viewer.account_id,
                    token_hash=f"{number}",
                    created_at=START,
                    last_seen_at=START,
                    expires_at=START + timedelta(days=1),
                )
            )


LISTS = {
    "customers": ("viewer", "{ customers(first: 100) { nodes { id name invitation { state } } } }", 1),
    "customers with all they lead to": (
        "editor",
        """{ customers(first: 100) {
            totalCount
            nodes { id note partner { name branding { logoUrl } } shares { title url recipients { name } } }
        } }""",
        # The count, the page, partners, shares, recipients.
        5,
    ),
    "customers as the operator sees them": (
        "operator",
        "{ customers(first: 100) { edges { cursor node { id partner { name } } } } }",
        2,
    ),
    "customers found by a word": (
        "viewer",
        '{ customers(first: 100, filter: { search: "kim", status: [ACTIVE] }) { nodes { id } } }',
        1,
    ),
    "shares with recipients": (
        "viewer",
        "{ shares(first: 100) { nodes { title provider { name } recipients { name } } } }",
        2,
    ),
    "shares of a customer": ("anna", "{ shares(first: 100) { nodes { id title url hasPassword } } }", 1),
    "partners with all they lead to": (
        "operator",
        """{ partners(first: 100) { nodes {
            name
            subscription { plan { name } nextPlan { name } }
            members { name invitation { state } }
            usage { customers customerLimit }
            globalShares { title }
            billing { company }
        } } }""",
        # The page, subscriptions, plans, next plans, members, global shares.
        6,
    ),
    "invoices with all they lead to": (
        "operator",
        """{ invoices(first: 100) { nodes {
            number lines { text net { amount } } gross { amount } partner { name }
            cancels { number } canceledBy { number }
        } } }""",
        # The page, partners, what is cancelled, what cancels.
        4,
    ),
    "an owner's invoices": ("owner", "{ invoices(first: 100) { nodes { number status gross { amount } } } }", 1),
    "partners with pages of their invoices": (
        "operator",
        "{ partners(first: 100) { nodes { name invoices(first: 2) { nodes { number status } } } } }",
        2,
    ),
    "partners with pages of their customers": (
        "operator",
        """{ partners(first: 100) { nodes {
            first: customers(first: 2) { totalCount nodes { name } }
            last: customers(last: 1, sort: { field: EMAIL }) { nodes { name shares { title } } }
        } } }""",
        # The partners, two pages and a count, shares.
        5,
    ),
    "the log with its subjects": (
        "viewer",
        "{ auditLog(first: 100) { nodes { summary actorName partner { name } subject { __typename id } } } }",
        # The page, the partner, and a statement for each of the two kinds of subjects.
        4,
    ),
    "mails": ("viewer", "{ mails(first: 100) { nodes { kind to state partner { name } } } }", 2),
    "the viewer": (
        "viewer",
        """{ viewer {
            name permissions partner { name globalShares { title } } sessions { id current } accessTokens { id name }
        } }""",
        # The viewer, sessions, access tokens.
        3,
    ),
    "the viewer as a customer": (
        "anna",
        "{ viewer { customer { name shares { title url } partner { globalShares { title } } } } }",
        1,
    ),
    "plans": ("anonymous", "{ plans { code monthlyPrice { amount } } }", 1),
    "a portal": ("anonymous", '{ portal(slug: "north") { name contact { email } } }', 1),
}


@pytest.mark.parametrize("count", [1, MANY])
@pytest.mark.parametrize(("who", "query", "cost"), LISTS.values(), ids=LISTS)
async def test_a_list_costs_the_same_however_long_it_is(world, clock, who, query, cost, count):
    await add_rows(world, count)
    access = world.anonymous if who == "anonymous" else getattr(world if who == "operator" else world.north, who).access

    with recorded_statements() as statements:
        await ask(access, query)

    assert len(statements) == cost, "\n".join(statements)


@pytest.mark.parametrize("count", [1, 50])
async def test_finding_many_by_their_ids_costs_a_statement_for_each_kind(world, clock, count):
    await add_rows(world, count)
    access = world.north.viewer.access
    lists = "customers(first: 50) { nodes { id } } shares(first: 50) { nodes { id } }"
    found = await ask(access, f"{{ {lists} }}")
    ids = [node["id"] for name in ("customers", "shares") for node in found[name]["nodes"]]

    with recorded_statements() as statements:
        nodes = await ask(access, "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=ids)

    assert [node["id"] for node in nodes["nodes"]] == ids
    assert len(statements) == 2


async def test_what_nobody_asks_for_costs_nothing(world):
    with recorded_statements() as statements:
        await ask(world.north.viewer.access, "{ __typename viewer @skip(if: true) { name } }")

    assert statements == []


async def test_the_same_one_is_read_once(world):
    with recorded_statements() as statements:
        await ask(
            world.north.viewer.access,
            "{ customers { nodes { partner { name } } edges { node { partner { slug } } } } viewer { role } }",
        )

    assert len(statements) == 3


async def test_after_a_change_what_was_read_before_is_read_anew(world):
    document = """mutation($partner: ID!, $customer: ID!) {
        before: updateCustomer(id: $customer, input: {}) { ...C }
        updatePartner(id: $partner, input: { name: "Renamed" }) { __typename }
        after: updateCustomer(id: $customer, input: {}) { ...C }
    }
    fragment C on CustomerSaved { customer { partner { name } } }"""
    ids = {"partner": encode_id("partner", world.north.id), "customer": encode_id("customer", world.north.anna.id)}

    done = await ask(world.north.owner.access, document, **ids)

    assert done["before"]["customer"]["partner"] == {"name": "North Design GmbH"}
    assert done["after"]["customer"]["partner"] == {"name": "Renamed"}
