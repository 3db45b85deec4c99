"""Exports: all that is kept of a customer, and all that a partner has."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from graphapi import clock, models
from graphapi.access import Permission, Role
from graphapi.links import export_link
from graphapi.services import customer_data, partner_exports
from schema.context import Context, Info
from schema.customers import CustomerId
from schema.enums import ExportState
from schema.errors import InvalidInput, NotFound, WrongState
from schema.execution.mapping import over, wrap
from schema.fields import column, contextual, mutation
from schema.inputs import Entered
from schema.node import key_of
from schema.partners import Partner
from schema.scalars import Url


def _download_url(
    context: Context,
    key: UUID,
    key_id: str,
    state: models.ExportState,
    by_operator: bool,  # noqa: FBT001 - a column
    expires_at: datetime,
    fetched_at: datetime | None,
) -> Url | None:
    access = context.access
    is_own = by_operator is (access.principal.role is Role.OPERATOR) and access.may(Permission.PARTNER_EXPORT)
    if not is_own or state is not models.ExportState.READY or fetched_at is not None or expires_at <= clock.now():
        return None
    return Url(export_link(context.settings, access.keys.one_time_token(key, key_id)))


@over(models.PartnerExport)
@strawberry.type(description="A file with all that a partner has, as it was asked for; it is kept for a day.")
class PartnerExport:
    row: strawberry.Private[models.PartnerExport]
    state: ExportState = column("state", "How far it is.")
    by_operator: bool = column(
        "by_operator", "Whether an operator asked for it, not an owner: it has neither notes nor folders' links then."
    )
    includes_passwords: bool = column("includes_passwords", "Whether the folders' passwords are in it.")
    created_at: datetime = column("created_at", "When it was asked for.")
    expires_at: datetime = column("expires_at", "When it is deleted, fetched or not.")
    fetched_at: datetime | None = column("fetched_at", "When it was fetched; that works once.")
    size: int | None = column("size", "In bytes; null until it is ready.")
    download_url: Url | None = contextual(
        _download_url,
        ("id", "key_id", "state", "by_operator", "expires_at", "fetched_at"),
        "Where to GET it, once, signed in or with a bearer token. Null until it is ready, when it is fetched or "
        "expired, and to those on whose side nobody asked for it.",
    )


@strawberry.type(description="A file with all that is kept of a customer.")
class CustomerDataExported:
    file_name: str = strawberry.field(description="What to call it.")
    json: str = strawberry.field(
        description="The file: the customer, its account, shares, sign-ins, mails and activity. Staff get the internal "
        "note and who did what as well. Never a password."
    )


@strawberry.input(description="What an export is to hold.")
class ExportPartnerInput:
    partner_id: strawberry.ID | None = strawberry.field(default=None, description="Which partner; for operators.")
    include_passwords: bool = strawberry.field(
        default=False, description="With the folders' passwords, in plain text; for owners."
    )


@strawberry.type(description="The export is being made.")
class PartnerExportStarted:
    partner: Partner = strawberry.field(description="The partner, with its exports.")


ExportCustomerDataResult = Annotated[
    CustomerDataExported | NotFound,
    strawberry.union("ExportCustomerDataResult", description="What exportCustomerData comes to."),
]
ExportPartnerResult = Annotated[
    PartnerExportStarted | InvalidInput | NotFound | WrongState,
    strawberry.union("ExportPartnerResult", description="What exportPartner comes to."),
]


@strawberry.type
class ExportMutation:
    """Exporting. These are mutations, since they are recorded."""

    @mutation(
        "Export all that is kept of a customer as JSON (Art. 15 and 20 GDPR); customers export their own.",
        Permission.CUSTOMERS_EXPORT,
        keyed=False,
    )
    async def export_customer_data(self, info: Info, id: CustomerId) -> ExportCustomerDataResult | None:
        key = key_of("customer", id)
        data = await customer_data.export_customer_data(info.context.access, customer_id=key)
        return CustomerDataExported(file_name=data.file_name, json=data.content)

    @mutation(
        "Have a ZIP made of all that a partner has: itself, team, customers, shares, mails, log, agreements and "
        "invoices. It takes the place of the one made before; `Partner.exports` tells when it is ready.",
        Permission.PARTNER_EXPORT,
        keyed=False,
    )
    async def export_partner(self, info: Info, input: Entered[ExportPartnerInput]) -> ExportPartnerResult | None:
        access = info.context.access
        key = access.principal.partner_id if input.partner_id is None else key_of("partner", input.partner_id)
        row = await partner_exports.export_partner(access, partner_id=key, includes_passwords=input.include_passwords)
        return PartnerExportStarted(partner=wrap(row))
