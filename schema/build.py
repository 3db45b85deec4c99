"""The schema, put together."""

import strawberry

from schema.access_tokens import AccessTokenMutation
from schema.agreements import AgreementMutation, AgreementQuery
from schema.audit import AuditEntry, AuditQuery, AuditSubscription
from schema.customer_imports import CustomerImportMutation, CustomerImportQuery
from schema.customers import CustomerMutation, CustomerQuery
from schema.email_changes import EmailChangeMutation
from schema.execution.documents import Documents
from schema.execution.subscriptions import SubscriptionRunner
from schema.exports import ExportMutation
from schema.invoices import Invoice, InvoiceMutation, InvoiceQuery
from schema.mails import MailQuery
from schema.members import Member, MemberMutation
from schema.node import NodeQuery
from schema.orders import OrderMutation, OrderQuery
from schema.partners import PartnerMutation, PartnerQuery
from schema.plans import PlanQuery, PlanSubscription
from schema.portal import PortalQuery
from schema.scalars import config
from schema.shares import ShareMutation, ShareQuery
from schema.sign_in import SignInMutation, SignInQuery
from schema.subscriptions import SubscriptionMutation, SubscriptionQuery
from schema.viewer import Session, ViewerMutation, ViewerQuery


@strawberry.type(description="Reading. Nothing here changes anything.")
class Query(
    ViewerQuery,
    NodeQuery,
    PortalQuery,
    PlanQuery,
    SignInQuery,
    PartnerQuery,
    CustomerQuery,
    CustomerImportQuery,
    ShareQuery,
    AuditQuery,
    MailQuery,
    OrderQuery,
    InvoiceQuery,
    SubscriptionQuery,
    AgreementQuery,
):
    """All that can be read."""


@strawberry.type(description="Changing. What is refused has changed nothing.")
class Mutation(
    SignInMutation,
    ViewerMutation,
    EmailChangeMutation,
    AccessTokenMutation,
    PartnerMutation,
    MemberMutation,
    CustomerMutation,
    CustomerImportMutation,
    ShareMutation,
    OrderMutation,
    SubscriptionMutation,
    InvoiceMutation,
    AgreementMutation,
    ExportMutation,
):
    """All that can be changed."""


@strawberry.type(description="Following, over a websocket by the protocol graphql-transport-ws.")
class Subscription(AuditSubscription):
    """All that can be followed."""


schema = strawberry.Schema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    types=[AuditEntry, Invoice, Member, PlanSubscription, Session],
    config=config(disable_field_suggestions=True),
)
graphql_schema = schema._schema  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] - graphql-core's, for our own runs


def sdl() -> str:
    """Return the schema as SDL, as it is committed in ``schema/schema.graphql``."""
    return schema.as_str() + "\n"


# The one runner of the process: the network's and our own pages' documents share its cache.
runner = SubscriptionRunner(schema, Documents(graphql_schema))
