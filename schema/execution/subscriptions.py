"""Running subscriptions: a document that is run again for each event, as whoever asks then may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphql import GraphQLError, OperationType
from graphql.execution.values import get_variable_values
from tortoise.exceptions import OperationalError

from graphapi.access import Role
from graphapi.codes import Code
from graphapi.database.statements import active_client
from graphapi.errors import Forbidden, Unauthenticated
from graphapi.i18n import message
from schema.execution.compile import RootField
from schema.execution.faults import Unfit
from schema.execution.fetch import Run
from schema.execution.limits import Refused, TooComplex
from schema.execution.mapping import Many
from schema.execution.outputs import ListOutput
from schema.execution.run import Result, Runner, formatted, has_more_text, refused
from schema.execution.selection import CallInfo

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from graphql.execution.values import VariableValues

    from schema.context import Context
    from schema.execution.mapping import One
    from schema.execution.run import Asked

# Characters of all texts of an event: each subscriber gets it.
MAX_TEXT = 250_000


BY_POST = message("Only subscriptions run over a websocket; send this by POST.")
NOTHING_SELECTED = message("This subscription selects nothing that could be followed.")


class SubscriptionRunner(Runner):
    """Runs subscriptions too."""

    def subscribe(
        self,
        text: str,
        context: Context,
        *,
        variables: Mapping[str, Any] | None = None,
        operation: str | None = None,
    ) -> Asked | Result:
        """Return what is to be run for each event; a result with errors if it is none, or is not permitted."""
        asked = self._ask(text, context, variables, operation)
        if isinstance(asked, Result):
            return asked
        if asked.node.operation is not OperationType.SUBSCRIPTION:
            return refused([Refused(Code.BAD_USER_INPUT, BY_POST)], context)
        values = get_variable_values(
            self._core, asked.node.variable_definitions or (), asked.given, max_errors=1, hide_suggestions=True
        )
        if isinstance(values, list):
            return refused(values, context)
        try:
            name, root = self._followed(asked)
        except Unfit:
            return refused([Refused(Code.BAD_USER_INPUT, NOTHING_SELECTED)], context)
        if root.permission is None or context.access.may(root.permission):
            return asked
        error = Unauthenticated() if context.access.principal.role is Role.ANONYMOUS else Forbidden()
        return Result(None, [formatted(GraphQLError("", path=[name], original_error=error), context)])

    async def run_events(self, asked: Asked, keys: Sequence[UUID], context: Context) -> list[Result]:
        """Run a subscription for events; return a result for each that is within sight, in the order of their keys.

        Like a query it is run as compiled, for all of them at once, or else by graphql-core, for one after the other.
        """
        name, root = self._followed(asked)
        one: One = await root.call(CallInfo(context))
        rows = one.rows.filter(id__in=list(keys)).order_by("id")
        try:
            run = Run(context, active_client().capabilities.dialect, self._values(asked))
            found = await ListOutput(root.output, required=True).complete(run, Many(rows))
            self.compiled += 1
            results = [Result({name: event}) for event in found]
        except OperationalError:
            raise
        except Exception as error:  # noqa: BLE001 - as for queries
            self._note_left(error)
            seen: Any = await rows.values_list("id", flat=True)
            results = [
                await self._run_exactly(asked.tree, asked.name, asked.given, context.for_event(key)) for key in seen
            ]
        return [
            Result(None, [formatted(TooComplex("text", MAX_TEXT + 1, MAX_TEXT), context)])
            if has_more_text(MAX_TEXT, result.data)
            else result
            for result in results
        ]

    def _followed(self, asked: Asked) -> tuple[str, RootField]:
        """Return the one root field of a subscription, with its name in the response; raises Unfit."""
        plan = self._plan(asked.document, asked.tree, asked.node, self._values(asked))
        for name, root in plan.fields.items():
            if isinstance(root, RootField):
                return name, root
        raise Unfit("nothing is selected")

    def _values(self, asked: Asked) -> VariableValues:
        return self._variables(asked.document, asked.node).read(asked.given)
