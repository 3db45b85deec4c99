"""What the demo world is told in: its people and folders as stories.

States follow from the stories: who has joined is active, whose mail was refused is not. Moments are relative to the
present, so that the world always looks lived in.
"""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from uuid_utils.compat import uuid7

from graphapi.models import Language

if TYPE_CHECKING:
    from uuid import UUID
    from zoneinfo import ZoneInfo

    from graphapi.models import MemberRole
    from graphapi.services.billing_details import BillingDetails
    from graphapi.services.partners import Contact


@dataclass(frozen=True, slots=True)
class Day:
    """A time of day so many days ago; days to come are negative."""

    ago: int
    time: str = "00:00"


# A span is one before now.
Moment = Day | timedelta


@dataclass(frozen=True, slots=True)
class Calendar:
    """Turns moments into instants; times of day are those of the business."""

    now: datetime
    zone: ZoneInfo

    def at(self, moment: Moment) -> datetime:
        """Return the instant."""
        if isinstance(moment, timedelta):
            return self.now - moment
        day = self.now.astimezone(self.zone).date() - timedelta(days=moment.ago)
        return datetime.combine(day, time.fromisoformat(moment.time), self.zone)


def key_at(at: datetime) -> UUID:
    """Make the key of a row that was made then, since logs are read in the order of their keys."""
    return uuid7(nanoseconds=int(at.timestamp() * 1000) * 1_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberStory:
    """Somebody of a partner's team, who has joined."""

    name: str
    email: str
    role: MemberRole
    added: Moment
    joined: Moment
    seen: Moment


@dataclass(frozen=True, slots=True)
class CustomerStory:
    """A customer, invited when it was added unless it is a draft."""

    first_name: str
    last_name: str
    email: str
    company: str
    number: str
    added: Moment
    _: KW_ONLY
    username: str | None = None
    note: str | None = None
    language: Language = Language.DE
    is_draft: bool = False
    # Why the mail server did not take the invitation.
    refusal: str | None = None
    joined: Moment | None = None
    # The last sign-in.
    seen: Moment | None = None
    # Asked for a new password, and set it.
    forgot: Moment | None = None
    disabled: Moment | None = None


@dataclass(frozen=True, slots=True)
class ShareStory:
    """A folder; without recipients it is for everyone."""

    url: str
    title: str | None
    added: Moment
    # Addresses of customers.
    to: tuple[str, ...] = ()
    _: KW_ONLY
    description: str | None = None
    password: str | None = None
    valid_from: Moment | None = None
    valid_until: Moment | None = None
    # Days ago on which a recipient opened it, one after the other in turn; 0 is just after its last sign-in.
    opened: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerStory:
    """A partner with all it has."""

    name: str
    slug: str
    plan: str
    since: Moment
    # The plan it began with, and when it took the present one instead.
    first_plan: str | None = None
    upgraded: Moment | None = None
    contact: Contact
    billing: BillingDetails | None = None
    accent_color: str | None = None
    has_logo: bool = False
    welcome_text: str | None = None
    imprint_url: str | None = None
    privacy_url: str | None = None
    # The owner first.
    members: tuple[MemberStory, ...]
    # The address of the member who looks after customers and folders.
    clerk: str
    customers: tuple[CustomerStory, ...]
    shares: tuple[ShareStory, ...]
