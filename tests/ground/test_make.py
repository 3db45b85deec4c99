"""The Makefile explains itself."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def make(*arguments):
    """What a make of its own prints: it must not take itself for a part of the one that runs the tests."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    done = subprocess.run(["make", *arguments], cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    return done.stdout


def targets():
    """What the Makefile declares that may be asked for."""
    return re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE).group(1).split()


def test_make_alone_explains_every_target():
    assert [line.split()[1] for line in make().splitlines()] == targets()
    assert all(re.fullmatch(r"make [a-z-]+ +\w.{10,}", line) for line in make("help").splitlines())


def test_port_and_folder_of_the_demo_may_be_given():
    commands = make("--dry-run", "demo", "PORT=9000", "DATA=/tmp/two words")

    assert commands.splitlines()[-1].endswith('graphapi demo --port 9000 --data "/tmp/two words"')


def test_the_readme_speaks_of_targets_there_are():
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", (ROOT / "README.md").read_text(), re.MULTILINE))

    assert {"demo", "test", "test-all"} <= named <= set(targets())
