"""Partners."""

from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Self

import strawberry

from graphapi import models
from graphapi.access import Permission
from graphapi.agreement_texts import present_version
from graphapi.services import deletion, partners
from schema.connections import After, Before, Connection, First, Last, Page, order_by
from schema.context import Context, Info
from schema.customers import CustomerConnection, CustomerFilter, CustomerSort, page_of_customers
from schema.enums import Language, PartnerStatus, describe
from schema.errors import Conflict, InvalidInput, NotFound, WrongState
from schema.execution.mapping import One, Relation, over, wrap
from schema.faces import BRANDING_COLUMNS, CONTACT_COLUMNS, BillingDetails, Branding, Contact, portal_url
from schema.fields import column, computed, contextual, mutation, nested_page, node_id, query, relation
from schema.inputs import Entered, Filter, Sort, SortDirection
from schema.invoices import InvoiceConnection, InvoiceFilter, page_of_invoices
from schema.members import Member
from schema.node import Node, key_of
from schema.partner_inputs import CreatePartnerInput, DeletePartnerInput, SuspendPartnerInput, UpdatePartnerInput
from schema.plans import PlanSubscription
from schema.results import Deleted
from schema.scalars import Url
from schema.shares import Share

if TYPE_CHECKING:
    from schema.agreements import AgreementAcceptance
    from schema.exports import PartnerExport


BILLING_COLUMNS = tuple(
    f"billing_{part}" for part in ("company", "vat_id", "street", "postal_code", "city", "country", "email")
)


@strawberry.type(description="What the plan allows and what is used of it; a null limit means no limit.")
class Usage:
    customers: int = strawberry.field(description="How many customers there are, drafts and disabled ones included.")
    customer_limit: int | None = strawberry.field(description="How many customers the plan allows.")
    global_shares: int = strawberry.field(description="How many global links there are.")
    global_share_limit: int | None = strawberry.field(description="How many global links the plan allows.")

    @classmethod
    def of(cls, customers: int, customer_limit: int | None, global_shares: int, global_share_limit: int | None) -> Self:
        """Make it of USAGE_COLUMNS."""
        return cls(
            customers=customers,
            customer_limit=customer_limit,
            global_shares=global_shares,
            global_share_limit=global_share_limit,
        )


USAGE_COLUMNS = ("customer_count", "customer_limit", "global_share_count", "global_share_limit")
GLOBAL_SHARES = Relation(
    models.Share,
    column="partner_id",
    many=True,
    order=("position", "id"),
    where={"audience": models.ShareAudience.EVERYONE},
)


def _agreement_pending(context: Context, accepted: str | None) -> bool:
    access = context.access
    return access.may(Permission.AGREEMENTS_WRITE) and accepted != present_version(access.settings)


@over(models.Partner)
@strawberry.type(description="A supplier whose customers sign in under its name and logo.")
class Partner(Node):
    row: strawberry.Private[models.Partner]
    id: strawberry.ID = node_id("partner")
    slug: str = column("slug", "The last part of its portal's address.")
    name: str = column("name", "The company's name.")
    status: PartnerStatus = column("status", "Whether its portal is open.")
    branding: Branding = contextual(Branding.of, BRANDING_COLUMNS, "How it looks.")
    contact: Contact = computed(Contact.of, CONTACT_COLUMNS, "Whom its customers turn to.")
    language: Language = column("language", "The language of its pages and mails where a person has set none.")
    portal_url: Url = contextual(portal_url, ("slug",), "Where its customers and staff sign in.")
    billing: BillingDetails | None = computed(
        BillingDetails.of, BILLING_COLUMNS, "Whom its invoices go to.", Permission.BILLING_READ
    )
    allowed_origins: list[str] | None = column(
        "allowed_origins",
        "Origins whose scripts may read what the API answers to tokens of its people (CORS).",
        Permission.PARTNER_WRITE,
    )
    subscription: PlanSubscription | None = relation(
        Relation(models.Subscription, column="partner_id"), "What it has booked.", Permission.USAGE_READ
    )
    usage: Usage | None = computed(Usage.of, USAGE_COLUMNS, "What it uses of its plan.", Permission.USAGE_READ)
    members: list[Member] | None = relation(
        Relation(models.Member, column="partner_id", many=True),
        "Its team, 50 at most; the oldest first.",
        Permission.MEMBERS_READ,
    )

    @nested_page("Its customers.", "partner_id", Permission.RECIPIENTS_READ)
    def customers(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Filter[CustomerFilter] = None,
        sort: Sort[CustomerSort] = None,
    ) -> CustomerConnection | None:
        return page_of_customers(info, filter, sort, first, after, last, before)  # pyright: ignore[reportReturnType]

    @nested_page("Its invoices, the newest first.", "partner_id", Permission.BILLING_READ)
    def invoices(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Filter[InvoiceFilter] = None,
    ) -> InvoiceConnection | None:
        return page_of_invoices(info, filter, first, after, last, before)  # pyright: ignore[reportReturnType]

    global_shares: list[Share] = relation(
        GLOBAL_SHARES, "Shares for all customers, 100 at most; a customer sees those valid now."
    )
    agreement_acceptances: list[Annotated["AgreementAcceptance", strawberry.lazy("schema.agreements")]] | None = (
        relation(
            Relation(models.AgreementAcceptance, column="partner_id", many=True),
            "Which versions of the data-processing agreement it accepted; the oldest first.",
            Permission.AGREEMENTS_READ,
        )
    )
    exports: list[Annotated["PartnerExport", strawberry.lazy("schema.exports")]] | None = relation(
        Relation(models.PartnerExport, column="partner_id", many=True),
        "The exports of all it has that are being made or wait to be fetched: the owners' and the operators' last one.",
        Permission.PARTNER_EXPORT,
    )
    agreement_pending: bool = contextual(
        _agreement_pending,
        ("agreement_version",),
        "Whether the viewer may accept a version of the data-processing agreement that nobody has accepted yet.",
    )
    created_at: datetime = column("created_at", "When it was set up.")
    updated_at: datetime = column("updated_at", "When it was last changed.")


@strawberry.type(description="A page of partners.")
class PartnerConnection(Connection[Partner]):
    """Partners, a page at a time."""


@strawberry.input(description="Which partners; all conditions together.")
class PartnerFilter:
    search: str | None = strawberry.field(
        default=None, description="Words that all occur in name, slug, company or contact; without case and accents."
    )
    status: list[PartnerStatus] | None = strawberry.field(default=None, description="Any of these.")
    plan_code: str | None = strawberry.field(default=None, description="With this plan booked, such as `m`.")


class PartnerSortField(Enum):
    """The orders with an index; the value is the column."""

    NAME = "name_key"
    CREATED_AT = "created_at"
    CUSTOMERS = "customer_count"


describe(
    PartnerSortField,
    "What a list of partners sorts by.",
    NAME="The company's name, as a German dictionary sorts them.",
    CREATED_AT="When it was set up.",
    CUSTOMERS="How many customers it has.",
)


@strawberry.input(description="How a list of partners is sorted; by NAME without one.")
class PartnerSort:
    field: PartnerSortField = strawberry.field(description="By what.")
    direction: SortDirection = strawberry.field(default=SortDirection.ASC, description="Which way.")


@strawberry.type(description="A partner was set up or changed.")
class PartnerSaved:
    partner: Partner = strawberry.field(description="The partner as it is now.")


PartnerId = Annotated[strawberry.ID, strawberry.argument(description="Which partner: its id, partner_….")]


CreatePartnerResult = Annotated[
    PartnerSaved | InvalidInput | Conflict,
    strawberry.union("CreatePartnerResult", description="What createPartner comes to."),
]
UpdatePartnerResult = Annotated[
    PartnerSaved | InvalidInput | Conflict | NotFound,
    strawberry.union("UpdatePartnerResult", description="What updatePartner comes to."),
]
SuspendPartnerResult = Annotated[
    PartnerSaved | InvalidInput | NotFound | WrongState,
    strawberry.union("SuspendPartnerResult", description="What suspendPartner comes to."),
]
DeletePartnerResult = Annotated[
    Deleted | InvalidInput | NotFound | WrongState,
    strawberry.union("DeletePartnerResult", description="What deletePartner comes to."),
]
ResumePartnerResult = Annotated[
    PartnerSaved | NotFound | WrongState,
    strawberry.union("ResumePartnerResult", description="What resumePartner comes to."),
]


@strawberry.type
class PartnerQuery:
    """Reading partners."""

    @query("A partner by its id; null if there is none within the viewer's sight.", Permission.PARTNER_READ)
    def partner(self, info: Info, id: PartnerId) -> Partner | None:
        rows = partners.partners(info.context.access)
        return One(rows, key=key_of("partner", id))  # pyright: ignore[reportReturnType] - fetched by the field

    @query("All partners.", Permission.PARTNERS_READ)
    def partners(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Filter[PartnerFilter] = None,
        sort: Sort[PartnerSort] = None,
    ) -> PartnerConnection | None:
        wanted, by = filter or PartnerFilter(), sort or PartnerSort(field=PartnerSortField.NAME)
        rows = partners.partners(
            info.context.access, search=wanted.search, status=wanted.status, plan_code=wanted.plan_code
        )
        return Page(rows, PartnerConnection, order_by(by.field, by.direction), first, after, last, before)  # pyright: ignore[reportReturnType]


@strawberry.type
class PartnerMutation:
    """Changing partners."""

    @mutation(
        "Set a partner up; its owner gets a mail with a link to set a password. A paid plan needs billing.",
        Permission.PARTNERS_WRITE,
    )
    async def create_partner(self, info: Info, input: Entered[CreatePartnerInput]) -> CreatePartnerResult | None:
        return PartnerSaved(partner=wrap(await partners.create_partner(info.context.access, new=input.read())))

    @mutation("Change a partner. The slug is for operators; the old one then leads on.", Permission.PARTNER_WRITE)
    async def update_partner(
        self, info: Info, id: PartnerId, input: Entered[UpdatePartnerInput]
    ) -> UpdatePartnerResult | None:
        key = key_of("partner", id)
        return PartnerSaved(
            partner=wrap(await partners.update_partner(info.context.access, partner_id=key, **input.read()))
        )

    @mutation("Close a partner's portal until it is resumed; its sessions end.", Permission.PARTNERS_WRITE)
    async def suspend_partner(
        self, info: Info, id: PartnerId, input: Entered[SuspendPartnerInput]
    ) -> SuspendPartnerResult | None:
        key = key_of("partner", id)
        row = await partners.suspend_partner(info.context.access, partner_id=key, reason=input.reason)
        return PartnerSaved(partner=wrap(row))

    @mutation(
        "Erase a suspended partner with its people, customers, shares, mails and log. Invoices are kept for as long as "
        "the law demands, and nothing else. There is no way back.",
        Permission.PARTNERS_WRITE,
    )
    async def delete_partner(
        self, info: Info, id: PartnerId, input: Entered[DeletePartnerInput]
    ) -> DeletePartnerResult | None:
        key = key_of("partner", id)
        await deletion.delete_partner(info.context.access, partner_id=key, name=input.name)
        return Deleted(id=id)

    @mutation("Open a suspended partner's portal again.", Permission.PARTNERS_WRITE)
    async def resume_partner(self, info: Info, id: PartnerId) -> ResumePartnerResult | None:
        row = await partners.resume_partner(info.context.access, partner_id=key_of("partner", id))
        return PartnerSaved(partner=wrap(row))
