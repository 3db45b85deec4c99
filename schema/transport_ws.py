"""The protocol graphql-transport-ws on one connection.

https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md says what the messages and the codes mean. Of what it
allows, only subscriptions are run here: queries and mutations have POST, with all that hangs on a request.

Whoever reads slowly must not fill the server. What waits for it are ids, of which there is a bound. Answers are made a
few at a time, when those before have left, and who does not take one in time is hung up on.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING, Any, Self, cast

import orjson
from aiohttp import WSMsgType
from tortoise.exceptions import OperationalError

from graphapi.access import ANONYMOUS, Access
from graphapi.codes import Code
from graphapi.errors import Throttled
from graphapi.i18n import message
from graphapi.logs import log_unexpected
from graphapi.services import sessions
from graphapi.services.tail import Follower, Overrun
from graphapi.web.sending import hang_up
from graphapi.web.session import BEARER
from schema.build import runner
from schema.execution.limits import Refused
from schema.execution.run import Result, refused

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from uuid import UUID

    from aiohttp import web

    from graphapi.access import Principal
    from graphapi.services.tail import Tail
    from schema.context import Context
    from schema.execution.run import Asked

log = logging.getLogger("kundenkonto.websocket")

# Seconds: to say who one is; to take a message; between two looks whether the session lasts; of such a look's worth
# when something is sent; and for the closing.
INIT_WITHIN = 10.0
SEND_WITHIN = 20.0
CHECK_EVERY = 5.0
CHECK_HOLDS = 1.0
CLOSE_WITHIN = 3.0
MOST_SUBSCRIPTIONS = 10
# Messages from a client, in so many seconds: each may be a document to be read.
MOST_MESSAGES, PERIOD = 100, 10.0
# How many entries are read together.
AT_ONCE = 20
# Bytes of a reason for closing, by RFC 6455.
MAX_REASON = 123
TYPES = frozenset({"connection_init", "ping", "pong", "subscribe", "complete"})
WITH_ID = frozenset({"subscribe", "complete"})

TOO_MANY = message("A connection can have {most} subscriptions at a time.", most=MOST_SUBSCRIPTIONS)


class Closed(Exception):
    """The connection is to be closed, with a code of the protocol."""

    def __init__(self, code: int, reason: str = "") -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


# Nobody is there to be told.
GONE = Closed(1000)


class Connection:
    """A client's connection, from its first message to its end."""

    def __init__(
        self,
        socket: web.WebSocketResponse,
        transport: asyncio.Transport,
        context: Context,
        tail: Tail,
        enter: Callable[[Access], Awaitable[None]],
    ) -> None:
        self._socket = socket
        self._transport = transport
        # Of the handshake at first. Its token counts if the client names no other.
        self._context = context
        self._tail = tail
        # Called once it is known who it is; raises Closed if it is not let in.
        self._enter = enter
        self._is_initialised = False
        self._acknowledged = asyncio.Event()
        self._checked_at = 0.0
        self._since, self._messages = 0.0, 0
        self._subscriptions: dict[str, asyncio.Task[None]] = {}
        self._turn = asyncio.Lock()
        self._sending = asyncio.Lock()
        self._ending: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def end(self, code: int, reason: str) -> None:
        """Close it, from outside."""
        if not self._ending.done():
            self._ending.set_exception(Closed(code, reason))

    async def run(self) -> None:
        """Serve until either side has enough."""
        # In a task of its own, which until Python 3.13 a group may leave as a cancelled one that takes no time limit.
        closed = await asyncio.create_task(self._serve())
        await self._close(closed)

    async def _serve(self) -> Closed:
        closed = GONE
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._wait_for_end())
                tasks.create_task(self._watch())
                tasks.create_task(self._read(tasks))
        except* ConnectionError:
            pass
        except* Closed as group:
            closed = cast("Closed", group.exceptions[0])
        except* (OperationalError, Throttled) as group:
            closed = Closed(1013, "Try again later")
            log_unexpected(log, "a connection", group.exceptions[0])
        except* Exception as group:  # noqa: BLE001 - whatever it was, it is said without its text
            closed = Closed(4500, "Internal server error")
            log_unexpected(log, "a connection", group.exceptions[0])
        self._ending.cancel()
        return closed

    async def _close(self, closed: Closed) -> None:
        """Say why, and wait for the client to have heard it, but not for long."""
        # Not in the midst of a character: browsers take what is no UTF-8 for a broken connection.
        message = closed.reason.encode()[:MAX_REASON].decode(errors="ignore").encode()
        closing = asyncio.create_task(self._socket.close(code=closed.code, message=message))
        await asyncio.wait([closing], timeout=CLOSE_WITHIN)
        if not closing.done() or self._transport.get_write_buffer_size() > 0:
            hang_up(self._transport)
            closing.cancel()
            await asyncio.wait([closing])

    async def _wait_for_end(self) -> None:
        await self._ending

    async def _watch(self) -> None:
        """See to it that whoever is connected says who it is, and still is."""
        try:
            async with asyncio.timeout(INIT_WITHIN):
                await self._acknowledged.wait()
        except TimeoutError:
            raise Closed(4408, "Connection initialisation timeout") from None
        while True:
            await asyncio.sleep(CHECK_EVERY)
            await self._check()

    async def _check(self) -> None:
        """See whether the session lasts, which is no use of it: a window left open must not keep it for ever."""
        principal = self._context.access.principal
        found = await self._find(self._context.session_token or "", is_used=False)
        if found is None:
            raise Closed(4401, "The session has ended")
        if (found.role, found.partner_id, found.account_id) != (
            principal.role,
            principal.partner_id,
            principal.account_id,
        ):
            raise Closed(4403, "The role has changed")
        self._checked_at = monotonic()

    async def _find(self, token: str, *, is_used: bool) -> Principal | None:
        access = Access(ANONYMOUS, self._context.settings, self._context.access.keys)
        found = await sessions.find_principal(access, token=token, is_used=is_used)
        return found and found.principal

    # What the client says

    async def _read(self, tasks: asyncio.TaskGroup) -> None:
        while True:
            received = await self._socket.receive()
            if received.type is WSMsgType.TEXT:
                await self._take(received.data, tasks)
            elif received.type is WSMsgType.PING:
                await self._send_frame(received.data, WSMsgType.PONG)
            elif received.type is WSMsgType.BINARY:
                raise Closed(4400, "Invalid message received: not a text")
            elif received.type is not WSMsgType.PONG:
                raise GONE
            self._count()

    def _count(self) -> None:
        now = monotonic()
        if now - self._since > PERIOD:
            self._since, self._messages = now, 0
        self._messages += 1
        if self._messages > MOST_MESSAGES:
            raise Closed(1008, f"At most {MOST_MESSAGES} messages in {PERIOD:.0f} seconds")

    async def _take(self, text: str, tasks: asyncio.TaskGroup) -> None:
        said = Message.read(text)
        if said.type == "connection_init":
            await self._initialise(said.payload)
        elif said.type == "ping":
            await self._pong(said.payload)
        elif said.type == "subscribe":
            await self._subscribe(said, tasks)
        elif said.type == "complete" and said.id in self._subscriptions:
            self._subscriptions.pop(said.id).cancel()

    async def _pong(self, payload: dict[str, Any] | None) -> None:
        try:
            said = orjson.dumps({"type": "pong"} if payload is None else {"type": "pong", "payload": payload})
        except orjson.JSONEncodeError:  # it reads what is nested four times as deep as what it writes
            raise Closed(4400, "Invalid message received: nested too deeply") from None
        await self._send_frame(said, WSMsgType.TEXT)

    async def _initialise(self, payload: dict[str, Any] | None) -> None:
        if self._is_initialised:
            raise Closed(4429, "Too many initialisation requests")
        self._is_initialised = True
        token = _token(payload or {}, self._context.session_token)
        principal = None if token is None else await self._find(token, is_used=True)
        if principal is None:
            raise Closed(4401, "Unauthorized")
        access = replace(self._context.access, principal=principal)
        await self._enter(access)
        language = principal.language or self._context.language
        self._context = replace(self._context, access=access, session_token=token, language=language)
        self._checked_at = monotonic()
        await self._send({"type": "connection_ack"})
        self._acknowledged.set()

    async def _subscribe(self, said: Message, tasks: asyncio.TaskGroup) -> None:
        if not self._acknowledged.is_set():
            raise Closed(4401, "Unauthorized")
        if said.id in self._subscriptions:
            raise Closed(4409, f"Subscriber for {said.id} already exists")
        query, variables, operation = said.asked()
        context = self._context.for_event(None)
        if len(self._subscriptions) >= MOST_SUBSCRIPTIONS:
            asked = refused([Refused(Code.RATE_LIMITED, TOO_MANY)], context)
        else:
            asked = runner.subscribe(query, context, variables=variables, operation=operation)
        if isinstance(asked, Result):
            await self._send({"id": said.id, "type": "error", "payload": list(asked.errors)})
            return
        follows = asyncio.Event()
        self._subscriptions[said.id] = tasks.create_task(self._follow(said.id, asked, follows))
        # Whoever gets an answer to what it said next has all entries that were committed after that.
        await follows.wait()

    # What it is told

    async def _follow(self, id_: str, asked: Asked, follows: asyncio.Event) -> None:
        follower = Follower(self._context.access)
        async with self._tail.follow(follower):
            follows.set()
            while True:
                try:
                    keys = await follower.next(AT_ONCE)
                except Overrun:
                    raise Closed(1013, "Too many entries were waiting to be read") from None
                async with self._turn:
                    await self._pass_on(id_, asked, keys)

    async def _pass_on(self, id_: str, asked: Asked, keys: list[UUID]) -> None:
        if monotonic() - self._checked_at > CHECK_HOLDS:
            await self._check()
        for result in await runner.run_events(asked, keys, self._context.for_event(None)):
            await self._send({"id": id_, "type": "next", "payload": result.formatted()})

    async def _send(self, said: dict[str, Any]) -> None:
        await self._send_frame(orjson.dumps(said), WSMsgType.TEXT)

    async def _send_frame(self, content: bytes, kind: WSMsgType) -> None:
        """Send a frame and wait until it has left our memory; hangs up if it does not in time."""
        await self._sending.acquire()
        late = asyncio.get_running_loop().call_later(SEND_WITHIN, hang_up, self._transport)

        def sent(_: object) -> None:
            late.cancel()
            self._sending.release()

        sending = asyncio.ensure_future(self._socket.send_frame(content, kind))
        sending.add_done_callback(sent)
        # Whoever was cancelled in it would cancel what all others of this connection wait for in aiohttp, and be let go
        # without a limit to its time.
        await asyncio.shield(sending)


@dataclass(frozen=True, slots=True)
class Message:
    """What a client said; raises Closed where it is nothing that the protocol knows."""

    type: str
    id: str
    payload: dict[str, Any] | None

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a message."""
        try:
            said: Any = orjson.loads(text)
        except orjson.JSONDecodeError:
            raise Closed(4400, "Invalid message received: not JSON") from None
        found = cast("dict[str, Any]", said) if isinstance(said, dict) else {}
        kind, id_, payload = found.get("type"), found.get("id", ""), found.get("payload")
        if not isinstance(kind, str) or kind not in TYPES:
            raise Closed(4400, "Invalid message received: no known type")
        if not isinstance(id_, str) or (kind in WITH_ID and not id_):
            raise Closed(4400, "Invalid message received: id must be a text")
        if not isinstance(payload, dict | None):
            raise Closed(4400, "Invalid message received: payload must be an object")
        return cls(kind, id_, cast("dict[str, Any] | None", payload))

    def asked(self) -> tuple[str, dict[str, Any], str | None]:
        """Return the document, the variables and the operation's name of a subscription."""
        payload = self.payload or {}
        query, variables, name = payload.get("query"), payload.get("variables"), payload.get("operationName")
        if not isinstance(query, str) or not isinstance(variables, dict | None) or not isinstance(name, str | None):
            raise Closed(4400, "Invalid message received: payload must have a query")
        return query, cast("dict[str, Any]", variables or {}), name


def _token(payload: dict[str, Any], of_handshake: str | None) -> str | None:
    """Return the token that a client names, or else that of the handshake."""
    for name, value in payload.items():
        if name.lower() == "authorization":
            is_bearer = isinstance(value, str) and value[: len(BEARER)].lower() == BEARER
            return value[len(BEARER) :].strip() if is_bearer else None
    return of_handshake
