"""Telling owners that their plan is nearly or wholly full: at 80 and at 100 percent, once each time it gets there.

Adding a customer is to cost one statement, so it is not seen to then: what owners were told last is kept on the
partner, and compared with its counter by what works by the calendar (``graphapi.services.due``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from graphapi.database import transaction
from graphapi.database.statements import fetch
from graphapi.models import MailKind, Plan, Subscription
from graphapi.services import outbox
from graphapi.services.billing import percent_reached
from graphapi.services.locking import lock_partner

if TYPE_CHECKING:
    from graphapi.access import Access

# As ``percent_reached``.
CHANGED = """
    SELECT id FROM partner WHERE noticed_percent <> CASE
        WHEN COALESCE(customer_limit, 0) = 0 THEN 0
        WHEN customer_count >= customer_limit THEN 100
        WHEN customer_count * 100.0 >= customer_limit * 80 THEN 80
        ELSE 0
    END ORDER BY id
"""


async def partners_to_be_told() -> list[UUID]:
    """Return the partners whose plan is fuller, or less full, than their owners were told last."""
    return [UUID(str(key)) for [key] in await fetch(CHANGED)]


async def tell_how_full(access: Access, partner_id: UUID) -> bool:
    """Tell a partner's owners if its plan has become fuller; returns whether it did. Falling is kept in silence."""
    async with transaction():
        partner = await lock_partner(access, partner_id)
        percent, told = percent_reached(partner.customer_count, partner.customer_limit), partner.noticed_percent
        partner.noticed_percent = percent
        await partner.save(update_fields=["noticed_percent"])
        if percent <= told:
            return False
        subscription = await access.rows(Subscription).get(partner_id=partner.id)
        plan = await access.get(Plan, subscription.plan_id)
        await outbox.queue_mail_to_owners(
            access,
            kind=MailKind.PLAN_NEARLY_FULL,
            partner_id=partner.id,
            plan=plan.name,
            used=partner.customer_count,
            limit=partner.customer_limit,
        )
        return True
