"""The data-processing agreement (Art. 28 GDPR): its versions, as text files beside the code, filled in for two parties.

A file has a title (``# ``), sections (``## ``) and a paragraph a line; lines that begin with ``- `` are a list. A new
version is a new pair of files; those that somebody accepted stay as they were.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from graphapi.i18n import message, translate

if TYPE_CHECKING:
    from graphapi.settings import Settings

PRESENT = "2026-11"
NO_SUB_PROCESSORS = message("None.")
THE_OPERATOR = message("the operator of this server")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the agreement; an entry of a list begins with ``- ``."""

    title: str
    paragraphs: list[str]


@dataclass(frozen=True, slots=True)
class AgreementText:
    """The agreement in a language."""

    title: str
    sections: list[Section]

    @property
    def plain(self) -> str:
        """All of it as one text, as it is kept of who accepted it."""
        parts = [self.title]
        for section in self.sections:
            parts += ["", section.title, *section.paragraphs]
        return "\n".join(parts)


def present_version(settings: Settings) -> str:
    """Return the version that holds: that of the text, and of the list of sub-processors where there is one."""
    listed = settings.sub_processors
    if not listed:
        return PRESENT
    return f"{PRESENT}-{hashlib.sha256('; '.join(listed).encode()).hexdigest()[:6]}"


def agreement_text(settings: Settings, controller: str, language: str) -> AgreementText:
    """Return the present agreement with a partner, by its name and address; ``language`` is ``de`` or ``en``."""
    values = _values(settings, controller, language)
    title, sections = _read(PRESENT, language)
    filled = [
        Section(section.title, [line for text in section.paragraphs for line in text.format_map(values).splitlines()])
        for section in sections
    ]
    return AgreementText(title, filled)


def _values(settings: Settings, controller: str, language: str) -> dict[str, str]:
    seller = settings.seller
    processor, contact = translate(THE_OPERATOR, language), settings.mail_from
    if seller is not None:
        processor = f"{seller['name']}, {seller['street']}, {seller['postal_code']} {seller['city']}"
        contact = seller["email"]
    listed = [f"- {entry}" for entry in settings.sub_processors] or [translate(NO_SUB_PROCESSORS, language)]
    return {
        "processor": processor,
        "controller": controller,
        "contact": contact,
        "sub_processors": "\n".join(listed),
    }


@cache
def _read(version: str, language: str) -> tuple[str, tuple[Section, ...]]:
    text = (files("graphapi") / "agreements" / f"{version}.{language}.txt").read_text("utf-8")
    title, *parts = text.split("\n## ")
    sections: list[Section] = []
    for part in parts:
        heading, *lines = part.strip().splitlines()
        sections.append(Section(heading, [line for line in lines if line]))
    return title.removeprefix("# ").strip(), tuple(sections)
