"""The partner's folders: those that some customers receive, and the global links that all do."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from aiohttp import web

from admin_ui.forms import Form
from admin_ui.listing import Listing, Option
from admin_ui.page import open_staff
from admin_ui.share_form import changes, filled, new_share
from graphapi.i18n import message

if TYPE_CHECKING:
    from admin_ui.page import Data, Page

WRITE = "SHARES_WRITE"
MAX_RECIPIENTS = 100
GLOBAL = "global-links"
ORDERS = (
    Option("", message("By title"), {"field": "TITLE", "direction": "ASC"}),
    Option("newest", message("Newest first"), {"field": "CREATED_AT", "direction": "DESC"}),
    Option("opened", message("Last opened first"), {"field": "LAST_OPENED_AT", "direction": "DESC"}),
    Option("unopened", message("Longest unopened first"), {"field": "LAST_OPENED_AT", "direction": "ASC"}),
    Option("position", message("As customers see them"), {"field": "POSITION", "direction": "ASC"}),
)


async def list_shares(request: web.Request) -> web.Response:
    """List the folders with who receives them."""
    page = await open_staff(request)
    listing = Listing(page, "admin/shares", sort=ORDERS)
    narrowed = {"search": listing.search, "audience": "SELECTED"}
    data = await page.run("Shares", **listing.variables, filter=narrowed, sort=listing.meaning("sort"))
    return page.render("admin/shares.html", listing=listing, shares=data["shares"])


async def list_global_links(request: web.Request) -> web.Response:
    """List the global links, and what of the plan they use."""
    page = await open_staff(request)
    data = await page.run("GlobalLinks")
    partner = data["viewer"]["partner"]
    bound = partner["usage"]["globalShareLimit"]
    larger = (
        plan for plan in data["plans"] if plan["maxGlobalShares"] is None or plan["maxGlobalShares"] > (bound or 0)
    )
    return page.render("admin/global_links.html", partner=partner, larger=next(larger, None))


async def show_share(request: web.Request) -> web.Response:
    """Show a folder with all who receive it."""
    page = await open_staff(request)
    share = (await page.run("SharePage", id=_id(page)))["share"]
    if share is None:
        raise web.HTTPNotFound
    return page.render("admin/share.html", share=share, home=page.url(_home(page)))


async def show_new(request: web.Request) -> web.Response:
    """Ask for a new folder, for a customer if the address names one."""
    page = await open_staff(request, WRITE)
    form = Form()
    if customer := request.query.get("customer"):
        form.values.extend([("customer", customer), ("customerIds", customer)])
    return await _form(page, form)


async def create(request: web.Request) -> web.Response:
    """Add the folder, or go on choosing who receives it."""
    page = await open_staff(request, WRITE)
    form = await Form.read(request)
    if _is_finding(form):
        return await _form(page, form)
    wanted = new_share(page, form) | {"audience": "EVERYONE" if _is_global(page) else "SELECTED"}
    if not _is_global(page):
        wanted["customerIds"] = form.all("customerIds")
    if not form.wrong:
        result = (await page.run("CreateShare", input=wanted))["createShare"]
        if not form.refused(result):
            raise page.done("share-created", to=_origin(form) or _home(page))
    return await _form(page, form)


async def show_edit(request: web.Request) -> web.Response:
    """Show a folder to be changed."""
    return await _form(await open_staff(request, WRITE), None)


async def update(request: web.Request) -> web.Response:
    """Change the folder, or go on choosing who receives it."""
    page = await open_staff(request, WRITE)
    form = await Form.read(request)
    if _is_finding(form):
        return await _form(page, form)
    wanted = changes(page, form)
    if not _is_global(page):
        wanted["customerIds"] = form.all("customerIds")
    if not form.wrong:
        result = (await page.run("UpdateShare", id=_id(page), input=wanted))["updateShare"]
        if not form.refused(result):
            raise page.done("share-saved", to=_origin(form) or f"{_home(page)}/{_id(page)}")
    return await _form(page, form)


async def show_delete(request: web.Request) -> web.Response:
    """Ask once whether a folder's entry is to go."""
    page = await open_staff(request, WRITE)
    return await _deletion(page, Form({"customer": request.query.get("customer", "")}))


async def delete(request: web.Request) -> web.Response:
    """Remove the folder's entry for all who receive it; one that is gone already is all right too."""
    page = await open_staff(request, WRITE)
    form = await Form.read(request)
    await page.run("DeleteShare", id=_id(page))
    raise page.done("share-deleted", to=_origin(form) or _home(page))


async def withdraw(request: web.Request) -> web.Response:
    """Take the folder away from one of several customers."""
    page = await open_staff(request, WRITE)
    form = await Form.read(request)
    share = await _share_to_delete(page)
    left = [customer["id"] for customer in share["recipients"] if customer["id"] != form["customer"]]
    result = (await page.run("UpdateShare", id=_id(page), input={"customerIds": left}))["updateShare"]
    if form.refused(result):
        return await _deletion(page, form)
    raise page.done("share-withdrawn", to=_origin(form) or _home(page))


async def recognize(request: web.Request) -> web.Response:
    """Say which service a link belongs to, as part of a page."""
    page = await open_staff(request, WRITE)
    form = await Form.read(request)
    url = form.text("url") or form.text("shares.0.url")
    provider = (await page.run("RecognizeLink", url=url))["recognizeLink"] if url else None
    return page.render("admin/recognized.html", provider=provider)


async def _form(page: Page, form: Form | None) -> web.Response:
    """Show the form of a new or present folder; without one, that of the present folder as it is saved."""
    share_id = page.request.match_info.get("id")
    data = await page.run(
        "ShareForm",
        id=share_id or "",
        exists=share_id is not None,
        picks=not _is_global(page),
        ids=form.all("customerIds")[:MAX_RECIPIENTS] if form else [],
        search=form.text("search") if form else "",
    )
    share: Data | None = data.get("share")
    if share_id is not None and share is None:
        raise web.HTTPNotFound
    if share is not None and form is None:
        form, recipients = filled(page, share), share["recipients"]
        form.values.add("customer", page.request.query.get("customer", ""))
    else:
        recipients = [customer for customer in data.get("nodes", ()) if customer]
    form = form or Form()
    return page.render(
        "admin/share_form.html",
        status=form.status,
        form=form,
        share=share,
        is_global=_is_global(page),
        zone=page.settings.time_zone.key,
        recipients=recipients,
        found=_others(data, recipients),
        more="customers" in data and data["customers"]["pageInfo"]["hasNextPage"],
        back=page.url(_origin(form) or (f"{_home(page)}/{share_id}" if share_id else _home(page))),
    )


async def _deletion(page: Page, form: Form) -> web.Response:
    share = await _share_to_delete(page)
    customer = next((one for one in share["recipients"] if one["id"] == form["customer"]), None)
    return page.render(
        "admin/share_delete.html",
        status=form.status,
        form=form,
        share=share,
        customer=customer,
        here=page.url(f"{_home(page)}/{_id(page)}"),
        back=page.url(_origin(form) or f"{_home(page)}/{_id(page)}"),
    )


async def _share_to_delete(page: Page) -> Data:
    share = (await page.run("ShareToDelete", id=_id(page)))["share"]
    if share is None:
        raise web.HTTPNotFound
    return share


def _is_finding(form: Form) -> bool:
    """Tell whether customers are to be found: also by the Enter key, after another search than the last one."""
    return form.checked("find") or form.text("search") not in {"", form.text("searched")}


def _others(data: Data, recipients: list[Data]) -> list[Data]:
    """Return the customers found that are not chosen already."""
    chosen = {customer["id"] for customer in recipients}
    return [customer for customer in data.get("customers", {"nodes": ()})["nodes"] if customer["id"] not in chosen]


def _origin(form: Form) -> str | None:
    """Return the path of the customer's page that one came from."""
    customer = form.text("customer")
    return f"admin/customers/{quote(customer, safe='')}" if customer else None


def _id(page: Page) -> str:
    return page.request.match_info["id"]


def _is_global(page: Page) -> bool:
    return page.request.match_info["kind"] == GLOBAL


def _home(page: Page) -> str:
    return f"admin/{page.request.match_info['kind']}"


def routes() -> list[web.RouteDef]:
    """Return the routes of this noun."""
    home = f"/{{slug}}/admin/{{kind:shares|{GLOBAL}}}"
    return [
        web.get("/{slug}/admin/shares", list_shares),
        web.get(f"/{{slug}}/admin/{GLOBAL}", list_global_links),
        web.get(f"{home}/new", show_new),
        web.post(f"{home}/new", create),
        web.get(f"{home}/{{id}}", show_share),
        web.get(f"{home}/{{id}}/edit", show_edit),
        web.post(f"{home}/{{id}}/edit", update),
        web.get(f"{home}/{{id}}/delete", show_delete),
        web.post(f"{home}/{{id}}/delete", delete),
        web.post(f"{home}/{{id}}/withdraw", withdraw),
        web.post("/{slug}/admin/recognized", recognize),
    ]
