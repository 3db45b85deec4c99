"""Privacy: the data-processing agreement, for owners and, to read, for operators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from admin_ui.forms import Form
from admin_ui.page import open_operator, open_staff

if TYPE_CHECKING:
    from admin_ui.page import Data, Page

LANGUAGES = {"de": "DE", "en": "EN"}


async def show_privacy(request: web.Request) -> web.Response:
    """Show how the agreement stands."""
    page = await open_staff(request, "AGREEMENTS_READ")
    partner = (await page.run("Privacy"))["viewer"]["partner"]
    return page.render("admin/privacy.html", partner=partner)


async def show_agreement(request: web.Request) -> web.Response:
    """Show the agreement, to be read, accepted and printed."""
    page = await open_staff(request, "AGREEMENTS_READ")
    return await _agreement(page, Form(), request.query.get("language", ""))


async def accept(request: web.Request) -> web.Response:
    """Accept the agreement that was read."""
    page = await open_staff(request, "AGREEMENTS_WRITE")
    form = await Form.read(request)
    language = LANGUAGES.get(form["language"].lower(), "DE")
    accepted = await page.run("AcceptAgreement", input={"version": form["version"], "language": language})
    if form.refused(accepted["acceptDataProcessingAgreement"]):
        return await _agreement(page, form, language.lower())
    raise page.done("agreement-accepted", to="admin/privacy")


async def show_agreement_of(request: web.Request) -> web.Response:
    """Show a partner's agreement to an operator."""
    page = await open_operator(request)
    agreement = await _found(page, request.query.get("language", ""), partnerId=request.match_info["partner"])
    return page.render("operator/agreement.html", agreement=agreement, partner_id=request.match_info["partner"])


async def _agreement(page: Page, form: Form, language: str) -> web.Response:
    return page.render("admin/agreement.html", status=form.status, form=form, agreement=await _found(page, language))


async def _found(page: Page, language: str, **whose: str) -> Data:
    wanted = LANGUAGES.get(language, page.language.upper())
    agreement = (await page.run("Agreement", language=wanted, **whose))["dataProcessingAgreement"]
    if agreement is None:
        raise web.HTTPNotFound
    return agreement


def routes() -> list[web.RouteDef]:
    """Return the routes of these pages."""
    return [
        web.get("/{slug}/admin/privacy", show_privacy),
        web.get("/{slug}/admin/agreement", show_agreement),
        web.post("/{slug}/admin/agreement", accept),
        web.get("/operator/partners/{partner}/agreement", show_agreement_of),
    ]
