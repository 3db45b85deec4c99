"""Starting: many processes at once, a second time, and after a sudden end."""

from __future__ import annotations

import signal
import sqlite3
from contextlib import closing

import pytest

from graphapi.database.migrate import migrations
from tests.cli.conftest import PATIENCE, Installation, free_port, wait_until_served

# What the demo world consists of.
FILLED = ("account", "audit_entry", "customer", "mail", "member", "partner", "share", "share_recipient", "subscription")


async def test_six_processes_at_once_leave_every_migration_applied_once(installation: Installation):
    ports = [free_port() for _ in range(3)]
    servers = [installation.start("serve", "--port", str(port)) for port in ports]
    migrating = [installation.start("migrate") for _ in range(3)]

    for port, server in zip(ports, servers, strict=True):
        wait_until_served(port, server)
    said = [process.communicate()[0] for process in migrating]

    assert [process.returncode for process in migrating] == [0, 0, 0]
    # They take turns: which of them applies which is chance.
    applied = [line for text in said for line in text.splitlines() if line.startswith("applied ")]
    assert len(applied) == len(set(applied))
    async with installation.opened() as database:
        rows = await database.connection.execute_query_dict("SELECT version FROM aerich")
    assert [row["version"] for row in rows] == [migration.version for migration in migrations()]


# The demo is SQLite's alone


@pytest.fixture
def demo(installation: Installation, dialect: str) -> Installation:
    """A folder to start the demo in, with nothing set."""
    if dialect != "sqlite":
        pytest.skip("the demo keeps its world in SQLite")
    installation.settings.clear()
    return installation


def serve(demo: Installation, *, until_served: bool = True):
    port = free_port()
    process = demo.start("demo", "--port", str(port), "--data", "world")
    if until_served:
        wait_until_served(port, process)
    return process, port


def contents(demo: Installation) -> dict[str, list[tuple]]:
    with closing(sqlite3.connect(demo.folder / "world" / "demo.db")) as database:
        return {table: database.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in FILLED}


def test_the_demo_says_who_signs_in_where(demo: Installation):
    process, port = serve(demo)
    process.terminate()

    said, complained = process.communicate()
    assert "Everybody's password is kundenkonto-demo." in said
    assert f"http://127.0.0.1:{port}/nordwind" in said
    assert f"Mails show at http://127.0.0.1:{port}/dev/mailbox." in said
    assert said.endswith(f"Serving on http://127.0.0.1:{port}\n")
    assert "Traceback" not in complained
    assert sorted(path.name for path in (demo.folder / "world").iterdir() if path.is_file()) == ["demo.db", "demo.key"]


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL])
def test_the_demo_goes_on_where_it_ended(demo: Installation, ending):
    process, _ = serve(demo)
    process.send_signal(ending)
    process.wait()
    before = contents(demo)
    key = (demo.folder / "world" / "demo.key").read_text()

    process, _ = serve(demo)
    process.kill()

    assert contents(demo) == before
    assert all(before.values())
    assert (demo.folder / "world" / "demo.key").read_text() == key


# The process is gone as soon as one of these is called.
MOMENTS = [
    "graphapi.database.migrate._apply",
    "graphapi.keys.write_key_file",
    "graphapi.demo.fill",
    "graphapi.models.Share.__init__",
    "graphapi.demo.filling.F",
    "graphapi.app.Sender",
]
DYING = """
import os, signal, sys
from pkgutil import resolve_name
import graphapi.app, graphapi.cli
place, _, name = sys.argv[1].rpartition(".")
setattr(resolve_name(place), name, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
graphapi.cli.main(sys.argv[2:])
"""


@pytest.mark.long
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_demo_killed_at_any_moment_of_its_first_start_starts_again(demo: Installation, moment):
    dying = demo.start(moment, "demo", "--data", "world", program=DYING)
    assert dying.wait(PATIENCE) == -signal.SIGKILL

    process, _ = serve(demo)
    process.kill()

    assert all(contents(demo).values())


def test_two_demos_of_one_folder_fill_in_one_world(demo: Installation):
    processes = [serve(demo, until_served=False) for _ in range(2)]
    for process, port in processes:
        wait_until_served(port, process)

    assert [row[1] for row in contents(demo)["partner"]] == ["nordwind", "suedhang"]
