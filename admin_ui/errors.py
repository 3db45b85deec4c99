"""What a browser shows when a page cannot be shown, in the look of the portal it was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from admin_ui.page import bare_page, find_page
from graphapi.i18n import Message, message

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

FIRST_ERROR = 400
FIRST_SERVER_ERROR = 500
PASSED_ON = ("Allow", "Retry-After")

TEXTS: dict[int, tuple[Message, Message]] = {
    403: (
        message("This is not open to you"),
        message("Your account does not permit what you asked for. If you need it, ask somebody with more rights."),
    ),
    404: (
        message("There is nothing here"),
        message("The address may be misspelt, or what was here has been removed."),
    ),
    413: (
        message("That was too much at once"),
        message("What you sent is larger than we accept. Please send less, or a smaller file."),
    ),
    429: (
        message("One moment, please"),
        message("There were too many requests in a short time. Please wait a minute and try again."),
    ),
    500: (
        message("Something went wrong"),
        message("That is our fault, not yours. Please try again in a moment; your data is safe."),
    ),
}
OTHERWISE = (
    message("That did not work"),
    message("Your browser sent something we could not read. Please go back and try again."),
)


@web.middleware
async def error_pages(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Show errors as pages to browsers; programs get them as they are. To be outside of all other middleware."""
    try:
        return await handler(request)
    except web.HTTPException as error:
        if error.status < FIRST_ERROR or "text/html" not in request.headers.get("Accept", ""):
            raise
        if error.status == web.HTTPNotFound.status_code:
            await find_page(request)
        page = error_page(request, error.status)
        page.headers.update({name: error.headers[name] for name in PASSED_ON if name in error.headers})
        return page


def error_page(request: web.Request, status: int) -> web.Response:
    """Write the page for an error."""
    page = bare_page(request)
    if page.portal and page.portal["suspended"]:
        return page.render("errors/suspended.html", status=status)
    title, text = TEXTS.get(status, OTHERWISE if status < FIRST_SERVER_ERROR else TEXTS[FIRST_SERVER_ERROR])
    return page.render("errors/error.html", status=status, title=page.say(title), text=page.say(text))
