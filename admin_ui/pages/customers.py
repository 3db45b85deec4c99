"""The partner's customers: the list, and each one's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from admin_ui.forms import Form
from admin_ui.listing import Listing, Option
from admin_ui.page import open_staff
from graphapi.i18n import message

if TYPE_CHECKING:
    from admin_ui.page import Data, Page

WRITE = "CUSTOMERS_WRITE"
STATES = (
    Option("", message("All states")),
    Option("draft", message("Drafts"), ["DRAFT"]),
    Option("invited", message("Invited"), ["INVITED"]),
    Option("active", message("Active"), ["ACTIVE"]),
    Option("disabled", message("Disabled"), ["DISABLED"]),
)
ORDERS = (
    Option("", message("By name"), {"field": "NAME", "direction": "ASC"}),
    Option("newest", message("Newest first"), {"field": "CREATED_AT", "direction": "DESC"}),
    Option("seen", message("Last signed in first"), {"field": "LAST_SIGN_IN_AT", "direction": "DESC"}),
    Option("unseen", message("Longest away first"), {"field": "LAST_SIGN_IN_AT", "direction": "ASC"}),
    Option("email", message("By e-mail address"), {"field": "EMAIL", "direction": "ASC"}),
)
REQUIRED = ("firstName", "lastName", "email")
OPTIONAL = ("company", "number", "username", "note")
FOLDER = ("url", "title", "password", "description")


async def start(request: web.Request) -> web.Response:
    """Lead to where the work is: the customers."""
    page = await open_staff(request)
    raise web.HTTPSeeOther(page.url("admin/customers"))


async def list_customers(request: web.Request) -> web.Response:
    """List the customers, and what of the plan they use."""
    page = await open_staff(request)
    listing = Listing(page, "admin/customers", status=STATES, sort=ORDERS)
    narrowed = {"search": listing.search, "status": listing.meaning("status")}
    data = await page.run("Customers", **listing.variables, filter=narrowed, sort=listing.meaning("sort"))
    return page.render(
        "admin/customers.html",
        listing=listing,
        customers=data["customers"],
        partner=data["viewer"]["partner"],
    )


async def show_new(request: web.Request) -> web.Response:
    """Ask for a new customer and its first folder."""
    page = await open_staff(request, WRITE)
    return _new(page, Form({"language": page.portal and page.portal["language"], "invite": "yes"}))


async def create(request: web.Request) -> web.Response:
    """Add the customer."""
    page = await open_staff(request, WRITE)
    form = await Form.read(request)
    invite = form.checked("invite")
    wanted = _details(form) | {"shares": _folders(form), "invite": invite}
    result = (await page.run("CreateCustomer", input=wanted))["createCustomer"]
    if form.refused(result):
        return _new(page, form)
    notice = "customer-invited" if invite else "customer-created"
    raise page.done(notice, to=_path(result["customer"]["id"]))


async def show_customer(request: web.Request) -> web.Response:
    """Show a customer with its folders."""
    return await _customer(await open_staff(request), Form())


async def show_edit(request: web.Request) -> web.Response:
    """Show a customer's details to be changed."""
    page = await open_staff(request, WRITE)
    customer = await _found(page, "CustomerToEdit")
    fields = ("language", *REQUIRED, *OPTIONAL)
    return page.render(
        "admin/customer_edit.html", form=Form({name: customer[name] for name in fields}), customer=customer
    )


async def update(request: web.Request) -> web.Response:
    """Change a customer's details."""
    page = await open_staff(request, WRITE)
    form = await Form.read(request)
    result = (await page.run("UpdateCustomer", id=_id(page), input=_details(form)))["updateCustomer"]
    if form.refused(result):
        customer = await _found(page, "CustomerToEdit")
        return page.render("admin/customer_edit.html", status=form.status, form=form, customer=customer)
    raise page.done("customer-saved", to=_path(_id(page)))


async def send_invitation(request: web.Request) -> web.Response:
    """Invite a draft, or send the invitation again."""
    return await _act(request, "SendInvitation", "invitation-sent")


async def disable(request: web.Request) -> web.Response:
    """Keep a customer out."""
    return await _act(request, "DisableCustomer", "customer-disabled")


async def enable(request: web.Request) -> web.Response:
    """Let a customer back in."""
    return await _act(request, "EnableCustomer", "customer-enabled")


async def show_delete(request: web.Request) -> web.Response:
    """Ask once whether a customer is to be erased, and say what goes with it."""
    page = await open_staff(request, WRITE)
    customer = await _found(page, "CustomerToDelete")
    lone = [share for share in customer["shares"] if len(share["recipients"]) == 1]
    return page.render("admin/customer_delete.html", customer=customer, lone=lone)


async def delete(request: web.Request) -> web.Response:
    """Erase a customer; one that is gone already is all right too."""
    page = await open_staff(request, WRITE)
    await page.run("DeleteCustomer", id=_id(page))
    raise page.done("customer-deleted", to="admin/customers")


async def _act(request: web.Request, operation: str, notice: str) -> web.Response:
    page = await open_staff(request, WRITE)
    form = Form()
    (result,) = (await page.run(operation, id=_id(page))).values()
    if form.refused(result):
        return await _customer(page, form)
    raise page.done(notice, to=_path(_id(page)))


async def _customer(page: Page, form: Form) -> web.Response:
    customer = await _found(page, "CustomerPage")
    return page.render("admin/customer.html", status=form.status, form=form, customer=customer)


def _new(page: Page, form: Form) -> web.Response:
    return page.render("admin/customer_new.html", status=form.status, form=form)


async def _found(page: Page, operation: str) -> Data:
    customer = (await page.run(operation, id=_id(page)))["customer"]
    if customer is None:
        raise web.HTTPNotFound
    return customer


def _details(form: Form) -> Data:
    required = {name: form.text(name) for name in REQUIRED}
    optional = {name: form.optional(name) for name in OPTIONAL}
    return {**required, **optional, "language": form.optional("language")}


def _folders(form: Form) -> list[Data]:
    # The password is kept as it was typed, blanks included.
    values = {name: form[f"shares.0.{name}"] for name in FOLDER}
    if not any(value.strip() for value in values.values()):
        return []
    return [{**values, "url": values["url"].strip()}]


def _id(page: Page) -> str:
    return page.request.match_info["id"]


def _path(customer_id: str) -> str:
    return f"admin/customers/{customer_id}"


def routes() -> list[web.RouteDef]:
    """Return the routes of this noun."""
    home = "/{slug}/admin/customers"
    return [
        web.get("/{slug}/admin", start),
        web.get(home, list_customers),
        web.get(f"{home}/new", show_new),
        web.post(f"{home}/new", create),
        web.get(f"{home}/{{id}}", show_customer),
        web.get(f"{home}/{{id}}/edit", show_edit),
        web.post(f"{home}/{{id}}/edit", update),
        web.post(f"{home}/{{id}}/invitation", send_invitation),
        web.post(f"{home}/{{id}}/disable", disable),
        web.post(f"{home}/{{id}}/enable", enable),
        web.get(f"{home}/{{id}}/delete", show_delete),
        web.post(f"{home}/{{id}}/delete", delete),
    ]
