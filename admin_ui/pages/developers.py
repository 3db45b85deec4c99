"""The page for frontend developers: how to begin, and what is worth knowing of the API."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from aiohttp import web

from admin_ui.page import open_page
from graphapi.codes import CODES
from schema.build import graphql_schema

if TYPE_CHECKING:
    from graphql import GraphQLEnumType

# Whole programs, which tests run as they stand there.
SNIPPETS = Path(__file__).parents[1] / "snippets"
# The server they speak of, by HTTP and by websocket.
DEMO = "127.0.0.1:8080"


async def show_developers(request: web.Request) -> web.Response:
    """Show the page, with snippets that speak of this server."""
    page = await open_page(request)
    base = page.settings.base_url
    snippets = {name: speaking_of(base, text) for name, text in _snippets().items()}
    settings = page.settings
    limits = [
        ("levels", settings.max_depth),
        ("fields", settings.max_fields),
        ("aliases", settings.max_aliases),
        ("directives", settings.max_directives),
        ("operations", settings.max_operations),
        ("tokens", settings.max_tokens),
        ("cost", settings.max_cost),
    ]
    return page.render(
        "developers/developers.html",
        base=base,
        settings=settings,
        snippets=snippets,
        user_errors=_user_errors(),
        errors=[{"code": code.value, "text": about} for code, about in CODES.items()],
        limits=limits,
    )


def speaking_of(base: str, text: str) -> str:
    """Return a snippet with a server's address in place of the demo's."""
    for scheme in ("http", "ws"):
        text = text.replace(f"{scheme}://{DEMO}", base.replace("http", scheme, 1))
    return text


@cache
def _user_errors() -> list[dict[str, str]]:
    values = cast("GraphQLEnumType", graphql_schema.type_map["ErrorCode"]).values
    return [{"code": code, "text": value.description or ""} for code, value in values.items()]


@cache
def _snippets() -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in SNIPPETS.iterdir()}


def routes() -> list[web.RouteDef]:
    """Return the routes of this noun."""
    return [web.get("/developers", show_developers)]
