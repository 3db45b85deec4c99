"""The price list, as the operator changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from admin_ui.amounts import cents_of, euros_of
from admin_ui.forms import Form
from admin_ui.page import open_operator
from admin_ui.pages.plan import NOT_AN_AMOUNT
from graphapi.i18n import message

if TYPE_CHECKING:
    from admin_ui.page import Data, Page

HOME = "plans"
NUMBERS = ("minCustomers", "maxCustomers", "maxGlobalShares")
# More digits than these are beyond GraphQL's Int.
MOST_DIGITS = 9


async def list_plans(request: web.Request) -> web.Response:
    """Show the price list."""
    page = await open_operator(request)
    return page.render("operator/plans.html", plans=(await page.run("PriceList"))["plans"])


async def show_plan(request: web.Request) -> web.Response:
    """Show a plan to be changed."""
    page = await open_operator(request)
    plan = await _plan(page)
    price = plan["monthlyPrice"]
    values = {name: plan[name] for name in ("name", *NUMBERS)}
    # Zero is a number of links, too.
    shown = {name: "" if value is None else str(value) for name, value in values.items()}
    form = Form({**shown, "monthlyAmount": euros_of(price and price["amount"], page.language)})
    return page.render("operator/plan_edit.html", form=form, plan=plan)


async def save_plan(request: web.Request) -> web.Response:
    """Change a plan."""
    page = await open_operator(request)
    form = await Form.read(request)
    wanted: Data = {"name": form.text("name")}
    for name in NUMBERS:
        text = form.text(name)
        if text and not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
            form.refuse(name, page.say(message("Please write a whole number.")))
        elif not form.wrong:
            wanted[name] = int(text) if text else None
    price = form.text("monthlyAmount")
    wanted["monthlyAmount"] = cents_of(price) if price else None
    if price and wanted["monthlyAmount"] is None:
        form.refuse("monthlyAmount", page.say(NOT_AN_AMOUNT))
    code = page.request.match_info["code"]
    if form.wrong or form.refused((await page.run("UpdatePlan", code=code, input=wanted))["updatePlan"]):
        return page.render("operator/plan_edit.html", status=form.status, form=form, plan=await _plan(page))
    raise page.done("plan-saved", to=HOME)


async def _plan(page: Page) -> Data:
    code = page.request.match_info["code"]
    found = next((plan for plan in (await page.run("PriceList"))["plans"] if plan["code"] == code), None)
    if found is None:
        raise web.HTTPNotFound
    return found


def routes() -> list[web.RouteDef]:
    """Return the routes of this noun."""
    home = f"/operator/{HOME}"
    return [
        web.get(home, list_plans),
        web.get(f"{home}/{{code}}", show_plan),
        web.post(f"{home}/{{code}}", save_plan),
    ]
