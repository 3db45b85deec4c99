from __future__ import annotations

import io
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

ROOT = Path(__file__).parents[2]
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")

Text = str | tuple[str, ...]


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    return read_po(io.BytesIO((ROOT / "admin_ui/locale/de.po").read_bytes()), locale="de")


@pytest.fixture(scope="module")
def texts() -> set[Text]:
    """Every text of the pages, as ``pybabel extract`` finds them by the project file."""
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["babel"]["mappings"]
    found = extract_from_dir(
        ROOT / "admin_ui",
        method_map=[(mapping["pattern"], mapping["method"]) for mapping in mappings],
        keywords={"message": None, "_": None, "gettext": None, "ngettext": (1, 2)},
    )
    return {text for _, _, text, _, _ in found}


def test_every_text_of_the_pages_is_there_in_german(texts: set[Text], catalogue: Catalog):
    assert len(texts) > 100
    translated = {
        entry.id for entry in catalogue if entry.id and all(entry.string if entry.pluralizable else [entry.string])
    }

    assert texts - translated == set()


def test_the_catalogue_holds_nothing_that_no_page_says(texts: set[Text], catalogue: Catalog):
    assert {entry.id for entry in catalogue if entry.id} - texts == set()


def test_translations_have_the_placeholders_of_their_source(catalogue: Catalog):
    differing = [
        entry.id
        for entry in catalogue
        for source, target in zip(strings(entry.id), strings(entry.string), strict=True)
        if set(PLACEHOLDER.findall(source)) != set(PLACEHOLDER.findall(target))
    ]

    assert differing == []


def strings(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)
