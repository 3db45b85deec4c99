"""Stylesheets, scripts and pictures of our own, kept in memory and in the browser's cache for good.

All share one version, a digest of their contents, as a folder in their addresses: so they can refer to one another.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).parent / "static"
COMPRESSIBLE = {"text/css", "text/javascript", "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file's type and its bytes, as they are and packed by gzip (None where that saves nothing)."""

    content_type: str
    content: bytes
    packed: bytes | None


@cache
def static_files() -> dict[str, StaticFile]:
    """Return all files by their path below ``static/``."""
    found: dict[str, StaticFile] = {}
    for path in sorted(FOLDER.rglob("*.*")):
        content_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        content = path.read_bytes()
        packed = gzip.compress(content, mtime=0) if content_type in COMPRESSIBLE else None
        found[path.relative_to(FOLDER).as_posix()] = StaticFile(content_type, content, packed)
    return found


@cache
def version() -> str:
    """Return the digest that changes with any of the files."""
    digest = hashlib.sha256()
    for name, file in static_files().items():
        digest.update(name.encode() + b"\0" + file.content)
    return digest.hexdigest()[:12]


def static_url(name: str) -> str:
    """Return the address of a file; raises KeyError for one that is not there."""
    if name not in static_files():
        raise KeyError(name)
    return f"/static/{version()}/{name}"


async def serve(request: web.Request) -> web.Response:
    """Send a file; one asked for by an older version's address is today's, and not to be kept."""
    file = static_files().get(request.match_info["name"])
    if file is None:
        raise web.HTTPNotFound
    lasting = request.match_info["version"] == version()
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable" if lasting else "no-cache",
        "Vary": "Accept-Encoding",
    }
    body = file.content
    if file.packed and "gzip" in request.headers.get("Accept-Encoding", ""):
        body = file.packed
        headers["Content-Encoding"] = "gzip"
    charset = "utf-8" if file.content_type.startswith("text/") else None
    return web.Response(body=body, content_type=file.content_type, charset=charset, headers=headers)


def routes() -> list[web.RouteDef]:
    """Return the route of the files."""
    return [web.get("/static/{version}/{name:.+}", serve)]
