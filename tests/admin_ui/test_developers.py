from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest

from admin_ui.pages.developers import SNIPPETS, speaking_of
from graphapi.codes import Code
from schema.errors import ErrorCode
from tests.admin_ui.visiting import statements_of

CLIENTS = Path(__file__).parents[1] / "clients"


def programs(html):
    """The programs on the page, by their names."""
    return {name: unescape(text) for name, text in re.findall(r'<code id="([^"]+)">(.*?)</code>', html, re.DOTALL)}


async def test_it_shows_every_snippet_as_it_is_tested(browser, settings):
    shown = programs((await browser.get("/developers")).html)

    assert shown == {path.name: speaking_of(settings.base_url, path.read_text("utf-8")) for path in SNIPPETS.iterdir()}


@pytest.mark.parametrize(
    ("base", "named"),
    [
        ("http://127.0.0.1:9000", ["http://127.0.0.1:9000/graphql", "ws://127.0.0.1:9000/graphql"]),
        ("https://konto.example.com", ["https://konto.example.com/graphql", "wss://konto.example.com/graphql"]),
    ],
)
def test_snippets_speak_of_the_server_they_are_read_at(base, named):
    text = "http://127.0.0.1:8080/graphql ws://127.0.0.1:8080/graphql"

    assert speaking_of(base, text).split() == named


async def test_what_is_to_be_installed_is_what_the_snippets_are_run_with(browser):
    html = (await browser.get("/developers")).html
    named = {
        name for line in re.findall(r"npm install (?:--save-dev )?([^\n<]+)", html) for name in unescape(line).split()
    }

    assert named - json.loads((CLIENTS / "package.json").read_text())["dependencies"].keys() == set()


async def test_every_kind_of_error_is_explained(browser):
    html = (await browser.get("/developers")).html
    codes = [*ErrorCode, *Code]

    assert [code for code in codes if f"<code>{code.value}</code>" not in html] == []


async def test_a_rate_limit_that_is_off_is_not_told_of(browser, settings):
    page = await browser.get("/developers")

    assert (settings.rate_limit, "requests a minute" in page.html) == (0, False)


async def test_every_chapter_is_in_the_contents(browser):
    html = (await browser.get("/developers")).html

    chapters = re.findall(r'<h[12] id="([^"]*)"', html)
    assert re.findall(r'<a href="#([^"]*)"', html.partition('class="side"')[2]) == chapters


async def test_it_reads_nothing_but_who_is_there(browser):
    await browser.sign_in("/north", "anna")

    assert await statements_of(browser, "/developers") == 2


async def test_in_german_it_says_that_it_is_in_english(browser):
    assert "Diese Seite ist auf Englisch." in (await browser.get("/developers", language="de")).text
