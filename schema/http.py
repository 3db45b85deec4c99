"""GraphQL over HTTP (https://graphql.github.io/graphql-over-http/draft/): a thin handler of our own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast

import orjson
from aiohttp import web

from graphapi.codes import Code
from graphapi.i18n import DEFAULT_LANGUAGE, Message, message, preferred_language, translate
from graphapi.networks import network_of
from graphapi.services.presumptions import Outdated
from graphapi.web.boundary import GRAPHQL_JSON, JSON, JsonResponse
from graphapi.web.keys import ACCESS, CLIENT_ADDRESS, PRESUMPTION, SESSION_TOKEN, USES_COOKIE
from graphapi.web.origin import API, wants_page
from graphapi.web.session import look_up
from graphapi.weights import MOST_HEADERS, weights
from schema.build import runner
from schema.context import Context
from schema.execution.limits import Limits
from schema.execution.run import NotAQuery
from schema.persisted import PersistedQueries, PersistedQueryNotFound

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphapi.web.keys import Handler
    from schema.execution.run import Result

# Several times what the largest input has. Reading them into arguments lets nobody else run, and so does making lists
# and objects of a body's brackets, whether they stand in variables or elsewhere.
MAX_VALUES = 5_000
MAX_BRACKETS = 20_000
# A header that asks for the document's cost in the answer, where it is 1.
COST = "GraphQL-Cost"
# A client's own name for a change, which is then made once.
KEY = "Idempotency-Key"
IDEMPOTENCY_KEY = re.compile(r"[!-~]{1,255}")
ONLY_QUERIES = message("Only queries can be run by GET; send this by POST.")
ONLY_BEARERS = message(
    "By GET, queries are run with a bearer token only: send the header Authorization: Bearer …, or use POST."
)
# The words of Apollo's protocol, which clients look for.
NOT_FOUND, NOT_FOUND_CODE = Message("PersistedQueryNotFound"), Code.PERSISTED_QUERY_NOT_FOUND
SHA256 = re.compile("[0-9a-f]{64}")
METHODS = "GET, HEAD, OPTIONS, POST"

LIMITS = web.AppKey("limits", Limits)
persisted = PersistedQueries()


@dataclass(frozen=True, slots=True)
class GraphQLRequest:
    """A request as the specification names its parts."""

    query: str
    operation_name: str | None
    variables: Mapping[str, Any]
    # By which the document may be asked for from then on.
    digest: str | None = None


class BadRequest(Exception):
    """A request that is no GraphQL request; says what it lacks."""

    def __init__(self, said: Message, code: Code = Code.BAD_USER_INPUT) -> None:
        super().__init__(str(said))
        self.said = said
        self.code = code


def context_of(request: web.Request, idempotency_key: str | None = None) -> Context:
    """Return what a document of this request is run with."""
    return Context(
        access=request[ACCESS],
        language=language_of(request),
        client_address=request[CLIENT_ADDRESS],
        user_agent=request.headers.get("User-Agent", "")[:200],
        session_token=request[SESSION_TOKEN],
        presumption=request[PRESUMPTION],
        idempotency_key=idempotency_key,
        own_limits=request.app[LIMITS],
        tells_cost=request.headers.get(COST) == "1",
    )


def language_of(request: web.Request) -> str:
    """Return the language to answer in: the viewer's, else the browser's."""
    own = request[ACCESS].principal.language
    return own or preferred_language(request.headers.get("Accept-Language", "")) or DEFAULT_LANGUAGE


async def answer(request: web.Request) -> web.Response:
    """Answer a GraphQL request."""
    media_type = _media_type(request)
    is_get = request.method != "POST"
    try:
        asked = _from_address(request) if is_get else await _from_body(request)
        key = _idempotency_key(request)
        context = context_of(request, key)
        try:
            result = await _run(asked, context, queries_only=is_get)
        except Outdated:
            await look_up(request)
            context = context_of(request, key)
            result = await _run(asked, context, queries_only=is_get)
    except BadRequest as error:
        return _refuse(request, error.said, media_type, 400, error.code)
    except PersistedQueryNotFound:
        status = 400 if media_type == GRAPHQL_JSON else 200
        return _refuse(request, NOT_FOUND, media_type, status, NOT_FOUND_CODE)
    except NotAQuery:
        refusal = _refuse(request, ONLY_QUERIES, media_type, 405)
        refusal.headers["Allow"] = "POST"
        return refusal
    # As application/json, a well-formed request is always answered with 200, as older clients expect.
    status = 400 if result.is_request_error and media_type == GRAPHQL_JSON else 200
    response = JsonResponse(request, orjson.dumps(result.formatted()), media_type=media_type, status=status)
    if asked.digest is not None and not result.is_request_error:
        owner = context.access.principal.account_id or network_of(context.client_address)
        persisted.keep(asked.digest, asked.query, owner=owner)
    if context.retry_after:
        response.headers["Retry-After"] = str(context.retry_after)
    return response


async def _run(asked: GraphQLRequest, context: Context, *, queries_only: bool) -> Result:
    return await runner.run(
        asked.query, context, variables=asked.variables, operation=asked.operation_name, queries_only=queries_only
    )


async def answer_get(request: web.Request) -> web.Response:
    """Answer a GraphQL request by GET or HEAD, which other sites can make a browser send, but not with a token."""
    if request[SESSION_TOKEN] and not request[USES_COOKIE]:
        return await answer(request)
    refusal = _refuse(request, ONLY_BEARERS, _media_type(request), 401, Code.UNAUTHENTICATED)
    refusal.headers["WWW-Authenticate"] = "Bearer"
    return refusal


async def options(_: web.Request) -> web.Response:
    """Say which methods there are."""
    return web.Response(status=204, headers={"Allow": METHODS})


def _refuse(
    request: web.Request, said: Message, media_type: str, status: int, code: Code = Code.BAD_USER_INPUT
) -> web.Response:
    text = translate(said, language_of(request))
    body = {"errors": [{"message": text, "extensions": {"code": code}}]}
    return JsonResponse(request, orjson.dumps(body), media_type=media_type, status=status)


def _idempotency_key(request: web.Request) -> str | None:
    key = request.headers.get(KEY)
    if key is not None and not IDEMPOTENCY_KEY.fullmatch(key):
        raise BadRequest(
            message("An Idempotency-Key has 1 to 255 visible characters of ASCII."), Code.IDEMPOTENCY_KEY_INVALID
        )
    return key


def _media_type(request: web.Request) -> str:
    """Return the media type to answer in; raises 406."""
    media_type = _accepted(",".join(request.headers.getall("Accept", ())))
    if media_type is None:
        raise web.HTTPNotAcceptable(text=f"Accept {GRAPHQL_JSON} or {JSON}.")
    return media_type


@lru_cache(MOST_HEADERS)
def _accepted(header: str) -> str | None:
    """Return the media type to answer in; None if the client takes neither."""
    if not header.strip():
        return JSON
    wishes = weights(header)
    anything = max(wishes.get("*/*", 0), wishes.get("application/*", 0))
    # Who takes anything gets plain JSON, which every client knows.
    wanted = {JSON: wishes.get(JSON, anything), GRAPHQL_JSON: wishes.get(GRAPHQL_JSON, 0)}
    best = max(GRAPHQL_JSON, JSON, key=wanted.__getitem__)
    return best if wanted[best] > 0 else None


async def _from_body(request: web.Request) -> GraphQLRequest:
    # Mostly that is all it says, and need not be taken apart.
    if request.headers.get("Content-Type") != JSON:
        if request.content_type != JSON:
            raise web.HTTPUnsupportedMediaType(text=f"Send {JSON}.")
        if (request.charset or "utf-8").lower() not in {"utf-8", "utf8"}:
            raise web.HTTPUnsupportedMediaType(text="Send UTF-8.")
    sent = await request.read()
    if sent.count(b"[") + sent.count(b"{") > MAX_BRACKETS:
        raise BadRequest(message("The body may hold at most {most} brackets and braces.", most=MAX_BRACKETS))
    try:
        body = orjson.loads(sent)
    except orjson.JSONDecodeError:
        raise BadRequest(message("The body is not JSON.")) from None
    if not isinstance(body, dict):
        raise BadRequest(message("The body is not a JSON object."))
    return _request(body)  # pyright: ignore[reportUnknownArgumentType] - what it holds is checked there


def _from_address(request: web.Request) -> GraphQLRequest:
    parts: dict[str, Any] = {name: request.query[name] for name in ("query", "operationName") if name in request.query}
    for name in ("variables", "extensions"):
        if name in request.query:
            try:
                parts[name] = orjson.loads(request.query[name])
            except orjson.JSONDecodeError:
                raise BadRequest(message("{name} is not JSON.", name=name)) from None
    return _request(parts)


def _request(parts: Mapping[str, Any]) -> GraphQLRequest:
    query, name = parts.get("query"), parts.get("operationName")
    variables, extensions = parts.get("variables"), parts.get("extensions")
    if extensions is not None and not isinstance(extensions, dict):
        raise BadRequest(message("extensions must be an object."))
    extension = cast("dict[str, Any]", extensions).get("persistedQuery") if extensions else None
    digest = None if extension is None else _digest(extension, query)
    if digest is not None and query is None:
        query = persisted.text(digest)
    if not isinstance(query, str) or not query:
        raise BadRequest(message("query must be a text with a GraphQL document."))
    if name is not None and not isinstance(name, str):
        raise BadRequest(message("operationName must be a text."))
    if variables is not None and not isinstance(variables, dict):
        raise BadRequest(message("variables must be an object."))
    entered = cast("dict[str, Any]", variables or {})
    if not _has_at_most(MAX_VALUES, entered):
        raise BadRequest(message("variables may hold at most {most} values.", most=MAX_VALUES))
    return GraphQLRequest(query, name, entered, digest)


def _digest(extension: object, query: object) -> str:
    """Return the hash in a request's extension ``persistedQuery``, which is that of the document if there is one."""
    parts: dict[str, Any] = cast("dict[str, Any]", extension) if isinstance(extension, dict) else {}
    digest = parts.get("sha256Hash")
    if parts.get("version") != 1 or not isinstance(digest, str) or not SHA256.fullmatch(digest):
        raise BadRequest(message("persistedQuery must have version 1 and a sha256Hash of 64 hexadecimal digits."))
    if isinstance(query, str) and sha256(query.encode()).hexdigest() != digest:
        raise BadRequest(message("sha256Hash is not the hash of the query."))
    return digest


def _has_at_most(most: int, values: object) -> bool:
    """Tell whether all lists and objects of a value together hold no more than so many."""
    held, count = [values], 0
    while held and count <= most:
        value: Any = held.pop()
        if isinstance(value, dict | list):
            count += len(value)  # pyright: ignore[reportUnknownArgumentType] - of whatever
            if count <= most:
                held += value.values() if isinstance(value, dict) else value
    return count <= most


def routes(*, browsers: Handler, websockets: Handler) -> list[web.RouteDef]:
    """Return the route of the API; who opens its address in a browser gets a page instead."""

    async def get(request: web.Request) -> web.StreamResponse:
        if request.method == "GET" and request.headers.get("Upgrade", "").lower() == "websocket":
            return await websockets(request)
        return await (browsers if wants_page(request) else answer_get)(request)

    return [web.post(API, answer), web.get(API, get), web.options(API, options)]
