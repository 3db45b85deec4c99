"""How the partner looks to its customers, and the way in for its homepage."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from aiohttp import web

from admin_ui import theme
from admin_ui.forms import Form
from admin_ui.page import open_staff
from graphapi.colors import accent_of, contrast, text_on
from graphapi.errors import InvalidInput
from graphapi.i18n import message, translate
from graphapi.web import logo

if TYPE_CHECKING:
    from admin_ui.page import Data, Page

WRITE = "PARTNER_WRITE"
HOME = "admin/branding"
CONTACT = ("name", "email", "phone", "website")
BRANDING = ("accentColor", "welcomeText", "imprintUrl", "privacyUrl")
# One a line.
ORIGINS = "allowedOrigins"
SNIPPET_TITLE = message("To the customer account")
WHITE = "#ffffff"


async def show_branding(request: web.Request) -> web.Response:
    """Show how the portal looks, and the link to it."""
    return await _branding(await open_staff(request))


async def save(request: web.Request) -> web.Response:
    """Save name, language, colour, words, contact, legal links and the addresses of own pages."""
    page = await open_staff(request, WRITE)
    form = await Form.read(request)
    partner = await _partner(page)
    wanted = {
        "name": form.text("name"),
        "language": form.text("language"),
        "contact": {name: form.optional(f"contact.{name}") for name in CONTACT},
        "branding": {name: form.optional(f"branding.{name}") for name in BRANDING},
        ORIGINS: form[ORIGINS].splitlines(),
    }
    result = (await page.run("SaveBranding", id=partner["id"], input=wanted))["updatePartner"]
    if form.refused(result):
        for name in [name for name in form.errors if name.startswith(f"{ORIGINS}.")]:
            line = int(name.rpartition(".")[2]) + 1
            form.refuse(ORIGINS, page.say(message("Line {line}: {problem}", line=line, problem=form.errors.pop(name))))
        return await _branding(page, form=form)
    raise page.done("branding-saved", to=HOME)


async def save_logo(request: web.Request) -> web.Response:
    """Take an uploaded picture as the logo."""
    page = await open_staff(request, WRITE)
    form = Form()
    try:
        await logo.receive(request)
    except InvalidInput as error:
        for problem in error.problems:
            form.refuse(".".join(problem.path), page.say(problem.message))
        return await _branding(page, logo_form=form)
    raise page.done("logo-saved", to=HOME)


async def remove_logo(request: web.Request) -> web.Response:
    """Go back to the name alone."""
    page = await open_staff(request, WRITE)
    await logo.remove(request)
    raise page.done("logo-removed", to=HOME)


async def preview(request: web.Request) -> web.Response:
    """Show a colour as it would look, as part of a page."""
    page = await open_staff(request, WRITE)
    form = await Form.read(request)
    return page.render("admin/accent.html", accent=accent(form.text("branding.accentColor")))


def accent(color: str | None) -> Data:
    """Return what pages make of an accent colour, and how well it can be read.

    ``light`` and ``dark`` are the colours of links on such grounds; they may differ from it for the sake of contrast.
    """
    exact = accent_of(color)
    on = text_on(exact)
    light, dark = (
        theme.legible(exact, ground=ground, ratio=theme.TEXT_CONTRAST)
        for ground in (theme.LIGHT_GROUND, theme.DARK_GROUND)
    )
    return {
        "color": exact,
        "on": on,
        "on_is_white": on == WHITE,
        "ratio": round(contrast(on, exact), 1),
        "light": light,
        "dark": dark,
        "is_moved": not exact == light == dark,
    }


def snippet(partner: Data) -> str:
    """Write the HTML of a button for the partner's homepage, in its language; it needs nothing of ours."""
    color = accent_of(partner["branding"]["accentColor"])
    look = (
        f"display:inline-block;padding:.75em 1.25em;border-radius:.4em;background:{color};"
        f"color:{text_on(color)};font-weight:600;text-decoration:none"
    )
    title = translate(SNIPPET_TITLE, partner["language"].lower())
    return f'<a href="{escape(partner["portalUrl"])}" style="{look}">{escape(title)}</a>'


async def _partner(page: Page) -> Data:
    return (await page.run("Branding", writes=page.may(WRITE)))["viewer"]["partner"]


async def _branding(page: Page, *, form: Form | None = None, logo_form: Form | None = None) -> web.Response:
    partner = await _partner(page)
    shown = form or _filled(partner)
    wrong = logo_form or form
    return page.render(
        "admin/branding.html",
        status=wrong.status if wrong else 200,
        form=shown,
        logo_form=logo_form or Form(),
        partner=partner,
        accent=accent(shown.text("branding.accentColor")),
        snippet=snippet(partner),
    )


def _filled(partner: Data) -> Form:
    contact = {f"contact.{name}": partner["contact"][name] for name in CONTACT}
    branding = {f"branding.{name}": partner["branding"][name] for name in BRANDING}
    origins = {ORIGINS: "\n".join(partner.get(ORIGINS) or ())}
    return Form({"name": partner["name"], "language": partner["language"], **contact, **branding, **origins})


def routes() -> list[web.RouteDef]:
    """Return the routes of this noun."""
    home = f"/{{slug}}/{HOME}"
    return [
        web.get(home, show_branding),
        web.post(home, save),
        web.post(f"{home}/accent", preview),
        web.post("/{slug}/admin/logo", save_logo),
        web.post("/{slug}/admin/logo/remove", remove_logo),
    ]
