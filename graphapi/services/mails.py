"""The mails of a partner, as its staff may see them: to whom, what about, how far; never their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapi.access import Permission, operation
from graphapi.models import Mail
from graphapi.services.filters import among, having
from graphapi.services.inputs import UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from tortoise.queryset import QuerySet

    from graphapi.access import Access
    from graphapi.models import MailKind, MailState


@operation(Permission.MAILS_READ)
def mails(
    access: Access,
    *,
    state: Collection[MailState] | None = None,
    kind: Collection[MailKind] | None = None,
    customer_id: UUID | Unset | None = UNSET,
    partner_id: UUID | Unset | None = UNSET,
) -> QuerySet[Mail]:
    """Return the mails within sight that match every filter given; an id that is None matches nothing."""
    rows = among(access.rows(Mail), "state", state)
    rows = among(rows, "kind", kind)
    rows = having(rows, "person_id", customer_id)
    return having(rows, "partner_id", partner_id)
