from __future__ import annotations

import gzip
import re

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from admin_ui import static_files


@pytest.fixture
async def client():
    app = web.Application()
    app.add_routes(static_files.routes())
    async with TestClient(TestServer(app)) as client:
        yield client


async def test_a_file_is_kept_for_good_under_its_version(client: TestClient):
    response = await client.get(static_files.static_url("base.css"))

    assert response.status == 200
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


async def test_an_older_version_is_answered_but_not_kept(client: TestClient):
    response = await client.get("/static/0123456789ab/base.css")

    assert response.status == 200
    assert response.headers["Cache-Control"] == "no-cache"


async def test_files_travel_packed(client: TestClient):
    response = await client.get(static_files.static_url("vendor/pico.min.css"), headers={"Accept-Encoding": "gzip"})

    assert response.headers["Content-Encoding"] == "gzip"
    assert int(response.headers["Content-Length"]) < 15_000
    assert len(await response.read()) == len(static_files.static_files()["vendor/pico.min.css"].content)


@pytest.mark.parametrize("name", ["missing.css", "../page.py", "..%2fpage.py", "%2e%2e/page.py", "/etc/passwd"])
async def test_there_is_no_way_out_of_the_folder(client: TestClient, name: str):
    response = await client.get(f"/static/{static_files.version()}/{name}")

    assert response.status == 404


def test_a_file_that_is_not_there_has_no_address():
    with pytest.raises(KeyError):
        static_files.static_url("missing.css")


def test_nothing_comes_from_elsewhere():
    for name, file in static_files.static_files().items():
        text = file.content.decode()
        assert file.packed is None or gzip.decompress(file.packed) == file.content
        if not name.startswith("vendor/"):
            assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)", text) == [], name
