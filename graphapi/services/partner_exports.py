"""Exporting all that a partner has: asked for, made in the background by whichever process is free, fetched once.

The file lies in the database in pieces: so several machines need nothing in common but that, and no process holds more
than a piece of it.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from tortoise.expressions import F

from graphapi import clock
from graphapi.access import Permission, Role, operation
from graphapi.database import transaction
from graphapi.errors import InvalidInput, NotFound, WrongState
from graphapi.i18n import message
from graphapi.ids import new_id
from graphapi.logs import log_unexpected
from graphapi.models import ExportChunk, ExportState, Language, Partner, PartnerExport
from graphapi.secrets import token_hash
from graphapi.services import audit
from graphapi.services.export_files import zipped
from graphapi.services.locking import lock_open_partner

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from typing import NoReturn
    from uuid import UUID

    from graphapi.access import Access

log = logging.getLogger(__name__)

# In seconds: whoever asks for an export waits anyway.
PAUSE = 3
LIFETIME = timedelta(days=1)
# A process that has one in hand says so with every piece; without a sign of it for so long, another begins anew.
CLAIM = timedelta(minutes=2)
MOST_ATTEMPTS = 3


class _Lost(Exception):
    """Another process has taken the export over, or it is gone."""


@operation(Permission.PARTNER_EXPORT)
async def export_partner(access: Access, *, partner_id: UUID | None, includes_passwords: bool) -> Partner:
    """Ask for a file with all that a partner has; it takes the place of the one asked for before.

    Folders' passwords are the partner's own: its owner may have them in it, an operator never. Raises InvalidInput,
    NotFound, and WrongState while one is being made.
    """
    by_operator = access.principal.role is Role.OPERATOR
    if by_operator and includes_passwords:
        raise InvalidInput.at("includePasswords", text=message("Only an owner can export the folders' passwords."))
    async with transaction():
        partner = await lock_open_partner(access, partner_id)
        before = access.rows(PartnerExport).filter(partner_id=partner.id, by_operator=by_operator)
        if await before.filter(state=ExportState.QUEUED).exists():
            raise WrongState(message("An export is being made already. It is ready in a moment."))
        await before.delete()
        now, key = clock.now(), new_id()
        await access.add(
            PartnerExport(
                id=key,
                partner_id=partner.id,
                by_operator=by_operator,
                includes_passwords=includes_passwords,
                language=Language((access.principal.language or partner.language).upper()),
                claimed_until=now,
                token_hash=token_hash(access.keys.one_time_token(key)),
                key_id=access.keys.current.id,
                created_at=now,
                expires_at=now + LIFETIME,
            )
        )
        if includes_passwords:
            await audit.record(access, "partner.exported_with_passwords", subject=partner)
        else:
            await audit.record(access, "partner.exported", subject=partner)
        return partner


@operation(Permission.PARTNER_EXPORT)
async def take_export(access: Access, *, token: str) -> PartnerExport:
    """Return the export that a link leads to, and use the link up.

    Raises NotFound for an unknown, used or expired one, and for the other side's.
    """
    async with transaction():
        own = {"token_hash": token_hash(token), "by_operator": access.principal.role is Role.OPERATOR}
        export = await access.rows(PartnerExport).filter(**own).first()
        if export is None or export.expires_at <= clock.now():
            raise NotFound
        unused = access.rows(PartnerExport).filter(id=export.id, state=ExportState.READY, fetched_at__isnull=True)
        if not await unused.update(fetched_at=clock.now()):
            raise NotFound
        await audit.record(access, "partner.export_fetched", subject=await access.get(Partner, export.partner_id))
        return export


@operation(Permission.PARTNER_EXPORT)
async def read_export(access: Access, *, export: PartnerExport) -> AsyncGenerator[bytes]:
    """Return the file of an export that was taken, piece by piece; afterwards it is forgotten."""
    return _pieces(access, export)


async def _pieces(access: Access, export: PartnerExport) -> AsyncGenerator[bytes]:
    number = 0
    while True:
        chunk = await access.rows(ExportChunk).get_or_none(
            partner_id=export.partner_id, export_id=export.id, number=number
        )
        if chunk is None:
            break
        yield chunk.content
        number += 1
    await access.rows(ExportChunk).filter(export_id=export.id).delete()


async def keep_exporting(access: Access) -> NoReturn:
    """Make exports as they are asked for, with the system's access, until cancelled."""
    while True:
        try:
            await make_exports(access)
        except Exception:  # such as a database that restarts
            log.exception("Exports cannot be made; it is tried again in a moment")
        await asyncio.sleep(PAUSE)


async def make_exports(access: Access) -> None:
    """Make all exports that were asked for, with the system's access."""
    while (export := await _claim(access)) is not None:
        try:
            await _make(access, export)
        except _Lost:
            continue
        except Exception as error:  # noqa: BLE001 - one that cannot be made must not hold up the others
            log_unexpected(log, f"export {export.id}", error)
            if export.attempts >= MOST_ATTEMPTS:
                await _held(access, export).update(state=ExportState.FAILED)
            else:
                await _held(access, export).update(claimed_until=clock.now() + CLAIM)


async def forget_exports(access: Access) -> None:
    """Delete the exports whose time is over, with their files."""
    await access.rows(PartnerExport).filter(expires_at__lte=clock.now()).delete()


async def _claim(access: Access) -> PartnerExport | None:
    while True:
        now = clock.now()
        due = access.rows(PartnerExport).filter(state=ExportState.QUEUED, claimed_until__lte=now)
        export = await due.order_by("claimed_until", "id").first()
        if export is None:
            return None
        if await due.filter(id=export.id).update(claimed_until=now + CLAIM, attempts=F("attempts") + 1):
            export.attempts += 1
            return export


async def _make(access: Access, export: PartnerExport) -> None:
    await access.rows(ExportChunk).filter(export_id=export.id).delete()
    number = size = 0
    async for piece in zipped(access, export):
        async with transaction():
            if not await _held(access, export).update(claimed_until=clock.now() + CLAIM):
                raise _Lost
            await access.add(
                ExportChunk(partner_id=export.partner_id, export_id=export.id, number=number, content=piece)
            )
        number, size = number + 1, size + len(piece)
    ready = {"state": ExportState.READY, "size": size, "expires_at": clock.now() + LIFETIME}
    await _held(access, export).update(**ready)


def _held(access: Access, export: PartnerExport):  # noqa: ANN202
    """Return the export's row, as long as it is this process that has it in hand."""
    return access.rows(PartnerExport).filter(id=export.id, state=ExportState.QUEUED, attempts=export.attempts)
