"""A partner's team: who works on its pages, and as what. Owners see to it, and operators for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from admin_ui.forms import Form
from admin_ui.page import open_operator, open_staff
from admin_ui.pages import partners

if TYPE_CHECKING:
    from admin_ui.page import Data, Page

WRITE = "MEMBERS_WRITE"


async def show_team(request: web.Request) -> web.Response:
    """List the team."""
    return await _team(await open_staff(request), Form())


async def show_new(request: web.Request) -> web.Response:
    """Ask for a new member."""
    page = await _open(request)
    return _new(page, Form({"role": "EDITOR"}))


async def invite(request: web.Request) -> web.Response:
    """Add a member and send its invitation."""
    page = await _open(request)
    form = await Form.read(request)
    wanted = {
        "name": form.text("name"),
        "email": form.text("email"),
        "role": form.text("role"),
        "partnerId": page.request.match_info.get("partner"),
    }
    result = (await page.run("InviteMember", input=wanted))["inviteMember"]
    if form.refused(result):
        return _new(page, form)
    raise page.done("member-invited", to=_home(page))


async def show_edit(request: web.Request) -> web.Response:
    """Show a member to be changed."""
    page = await _open(request)
    member = await _member(page)
    return _edit(page, Form({"name": member["name"], "role": member["role"]}), member)


async def update(request: web.Request) -> web.Response:
    """Change a member's name and role."""
    page = await _open(request)
    form = await Form.read(request)
    wanted = {"name": form.text("name"), "role": form.text("role")}
    result = (await page.run("UpdateMember", id=_id(page), input=wanted))["updateMember"]
    if form.refused(result):
        return _edit(page, form, await _member(page))
    raise page.done("member-saved", to=_home(page))


async def send_invitation(request: web.Request) -> web.Response:
    """Send a member's invitation again."""
    page = await _open(request)
    form = Form()
    result = (await page.run("SendMemberInvitation", id=_id(page)))["sendMemberInvitation"]
    if form.refused(result):
        return await (partners.partner_page(page, form) if _is_operators(page) else _team(page, form))
    raise page.done("invitation-sent", to=_home(page))


async def show_remove(request: web.Request) -> web.Response:
    """Ask once whether a member is to go."""
    page = await _open(request)
    return _removal(page, Form(), await _member(page))


async def remove(request: web.Request) -> web.Response:
    """Remove a member; whoever removes itself stands before the sign-in."""
    page = await _open(request)
    form = Form()
    result = (await page.run("RemoveMember", id=_id(page)))["removeMember"]
    if form.refused(result) and result["code"] != "NOT_FOUND":
        return _removal(page, form, await _member(page))
    raise page.done("member-removed", to=_home(page))


async def _open(request: web.Request) -> Page:
    return await (open_staff(request, WRITE) if "slug" in request.match_info else open_operator(request))


async def _team(page: Page, form: Form) -> web.Response:
    members = (await page.run("Team"))["viewer"]["partner"]["members"]
    return page.render("admin/team.html", status=form.status, form=form, members=members, home=page.url(_home(page)))


def _new(page: Page, form: Form) -> web.Response:
    return page.render("admin/member_new.html", status=form.status, form=form, back=page.url(_home(page)))


def _edit(page: Page, form: Form, member: Data) -> web.Response:
    back = page.url(_home(page))
    return page.render("admin/member_edit.html", status=form.status, form=form, member=member, back=back)


def _removal(page: Page, form: Form, member: Data) -> web.Response:
    back = page.url(_home(page))
    return page.render("admin/member_remove.html", status=form.status, form=form, member=member, back=back)


async def _member(page: Page) -> Data:
    member = (await page.run("MemberPage", id=_id(page)))["node"]
    if not member:
        raise web.HTTPNotFound
    return member


def _is_operators(page: Page) -> bool:
    return "partner" in page.request.match_info


def _home(page: Page) -> str:
    return f"partners/{page.request.match_info['partner']}" if _is_operators(page) else "admin/team"


def _id(page: Page) -> str:
    return page.request.match_info["id"]


def routes() -> list[web.RouteDef]:
    """Return the routes of this noun."""
    return [
        web.get("/{slug}/admin/team", show_team),
        *(
            route
            for home in ("/{slug}/admin/team", "/operator/partners/{partner}/team")
            for route in (
                web.get(f"{home}/new", show_new),
                web.post(f"{home}/new", invite),
                web.get(f"{home}/{{id}}", show_edit),
                web.post(f"{home}/{{id}}", update),
                web.post(f"{home}/{{id}}/invitation", send_invitation),
                web.get(f"{home}/{{id}}/remove", show_remove),
                web.post(f"{home}/{{id}}/remove", remove),
            )
        ),
    ]
