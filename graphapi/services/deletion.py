"""Deleting a partner, and what the law wants kept of it until it no longer does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphapi import clock
from graphapi.access import VISIBLE, Permission, operation
from graphapi.database import transaction
from graphapi.errors import InvalidInput, WrongState
from graphapi.i18n import message
from graphapi.models import Invoice, Mail, Order, Partner, PartnerStatus, Row
from graphapi.services import audit
from graphapi.services.locking import lock_partner
from graphapi.services.partners import set_keys

if TYPE_CHECKING:
    from uuid import UUID

    from graphapi.access import Access

# § 14b UStG: from the end of the year they were issued in.
YEARS_OF_INVOICES = 8
# Of a partner of which invoices are kept.
EMPTY: dict[str, Any] = {
    "suspension_reason": None,
    "accent_color": None,
    "welcome_text": None,
    "imprint_url": None,
    "privacy_url": None,
    "logo_digest": None,
    "agreement_version": None,
    "allowed_origins": [],
    "customer_count": 0,
    "global_share_count": 0,
    **{f"contact_{part}": None for part in ("name", "email", "phone", "website")},
    **{f"billing_{part}": None for part in ("company", "street", "postal_code", "city", "country", "vat_id", "email")},
}


@operation(Permission.PARTNERS_WRITE)
async def delete_partner(access: Access, *, partner_id: UUID | None, name: str) -> None:
    """Erase a suspended partner with its people, customers, shares, mails and log; its name confirms it.

    Its invoices stay until ``forget_invoices``, with an empty row that they belong to: the slug and the name are gone.
    Raises InvalidInput for another name, NotFound, and WrongState for a partner that is not suspended.
    """
    # Sessions and tokens are out of operators' sight.
    system = access.as_system()
    async with transaction():
        partner = await lock_partner(access, partner_id)
        if partner.status is PartnerStatus.ACTIVE:
            raise WrongState(message("Please suspend the partner first: nobody is signed in there then."))
        if partner.status is PartnerStatus.CLOSED:
            raise WrongState(message("This partner is deleted already."))
        if name.strip() != partner.name:
            raise InvalidInput.at(
                "name", text=message("This is not the partner's name. Please write it as it stands above.")
            )
        order_ids = [order.id for order in await system.rows(Order).filter(partner_id=partner.id)]
        # Those to operators, who belong to no partner.
        await system.rows(Mail).filter(person_id__in=order_ids).delete()
        for model in _erased():
            await system.rows(model).filter(partner_id=partner.id).delete()
        entry = audit.new_entry(access, "partner.deleted", subject=partner)
        # The log of the partner is gone; that it is, stays with the platform's.
        entry.partner_id = None
        await system.add(entry)
        if await system.rows(Invoice).filter(partner_id=partner.id).exists():
            await _empty(partner)
        else:
            await system.rows(Partner).filter(id=partner.id).delete()


async def forget_invoices(access: Access) -> None:
    """Delete the invoices of deleted partners whose time is over for all of them, and with them what is left of those.

    A partner that is still there keeps its own: they are what it looks up here.
    """
    today = clock.now().astimezone(access.settings.time_zone).date()
    oldest_kept = today.replace(year=today.year - YEARS_OF_INVOICES, month=1, day=1)
    for partner in await access.rows(Partner).filter(status=PartnerStatus.CLOSED):
        invoices = access.rows(Invoice).filter(partner_id=partner.id)
        # One without any was not deleted here: that is for somebody to look at.
        if not await invoices.exists() or await invoices.filter(issued_on__gte=oldest_kept).exists():
            continue
        async with transaction():
            for model in _kept():
                # Cancellations first: they refer to what they cancel.
                rows = access.rows(model).filter(partner_id=partner.id)
                if model is Invoice:
                    await rows.filter(cancels_id__isnull=False).delete()
                await access.rows(model).filter(partner_id=partner.id).delete()
            await access.rows(Partner).filter(id=partner.id).delete()


async def _empty(partner: Partner) -> None:
    """Leave nothing of a partner but that it was there."""
    for column, value in EMPTY.items():
        setattr(partner, column, value)
    partner.slug = partner.name = f"closed-{partner.id.hex}"
    partner.status = PartnerStatus.CLOSED
    set_keys(partner)
    await partner.save()


def _tenants() -> list[type[Row]]:
    """Return the tables whose rows are a partner's: all there are, and those of tomorrow."""
    models: set[Any] = {model for _, model in VISIBLE}
    found = [model for model in models if "partner_id" in model._meta.fields_db_projection]  # noqa: SLF001 - Tortoise tells of columns nowhere else
    return sorted(found, key=lambda model: model.__name__)


def _kept() -> list[type[Row]]:
    """Return the invoices, and before them what hangs on them."""
    return sorted((model for model in _tenants() if _is_of_invoices(model)), key=lambda model: model is Invoice)


def _erased() -> list[type[Row]]:
    return [model for model in _tenants() if not _is_of_invoices(model)]


def _is_of_invoices(model: Any) -> bool:  # noqa: ANN401 - a model
    return model is Invoice or "invoice_id" in model._meta.fields_db_projection  # noqa: SLF001
