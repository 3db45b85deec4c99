"""The German of the services, the API, the audit log and the mails."""

from __future__ import annotations

import io
import re
import tomllib
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from graphapi.i18n import message, translate

ROOT = Path(__file__).parents[2]
PLACEHOLDER = re.compile(r"\{\w+\}")


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    return read_po(io.BytesIO((ROOT / "graphapi/locale/de.po").read_bytes()), locale="de")


@pytest.fixture(scope="module")
def texts() -> set[str]:
    """Every text of the code, as ``make messages`` finds them."""
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["babel"]["mappings"]
    return {
        text
        for package in ("graphapi", "schema")
        for _, _, text, _, _ in extract_from_dir(
            ROOT / package,
            method_map=[(mapping["pattern"], mapping["method"]) for mapping in mappings],
            keywords={"message": None},
        )
    }


def test_every_text_is_there_in_german(texts, catalogue):
    assert len(texts) > 100
    assert sorted(texts - {entry.id for entry in catalogue if entry.string}) == []


def test_the_catalogue_holds_nothing_that_nobody_says(texts, catalogue):
    assert sorted({entry.id for entry in catalogue if entry.id} - texts) == []


def test_translations_have_the_placeholders_of_their_source(catalogue):
    differing = [
        entry.id
        for entry in catalogue
        if sorted(PLACEHOLDER.findall(entry.id)) != sorted(PLACEHOLDER.findall(entry.string))
    ]

    assert differing == []


def test_a_message_within_a_message_is_translated_along():
    inner = message("owner")

    assert translate(message("{name} was invited to the team as {role}.", name="Olga", role=inner), "de") == (
        "Olga wurde als Inhaber ins Team eingeladen."
    )
