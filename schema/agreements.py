"""The data-processing agreement."""

from datetime import datetime
from typing import Annotated, Self

import strawberry

from graphapi import models
from graphapi.access import Permission
from graphapi.agreement_texts import Section
from graphapi.services import agreements
from schema.context import Info
from schema.enums import Language
from schema.errors import WrongState
from schema.execution.mapping import over, wrap
from schema.fields import column, mutation, query
from schema.inputs import Entered
from schema.node import key_of
from schema.partners import Partner


@over(models.AgreementAcceptance)
@strawberry.type(description="That a partner accepted a version of the data-processing agreement.")
class AgreementAcceptance:
    row: strawberry.Private[models.AgreementAcceptance]
    version: str = column("version", "Which version.")
    language: Language = column("language", "In which language it was read.")
    text: str = column("text", "What was accepted, word by word.")
    accepted_at: datetime = column("accepted_at", "When.")
    accepted_by: str = column("accepted_by_name", "Which owner, by the name at that time.")


@strawberry.type(description="A section of the agreement.")
class AgreementSection:
    title: str = strawberry.field(description="With its number.")
    paragraphs: list[str] = strawberry.field(description="Plain text; an entry of a list begins with `- `.")

    @classmethod
    def of(cls, section: Section) -> Self:
        """Make it of what the service gives."""
        return cls(title=section.title, paragraphs=section.paragraphs)


@strawberry.type(description="The data-processing agreement (Art. 28 GDPR) between the operator and a partner.")
class DataProcessingAgreement:
    version: str = strawberry.field(
        description="Which version; another one asks for another acceptance, and locks nobody out."
    )
    language: Language = strawberry.field(description="In which language it is here.")
    title: str = strawberry.field(description="Its title.")
    sections: list[AgreementSection] = strawberry.field(description="Its text.")
    acceptance: AgreementAcceptance | None = strawberry.field(
        description="Who accepted this version for the partner; null as long as nobody did."
    )


@strawberry.input(description="Which agreement is accepted, as it was read.")
class AcceptAgreementInput:
    version: str = strawberry.field(description="The version that was read; it must be the present one.")
    language: Language = strawberry.field(description="The language it was read in.")


@strawberry.type(description="The agreement is accepted.")
class AgreementAccepted:
    partner: Partner = strawberry.field(description="The partner it is accepted for.")


AcceptDataProcessingAgreementResult = Annotated[
    AgreementAccepted | WrongState,
    strawberry.union("AcceptDataProcessingAgreementResult", description="What acceptDataProcessingAgreement comes to."),
]
OfPartner = Annotated[
    strawberry.ID | None, strawberry.argument(description="With which partner; for operators, one's own without it.")
]
InLanguage = Annotated[
    Language | None, strawberry.argument(description="In which language; that of the partner without it.")
]


@strawberry.type
class AgreementQuery:
    """Reading the agreement."""

    @query(
        "The present data-processing agreement with a partner; null if there is none within the viewer's sight.",
        Permission.AGREEMENTS_READ,
    )
    async def data_processing_agreement(
        self, info: Info, partner_id: OfPartner = None, language: InLanguage = None
    ) -> DataProcessingAgreement | None:
        access = info.context.access
        key = access.principal.partner_id if partner_id is None else key_of("partner", partner_id)
        found = await agreements.find_agreement(access, partner_id=key, language=language)
        if found is None:
            return None
        return DataProcessingAgreement(
            version=found.version,
            language=found.language,
            title=found.text.title,
            sections=[AgreementSection.of(section) for section in found.text.sections],
            acceptance=wrap(found.acceptance),
        )


@strawberry.type
class AgreementMutation:
    """Accepting the agreement."""

    @mutation(
        "Accept the data-processing agreement for one's own partner; who, when and what is kept.",
        Permission.AGREEMENTS_WRITE,
    )
    async def accept_data_processing_agreement(
        self, info: Info, input: Entered[AcceptAgreementInput]
    ) -> AcceptDataProcessingAgreementResult | None:
        row = await agreements.accept_agreement(info.context.access, version=input.version, language=input.language)
        return AgreementAccepted(partner=wrap(row))
