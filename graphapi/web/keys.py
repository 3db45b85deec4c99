"""What the middleware leaves on the application and on each request."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web
from multidict import CIMultiDict

from graphapi.access import Access
from graphapi.database import Database
from graphapi.mail.mailbox import Mailbox
from graphapi.secrets import KeyRing
from graphapi.services.presumptions import Presumption, Presumptions
from graphapi.settings import Settings

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

SETTINGS = web.AppKey("settings", Settings)
KEYS = web.AppKey("keys", KeyRing)
DATABASE = web.AppKey("database", Database)
# What every answer bears.
HEADERS_OF_ALL: web.AppKey[CIMultiDict[str]] = web.AppKey("headers_of_all", CIMultiDict)
PRESUMPTIONS = web.AppKey("presumptions", Presumptions)
# Only where there is no mail server.
MAILBOX = web.AppKey("mailbox", Mailbox)

ACCESS: web.RequestKey[Access] = web.RequestKey("access", Access)
CLIENT_ADDRESS: web.RequestKey[str] = web.RequestKey("client_address", str)
# What of that is yet to be proven; only of what the API is asked.
PRESUMPTION: web.RequestKey[Presumption | None] = web.RequestKey("presumption", object)  # pyright: ignore[reportAssignmentType]
# The token the request came with, valid or not.
SESSION_TOKEN: web.RequestKey[str | None] = web.RequestKey("session_token", object)  # pyright: ignore[reportAssignmentType]
# Whether that was a cookie, which browsers send by themselves.
USES_COOKIE: web.RequestKey[bool] = web.RequestKey("uses_cookie", bool)
REQUEST_ID: web.RequestKey[str] = web.RequestKey("request_id", str)
