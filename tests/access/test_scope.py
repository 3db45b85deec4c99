"""Who sees which rows: the table is total, and stated by hand once more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tortoise import Tortoise

from graphapi.access import VISIBLE, OutOfScope, Principal, Role
from graphapi.errors import NotFound
from graphapi.ids import new_id
from graphapi.models import (
    AccessToken,
    Account,
    AgreementAcceptance,
    AuditEntry,
    Customer,
    CustomerImport,
    ExportChunk,
    FormerSlug,
    IdempotencyKey,
    Invoice,
    InvoiceCounter,
    InvoiceDocument,
    Logo,
    Mail,
    MailKind,
    Member,
    MemberRole,
    OneTimeToken,
    Operator,
    Order,
    Partner,
    PartnerExport,
    Plan,
    Session,
    Share,
    ShareRecipient,
    Subscription,
    Throttle,
    TokenPurpose,
)
from tests.clock import START
from tests.invoices import add_invoice
from tests.world import add_import, add_order, add_share

EVERYTHING, OWN_PARTNER, OWN, NOTHING = "everything", "own partner", "own", "nothing"
ROLES = ("operator", "owner", "editor", "viewer", "anna", "anonymous", "system")
# What operators, staff, customers and strangers see; the system sees all.
SEEN = {
    AccessToken: (NOTHING, OWN, NOTHING, NOTHING),
    Account: (EVERYTHING, OWN_PARTNER, OWN, NOTHING),
    AgreementAcceptance: (EVERYTHING, OWN_PARTNER, NOTHING, NOTHING),
    AuditEntry: (EVERYTHING, OWN_PARTNER, NOTHING, NOTHING),
    Customer: (EVERYTHING, OWN_PARTNER, OWN, NOTHING),
    CustomerImport: (NOTHING, OWN_PARTNER, NOTHING, NOTHING),
    ExportChunk: (EVERYTHING, OWN_PARTNER, NOTHING, NOTHING),
    FormerSlug: (EVERYTHING, OWN_PARTNER, NOTHING, NOTHING),
    IdempotencyKey: (OWN, OWN, OWN, NOTHING),
    Invoice: (EVERYTHING, NOTHING, NOTHING, NOTHING),
    InvoiceCounter: (NOTHING, NOTHING, NOTHING, NOTHING),
    InvoiceDocument: (EVERYTHING, NOTHING, NOTHING, NOTHING),
    Logo: (EVERYTHING, OWN_PARTNER, OWN_PARTNER, NOTHING),
    Mail: (EVERYTHING, OWN_PARTNER, NOTHING, NOTHING),
    Member: (EVERYTHING, OWN_PARTNER, NOTHING, NOTHING),
    OneTimeToken: (EVERYTHING, OWN_PARTNER, NOTHING, NOTHING),
    Operator: (OWN, NOTHING, NOTHING, NOTHING),
    Order: (EVERYTHING, NOTHING, NOTHING, NOTHING),
    Partner: (EVERYTHING, OWN_PARTNER, OWN_PARTNER, NOTHING),
    PartnerExport: (EVERYTHING, OWN_PARTNER, NOTHING, NOTHING),
    Plan: (EVERYTHING, EVERYTHING, EVERYTHING, EVERYTHING),
    Session: (OWN, OWN, OWN, NOTHING),
    Share: (EVERYTHING, OWN_PARTNER, OWN, NOTHING),
    ShareRecipient: (EVERYTHING, OWN_PARTNER, OWN, NOTHING),
    Subscription: (EVERYTHING, OWN_PARTNER, NOTHING, NOTHING),
    Throttle: (NOTHING, NOTHING, NOTHING, NOTHING),
}
# And owners beyond what all staff see.
SEEN_BY_OWNERS = {Invoice: OWN_PARTNER, InvoiceDocument: OWN_PARTNER}


def expected(model, role):
    operators, staff, customers, strangers = SEEN[model]
    staff_roles = {"owner": SEEN_BY_OWNERS.get(model, staff), "editor": staff, "viewer": staff}
    others = {"operator": operators, "anna": customers, "anonymous": strangers, "system": EVERYTHING}
    return (staff_roles | others)[role]


def access_of(world, role):
    if role in {"operator", "anonymous", "system"}:
        who = getattr(world, role)
        return who.access if role == "operator" else who
    return getattr(world.north, role).access


@pytest.fixture
async def full(world, clock):
    """A row of every table for each partner, each of its people, and the operator."""
    add = world.system.add
    for side in (world.north, world.south):
        await add(FormerSlug(partner_id=side.id, slug=f"old-{side.slug}"))
        export = PartnerExport(
            partner_id=side.id,
            by_operator=False,
            includes_passwords=False,
            language="DE",
            claimed_until=START,
            token_hash=side.slug,
            key_id="test",
            created_at=START,
            expires_at=START,
        )
        await add(export)
        await add(ExportChunk(partner_id=side.id, export_id=export.id, number=0, content=b"x"))
        words = {"version": "1", "language": "DE", "text": "x", "accepted_by_name": "x"}
        await add(AgreementAcceptance(partner_id=side.id, accepted_at=START, **words))
        await add(Logo(partner_id=side.id, content_type="image/png", content=b"x"))
        invoice = await add_invoice(side.partner, number=side.slug)
        await add(InvoiceDocument(partner_id=side.id, invoice_id=invoice.id, content=b"x"))
        await add_import(side.editor.row)
        await add_share(side.partner, recipients=[side.anna.row])
        await add_share(side.partner, recipients=[side.ben.row])
    for person in world.people:
        moment = {"created_at": START, "expires_at": START}
        own = {"partner_id": person.access.principal.partner_id, "account_id": person.account_id}
        await add(Session(**own, **moment, last_seen_at=START, token_hash=f"session {person.id}"))
        await add(
            OneTimeToken(**own, **moment, purpose=TokenPurpose.RESET, token_hash=f"once {person.id}", key_id="test")
        )
        await add(IdempotencyKey(**own, key_hash="x", request_hash="x", created_at=START))
        await add(AuditEntry(partner_id=own["partner_id"], at=START, action="account.signed_in"))
        await add(
            Mail(
                partner_id=own["partner_id"],
                kind=MailKind.PASSWORD_CHANGED,
                to_email=person.email,
                to_name="x",
                language="DE",
                next_attempt_at=START,
                queued_at=START,
            )
        )
        if person.row.__class__ is Member:
            await add(AccessToken(**own, name="x", role=MemberRole.VIEWER, token_hash=f"access {person.id}"))
    await add_order()
    await add(Throttle(key="x", count=1, ends_at=START))
    await add(InvoiceCounter(year=2026, taken=2))
    return world


def is_own(row, access):
    """Whether a row is the person itself, its account, or hangs on either."""
    principal = access.principal
    mine = {principal.account_id, principal.person_id}
    return bool(mine & {row.id, getattr(row, "account_id", None), getattr(row, "customer_id", None)} - {None})


async def ids(query):
    return {row.id for row in await query}


def test_the_table_is_total(database):
    models = list(Tortoise.apps["models"].values())

    assert set(VISIBLE) == {(role, model) for role in Role for model in models}
    assert set(SEEN) == set(models)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("model", SEEN, ids=lambda model: model.__name__)
async def test_everybody_sees_what_the_table_says_and_no_row_more(full, model, role):
    access = access_of(full, role)
    received = await ids(full.system.rows(ShareRecipient).filter(customer_id=access.principal.person_id))
    rows = await full.system.rows(model)
    seen = {
        EVERYTHING: {row.id for row in rows},
        OWN_PARTNER: {
            row.id for row in rows if (row.id if model is Partner else getattr(row, "partner_id", 0)) == full.north.id
        },
        OWN: {row.id for row in rows if is_own(row, access)},
        NOTHING: set(),
    }[expected(model, role)]
    if (model, role) == (Share, "anna"):
        links = await full.system.rows(ShareRecipient).filter(id__in=received)
        seen = {link.share_id for link in links}

    assert rows
    assert await ids(access.rows(model)) == seen
    assert seen or expected(model, role) == NOTHING


@pytest.mark.parametrize("role", [Role.OWNER, Role.EDITOR, Role.VIEWER, Role.CUSTOMER])
def test_nobody_of_no_partner_sees_what_belongs_to_none(role):
    with pytest.raises(ValueError, match=f"^{role} must belong to a partner$"):
        Principal(role=role)


async def test_one_row_out_of_sight_is_not_found_like_one_that_never_was(world):
    access = world.north.owner.access

    for key in (world.south.anna.id, new_id(), None):
        with pytest.raises(NotFound, match=r"^This does not exist, or no longer does\.$"):
            await access.get(Customer, key)
    assert (await access.get(Customer, world.north.anna.id)).id == world.north.anna.id


@pytest.mark.parametrize("who", ["owner", "editor", "viewer", "anna"])
async def test_no_row_is_added_for_another_partner(world, who):
    access = getattr(world.north, who).access
    columns = {"at": START, "action": "account.signed_in"}

    for partner_id in (world.south.id, None):
        with pytest.raises(OutOfScope):
            await access.add(AuditEntry(partner_id=partner_id, **columns))
    with pytest.raises(OutOfScope):
        await access.add(Throttle(key="x", count=1, ends_at=START))
    assert await world.system.rows(AuditEntry).count() == 0
    assert await world.system.rows(Throttle).count() == 0

    await access.add(AuditEntry(partner_id=world.north.id, **columns))
    assert await world.system.rows(AuditEntry).count() == 1


async def test_of_several_rows_none_is_added_if_one_is_for_another_partner(world):
    access = world.north.editor.access
    columns = {"at": START, "action": "account.signed_in"}

    with pytest.raises(OutOfScope):
        await access.add_all([AuditEntry(partner_id=where.id, **columns) for where in (world.north, world.south)])
    assert await world.system.rows(AuditEntry).count() == 0

    await access.add_all([AuditEntry(partner_id=world.north.id, **columns) for _ in range(2)])
    await access.add_all([])
    assert await world.system.rows(AuditEntry).count() == 2


async def test_nobody_adds_no_row_at_all(world):
    for partner_id in (world.north.id, None):
        with pytest.raises(OutOfScope):
            await world.anonymous.add(AuditEntry(partner_id=partner_id, at=START, action="account.signed_in"))


async def test_operators_and_the_system_add_rows_for_any_partner(world):
    for access in (world.operator.access, world.system):
        for partner_id in (world.north.id, world.south.id, None):
            await access.add(AuditEntry(partner_id=partner_id, at=START, action="account.signed_in"))

    assert await world.system.rows(AuditEntry).count() == 6


SECOND = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("begin", "end", "is_seen"),
    [
        (None, None, True),
        (START, None, True),
        (START - SECOND, None, True),
        (START + SECOND, None, False),
        (None, START, False),
        (None, START - SECOND, False),
        (None, START + SECOND, True),
        (START, START + SECOND, True),
        (START - SECOND, START, False),
        (START + SECOND, START + 2 * SECOND, False),
    ],
)
async def test_a_customer_sees_shares_from_their_beginning_up_to_not_including_their_end(
    world, clock, begin, end, is_seen
):
    validity = {"valid_from": begin, "valid_until": end}
    shares = {
        (await add_share(world.north.partner, recipients=[world.north.anna.row], **validity)).id,
        (await add_share(world.north.partner, **validity)).id,
    }

    assert await ids(world.north.anna.access.rows(Share)) == (shares if is_seen else set())
    assert await ids(world.north.viewer.access.rows(Share)) == shares
    assert await ids(world.operator.access.rows(Share)) == shares
    assert await ids(world.south.anna.access.rows(Share)) == set()


async def test_a_share_s_end_comes_while_its_customer_is_looking(world, clock):
    share = await add_share(world.north.partner, valid_until=START + timedelta(hours=1))
    access = world.north.ben.access

    assert await ids(access.rows(Share)) == {share.id}
    clock.forward(hours=1)
    assert await ids(access.rows(Share)) == set()


async def test_a_global_share_is_for_all_customers_of_its_partner(world):
    share = await add_share(world.north.partner)

    for someone in (world.north.anna, world.north.ben):
        assert await ids(someone.access.rows(Share)) == {share.id}
    for someone in (world.south.anna, world.south.ben):
        assert await ids(someone.access.rows(Share)) == set()
