"""What a partner is counted to have, and what it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapi.models import Customer, Partner, Share, ShareAudience

if TYPE_CHECKING:
    from uuid import UUID

    from graphapi.access import Access


async def counters_and_counts(system: Access, partner_id: UUID) -> tuple[tuple[int, int], tuple[int, int]]:
    """The one beside the other: customers and global links."""
    partner = await system.get(Partner, partner_id)
    return (partner.customer_count, partner.global_share_count), (
        await system.rows(Customer).filter(partner_id=partner_id).count(),
        await system.rows(Share).filter(partner_id=partner_id, audience=ShareAudience.EVERYONE).count(),
    )
