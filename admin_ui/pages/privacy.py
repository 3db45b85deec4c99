"""Privacy: the data-processing agreement, and exports of what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from admin_ui.forms import Form
from admin_ui.page import open_operator, open_signed_in, open_staff
from admin_ui.pages.partners import partner_page

if TYPE_CHECKING:
    from admin_ui.page import Data, Page

LANGUAGES = {"de": "DE", "en": "EN"}


async def show_privacy(request: web.Request) -> web.Response:
    """Show how the agreement stands, and what was exported."""
    page = await open_staff(request, "AGREEMENTS_READ")
    return await _privacy(page, Form())


async def export(request: web.Request) -> web.Response:
    """Have everything of the partner exported."""
    page = await open_staff(request, "PARTNER_EXPORT")
    form = await Form.read(request)
    wanted = {"includePasswords": form.checked("includePasswords")}
    if form.refused((await page.run("ExportPartner", input=wanted))["exportPartner"]):
        return await _privacy(page, form)
    raise page.done("export-started", to="admin/privacy")


async def export_of(request: web.Request) -> web.Response:
    """Have everything of a partner exported, as an operator."""
    page = await open_operator(request)
    partner_id, form = request.match_info["partner"], Form()
    if form.refused((await page.run("ExportPartner", input={"partnerId": partner_id}))["exportPartner"]):
        return await partner_page(page, form)
    raise page.done("export-started", to=f"partners/{partner_id}")


async def export_customer(request: web.Request) -> web.Response:
    """Send a file with what is kept of a customer."""
    return await _customer_data(await open_staff(request, "CUSTOMERS_EXPORT"), request.match_info["id"])


async def export_own(request: web.Request) -> web.Response:
    """Send a customer a file with what is kept of it."""
    page = await open_signed_in(request)
    customer = (await page.run("OwnCustomer"))["viewer"]["customer"]
    if customer is None:
        raise web.HTTPForbidden
    return await _customer_data(page, customer["id"])


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


async def _privacy(page: Page, form: Form) -> web.Response:
    partner = (await page.run("Privacy"))["viewer"]["partner"]
    return page.render("admin/privacy.html", status=form.status, form=form, partner=partner)


async def _customer_data(page: Page, customer_id: str) -> web.Response:
    data = (await page.run("ExportCustomerData", id=customer_id))["exportCustomerData"]
    if data["__typename"] != "CustomerDataExported":
        raise web.HTTPNotFound
    disposition = f'attachment; filename="{data["fileName"]}"'
    return web.Response(
        text=data["json"],
        content_type="application/json",
        headers={"Content-Disposition": disposition, "Cache-Control": "no-store"},
    )


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
        web.post("/{slug}/admin/privacy/export", export),
        web.post("/{slug}/admin/customers/{id}/export", export_customer),
        web.post("/{slug}/profile/data", export_own),
        web.get("/operator/partners/{partner}/agreement", show_agreement_of),
        web.post("/operator/partners/{partner}/export", export_of),
    ]
