"""Looking at pages as people with all kinds of eyes, hands and screens do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.async_playwright import Axe

if TYPE_CHECKING:
    from playwright.async_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


async def problems(page: Page, path: str | None = None) -> list[str]:
    """What is wrong with a page by the rules of WCAG 2.2 AA, and whether it must be scrolled sideways."""
    if path is not None:
        await page.goto(path)
    result = await Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}, "preload": False})
    wrong = [f"{found['id']}: {found['nodes'][0]['html']}" for found in result.response["violations"]]
    if await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        wrong.append("wider than the screen")
    return wrong
