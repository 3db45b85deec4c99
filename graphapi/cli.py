"""The command line: ``kundenkonto``."""

from __future__ import annotations

import argparse
import asyncio
import errno
import gc
import logging
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from graphapi.logs import log_to_stderr
from graphapi.settings import Environment, Settings, SettingsError, port_number, variable_name

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

    from graphapi.services.sealing import Resealed

# Everything else is imported where it is used: "--help" and a wrong setting answer at once.

# An idle connection is closed after this many seconds, and so is one whose request stays half-sent.
KEEPALIVE = 25

DESCRIPTION = """\
The digital customer account: a sign-in under the partner's own name that leads each customer to its folder.

Settings are environment variables KUNDENKONTO_*; the README lists them. Without any, the database is
kundenkonto.db in the working directory.
"""

SERVE = """\
Serve the GraphQL API, the admin pages and the customers' portals.

The database is migrated first. Any number of processes may serve one PostgreSQL database, or, on one machine, one
SQLite file; with --reuse-port several of them share a port. Production needs KUNDENKONTO_BASE_URL, _SMTP_URL and
_MAIL_FROM; put a proxy that does TLS before it.
"""

DEMO = """\
Serve the demo world: two partners with their teams and customers, to look at and to break.

Database, key and mailbox are kept in the folder given, so that a second start goes on where the first one ended; delete
the folder to begin anew. Mails show at /dev/mailbox, or go to KUNDENKONTO_SMTP_URL if that is set.
"""

MIGRATE = """\
Bring the database to the version of this code, and say what was applied.

"serve" and "demo" do so by themselves. Several at once apply each migration once; one that fails changes nothing.
"""

CREATE_OPERATOR = """\
Add somebody who runs the platform, and mail the link to set a password.

Without a mail server the link is printed instead. Operators sign in at /operator.
"""

RUN_DUE = """\
Do what is due by today: renew and end periods, with their invoices; tell, warn and remind.

"serve" does so by itself every minute. Several at once do each thing once, and what was missed is made up for. It
exits with 1 if something could not be done; the log says what, and the next run tries it again.
"""

EXPORT_SCHEMA = """\
Print the GraphQL schema as SDL: what schema/schema.graphql holds, for code generators.
"""

MAKE_KEY = """\
Write a new key file, which nobody else may read; it refuses to overwrite one.

On SQLite the first start makes one beside the database. On PostgreSQL all machines share one: make it once and name it
in KUNDENKONTO_KEY_FILE. Keep a copy apart from the database's: share passwords cannot be read without it.
"""

ROTATE_KEY = """\
Put a new key first in the key file, and seal all share passwords anew under it.

It can be stopped at any point, and nothing gets lost: a second run goes on where the first one ended, and makes another
key only when nothing is left to be sealed. Servers that read this file take it over while they run. Where other
machines have copies, give them the new file at once: with the old one they cannot read what was sealed anew.

The older keys stay in the file: links in mails that are under way need them, and so do backups of the database.
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; exits with 2 for wrong settings, 1 for what failed otherwise."""
    options = _parser().parse_args(arguments)
    log_to_stderr()
    try:
        options.run(options)
    except SettingsError as error:
        sys.exit(_failed(f"These settings cannot work:\n{error}", 2))
    except _foreseen() as error:
        sys.exit(_failed(str(error)))
    except KeyboardInterrupt:
        sys.exit(130)


def _foreseen() -> tuple[type[Exception], ...]:
    """Return the errors whose texts say what to do; asked for only when there is an error."""
    from graphapi.database import DatabaseUnavailable, InvalidDatabaseUrl, MigrationFailed  # noqa: PLC0415
    from graphapi.secrets import KeyRingError  # noqa: PLC0415

    return (DatabaseUnavailable, InvalidDatabaseUrl, MigrationFailed, KeyRingError, OSError)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("kundenkonto", description=DESCRIPTION, formatter_class=_Raw)
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(name: str, run: object, text: str) -> argparse.ArgumentParser:
        summary = text.split("\n", 1)[0]
        added = commands.add_parser(name, help=summary, description=text, formatter_class=_Raw)
        added.set_defaults(run=run)
        return added

    serve = command("serve", _serve, SERVE)
    serve.add_argument("--port", type=_port, help="the port to listen on, instead of KUNDENKONTO_PORT")
    serve.add_argument("--reuse-port", action="store_true", help="share the port with other processes of this server")
    demo = command("demo", _demo, DEMO)
    demo.add_argument("--port", type=_port, default=8080, help="the port on 127.0.0.1 (8080)")
    demo.add_argument("--data", type=Path, default=Path("demo-data"), metavar="DIR", help="the folder (demo-data)")
    command("migrate", _migrate, MIGRATE)
    operator = command("create-operator", _create_operator, CREATE_OPERATOR)
    operator.add_argument("email", help="the address they sign in by, such as ada@example.com")
    operator.add_argument("--name", required=True, help='the full name, such as "Ada Lovelace"')
    operator.add_argument("--language", choices=("de", "en"), default="de", help="of mails and pages (de)")
    command("run-due", _run_due, RUN_DUE)
    command("export-schema", _export_schema, EXPORT_SCHEMA)
    key = command("make-key", _make_key, MAKE_KEY)
    key.add_argument("file", type=Path, help="where to write it")
    rotation = command("rotate-key", _rotate_key, ROTATE_KEY)
    rotation.add_argument("file", type=Path, help="the key file that the servers read")
    return parser


class _Raw(argparse.RawDescriptionHelpFormatter):
    """Keeps the paragraphs of the descriptions."""


def _port(text: str) -> int:
    try:
        return port_number(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _failed(text: str, status: int = 1) -> int:
    sys.stderr.write(f"{text}\n")
    return status


def _serve(options: argparse.Namespace) -> None:
    settings = Settings.from_env() if options.port is None else Settings.from_env(port=options.port)
    _listen(settings, shares_port=options.reuse_port)


def _demo(options: argparse.Namespace) -> None:
    folder: Path = options.data.resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sys.exit(_failed(f"The folder {folder} cannot be made: {error.strerror}."))
    settings = Settings.from_env(
        environment=Environment.DEMO,
        database_url=f"sqlite:///{folder / 'demo.db'}",
        key_file=folder / "demo.key",
        key=None,
        host="127.0.0.1",
        port=options.port,
        base_url=f"http://127.0.0.1:{options.port}",
    )
    _listen(settings, greeting=_demo_text(settings))


def _demo_text(settings: Settings) -> str:
    from graphapi.demo_sign_ins import SIGN_INS  # noqa: PLC0415
    from graphapi.passwords import DEMO_PASSWORD  # noqa: PLC0415

    mails = "go to the mail server set" if settings.smtp_url else f"show at {settings.base_url}/dev/mailbox"
    who = "".join(f"  {settings.base_url}{entry.path:<10} {entry.login:<25} {entry.role}\n" for entry in SIGN_INS)
    return f"\nEverybody's password is {DEMO_PASSWORD}. Sign in at\n\n{who}\nMails {mails}.\n\n"


def _listen(settings: Settings, *, shares_port: bool = False, greeting: str = "") -> None:
    """Serve until stopped; the greeting is said as soon as that is so."""
    from aiohttp import web  # noqa: PLC0415

    from graphapi.app import build_app  # noqa: PLC0415
    from graphapi.web.boundary import AccessLog  # noqa: PLC0415

    app = build_app(settings)
    # What has been imported and built by now stays until the end. Python looks through it for garbage again and again
    # otherwise, and nobody is served meanwhile.
    gc.collect()
    gc.freeze()
    # An answer of a hundred rows makes hundreds of objects, none of them garbage before it is sent.
    gc.set_threshold(20_000, 20, 20)
    try:
        web.run_app(
            app,
            host=settings.host,
            port=settings.port,
            # Without being asked to, a second server must not take half of the first one's visitors.
            reuse_port=shares_port,
            keepalive_timeout=KEEPALIVE,
            access_log_class=AccessLog,
            access_log=logging.getLogger("kundenkonto.access") if settings.access_log else None,
            print=lambda *_: _say(greeting + _serving_text(settings)),
            loop=_new_event_loop(),
        )
    except OSError as error:
        problem = _why_not_heard(error)
        if problem is None:
            raise
        raise SettingsError(problem) from error


def _why_not_heard(error: OSError) -> str | None:
    """Return what to write instead of an address that cannot be listened on; None for any other error."""
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return f"{variable_name('host')}: this machine has no such address; write 127.0.0.1, or 0.0.0.0 for all it has"
    if error.errno == errno.EADDRINUSE:
        return f"{variable_name('port')}: another process listens there; stop it, or give another port by --port"
    if error.errno == errno.EACCES and "bind" in str(error):
        return f"{variable_name('port')}: the system keeps this port to itself; write one from 1024 on"
    return None


def _serving_text(settings: Settings) -> str:
    address = f"http://{settings.host}:{settings.port}"
    reached = "" if settings.base_url == address else f", reached at {settings.base_url}"
    seller = variable_name("seller_name")
    unbilled = "" if settings.seller else f"\nNothing paid can be booked: {seller} and its like are not set"
    return f"Serving on {address}{reached}{unbilled}"


def _new_event_loop() -> asyncio.AbstractEventLoop:
    """Return uvloop's event loop where there is one; it is about twice as fast."""
    try:
        import uvloop  # noqa: PLC0415
    except ImportError:
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()


def _migrate(_options: argparse.Namespace) -> None:
    from graphapi.database import migrate, open_database  # noqa: PLC0415

    async def run() -> list[str]:
        async with open_database(Settings.from_env(serves=False).database_url) as database:
            return await migrate(database)

    applied = asyncio.run(run())
    _say("\n".join(f"applied {version}" for version in applied) or "Nothing to do.")


def _create_operator(options: argparse.Namespace) -> None:
    from graphapi.errors import Conflict, InvalidInput  # noqa: PLC0415

    settings = Settings.from_env()
    try:
        link = asyncio.run(_add_operator(settings, options))
    except InvalidInput as error:
        sys.exit(_failed("\n".join(f"{'.'.join(problem.path)}: {problem.message}" for problem in error.problems)))
    except Conflict as error:
        sys.exit(_failed(str(error)))
    _say(f"Set the password at {link}" if settings.smtp_url is None else "The server mails the link.")


async def _add_operator(settings: Settings, options: argparse.Namespace) -> str:
    from graphapi.access import SYSTEM, Access  # noqa: PLC0415
    from graphapi.database import migrate, open_database  # noqa: PLC0415
    from graphapi.keys import open_key_ring  # noqa: PLC0415
    from graphapi.links import set_password_link  # noqa: PLC0415
    from graphapi.models import Language  # noqa: PLC0415
    from graphapi.services.operators import create_operator  # noqa: PLC0415

    async with open_database(settings.database_url) as database:
        await migrate(database)
        with database.active():
            access = Access(SYSTEM, settings, await open_key_ring(settings))
            language = Language(options.language.upper())
            token = await create_operator(access, email=options.email, name=options.name, language=language)
            return set_password_link(settings, None, access.keys.one_time_token(token.id, token.key_id))


def _run_due(_options: argparse.Namespace) -> None:
    done = asyncio.run(_do_what_is_due(Settings.from_env()))
    counts = ", ".join(f"{count} {name.lower()}" for name, count in sorted(done.items()))
    _say(f"Done: {counts}." if counts else "Nothing was due.")
    if done["FAILED"]:
        sys.exit(1)


async def _do_what_is_due(settings: Settings) -> Counter[str]:
    from graphapi.access import SYSTEM, Access  # noqa: PLC0415
    from graphapi.database import migrate, open_database  # noqa: PLC0415
    from graphapi.keys import open_key_ring  # noqa: PLC0415
    from graphapi.services.due import run_due  # noqa: PLC0415
    from graphapi.services.invoice_documents import make_documents  # noqa: PLC0415

    async with open_database(settings.database_url) as database:
        await migrate(database)
        with database.active():
            access = Access(SYSTEM, settings, await open_key_ring(settings))
            done = await run_due(access)
            done["FAILED"] += await make_documents(access)
            return +done


def _export_schema(_options: argparse.Namespace) -> None:
    from schema.build import sdl  # noqa: PLC0415

    sys.stdout.write(sdl())


def _make_key(options: argparse.Namespace) -> None:
    from graphapi.key_files import write_key_file  # noqa: PLC0415
    from graphapi.secrets import make_key  # noqa: PLC0415

    try:
        write_key_file(options.file, [make_key()])
    except FileExistsError:
        sys.exit(_failed(f"{options.file} exists already; it is not overwritten."))
    except OSError as error:
        sys.exit(_failed(f"{options.file} cannot be written: {error.strerror}."))
    _say(f"Wrote {options.file}. Keep a copy apart from the database's.")


def _rotate_key(options: argparse.Namespace) -> None:
    from graphapi.ids import encode_id  # noqa: PLC0415

    done = asyncio.run(_reseal(Settings.from_env(), options.file))
    _say(f"Share passwords sealed anew: {done.count}. Keep a copy of {options.file} apart from the database's.")
    if done.broken:
        names = "\n".join(encode_id("share", key) for key in done.broken)
        sys.exit(_failed(f"These were changed or moved, and cannot be read; please have them entered anew:\n{names}"))


async def _reseal(settings: Settings, file: Path) -> Resealed:
    from graphapi.access import SYSTEM, Access  # noqa: PLC0415
    from graphapi.database import migrate, open_database  # noqa: PLC0415
    from graphapi.keys import rotate_key  # noqa: PLC0415
    from graphapi.services.sealing import reseal_passwords  # noqa: PLC0415

    async with open_database(settings.database_url) as database:
        await migrate(database)
        with database.active():
            return await reseal_passwords(Access(SYSTEM, settings, await rotate_key(settings, file)))
