"""Which file-sharing service a link belongs to, told from the link alone; nothing is fetched.

An unknown service is "other" and works just as well. The patterns come from the services' own documentation where it
says so, and from links seen in use; several brands (MagentaCLOUD, Hetzner Storage Share) are Nextcloud inside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Provider:
    """A file-sharing service; ``code`` is for programs, ``name`` for people."""

    code: str
    name: str


NEXTCLOUD = Provider("nextcloud", "Nextcloud")
OWNCLOUD = Provider("owncloud", "ownCloud")
SEAFILE = Provider("seafile", "Seafile")
LUCKYCLOUD = Provider("luckycloud", "luckycloud")
HIDRIVE = Provider("hidrive", "HiDrive")
TERRACLOUD = Provider("terracloud", "TERRA Drive")
TEAMDRIVE = Provider("teamdrive", "TeamDrive")
DROPBOX = Provider("dropbox", "Dropbox")
GOOGLE_DRIVE = Provider("googledrive", "Google Drive")
ONEDRIVE = Provider("onedrive", "OneDrive")
SHAREPOINT = Provider("sharepoint", "SharePoint")
BOX = Provider("box", "Box")
MAGENTACLOUD = Provider("magentacloud", "MagentaCLOUD")
STORAGE_SHARE = Provider("storageshare", "Hetzner Storage Share")
WETRANSFER = Provider("wetransfer", "WeTransfer")
OTHER = Provider("other", "Other")

# A service's own hosts and paths, the more exact before the more general; each matches "host/path".
_PATTERNS = [
    (LUCKYCLOUD, r"(sync|storage|share)\.luckycloud\.de/"),
    (HIDRIVE, r"my\.hidrive\.com/(share|lnk)/|hidrive\.(strato|ionos)\.com/(share|lnk)/"),
    (TEAMDRIVE, r"([^/]+\.)?teamdrive\.(net|com)/"),
    (DROPBOX, r"(www\.)?dropbox\.com/(scl|sh|s)/"),
    (GOOGLE_DRIVE, r"drive\.google\.com/"),
    (ONEDRIVE, r"1drv\.ms/|onedrive\.live\.com/"),
    (SHAREPOINT, r"[^/]+\.sharepoint\.com/"),
    (BOX, r"([^/]+\.)?box\.com/s/"),
    (MAGENTACLOUD, r"(www\.)?magentacloud\.de/"),
    (STORAGE_SHARE, r"[^/]+\.your-storageshare\.de/"),
    (WETRANSFER, r"we\.tl/|([^/]+\.)?wetransfer\.com/"),
    (TERRACLOUD, r"([^/]+\.)?terracloud\.de/|[^/]+/getlink/f[io]"),
    (SEAFILE, r"[^/]+/[df]/[0-9a-f]{10,40}(/|$)"),
    (OWNCLOUD, r"([^/]*\.)?(owncloud|opencloud|ocis)\.[^/]+/(index\.php/)?s/"),
    (NEXTCLOUD, r"[^/]+/(nextcloud/|cloud/)?(index\.php/)?s/[A-Za-z0-9]{4,}(/|$)"),
]
_COMPILED = [(provider, re.compile(pattern)) for provider, pattern in _PATTERNS]

PROVIDERS = {provider.code: provider for provider in [*(provider for provider, _ in _PATTERNS), OTHER]}


def recognize(url: str) -> Provider:
    """Return the service a well-formed link belongs to, or OTHER."""
    parts = urlsplit(url)
    place = f"{(parts.hostname or '').removesuffix('.')}{parts.path}"
    return next((provider for provider, pattern in _COMPILED if pattern.match(place)), OTHER)
