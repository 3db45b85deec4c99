"""A page under way: whose portal it belongs to, who looks at it, in which language, and how it answers.

A handler opens its page with one of the ``open_*`` functions, which also decide who may be there; it then runs
operations and renders a template. ``page`` is what every template knows besides the values given to it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from aiohttp import web

from admin_ui import navigation
from admin_ui.forms import Form
from admin_ui.notices import NOTICES
from graphapi.codes import Code
from graphapi.colors import accent_of
from graphapi.i18n import DEFAULT_LANGUAGE, Message, message, preferred_language, translate
from graphapi.lines import SECONDS_TO_CLEAR_A_LINE
from graphapi.web.keys import DATABASE, REQUEST_ID, SETTINGS
from schema.build import runner
from schema.http import context_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from admin_ui.rendering import Renderer
    from graphapi.settings import Settings

PRODUCT = message("Digital customer account")
OPERATOR_HOME = "/operator"
CUSTOMER = "CUSTOMER"
OPERATOR = "OPERATOR"

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shell:
    """What all pages share."""

    renderer: Renderer
    operations: Mapping[str, str]


SHELL = web.AppKey("admin_ui", Shell)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page for one request.

    ``viewer`` is who is signed in here: None for strangers, who may well be signed in elsewhere. ``portal`` is None
    outside of portals. Both are as the operations in ``frame.graphql`` give them.
    """

    request: web.Request
    language: str
    home: str
    viewer: Data | None = None
    portal: Data | None = None

    # -------------------------------------------------------------------------------------------- what handlers do

    async def run(self, operation: str, /, **variables: object) -> Data:
        """Run an operation of the documents as whoever is signed in.

        Raises what a top-level error comes to: the way to the sign-in, 400, 403, 429 or 500.
        """
        return await _run(self.request, self.language, operation, variables)

    def render(self, template: str, /, *, status: int = 200, **values: object) -> web.Response:
        """Answer with a template; it gets the values and ``page``."""
        shell = self.request.app[SHELL]
        text = shell.renderer.render(template, self.language, {**values, "page": self})
        headers = {"Cache-Control": "no-store", "Content-Language": self.language}
        form = values.get("form")
        if isinstance(form, Form) and form.retry_after is not None:
            headers["Retry-After"] = str(form.retry_after)
        return web.Response(text=text, status=status, content_type="text/html", headers=headers)

    def done(self, notice: str, /, to: str = "") -> web.HTTPSeeOther:
        """Make the way on after something was done: to a path behind the home, which then shows the notice."""
        if notice not in NOTICES:
            raise KeyError(notice)
        return web.HTTPSeeOther(f"{self.url(to)}?done={notice}")

    def to_sign_in(self) -> web.HTTPSeeOther:
        """Make the way to the sign-in, and back here afterwards if this was reading only."""
        reading = self.request.method in {"GET", "HEAD"} and self.request.path != self.home
        return web.HTTPSeeOther(f"{self.home}?next={quote(self.request.path_qs, safe='')}" if reading else self.home)

    def say(self, text: Message) -> str:
        """Write a message in the page's language."""
        return translate(text, self.language)

    # ------------------------------------------------------------------------------------------ what templates ask

    def url(self, path: str = "") -> str:
        """Return the address of a path behind the home, such as ``profile``."""
        return f"{self.home.rstrip('/')}/{path}" if path else self.home

    def may(self, permission: str) -> bool:
        """Tell whether the viewer has a permission of the API, such as ``CUSTOMERS_WRITE``."""
        return self.viewer is not None and permission in self.viewer["permissions"]

    @property
    def settings(self) -> Settings:
        """The server's settings."""
        return self.request.app[SETTINGS]

    @property
    def number(self) -> str | None:
        """The request's number, by which it is found in the log."""
        return self.request.get(REQUEST_ID)

    @property
    def name(self) -> str:
        """The name the page goes by: the partner's, and the product's where there is no portal."""
        return self.portal["name"] if self.portal else self.say(PRODUCT)

    @property
    def theme(self) -> str | None:
        """The address of the partner's stylesheet; it changes with the colour and may thus be kept for good."""
        if self.portal is None:
            return None
        color = accent_of(self.portal["branding"]["accentColor"])
        return f"{self.home}/theme.css?v={color.removeprefix('#')}"

    @property
    def notice(self) -> str | None:
        """What was just done, if anything."""
        notice = NOTICES.get(self.request.query.get("done", ""))
        return self.say(notice) if notice else None

    @property
    def agreement_pending(self) -> bool:
        """Whether the viewer is to be asked to accept the data-processing agreement, which the page at hand is not."""
        partner = self.viewer["partner"] if self.viewer else None
        return bool(partner and partner["agreementPending"]) and not self.request.path.endswith("/admin/agreement")

    @property
    def frame(self) -> str:
        """The frame for pages that look different to different people."""
        return "frames/customer.html" if self.role == CUSTOMER else "frames/staff.html"

    @property
    def role(self) -> str | None:
        """The viewer's role, None for strangers."""
        return self.viewer["role"] if self.viewer else None

    @property
    def navigation(self) -> list[dict[str, Any]]:
        """The entries of the viewer's navigation; ``current`` marks the one we are in."""
        entries = navigation.OPERATOR if self.role == OPERATOR else navigation.PARTNER
        return [
            {
                "href": self.url(entry.path),
                "title": self.say(entry.title),
                "icon": entry.icon,
                "current": f"{self.request.path}/".startswith(f"{self.url(entry.path)}/"),
            }
            for entry in entries
            if self.may(entry.permission)
        ]


PAGE: web.RequestKey[Page] = web.RequestKey("page", Page)


async def open_page(request: web.Request) -> Page:
    """Open a page for anybody; in a portal, for those who belong to it and for strangers.

    Raises 404 where there is no such portal, 403 where it is suspended, and sends on from a portal's former address.
    """
    slug = request.match_info.get("slug")
    return await _open_portal(request, slug) if slug else await _open_outside(request)


async def open_staff(request: web.Request, permission: str | None = None) -> Page:
    """Open a page for the partner's staff, or for those of it with a permission.

    Sends strangers to sign in; raises 403 for customers and whoever lacks the permission.
    """
    page = await open_signed_in(request)
    if page.role == CUSTOMER or (permission is not None and not page.may(permission)):
        raise web.HTTPForbidden
    return page


async def open_operator(request: web.Request) -> Page:
    """Open a page for operators; sends everybody else to sign in."""
    return await open_signed_in(request)


async def open_signed_in(request: web.Request) -> Page:
    """Open a page for whoever belongs here; sends strangers to sign in."""
    page = await open_page(request)
    if page.viewer is None:
        raise page.to_sign_in()
    return page


def landing(page: Page, role: str | None = None) -> str:
    """Return where a role's work begins; the viewer's own by default."""
    match role or page.role:
        case "CUSTOMER" | None:
            return page.home
        case "OPERATOR":
            return page.url(navigation.OPERATOR[0].path)
        case _:
            return page.url(navigation.PARTNER[0].path)


def bare_page(request: web.Request) -> Page:
    """Return the page as far as it was opened, for saying that something went wrong."""
    if PAGE in request:
        return request[PAGE]
    language = preferred_language(request.headers.get("Accept-Language", "")) or DEFAULT_LANGUAGE
    return Page(request=request, language=language, home="/")


async def find_page(request: web.Request) -> None:
    """Open the page an unknown address belongs to, so that a portal says in its own look that there is nothing."""
    if PAGE in request:
        return
    # Errors become pages outside of everything else, where the database has been let go of again.
    with request.app[DATABASE].active():
        with suppress(web.HTTPException):
            await _open_portal(request, request.path.strip("/").partition("/")[0])
        if PAGE not in request:
            await _open_outside(request)


async def run_bare(request: web.Request, operation: str, /, **variables: object) -> Data:
    """Run an operation without opening a page, for what is no page."""
    return await _run(request, DEFAULT_LANGUAGE, operation, variables)


async def _open_portal(request: web.Request, slug: str) -> Page:
    frame = await run_bare(request, "PortalFrame", slug=slug)
    viewer, portal = frame["viewer"], frame["portal"]
    if portal is None:
        raise web.HTTPNotFound
    if portal["slug"] != slug and request.method in {"GET", "HEAD"}:
        raise web.HTTPPermanentRedirect(request.path_qs.replace(f"/{slug}", f"/{portal['slug']}", 1))
    if viewer and (viewer["partner"] is None or viewer["partner"]["slug"] != portal["slug"]):
        viewer = None
    language = (viewer or portal)["language"].lower()
    page = Page(request=request, language=language, home=f"/{portal['slug']}", viewer=viewer, portal=portal)
    request[PAGE] = page
    if portal["suspended"]:
        raise web.HTTPForbidden
    return page


async def _open_outside(request: web.Request) -> Page:
    viewer = (await run_bare(request, "Frame"))["viewer"]
    in_console = request.path == OPERATOR_HOME or request.path.startswith(f"{OPERATOR_HOME}/")
    if viewer and not (in_console and viewer["role"] == OPERATOR):
        viewer = None
    language = viewer["language"].lower() if viewer else bare_page(request).language
    page = Page(request=request, language=language, home=OPERATOR_HOME if in_console else "/", viewer=viewer)
    request[PAGE] = page
    return page


async def _run(request: web.Request, language: str, operation: str, variables: Mapping[str, object]) -> Data:
    text = request.app[SHELL].operations[operation]
    # Every run has a context of its own: its loaders keep what they have read.
    context = replace(context_of(request), language=language, is_trusted=True)
    result = await runner.run(text, context, variables=variables)
    if result.errors or result.data is None:
        raise _failure(request, {error.get("extensions", {}).get("code") for error in result.errors})
    return result.data


def _failure(request: web.Request, codes: set[str | None]) -> web.HTTPException:
    if Code.UNAUTHENTICATED in codes:
        return bare_page(request).to_sign_in()
    if Code.FORBIDDEN in codes:
        return web.HTTPForbidden()
    if Code.RATE_LIMITED in codes:
        return web.HTTPTooManyRequests(headers={"Retry-After": str(SECONDS_TO_CLEAR_A_LINE)})
    # The documents are checked at start: what is left to be wrong is what a form was made to send.
    return web.HTTPBadRequest() if codes == {Code.BAD_USER_INPUT} else web.HTTPInternalServerError()
