"""What a partner is set up and changed with."""

from typing import Any

import strawberry

from graphapi.services.billing_details import BillingDetails
from graphapi.services.partners import Contact, NewPartner
from schema.enums import Language
from schema.inputs import given


@strawberry.input(description="Whom a partner's customers turn to; an absent field stays, null empties it.")
class ContactInput:
    name: strawberry.Maybe[str | None] = strawberry.field(description="A person or a department.")
    email: strawberry.Maybe[str | None] = strawberry.field(description="Answers to the partner's mails go there.")
    phone: strawberry.Maybe[str | None] = strawberry.field(description="As it is dialled; up to 40 characters.")
    website: strawberry.Maybe[str | None] = strawberry.field(description="A whole address, https or http.")


@strawberry.input(
    description="How a partner looks; an absent field stays, null empties it. "
    "The logo has its own form: POST /{slug}/admin/logo, multipart."
)
class BrandingInput:
    accent_color: strawberry.Maybe[str | None] = strawberry.field(description="Written like #1f6f8b.")
    welcome_text: strawberry.Maybe[str | None] = strawberry.field(
        description="Shown on the sign-in page; plain text, up to 1,000 characters."
    )
    imprint_url: strawberry.Maybe[str | None] = strawberry.field(description="The legal notice's whole address.")
    privacy_url: strawberry.Maybe[str | None] = strawberry.field(description="The privacy notice's whole address.")


@strawberry.input(description="Whom invoices go to; companies only.")
class BillingInput:
    company: str = strawberry.field(description="The company's name, as it is to stand on invoices.")
    street: str = strawberry.field(description="Street and number.")
    postal_code: str = strawberry.field(description="Up to 20 characters.")
    city: str = strawberry.field(description="Up to 100 characters.")
    country: str = strawberry.field(description="ISO 3166-1 alpha-2, such as DE.")
    email: str = strawberry.field(description="Where invoices are to be mailed to.")
    vat_id: str | None = strawberry.field(default=None, description="With its country's letters, such as DE123456789.")

    def read(self) -> BillingDetails:
        """Return what the service takes."""
        return BillingDetails(
            company=self.company,
            street=self.street,
            postal_code=self.postal_code,
            city=self.city,
            country=self.country,
            vat_id=self.vat_id,
            email=self.email,
        )


@strawberry.input(description="A new partner. A paid plan needs billing.")
class CreatePartnerInput:
    name: str = strawberry.field(description="The company's name.")
    slug: str = strawberry.field(description="The last part of its portal's address: 3 to 40 of a-z, 0-9 and dashes.")
    owner_name: str = strawberry.field(description="The full name of the first owner.")
    owner_email: str = strawberry.field(description="Where the owner's invitation goes.")
    plan_code: str = strawberry.field(description="The plan booked, such as `m`.")
    language: Language | None = strawberry.field(default=None, description="DE without one.")
    contact: ContactInput | None = strawberry.field(default=None, description="The owner's address without one.")
    billing: BillingInput | None = strawberry.field(default=None, description="A must with a paid plan.")

    def read(self) -> NewPartner:
        """Return what the service takes."""
        return NewPartner(
            name=self.name,
            slug=self.slug,
            owner_name=self.owner_name,
            owner_email=self.owner_email,
            plan_code=self.plan_code,
            language=self.language,
            contact=None if self.contact is None else Contact(**given(self.contact)),
            billing=None if self.billing is None else self.billing.read(),
        )


@strawberry.input(description="What to change of a partner; an absent field stays. The slug is for operators.")
class UpdatePartnerInput:
    name: strawberry.Maybe[str | None] = strawberry.field(description="Not empty; up to 200 characters.")
    slug: strawberry.Maybe[str | None] = strawberry.field(
        description="For operators; 3 to 40 of a-z, 0-9 and dashes. The old one leads on to it."
    )
    contact: strawberry.Maybe[ContactInput | None] = strawberry.field(description="Whom its customers turn to.")
    branding: strawberry.Maybe[BrandingInput | None] = strawberry.field(description="How it looks.")
    billing: strawberry.Maybe[BillingInput | None] = strawberry.field(description="Whom its invoices go to.")
    allowed_origins: strawberry.Maybe[list[str] | None] = strawberry.field(
        description="Origins whose scripts may read what the API answers to tokens of its people (CORS), such as "
        "https://www.example.com; 20 at most. A change takes hold within ten seconds."
    )
    language: strawberry.Maybe[Language | None] = strawberry.field(
        description="Of its pages and mails where a person has set none; not null."
    )

    def read(self) -> dict[str, Any]:
        """Return the changes as the service takes them."""
        changes = given(self)
        for part in ("contact", "branding"):
            if changes.get(part) is not None:
                changes[part] = given(changes[part])
        if changes.get("billing") is not None:
            changes["billing"] = changes["billing"].read()
        return changes


@strawberry.input(description="What confirms that a partner is to be deleted.")
class DeletePartnerInput:
    name: str = strawberry.field(description="The partner's name, exactly.")


@strawberry.input(description="Why a partner is suspended.")
class SuspendPartnerInput:
    reason: str = strawberry.field(description="Kept in the audit log; up to 500 characters.")
