"""The profile of whoever is signed in: settings, password, devices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from admin_ui.forms import Form
from admin_ui.page import OPERATOR, open_signed_in
from graphapi.i18n import message

if TYPE_CHECKING:
    from admin_ui.page import Page

WRONG_PASSWORD = message("This is not your present password.")


async def show_profile(request: web.Request) -> web.Response:
    """Show the profile."""
    return await _profile(await open_signed_in(request))


async def save_profile(request: web.Request) -> web.Response:
    """Save user name and language."""
    page = await open_signed_in(request)
    form = await Form.read(request)
    settings: dict[str, str | None] = {"language": form.text("language")}
    if page.role != OPERATOR:
        settings["username"] = form.optional("username")
    result = (await page.run("UpdateProfile", input=settings))["updateProfile"]
    if form.refused(result):
        return await _profile(page, settings=form)
    raise page.done("profile-saved", to="profile")


async def change_password(request: web.Request) -> web.Response:
    """Change the password, for whoever knows the present one."""
    page = await open_signed_in(request)
    form = await Form.read(request)
    passwords = {"currentPassword": form["currentPassword"], "newPassword": form["newPassword"]}
    result = (await page.run("ChangePassword", input=passwords))["changePassword"]
    if result["__typename"] == "InvalidCredentials":
        form.refuse("currentPassword", page.say(WRONG_PASSWORD))
    if form.wrong or form.refused(result):
        return await _profile(page, password=form)
    raise page.done("password-changed", to="profile")


async def change_email(request: web.Request) -> web.Response:
    """Have a link mailed to a new address, for whoever knows the password."""
    page = await open_signed_in(request)
    form = await Form.read(request)
    wanted = {"currentPassword": form["presentPassword"], "email": form.text("email")}
    result = (await page.run("ChangeEmail", input=wanted))["changeEmail"]
    if result["__typename"] == "InvalidCredentials":
        form.refuse("presentPassword", page.say(WRONG_PASSWORD))
    if form.wrong or form.refused(result):
        return await _profile(page, email=form)
    raise page.done("email-asked", to="profile")


async def end_session(request: web.Request) -> web.Response:
    """Sign another device out; one that is gone already is all right too."""
    page = await open_signed_in(request)
    await page.run("RevokeSession", id=request.match_info["id"])
    raise page.done("session-ended", to="profile")


async def _profile(
    page: Page, *, settings: Form | None = None, email: Form | None = None, password: Form | None = None
) -> web.Response:
    viewer = (await page.run("Profile"))["viewer"]
    form = settings or email or password
    return page.render(
        "portal/profile.html",
        status=form.status if form else 200,
        form=form or Form(),
        viewer=viewer,
        settings=settings or Form({"username": viewer["username"], "language": viewer["language"]}),
        email=email or Form(),
        password=password or Form(),
        sessions=viewer["sessions"],
    )


def routes() -> list[web.RouteDef]:
    """Return the routes of this noun."""
    return [
        route
        for home in ("/operator", "/{slug}")
        for route in (
            web.get(f"{home}/profile", show_profile),
            web.post(f"{home}/profile", save_profile),
            web.post(f"{home}/profile/email", change_email),
            web.post(f"{home}/profile/password", change_password),
            web.post(f"{home}/profile/sessions/{{id}}/end", end_session),
        )
    ]
