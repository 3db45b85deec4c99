"""Node: whatever has an id of its own, found by it wherever it is."""

from typing import Annotated, Any
from uuid import UUID

import strawberry

from graphapi import models
from graphapi.access import Permission
from graphapi.codes import Code
from graphapi.i18n import message
from graphapi.ids import decode_id, split_id
from graphapi.services.inputs import UNSET
from schema.context import Context, Info
from schema.execution.faults import Refused
from schema.execution.mapping import Reference
from schema.fields import query

MAX_NODES = 100


@strawberry.interface(description="Whatever has an id of its own; found again by `node`.")
class Node:
    id: strawberry.ID = strawberry.field(description="A TypeID: what it is, an underscore, 26 characters.")


# By the TypeID's prefix: the model, and the permission without which its rows are as good as not there.
NODES: dict[str, tuple[type[models.Row], Permission]] = {
    "audit": (models.AuditEntry, Permission.AUDIT_READ),
    "customer": (models.Customer, Permission.CUSTOMERS_READ),
    "import": (models.CustomerImport, Permission.CUSTOMERS_WRITE),
    "invoice": (models.Invoice, Permission.BILLING_READ),
    "mail": (models.Mail, Permission.MAILS_READ),
    "member": (models.Member, Permission.MEMBERS_READ),
    "order": (models.Order, Permission.ORDERS_READ),
    "partner": (models.Partner, Permission.PARTNER_READ),
    "session": (models.Session, Permission.PROFILE_WRITE),
    "share": (models.Share, Permission.SHARES_READ),
    "subscription": (models.Subscription, Permission.USAGE_READ),
    "token": (models.AccessToken, Permission.PROFILE_WRITE),
}


def key_of(prefix: str, text: str | None) -> Any:  # noqa: ANN401 - UUID or None, which stands for "no such row"
    """Read an id from the input; None if it is none of that kind, which behaves like one that does not exist."""
    return None if text is None else decode_id(prefix, text)


def filter_key(prefix: str, text: str | None) -> Any:  # noqa: ANN401 - UUID, None or UNSET
    """Read an id from a filter: UNSET without one, None if it is none of that kind."""
    return UNSET if text is None else decode_id(prefix, text)


def reference(context: Context, kind: str | None, key: UUID | None) -> Reference | None:
    """Return what a kind and a key stand for; None if there is none such, or it is not for the viewer."""
    model, permission = NODES.get(kind or "", (None, None))
    if model is None or permission is None or key is None or not context.access.may(permission):
        return None
    return Reference(model, key)


def _referred(context: Context, text: str) -> Any:  # noqa: ANN401 - a Reference, which the field fetches, or None
    return reference(context, *(split_id(text) or (None, None)))


AnyId = Annotated[strawberry.ID, strawberry.argument(description="Any id the API has given.")]
AnyIds = Annotated[list[strawberry.ID], strawberry.argument(description="Ids of any kinds.")]


@strawberry.type
class NodeQuery:
    """Finding things by their ids."""

    @query("Whatever an id stands for; null if there is none within the viewer's sight.")
    def node(self, info: Info, id: AnyId) -> Node | None:
        return _referred(info.context, id)

    @query(f"The same for up to {MAX_NODES} ids, in their order.")
    def nodes(self, info: Info, ids: AnyIds) -> list[Node | None]:
        if len(ids) > MAX_NODES:
            raise Refused(Code.BAD_USER_INPUT, message("At most {most} ids at a time.", most=MAX_NODES))
        return [_referred(info.context, text) for text in ids]
