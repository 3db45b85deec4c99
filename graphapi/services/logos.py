"""Logos: decoded, made small and written anew, so that nothing of an uploaded file reaches a browser."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

from graphapi import clock
from graphapi.access import PUBLIC, Permission, operation
from graphapi.database import transaction
from graphapi.errors import InvalidInput, Throttled
from graphapi.i18n import message
from graphapi.lines import Line
from graphapi.models import Logo, Partner
from graphapi.services import audit
from graphapi.services.locking import lock_open_partner
from graphapi.services.partners import find_portal

if TYPE_CHECKING:
    from uuid import UUID

    from PIL.Image import Image as Picture

    from graphapi.access import Access

MAX_BYTES = 2 * 1024 * 1024
MAX_PIXELS = 25_000_000
# Twice what pages show, for fine screens.
MAX_SIZE = (800, 320)
CONTENT_TYPE = "image/png"
# By content, whatever the file is called. SVG and HTML can hold scripts.
FORMATS = ("PNG", "JPEG", "WEBP")

_TOO_LARGE = message("This picture has too many pixels. Please make it smaller.")
_NO_PICTURE = message("This is no picture we can use. Please choose a PNG, JPEG or WebP file.")
_TOO_MANY = message("Too many pictures are being uploaded just now. Please try again in a moment.")

# One at a time: a file of a few kilobytes may hold MAX_PIXELS, which take 300 MB to redraw.
_redrawing = Line("logo", at_once=1, longest=8)


@operation(PUBLIC)
async def find_logo(access: Access, *, slug: str) -> Logo | None:
    """Return the logo of the portal that is found by a slug."""
    partner = await find_portal(access, slug=slug)
    return None if partner is None else await access.as_system().rows(Logo).get_or_none(partner_id=partner.id)


@operation(Permission.PARTNER_WRITE)
async def set_logo(access: Access, *, partner_id: UUID | None, content: bytes) -> None:
    """Take a PNG, JPEG or WebP file of up to 2 MiB as the partner's logo; raises InvalidInput, NotFound."""
    if len(content) > MAX_BYTES:
        raise InvalidInput.at("logo", text=message("Please choose a picture of at most 2 MB."))
    try:
        picture = await _redrawing.run(_redraw, content)
    except Throttled:
        raise InvalidInput.at("logo", text=_TOO_MANY) from None
    async with transaction():
        partner = await lock_open_partner(access, partner_id)
        logo = await access.rows(Logo).get_or_none(partner_id=partner.id)
        if logo is None:
            logo = Logo(partner_id=partner.id, content_type=CONTENT_TYPE, content=picture)
            await access.add(logo)
        else:
            logo.content_type, logo.content = CONTENT_TYPE, picture
            await logo.save()
        await _set_digest(access, partner, logo.digest)
        await audit.record(access, "partner.logo_changed", subject=partner, name=partner.name)


@operation(Permission.PARTNER_WRITE)
async def remove_logo(access: Access, *, partner_id: UUID | None) -> None:
    """Go back to the partner's name alone; raises NotFound."""
    async with transaction():
        partner = await lock_open_partner(access, partner_id)
        if await access.rows(Logo).filter(partner_id=partner.id).delete():
            await _set_digest(access, partner, None)
            await audit.record(access, "partner.logo_removed", subject=partner, name=partner.name)


async def _set_digest(access: Access, partner: Partner, digest: str | None) -> None:
    await access.rows(Partner).filter(id=partner.id).update(logo_digest=digest, updated_at=clock.now())


def _redraw(content: bytes) -> bytes:
    """Decode a picture under a bound of pixels and write it anew, small and without anything else in it."""
    # Six megabytes that most processes never need.
    from PIL import Image  # noqa: PLC0415

    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise InvalidInput.at("logo", text=_TOO_LARGE)
            picture = opened.convert("RGBA")
    except InvalidInput:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise InvalidInput.at("logo", text=_TOO_LARGE) from None
    except Exception:  # noqa: BLE001 - a decoder that meets nonsense raises whatever it trips over
        raise InvalidInput.at("logo", text=_NO_PICTURE) from None
    # First to a square, since a camera's picture may lie on its side.
    picture.thumbnail((max(MAX_SIZE), max(MAX_SIZE)))
    picture = _upright(picture)
    picture.thumbnail(MAX_SIZE)
    # A colour profile would be written again: it is a file of its own, and may hold anything.
    picture.info.clear()
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()


def _upright(picture: Picture) -> Picture:
    """Turn a photograph as its camera noted; a note that cannot be read turns nothing."""
    from PIL import ImageOps  # noqa: PLC0415

    try:
        return ImageOps.exif_transpose(picture)
    except (SyntaxError, ValueError, TypeError, struct.error):
        return picture
