"""A partner's plan: what it costs and holds, changing and cancelling it, and its invoices. For owners and operators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiohttp import web

from admin_ui.amounts import cents_of
from admin_ui.forms import Form
from admin_ui.listing import Listing
from admin_ui.page import OPERATOR, open_operator, open_staff
from admin_ui.pages.partners import billing_of
from graphapi.i18n import message

if TYPE_CHECKING:
    from admin_ui.page import Data, Page

READ = "BILLING_READ"
NOT_AN_AMOUNT = message("Please write the amount in euros, such as 20.00.")


async def show_plan(request: web.Request) -> web.Response:
    """Show the plan with its meter, the price list and the invoices."""
    page = await _open(request)
    return await _plan(page, Form())


async def show_change(request: web.Request) -> web.Response:
    """Show what a change costs before the click."""
    page = await _open(request)
    return await _change(page, Form({"planCode": request.query.get("plan", "")}))


async def change(request: web.Request) -> web.Response:
    """Change the plan."""
    page = await _open(request)
    form = await Form.read(request)
    wanted: dict[str, Any] = {"planCode": form.text("planCode"), **_of_partner(page)}
    if form.text("monthlyAmount"):
        wanted["monthlyAmount"] = _amount(page, form)
    if form.wrong or form.refused((await page.run("ChangePlan", input=wanted))["changePlan"]):
        return await _change(page, form)
    raise page.done("plan-changed", to=_home(page))


async def show_cancel(request: web.Request) -> web.Response:
    """Ask once whether the plan is to end."""
    page = await _open(request)
    partner, _ = await _facts(page)
    return page.render("admin/plan_cancel.html", form=Form(), partner=partner, here=page.url(_home(page)))


async def cancel(request: web.Request) -> web.Response:
    """Let the plan end with its period."""
    page = await _open(request)
    form = Form()
    if form.refused((await page.run("CancelSubscription", input=_of_partner(page)))["cancelSubscription"]):
        return await _plan(page, form)
    raise page.done("plan-canceled", to=_home(page))


async def withdraw(request: web.Request) -> web.Response:
    """Let a cancelled plan go on."""
    page = await _open(request)
    form = Form()
    if form.refused((await page.run("WithdrawCancellation", input=_of_partner(page)))["withdrawCancellation"]):
        return await _plan(page, form)
    raise page.done("plan-goes-on", to=_home(page))


async def set_price(request: web.Request) -> web.Response:
    """Set the price that the operator has agreed with the partner."""
    page = await _open(request)
    form = await Form.read(request)
    wanted = {**_of_partner(page), "monthlyAmount": _amount(page, form)}
    if form.wrong or form.refused((await page.run("SetSubscriptionPrice", input=wanted))["setSubscriptionPrice"]):
        return await _plan(page, form)
    raise page.done("price-set", to=_home(page))


async def show_billing(request: web.Request) -> web.Response:
    """Show whom invoices go to, to be changed."""
    page = await _open(request)
    billing = (await _facts(page))[0]["billing"] or {"country": "DE"}
    return _billing(page, Form({f"billing.{name}": value for name, value in billing.items()}))


async def save_billing(request: web.Request) -> web.Response:
    """Change whom invoices go to."""
    page = await _open(request)
    form = await Form.read(request)
    partner, _ = await _facts(page)
    result = (await page.run("SaveBilling", id=partner["id"], input={"billing": billing_of(form)}))["updatePartner"]
    if form.refused(result):
        return _billing(page, form)
    raise page.done("billing-saved", to=_home(page))


async def _plan(page: Page, form: Form) -> web.Response:
    listing = Listing(page, _home(page))
    partner, plans = await _facts(page, **listing.variables)
    limit = partner["usage"]["customerLimit"]
    return page.render(
        "admin/plan.html",
        status=form.status,
        form=form,
        listing=listing,
        partner=partner,
        plans=plans,
        larger=next((plan for plan in plans if limit is not None and _holds_more(plan, limit)), None),
        here=page.url(_home(page)),
        seller=page.settings.seller,
    )


async def _change(page: Page, form: Form) -> web.Response:
    partner, _ = await _facts(page)
    wanted = {"planCode": form.text("planCode"), **_of_partner(page)}
    quote = (await page.run("PlanQuote", **wanted))["planQuote"]
    if quote is None:
        raise web.HTTPNotFound
    here = page.url(_home(page))
    return page.render("admin/plan_change.html", status=form.status, form=form, partner=partner, quote=quote, here=here)


def _billing(page: Page, form: Form) -> web.Response:
    return page.render("admin/billing.html", status=form.status, form=form, here=page.url(_home(page)))


async def _facts(page: Page, **variables: object) -> tuple[Data, list[Data]]:
    if page.role == OPERATOR:
        data = await page.run("PlanOfPartner", id=page.request.match_info["partner"], **variables)
        partner = data["partner"]
    else:
        data = await page.run("Plan", **variables)
        partner = data["viewer"]["partner"]
    if partner is None:
        raise web.HTTPNotFound
    return partner, data["plans"]


def _holds_more(plan: Data, limit: int) -> bool:
    return plan["maxCustomers"] is None or plan["maxCustomers"] > limit


def _amount(page: Page, form: Form) -> int:
    amount = cents_of(form.text("monthlyAmount"))
    if amount is None:
        form.refuse("monthlyAmount", page.say(NOT_AN_AMOUNT))
    return amount or 0


async def _open(request: web.Request) -> Page:
    return await (open_operator(request) if "partner" in request.match_info else open_staff(request, READ))


def _of_partner(page: Page) -> Data:
    return {"partnerId": page.request.match_info["partner"]} if page.role == OPERATOR else {}


def _home(page: Page) -> str:
    return f"partners/{page.request.match_info['partner']}/plan" if page.role == OPERATOR else "admin/plan"


def routes() -> list[web.RouteDef]:
    """Return the routes of this noun."""
    found: list[web.RouteDef] = []
    for home in ("/{slug}/admin/plan", "/operator/partners/{partner}/plan"):
        found += [
            web.get(home, show_plan),
            web.get(f"{home}/change", show_change),
            web.post(f"{home}/change", change),
            web.get(f"{home}/cancel", show_cancel),
            web.post(f"{home}/cancel", cancel),
            web.post(f"{home}/withdraw", withdraw),
            web.get(f"{home}/billing", show_billing),
            web.post(f"{home}/billing", save_billing),
        ]
    return [*found, web.post("/operator/partners/{partner}/plan/price", set_price)]
