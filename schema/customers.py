"""Customers."""

from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Annotated

import strawberry

from graphapi import models
from graphapi.access import Permission
from graphapi.models.customer import full_name
from graphapi.services import customers
from graphapi.services.customers import NewCustomer
from schema.connections import After, Before, Connection, First, Last, Page, order_by
from schema.context import Info
from schema.enums import CustomerStatus, Language, describe
from schema.errors import Conflict, InvalidInput, NotFound, PlanLimitReached, Throttled, WrongState
from schema.execution.mapping import One, Relation, over, wrap
from schema.fields import column, computed, mutation, node_id, query, relation
from schema.inputs import Entered, Filter, Sort, SortDirection, given
from schema.node import Node, filter_key, key_of
from schema.people import INVITATION_COLUMNS, Invitation
from schema.results import Deleted
from schema.roles import described
from schema.share_inputs import NewShareInput

if TYPE_CHECKING:
    from schema.partners import Partner
    from schema.shares import Share

SHARES = Relation(
    models.Share,
    many=True,
    order=("position", "id"),
    link=models.ShareRecipient,
    link_from="customer_id",
    link_to="share_id",
)


@over(models.Customer)
@strawberry.type(description="Somebody a partner keeps a folder for.")
class Customer(Node):
    row: strawberry.Private[models.Customer]
    id: strawberry.ID = node_id("customer")
    first_name: str = column("first_name", "The first name.")
    last_name: str = column("last_name", "The last name.")
    name: str = computed(full_name, ("first_name", "last_name"), "First and last name.")
    company: str | None = column("company", "The company, if it is one.")
    email: str = column("email", "Where its mails go; it can sign in by it.")
    username: str | None = column("username", "What else it can sign in by; without an @.")
    number: str | None = column("number", "The partner's own number for this customer.")
    status: CustomerStatus = column("status", "How far it came.")
    language: Language = column("language", "The language of its mails and pages.")
    partner: Annotated["Partner", strawberry.lazy("schema.partners")] = relation(
        Relation(models.Partner, key="partner_id"), "Whose customer it is."
    )
    shares: list[Annotated["Share", strawberry.lazy("schema.shares")]] = relation(
        SHARES, "The shares it receives by name, in display order, 100 at most; global ones are the partner's."
    )
    note: str | None = column("note", "Internal remark; never shown to the customer.", Permission.NOTES_READ)
    invitation: Invitation | None = computed(
        Invitation.of, INVITATION_COLUMNS, "How far its invitation came.", Permission.MAILS_READ
    )
    last_sign_in_at: datetime | None = column(
        "last_sign_in_at", "When it last signed in; null is never.", Permission.ACTIVITY_READ
    )
    created_at: datetime = column("created_at", "When it was added.")
    updated_at: datetime = column("updated_at", "When it was last changed.")


@strawberry.type(description="A page of customers.")
class CustomerConnection(Connection[Customer]):
    """Customers, a page at a time."""


@strawberry.input(description="Which customers; all conditions together.")
class CustomerFilter:
    search: str | None = strawberry.field(
        default=None,
        description="Words that all occur in name, company, address, user name or number; without case and accents.",
    )
    status: list[CustomerStatus] | None = strawberry.field(default=None, description="Any of these.")
    partner_id: strawberry.ID | None = strawberry.field(default=None, description="Of this partner; for operators.")


class CustomerSortField(Enum):
    """The orders with an index; the value is the column."""

    NAME = "name_key"
    EMAIL = "email_key"
    CREATED_AT = "created_at"
    LAST_SIGN_IN_AT = "last_sign_in_key"


describe(
    CustomerSortField,
    "What a list of customers sorts by.",
    NAME="Last name, then first name, as a German dictionary sorts them: ä like a, ß like ss.",
    EMAIL="Mail address.",
    CREATED_AT="When it was added.",
    LAST_SIGN_IN_AT=described("When it last signed in; never comes before all times.", Permission.ACTIVITY_READ),
)


@strawberry.input(description="How a list of customers is sorted; by NAME without one.")
class CustomerSort:
    field: CustomerSortField = strawberry.field(description="By what.")
    direction: SortDirection = strawberry.field(default=SortDirection.ASC, description="Which way.")


@strawberry.input(description="A new customer.")
class CreateCustomerInput:
    first_name: str = strawberry.field(description="Up to 100 characters.")
    last_name: str = strawberry.field(description="Up to 100 characters.")
    email: str = strawberry.field(
        description="Where the invitation goes, ten a day at most; unique among the partner's people."
    )
    company: str | None = strawberry.field(default=None, description="Up to 200 characters.")
    username: str | None = strawberry.field(
        default=None, description="3 to 64 letters, digits, dots or dashes; unique among the partner's people."
    )
    number: str | None = strawberry.field(
        default=None, description="The partner's own number for it; unique, up to 50 characters."
    )
    note: str | None = strawberry.field(
        default=None, description="Internal remark, never shown to the customer; up to 5,000 characters."
    )
    language: Language | None = strawberry.field(default=None, description="The partner's without one.")
    shares: list[NewShareInput] | None = strawberry.field(default=None, description="What it receives from the start.")
    invite: bool = strawberry.field(default=True, description="Sends the invitation at once; false leaves a DRAFT.")


@strawberry.input(description="What to change of a customer; an absent field stays, null empties it.")
class UpdateCustomerInput:
    first_name: strawberry.Maybe[str | None] = strawberry.field(description="Not empty; up to 100 characters.")
    last_name: strawberry.Maybe[str | None] = strawberry.field(description="Not empty; up to 100 characters.")
    email: strawberry.Maybe[str | None] = strawberry.field(
        description="Not empty; unique among the partner's people. An invited customer gets another link there, "
        "an active one is signed out and told at the old one."
    )
    company: strawberry.Maybe[str | None] = strawberry.field(description="Up to 200 characters.")
    username: strawberry.Maybe[str | None] = strawberry.field(
        description="3 to 64 letters, digits, dots or dashes; unique among the partner's people."
    )
    number: strawberry.Maybe[str | None] = strawberry.field(description="Unique; up to 50 characters.")
    note: strawberry.Maybe[str | None] = strawberry.field(description="Up to 5,000 characters.")
    language: strawberry.Maybe[Language | None] = strawberry.field(
        description="The language of its mails and pages; not null."
    )


@strawberry.type(description="A customer was added or changed.")
class CustomerSaved:
    customer: Customer = strawberry.field(description="The customer as it is now.")


CustomerId = Annotated[strawberry.ID, strawberry.argument(description="Which customer: its id, customer_….")]


CreateCustomerResult = Annotated[
    CustomerSaved | InvalidInput | Conflict | PlanLimitReached,
    strawberry.union("CreateCustomerResult", description="What createCustomer comes to."),
]
UpdateCustomerResult = Annotated[
    CustomerSaved | InvalidInput | Conflict | NotFound,
    strawberry.union("UpdateCustomerResult", description="What updateCustomer comes to."),
]
DisableCustomerResult = Annotated[
    CustomerSaved | NotFound | WrongState,
    strawberry.union("DisableCustomerResult", description="What disableCustomer comes to."),
]
EnableCustomerResult = Annotated[
    CustomerSaved | NotFound | WrongState,
    strawberry.union("EnableCustomerResult", description="What enableCustomer comes to."),
]
DeleteCustomerResult = Annotated[
    Deleted | NotFound, strawberry.union("DeleteCustomerResult", description="What deleteCustomer comes to.")
]
SendInvitationResult = Annotated[
    CustomerSaved | NotFound | WrongState | Throttled,
    strawberry.union("SendInvitationResult", description="What sendInvitation comes to."),
]


def page_of_customers(
    info: Info,
    filter: CustomerFilter | None,
    sort: CustomerSort | None,
    first: int | None,
    after: str | None,
    last: int | None,
    before: str | None,
) -> Page:
    """Return a page of the customers within sight."""
    wanted, by = filter or CustomerFilter(), sort or CustomerSort(field=CustomerSortField.NAME)
    if by.field is CustomerSortField.LAST_SIGN_IN_AT:  # cursors hold it
        info.context.access.require(Permission.ACTIVITY_READ)
    rows = customers.customers(
        info.context.access,
        search=wanted.search,
        status=wanted.status,
        partner_id=filter_key("partner", wanted.partner_id),
    )
    return Page(rows, CustomerConnection, order_by(by.field, by.direction), first, after, last, before)


@strawberry.type
class CustomerQuery:
    """Reading customers."""

    @query("A customer by its id; null if there is none within the viewer's sight.", Permission.CUSTOMERS_READ)
    def customer(self, info: Info, id: CustomerId) -> Customer | None:
        rows = customers.customers(info.context.access)
        return One(rows, key=key_of("customer", id))  # pyright: ignore[reportReturnType] - fetched by the field

    @query(
        "Operators see every partner's customers, staff their own partner's, a customer itself.",
        Permission.CUSTOMERS_READ,
    )
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


@strawberry.type
class CustomerMutation:
    """Changing customers."""

    @mutation(
        "Add a customer with its shares; it gets a mail with a link to set its password. "
        "Conflict if the address, user name or number is taken.",
        Permission.CUSTOMERS_WRITE,
    )
    async def create_customer(self, info: Info, input: Entered[CreateCustomerInput]) -> CreateCustomerResult | None:
        new = NewCustomer(
            first_name=input.first_name,
            last_name=input.last_name,
            email=input.email,
            company=input.company,
            username=input.username,
            number=input.number,
            note=input.note,
            language=input.language,
            shares=[share.read() for share in input.shares or []],
            invite=input.invite,
        )
        return CustomerSaved(customer=wrap(await customers.create_customer(info.context.access, new=new)))

    @mutation(
        "Change a customer. A new address of an invited one voids the link under way and sends another; that of an "
        "active one ends its sessions and is told to the old one.",
        Permission.CUSTOMERS_WRITE,
    )
    async def update_customer(
        self, info: Info, id: CustomerId, input: Entered[UpdateCustomerInput]
    ) -> UpdateCustomerResult | None:
        row = await customers.update_customer(info.context.access, customer_id=key_of("customer", id), **given(input))
        return CustomerSaved(customer=wrap(row))

    @mutation("Keep a customer out until it is enabled again; its sessions end.", Permission.CUSTOMERS_WRITE)
    async def disable_customer(self, info: Info, id: CustomerId) -> DisableCustomerResult | None:
        row = await customers.disable_customer(info.context.access, customer_id=key_of("customer", id))
        return CustomerSaved(customer=wrap(row))

    @mutation("Let a disabled customer back in, as what it was.", Permission.CUSTOMERS_WRITE)
    async def enable_customer(self, info: Info, id: CustomerId) -> EnableCustomerResult | None:
        row = await customers.enable_customer(info.context.access, customer_id=key_of("customer", id))
        return CustomerSaved(customer=wrap(row))

    @mutation(
        "Erase a customer, its sign-in, its personal data and the shares nobody else receives. There is no way back.",
        Permission.CUSTOMERS_WRITE,
    )
    async def delete_customer(self, info: Info, id: CustomerId) -> DeleteCustomerResult | None:
        await customers.delete_customer(info.context.access, customer_id=key_of("customer", id))
        return Deleted(id=id)

    @mutation(
        "Invite a draft, or send an invitation again; the link sent before no longer works.",
        Permission.CUSTOMERS_WRITE,
    )
    async def send_invitation(self, info: Info, id: CustomerId) -> SendInvitationResult | None:
        row = await customers.send_invitation(info.context.access, customer_id=key_of("customer", id))
        return CustomerSaved(customer=wrap(row))
