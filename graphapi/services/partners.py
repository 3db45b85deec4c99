"""Partners: setting them up, their face, and suspending them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tortoise.expressions import Subquery

from graphapi.access import PUBLIC, Permission, Role, operation
from graphapi.database import transaction
from graphapi.errors import InvalidInput, WrongState
from graphapi.i18n import message
from graphapi.models import FormerSlug, Language, MemberRole, Partner, PartnerStatus, Plan, Subscription
from graphapi.services import accounts, audit, members
from graphapi.services.billing_details import BillingDetails, check_billing, set_billing
from graphapi.services.filters import among, found_by, spelt
from graphapi.services.inputs import UNSET, Checks, Unset, is_set
from graphapi.services.locking import lock_open_partner, lock_partner
from graphapi.services.slugs import check_slug, refuse_taken_slug, taking_slug
from graphapi.services.subscriptions import begin_subscription
from graphapi.text import search_key, slug_key, sort_key

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from uuid import UUID

    from tortoise.queryset import QuerySet

    from graphapi.access import Access

MAX_ORIGINS = 20
ORIGIN = re.compile(r"https://[a-z0-9.-]{1,253}(:[0-9]{1,5})?|http://(localhost|127\.0\.0\.1)(:[0-9]{1,5})?")


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
    rows = among(rows, "status", status)
    if plan_code is not None:
        plan = spelt(access.rows(Plan), "code", plan_code).values("id")
        booked = access.rows(Subscription).filter(plan_id__in=Subquery(plan)).values("partner_id")
        rows = rows.filter(id__in=Subquery(booked))
    return rows


@operation(PUBLIC)
async def find_portal(access: Access, *, slug: str) -> Partner | None:
    """Return the partner behind a slug, present or former, unless it is closed."""
    system = access.as_system()
    key = slug_key(slug)
    partner = await spelt(system.rows(Partner), "slug", key).first()
    if partner is None:
        former = await spelt(system.rows(FormerSlug), "slug", key).first()
        partner = None if former is None else await system.rows(Partner).get_or_none(id=former.partner_id)
    return None if partner is None or partner.status is PartnerStatus.CLOSED else partner


@operation(PUBLIC)
async def allowed_origins(access: Access) -> dict[str, frozenset[UUID]]:
    """Return the origins that partners list, each with the partners that do; those of closed ones are none."""
    lists = access.as_system().rows(Partner).exclude(status=PartnerStatus.CLOSED).exclude(allowed_origins=[])
    found: dict[str, set[UUID]] = defaultdict(set)
    for partner in await lists.only("id", "allowed_origins"):
        for origin in partner.allowed_origins:
            found[origin].add(partner.id)
    return {origin: frozenset(listing) for origin, listing in found.items()}


@operation(Permission.PARTNERS_WRITE)
async def create_partner(access: Access, *, new: NewPartner) -> Partner:
    """Set a partner up: its account, its subscription, and the invitation of its owner.

    Raises InvalidInput, also for a paid plan that cannot be billed, and Conflict if the slug is taken or was another
    partner's.
    """
    checks = Checks()
    name = checks.required(("name",), new.name)
    slug = check_slug(checks, new.slug)
    owner_name = checks.required(("ownerName",), new.owner_name)
    owner_email = checks.email(("ownerEmail",), new.owner_email)
    contact = Contact(email=owner_email) if new.contact is None else _check_contact(checks, new.contact)
    billing = None if new.billing is None else check_billing(checks, ("billing",), new.billing)
    plan = await _check_plan(access, checks, new.plan_code, billing)
    checks.done()

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
        await refuse_taken_slug(access, slug)
        async with taking_slug():
            await access.add(partner)
        await audit.record(access, "partner.created", subject=partner, name=name, plan=plan.code)
        await members.add_member(access, partner=partner, name=owner_name, email=owner_email, role=MemberRole.OWNER)
        # Last, for whoever gives an invoice its number keeps all others waiting.
        await begin_subscription(access, partner, plan)
        return partner


@operation(Permission.PARTNER_WRITE)
async def update_partner(
    access: Access,
    *,
    partner_id: UUID | None,
    name: str | Unset | None = UNSET,
    slug: str | Unset | None = UNSET,
    language: Language | Unset | None = UNSET,
    contact: Mapping[str, str | None] | Unset | None = UNSET,
    branding: Mapping[str, str | None] | Unset | None = UNSET,
    billing: BillingDetails | Unset | None = UNSET,
    allowed_origins: Sequence[str] | Unset | None = UNSET,
) -> Partner:
    """Change the fields that are given; None empties one, a part's or a whole part.

    The logo is no part of the branding here. Only operators change the slug, and the old one then leads to the new.
    Raises InvalidInput, also for billing details removed from a paid plan, Conflict, NotFound.
    """
    async with transaction():
        partner = await lock_open_partner(access, partner_id)
        checks = Checks()
        if is_set(name):
            partner.name = checks.required(("name",), name)
        if is_set(contact):
            _change_contact(checks, partner, contact)
        if is_set(branding):
            _change_branding(checks, partner, branding)
        if is_set(billing):
            await _change_billing(access, checks, partner, billing)
        if is_set(allowed_origins):
            partner.allowed_origins = _check_origins(checks, allowed_origins or ())
        if is_set(language):
            partner.language = checks.choice(("language",), language) or partner.language
        new_slug = partner.slug
        if is_set(slug) and slug != partner.slug:
            if access.principal.role is not Role.OPERATOR:
                checks.problem(("slug",), message("The portal's address can only be changed by the operator."))
            else:
                new_slug = check_slug(checks, slug)
        checks.done()
        if new_slug != partner.slug:
            await _move(access, partner, new_slug)
        set_keys(partner)
        async with taking_slug():
            await partner.save()
        await audit.record(access, "partner.updated", subject=partner, name=partner.name)
        return partner


@operation(Permission.PARTNERS_WRITE)
async def suspend_partner(access: Access, *, partner_id: UUID | None, reason: str) -> Partner:
    """Close a partner's portal until it is resumed; all its sessions end, and nothing else is undone.

    Raises InvalidInput, NotFound, WrongState.
    """
    checks = Checks()
    reason = checks.required(("reason",), reason, most=500)
    checks.done()
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
    partner = await lock_partner(access, partner_id)
    if partner.status is not before:
        if after is PartnerStatus.ACTIVE:
            raise WrongState(message("This partner is not suspended."))
        raise WrongState(message("This partner is suspended already, or closed."))
    partner.status = after
    return partner


async def _move(access: Access, partner: Partner, slug: str) -> None:
    own = access.as_system().rows(FormerSlug).filter(partner_id=partner.id)
    await own.filter(slug=slug).delete()
    await refuse_taken_slug(access, slug)
    await access.add(FormerSlug(partner_id=partner.id, slug=partner.slug))
    partner.slug = slug


async def _check_plan(access: Access, checks: Checks, code: str, billing: BillingDetails | None) -> Plan:
    """Return the plan with a code; raises InvalidInput with all that was noted before, if there is none."""
    plan = await spelt(access.rows(Plan), "code", code).first()
    if plan is None:
        checks.problem(("planCode",), message("There is no such plan."))
        raise InvalidInput(checks.problems)
    if billing is None and plan.monthly_amount != 0:
        checks.problem(("billing",), message("A paid plan needs billing details."))
    return plan


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


def _change_contact(checks: Checks, partner: Partner, contact: Mapping[str, str | None] | None) -> None:
    present = Contact(
        name=partner.contact_name,
        email=partner.contact_email,
        phone=partner.contact_phone,
        website=partner.contact_website,
    )
    changed = Contact() if contact is None else replace(present, **contact)
    _set_contact(partner, _check_contact(checks, changed))


def _change_branding(checks: Checks, partner: Partner, branding: Mapping[str, str | None] | None) -> None:
    path = ("branding",)
    if branding is None:
        branding = dict.fromkeys(("accent_color", "welcome_text", "imprint_url", "privacy_url"))
    if "accent_color" in branding:
        partner.accent_color = checks.color((*path, "accentColor"), branding["accent_color"])
    if "welcome_text" in branding:
        text = checks.text((*path, "welcomeText"), branding["welcome_text"], most=1000, lines=True)
        partner.welcome_text = text
    if "imprint_url" in branding:
        partner.imprint_url = checks.web_address((*path, "imprintUrl"), branding["imprint_url"])
    if "privacy_url" in branding:
        partner.privacy_url = checks.web_address((*path, "privacyUrl"), branding["privacy_url"])


async def _change_billing(access: Access, checks: Checks, partner: Partner, billing: BillingDetails | None) -> None:
    if billing is None:
        booked = await access.rows(Subscription).get(partner_id=partner.id)
        if (await access.get(Plan, booked.plan_id)).monthly_amount != 0:
            checks.problem(("billing",), message("A paid plan needs billing details."))
    set_billing(partner, None if billing is None else check_billing(checks, ("billing",), billing))


def _check_origins(checks: Checks, origins: Sequence[str]) -> list[str]:
    # As browsers write them, which leave the usual port out.
    wanted = [origin.strip().rstrip("/").lower() for origin in origins[:MAX_ORIGINS]]
    wanted = [origin.removesuffix(":443" if origin.startswith("https:") else ":80") for origin in wanted]
    if len(origins) > MAX_ORIGINS:
        checks.problem(("allowedOrigins",), message("Please list at most {most} origins.", most=MAX_ORIGINS))
    for index, origin in enumerate(wanted):
        if origin and not ORIGIN.fullmatch(origin):
            checks.problem(
                ("allowedOrigins", str(index)), message("Please write origins like https://www.example.com.")
            )
    return [origin for origin in dict.fromkeys(wanted) if origin]


def set_keys(partner: Partner) -> None:
    """Set what a partner is sorted and found by."""
    partner.name_key = sort_key(partner.name)
    partner.search_key = search_key(partner.name, partner.slug, partner.billing_company, partner.contact_email)
