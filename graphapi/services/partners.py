"""Partners: setting them up, their face, and suspending them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tortoise.exceptions import IntegrityError
from tortoise.expressions import Subquery

from graphapi import clock
from graphapi.access import PUBLIC, Permission, Role, operation
from graphapi.database import transaction
from graphapi.errors import Conflict, NotFound, WrongState
from graphapi.i18n import message
from graphapi.models import FormerSlug, Language, MemberRole, Partner, PartnerStatus, Plan, Subscription
from graphapi.services import accounts, audit, members
from graphapi.services.billing_details import BillingDetails, check_billing, set_billing
from graphapi.services.filters import found_by
from graphapi.services.inputs import UNSET, Checks, Unset, is_set
from graphapi.text import search_key, sort_key

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from tortoise.queryset import QuerySet

    from graphapi.access import Access

SLUG = re.compile(r"[a-z0-9-]{3,40}")
MAX_ORIGINS = 20
# Our own first path segments, and words we may want to use as such; a test compares them with the routes.
RESERVED_SLUGS = frozenset(
    [
        "about",
        "account",
        "admin",
        "api",
        "app",
        "assets",
        "billing",
        "blog",
        "contact",
        "customer",
        "dev",
        "developers",
        "docs",
        "download",
        "favicon",
        "graphql",
        "healthz",
        "help",
        "home",
        "imprint",
        "invoices",
        "login",
        "logout",
        "logo",
        "mail",
        "metrics",
        "operator",
        "order",
        "orders",
        "partner",
        "partners",
        "plans",
        "privacy",
        "readyz",
        "robots",
        "schema",
        "security",
        "set-password",
        "share",
        "shares",
        "sign-in",
        "sign-out",
        "static",
        "status",
        "support",
        "terms",
        "test",
        "theme",
        "well-known",
        "www",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom a partner's customers turn to; a field that is None is empty."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None
    website: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPartner:
    """A partner as the operator enters it."""

    name: str
    slug: str
    owner_name: str
    owner_email: str
    plan_code: str
    language: Language | None = None
    contact: Contact | None = None
    billing: BillingDetails | None = None


@operation(Permission.PARTNER_READ)
def partners(
    access: Access,
    *,
    search: str | None = None,
    status: Collection[PartnerStatus] | None = None,
    plan_code: str | None = None,
) -> QuerySet[Partner]:
    """Return the partners within sight that match every filter given."""
    rows = found_by(access.rows(Partner), search)
    if status is not None:
        rows = rows.filter(status__in=list(status))
    if plan_code is not None:
        booked = access.rows(Subscription).filter(plan__code=plan_code).values("partner_id")
        rows = rows.filter(id__in=Subquery(booked))
    return rows


@operation(PUBLIC)
async def find_portal(access: Access, *, slug: str) -> Partner | None:
    """Return the partner behind a slug, present or former, unless it is closed."""
    system = access.as_system()
    key = slug.lower()
    partner = await system.rows(Partner).get_or_none(slug=key)
    if partner is None:
        former = await system.rows(FormerSlug).get_or_none(slug=key)
        partner = None if former is None else await system.rows(Partner).get_or_none(id=former.partner_id)
    return None if partner is None or partner.status is PartnerStatus.CLOSED else partner


@operation(Permission.PARTNERS_WRITE)
async def create_partner(access: Access, *, new: NewPartner) -> Partner:
    """Set a partner up: its account, its subscription, and the invitation of its owner.

    Raises InvalidInput, and Conflict if the slug is taken or was another partner's.
    """
    checks = Checks()
    name = checks.required(("name",), new.name)
    slug = _check_slug(checks, new.slug)
    owner_name = checks.required(("ownerName",), new.owner_name)
    owner_email = checks.email(("ownerEmail",), new.owner_email)
    contact = _check_contact(checks, new.contact or Contact(name=None, email=new.owner_email))
    billing = None if new.billing is None else check_billing(checks, ("billing",), new.billing)
    plan = await access.rows(Plan).get_or_none(code=new.plan_code)
    if plan is None:
        checks.problem(("planCode",), message("There is no such plan."))
    elif billing is None and plan.monthly_amount != 0:
        checks.problem(("billing",), message("A paid plan needs billing details."))
    checks.done()
    if plan is None:  # said above already; tells the type checker
        raise NotFound

    async with transaction():
        partner = Partner(
            slug=slug,
            name=name,
            language=new.language or Language.DE,
            customer_limit=plan.max_customers,
            global_share_limit=plan.max_global_shares,
        )
        _set_contact(partner, contact)
        if billing is not None:
            set_billing(partner, billing)
        set_keys(partner)
        await _refuse_taken_slug(access, slug)
        await _insert(access, partner)
        await access.add(new_subscription(partner, plan, clock.now().astimezone(access.settings.time_zone).date()))
        await audit.record(access, "partner.created", subject=partner, name=name, plan=plan.code)
        await members.add_member(access, partner=partner, name=owner_name, email=owner_email, role=MemberRole.OWNER)
        return partner


def new_subscription(partner: Partner, plan: Plan, today: date) -> Subscription:
    """Make the booking of a plan from today on: a year, or without end on free."""
    is_free = plan.monthly_amount == 0
    return Subscription(
        partner_id=partner.id,
        plan_id=plan.id,
        monthly_amount=None if is_free else plan.monthly_amount,
        currency=plan.currency,
        started_on=today,
        period_start=today,
        period_end=None if is_free else year_after(today),
    )


def year_after(day: date) -> date:
    """Return the same day a year later; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


@operation(Permission.PARTNER_WRITE)
async def update_partner(
    access: Access,
    *,
    partner_id: UUID | None,
    name: str | Unset | None = UNSET,
    slug: str | Unset | None = UNSET,
    language: Language | Unset = UNSET,
    contact: Mapping[str, str | None] | Unset = UNSET,
    branding: Mapping[str, str | None] | Unset = UNSET,
    billing: BillingDetails | Unset = UNSET,
    allowed_origins: Sequence[str] | Unset = UNSET,
) -> Partner:
    """Change the fields that are given; within contact and branding too, None empties one.

    Only operators change the slug, and the old one then leads to the new. Raises InvalidInput, Conflict, NotFound.
    """
    async with transaction():
        partner = None
        if partner_id is not None:
            partner = await access.rows(Partner).select_for_update().get_or_none(id=partner_id)
        if partner is None:
            raise NotFound
        checks = Checks()
        if is_set(name):
            partner.name = checks.required(("name",), name)
        if is_set(contact):
            _change_contact(checks, partner, contact)
        if is_set(branding):
            _change_branding(checks, partner, branding)
        if is_set(billing):
            set_billing(partner, check_billing(checks, ("billing",), billing))
        if is_set(allowed_origins):
            partner.allowed_origins = _check_origins(checks, allowed_origins)
        new_slug = partner.slug
        if is_set(slug) and slug != partner.slug:
            if access.principal.role is not Role.OPERATOR:
                checks.problem(("slug",), message("The portal's address can only be changed by the operator."))
            else:
                new_slug = _check_slug(checks, slug)
        checks.done()
        if is_set(language):
            partner.language = language
        set_keys(partner)
        if new_slug != partner.slug:
            await _move(access, partner, new_slug)
        await partner.save()
        await audit.record(access, "partner.updated", subject=partner, name=partner.name)
        return partner


@operation(Permission.PARTNERS_WRITE)
async def suspend_partner(access: Access, *, partner_id: UUID | None, reason: str) -> Partner:
    """Close a partner's portal until it is resumed; all its sessions end, and nothing else is undone.

    Raises NotFound, WrongState.
    """
    checks = Checks()
    reason = checks.required(("reason",), reason, most=500)
    if checks.problems:
        # The contract's result has no InvalidInput: what is wrong is said in words all the same.
        raise WrongState(message("Please give a reason, of at most 500 characters."))
    async with transaction():
        partner = await _change_status(access, partner_id, PartnerStatus.ACTIVE, PartnerStatus.SUSPENDED)
        partner.suspension_reason = reason
        await partner.save()
        await accounts.end_partner_sessions(access, partner.id)
        await audit.record(access, "partner.suspended", subject=partner, name=partner.name, reason=reason)
        return partner


@operation(Permission.PARTNERS_WRITE)
async def resume_partner(access: Access, *, partner_id: UUID | None) -> Partner:
    """Open a suspended partner's portal again. Raises NotFound, WrongState."""
    async with transaction():
        partner = await _change_status(access, partner_id, PartnerStatus.SUSPENDED, PartnerStatus.ACTIVE)
        partner.suspension_reason = None
        await partner.save()
        await audit.record(access, "partner.resumed", subject=partner, name=partner.name)
        return partner


async def _change_status(
    access: Access, partner_id: UUID | None, before: PartnerStatus, after: PartnerStatus
) -> Partner:
    partner = await access.get(Partner, partner_id)
    # Conditional, so that of two at once exactly one succeeds.
    if not await access.rows(Partner).filter(id=partner.id, status=before).update(status=after):
        if after is PartnerStatus.ACTIVE:
            raise WrongState(message("This partner is not suspended."))
        raise WrongState(message("This partner is suspended already, or closed."))
    partner.status = after
    return partner


async def _insert(access: Access, partner: Partner) -> None:
    try:
        async with transaction():  # a savepoint: PostgreSQL aborts the whole transaction otherwise
            await access.add(partner)
    except IntegrityError as error:
        raise _slug_taken() from error


async def _move(access: Access, partner: Partner, slug: str) -> None:
    own = access.as_system().rows(FormerSlug).filter(partner_id=partner.id)
    await own.filter(slug=slug).delete()
    await _refuse_taken_slug(access, slug)
    await access.add(FormerSlug(partner_id=partner.id, slug=partner.slug))
    partner.slug = slug


async def _refuse_taken_slug(access: Access, slug: str) -> None:
    system = access.as_system()
    if (
        await system.rows(Partner).filter(slug=slug).exists()
        or await system.rows(FormerSlug).filter(slug=slug).exists()
    ):
        raise _slug_taken()


def _slug_taken() -> Conflict:
    return Conflict("slug", text=message("Another partner has, or had, this address. Please choose another."))


def _check_slug(checks: Checks, slug: str | None) -> str:
    text = checks.required(("slug",), slug, most=40)
    if text and not SLUG.fullmatch(text):
        checks.problem(("slug",), message("Please use 3 to 40 small letters, digits and dashes."))
    elif text in RESERVED_SLUGS:
        checks.problem(("slug",), message("This word is reserved. Please choose another address."))
    return text


def _check_contact(checks: Checks, contact: Contact) -> Contact:
    path = ("contact",)
    return Contact(
        name=checks.text((*path, "name"), contact.name),
        email=checks.optional_email((*path, "email"), contact.email),
        phone=checks.text((*path, "phone"), contact.phone, most=40),
        website=checks.web_address((*path, "website"), contact.website),
    )


def _set_contact(partner: Partner, contact: Contact) -> None:
    partner.contact_name = contact.name
    partner.contact_email = contact.email
    partner.contact_phone = contact.phone
    partner.contact_website = contact.website


def _change_contact(checks: Checks, partner: Partner, contact: Mapping[str, str | None]) -> None:
    present = Contact(
        name=partner.contact_name,
        email=partner.contact_email,
        phone=partner.contact_phone,
        website=partner.contact_website,
    )
    merged = {name: contact.get(name, getattr(present, name)) for name in ("name", "email", "phone", "website")}
    _set_contact(partner, _check_contact(checks, Contact(**merged)))


def _change_branding(checks: Checks, partner: Partner, branding: Mapping[str, str | None]) -> None:
    path = ("branding",)
    if "accent_color" in branding:
        partner.accent_color = checks.color((*path, "accentColor"), branding["accent_color"])
    if "welcome_text" in branding:
        text = checks.text((*path, "welcomeText"), branding["welcome_text"], most=1000, lines=True)
        partner.welcome_text = text
    if "imprint_url" in branding:
        partner.imprint_url = checks.web_address((*path, "imprintUrl"), branding["imprint_url"])
    if "privacy_url" in branding:
        partner.privacy_url = checks.web_address((*path, "privacyUrl"), branding["privacy_url"])


def _check_origins(checks: Checks, origins: Sequence[str]) -> list[str]:
    wanted = [origin.strip().rstrip("/").lower() for origin in origins if origin.strip()]
    if len(wanted) > MAX_ORIGINS:
        checks.problem(("allowedOrigins",), message("Please list at most {most} origins.", most=MAX_ORIGINS))
    for index, origin in enumerate(wanted):
        if not re.fullmatch(r"https://[a-z0-9.-]+(:\d{1,5})?|http://(localhost|127\.0\.0\.1)(:\d{1,5})?", origin):
            checks.problem(
                ("allowedOrigins", str(index)), message("Please write origins like https://www.example.com.")
            )
    return list(dict.fromkeys(wanted))


def set_keys(partner: Partner) -> None:
    """Set what a partner is sorted and found by."""
    partner.name_key = sort_key(partner.name)
    partner.search_key = search_key(partner.name, partner.slug, partner.billing_company, partner.contact_email)
