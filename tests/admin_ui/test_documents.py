from __future__ import annotations

from pathlib import Path

import pytest

from admin_ui.documents import load_documents
from admin_ui.rendering import TEMPLATES
from schema.build import graphql_schema

VIEWER = "query Somebody { viewer { ...Name } }"
NAME = "fragment Name on Viewer { name }"


def documents(folder: Path, **texts: str) -> dict[str, str]:
    for name, text in {"fragments": NAME, **texts}.items():
        (folder / f"{name}.graphql").write_text(text)
    return load_documents(folder, graphql_schema)


def test_every_document_of_the_pages_fits_the_schema():
    assert {"Frame", "PortalFrame", "SignIn", "CustomerHome"} <= load_documents(TEMPLATES, graphql_schema).keys()


def test_an_operation_brings_the_fragments_it_uses_and_no_others(tmp_path: Path):
    texts = documents(tmp_path, page=f"{VIEWER} query Prices {{ plans {{ code }} }}")

    assert "fragment Name" in texts["Somebody"]
    assert "fragment Name" not in texts["Prices"]
    assert "Somebody" not in texts["Prices"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("query Wrong { viewer { shoeSize } }", "page.graphql, Wrong: Cannot query field 'shoeSize'"),
        ("{ viewer { name } }", "page.graphql: an operation has no name"),
    ],
)
def test_a_document_that_cannot_run_is_found_at_start(tmp_path: Path, text: str, problem: str):
    with pytest.raises(ValueError, match=problem):
        documents(tmp_path, page=text)


def test_two_operations_of_one_name_are_found_at_start(tmp_path: Path):
    with pytest.raises(ValueError, match="there are two operations Somebody"):
        documents(tmp_path, one=VIEWER, two=VIEWER)
