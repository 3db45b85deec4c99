"""A partner's public face: branding and contact, as on its sign-in page."""

from typing import Self

import strawberry

from graphapi import models
from graphapi.links import sign_in_link
from graphapi.settings import Settings
from schema.scalars import Url

BRANDING_COLUMNS = ("slug", "logo_digest", "accent_color", "welcome_text", "imprint_url", "privacy_url")
CONTACT_COLUMNS = ("contact_name", "contact_email", "contact_phone", "contact_website")


def portal_url(settings: Settings, slug: str) -> Url:
    """Return the address of a portal: always below the configured base, whatever host a request names."""
    return Url(sign_in_link(settings, slug))


@strawberry.type(description="How a partner looks.")
class Branding:
    logo_url: Url | None = strawberry.field(description="The logo; null if there is none.")
    accent_color: str | None = strawberry.field(description="Such as #1f6f8b; null is the product's own.")
    welcome_text: str | None = strawberry.field(description="Shown on the sign-in page; plain text.")
    imprint_url: Url | None = strawberry.field(description="The legal notice.")
    privacy_url: Url | None = strawberry.field(description="The privacy notice.")

    @classmethod
    def of(cls, row: models.Partner, settings: Settings) -> Self:
        """Make it of a partner's row."""
        logo = None if row.logo_digest is None else Url(f"{portal_url(settings, row.slug)}/logo?v={row.logo_digest}")
        return cls(
            logo_url=logo,
            accent_color=row.accent_color,
            welcome_text=row.welcome_text,
            imprint_url=None if row.imprint_url is None else Url(row.imprint_url),
            privacy_url=None if row.privacy_url is None else Url(row.privacy_url),
        )


@strawberry.type(description="Whom a partner's customers turn to.")
class Contact:
    name: str | None = strawberry.field(description="A person or a department.")
    email: str | None = strawberry.field(description="A mail address.")
    phone: str | None = strawberry.field(description="As it is dialled.")
    website: Url | None = strawberry.field(description="The partner's own pages.")

    @classmethod
    def of(cls, row: models.Partner) -> Self:
        """Make it of a partner's row."""
        return cls(
            name=row.contact_name,
            email=row.contact_email,
            phone=row.contact_phone,
            website=None if row.contact_website is None else Url(row.contact_website),
        )
