"""All pages, put together for the application."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from admin_ui import static_files
from admin_ui.documents import load_documents
from admin_ui.page import SHELL, Shell
from admin_ui.pages import (
    access_tokens,
    activity,
    branding,
    customer_files,
    customers,
    developers,
    email_changes,
    front,
    home,
    invoices,
    mailbox,
    mails,
    orders,
    partners,
    passwords,
    plan,
    plans,
    privacy,
    profile,
    shares,
    sign_in,
    support,
    team,
    theme,
)
from admin_ui.rendering import TEMPLATES, Renderer
from graphapi.web.keys import SETTINGS
from schema.build import graphql_schema

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from aiohttp import web


def setup(app: web.Application) -> None:
    """Prepare what pages need, checking every document; raises ValueError for one that does not fit the schema."""
    app[SHELL] = _shell(app[SETTINGS].time_zone)


@cache
def _shell(time_zone: ZoneInfo) -> Shell:
    """Return what all pages share, once for all applications of a process: checking takes half a second."""
    return Shell(renderer=Renderer(time_zone=time_zone), operations=load_documents(TEMPLATES, graphql_schema))


def routes() -> list[web.RouteDef]:
    """Return all routes; those at fixed addresses come before the portals', whose first segment may be anything."""
    everybodys = (
        static_files,
        front,
        developers,
        mailbox,
        sign_in,
        passwords,
        email_changes,
        profile,
        home,
        theme,
        orders,
    )
    # Its fixed addresses come before those with a customer's id.
    partners_own = (customer_files, customers, shares, team, branding, plan, privacy, activity, access_tokens)
    operators_own = (partners, support, invoices, plans, mails)
    modules = (*everybodys, *partners_own, *operators_own)
    found = [route for module in modules for route in module.routes()]
    return sorted(found, key=lambda route: route.path.startswith("/{slug}"))
