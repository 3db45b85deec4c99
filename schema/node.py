"""Node: whatever has an id of its own, found by it wherever it is."""

from asyncio import gather
from typing import Annotated, Any

import strawberry
from graphql import GraphQLError

from graphapi import models
from graphapi.access import Permission
from graphapi.ids import decode_id, split_id
from graphapi.services.inputs import UNSET
from schema.context import Info
from schema.fetching import Relation, load
from schema.fields import query

MAX_NODES = 100


@strawberry.interface(description="Whatever has an id of its own; found again by `node`.")
class Node:
    id: strawberry.ID = strawberry.field(description="A TypeID: what it is, an underscore, 26 characters.")


# By the TypeID's prefix: the model, and the permission without which its rows are as good as not there.
NODES: dict[str, tuple[Relation, Permission]] = {
    "audit": (Relation(models.AuditEntry), Permission.AUDIT_READ),
    "customer": (Relation(models.Customer), Permission.CUSTOMERS_READ),
    "mail": (Relation(models.Mail), Permission.MAILS_READ),
    "member": (Relation(models.Member), Permission.MEMBERS_READ),
    "partner": (Relation(models.Partner), Permission.PARTNER_READ),
    "session": (Relation(models.Session), Permission.PROFILE_WRITE),
    "share": (Relation(models.Share), Permission.SHARES_READ),
    "subscription": (Relation(models.Subscription), Permission.USAGE_READ),
}


def key_of(prefix: str, text: str | None) -> Any:  # noqa: ANN401 - UUID or None, which stands for "no such row"
    """Read an id from the input; None if it is none of that kind, which behaves like one that does not exist."""
    return None if text is None else decode_id(prefix, text)


def filter_key(prefix: str, text: str | None) -> Any:  # noqa: ANN401 - UUID, None or UNSET
    """Read an id from a filter: UNSET without one, None if it is none of that kind."""
    return UNSET if text is None else decode_id(prefix, text)


async def find_node(info: Info, text: str) -> Any:  # noqa: ANN401 - one of the node types
    """Find whatever an id stands for; None if it is malformed, unknown or out of sight."""
    parts = split_id(text)
    kind = NODES.get(parts[0]) if parts is not None else None
    if parts is None or kind is None or not info.context.access.may(kind[1]):
        return None
    return await load(info, kind[0], parts[1])


AnyId = Annotated[strawberry.ID, strawberry.argument(description="Any id the API has given.")]
AnyIds = Annotated[list[strawberry.ID], strawberry.argument(description="Ids of any kinds.")]


@strawberry.type
class NodeQuery:
    """Finding things by their ids."""

    @query("Whatever an id stands for; null if there is none within the viewer's sight.")
    async def node(self, info: Info, id: AnyId) -> Node | None:
        return await find_node(info, id)

    @query(f"The same for up to {MAX_NODES} ids, in their order.")
    async def nodes(self, info: Info, ids: AnyIds) -> list[Node | None]:
        if len(ids) > MAX_NODES:
            raise GraphQLError(f"At most {MAX_NODES} ids at a time.", extensions={"code": "BAD_USER_INPUT"})
        # Waiting for each in turn would load one at a time.
        return list(await gather(*(find_node(info, text) for text in ids)))
