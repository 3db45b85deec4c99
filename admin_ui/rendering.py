"""Templates: one Jinja environment for each language, with the reader's own formats."""

from __future__ import annotations

import re
from datetime import date, datetime, tzinfo
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jinja2
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal
from markupsafe import Markup

from admin_ui.static_files import static_url
from graphapi import clock
from graphapi.i18n import LANGUAGES, translations

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
LOCALES = {"de": "de_DE", "en": "en_GB"}
ICON_TAG = re.compile(r"<!--.*?-->|\s+class=\"[^\"]*\"|\s+(?:width|height)=\"24\"|\n\s*", re.DOTALL)

# What tells a user agent apart: the more particular first, since each also names those it descends from.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


class Renderer:
    """Writes templates in a language, with times of day in the time zone of the business."""

    def __init__(self, *, time_zone: tzinfo) -> None:
        self.environments = {language: _environment(language, time_zone) for language in LANGUAGES}

    def render(self, template: str, language: str, values: dict[str, Any]) -> str:
        """Write a template in a language; a value it asks for and does not get is an error."""
        return self.environments[language].get_template(template).render(values)


def _environment(language: str, time_zone: tzinfo) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.install_gettext_translations(translations(language), newstyle=True)  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue] - the i18n extension's own method
    locale = LOCALES[language]

    def day(value: str) -> str:
        return format_date(_day(value, time_zone), "long", locale=locale)

    def moment(value: str) -> str:
        local_time = datetime.fromisoformat(value).astimezone(time_zone)
        return f"{format_date(local_time, 'long', locale=locale)}, {format_time(local_time, 'HH:mm', locale=locale)}"

    def brief(value: str) -> str:
        local_time = datetime.fromisoformat(value).astimezone(time_zone)
        return f"{format_date(local_time, 'medium', locale=locale)}, {format_time(local_time, 'HH:mm', locale=locale)}"

    def money(value: dict[str, Any]) -> str:
        return format_currency(value["amount"] / 100, value["currency"], locale=locale)

    def number(value: int) -> str:
        return format_decimal(value, locale=locale)

    environment.filters.update(
        brief=brief,
        browser=browser,
        day=day,
        host=host,
        initials=initials,
        local=local,
        moment=moment,
        money=money,
        number=number,
    )
    tests: dict[str, Any] = {"past": past}
    environment.tests.update(tests)
    helpers: dict[str, Any] = {"icon": icon, "static": static_url}
    environment.globals.update(helpers)
    return environment


@cache
def icon(name: str) -> Markup:
    """Return an icon as SVG for the page itself; it is hidden from screen readers, so words stand beside it."""
    source = (HERE / "icons" / f"{name}.svg").read_text("utf-8")
    svg = ICON_TAG.sub(lambda match: " " if match.group().startswith("\n") else "", source).strip()
    return Markup(svg.replace("<svg", '<svg class="icon" aria-hidden="true" focusable="false"', 1))  # noqa: S704 - a file of ours


def past(moment: str) -> bool:
    """Tell whether a moment of the API has come."""
    return datetime.fromisoformat(moment) <= clock.now()


def local(url: str) -> str:
    """Return a URL of ours without its host, so that it holds whatever name the server is reached by."""
    parts = urlsplit(url)
    return parts._replace(scheme="", netloc="").geturl()


def host(url: str) -> str:
    """Return the host of a URL, as people say it."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def initials(name: str) -> str:
    """Return the first letters of a name's first and last word."""
    words = [word for word in re.split(r"[\s-]+", name) if word[:1].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def browser(user_agent: str | None) -> str:
    """Return the browser and system of a user agent, such as ``Firefox, Linux``; empty where neither is known."""
    agent = user_agent or ""
    found = [next((name for mark, name in names.items() if mark in agent), "") for names in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, found))


def _day(value: str, time_zone: tzinfo) -> date:
    if "T" in value:
        return datetime.fromisoformat(value).astimezone(time_zone).date()
    return date.fromisoformat(value)
