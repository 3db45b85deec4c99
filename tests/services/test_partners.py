"""Partners: setting them up, their face, and suspending them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from graphapi.database import transaction
from graphapi.errors import Forbidden, InvalidInput, NotFound
from graphapi.models import (
    InvitationState,
    Language,
    MailKind,
    Member,
    MemberRole,
    Partner,
    PartnerStatus,
    Plan,
    Subscription,
)
from graphapi.services.partners import (
    Contact,
    create_partner,
    partners,
    resume_partner,
    suspend_partner,
    update_partner,
)
from graphapi.services.plans import take_place
from tests.clock import START
from tests.entering import BILLING, add_west, paths, west


async def update(world, **changes) -> Partner:
    """Have the owner of *north* change it."""
    await update_partner(world.north.owner.access, partner_id=world.north.id, **changes)
    return await world.fresh(world.north.partner)


async def booked(world, partner) -> tuple[str, int | None, date, date | None]:
    subscription = await world.system.rows(Subscription).get(partner_id=partner.id)
    plan = await world.system.get(Plan, subscription.plan_id)
    assert subscription.started_on == subscription.period_start
    return plan.code, subscription.monthly_amount, subscription.period_start, subscription.period_end


# Setting up


async def test_a_new_partner_is_there_with_its_owner_invited(world, clock):
    partner = await world.fresh(await add_west(world))

    assert (partner.slug, partner.name, partner.name_key) == ("west", "West GmbH", "west gmbh")
    assert (partner.status, partner.language) == (PartnerStatus.ACTIVE, Language.DE)
    assert (partner.customer_limit, partner.global_share_limit) == (10, 0)
    assert (partner.contact_name, partner.contact_email) == (None, "wanda@west.example")
    owner = await world.system.rows(Member).get(partner_id=partner.id)
    assert (owner.name, owner.email, owner.role) == ("Wanda West", "wanda@west.example", MemberRole.OWNER)
    assert (owner.language, owner.invitation_state) == (Language.DE, InvitationState.QUEUED)
    [mail] = await world.mails()
    assert (mail.kind, mail.to_email, mail.partner_id) == (
        MailKind.MEMBER_INVITATION,
        "wanda@west.example",
        partner.id,
    )
    entries = await world.audit_log()
    assert [(entry.action, entry.partner_id, entry.params) for entry in entries] == [
        ("partner.created", partner.id, {"name": "West GmbH", "plan": "free"}),
        ("member.invited", partner.id, {"name": "Wanda West", "role": "OWNER"}),
    ]


async def test_free_has_no_end_and_a_paid_plan_a_year(world, clock):
    free = await add_west(world)
    paid = await add_west(world, slug="west-2", plan_code="l", billing=BILLING)
    on_request = await add_west(world, slug="west-3", plan_code="unlimited", billing=BILLING)

    assert await booked(world, free) == ("free", None, date(2026, 11, 22), None)
    assert await booked(world, paid) == ("l", 750, date(2026, 11, 22), date(2027, 11, 22))
    assert await booked(world, on_request) == ("unlimited", None, date(2026, 11, 22), date(2027, 11, 22))
    assert (paid.customer_limit, paid.global_share_limit) == (99, 1)
    assert (on_request.customer_limit, on_request.global_share_limit) == (None, None)


async def test_a_period_begins_on_the_day_it_is_in_the_business_time_zone(world, clock):
    clock.time = START.replace(hour=23, minute=30)

    assert (await booked(world, await add_west(world)))[2] == date(2026, 11, 23)


@pytest.mark.parametrize("plan_code", ["s", "m", "l", "unlimited", "oem"])
async def test_a_paid_plan_needs_billing_details(world, plan_code):
    with pytest.raises(InvalidInput) as refused:
        await add_west(world, plan_code=plan_code)

    assert paths(refused) == [("billing",)]
    assert await add_west(world, plan_code=plan_code, billing=BILLING)


async def test_all_problems_are_told_at_once_each_at_its_path(world):
    with pytest.raises(InvalidInput) as refused:
        await add_west(
            world,
            name=" ",
            slug="West",
            owner_name="",
            owner_email="wanda",
            plan_code="gold",
            contact=Contact(email="nobody", website="javascript:alert(1)"),
            billing=replace(BILLING, city="", country="XX", email="x"),
        )

    assert paths(refused) == [
        ("name",),
        ("slug",),
        ("ownerName",),
        ("ownerEmail",),
        ("contact", "email"),
        ("contact", "website"),
        ("billing", "country"),
        ("billing", "city"),
        ("billing", "email"),
        ("planCode",),
    ]
    assert await world.system.rows(Partner).count() == 2


async def test_a_wrong_address_is_told_once_where_it_was_written(world):
    with pytest.raises(InvalidInput) as refused:
        await add_west(world, owner_email="wanda")

    assert paths(refused) == [("ownerEmail",)]


@pytest.mark.parametrize("code", ["", "gold", "x" * 5000, "\0", "\ud800"])
async def test_there_is_no_such_plan(world, code):
    with pytest.raises(InvalidInput) as refused:
        await add_west(world, plan_code=code)

    assert paths(refused) == [("planCode",)]


async def test_only_operators_set_partners_up(world):
    for someone in (world.north.owner, world.north.viewer, world.north.anna):
        with pytest.raises(Forbidden):
            await create_partner(someone.access, new=west())
        with pytest.raises(Forbidden):
            await suspend_partner(someone.access, partner_id=world.north.id, reason="x")
        with pytest.raises(Forbidden):
            await resume_partner(someone.access, partner_id=world.north.id)

    assert await world.system.rows(Partner).count() == 2
    assert await world.actions() == []


# Changing


CONTACT = {"name": "Nora", "email": "nora@north.example", "phone": "030 1", "website": "https://north.example"}
BRANDING = {
    "accent_color": "#1F6F8B",
    "welcome_text": "Hello!\nCome in.",
    "imprint_url": "https://north.example/imprint",
    "privacy_url": "http://north.example/privacy",
}


async def test_an_owner_changes_its_face_and_contact(world):
    partner = await update(
        world,
        name="North AG",
        language=Language.DE,
        contact=CONTACT,
        branding=BRANDING,
        billing=BILLING,
        allowed_origins=[" https://WWW.north.example/ ", "https://www.north.example:443", "", "http://localhost:3000"],
    )

    assert (partner.name, partner.name_key, partner.language) == ("North AG", "north ag", Language.DE)
    assert (partner.contact_name, partner.contact_email) == ("Nora", "nora@north.example")
    assert (partner.contact_phone, partner.contact_website) == ("030 1", "https://north.example")
    assert (partner.accent_color, partner.welcome_text) == ("#1f6f8b", "Hello!\nCome in.")
    assert (partner.imprint_url, partner.privacy_url) == (BRANDING["imprint_url"], BRANDING["privacy_url"])
    assert (partner.billing_company, partner.billing_postal_code) == ("West GmbH", "10115")
    assert partner.allowed_origins == ["https://www.north.example", "http://localhost:3000"]
    [entry] = await world.audit_log()
    assert (entry.action, entry.params) == ("partner.updated", {"name": "North AG"})


async def test_only_what_is_named_changes(world):
    await update(world, contact=CONTACT, branding=BRANDING)

    partner = await update(world, contact={"phone": None}, branding={"accent_color": None})

    assert (partner.contact_name, partner.contact_phone) == ("Nora", None)
    assert (partner.accent_color, partner.welcome_text) == (None, "Hello!\nCome in.")
    assert partner.name == "North Design GmbH"


@pytest.mark.parametrize(
    ("entered", "kept"),
    [
        ("https://north.example:443", "https://north.example"),
        ("https://north.example:80", "https://north.example:80"),
        ("http://localhost:80/", "http://localhost"),
        ("http://localhost:443", "http://localhost:443"),
    ],
)
async def test_an_origin_is_kept_as_browsers_write_it_without_the_usual_port(world, entered, kept):
    assert (await update(world, allowed_origins=[entered])).allowed_origins == [kept]


async def test_null_empties_contact_branding_and_origins(world):
    await update(world, contact=CONTACT, branding=BRANDING, allowed_origins=["https://north.example"])

    partner = await update(world, contact=None, branding=None, allowed_origins=None)

    assert [getattr(partner, f"contact_{part}") for part in CONTACT] == [None] * 4
    assert [getattr(partner, part) for part in BRANDING] == [None] * 4
    assert partner.allowed_origins == []


async def test_null_is_refused_where_there_is_always_something(world):
    with pytest.raises(InvalidInput) as refused:
        await update_partner(world.operator.access, partner_id=world.north.id, name=None, slug=None, language=None)

    assert set(paths(refused)) == {("name",), ("slug",), ("language",)}
    assert await world.actions() == []


async def test_billing_details_can_be_removed_on_free_only(world):
    await update(world, billing=BILLING)
    with pytest.raises(InvalidInput) as refused:
        await update(world, billing=None)
    assert paths(refused) == [("billing",)]
    assert (await world.fresh(world.north.partner)).billing_city == "Berlin"

    for billing in (BILLING, None):
        await update_partner(world.south.owner.access, partner_id=world.south.id, billing=billing)
    south = await world.fresh(world.south.partner)
    assert (south.billing_company, south.billing_city, south.billing_email) == (None, None, None)


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"name": "n" * 201}, ("name",)),
        ({"contact": {"email": "a, b"}}, ("contact", "email")),
        ({"contact": {"name": "Nora\r\nBcc: x"}}, ("contact", "name")),
        ({"contact": {"phone": "1" * 41}}, ("contact", "phone")),
        ({"contact": {"website": "javascript:alert(1)"}}, ("contact", "website")),
        ({"branding": {"accent_color": "red"}}, ("branding", "accentColor")),
        ({"branding": {"accent_color": "#12345678"}}, ("branding", "accentColor")),
        ({"branding": {"welcome_text": "w" * 1001}}, ("branding", "welcomeText")),
        ({"branding": {"imprint_url": "north.example"}}, ("branding", "imprintUrl")),
        ({"branding": {"privacy_url": "data:text/html,x"}}, ("branding", "privacyUrl")),
        ({"allowed_origins": ["https://north.example"] * 21}, ("allowedOrigins",)),
        ({"allowed_origins": [f"https://{'a' * 254}"]}, ("allowedOrigins", "0")),
        ({"allowed_origins": ["", "*"]}, ("allowedOrigins", "1")),
        ({"allowed_origins": ["null"]}, ("allowedOrigins", "0")),
        ({"allowed_origins": ["https://north.example/path"]}, ("allowedOrigins", "0")),
        ({"allowed_origins": ["https://*.example"]}, ("allowedOrigins", "0")),
        ({"allowed_origins": ["http://north.example"]}, ("allowedOrigins", "0")),
        ({"allowed_origins": ["https://north.example:٣"]}, ("allowedOrigins", "0")),
    ],
)
async def test_what_cannot_be_accepted_is_told_at_its_path_and_changes_nothing(world, changes, path):
    with pytest.raises(InvalidInput) as refused:
        await update(world, **changes)

    assert paths(refused) == [path]
    assert (await world.fresh(world.north.partner)).name == "North Design GmbH"
    assert await world.actions() == []


async def test_owners_and_operators_change_a_partner_and_nobody_else(world):
    for someone in (world.north.editor, world.north.viewer, world.north.anna):
        with pytest.raises(Forbidden):
            await update_partner(someone.access, partner_id=world.north.id, name="x")
    for partner_id in (world.north.id, None):
        with pytest.raises(NotFound):
            await update_partner(world.south.owner.access, partner_id=partner_id, name="x")
    await update_partner(world.operator.access, partner_id=world.north.id, name="North AG")

    assert (await world.fresh(world.north.partner)).name == "North AG"


@pytest.mark.parametrize("change", ["update", "suspend"])
async def test_a_change_forgets_nothing_that_is_counted_at_the_same_moment(world, change):
    changes = {
        "update": lambda: update_partner(world.operator.access, partner_id=world.north.id, name="North AG"),
        "suspend": lambda: suspend_partner(world.operator.access, partner_id=world.north.id, reason="x"),
    }

    async def count_one() -> None:
        async with transaction():
            await take_place(world.north.owner.access, "CUSTOMERS")

    await asyncio.gather(changes[change](), *(count_one() for _ in range(5)))

    assert (await world.fresh(world.north.partner)).customer_count == 7


# Finding


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["north", "south"]),
        ({"search": "PAYROLL south"}, ["south"]),
        ({"search": "nowhere"}, []),
        ({"status": [PartnerStatus.ACTIVE]}, ["north", "south"]),
        ({"status": [PartnerStatus.SUSPENDED]}, []),
        ({"status": []}, []),
        ({"plan_code": "m"}, ["north"]),
        ({"plan_code": "nope"}, []),
        ({"plan_code": "x" * 5000}, []),
        ({"plan_code": "\0"}, []),
    ],
)
async def test_operators_find_partners_by_words_status_and_plan(world, filters, found):
    assert [row.slug for row in await partners(world.operator.access, **filters).order_by("slug")] == found


async def test_everybody_else_sees_its_own_partner(world):
    for someone in (world.north.owner, world.north.viewer, world.north.anna):
        assert [row.slug for row in await partners(someone.access)] == ["north"]
