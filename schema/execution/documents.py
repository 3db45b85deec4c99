"""Documents: parsed and validated once per text; the valid ones are kept with their plans, within a bound."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphql import (
    GraphQLError,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    parse,
    validate,
)

from schema.execution.faults import Refused
from schema.execution.limits import DEFAULT, MAX_CHARACTERS, Limits, TooComplex, check_limits, list_fields

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphql import DocumentNode, GraphQLSchema

    from schema.execution.compile import Operation
    from schema.execution.costs import Price
    from schema.execution.entering import Variables

# In bytes, by what was measured: a character takes so much when parsed, a field when compiled, and each text and each
# plan at the least. Short texts may have large plans, one for each way of skipping.
MAX_KEPT = 32 * 2**20
PER_CHARACTER, PER_FIELD, AT_LEAST = 110, 1_500, 4_000
MAX_ERRORS = 5
# Plans a document has: one for each operation and each way of skipping.
MAX_PLANS = 32


@dataclass(slots=True)
class Document:
    """A document that was parsed and validated; its errors, if it has any, are request errors."""

    tree: DocumentNode | None
    errors: Sequence[GraphQLError] = ()
    operations: dict[str | None, OperationDefinitionNode] = field(
        default_factory=dict["str | None", OperationDefinitionNode]
    )
    introspects: bool = False
    # What each operation costs.
    prices: Mapping[str | None, Price] = field(default_factory=dict["str | None", "Price"])
    # The variables that decide what is skipped, and what operations were compiled to for them; once it is run.
    directives: Sequence[str] | None = None
    variables: dict[str | None, Variables] = field(default_factory=dict["str | None", "Variables"])
    plans: dict[object, Operation] = field(default_factory=dict[object, "Operation"])
    # In bytes, as far as the bound counts it: all of it, and each plan.
    weight: int = 0
    weight_of_plan: int = 0
    # One that others have pushed out may still be run, by whoever has it at hand, and counts for nothing.
    is_kept: bool = False

    def operation(self, name: str | None) -> OperationDefinitionNode | None:
        """Return the operation of a name, or the only one."""
        if name is None:
            return next(iter(self.operations.values())) if len(self.operations) == 1 else None
        return self.operations.get(name)


class Documents:
    """The documents that were read of late."""

    def __init__(self, schema: GraphQLSchema, limits: Limits = DEFAULT) -> None:
        self._schema = schema
        # Where a run names none of its own.
        self.limits = limits
        self._lists = list_fields(schema)
        self._kept: OrderedDict[tuple[str, Limits], Document] = OrderedDict()
        self._weight = 0

    def read(self, text: str, limits: Limits | None = None) -> Document:
        """Return the document of a text, which is refused if it is larger than the limits."""
        key = (text, limits or self.limits)
        document = self._kept.get(key)
        if document is not None:
            self._kept.move_to_end(key)
            return document
        document = self._parse(*key)
        if document.tree is not None:
            self._kept[key] = document
            document.is_kept = True
            self._weigh(document, AT_LEAST + PER_CHARACTER * len(text))
        return document

    def keep_plan(self, document: Document, key: object, plan: Operation) -> None:
        """Keep what an operation was compiled to, for the values of what decides what is skipped."""
        if len(document.plans) >= MAX_PLANS:
            self._weigh(document, -len(document.plans) * document.weight_of_plan)
            document.plans.clear()
        document.plans[key] = plan
        self._weigh(document, document.weight_of_plan)

    def _weigh(self, document: Document, more: int) -> None:
        if not document.is_kept:
            return
        document.weight += more
        self._weight += more
        while self._weight > MAX_KEPT and len(self._kept) > 1:
            _, forgotten = self._kept.popitem(last=False)
            forgotten.is_kept = False
            self._weight -= forgotten.weight

    def _parse(self, text: str, limits: Limits) -> Document:
        if len(text) > MAX_CHARACTERS:
            return Document(None, [TooComplex("characters", len(text), MAX_CHARACTERS)])
        too_deep = TooComplex("depth", limits.depth + 1, limits.depth)
        try:
            tree = parse(text, max_tokens=limits.tokens)
            # Before validation, whose overlapping-fields rule is what a huge document would keep busy.
            measured = check_limits(tree, limits, self._lists)
            errors = validate(self._schema, tree, max_errors=MAX_ERRORS, hide_suggestions=True)
        except GraphQLSyntaxError as error:
            if not error.message.endswith("Parsing aborted."):
                return Document(None, [error])
            is_long = error.message.endswith("tokens. Parsing aborted.")
            return Document(None, [TooComplex("tokens", limits.tokens + 1, limits.tokens) if is_long else too_deep])
        except Refused as error:
            return Document(None, [error])
        except RecursionError:
            return Document(None, [too_deep])
        if errors:
            return Document(None, errors[:MAX_ERRORS])
        operations = {
            node.name.value if node.name else None: node
            for node in tree.definitions
            if isinstance(node, OperationDefinitionNode)
        }
        weight_of_plan = AT_LEAST + PER_FIELD * measured.fields
        return Document(tree, (), operations, measured.introspects, measured.prices, weight_of_plan=weight_of_plan)
