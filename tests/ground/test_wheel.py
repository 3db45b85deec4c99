"""What is built from the tree holds all that the application needs when it runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("graphapi", "schema", "admin_ui", "migrations")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The names of the files in a wheel built from the tree."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with ZipFile(next(folder.glob("digitales_kundenkonto-*.whl"))) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def tree():
    """The names of the files in the packages, as they lie on the disk."""
    return {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }


def test_the_wheel_holds_every_file_of_the_packages_and_nothing_else(wheel, tree):
    assert {name for name in wheel if ".dist-info/" not in name} == tree


@pytest.mark.parametrize(
    "kind",
    [
        "admin_ui/templates/*.graphql",
        "admin_ui/static/*.css",
        "admin_ui/static/*.js",
        "admin_ui/templates/*.html",
        "admin_ui/locale/de.po",
        "graphapi/locale/de.po",
        "migrations/*/*.py",
        "schema/schema.graphql",
    ],
)
def test_the_wheel_holds(kind, wheel):
    package, _, pattern = kind.partition("/")

    assert any(Path(name).match(pattern) for name in wheel if name.startswith(f"{package}/"))


def test_the_wheel_brings_the_command(wheel):
    assert [name for name in wheel if name.endswith(".dist-info/entry_points.txt")]
