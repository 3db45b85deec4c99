"""The commands, one by one: what they say, and what they refuse."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from graphapi import cli
from graphapi.access import ANONYMOUS, SYSTEM, Access
from graphapi.database.migrate import migrations
from graphapi.keys import open_key_ring
from graphapi.models import AuditEntry, Mail, Operator, Subscription
from graphapi.secrets import KeyRing
from graphapi.services.passwords import set_password
from tests.cli.conftest import Installation, free_port, wait_until_served
from tests.world import SETTINGS, SYSTEM_ACCESS, add_partner

ROOT = Path(__file__).parents[2]
COMMANDS = ["serve", "demo", "migrate", "create-operator", "run-due", "export-schema", "make-key", "rotate-key"]


def help_of(capsys, *command: str) -> str:
    with pytest.raises(SystemExit) as ended:
        cli.main([*command, "--help"])
    assert ended.value.code == 0
    return capsys.readouterr().out


def test_help_lists_every_command_with_a_sentence(capsys):
    said = help_of(capsys)

    assert re.findall(r"^    ([a-z-]+) +[A-Z].*[.]$|^    ([a-z-]+)$", said, re.MULTILINE)
    for command in COMMANDS:
        assert f"    {command}" in said
    assert "KUNDENKONTO_*" in said


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_says_in_sentences_what_it_does(capsys, command):
    usage, sentence, more, *_ = help_of(capsys, command).split("\n\n")

    assert usage.startswith(f"usage: kundenkonto {command}")
    assert sentence.endswith(".")
    assert more


def test_help_answers_without_loading_anything():
    program = "import sys; from graphapi.cli import main\ntry: main(['demo', '--help'])\nfinally: print([*sys.modules])"

    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    assert "'argparse'" in ended.stdout
    for library in ("aiohttp", "tortoise", "strawberry", "graphql", "cryptography"):
        assert f"'{library}'" not in ended.stdout


@pytest.mark.parametrize("port", ["0", "65536", "x", "-1"])
@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_is_a_number_that_a_port_can_have(capsys, command, port):
    with pytest.raises(SystemExit) as ended:
        cli.main([command, f"--port={port}"])

    assert ended.value.code == 2
    assert "argument --port: write a whole number from 1 to 65535" in capsys.readouterr().err


# Settings


@pytest.mark.parametrize("command", [["serve"], ["create-operator", "a@example.com", "--name", "Ada"]])
def test_production_without_a_mail_server_is_refused(installation: Installation, command):
    installation.settings |= {
        "KUNDENKONTO_ENVIRONMENT": "production",
        "KUNDENKONTO_BASE_URL": "https://konto.example.com",
        "KUNDENKONTO_MAIL_FROM": "konto@example.com",
    }

    status, said, complained = installation.run(*command)

    assert (status, said) == (2, "")
    assert complained == (
        "These settings cannot work:\n"
        "KUNDENKONTO_SMTP_URL: production needs a mail server, such as smtp://USER:PASSWORD@mail.example.com:587"
        " (KUNDENKONTO_ENVIRONMENT=development shows mails in the browser instead)\n"
    )
    assert not (installation.folder / "konto.db").exists()


@pytest.mark.parametrize("command", [["serve"], ["migrate"], ["create-operator", "a@example.com", "--name", "Ada"]])
def test_a_database_that_cannot_be_opened_is_told_in_words(installation: Installation, command):
    installation.settings["KUNDENKONTO_DATABASE_URL"] = f"sqlite:///{installation.folder}/missing/konto.db"

    status, _, complained = installation.run(*command)

    name = f"{installation.folder}/missing/konto.db"
    assert (status, complained) == (1, f"The database {name} cannot be opened: unable to open database file\n")


@pytest.mark.parametrize("host", ["192.0.2.1", "nowhere.invalid"])
def test_an_address_that_is_not_this_machines_is_told_with_its_setting(installation: Installation, host):
    installation.settings |= {
        "KUNDENKONTO_ENVIRONMENT": "production",
        "KUNDENKONTO_BASE_URL": "https://konto.example.com",
        "KUNDENKONTO_SMTP_URL": "smtp://mail.example.com",
        "KUNDENKONTO_MAIL_FROM": "konto@example.com",
        "KUNDENKONTO_HOST": host,
    }

    status, said, complained = installation.run("serve", "--port", str(free_port()))

    assert (status, said) == (2, "")
    assert complained == (
        "These settings cannot work:\n"
        "KUNDENKONTO_HOST: this machine has no such address; write 127.0.0.1, or 0.0.0.0 for all it has\n"
    )


def test_a_port_that_is_taken_is_told_with_its_setting(installation: Installation):
    with socket.create_server(("127.0.0.1", 0)) as other:
        status, said, complained = installation.run("serve", "--port", str(other.getsockname()[1]))

    assert (status, said) == (2, "")
    assert complained.endswith(
        "\nKUNDENKONTO_PORT: another process listens there; stop it, or give another port by --port\n"
    )


def test_the_demo_promises_nothing_at_a_port_that_is_taken(installation: Installation):
    with socket.create_server(("127.0.0.1", 0)) as other:
        status, said, _ = installation.run(
            "demo", "--port", str(other.getsockname()[1]), "--data", str(installation.folder / "world")
        )

    assert (status, said) == (2, "")


def test_the_port_given_is_served_and_stands_in_links(installation: Installation):
    port = free_port()
    server = installation.start("serve", "--port", str(port))

    wait_until_served(port, server)
    server.terminate()

    said, _ = server.communicate()
    assert said == f"Serving on http://127.0.0.1:{port}\n"


# Migrating


def test_migrate_needs_no_settings_of_what_it_does_not_do(installation: Installation):
    installation.settings["KUNDENKONTO_ENVIRONMENT"] = "production"

    assert installation.run("migrate")[0] == 0


def test_migrate_says_what_it_applied(installation: Installation):
    versions = "".join(f"applied {migration.version}\n" for migration in migrations())

    assert installation.run("migrate")[:2] == (0, versions)
    assert installation.run("migrate")[:2] == (0, "Nothing to do.\n")


async def test_a_database_newer_than_the_program_is_left_alone(installation: Installation):
    installation.run("migrate")
    async with installation.opened() as database:
        await database.connection.execute_script("UPDATE aerich SET version = '99_later.py'")

    for command in ("migrate", "serve"):
        status, _, complained = installation.run(command)
        assert status == 1
        assert complained.splitlines()[-1].startswith("The database is newer than this program: it has 99_later.py")


# Operators


async def test_a_new_operator_sets_a_password_by_the_link_that_is_printed(installation: Installation):
    status, said, _ = installation.run("create-operator", "ada@example.com", "--name", "Ada Lovelace")

    assert status == 0
    address, _, token = said.rstrip().rpartition("/")
    assert address == "Set the password at http://127.0.0.1:8080/operator/set-password"
    async with installation.opened():
        settings = replace(SETTINGS, key_file=installation.key_file, invitation_lifetime=timedelta(days=7))
        keys = await open_key_ring(settings)
        done = await set_password(Access(ANONYMOUS, settings, keys), token=token, password="a word of nobody")
        assert (done.principal.role, done.principal.name) == ("OPERATOR", "Ada Lovelace")
        system = Access(SYSTEM, settings, keys)
        [operator] = await system.rows(Operator)
        assert (operator.email, operator.language) == ("ada@example.com", "DE")
        assert await system.rows(Mail).filter(person_id=operator.id).exists()
        [entry] = await system.rows(AuditEntry).filter(action="operator.created")
        assert (entry.partner_id, entry.params) == (None, {"name": "Ada Lovelace"})


def test_with_a_mail_server_no_link_is_printed(installation: Installation):
    installation.settings["KUNDENKONTO_SMTP_URL"] = "smtp://127.0.0.1:1"

    status, said, _ = installation.run("create-operator", "ada@example.com", "--name", "Ada", "--language", "en")

    assert (status, said) == (0, "The server mails the link.\n")


def test_an_address_that_is_taken_or_none_is_refused(installation: Installation):
    installation.run("create-operator", "ada@example.com", "--name", "Ada")

    assert installation.run("create-operator", "ADA@example.com", "--name", "Ada") == (
        1,
        "",
        "Somebody already signs in with this mail address.\n",
    )
    assert installation.run("create-operator", "ada", "--name", " ") == (
        1,
        "",
        "email: This is not a mail address. Please write it like name@example.com.\nname: Please fill this in.\n",
    )


# What is due


async def test_what_is_due_is_done_once_and_counted(installation: Installation):
    assert installation.run("run-due") == (0, "Nothing was due.\n", "")
    async with installation.opened():
        partner = await add_partner(slug="west", plan="m")
        over = {"status": "CANCELED", "period_start": "2020-01-01", "period_end": "2021-01-01"}
        await SYSTEM_ACCESS.rows(Subscription).filter(partner_id=partner.id).update(**over)

    assert installation.run("run-due") == (0, "Done: 1 ended.\n", "")
    assert installation.run("run-due") == (0, "Nothing was due.\n", "")


async def test_what_cannot_be_done_is_told_and_left_for_the_next_time(installation: Installation):
    installation.run("migrate")
    async with installation.opened():
        partner = await add_partner(slug="west", plan="m")
        over = {"period_start": "2020-01-01", "period_end": "2021-01-01"}
        await SYSTEM_ACCESS.rows(Subscription).filter(partner_id=partner.id).update(**over)

    status, said, log = installation.run("run-due")

    assert (status, said) == (1, "Done: 1 failed.\n")
    assert "A paid plan needs billing details. Please enter them first." in log


# The schema and the key


def test_the_committed_schema_is_the_exported_one(capsys):
    cli.main(["export-schema"])

    assert capsys.readouterr().out == (ROOT / "schema" / "schema.graphql").read_text("utf-8")


def test_a_key_is_made_once(tmp_path, capsys):
    path = tmp_path / "konto.key"

    cli.main(["make-key", str(path)])
    assert capsys.readouterr().out == f"Wrote {path}. Keep a copy apart from the database's.\n"
    ring = KeyRing.read(path)

    nowhere = tmp_path / "missing" / "konto.key"
    for taken, text in (
        (path, f"{path} exists already; it is not overwritten.\n"),
        (nowhere, f"{nowhere} cannot be written: No such file or directory.\n"),
    ):
        with pytest.raises(SystemExit) as ended:
            cli.main(["make-key", str(taken)])
        assert (ended.value.code, capsys.readouterr().err) == (1, text)
    assert KeyRing.read(path).keys == ring.keys
