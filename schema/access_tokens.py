"""Access tokens: what a frontend or script of a member's asks by, in place of a sign-in."""

from datetime import datetime
from typing import Annotated

import strawberry

from graphapi import models
from graphapi.access import Permission
from graphapi.services import access_tokens
from schema.context import Info
from schema.enums import MemberRole
from schema.errors import InvalidInput, NotFound
from schema.execution.mapping import over, wrap
from schema.fields import column, computed, mutation, node_id
from schema.inputs import Entered
from schema.node import Node, key_of
from schema.results import Deleted
from schema.roles import Role


@over(models.AccessToken)
@strawberry.type(
    description="What a frontend or script asks by, as `Authorization: Bearer …`, in place of a sign-in. It ends when "
    "it expires or is revoked, when its member sets another password, is removed or becomes a viewer; while the "
    "partner is suspended it opens nothing."
)
class AccessToken(Node):
    row: strawberry.Private[models.AccessToken]
    id: strawberry.ID = node_id("token")
    name: str = column("name", "What its member called it.")
    role: Role = computed(Role, ("role",), "What it may do; when its member's role is lowered, so is this.")
    created_at: datetime = column("created_at", "When it was made.")
    last_used_at: datetime | None = column(
        "last_used_at", "When it was last used, exact to five minutes; null is never."
    )
    expires_at: datetime | None = column("expires_at", "When it ends by itself; null is never.")


@strawberry.input(description="An access token to be made.")
class CreateAccessTokenInput:
    name: str = strawberry.field(description="What it is for; up to 100 characters.")
    role: MemberRole = strawberry.field(description="What it may do; at most one's own role.")
    expires_at: datetime | None = strawberry.field(
        default=None, description="When it ends by itself, to come; without it, it holds until it is revoked."
    )


@strawberry.type(description="An access token was made.")
class AccessTokenCreated:
    token: str = strawberry.field(
        description="The token, told this once: `kundenkonto_` and 43 letters and digits. It is kept as a hash alone."
    )
    access_token: AccessToken = strawberry.field(description="What is known of it from now on.")


AccessTokenId = Annotated[strawberry.ID, strawberry.argument(description="Which access token: its id, token_….")]


CreateAccessTokenResult = Annotated[
    AccessTokenCreated | InvalidInput,
    strawberry.union("CreateAccessTokenResult", description="What createAccessToken comes to."),
]
RevokeAccessTokenResult = Annotated[
    Deleted | NotFound, strawberry.union("RevokeAccessTokenResult", description="What revokeAccessToken comes to.")
]


@strawberry.type
class AccessTokenMutation:
    """Making and revoking one's own access tokens."""

    @mutation(
        "Make an access token for a frontend or script; one can have 50. It may do what its role may, but for changing "
        "the team and one's own profile, password, address, sessions and access tokens: that takes a sign-in.",
        Permission.TOKENS_WRITE,
    )
    async def create_access_token(
        self, info: Info, input: Entered[CreateAccessTokenInput]
    ) -> CreateAccessTokenResult | None:
        made = await access_tokens.create_access_token(
            info.context.access, name=input.name, role=input.role, expires_at=input.expires_at
        )
        return AccessTokenCreated(token=made.token, access_token=wrap(made.row))

    @mutation("End one of one's own access tokens, with the next request by it.", Permission.TOKENS_WRITE)
    async def revoke_access_token(self, info: Info, id: AccessTokenId) -> RevokeAccessTokenResult | None:
        await access_tokens.revoke_access_token(info.context.access, access_token_id=key_of("token", id))
        return Deleted(id=id)
