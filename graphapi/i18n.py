"""Texts in German and English.

Code is written with the English text; ``message`` marks it and keeps its values beside it, so that it is translated
only where somebody reads it: at the edge, in the reader's language. The German is in ``locale/de.po`` of this package
and of the admin UI, read once by Babel.
"""

from __future__ import annotations

import gettext
import io
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from graphapi.weights import MOST_HEADERS, weights

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("de", "en")
DEFAULT_LANGUAGE = "de"
PACKAGES_WITH_TEXTS = ("graphapi", "admin_ui")


@dataclass(frozen=True, slots=True)
class Message:
    """A text that is not translated yet, with the values that go into its braces."""

    text: str
    values: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def __str__(self) -> str:
        return translate(self, "en")


def message(text: str, **values: object) -> Message:
    """Mark an English text for translation; ``{name}`` in it stands for the value of that name.

    A value may be a Message itself and is then translated along; a Decimal is an amount, and gets two places.
    """
    return Message(text, values)


@cache
def translations(language: str) -> gettext.NullTranslations:
    """Return the catalogue of a language; English is the source and needs none."""
    if language != "de":
        return gettext.NullTranslations()
    merged = gettext.NullTranslations()
    for package in PACKAGES_WITH_TEXTS:
        source = files(package) / "locale" / f"{language}.po"
        if not source.is_file():
            continue
        compiled = io.BytesIO()
        write_mo(compiled, read_po(io.BytesIO(source.read_bytes()), locale=language))
        compiled.seek(0)
        catalogue = gettext.GNUTranslations(compiled)
        catalogue.add_fallback(merged)
        merged = catalogue
    return merged


def translate(text: Message, language: str) -> str:
    """Write a message in a language (``de`` or ``en``)."""
    values = {name: _written(value, language) for name, value in text.values.items()}
    return translations(language).gettext(text.text).format_map(values)


def _written(value: object, language: str) -> object:
    if isinstance(value, Message):
        return translate(value, language)
    return format_decimal(value, "#,##0.00", locale=language) if isinstance(value, Decimal) else value


@lru_cache(MOST_HEADERS)
def preferred_language(accept_language: str) -> str | None:
    """Return the language that a browser's Accept-Language header wants most, or None if it names neither of ours."""
    wishes = [(weight, tag.partition("-")[0]) for tag, weight in weights(accept_language).items() if weight > 0]
    wishes.sort(key=itemgetter(0), reverse=True)
    return next((language for _, language in wishes if language in LANGUAGES), None)
