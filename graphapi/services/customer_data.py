"""All that is kept of one customer, for whoever may ask for it (Art. 15 and 20 GDPR)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tortoise.expressions import Q

from graphapi import clock
from graphapi.access import Permission, operation
from graphapi.database import transaction
from graphapi.ids import encode_id
from graphapi.models import Account, AuditEntry, Customer, Mail, Session, Share, ShareRecipient
from graphapi.services import audit, facts
from graphapi.services.locking import hold_account

if TYPE_CHECKING:
    from uuid import UUID

    from graphapi.access import Access

# Of each list, the newest: more than a customer's years with a partner come to.
MOST = 5000


@dataclass(frozen=True, slots=True)
class CustomerData:
    """A file with all that is kept of a customer."""

    file_name: str
    content: str


@operation(Permission.CUSTOMERS_EXPORT)
async def export_customer_data(access: Access, *, customer_id: UUID | None) -> CustomerData:
    """Return what is kept of a customer as JSON: to staff, and to the customer itself.

    Internal notes are personal data as well, and what to tell of them is the partner's to weigh (Art. 15(4)): staff
    get them, the customer does not; nor does it get the names of staff who did something. Nobody gets passwords.
    Raises NotFound.
    """
    customer = await access.get(Customer, customer_id)
    language = access.principal.language or customer.language.lower()
    is_staff = access.may(Permission.NOTES_READ)
    # Customers see neither mails nor the log, not even their own; what is read here is of this one alone.
    system = access.as_system()
    own = {"partner_id": customer.partner_id}
    account = await system.get(Account, customer.account_id)
    received = [row.share_id for row in await system.rows(ShareRecipient).filter(**own, customer_id=customer.id)]
    # A customer gets those that it sees now.
    shares = await access.rows(Share).filter(**own, id__in=received).order_by("position", "id")
    sessions = await system.rows(Session).filter(**own, account_id=account.id).order_by("-id").limit(MOST)
    mails = await system.rows(Mail).filter(**own, person_id=customer.id).order_by("-id").limit(MOST)
    concerned = Q(Q(subject_id=customer.id), Q(actor_id=customer.id), join_type=Q.OR)
    entries = await system.rows(AuditEntry).filter(concerned, **own).order_by("-id").limit(MOST)
    content = {
        "exportedAt": facts.when(clock.now()),
        "customer": facts.customer_facts(customer, with_note=is_staff),
        "account": {
            "hasPassword": account.password_hash is not None,
            "passwordChangedAt": facts.when(account.password_changed_at),
            "createdAt": facts.when(account.created_at),
        },
        "shares": [facts.share_facts(share, with_url=True) for share in shares],
        "sessions": [facts.session_facts(session) for session in sessions],
        "mails": [facts.mail_facts(mail) for mail in mails],
        "activity": [facts.entry_facts(entry, language, with_actor=is_staff) for entry in entries],
    }
    async with transaction():
        await hold_account(system, customer.account_id)
        await audit.record(access, "customer.exported", subject=customer, name=customer.name)
    return CustomerData(f"{encode_id('customer', customer.id)}.json", json.dumps(content, ensure_ascii=False, indent=2))
