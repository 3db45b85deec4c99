"""Locking a partner: whoever changes its people, its shares or its counters does so first, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapi.errors import NotFound
from graphapi.models import Account, Partner, PartnerStatus

if TYPE_CHECKING:
    from uuid import UUID

    from graphapi.access import Access


async def lock_partner(access: Access, partner_id: UUID | None) -> Partner:
    """Return a partner as it is now, locked until the transaction ends; raises NotFound.

    As everybody locks it before anything else of the partner's, no two wait for each other.
    """
    partner = None
    if partner_id is not None:
        # no_key: rows that refer to the partner, such as audit entries and mails, are added meanwhile all the same.
        partner = await access.rows(Partner).select_for_update(no_key=True).get_or_none(id=partner_id)
    if partner is None:
        raise NotFound
    return partner


async def lock_open_partner(access: Access, partner_id: UUID | None) -> Partner:
    """Return a partner as ``lock_partner`` does; raises NotFound for a closed one too, which nobody fills again."""
    partner = await lock_partner(access, partner_id)
    if partner.status is PartnerStatus.CLOSED:
        raise NotFound
    return partner


async def hold_account(access: Access, account_id: UUID | None) -> None:
    """Keep an account from being erased until the transaction ends; raises NotFound if it was before.

    For entries of the log that name its holder: an erasure finds those that were committed before, and no others.
    """
    held = access.rows(Account).select_for_update(no_key=True)
    if account_id is None or await held.get_or_none(id=account_id) is None:
        raise NotFound
