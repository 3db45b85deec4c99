"""Lists: what of one an address asks for, and the addresses of its other pages and orders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from admin_ui.page import Page
    from graphapi.i18n import Message

PAGE_SIZE = 25
MAX_SEARCH = 200


@dataclass(frozen=True, slots=True)
class Option:
    """One of a menu's choices: its value in the address, its title, and what it means to the API."""

    value: str
    title: Message
    meaning: Any = None


class Listing:
    """A list as its address asks for it: the search, a choice from each menu, the page.

    The first option of a menu is what holds without a choice, and for a value that is none of the options. ``kept`` are
    further parameters that narrow it.
    """

    def __init__(self, page: Page, path: str, /, *, kept: Sequence[str] = (), **menus: Sequence[Option]) -> None:
        query = page.request.query
        self.path = page.url(path)
        self.search = query.get("search", "").strip()[:MAX_SEARCH]
        self.kept = {name: query.get(name, "") for name in kept}
        self._say = page.say
        self._menus = menus
        self._chosen = {name: _chosen(options, query.get(name, "")) for name, options in menus.items()}
        self._cursor = {name: query[name] for name in ("after", "before") if query.get(name)}

    def meaning(self, menu: str) -> Any:  # noqa: ANN401 - whatever the options of the menu mean
        """Return what the choice from a menu means to the API."""
        return self._chosen[menu].meaning

    def value(self, menu: str) -> str:
        """Return the choice from a menu as it stands in the address."""
        return self._chosen[menu].value

    def options(self, menu: str) -> list[tuple[str, str]]:
        """Return the values and titles of a menu."""
        return [(option.value, self._say(option.title)) for option in self._menus[menu]]

    @property
    def variables(self) -> dict[str, Any]:
        """The page, as the arguments of a connection."""
        if "before" in self._cursor:
            return {"last": PAGE_SIZE, "before": self._cursor["before"]}
        return {"first": PAGE_SIZE, **self._cursor}

    @property
    def is_narrowed(self) -> bool:
        """Whether the search or a filter leaves anything out."""
        filters = [option.value for menu, option in self._chosen.items() if menu != "sort"]
        return any([self.search, *filters, *self.kept.values()])

    def at(self, path: str) -> str:
        """Return another address for the same choice, from its beginning."""
        return self._address({}, path)

    def next(self, info: Mapping[str, Any]) -> str | None:
        """Return the address of the next page, None on the last one."""
        return self._address({"after": info["endCursor"]}) if info["hasNextPage"] else None

    def previous(self, info: Mapping[str, Any]) -> str | None:
        """Return the address of the page before, None on the first one."""
        if not info["hasPreviousPage"]:
            return None
        # Without a row to start from, as on a page whose rows are all gone, the list's beginning is the way back.
        return self._address({"before": info["startCursor"]} if info["startCursor"] else {})

    def _address(self, cursor: Mapping[str, str], path: str | None = None) -> str:
        path = path or self.path
        chosen = {menu: option.value for menu, option in self._chosen.items()}
        parameters = {"search": self.search, **chosen, **self.kept, **cursor}
        query = {name: value for name, value in parameters.items() if value}
        return f"{path}?{urlencode(query)}" if query else path


def _chosen(options: Sequence[Option], value: str) -> Option:
    return next((option for option in options if option.value == value), options[0])
