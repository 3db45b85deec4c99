"""The lock files: complete, proven by hashes, and of no particular place."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKS = {"requirements.lock": "build", "requirements-dev.lock": "dev"}

each_lock = pytest.mark.parametrize("lock", LOCKS)


def entries(lock):
    """The pinned requirements of a lock file, by name, each with its hashes."""
    pinned = {}
    for line in (ROOT / lock).read_text().replace("\\\n", "").splitlines():
        if line and not line.lstrip().startswith("#"):
            text, *hashes = re.split(r"\s+--hash=", line)
            requirement = Requirement(text)
            pinned[canonicalize_name(requirement.name)] = (requirement, hashes)
    return pinned


def wanted(group):
    """The requirements of the project and one of its dependency groups."""
    groups = PROJECT["dependency-groups"]
    for entry in PROJECT["project"]["dependencies"] + groups[group]:
        if isinstance(entry, dict):
            yield from (Requirement(text) for text in groups[entry["include-group"]])
        else:
            yield Requirement(entry)


@each_lock
def test_every_pin_is_exact_and_has_hashes(lock):
    loose = [
        name
        for name, (requirement, hashes) in entries(lock).items()
        if not re.fullmatch(r"==[^*]+", str(requirement.specifier))
        or not hashes
        or not all(re.fullmatch("sha256:[0-9a-f]{64}", digest) for digest in hashes)
    ]

    assert loose == []


@each_lock
def test_a_lock_names_no_address_and_no_path(lock):
    named = [
        line for line in (ROOT / lock).read_text().splitlines() if re.search(r"://|index|find-links|@ |/\w+/", line)
    ]

    assert named == []


@each_lock
def test_every_dependency_of_the_project_is_locked_as_it_is_wanted(lock):
    pinned = entries(lock)
    unmet = [
        str(want)
        for want in wanted(LOCKS[lock])
        if (name := canonicalize_name(want.name)) not in pinned
        or not want.specifier.contains(str(pinned[name][0].specifier).removeprefix("=="))
    ]

    assert unmet == []


def test_the_tests_run_on_what_is_served():
    served, tested = entries("requirements.lock"), entries("requirements-dev.lock")

    assert {name: str(pin[0]) for name, pin in served.items()} == {name: str(tested[name][0]) for name in served}


@pytest.mark.parametrize(
    "lock",
    [
        "bench/peer/package-lock.json",
        "examples/customer-portal/package-lock.json",
        "tests/clients/package-lock.json",
        "vendor/graphiql/package-lock.json",
    ],
)
def test_a_lock_of_npm_has_hashes_and_names_no_address(lock):
    _, *packages = json.loads((ROOT / lock).read_text())["packages"].values()

    assert packages != []
    assert all(package["integrity"].startswith("sha512-") for package in packages)
    assert [package for package in packages if "resolved" in package] == []
