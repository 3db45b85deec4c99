"""Posted forms: what was typed, and what the API has to say about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiohttp import web
from multidict import MultiDict

if TYPE_CHECKING:
    from collections.abc import Mapping

# Taking a form apart lets nobody else run; the largest of ours, every character of it written as %F0%9F%98%80 or so,
# is a third of this. A hundred recipients are the most fields.
MAX_BYTES = 256 * 1024
MAX_FIELDS = 500


class Form:
    """A form's values by field name, the error of each field, and the problem that belongs to none.

    Fields bear the names of the API's input, nested ones joined by dots (``shares.0.url``), so that an error finds its
    field by itself. ``status`` is what the page that shows the form is answered with.
    """

    def __init__(self, values: Mapping[str, Any] | None = None) -> None:
        self.values: MultiDict[str] = MultiDict({name: str(value) for name, value in (values or {}).items() if value})
        self.errors: dict[str, str] = {}
        self.problem: str | None = None
        self.status = 200
        # In how many seconds the next try counts.
        self.retry_after: int | None = None

    @classmethod
    async def read(cls, request: web.Request) -> Form:
        """Read the form of a request.

        Raises 415 for one with files or not in UTF-8, 413 for one larger than any of ours, 400 for what cannot be read.
        """
        # Python knows charsets whose decoding takes quadratic time, or gives what no text can hold.
        is_utf8 = (request.charset or "utf-8").lower() in {"utf-8", "utf8"}
        if request.content_type != "application/x-www-form-urlencoded" or not is_utf8:
            raise web.HTTPUnsupportedMediaType
        body = await request.read()
        if len(body) > MAX_BYTES or body.count(b"&") >= MAX_FIELDS:
            raise web.HTTPRequestEntityTooLarge(max_size=MAX_BYTES, actual_size=len(body))
        form = cls()
        try:
            posted = await request.post()
        except (LookupError, ValueError):
            raise web.HTTPBadRequest from None
        for name, value in posted.items():
            if isinstance(value, str):
                form.values.add(name, value)
        return form

    def __getitem__(self, name: str) -> str:
        """Return what was typed, as it was typed; nothing for a field that is not there."""
        return self.values.get(name, "")

    def text(self, name: str) -> str:
        """Return what was typed without the blanks round it."""
        return self[name].strip()

    def optional(self, name: str) -> str | None:
        """Return what was typed without the blanks round it, None for nothing."""
        return self.text(name) or None

    def all(self, name: str) -> list[str]:
        """Return every value of a field that may have several."""
        return self.values.getall(name, [])

    def checked(self, name: str) -> bool:
        """Tell whether a checkbox is ticked."""
        return name in self.values

    @property
    def wrong(self) -> bool:
        """Tell whether there is anything to mend."""
        return bool(self.errors or self.problem)

    def refuse(self, name: str, error: str) -> None:
        """Note what is wrong with a field."""
        self.errors.setdefault(name, error)
        self.status = 422

    def refused(self, result: Mapping[str, Any]) -> bool:
        """Tell whether a mutation's result is a UserError, and note what it says (fragment Refusal)."""
        if "code" not in result:
            return False
        for field in result.get("fields", ()):
            self.refuse(".".join(field["path"]), field["message"])
        if "path" in result:
            self.refuse(".".join(result["path"]), result["message"])
        if not self.errors:
            self.problem = result["message"]
        self.status = 429 if result["code"] == "THROTTLED" else 422
        self.retry_after = result.get("retryAfterSeconds")
        return True
