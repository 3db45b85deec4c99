"""The form of a folder: what it shows of a share, and what it says to the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from admin_ui.forms import Form
from admin_ui.times import from_field, to_field
from graphapi.i18n import message

if TYPE_CHECKING:
    from admin_ui.page import Data, Page

NO_TIME = message("Please write day and time like 2026-01-31T09:00.")
NO_NUMBER = message("Please write a whole number.")


def filled(page: Page, share: Data) -> Form:
    """Return the form with what a share has; its password never stands in it."""
    zone = page.settings.time_zone
    times = {name: to_field(share[name], zone) for name in ("validFrom", "validUntil")}
    texts = {name: share[name] for name in ("url", "title", "description")}
    form = Form({**texts, **times, "position": str(share["position"])})
    form.values.extend(("customerIds", recipient["id"]) for recipient in share["recipients"])
    return form


def new_share(page: Page, form: Form) -> Data:
    """Return the input of a new share, but for whom it is; what cannot be read is noted at its field."""
    return {**_texts(form), "password": form["password"] or None, **_times(page, form)}


def changes(page: Page, form: Form) -> Data:
    """Return the input of a change, but for whom it is.

    An empty password leaves the present one alone: taking it away is a box of its own to tick.
    """
    changed: dict[str, Any] = {**_texts(form), **_times(page, form)}
    if form.checked("removePassword"):
        changed["password"] = None
    elif form["password"]:
        changed["password"] = form["password"]
    try:
        changed["position"] = int(form.text("position"))
    except ValueError:
        form.refuse("position", page.say(NO_NUMBER))
    return changed


def _texts(form: Form) -> Data:
    return {"url": form.text("url"), "title": form.optional("title"), "description": form.optional("description")}


def _times(page: Page, form: Form) -> Data:
    times: dict[str, str | None] = {}
    for name in ("validFrom", "validUntil"):
        text = form.text(name)
        try:
            times[name] = from_field(text, page.settings.time_zone) if text else None
        except ValueError:
            form.refuse(name, page.say(NO_TIME))
    return times
