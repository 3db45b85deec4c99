"""Running a document for somebody: the one way, for the network and for our own pages."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from inspect import isawaitable
from typing import TYPE_CHECKING, Any

from graphql import GraphQLError, OperationType
from graphql.execution import execute  # pyright: ignore[reportUnknownVariableType] - its hooks have no types
from strawberry.execution.is_awaitable import optimized_is_awaitable
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from graphapi.access import Role
from graphapi.errors import DomainError, Forbidden, Throttled, Unauthenticated
from graphapi.i18n import message
from graphapi.logs import log_unexpected

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphql import GraphQLFormattedError, GraphQLSchema

    from schema.context import Context
    from schema.execution.documents import Documents

log = logging.getLogger("kundenkonto.graphql")

BAD_USER_INPUT = "BAD_USER_INPUT"
# A field that fails in every row of a long list is told of often enough with this many.
MAX_ERRORS = 250
# Of errors that their field's result has no type for.
TOP_LEVEL_CODES: dict[type[DomainError], str] = {
    Unauthenticated: "UNAUTHENTICATED",
    Forbidden: "FORBIDDEN",
    Throttled: "RATE_LIMITED",
}
UNEXPECTED = message("Something went wrong on our side. Please try again; the number {number} finds it in our log.")
NO_INTROSPECTION = message("The schema is shown to signed-in staff only.")
STAFF = frozenset({Role.OPERATOR, Role.OWNER, Role.EDITOR, Role.VIEWER})


@dataclass(frozen=True, slots=True)
class Result:
    """What a run gave. Without data it was a request error: nothing was executed."""

    data: dict[str, Any] | None
    errors: Sequence[GraphQLFormattedError] = ()
    is_request_error: bool = False

    def formatted(self) -> dict[str, Any]:
        """Return the response as GraphQL over HTTP says."""
        response: dict[str, Any] = {"errors": list(self.errors)} if self.errors else {}
        return response if self.is_request_error else response | {"data": self.data}


class NotAQuery(Exception):
    """Anything but a query where only those may be run; its text says what to do instead."""


class Runner:
    """Runs documents against the schema."""

    def __init__(self, schema: GraphQLSchema, documents: Documents) -> None:
        self._schema = schema
        self._documents = documents

    async def run(
        self,
        text: str,
        context: Context,
        *,
        variables: Mapping[str, Any] | None = None,
        operation: str | None = None,
        queries_only: bool = False,
    ) -> Result:
        """Run an operation of a document; with ``queries_only``, raises NotAQuery for what changes data."""
        document = self._documents.read(text)
        if document.tree is None:
            return _refused(document.errors)
        node = document.operation(operation)
        if node is None:
            return _refused([GraphQLError("Say in operationName which operation of the document to run.")])
        if queries_only and node.operation is not OperationType.QUERY:
            raise NotAQuery("Only queries can be run by GET; send this by POST.")
        if document.cost_error is not None and not context.is_trusted:
            return _refused([document.cost_error])
        if document.introspects and not _may_introspect(context):
            error = GraphQLError(context.say(NO_INTROSPECTION), extensions={"code": "FORBIDDEN"})
            return _refused([error])
        outcome = execute(
            self._schema,
            document.tree,
            context_value=context,
            variable_values=dict(variables or {}),
            operation_name=operation,
            executor_class=StrawberryGraphQLCoreExecutionContext,
            is_awaitable=optimized_is_awaitable,  # pyright: ignore[reportArgumentType] - Strawberry's own, without a guard type
            hide_suggestions=True,
        )
        result: Any = await outcome if isawaitable(outcome) else outcome
        errors = [_formatted(error, context) for error in (result.errors or ())[:MAX_ERRORS]]
        # Without data and without a path it never ran: a variable was wrong.
        is_request_error = result.data is None and all(error.path is None for error in result.errors or ())
        return Result(result.data, errors, is_request_error)


def _may_introspect(context: Context) -> bool:
    return context.is_trusted or context.settings.is_demo or context.access.principal.role in STAFF


def _refused(errors: Sequence[GraphQLError]) -> Result:
    return Result(None, [_with_code(error, BAD_USER_INPUT) for error in errors], is_request_error=True)


def _formatted(error: GraphQLError, context: Context) -> GraphQLFormattedError:
    """Write an error as its reader may see it: our own words, or a number that finds it in the log."""
    original = error.original_error
    if isinstance(original, DomainError):
        shown = _with_code(error, TOP_LEVEL_CODES.get(type(original), BAD_USER_INPUT))
        shown["message"] = context.say(original.message)
        return shown
    if original is None or isinstance(original, GraphQLError):
        return _with_code(error, BAD_USER_INPUT)
    number = secrets.token_hex(4)
    log_unexpected(log, f"error {number}", original)
    shown = _with_code(error, "INTERNAL")
    shown["message"] = context.say(message(UNEXPECTED.text, number=number))
    return shown


def _with_code(error: GraphQLError, code: str) -> GraphQLFormattedError:
    shown = error.formatted
    shown["extensions"] = {"code": code, **(shown.get("extensions") or {})}
    return shown
