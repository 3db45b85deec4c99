"""A partner as others see it: its branding and contact on the sign-in page, its billing details on invoices."""

from typing import Any, Self

import strawberry

from graphapi.links import sign_in_link
from schema.context import Context
from schema.scalars import Url

BRANDING_COLUMNS = ("slug", "logo_digest", "accent_color", "welcome_text", "imprint_url", "privacy_url")
CONTACT_COLUMNS = ("contact_name", "contact_email", "contact_phone", "contact_website")


def portal_url(context: Context, slug: str) -> Url:
    """Return the address of a portal: always below the configured base, whatever host a request names."""
    return Url(sign_in_link(context.settings, slug))


@strawberry.type(description="How a partner looks.")
class Branding:
    logo_url: Url | None = strawberry.field(description="The logo; null if there is none.")
    accent_color: str | None = strawberry.field(description="Such as #1f6f8b; null is the product's own.")
    welcome_text: str | None = strawberry.field(description="Shown on the sign-in page; plain text.")
    imprint_url: Url | None = strawberry.field(description="The legal notice.")
    privacy_url: Url | None = strawberry.field(description="The privacy notice.")

    @classmethod
    def of(cls, context: Context, slug: str, logo_digest: str | None, *rest: Any) -> Self:  # noqa: ANN401 - columns
        """Make it of BRANDING_COLUMNS."""
        logo = None if logo_digest is None else Url(f"{portal_url(context, slug)}/logo?v={logo_digest}")
        accent_color, welcome_text, imprint_url, privacy_url = rest
        return cls(
            logo_url=logo,
            accent_color=accent_color,
            welcome_text=welcome_text,
            imprint_url=imprint_url,
            privacy_url=privacy_url,
        )


@strawberry.type(description="Whom a partner's customers turn to.")
class Contact:
    name: str | None = strawberry.field(description="A person or a department.")
    email: str | None = strawberry.field(description="A mail address.")
    phone: str | None = strawberry.field(description="As it is dialled.")
    website: Url | None = strawberry.field(description="The partner's own pages.")

    @classmethod
    def of(cls, name: str | None, email: str | None, phone: str | None, website: Url | None) -> Self:
        """Make it of CONTACT_COLUMNS."""
        return cls(name=name, email=email, phone=phone, website=website)


@strawberry.type(description="Whom invoices go to; companies only.")
class BillingDetails:
    company: str = strawberry.field(description="The company's name, as it stands on invoices.")
    street: str = strawberry.field(description="Street and number.")
    postal_code: str = strawberry.field(description="The postal code.")
    city: str = strawberry.field(description="The city.")
    country: str = strawberry.field(description="ISO 3166-1 alpha-2, such as DE.")
    vat_id: str | None = strawberry.field(description="With its country's letters, such as DE123456789.")
    email: str = strawberry.field(description="Where invoices are mailed to.")

    @classmethod
    def of(cls, company: str | None, vat_id: str | None, *address: str | None) -> Self | None:
        """Make it of a partner's columns; None if it has none."""
        if company is None:
            return None
        street, postal_code, city, country, email = (part or "" for part in address)
        return cls(
            company=company,
            street=street,
            postal_code=postal_code,
            city=city,
            country=country,
            vat_id=vat_id,
            email=email,
        )

    @classmethod
    def frozen(cls, buyer: dict[str, str | None]) -> Self:
        """Make it of what stands on an invoice."""
        return cls(**buyer)  # pyright: ignore[reportArgumentType] - as graphapi.models.Buyer has it
