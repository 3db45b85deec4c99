"""The viewer: who is signed in, and its own profile."""

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

import strawberry
from tortoise.models import Model

from graphapi import models
from graphapi.access import Permission as Grant
from graphapi.ids import encode_id
from graphapi.services import access_tokens, people, profile, sessions
from schema.access_tokens import AccessToken
from schema.context import Context, Info
from schema.customers import Customer
from schema.enums import Language, describe
from schema.errors import Conflict, InvalidInput, NotFound
from schema.execution.mapping import Many, One, Relation, over
from schema.fields import attached, column, computed, contextual, mutation, node_id, query, relation, same
from schema.inputs import Entered, given
from schema.node import Node, key_of
from schema.partners import Partner
from schema.results import Deleted
from schema.roles import Role

Permission = Grant
describe(
    Permission,
    "What the viewer may do; from the table of @access.",
    name="Permission",
    ACTIVITY_READ="See when customers signed in, and what they opened.",
    AGREEMENTS_READ="Read the data-processing agreement, and who accepted it.",
    AGREEMENTS_WRITE="Accept the data-processing agreement.",
    AUDIT_READ="Read the audit log.",
    BILLING_READ="See plan, price and billing details.",
    BILLING_WRITE="Book and cancel plans.",
    CUSTOMERS_EXPORT="Export all that is kept of a customer; a customer its own.",
    CUSTOMERS_READ="Read customers; a customer itself alone.",
    CUSTOMERS_WRITE="Add, change, invite, disable and erase customers.",
    INVOICES_WRITE="Record what was paid, and take invoices back.",
    MAILS_READ="See which mails were sent, and how far they came.",
    MEMBERS_READ="Read the team.",
    MEMBERS_WRITE="Invite, change and remove members of the team.",
    NOTES_READ="Read the internal remarks on customers.",
    ORDERS_READ="Read the orders of those who want to be partners.",
    ORDERS_WRITE="Accept and decline orders.",
    PARTNERS_READ="List all partners.",
    PARTNERS_WRITE="Set up, suspend and resume partners.",
    PARTNER_EXPORT="Export all that a partner has.",
    PARTNER_READ="Read one's own partner.",
    PARTNER_WRITE="Change a partner's name, contact, looks and billing details.",
    PLANS_WRITE="Change the price list, and a partner's own price.",
    PROFILE_WRITE="Change one's own profile, password and sessions.",
    RECIPIENTS_READ="See who else is a customer, and who receives a share.",
    SHARES_OPEN="Open folders: read their links, and have their passwords revealed.",
    SHARES_READ="Read shares; a customer its own and the global ones.",
    SHARES_WRITE="Add, change and delete shares.",
    TOKENS_WRITE="Make and revoke access tokens.",
    USAGE_READ="See what is used of the plan.",
)


def _is_current(context: Context, key: UUID) -> bool:
    return key == context.access.principal.session_id


@over(models.Session)
@strawberry.type(description="A sign-in that lasts; it ends at expiresAt, or after its idle time.")
class Session(Node):
    row: strawberry.Private[models.Session]
    id: strawberry.ID = node_id("session")
    user_agent: str | None = column("user_agent", "The browser or program, as it named itself.")
    created_at: datetime = column("created_at", "When it began.")
    last_seen_at: datetime = column("last_seen_at", "When it was last used; exact to five minutes.")
    expires_at: datetime = column("expires_at", "Its absolute end; a session also ends after its idle time.")
    current: bool = contextual(
        _is_current,
        ("id",),
        "Whether this is the session that asks.",
    )


# Of the ids; all others are members.
PREFIXES = {"OPERATOR": "operator", "CUSTOMER": "customer"}
NAME_COLUMNS: dict[type[Model], tuple[str, ...]] = {
    models.Customer: ("first_name", "last_name"),
    models.Member: ("name",),
    models.Operator: ("name",),
}


def _id(context: Context, key: UUID) -> str:
    return encode_id(PREFIXES.get(context.access.principal.role, "member"), key)


def _role(context: Context) -> Role:
    return Role(context.access.principal.role)


def _permissions(context: Context) -> list[Permission]:
    return [permission for permission in Permission if context.access.may(permission)]


@strawberry.type(description="Who is signed in.")
class Viewer:
    row: strawberry.Private[Any]
    id: strawberry.ID = contextual(
        _id,
        ("id",),
        "The account: member_…, customer_… or operator_….",
    )
    role: Role = contextual(_role, (), "What it is.")
    permissions: list[Permission] = contextual(
        _permissions,
        (),
        "What it may do. By an access token it is less than the role may: that may change nothing of how one signs in.",
    )
    name: str = computed(lambda *names: " ".join(names), NAME_COLUMNS, "The full name.")
    email: str = column("email", "Where its mails go; it can sign in by it.")
    username: str | None = column("username", "What else it can sign in by.")
    language: Language = column("language", "The language of its mails and pages.")
    partner: Partner | None = relation(
        Relation(models.Partner, key="partner_id"), "Whom one works for or is a customer of; null for operators."
    )
    customer: Customer | None = same(models.Customer, "Set when role is CUSTOMER.")
    sessions: list[Session] = attached(
        lambda context: Many(sessions.sessions(context.access)),
        "One's own sessions, newest first, 50 at most. Not by an access token.",
    )
    access_tokens: list[AccessToken] = attached(
        lambda context: Many(access_tokens.access_tokens(context.access)),
        "One's own access tokens that hold, newest first, 50 at most; only owners and editors have any. "
        "Not by an access token.",
    )

    @classmethod
    async def of(cls, info: Info) -> Self | None:
        """Make it of whoever asks, in a mutation's result; None for nobody."""
        rows = people.viewer(info.context.access)
        row = None if rows is None else await rows.first()
        return None if row is None else cls(row=row)


@strawberry.input(description="What to change of one's own profile; an absent field stays, null empties it.")
class UpdateProfileInput:
    username: strawberry.Maybe[str | None] = strawberry.field(
        description="3 to 64 letters, digits, dots or dashes; unique among the partner's people."
    )
    language: strawberry.Maybe[Language | None] = strawberry.field(description="Of pages and mails; not null.")


@strawberry.type(description="The profile was changed.")
class ProfileSaved:
    viewer: Viewer = strawberry.field(description="The viewer as it is now.")


SessionId = Annotated[strawberry.ID, strawberry.argument(description="Which session: its id, session_….")]


UpdateProfileResult = Annotated[
    ProfileSaved | InvalidInput | Conflict,
    strawberry.union("UpdateProfileResult", description="What updateProfile comes to."),
]
RevokeSessionResult = Annotated[
    Deleted | NotFound, strawberry.union("RevokeSessionResult", description="What revokeSession comes to.")
]


@strawberry.type
class ViewerQuery:
    """Reading the viewer."""

    @query("Who is signed in; null when nobody is.")
    def viewer(self, info: Info) -> Viewer | None:
        rows = people.viewer(info.context.access)
        return None if rows is None else One(rows, Viewer)  # pyright: ignore[reportReturnType] - fetched by the field


@strawberry.type
class ViewerMutation:
    """Changing one's own profile and sessions."""

    @mutation("Change one's own user name and language.", Grant.PROFILE_WRITE)
    async def update_profile(self, info: Info, input: Entered[UpdateProfileInput]) -> UpdateProfileResult | None:
        await profile.update_profile(info.context.access, **given(input))
        viewer = await Viewer.of(info)
        return None if viewer is None else ProfileSaved(viewer=viewer)

    @mutation("End one of one's own sessions.", Grant.PROFILE_WRITE)
    async def revoke_session(self, info: Info, id: SessionId) -> RevokeSessionResult | None:
        await sessions.revoke_session(info.context.access, session_id=key_of("session", id))
        return Deleted(id=id)
