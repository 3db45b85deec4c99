"""Files that browsers upload with a form: GraphQL takes none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aiohttp import web
from aiohttp.helpers import parse_mimetype

from graphapi.web.boundary import in_time

if TYPE_CHECKING:
    from collections.abc import Callable

END_OF_HEADERS = b"\r\n\r\n"
# In bytes; browsers write two lines.
MAX_HEADERS = 8190
# Our forms have one.
MAX_PARTS = 5
# What a browser writes round the file.
ROUND_IT = 16 * 1024


async def uploaded(request: web.Request, field: str, *, most: int) -> bytes:
    """Return the file in a multipart field, or enough of one with more bytes than are allowed to tell that it has.

    Raises 400 for what is no form with such a field, 408 for one that takes too long.
    """
    if request.content_type != "multipart/form-data":
        raise web.HTTPBadRequest
    boundary = parse_mimetype(request.headers["Content-Type"]).parameters.get("boundary", "")
    name = re.compile(
        rb"\r\nContent-Disposition: *form-data;[^\r]*\bname=\"?" + field.encode() + rb"\"?(?:;|\r|$)", re.IGNORECASE
    )
    content = _file(await in_time(_read(request, most)), boundary, name.search) if boundary else None
    if content is None:
        raise web.HTTPBadRequest
    return content


async def _read(request: web.Request, most: int) -> bytes:
    """Return the body, or so much of it as holds more of a file than is allowed."""
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > most + ROUND_IT:
            break
    return bytes(body)


def _file(body: bytes, boundary: str, is_it: Callable[[bytes], object]) -> bytes | None:
    """Return the file in a form (RFC 7578), None if there is no such field.

    aiohttp's reader goes line by line and lets nobody else run meanwhile: a mebibyte of line breaks takes it a second.
    """
    _, *parts = (b"\r\n" + body).split(b"\r\n--" + boundary.encode("utf-8", "surrogateescape"), MAX_PARTS)
    for part in parts:
        head = part[:MAX_HEADERS].partition(END_OF_HEADERS)[0]
        if is_it(head):
            return part[len(head) + len(END_OF_HEADERS) :]
    return None
