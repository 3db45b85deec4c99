"""The operator's partners: the list, and each one's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from admin_ui.forms import Form
from admin_ui.listing import Listing, Option
from admin_ui.page import open_operator
from graphapi.i18n import message

if TYPE_CHECKING:
    from admin_ui.page import Data, Page

HOME = "partners"
STATES = (
    Option("", message("All states")),
    Option("active", message("Active"), ["ACTIVE"]),
    Option("suspended", message("Suspended"), ["SUSPENDED"]),
    Option("closed", message("Closed"), ["CLOSED"]),
)
ORDERS = (
    Option("", message("By name"), {"field": "NAME", "direction": "ASC"}),
    Option("newest", message("Newest first"), {"field": "CREATED_AT", "direction": "DESC"}),
    Option("largest", message("Most customers first"), {"field": "CUSTOMERS", "direction": "DESC"}),
)
BILLING = ("company", "street", "postalCode", "city", "country", "email")


async def list_partners(request: web.Request) -> web.Response:
    """List the partners."""
    page = await open_operator(request)
    listing = Listing(page, HOME, kept=("plan",), status=STATES, sort=ORDERS)
    plan = listing.kept["plan"] or None
    narrowed = {"search": listing.search, "status": listing.meaning("status"), "planCode": plan}
    data = await page.run("Partners", **listing.variables, filter=narrowed, sort=listing.meaning("sort"))
    return page.render("operator/partners.html", listing=listing, partners=data["partners"], plans=data["plans"])


async def show_new(request: web.Request) -> web.Response:
    """Ask for a new partner."""
    page = await open_operator(request)
    return await _new(page, Form({"planCode": "free", "language": "DE", "billing.country": "DE"}))


async def create(request: web.Request) -> web.Response:
    """Set the partner up."""
    page = await open_operator(request)
    form = await Form.read(request)
    wanted = {name: form.text(name) for name in ("name", "slug", "ownerName", "ownerEmail", "planCode", "language")}
    result = (await page.run("CreatePartner", input={**wanted, "billing": billing_of(form)}))["createPartner"]
    if form.refused(result):
        return await _new(page, form)
    raise page.done("partner-created", to=f"{HOME}/{result['partner']['id']}")


async def show_partner(request: web.Request) -> web.Response:
    """Show a partner: its plan, its use of it, its team."""
    return await partner_page(await open_operator(request), Form())


async def show_edit(request: web.Request) -> web.Response:
    """Show a partner's name and address to be changed."""
    page = await open_operator(request)
    partner = await _found(page, "PartnerToEdit")
    form = Form({name: partner[name] for name in ("name", "slug", "language")})
    return page.render("operator/partner_edit.html", form=form, partner=partner)


async def update(request: web.Request) -> web.Response:
    """Change a partner's name and address."""
    page = await open_operator(request)
    form = await Form.read(request)
    wanted = {name: form.text(name) for name in ("name", "slug", "language")}
    result = (await page.run("UpdatePartner", id=_id(page), input=wanted))["updatePartner"]
    if form.refused(result):
        partner = await _found(page, "PartnerToEdit")
        return page.render("operator/partner_edit.html", status=form.status, form=form, partner=partner)
    raise page.done("partner-saved", to=f"{HOME}/{_id(page)}")


async def show_suspend(request: web.Request) -> web.Response:
    """Ask once why a partner is to be suspended."""
    page = await open_operator(request)
    return page.render("operator/partner_suspend.html", form=Form(), partner=await _found(page, "PartnerToEdit"))


async def suspend(request: web.Request) -> web.Response:
    """Close a partner's portal for now."""
    page = await open_operator(request)
    form = await Form.read(request)
    result = (await page.run("SuspendPartner", id=_id(page), input={"reason": form["reason"]}))["suspendPartner"]
    if form.refused(result):
        partner = await _found(page, "PartnerToEdit")
        return page.render("operator/partner_suspend.html", status=form.status, form=form, partner=partner)
    raise page.done("partner-suspended", to=f"{HOME}/{_id(page)}")


async def resume(request: web.Request) -> web.Response:
    """Open a partner's portal again."""
    page = await open_operator(request)
    form = Form()
    if form.refused((await page.run("ResumePartner", id=_id(page)))["resumePartner"]):
        return await partner_page(page, form)
    raise page.done("partner-resumed", to=f"{HOME}/{_id(page)}")


async def show_delete(request: web.Request) -> web.Response:
    """Ask for the name of a partner that is to be deleted."""
    page = await open_operator(request)
    return page.render("operator/partner_delete.html", form=Form(), partner=await _found(page, "PartnerToEdit"))


async def delete(request: web.Request) -> web.Response:
    """Erase a partner."""
    page = await open_operator(request)
    form = await Form.read(request)
    if form.refused((await page.run("DeletePartner", id=_id(page), input={"name": form["name"]}))["deletePartner"]):
        partner = await _found(page, "PartnerToEdit")
        return page.render("operator/partner_delete.html", status=form.status, form=form, partner=partner)
    raise page.done("partner-deleted", to=HOME)


async def partner_page(page: Page, form: Form) -> web.Response:
    """Show a partner's page, with what could not be done on top."""
    partner = await _found(page, "PartnerPage")
    return page.render("operator/partner.html", status=form.status, form=form, partner=partner)


async def _new(page: Page, form: Form) -> web.Response:
    plans = (await page.run("PlansToChoose"))["plans"]
    base = f"{page.settings.base_url}/"
    return page.render("operator/partner_new.html", status=form.status, form=form, plans=plans, base=base)


async def _found(page: Page, operation: str) -> Data:
    partner = (await page.run(operation, id=_id(page)))["partner"]
    if partner is None:
        raise web.HTTPNotFound
    return partner


def billing_of(form: Form) -> Data | None:
    """Return the billing details of a form; None if there are none."""
    details = {name: form.text(f"billing.{name}") for name in BILLING}
    vat_id = form.optional("billing.vatId")
    # The country is filled in from the start: alone it does not mean that anybody wanted to give billing details.
    if not vat_id and not any(value for name, value in details.items() if name != "country"):
        return None
    return {**details, "vatId": vat_id}


def _id(page: Page) -> str:
    return page.request.match_info["partner"]


def routes() -> list[web.RouteDef]:
    """Return the routes of this noun."""
    home = f"/operator/{HOME}"
    return [
        web.get(home, list_partners),
        web.get(f"{home}/new", show_new),
        web.post(f"{home}/new", create),
        web.get(f"{home}/{{partner}}", show_partner),
        web.get(f"{home}/{{partner}}/edit", show_edit),
        web.post(f"{home}/{{partner}}/edit", update),
        web.get(f"{home}/{{partner}}/suspend", show_suspend),
        web.post(f"{home}/{{partner}}/suspend", suspend),
        web.post(f"{home}/{{partner}}/resume", resume),
        web.get(f"{home}/{{partner}}/delete", show_delete),
        web.post(f"{home}/{{partner}}/delete", delete),
    ]
