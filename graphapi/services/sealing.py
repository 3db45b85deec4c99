"""Sealing share passwords anew, when their key was rotated."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from graphapi.access import Permission, operation
from graphapi.models import Share
from graphapi.secrets import SealBroken
from graphapi.services.shares import PASSWORD_PLACE, set_password

if TYPE_CHECKING:
    from graphapi.access import Access

BATCH = 100


@dataclass
class Resealed:
    """How many were sealed anew, and the shares whose password cannot be opened."""

    count: int = 0
    broken: list[UUID] = field(default_factory=list[UUID])


@operation(Permission.PARTNERS_WRITE)
async def reseal_passwords(access: Access) -> Resealed:
    """Seal all share passwords under the present key that are under another.

    Each is written by itself, and only if it was not changed meanwhile: it can be stopped at any point, begun again,
    and done twice at once.
    """
    done = Resealed()
    after = UUID(int=0)
    waiting = (
        access.rows(Share)
        .filter(password_sealed__isnull=False)
        .exclude(password_sealed__startswith=f"{access.keys.current.id}:")
        .order_by("id")
        .limit(BATCH)
    )
    while batch := await waiting.filter(id__gt=after):
        for share in batch:
            await _reseal(access, share, done)
        after = batch[-1].id
    return done


async def _reseal(access: Access, share: Share, done: Resealed) -> None:
    sealed = share.password_sealed or ""
    try:
        password = access.keys.unseal(sealed, place=PASSWORD_PLACE, row_id=share.id, partner_id=share.partner_id)
    except SealBroken:
        done.broken.append(share.id)
        return
    set_password(access, share, password)
    same = access.rows(Share).filter(id=share.id, password_sealed=sealed)
    done.count += await same.update(password_sealed=share.password_sealed)
