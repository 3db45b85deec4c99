"""GraphQL over HTTP (https://graphql.github.io/graphql-over-http/draft/): a thin handler of our own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import orjson
from aiohttp import web

from graphapi.i18n import DEFAULT_LANGUAGE, preferred_language
from graphapi.web.keys import ACCESS, CLIENT_ADDRESS, SESSION_TOKEN, USES_COOKIE
from schema.build import runner
from schema.context import Context

if TYPE_CHECKING:
    from collections.abc import Mapping

JSON = "application/json"
GRAPHQL_JSON = "application/graphql-response+json"


@dataclass(frozen=True, slots=True)
class GraphQLRequest:
    """A request as the specification names its parts."""

    query: str
    operation_name: str | None
    variables: Mapping[str, Any]


class BadRequest(Exception):
    """A request that is no GraphQL request; the text says what it lacks."""


def context_of(request: web.Request) -> Context:
    """Return what a document of this request is run with."""
    access = request[ACCESS]
    browser = preferred_language(request.headers.get("Accept-Language", ""))
    return Context(
        access=access,
        language=access.principal.language or browser or DEFAULT_LANGUAGE,
        client_address=request[CLIENT_ADDRESS],
        user_agent=request.headers.get("User-Agent", "")[:200],
        session_token=request[SESSION_TOKEN],
    )


async def answer(request: web.Request) -> web.Response:
    """Answer a GraphQL request."""
    media_type = _accepted(request)
    if media_type is None:
        raise web.HTTPNotAcceptable(text=f"Accept {GRAPHQL_JSON} or {JSON}.")
    is_get = request.method == "GET"
    if is_get and (request[USES_COOKIE] or request[SESSION_TOKEN] is None):
        raise web.HTTPMethodNotAllowed("GET", ["POST"], text="Send queries by POST, or by GET with a bearer token.")
    try:
        asked = _from_address(request) if is_get else await _from_body(request)
    except BadRequest as error:
        body = {"errors": [{"message": str(error), "extensions": {"code": "BAD_USER_INPUT"}}]}
        return _respond(body, media_type, 400)
    result = await runner.run(
        asked.query,
        context_of(request),
        variables=asked.variables,
        operation=asked.operation_name,
        queries_only=is_get,
    )
    # As application/json, a well-formed request is always answered with 200, as older clients expect.
    status = 400 if result.is_request_error and media_type == GRAPHQL_JSON else 200
    return _respond(result.formatted(), media_type, status)


def _respond(body: Mapping[str, Any], media_type: str, status: int) -> web.Response:
    return web.Response(body=orjson.dumps(body), status=status, content_type=media_type, charset="utf-8")


def _accepted(request: web.Request) -> str | None:
    """Return the media type to answer in; None if the client takes neither."""
    header = request.headers.get("Accept")
    if not header:
        return JSON
    wanted = [part.partition(";")[0].strip().lower() for part in header.split(",")]
    for media_type in wanted:
        if media_type in {GRAPHQL_JSON, JSON}:
            return media_type
    return JSON if any(media_type in {"*/*", "application/*"} for media_type in wanted) else None


async def _from_body(request: web.Request) -> GraphQLRequest:
    if request.content_type != JSON:
        raise web.HTTPUnsupportedMediaType(text=f"Send {JSON}.")
    if (request.charset or "utf-8").lower() not in {"utf-8", "utf8"}:
        raise web.HTTPUnsupportedMediaType(text="Send UTF-8.")
    try:
        body = orjson.loads(await request.read())
    except orjson.JSONDecodeError:
        raise BadRequest("The body is not JSON.") from None
    if not isinstance(body, dict):
        raise BadRequest("The body is not a JSON object.")
    return _request(body)  # pyright: ignore[reportUnknownArgumentType] - what it holds is checked there


def _from_address(request: web.Request) -> GraphQLRequest:
    parts: dict[str, Any] = {name: request.query[name] for name in ("query", "operationName") if name in request.query}
    for name in ("variables", "extensions"):
        if name in request.query:
            try:
                parts[name] = orjson.loads(request.query[name])
            except orjson.JSONDecodeError:
                raise BadRequest(f"{name} is not JSON.") from None
    return _request(parts)


def _request(parts: Mapping[str, Any]) -> GraphQLRequest:
    query, name = parts.get("query"), parts.get("operationName")
    variables, extensions = parts.get("variables"), parts.get("extensions")
    if not isinstance(query, str) or not query:
        raise BadRequest("query must be a text with a GraphQL document.")
    if name is not None and not isinstance(name, str):
        raise BadRequest("operationName must be a text.")
    if variables is not None and not isinstance(variables, dict):
        raise BadRequest("variables must be an object.")
    if extensions is not None and not isinstance(extensions, dict):
        raise BadRequest("extensions must be an object.")
    return GraphQLRequest(query, name, cast("dict[str, Any]", variables or {}))


def routes() -> list[web.RouteDef]:
    """Return the route of the API."""
    return [web.post("/graphql", answer), web.get("/graphql", answer, allow_head=False)]
