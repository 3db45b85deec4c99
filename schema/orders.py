"""Orders."""

from datetime import datetime
from typing import Annotated, Self

import strawberry

from graphapi import models
from graphapi.access import Permission
from graphapi.services import orders, slugs
from graphapi.services.orders import Acceptance, NewOrder
from schema.connections import NEWEST_FIRST, After, Before, Connection, First, Last, Page
from schema.context import Info
from schema.enums import Language, OrderStatus
from schema.errors import Conflict, InvalidInput, NotFound, Throttled, WrongState
from schema.execution.mapping import Relation, over, wrap
from schema.fields import column, mutation, node_id, query, relation
from schema.inputs import Entered, Filter
from schema.node import Node, key_of
from schema.partner_inputs import BillingInput
from schema.partners import Partner
from schema.plans import Plan


@over(models.Order)
@strawberry.type(description="What a company entered that wants to become a partner.")
class Order(Node):
    row: strawberry.Private[models.Order]
    id: strawberry.ID = node_id("order")
    company: str = column("company", "The company's name.")
    contact_name: str = column("contact_name", "Who ordered; the owner, unless the operator names another.")
    email: str = column("email", "Where answers go.")
    phone: str | None = column("phone", "As it is dialled.")
    plan: Plan = relation(Relation(models.Plan, key="plan_id"), "The plan ordered.")
    note: str | None = column("note", "What else was to be said.")
    language: Language = column("language", "Of the mails to whoever ordered.")
    status: OrderStatus = column("status", "Whether it is decided.")
    partner: Partner | None = relation(
        Relation(models.Partner, key="partner_id"), "What became of it; null unless it was accepted."
    )
    created_at: datetime = column("created_at", "When it was placed.")
    decided_at: datetime | None = column("decided_at", "When it was accepted or declined.")


@strawberry.type(description="A page of orders.")
class OrderConnection(Connection[Order]):
    """Orders, a page at a time."""


@strawberry.input(description="Which orders; all conditions together.")
class OrderFilter:
    status: list[OrderStatus] | None = strawberry.field(default=None, description="Any of these.")


@strawberry.input(description="What a company enters that wants to become a partner.")
class PlaceOrderInput:
    company: str = strawberry.field(description="The company's name; up to 200 characters.")
    contact_name: str = strawberry.field(description="Who orders; up to 200 characters.")
    email: str = strawberry.field(description="Where the confirmation goes, three a day at most.")
    plan_code: str = strawberry.field(description="The plan, such as `m`.")
    phone: str | None = strawberry.field(default=None, description="As it is dialled; up to 40 characters.")
    note: str | None = strawberry.field(default=None, description="Up to 2,000 characters.")
    language: Language | None = strawberry.field(
        default=None, description="Of the mails, and of the partner's pages later; that of the request without one."
    )


@strawberry.input(description="What is left out is taken from the order. A paid plan needs billing.")
class AcceptOrderInput:
    slug: str = strawberry.field(description="The last part of its portal's address: 3 to 40 of a-z, 0-9 and dashes.")
    name: str | None = strawberry.field(default=None, description="The company's name.")
    plan_code: str | None = strawberry.field(default=None, description="The plan booked, such as `m`.")
    owner_name: str | None = strawberry.field(default=None, description="The full name of the first owner.")
    owner_email: str | None = strawberry.field(default=None, description="Where the owner's invitation goes.")
    billing: BillingInput | None = strawberry.field(default=None, description="A must with a paid plan.")

    def read(self) -> Acceptance:
        """Return what the service takes."""
        return Acceptance(
            slug=self.slug,
            name=self.name,
            plan_code=self.plan_code,
            owner_name=self.owner_name,
            owner_email=self.owner_email,
            billing=None if self.billing is None else self.billing.read(),
        )


@strawberry.input(description="Why an order is declined.")
class DeclineOrderInput:
    reason: str | None = strawberry.field(
        default=None, description="Told to whoever ordered, and kept nowhere else; up to 500 characters."
    )


@strawberry.type(description="An order was placed or declined.")
class OrderSaved:
    order: Order = strawberry.field(description="The order as it is now.")


@strawberry.type(description="An order became a partner.")
class OrderAccepted:
    order: Order = strawberry.field(description="The order as it is now.")
    partner: Partner = strawberry.field(description="The partner, with its subscription; its owner is invited.")

    @classmethod
    async def again(cls, info: Info, order: models.Order) -> Self:
        """Make it of an order that was accepted before (``schema.idempotency``)."""
        partner = await info.context.access.get(models.Partner, order.partner_id)
        return cls(order=wrap(order), partner=wrap(partner))


OrderId = Annotated[strawberry.ID, strawberry.argument(description="Which order: its id, order_….")]
CompanyName = Annotated[str, strawberry.argument(description="A company's name, such as Müller & Söhne GmbH.")]
PlaceOrderResult = Annotated[
    OrderSaved | InvalidInput | Throttled,
    strawberry.union("PlaceOrderResult", description="What placeOrder comes to."),
]
AcceptOrderResult = Annotated[
    OrderAccepted | InvalidInput | Conflict | NotFound | WrongState,
    strawberry.union("AcceptOrderResult", description="What acceptOrder comes to."),
]
DeclineOrderResult = Annotated[
    OrderSaved | InvalidInput | NotFound | WrongState,
    strawberry.union("DeclineOrderResult", description="What declineOrder comes to."),
]


@strawberry.type
class OrderQuery:
    """Reading orders."""

    @query("Orders, newest first.", Permission.ORDERS_READ)
    def orders(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Filter[OrderFilter] = None,
    ) -> OrderConnection | None:
        wanted = filter or OrderFilter()
        rows = orders.orders(info.context.access, status=wanted.status)
        return Page(rows, OrderConnection, NEWEST_FIRST, first, after, last, before)  # pyright: ignore[reportReturnType]

    @query("A free slug for a partner of a name; it may be taken a moment later.", Permission.PARTNERS_WRITE)
    async def suggested_slug(self, info: Info, name: CompanyName) -> str | None:
        return await slugs.suggest_slug(info.context.access, name=name)


@strawberry.type
class OrderMutation:
    """Placing and deciding orders."""

    @mutation(
        "Order a plan; both sides get a mail. Throttled after three orders a day for a mailbox, or five an hour from "
        "an address."
    )
    async def place_order(self, info: Info, input: Entered[PlaceOrderInput]) -> PlaceOrderResult:
        context = info.context
        new = NewOrder(
            company=input.company,
            contact_name=input.contact_name,
            email=input.email,
            plan_code=input.plan_code,
            language=input.language or models.Language(context.language.upper()),
            phone=input.phone,
            note=input.note,
        )
        row = await orders.place_order(context.access, new=new, client_address=context.client_address or None)
        return OrderSaved(order=wrap(row))

    @mutation(
        "Make an open order a partner, as createPartner does; its owner gets a mail with a link to set a password.",
        Permission.ORDERS_WRITE,
    )
    async def accept_order(self, info: Info, id: OrderId, input: Entered[AcceptOrderInput]) -> AcceptOrderResult | None:
        order, partner = await orders.accept_order(
            info.context.access, order_id=key_of("order", id), acceptance=input.read()
        )
        return OrderAccepted(order=wrap(order), partner=wrap(partner))

    @mutation("Decline an open order; whoever ordered gets a mail.", Permission.ORDERS_WRITE)
    async def decline_order(
        self, info: Info, id: OrderId, input: Entered[DeclineOrderInput]
    ) -> DeclineOrderResult | None:
        row = await orders.decline_order(info.context.access, order_id=key_of("order", id), reason=input.reason)
        return OrderSaved(order=wrap(row))
