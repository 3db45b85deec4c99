"""Portals: a partner's public face, for its sign-in page."""

from typing import Annotated, Self

import strawberry

from graphapi import models
from graphapi.models import PartnerStatus
from graphapi.services import partners
from schema.context import Context, Info
from schema.enums import Language
from schema.faces import BRANDING_COLUMNS, CONTACT_COLUMNS, Branding, Contact, portal_url
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
    def of(cls, row: models.Partner, context: Context) -> Self:
        """Make it of a partner's row."""
        branding, contact = (
            [getattr(row, column) for column in columns] for columns in (BRANDING_COLUMNS, CONTACT_COLUMNS)
        )
        return cls(
            slug=row.slug,
            name=row.name,
            branding=Branding.of(context, *branding),
            contact=Contact.of(*contact),
            language=row.language,
            url=portal_url(context, row.slug),
            suspended=row.status is PartnerStatus.SUSPENDED,
        )


Slug = Annotated[str, strawberry.argument(description="The last part of the portal's address, present or former.")]


@strawberry.type
class PortalQuery:
    """Reading portals."""

    @query("A partner's public face, for its sign-in page; null when there is none by that slug or it is closed.")
    async def portal(self, info: Info, slug: Slug) -> Portal | None:
        row = await partners.find_portal(info.context.access, slug=slug)
        return None if row is None else Portal.of(row, info.context)
