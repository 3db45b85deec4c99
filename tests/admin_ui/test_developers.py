from __future__ import annotations

import re
from html import unescape

from admin_ui.pages.developers import DEMO, SNIPPETS
from schema.errors import ErrorCode
from tests.statements import recorded_statements


def programs(html):
    """The programs on the page, by the names that stand above them."""
    figures = re.findall(r"<figcaption>(.*?)</figcaption>\s*<pre[^>]*><code>(.*?)</code>", html, re.DOTALL)
    return {name.rpartition("/")[2]: unescape(text) for name, text in figures}


async def test_it_shows_every_snippet_as_it_is_tested(browser, settings):
    shown = programs((await browser.get("/developers")).html)

    assert shown == {
        path.name: path.read_text("utf-8").replace(DEMO, settings.base_url).rstrip("\n") + "\n"
        for path in SNIPPETS.iterdir()
    }


async def test_every_kind_of_error_is_explained(browser):
    page = await browser.get("/developers")

    assert [code.value for code in ErrorCode if f"<code>{code.value}</code>" not in page.html] == []


async def test_every_chapter_is_in_the_contents(browser):
    html = (await browser.get("/developers")).html

    chapters = re.findall(r'<h[12] id="([^"]*)"', html)
    assert re.findall(r'<a href="#([^"]*)"', html.partition('class="side"')[2]) == chapters


async def test_it_reads_nothing_but_who_is_there(browser):
    await browser.sign_in("/north", "anna")
    with recorded_statements() as statements:
        page = await browser.get("/developers", language="de")

    assert "Diese Seite ist auf Englisch." in page.text
    assert len([text for text in statements if '"mail"' not in text]) == 2
