"""One partner of the demo world as it is being written: itself, its face, and who is there already."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from graphapi.agreement_texts import agreement_text, present_version
from graphapi.demo.history import History
from graphapi.demo.world import key_at
from graphapi.models import AgreementAcceptance, Language, Logo, Partner
from graphapi.services import billing, partners
from graphapi.services.agreements import controller_of
from graphapi.services.billing_details import set_billing
from graphapi.services.logos import CONTENT_TYPE

if TYPE_CHECKING:
    from datetime import datetime

    from graphapi.access import Access
    from graphapi.demo.world import Calendar, PartnerStory
    from graphapi.models import Customer, Member, Operator, Plan

# Between things that were done one right after the other.
SOON = timedelta(minutes=1)
# Between what one transaction did.
NEXT = timedelta(milliseconds=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is at hand while a partner's people and folders are written."""

    access: Access
    calendar: Calendar
    partner: Partner
    operator: Operator
    # Of the one password.
    password_hash: str
    # By address.
    members: dict[str, Member] = field(default_factory=dict[str, "Member"])
    customers: dict[str, Customer] = field(default_factory=dict[str, "Customer"])
    # When those customers who have a password set it.
    joined: dict[str, datetime] = field(default_factory=dict[str, "datetime"])

    @property
    def history(self) -> History:
        """The partner's log."""
        return History(self.access, self.partner.id)


async def add_partner(access: Access, story: PartnerStory, *, calendar: Calendar, plan: Plan, by: Operator) -> Partner:
    """Add a partner."""
    since = calendar.at(story.since)
    partner = Partner(
        id=key_at(since),
        slug=story.slug,
        name=story.name,
        language=Language.DE,
        accent_color=story.accent_color,
        welcome_text=story.welcome_text,
        imprint_url=story.imprint_url,
        privacy_url=story.privacy_url,
        contact_name=story.contact.name,
        contact_email=story.contact.email,
        contact_phone=story.contact.phone,
        contact_website=story.contact.website,
        customer_count=len(story.customers),
        customer_limit=plan.max_customers,
        noticed_percent=billing.percent_reached(len(story.customers), plan.max_customers),
        global_share_count=sum(not share.to for share in story.shares),
        global_share_limit=plan.max_global_shares,
        created_at=since,
    )
    if story.billing is not None:
        set_billing(partner, story.billing)
    partners.set_keys(partner)
    await access.add(partner)
    history = History(access, partner.id)
    await history.tell(since, "partner.created", partner, by=by, name=partner.name, plan=story.first_plan or plan.code)
    return partner


async def add_logo(scene: Scene, content: bytes, *, by: Member) -> None:
    """Give the partner a logo, in the hour it was set up."""
    partner = scene.partner
    logo = Logo(partner_id=partner.id, content_type=CONTENT_TYPE, content=content)
    await scene.access.add(logo)
    await scene.access.rows(Partner).filter(id=partner.id).update(logo_digest=logo.digest)
    at = partner.created_at + 45 * SOON
    await scene.history.tell(at, "partner.logo_changed", partner, by=by, name=partner.name)
    await scene.history.tell(at + 4 * SOON, "partner.updated", partner, by=by, name=partner.name)


async def add_agreement(scene: Scene, *, by: Member) -> None:
    """Have the owner accept the data-processing agreement, the day after it was added."""
    partner, settings = scene.partner, scene.access.settings
    at = by.created_at + timedelta(days=1)
    version = present_version(settings)
    acceptance = AgreementAcceptance(
        id=key_at(at),
        partner_id=partner.id,
        version=version,
        language=partner.language,
        text=agreement_text(settings, controller_of(partner), partner.language.lower()).plain,
        accepted_at=at,
        accepted_by=by.id,
        accepted_by_name=by.name,
    )
    await scene.access.add(acceptance)
    await scene.access.rows(Partner).filter(id=partner.id).update(agreement_version=version)
    await scene.history.tell(at, "agreement.accepted", partner, by=by, version=version)
