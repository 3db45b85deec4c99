"""Running a document for somebody: the one way, for the network and for our own pages.

An operation is run as it was compiled. Whenever that does not go as planned – a field that is not permitted, an
error, a value that should not be, a feature nobody compiled – graphql-core runs the operation field by field instead,
so that data, errors and their paths are exactly what the specification says. Queries change nothing and are simply
begun anew. Mutations go on where it was left off: what was done is neither done nor read again, for the changes after
it, and whoever they signed in, would show in it.
"""

from __future__ import annotations

import logging
import secrets
from collections import Counter
from dataclasses import dataclass, field, replace
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, cast

from graphql import GraphQLError, OperationType
from graphql.execution import execute  # pyright: ignore[reportUnknownVariableType] - its hooks have no types
from graphql.execution.values import VariableValues
from strawberry.execution.is_awaitable import optimized_is_awaitable
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext
from tortoise.exceptions import OperationalError

from graphapi.access import Role
from graphapi.codes import Code
from graphapi.database.statements import active_client
from graphapi.errors import DomainError, Forbidden, KeyInUse, KeyReused, KeySpent, NotFound, Throttled, Unauthenticated
from graphapi.i18n import message
from graphapi.logs import log_unexpected
from graphapi.services.presumptions import Outdated
from schema.context import Outcome
from schema.execution.compile import Compiler
from schema.execution.entering import Variables
from schema.execution.faults import Refused, Unfit
from schema.execution.fetch import Run
from schema.execution.limits import TooComplex
from schema.execution.selection import CallInfo, directive_variables, has_several_fields, without

if TYPE_CHECKING:
    from collections.abc import Awaitable, Mapping, Sequence

    from graphql import DocumentNode, GraphQLFormattedError, OperationDefinitionNode
    from strawberry import Schema

    from schema.context import Context
    from schema.execution.compile import Operation
    from schema.execution.documents import Document, Documents

log = logging.getLogger("kundenkonto.graphql")

# A field that fails in every row of a long list is told of often enough with this many.
MAX_ERRORS = 250
# Characters of all texts of an answer; looked at where its lists hold more than a few objects.
MAX_TEXT = 20_000_000
FEW = 1_000
# Characters of an error: graphql-core repeats what was entered.
MAX_MESSAGE = 500
# Of errors that their field's result has no type for.
TOP_LEVEL_CODES: dict[type[DomainError], Code] = {
    Unauthenticated: Code.UNAUTHENTICATED,
    Forbidden: Code.FORBIDDEN,
    Throttled: Code.RATE_LIMITED,
    NotFound: Code.NOT_FOUND,
    KeyReused: Code.IDEMPOTENCY_KEY_REUSED,
    KeyInUse: Code.IDEMPOTENCY_KEY_IN_USE,
    KeySpent: Code.IDEMPOTENCY_KEY_SPENT,
}
UNEXPECTED = message("Something went wrong on our side. Please try again; the number {number} finds it in our log.")
NO_OPERATION = message("Say in operationName which operation of the document to run.")
BY_WEBSOCKET = message("A subscription runs over a websocket, by the protocol graphql-transport-ws.")
ONE_CHANGE = message("An Idempotency-Key goes with a single mutation; this document has several.")
NO_INTROSPECTION = message("The schema is shown to signed-in staff only.")
STAFF = frozenset({Role.OPERATOR, Role.OWNER, Role.EDITOR, Role.VIEWER})


@dataclass(frozen=True, slots=True)
class Result:
    """What a run gave. Without data it was a request error: nothing was executed."""

    data: dict[str, Any] | None
    errors: Sequence[GraphQLFormattedError] = ()
    is_request_error: bool = False
    extensions: Mapping[str, Any] | None = None

    def formatted(self) -> dict[str, Any]:
        """Return the response as GraphQL over HTTP says."""
        response: dict[str, Any] = {"errors": list(self.errors)} if self.errors else {}
        if not self.is_request_error:
            response["data"] = self.data
        return response if self.extensions is None else response | {"extensions": self.extensions}


@dataclass(slots=True)
class Done:
    """What an operation gave so far, and how many objects of it count: none of a query's, which is begun anew."""

    data: dict[str, Any] = field(default_factory=dict[str, Any])
    objects: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """An operation of a document, with the variables it is to be run with."""

    document: Document
    tree: DocumentNode
    node: OperationDefinitionNode
    given: dict[str, Any]
    # What it costs and may cost, if that is to be told.
    cost: dict[str, int] | None = None

    @property
    def name(self) -> str | None:
        """The operation's name."""
        return self.node.name and self.node.name.value


class NotAQuery(Exception):
    """Anything but a query where only those may be run."""


class Runner:
    """Runs documents against the schema; ``compiles`` is off where the exact way itself is wanted."""

    def __init__(self, schema: Schema, documents: Documents, *, compiles: bool = True) -> None:
        self._strawberry = schema
        self._core = schema._schema  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] - graphql-core's
        self._documents = documents
        self._compiles = compiles
        # How often an operation was run as compiled, and how often it was left to graphql-core, by the reason.
        self.compiled = 0
        self.left: Counter[str] = Counter()

    async def run(
        self,
        text: str,
        context: Context,
        *,
        variables: Mapping[str, Any] | None = None,
        operation: str | None = None,
        queries_only: bool = False,
    ) -> Result:
        """Run an operation of a document; with ``queries_only``, raises NotAQuery for what changes data.

        Raises Outdated where somebody asks who is no longer who it was presumed to be.
        """
        asked = self._ask(text, context, variables, operation)
        if isinstance(asked, Result):
            return asked
        kind = asked.node.operation
        if queries_only and kind is not OperationType.QUERY:
            raise NotAQuery
        if kind is OperationType.SUBSCRIPTION:
            return refused([Refused(Code.BAD_USER_INPUT, BY_WEBSOCKET)], context)
        result = await self._run_checked(asked, context)
        return result if asked.cost is None else replace(result, extensions={"cost": asked.cost})

    def _ask(
        self, text: str, context: Context, variables: Mapping[str, Any] | None, operation: str | None
    ) -> Asked | Result:
        """Return the operation that is asked for; a result with errors if it is none that may be run."""
        document = self._documents.read(text, context.limits)
        if document.tree is None:
            return refused(document.errors, context)
        node = document.operation(operation)
        if node is None:
            return refused([Refused(Code.BAD_USER_INPUT, NO_OPERATION)], context)
        changes = node.operation is OperationType.MUTATION
        if changes and context.idempotency_key is not None and has_several_fields(document.tree, node):
            return refused([Refused(Code.IDEMPOTENCY_KEY_INVALID, ONE_CHANGE)], context)
        given = dict(variables or {})
        price = document.prices[node.name and node.name.value]
        limits = context.limits or self._documents.limits
        cost = price.with_variables(given) if context.tells_cost or price.most > limits.cost else 0
        if cost > limits.cost:
            return refused([TooComplex("cost", cost, limits.cost)], context)
        if document.introspects and not _may_introspect(context):
            return refused([Refused(Code.FORBIDDEN, NO_INTROSPECTION)], context)
        told = {"requested": cost, "maximum": limits.cost} if context.tells_cost else None
        return Asked(document, document.tree, node, given, told)

    async def _run_checked(self, asked: Asked, context: Context) -> Result:
        presumption = context.presumption
        if presumption is not None and asked.node.operation is not OperationType.QUERY:
            await presumption.prove()
        if self._compiles:
            result = await self._run(asked.document, asked.tree, asked.node, asked.given, context)
        else:
            result = await self._run_exactly(asked.tree, asked.name, asked.given, context)
        # The same rows may stand in an answer again and again, each time with all their texts.
        if context.objects > FEW and not context.is_trusted and has_more_text(MAX_TEXT, result.data):
            return Result(None, [formatted(TooComplex("text", MAX_TEXT + 1, MAX_TEXT), context)])
        return result

    async def _run(
        self,
        document: Document,
        tree: DocumentNode,
        node: OperationDefinitionNode,
        given: dict[str, Any],
        context: Context,
    ) -> Result:
        """Run an operation as compiled, and what that does not serve exactly."""
        operation = node.name and node.name.value
        done = Done()
        try:
            return Result(await self._run_compiled(document, tree, node, given, context, done))
        except Outdated:
            raise
        except TooComplex as error:
            return Result(None, [formatted(error, context)])
        except OperationalError as error:
            if node.operation is OperationType.QUERY:  # asking a database twice that could not answer helps nobody
                return Result(None, [formatted(GraphQLError("", original_error=error), context)])
            self.left[type(error).__name__] += 1
        except Exception as error:  # noqa: BLE001 - whatever it was, graphql-core's executor tells of it exactly
            self._note_left(error)
        context.objects = done.objects
        root = self._core.mutation_type
        if node.operation is not OperationType.MUTATION or root is None:
            return await self._run_exactly(tree, operation, given, context)
        rest = await self._run_exactly(without(tree, root, done.data), operation, given, context)
        return rest if rest.data is None else replace(rest, data=done.data | rest.data)

    def _note_left(self, error: Exception) -> None:
        self.left[str(error) if isinstance(error, Unfit) else type(error).__name__] += 1
        if not isinstance(error, (Unfit, DomainError, GraphQLError)):
            log_unexpected(log, "a compiled operation", error)

    async def _run_compiled(
        self,
        document: Document,
        tree: DocumentNode,
        node: OperationDefinitionNode,
        given: dict[str, Any],
        context: Context,
        done: Done,
    ) -> dict[str, Any]:
        values = self._variables(document, node).read(given)
        operation = self._plan(document, tree, node, values)
        run = Run(context, active_client().capabilities.dialect, values)
        info = CallInfo(context)
        if not operation.is_mutation and not all(map(context.access.may, operation.permissions)):
            raise Unfit("a field that is not permitted")
        for name, root in operation.fields.items():
            if isinstance(root, str):
                done.data[name] = root
                continue
            call = root.call(info, **root.arguments(values))
            value = await (_done(context, name, call) if operation.is_mutation else call)
            done.data[name] = await root.output.complete(run, value)
            if operation.is_mutation:
                done.objects = context.objects
        if context.presumption is not None:
            await context.presumption.prove()
        self.compiled += 1
        return done.data

    def _variables(self, document: Document, node: OperationDefinitionNode) -> Variables:
        name = node.name and node.name.value
        variables = document.variables.get(name)
        if variables is None:
            variables = document.variables[name] = Variables(self._core, node)
        return variables

    def _plan(
        self, document: Document, tree: DocumentNode, node: OperationDefinitionNode, values: VariableValues
    ) -> Operation:
        """Return an operation as it was compiled for the present values of what decides what is skipped."""
        if document.directives is None:
            document.directives = directive_variables(tree)
        # Only booleans decide. Another operation of the document may have a variable of the same name, with a secret.
        deciding = {name: value for name in document.directives if type(value := values.coerced.get(name)) is bool}
        key = (node.name and node.name.value, *deciding.items())
        plan = document.plans.get(key)
        if plan is None:
            # A plan is kept, and so must hold no other values of this run.
            own = [{name: part[name] for name in deciding if name in part} for part in values]
            plan = Compiler(self._strawberry, tree, node, VariableValues(*own)).operation()
            self._documents.keep_plan(document, key, plan)
        return plan

    async def _run_exactly(
        self, tree: DocumentNode, operation: str | None, given: dict[str, Any], context: Context
    ) -> Result:
        """Run an operation by graphql-core's own executor, but for mutations that are done."""
        if context.presumption is not None:
            await context.presumption.prove()
        outcome = execute(
            self._core,
            tree,
            context_value=context,
            variable_values=given,
            operation_name=operation,
            executor_class=StrawberryGraphQLCoreExecutionContext,
            is_awaitable=optimized_is_awaitable,  # pyright: ignore[reportArgumentType] - Strawberry's own, without a guard type
            hide_suggestions=True,
        )
        result: Any = await outcome if isawaitable(outcome) else outcome
        too_large = next(filter(None, map(_too_large, result.errors or ())), None)
        if too_large is not None:
            # Each list of the answer says so; once is enough, of no place in particular, and half an answer is none.
            return Result(None, [formatted(too_large, context)])
        errors = [formatted(error, context) for error in (result.errors or ())[:MAX_ERRORS]]
        # Without data and without a path it never ran: a variable was wrong.
        is_request_error = result.data is None and all(error.path is None for error in result.errors or ())
        return Result(result.data, errors, is_request_error)


def has_more_text(most: int, data: object) -> bool:
    """Tell whether all texts of an answer together have more characters than that."""
    held: list[Any] = [data]
    length = 0
    while held and length <= most:
        item = held.pop()
        if isinstance(item, str):
            length += len(item)
        elif isinstance(item, dict):
            held += cast("dict[str, Any]", item).values()
        elif isinstance(item, list):
            held += cast("list[Any]", item)
    return length > most


async def _done(context: Context, name: str, call: Awaitable[Any]) -> Any:  # noqa: ANN401 - a mutation's result
    """Run a mutation, and keep what it came to."""
    try:
        value = await call
    except Exception as error:
        context.outcomes[name] = Outcome(error=error)
        raise
    context.outcomes[name] = Outcome(value)
    return value


def _too_large(error: GraphQLError) -> TooComplex | None:
    return next((at for at in (error, error.original_error) if isinstance(at, TooComplex)), None)


def _may_introspect(context: Context) -> bool:
    return context.is_trusted or context.settings.is_demo or context.access.principal.role in STAFF


def refused(errors: Sequence[GraphQLError], context: Context) -> Result:
    """Make the result of what is not run."""
    return Result(None, [_told(error, context) for error in errors], is_request_error=True)


def formatted(error: GraphQLError, context: Context) -> GraphQLFormattedError:
    """Write an error as its reader may see it: our own words, or a number that finds it in the log."""
    original = error.original_error
    if isinstance(original, Throttled):
        context.retry_after = max(context.retry_after, original.retry_after)
    if isinstance(original, DomainError):
        shown = _with_code(error, TOP_LEVEL_CODES.get(type(original), Code.BAD_USER_INPUT))
        shown["message"] = context.say(original.message)
        return shown
    if original is None or isinstance(original, GraphQLError):
        return _told(error, context)
    number = secrets.token_hex(4)
    log_unexpected(log, f"error {number}", original)
    shown = _with_code(error, Code.INTERNAL)
    shown["message"] = context.say(message(UNEXPECTED.text, number=number))
    return shown


def _told(error: GraphQLError, context: Context) -> GraphQLFormattedError:
    """Write an error of graphql-core's, in its words, or one of ours in the reader's language."""
    shown = _with_code(error, Code.BAD_USER_INPUT)
    refused = error.original_error or error
    if isinstance(refused, Refused):
        shown["message"] = context.say(refused.said)
    return shown


def _with_code(error: GraphQLError, code: Code) -> GraphQLFormattedError:
    shown = error.formatted
    shown["message"] = error.message[:MAX_MESSAGE]
    shown["extensions"] = {"code": code, **(shown.get("extensions") or {})}
    return shown
