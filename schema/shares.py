"""Shares: the links to folders."""

from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import strawberry

from graphapi import models
from graphapi.access import Permission
from graphapi.providers import PROVIDERS, Provider
from graphapi.services import shares
from schema.connections import After, Before, Connection, First, Last, Page, order_by
from schema.context import Context, Info
from schema.enums import ShareAudience, describe
from schema.errors import InvalidInput, NotFound, PlanLimitReached, WrongState
from schema.execution.mapping import One, Relation, over, wrap
from schema.fields import column, computed, contextual, mutation, node_id, query, relation
from schema.inputs import Entered, Filter, Sort, SortDirection, given
from schema.node import Node, filter_key, key_of
from schema.results import Deleted
from schema.roles import described
from schema.scalars import Url
from schema.share_inputs import NewShareInput

if TYPE_CHECKING:
    from schema.customers import Customer

RECIPIENTS = Relation(
    models.Customer,
    many=True,
    order=("name_key", "id"),
    link=models.ShareRecipient,
    link_from="share_id",
    link_to="customer_id",
)


@strawberry.type(description="A file-sharing service.")
class LinkProvider:
    code: str = strawberry.field(description="For programs: nextcloud, seafile, hidrive, dropbox, … or other.")
    name: str = strawberry.field(description="For people.")

    @classmethod
    def of(cls, provider: Provider) -> "LinkProvider":
        """Make it of what was recognised."""
        return cls(code=provider.code, name=provider.name)


def _link(context: Context, url: str) -> str:
    return url if context.opens_shares else f"https://{urlsplit(url).netloc}/"


def _is_there(sealed: str | None) -> bool:
    return sealed is not None


LINK_PROVIDERS = {code: LinkProvider.of(provider) for code, provider in PROVIDERS.items()}


@over(models.Share)
@strawberry.type(description="A link to a folder, for some customers or for all of a partner's.")
class Share(Node):
    row: strawberry.Private[models.Share]
    id: strawberry.ID = node_id("share")
    title: str = column("title", "What people know it by.")
    description: str | None = column("description", "What is in it.")
    url: Url = contextual(
        _link,
        ("url",),
        "The link. It may be all that is needed to get in: treat it like a password. Whoever may not open the share, "
        "which viewers and operators may not, is told its host alone: `https://cloud.example.com/`.",
    )
    provider: LinkProvider = computed(LINK_PROVIDERS.__getitem__, ("provider_code",), "The service it belongs to.")
    audience: ShareAudience = column("audience", "Who receives it.")
    recipients: list[Annotated["Customer", strawberry.lazy("schema.customers")]] | None = relation(
        RECIPIENTS, "The customers who receive it, by name; empty for EVERYONE.", Permission.RECIPIENTS_READ
    )
    has_password: bool = computed(
        _is_there,
        ("password_sealed",),
        "Whether the folder has a password, which revealSharePassword tells.",
    )
    position: int = column("position", "Where it stands among the others; the least first.")
    valid_from: datetime | None = column("valid_from", "From when on customers see it.")
    valid_until: datetime | None = column("valid_until", "Until when customers see it.")
    open_count: int | None = column("open_count", "How often customers opened it.", Permission.ACTIVITY_READ)
    last_opened_at: datetime | None = column(
        "last_opened_at", "When a customer last opened it; null is never.", Permission.ACTIVITY_READ
    )
    created_at: datetime = column("created_at", "When it was added.")
    updated_at: datetime = column("updated_at", "When it was last changed.")


@strawberry.type(description="A page of shares.")
class ShareConnection(Connection[Share]):
    """Shares, a page at a time."""


@strawberry.input(description="Which shares; all conditions together.")
class ShareFilter:
    search: str | None = strawberry.field(
        default=None, description="Words that all occur in title, description or service; without case and accents."
    )
    audience: ShareAudience | None = strawberry.field(default=None, description="For these.")
    customer_id: strawberry.ID | None = strawberry.field(
        default=None, description="Those this customer receives by name."
    )
    provider_code: str | None = strawberry.field(default=None, description="At this service, such as nextcloud.")
    partner_id: strawberry.ID | None = strawberry.field(default=None, description="Of this partner; for operators.")


class ShareSortField(Enum):
    """The orders with an index; the value is the column."""

    POSITION = "position"
    TITLE = "title_key"
    CREATED_AT = "created_at"
    LAST_OPENED_AT = "last_opened_key"


describe(
    ShareSortField,
    "What a list of shares sorts by.",
    POSITION="The display order.",
    TITLE="Title, as a German dictionary sorts them.",
    CREATED_AT="When it was added.",
    LAST_OPENED_AT=described("When a customer last opened it; never comes before all times.", Permission.ACTIVITY_READ),
)


@strawberry.input(description="How a list of shares is sorted; by POSITION without one.")
class ShareSort:
    field: ShareSortField = strawberry.field(description="By what.")
    direction: SortDirection = strawberry.field(default=SortDirection.ASC, description="Which way.")


@strawberry.input(description="A new share. SELECTED needs customerIds (1 to 100); EVERYONE takes none.")
class CreateShareInput(NewShareInput):
    audience: ShareAudience = strawberry.field(description="Who receives it.")
    customer_ids: list[strawberry.ID] | None = strawberry.field(default=None, description="The recipients, 1 to 100.")


@strawberry.input(description="What to change of a share; an absent field stays, null empties it.")
class UpdateShareInput:
    audience: strawberry.Maybe[ShareAudience | None] = strawberry.field(
        description="SELECTED wants customerIds with it; EVERYONE drops the recipients. Not null."
    )
    customer_ids: strawberry.Maybe[list[strawberry.ID] | None] = strawberry.field(
        description="All recipients from now on, 1 to 100."
    )
    url: strawberry.Maybe[str | None] = strawberry.field(
        description="Not empty; https, which is put before one without a scheme."
    )
    title: strawberry.Maybe[str | None] = strawberry.field(
        description="Empty is the service's name, or the link's host."
    )
    password: strawberry.Maybe[str | None] = strawberry.field(description="null removes it, absent keeps it.")
    description: strawberry.Maybe[str | None] = strawberry.field(description="Up to 2,000 characters.")
    position: strawberry.Maybe[int | None] = strawberry.field(
        description="Where it stands among the others, the least first: 0 to 1,000,000; not null."
    )
    valid_from: strawberry.Maybe[datetime | None] = strawberry.field(description="From when on customers see it.")
    valid_until: strawberry.Maybe[datetime | None] = strawberry.field(description="Until when customers see it.")


@strawberry.type(description="A share was added or changed.")
class ShareSaved:
    share: Share = strawberry.field(description="The share as it is now.")


@strawberry.type(description="The opening is recorded; go to url.")
class ShareOpened:
    url: Url = strawberry.field(description="Where to go; without a referrer, please.")
    share: Share = strawberry.field(description="The share that was opened.")


@strawberry.type(description="The reveal is recorded; here is the password.")
class SharePasswordRevealed:
    password: str = strawberry.field(description="Exactly as it was entered. Keep it no longer than needed.")
    share: Share = strawberry.field(description="The share it opens.")


ShareId = Annotated[strawberry.ID, strawberry.argument(description="Which share: its id, share_….")]


CreateShareResult = Annotated[
    ShareSaved | InvalidInput | NotFound | PlanLimitReached,
    strawberry.union("CreateShareResult", description="What createShare comes to."),
]
UpdateShareResult = Annotated[
    ShareSaved | InvalidInput | NotFound | PlanLimitReached,
    strawberry.union("UpdateShareResult", description="What updateShare comes to."),
]
DeleteShareResult = Annotated[
    Deleted | NotFound, strawberry.union("DeleteShareResult", description="What deleteShare comes to.")
]
OpenShareResult = Annotated[
    ShareOpened | NotFound, strawberry.union("OpenShareResult", description="What openShare comes to.")
]
RevealSharePasswordResult = Annotated[
    SharePasswordRevealed | NotFound | WrongState,
    strawberry.union("RevealSharePasswordResult", description="What revealSharePassword comes to."),
]


@strawberry.type
class ShareQuery:
    """Reading shares."""

    @query("A share by its id; null if there is none within the viewer's sight.", Permission.SHARES_READ)
    def share(self, info: Info, id: ShareId) -> Share | None:
        rows = shares.shares(info.context.access)
        return One(rows, key=key_of("share", id))  # pyright: ignore[reportReturnType] - fetched by the field

    @query(
        "Staff: all shares of the partner. A customer: those it receives and the global ones, as far as valid now.",
        Permission.SHARES_READ,
    )
    def shares(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Filter[ShareFilter] = None,
        sort: Sort[ShareSort] = None,
    ) -> ShareConnection | None:
        wanted, by = filter or ShareFilter(), sort or ShareSort(field=ShareSortField.POSITION)
        if by.field is ShareSortField.LAST_OPENED_AT:  # cursors hold it
            info.context.access.require(Permission.ACTIVITY_READ)
        rows = shares.shares(
            info.context.access,
            search=wanted.search,
            audience=wanted.audience,
            customer_id=filter_key("customer", wanted.customer_id),
            provider_code=wanted.provider_code,
            partner_id=filter_key("partner", wanted.partner_id),
        )
        return Page(rows, ShareConnection, order_by(by.field, by.direction), first, after, last, before)  # pyright: ignore[reportReturnType]

    @query("The file-sharing service a link belongs to, before anything is saved.", Permission.SHARES_WRITE)
    async def recognize_link(
        self, info: Info, url: Annotated[str, strawberry.argument(description="The link.")]
    ) -> LinkProvider | None:
        return LinkProvider.of(await shares.recognize_link(info.context.access, url=url))


@strawberry.type
class ShareMutation:
    """Changing, opening and revealing shares."""

    @mutation(
        "Add a share for some customers, or for all. NotFound if any customer is out of sight; nothing is saved then.",
        Permission.SHARES_WRITE,
    )
    async def create_share(self, info: Info, input: Entered[CreateShareInput]) -> CreateShareResult | None:
        keys = [key_of("customer", text) for text in input.customer_ids or []]
        row = await shares.create_share(
            info.context.access, new=input.read(), audience=input.audience, customer_ids=keys
        )
        return ShareSaved(share=wrap(row))

    @mutation("Change a share, for all who receive it.", Permission.SHARES_WRITE)
    async def update_share(
        self,
        info: Info,
        id: ShareId,
        input: Entered[UpdateShareInput],
    ) -> UpdateShareResult | None:
        changes = given(input)
        if "customer_ids" in changes:
            customers: list[str] = changes["customer_ids"] or []
            changes["customer_ids"] = [key_of("customer", text) for text in customers]
        row = await shares.update_share(info.context.access, share_id=key_of("share", id), **changes)
        return ShareSaved(share=wrap(row))

    @mutation("Delete a share, for all who receive it.", Permission.SHARES_WRITE)
    async def delete_share(self, info: Info, id: ShareId) -> DeleteShareResult | None:
        await shares.delete_share(info.context.access, share_id=key_of("share", id))
        return Deleted(id=id)

    @mutation("Where to go; recorded.", Permission.SHARES_OPEN, keyed=False)
    async def open_share(self, info: Info, id: ShareId) -> OpenShareResult | None:
        row = await shares.open_share(info.context.access, share_id=key_of("share", id))
        return ShareOpened(url=Url(row.url), share=wrap(row))

    @mutation(
        "The folder's password, for copying; recorded. WrongState if it has none.", Permission.SHARES_OPEN, keyed=False
    )
    async def reveal_share_password(self, info: Info, id: ShareId) -> RevealSharePasswordResult | None:
        row, password = await shares.reveal_share_password(info.context.access, share_id=key_of("share", id))
        return SharePasswordRevealed(password=password, share=wrap(row))
