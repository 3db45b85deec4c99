"""The data-processing agreement: reading it, and accepting it for a partner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphapi import clock
from graphapi.access import Permission, operation
from graphapi.agreement_texts import AgreementText, agreement_text, present_version
from graphapi.database import transaction
from graphapi.errors import WrongState
from graphapi.i18n import message
from graphapi.models import AgreementAcceptance, Language, Partner
from graphapi.services import audit
from graphapi.services.inputs import MAX_NAME
from graphapi.services.locking import lock_partner

if TYPE_CHECKING:
    from uuid import UUID

    from graphapi.access import Access


@dataclass(frozen=True, slots=True)
class Agreement:
    """The present agreement, and the partner's acceptance of it if there is one."""

    version: str
    language: Language
    text: AgreementText
    acceptance: AgreementAcceptance | None


@operation(Permission.AGREEMENTS_READ)
async def find_agreement(access: Access, *, partner_id: UUID | None, language: Language | None) -> Agreement | None:
    """Return the present agreement with a partner within sight, in its language if none is named."""
    partner = await access.rows(Partner).get_or_none(id=partner_id) if partner_id else None
    if partner is None:
        return None
    version, language = present_version(access.settings), language or partner.language
    acceptance = await access.rows(AgreementAcceptance).get_or_none(partner_id=partner.id, version=version)
    text = agreement_text(access.settings, controller_of(partner), language.value.lower())
    return Agreement(version, language, text, acceptance)


@operation(Permission.AGREEMENTS_WRITE)
async def accept_agreement(access: Access, *, version: str, language: Language) -> Partner:
    """Accept the agreement for one's own partner; accepting it twice is accepting it once.

    What was accepted is kept word by word. Raises WrongState for a version that is not the present one.
    """
    async with transaction():
        partner = await lock_partner(access, access.principal.partner_id)
        if version != present_version(access.settings):
            raise WrongState(message("There is a newer version of the agreement. Please read that one."))
        if partner.agreement_version == version:
            return partner
        text = agreement_text(access.settings, controller_of(partner), language.value.lower())
        await access.add(
            AgreementAcceptance(
                partner_id=partner.id,
                version=version,
                language=language,
                text=text.plain,
                accepted_at=clock.now(),
                accepted_by=access.principal.person_id,
                accepted_by_name=access.principal.name[:MAX_NAME],
            )
        )
        partner.agreement_version = version
        await partner.save(update_fields=["agreement_version", "updated_at"])
        await audit.record(access, "agreement.accepted", subject=partner, version=version)
        return partner


def controller_of(partner: Partner) -> str:
    """Write a partner as a party: name and address, as they stand on invoices if they do."""
    if partner.billing_company is None:
        return partner.name
    address = f"{partner.billing_street}, {partner.billing_postal_code} {partner.billing_city}"
    return f"{partner.billing_company}, {address}"
