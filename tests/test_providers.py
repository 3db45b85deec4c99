"""Which service a link belongs to, told from the link alone."""

from __future__ import annotations

import pytest

from graphapi.providers import OTHER, PROVIDERS, recognize

LINKS = {
    "nextcloud": [
        "https://cloud.example.com/s/AbCdEfGh12345",
        "https://cloud.example.com/index.php/s/AbCdEfGh12345",
        "https://example.com/nextcloud/s/AbCdEfGh12345",
        "https://example.com/nextcloud/index.php/s/AbCdEfGh12345/",
        "https://cloud.example.com:8443/s/AbCdEfGh12345?path=%2FDrafts",
        "https://CLOUD.EXAMPLE.COM./s/AbCdEfGh12345",
    ],
    "owncloud": [
        "https://owncloud.example.com/s/AbCdEfGh12345",
        "https://owncloud.example.com/index.php/s/AbCdEfGh12345",
        "https://my.opencloud.example.com/s/AbCdEfGh12345",
        "https://ocis.example.com/s/AbCdEfGh12345",
    ],
    "seafile": [
        "https://files.example.com/d/0123456789abcdef0123/",
        "https://files.example.com/d/0123456789abcdef0123",
        "https://files.example.com/f/0123456789abcdef0123/",
    ],
    "luckycloud": [
        "https://sync.luckycloud.de/d/0123456789abcdef0123/",
        "https://storage.luckycloud.de/f/0123456789abcdef0123/",
    ],
    "hidrive": ["https://my.hidrive.com/share/abc.def-1", "https://my.hidrive.com/lnk/AbCdEf12"],
    "terracloud": [
        "https://drive.terracloud.de/getlink/fiAbCdEf12/",
        "https://terracloud.de/getlink/fiAbCdEf12/",
        "https://files.example.com/getlink/fiAbCdEf12/Drafts",
    ],
    "teamdrive": ["https://webportal.teamdrive.net/1234/public/AbCdEf?k=secret"],
    "dropbox": [
        "https://www.dropbox.com/scl/fo/abc/def?rlkey=ghi&dl=0",
        "https://dropbox.com/sh/abc/def",
        "https://www.dropbox.com/s/abc/file.pdf",
    ],
    "googledrive": ["https://drive.google.com/drive/folders/1AbCdEf?usp=sharing"],
    "onedrive": ["https://1drv.ms/f/s!AbCdEf", "https://onedrive.live.com/?id=root&cid=0123"],
    "sharepoint": ["https://example.sharepoint.com/:f:/s/team/AbCdEf"],
    "box": ["https://app.box.com/s/abcdef", "https://example.box.com/s/abcdef", "https://box.com/s/abcdef"],
    "magentacloud": ["https://www.magentacloud.de/s/AbCdEfGh12345", "https://magentacloud.de/s/AbCdEfGh12345"],
    "storageshare": ["https://nx12345.your-storageshare.de/s/AbCdEfGh12345"],
    "wetransfer": ["https://we.tl/t-AbCdEf", "https://wetransfer.com/downloads/abc", "https://x.wetransfer.com/abc"],
    "other": [
        "https://example.com",
        "https://example.com/",
        "https://example.com/folder/drafts",
        "https://example.com/s/",
        "https://example.com/s/abc",
        "https://example.com/d/drafts/",
        "https://example.com/dir/s/AbCdEfGh12345",
        "https://example.com/?next=https://www.dropbox.com/scl/fo/abc",
        "https://example.com/www.dropbox.com/scl/fo/abc",
        "https://example.com/#/s/AbCdEfGh12345",
        "https://192.0.2.7/folder",
        "https://[2001:db8::7]/folder",
    ],
}
# Hosts that look like a service's and are somebody else's.
LOOK_ALIKES = [
    "https://dropbox.com.evil.example/scl/fo/abc",
    "https://www.dropbox.com.evil.example/scl/fo/abc",
    "https://evil-dropbox.com/scl/fo/abc",
    "https://notdropbox.com/scl/fo/abc",
    "https://dr\u043epbox.com/scl/fo/abc",  # with a Cyrillic letter
    "https://www.dropbox.com@evil.example/scl/fo/abc",
    "https://drive.google.com.evil.example/drive/folders/1",
    "https://drive-google.com/drive/folders/1",
    "https://evil1drv.ms/f/s!AbCdEf",
    "https://sharepoint.com.evil.example/:f:/s/team/AbCdEf",
    "https://evilsharepoint.com/:f:/s/team/AbCdEf",
    "https://my.hidrive.com.evil.example/share/abc",
    "https://notmy.hidrive.com/share/abc",
    "https://evilbox.com/folder",
    "https://evilteamdrive.net/1234/public/AbCdEf",
    "https://evilterracloud.de/drafts",
    "https://terracloud.de.evil.example/drafts",
    "https://evilmagentacloud.de/drafts",
    "https://your-storageshare.de.evil.example/drafts",
    "https://evilyour-storageshare.de/drafts",
    "https://evilwe.tl/t-AbCdEf",
    "https://evilwetransfer.com/downloads/abc",
    "https://evilluckycloud.de/drafts",
    "https://sync.luckycloud.de.evil.example/drafts",
    "https://evilowncloud.example.com/drafts",
]


@pytest.mark.parametrize(("code", "url"), [(code, url) for code, urls in LINKS.items() for url in urls])
def test_a_link_belongs_to_its_service(code, url):
    assert recognize(url).code == code


@pytest.mark.parametrize("url", LOOK_ALIKES)
def test_a_host_that_only_looks_like_a_services_is_another(url):
    assert recognize(url) is OTHER


def test_every_service_is_recognised_here_and_known_by_its_code():
    assert set(PROVIDERS) == set(LINKS)
    assert all(code == provider.code for code, provider in PROVIDERS.items())
