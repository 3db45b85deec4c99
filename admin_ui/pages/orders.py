"""Orders: the public form, and the operator's list, in which they are accepted or declined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from admin_ui.forms import Form
from admin_ui.listing import Listing, Option
from admin_ui.page import open_operator, open_page
from admin_ui.pages.partners import billing_of
from graphapi.i18n import message

if TYPE_CHECKING:
    from admin_ui.page import Data, Page

HOME = "orders"
FORM = "order"
# Not on the page, to people's eyes: whoever fills it in is a program.
HONEYPOT = "website"
STATES = (
    Option("", message("All states")),
    Option("open", message("Awaiting decision"), ["OPEN"]),
    Option("accepted", message("Accepted"), ["ACCEPTED"]),
    Option("declined", message("Declined"), ["DECLINED"]),
)


async def show_form(request: web.Request) -> web.Response:
    """Show the price list, and ask for an order."""
    page = await open_page(request)
    return await _form(page, Form({"planCode": request.query.get("plan", "free")}))


async def place(request: web.Request) -> web.Response:
    """Place an order."""
    page = await open_page(request)
    form = await Form.read(request)
    if not form[HONEYPOT]:
        wanted = {name: form.text(name) for name in ("company", "contactName", "email", "planCode")}
        wanted |= {"phone": form.optional("phone"), "note": form.optional("note"), "language": page.language.upper()}
        if form.refused((await page.run("PlaceOrder", input=wanted))["placeOrder"]):
            return await _form(page, form)
    raise web.HTTPSeeOther(page.url(f"{FORM}/sent"))


async def show_sent(request: web.Request) -> web.Response:
    """Say what comes next."""
    return (await open_page(request)).render("public/order_sent.html")


async def list_orders(request: web.Request) -> web.Response:
    """List the orders, the newest first."""
    page = await open_operator(request)
    listing = Listing(page, HOME, status=STATES)
    data = await page.run("Orders", **listing.variables, filter={"status": listing.meaning("status")})
    order_form = f"{page.settings.base_url}/{FORM}"
    return page.render("operator/orders.html", listing=listing, orders=data["orders"], order_form=order_form)


async def show_order(request: web.Request) -> web.Response:
    """Show an order."""
    page = await open_operator(request)
    return page.render("operator/order.html", order=await _found(page))


async def show_accept(request: web.Request) -> web.Response:
    """Ask for what an order does not say, and fill in what it does."""
    page = await open_operator(request)
    order = await _found(page)
    slug = (await page.run("SuggestedSlug", name=order["company"]))["suggestedSlug"]
    form = Form(
        {
            "name": order["company"],
            "slug": slug,
            "ownerName": order["contactName"],
            "ownerEmail": order["email"],
            "planCode": order["plan"]["code"],
            "billing.country": "DE",
        }
    )
    return await _accept(page, form)


async def accept(request: web.Request) -> web.Response:
    """Make an order a partner."""
    page = await open_operator(request)
    form = await Form.read(request)
    wanted = {name: form.text(name) for name in ("name", "slug", "ownerName", "ownerEmail", "planCode")}
    accepted = await page.run("AcceptOrder", id=_id(page), input={**wanted, "billing": billing_of(form)})
    result = accepted["acceptOrder"]
    if form.refused(result):
        return await _accept(page, form)
    raise page.done("partner-created", to=f"partners/{result['partner']['id']}")


async def show_decline(request: web.Request) -> web.Response:
    """Ask once, and for the reason."""
    page = await open_operator(request)
    return page.render("operator/order_decline.html", form=Form(), order=await _found(page))


async def decline(request: web.Request) -> web.Response:
    """Decline an order."""
    page = await open_operator(request)
    form = await Form.read(request)
    declined = await page.run("DeclineOrder", id=_id(page), input={"reason": form.optional("reason")})
    if form.refused(declined["declineOrder"]):
        return page.render("operator/order_decline.html", status=form.status, form=form, order=await _found(page))
    raise page.done("order-declined", to=f"{HOME}/{_id(page)}")


async def _form(page: Page, form: Form) -> web.Response:
    plans = (await page.run("PlansToChoose"))["plans"]
    return page.render("public/order.html", status=form.status, form=form, plans=plans)


async def _accept(page: Page, form: Form) -> web.Response:
    plans = (await page.run("PlansToChoose"))["plans"]
    base, order = f"{page.settings.base_url}/", await _found(page)
    return page.render("operator/order_accept.html", status=form.status, form=form, plans=plans, base=base, order=order)


async def _found(page: Page) -> Data:
    order = (await page.run("OrderPage", id=_id(page)))["node"]
    if not order:
        raise web.HTTPNotFound
    return order


def _id(page: Page) -> str:
    return page.request.match_info["order"]


def routes() -> list[web.RouteDef]:
    """Return the routes of this noun."""
    home = f"/operator/{HOME}"
    return [
        web.get(f"/{FORM}", show_form),
        web.post(f"/{FORM}", place),
        web.get(f"/{FORM}/sent", show_sent),
        web.get(home, list_orders),
        web.get(f"{home}/{{order}}", show_order),
        web.get(f"{home}/{{order}}/accept", show_accept),
        web.post(f"{home}/{{order}}/accept", accept),
        web.get(f"{home}/{{order}}/decline", show_decline),
        web.post(f"{home}/{{order}}/decline", decline),
    ]
