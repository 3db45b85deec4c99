"""Idempotency: a change that is asked for again under the same key is made once.

The key is taken, and what the change came to is kept, in the change's own transaction: whenever the server dies, both
are there or neither is. Of two requests at once the second waits at the unique index for what becomes of the first. A
change that is refused leaves the key free.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from tortoise.exceptions import OperationalError

from graphapi import clock
from graphapi.access import PUBLIC, operation
from graphapi.database import transaction
from graphapi.database.transactions import is_lock_timeout
from graphapi.errors import KeyInUse, KeyReused
from graphapi.models import IdempotencyKey
from graphapi.secrets import token_hash

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from uuid import UUID

    from graphapi.access import Access

    T = TypeVar("T")

KEPT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Held:
    """What a change came to: the type of its result, and the model and key of its row, where it is nothing else."""

    type: str
    kind: str | None = None
    id: UUID | None = None


@operation(PUBLIC)
async def once(
    access: Access, *, key: str, request: str, change: Callable[[], Awaitable[T]], held: Callable[[T], Held]
) -> T | Held:
    """Make a change in a transaction with its key, and return its result; or what is held of one made before.

    The key is the account's own. ``request`` is all that makes one request another. Raises KeyReused for another
    request under the same key, KeyInUse if the first one takes long, and whatever the change does, which is undone.
    """
    async with transaction():
        row = IdempotencyKey(
            partner_id=access.principal.partner_id,
            account_id=access.principal.account_id,
            key_hash=token_hash(key),
            request_hash=access.keys.keyed_hash("idempotency", request),
            created_at=clock.now(),
        )
        before = await _take(access, row)
        if before is None:
            result = await change()
            of = held(result)
            await (
                access.rows(IdempotencyKey)
                .filter(id=row.id)
                .update(result_type=of.type, result_kind=of.kind, result_id=of.id)
            )
            return result
    if before.request_hash != row.request_hash:
        raise KeyReused
    return Held(before.result_type or "", before.result_kind, before.result_id)


async def purge(access: Access) -> None:
    """Forget the keys that hold no longer."""
    await access.rows(IdempotencyKey).filter(created_at__lte=clock.now() - KEPT).delete()


async def _take(access: Access, row: IdempotencyKey) -> IdempotencyKey | None:
    """Take a key, or return who has it."""
    try:
        while not await access.add_unless_taken(row):
            before = await access.rows(IdempotencyKey).get_or_none(key_hash=row.key_hash)
            if before is None:  # forgotten in this very moment
                continue
            if before.created_at > row.created_at - KEPT:
                return before
            await access.rows(IdempotencyKey).filter(id=before.id).delete()
    except OperationalError as error:
        if is_lock_timeout(error):
            raise KeyInUse from None
        raise
    return None
