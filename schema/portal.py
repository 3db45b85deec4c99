"""Portals: a partner's public face, for its sign-in page."""

from typing import Annotated, Self

import strawberry

from graphapi import models
from graphapi.models import PartnerStatus
from graphapi.services import partners
from graphapi.settings import Settings
from schema.context import Info
from schema.enums import Language
from schema.faces import Branding, Contact, portal_url
from schema.fields import query
from schema.scalars import Url


@strawberry.type(description="A partner's public face.")
class Portal:
    slug: str = strawberry.field(description="The last part of its address; the present one, if asked by a former.")
    name: str = strawberry.field(description="The company's name.")
    branding: Branding = strawberry.field(description="How it looks.")
    contact: Contact = strawberry.field(description="Whom to ask.")
    language: Language = strawberry.field(description="The language it prefers.")
    url: Url = strawberry.field(description="Its address.")
    suspended: bool = strawberry.field(description="Nobody can sign in for now.")

    @classmethod
    def of(cls, row: models.Partner, settings: Settings) -> Self:
        """Make it of a partner's row."""
        return cls(
            slug=row.slug,
            name=row.name,
            branding=Branding.of(row, settings),
            contact=Contact.of(row),
            language=row.language,
            url=portal_url(settings, row.slug),
            suspended=row.status is PartnerStatus.SUSPENDED,
        )


Slug = Annotated[str, strawberry.argument(description="The last part of the portal's address, present or former.")]


@strawberry.type
class PortalQuery:
    """Reading portals."""

    @query("A partner's public face, for its sign-in page; null when there is none by that slug or it is closed.")
    async def portal(self, info: Info, slug: Slug) -> Portal | None:
        row = await partners.find_portal(info.context.access, slug=slug)
        return None if row is None else Portal.of(row, info.context.settings)
