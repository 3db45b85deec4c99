"""GraphiQL, which browsers get at the API's own address, with examples for whoever is signed in."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from admin_ui.page import bare_page

if TYPE_CHECKING:
    from aiohttp import web

EXAMPLES = Path(__file__).parents[1] / "examples"
STAFFS = "owner"
FOLDERS = {"OPERATOR": "operator", "OWNER": STAFFS, "EDITOR": STAFFS, "VIEWER": STAFFS, "CUSTOMER": "customer"}


async def show_graphiql(request: web.Request) -> web.Response:
    """Show GraphiQL, which runs as whoever is signed in with this browser."""
    page = bare_page(request)
    viewer = (await page.run("Explorer"))["viewer"]
    if viewer:
        page = replace(page, language=viewer["language"].lower(), viewer=viewer)
    given = {"examples": examples(page.role), "who": viewer["id"] if viewer else ""}
    return page.render("developers/graphiql.html", given=given)


@cache
def examples(role: str | None) -> tuple[dict[str, str], ...]:
    """Return the examples for a role, None for nobody: documents with their variables, as GraphiQL's tabs hold them."""
    found: list[dict[str, str]] = []
    for path in sorted((EXAMPLES / FOLDERS.get(role or "", "anonymous")).glob("*.graphql")):
        document, variables = path.read_text("utf-8"), path.with_suffix(".json")
        # A viewer sees what an owner does, and changes nothing.
        if role != "VIEWER" or "\nmutation" not in document:
            found.append({"query": document, "variables": variables.read_text("utf-8") if variables.exists() else ""})
    return tuple(found)
