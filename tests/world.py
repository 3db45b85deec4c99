"""The world of the tests: two partners, *north* and *south*, each with a team of three and two customers; one operator.

Anna and Ben are customers of both, under one mail address and two accounts: what leaks between partners shows on them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from uuid import UUID

from graphapi import clock, passwords
from graphapi.access import ANONYMOUS, SYSTEM, Access, Principal
from graphapi.models import (
    Account,
    AuditEntry,
    Customer,
    CustomerImport,
    CustomerImportState,
    CustomerStatus,
    InvitationState,
    Language,
    Mail,
    Member,
    MemberRole,
    Operator,
    Order,
    Partner,
    Plan,
    Row,
    Share,
    ShareAudience,
    ShareRecipient,
    Subscription,
)
from graphapi.secrets import Key, KeyRing
from graphapi.services import billing
from graphapi.services.customer_files import CustomerColumn
from graphapi.services.customers import set_keys
from graphapi.services.people import principal_of
from graphapi.services.sessions import find_principal
from graphapi.services.shares import PASSWORD_PLACE
from graphapi.settings import Environment, Settings
from graphapi.text import login_key, search_key, sort_key

if TYPE_CHECKING:
    from collections.abc import Sequence

PASSWORD = "battery horse staple"
# The lowest cost there is.
PASSWORD_HASH = passwords._hash(PASSWORD, 4)

SETTINGS = Settings(
    environment=Environment.DEVELOPMENT, mail_from="konto@kundenkonto.example", bcrypt_rounds=4, rate_limit=0
)
KEYS = KeyRing([Key("test", bytes(range(32)))])
SYSTEM_ACCESS = Access(SYSTEM, SETTINGS, KEYS)
ANONYMOUS_ACCESS = Access(ANONYMOUS, SETTINGS, KEYS)

RowT = TypeVar("RowT", bound=Row)
PersonT = TypeVar("PersonT", Operator, Member, Customer)


@dataclass(frozen=True)
class Someone(Generic[PersonT]):
    """A person with its access, as if it were signed in."""

    row: PersonT
    access: Access

    @property
    def id(self) -> UUID:
        return self.row.id

    @property
    def email(self) -> str:
        return self.row.email

    @property
    def account_id(self) -> UUID:
        return self.row.account_id


@dataclass(frozen=True, kw_only=True)
class PartnerWorld:
    """A partner with its people."""

    partner: Partner
    owner: Someone[Member]
    editor: Someone[Member]
    viewer: Someone[Member]
    anna: Someone[Customer]
    ben: Someone[Customer]

    @property
    def id(self) -> UUID:
        return self.partner.id

    @property
    def slug(self) -> str:
        return self.partner.slug

    @property
    def people(self) -> tuple[Someone[Any], ...]:
        return (self.owner, self.editor, self.viewer, self.anna, self.ben)


@dataclass(frozen=True, kw_only=True)
class World:
    """Everybody there is."""

    north: PartnerWorld
    south: PartnerWorld
    operator: Someone[Operator]
    anonymous: Access = ANONYMOUS_ACCESS
    system: Access = SYSTEM_ACCESS

    @property
    def people(self) -> tuple[Someone[Any], ...]:
        return (*self.north.people, *self.south.people, self.operator)

    async def fresh(self, row: RowT) -> RowT:
        """A row as the database has it now."""
        return await self.system.get(type(row), row.id)

    async def mails(self) -> list[Mail]:
        """All mails, the oldest first."""
        return await self.system.rows(Mail).order_by("id")

    async def audit_log(self) -> list[AuditEntry]:
        """The whole audit log, the oldest entry first."""
        return await self.system.rows(AuditEntry).order_by("id")

    async def actions(self) -> list[str]:
        """What happened, in its order."""
        return [entry.action for entry in await self.audit_log()]


def someone(row: PersonT) -> Someone[PersonT]:
    """Make a person's access."""
    return Someone(row, Access(principal_of(row), SETTINGS, KEYS))


def with_settings(access: Access, **changes: Any) -> Access:
    """An access under other settings."""
    return replace(access, settings=replace(access.settings, **changes))


async def build_world() -> World:
    """Add everybody to an empty database."""
    return World(
        north=await _partner_world(slug="north", name="North Design GmbH", plan="m"),
        south=await _partner_world(slug="south", name="South Payroll GmbH", plan="free"),
        operator=someone(await add_operator()),
    )


async def _partner_world(*, slug: str, name: str, plan: str) -> PartnerWorld:
    partner = await add_partner(slug=slug, name=name, plan=plan)
    team = [
        someone(
            await add_member(
                partner, name=f"{first_name} {slug.title()}", email=f"{role.value.lower()}@{slug}.example", role=role
            )
        )
        for first_name, role in (("Olga", MemberRole.OWNER), ("Emil", MemberRole.EDITOR), ("Vera", MemberRole.VIEWER))
    ]
    anna = await add_customer(partner, first_name="Anna", last_name="Adler", username="anna")
    ben = await add_customer(partner, first_name="Ben", last_name="Berg")
    return PartnerWorld(
        partner=await SYSTEM_ACCESS.get(Partner, partner.id),
        owner=team[0],
        editor=team[1],
        viewer=team[2],
        anna=someone(anna),
        ben=someone(ben),
    )


async def add_partner(*, slug: str, name: str = "Some Company GmbH", plan: str = "free", **columns: Any) -> Partner:
    """Add an active partner with a subscription, a contact, and nobody in it."""
    booked = await SYSTEM_ACCESS.rows(Plan).get(code=plan)
    partner = Partner(
        **{
            "slug": slug,
            "name": name,
            "name_key": sort_key(name),
            "search_key": search_key(name, slug),
            "language": Language.EN,
            "contact_name": f"{slug.title()} Office",
            "contact_email": f"office@{slug}.example",
            "contact_phone": "+49 30 1234567",
            "customer_limit": booked.max_customers,
            "global_share_limit": booked.max_global_shares,
        }
        | columns
    )
    await SYSTEM_ACCESS.add(partner)
    subscription = Subscription(partner_id=partner.id, plan_id=booked.id)
    billing.begin(subscription, booked, clock.now().astimezone(SETTINGS.time_zone).date())
    await SYSTEM_ACCESS.add(subscription)
    return partner


async def add_account(
    *, partner_id: UUID | None, email: str, username: str | None = None, password_hash: str | None = PASSWORD_HASH
) -> Account:
    """Add an account that signs in with PASSWORD."""
    account = Account(
        partner_id=partner_id,
        email_key=login_key(email),
        username_key=login_key(username) if username else None,
        password_hash=password_hash,
    )
    await SYSTEM_ACCESS.add(account)
    return account


async def add_operator(*, name: str = "Otto Operator", email: str = "operator@kundenkonto.example") -> Operator:
    """Add an operator."""
    account = await add_account(partner_id=None, email=email)
    operator = Operator(account_id=account.id, name=name, email=email, language=Language.EN)
    await SYSTEM_ACCESS.add(operator)
    return operator


async def add_member(
    partner: Partner, *, name: str = "Mia Member", email: str, role: MemberRole = MemberRole.EDITOR, **columns: Any
) -> Member:
    """Add a member who has accepted its invitation."""
    account = await add_account(partner_id=partner.id, email=email)
    member = Member(
        **{
            "partner_id": partner.id,
            "account_id": account.id,
            "name": name,
            "email": email,
            "role": role,
            "language": Language.EN,
            "invitation_state": InvitationState.ACCEPTED,
        }
        | columns
    )
    await SYSTEM_ACCESS.add(member)
    return member


async def add_customer(
    partner: Partner,
    *,
    first_name: str = "Clara",
    last_name: str = "Christ",
    email: str | None = None,
    username: str | None = None,
    status: CustomerStatus = CustomerStatus.ACTIVE,
    **columns: Any,
) -> Customer:
    """Add a customer in any state, counted as one; its address is its first name's by default."""
    email = email or f"{login_key(first_name)}@example.com"
    is_active = CustomerStatus.ACTIVE in {status, columns.get("status_before")}
    account = await add_account(
        partner_id=partner.id, email=email, username=username, password_hash=PASSWORD_HASH if is_active else None
    )
    if status is CustomerStatus.DISABLED:
        columns = {"status_before": CustomerStatus.DRAFT} | columns
        await SYSTEM_ACCESS.rows(Account).filter(id=account.id).update(disabled_at=clock.now())
    customer = Customer(
        **{
            "partner_id": partner.id,
            "account_id": account.id,
            "first_name": first_name,
            "last_name": last_name,
            "email": email,
            "username": username,
            "language": Language.EN,
            "status": status,
            "invitation_state": InvitationState.ACCEPTED if is_active else InvitationState.NOT_SENT,
            "last_sign_in_key": clock.NEVER,
        }
        | columns
    )
    set_keys(customer)
    await SYSTEM_ACCESS.add(customer)
    partner.customer_count += 1
    await partner.save(update_fields=["customer_count"])
    return customer


async def add_share(
    partner: Partner,
    *,
    title: str = "Drafts",
    url: str = "https://cloud.example.com/s/drafts",
    recipients: Sequence[Customer] = (),
    password: str | None = None,
    **columns: Any,
) -> Share:
    """Add a share for some customers; without any, a global one."""
    share = Share(
        **{
            "partner_id": partner.id,
            "audience": ShareAudience.SELECTED if recipients else ShareAudience.EVERYONE,
            "title": title,
            "title_key": sort_key(title),
            "search_key": search_key(title),
            "url": url,
            "provider_code": "other",
            "last_opened_key": clock.NEVER,
        }
        | columns
    )
    if password is not None:
        share.password_sealed = KEYS.seal(password, place=PASSWORD_PLACE, row_id=share.id, partner_id=partner.id)
    await SYSTEM_ACCESS.add(share)
    for customer in recipients:
        await SYSTEM_ACCESS.add(ShareRecipient(partner_id=partner.id, share_id=share.id, customer_id=customer.id))
    if share.audience is ShareAudience.EVERYONE:
        partner.global_share_count += 1
        await partner.save(update_fields=["global_share_count"])
    return share


async def add_order(*, company: str = "West Media GmbH", plan: str = "m", **columns: Any) -> Order:
    """Add an open order."""
    booked = await SYSTEM_ACCESS.rows(Plan).get(code=plan)
    order = Order(
        **{
            "company": company,
            "contact_name": "Wanda West",
            "email": "wanda@west.example",
            "plan_id": booked.id,
            "language": Language.EN,
        }
        | columns
    )
    await SYSTEM_ACCESS.add(order)
    return order


async def found_by(access: Access, token: str) -> Principal | None:
    """Whom a token stands for."""
    found = await find_principal(access, token=token)
    return found and found.principal


async def add_import(member: Member, **columns: Any) -> CustomerImport:
    """Add a file that somebody had looked through: a customer without a name, and Carl."""
    row = CustomerImport(
        **{
            "partner_id": member.partner_id,
            "member_id": member.id,
            "state": CustomerImportState.CHECKED,
            "row_count": 2,
            "problem_count": 1,
            "problems": [[2, CustomerColumn.FIRST_NAME, "Please fill this in.", {}]],
            "preview": [
                {"row": number, "links": 0} | {column.value: "" for column in CustomerColumn} | {"FIRST_NAME": name}
                for number, name in ((2, ""), (3, "Carl"))
            ],
        }
        | columns
    )
    await SYSTEM_ACCESS.add(row)
    return row
