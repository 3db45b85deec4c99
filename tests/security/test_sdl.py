"""The SDL over HTTP: for everybody, and sent once to whoever keeps it."""

from __future__ import annotations

import gzip

import pytest

from schema.build import sdl

ADDRESS = "/schema.graphql"


async def test_the_sdl_is_served_as_text_that_a_browser_shows(server):
    response = await server.get(ADDRESS)

    assert (response.status, response.headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert await response.text() == sdl()
    assert response.headers["Cache-Control"] == "public, no-cache"


async def test_it_is_packed_for_whoever_can_unpack_it(server):
    plain, packed = [
        (await server.raw(f"GET {ADDRESS} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{accepting}\r\n".encode())).split(
            b"\r\n\r\n", 1
        )[1]
        for accepting in ("", "Accept-Encoding: br, gzip\r\n")
    ]

    assert gzip.decompress(packed) == plain == sdl().encode()


@pytest.mark.parametrize("form", ["{tag}", "W/{tag}", '"other", {tag}', "*"])
async def test_whoever_has_it_gets_nothing_but_that_word(server, form):
    tag = (await server.get(ADDRESS)).headers["ETag"]

    response = await server.get(ADDRESS, headers={"If-None-Match": form.format(tag=tag.removeprefix("W/"))})

    assert (response.status, await response.read(), response.headers["ETag"]) == (304, b"", tag)


async def test_whoever_has_another_gets_this_one(server):
    response = await server.get(ADDRESS, headers={"If-None-Match": '"0000000000000000"'})

    assert (response.status, await response.text()) == (200, sdl())


async def test_head_tells_of_it_without_sending_it(server):
    response = await server.request("HEAD", ADDRESS)

    assert (response.status, await response.read()) == (200, b"")
    assert response.headers["ETag"].startswith('W/"')
