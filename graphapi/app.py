"""The composition root: all parts put together into one aiohttp application."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aiohttp import web

import admin_ui.routes
import schema.http
import schema.sdl
import schema.websocket
from admin_ui.errors import error_pages
from admin_ui.pages.graphiql import show_graphiql
from graphapi.access import SYSTEM, Access
from graphapi.database import Database, migrate, open_database, sqlite_path
from graphapi.keys import open_key_ring
from graphapi.mail.mailbox import Mailbox
from graphapi.mail.sender import Sender
from graphapi.mail.transport import SmtpTransport
from graphapi.services.due import keep_dates
from graphapi.services.housekeeping import keep_house
from graphapi.services.import_runs import run_imports
from graphapi.services.invoice_documents import keep_making_documents
from graphapi.services.partner_exports import keep_exporting
from graphapi.services.presumptions import Presumptions
from graphapi.web import exports, invoices, logo
from graphapi.web.boundary import MAX_BODY, boundary, headers_of, set_headers
from graphapi.web.cors import ORIGINS, Origins, cross_origin
from graphapi.web.keys import DATABASE, HEADERS_OF_ALL, KEYS, MAILBOX, PRESUMPTIONS, SETTINGS
from graphapi.web.origin import same_origin
from graphapi.web.rate_limit import RateLimit, by_address, by_token
from graphapi.web.sending import sending
from graphapi.web.session import recognise
from schema.execution.limits import Limits
from schema.http import LIMITS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine
    from pathlib import Path
    from typing import Any, NoReturn

    from graphapi.settings import Settings


# Seconds that the mail under way has when the server stops.
STOP_WITHIN = 5


def build_app(settings: Settings, *, database: Database | None = None) -> web.Application:
    """Put the application together; with an open and migrated database it is run on that, else on the settings'."""
    middlewares = [sending, error_pages, cross_origin, boundary, recognise, same_origin]
    if settings.rate_limit:
        limit = RateLimit(settings.rate_limit)
        counted = [by_address(limit), recognise, by_token(limit)]
        middlewares = [sending, error_pages, cross_origin, boundary, *counted, same_origin]
    app = web.Application(middlewares=middlewares, client_max_size=MAX_BODY)
    app[SETTINGS] = settings
    app[LIMITS] = Limits.of(settings)
    app[PRESUMPTIONS] = Presumptions()
    app[HEADERS_OF_ALL] = headers_of(settings)
    app[ORIGINS] = Origins()
    app.on_response_prepare.append(set_headers)
    app.cleanup_ctx.append(_given(database) if database is not None else _opened)
    app.cleanup_ctx.append(_keys)
    app.cleanup_ctx.append(_sending)
    app.cleanup_ctx.append(_background(keep_house))
    app.cleanup_ctx.append(_background(keep_dates))
    app.cleanup_ctx.append(_background(keep_exporting))
    app.cleanup_ctx.append(_background(run_imports))
    app.cleanup_ctx.append(_background(keep_making_documents))
    app.router.add_get("/healthz", _health)
    app.router.add_routes(schema.http.routes(browsers=show_graphiql, websockets=schema.websocket.setup(app)))
    app.router.add_routes(schema.sdl.routes())
    app.router.add_routes(logo.routes())
    app.router.add_routes(exports.routes())
    app.router.add_routes(invoices.routes())
    admin_ui.routes.setup(app)
    app.router.add_routes(admin_ui.routes.routes())
    return app


def _given(database: Database) -> Callable[[web.Application], AsyncIterator[None]]:
    async def given(app: web.Application) -> AsyncIterator[None]:
        app[DATABASE] = database
        yield

    return given


async def _opened(app: web.Application) -> AsyncIterator[None]:
    settings = app[SETTINGS]
    async with open_database(settings.database_url, pool_size=settings.pool_size) as database:
        await migrate(database)
        app[DATABASE] = database
        yield


async def _keys(app: web.Application) -> AsyncIterator[None]:
    settings = app[SETTINGS]
    with app[DATABASE].active():
        app[KEYS] = await open_key_ring(settings)
        if settings.is_demo:
            from graphapi.demo import fill  # noqa: PLC0415 - a world that no other server needs

            await fill(Access(SYSTEM, settings, app[KEYS]))
    yield


async def _sending(app: web.Application) -> AsyncIterator[None]:
    settings = app[SETTINGS]
    if settings.smtp_url is None:
        transport = app[MAILBOX] = Mailbox(_mailbox_folder(settings))
    else:
        transport = SmtpTransport(settings.smtp_url, local_hostname=urlsplit(settings.base_url).hostname or "localhost")
    sender = Sender(Access(SYSTEM, settings, app[KEYS]), transport)
    with app[DATABASE].active():
        task = asyncio.create_task(sender.run())
    yield
    sender.stop()
    # A mail server that keeps us waiting must not keep the process: what it was given is claimed, and sent again later.
    with suppress(TimeoutError):
        async with asyncio.timeout(STOP_WITHIN):
            await task


def _background(
    work: Callable[[Access], Coroutine[Any, Any, NoReturn]],
) -> Callable[[web.Application], AsyncIterator[None]]:
    """Do some work with the system's access for as long as the server runs."""

    async def running(app: web.Application) -> AsyncIterator[None]:
        with app[DATABASE].active():
            task = asyncio.create_task(work(Access(SYSTEM, app[SETTINGS], app[KEYS])))
        yield
        task.cancel()
        await asyncio.wait([task])

    return running


def _mailbox_folder(settings: Settings) -> Path | None:
    database = sqlite_path(settings.database_url)
    return None if database is None else database.parent / "mailbox"


async def _health(request: web.Request) -> web.Response:
    """Answer as soon as the server is up, which it is once migrations and demo data are in."""
    await request.app[DATABASE].connection.execute_query("SELECT 1")  # pyright: ignore[reportUnknownMemberType]
    return web.json_response({"status": "ok"})
