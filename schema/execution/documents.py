"""Documents: parsed and validated once per text; the valid ones are kept, within a bound."""

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

from schema.execution.limits import MAX_CHARACTERS, MAX_TOKENS, Limits, TooComplex, check_limits, list_fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphql import DocumentNode, GraphQLSchema

    from schema.execution.compile import Operation

# In characters of all texts together; parsed, a text takes some fifty times as much memory.
MAX_KEPT = 500_000
MAX_ERRORS = 5


@dataclass(slots=True)
class Document:
    """A document that was parsed and validated; its errors, if it has any, are request errors."""

    tree: DocumentNode | None
    errors: Sequence[GraphQLError] = ()
    operations: dict[str | None, OperationDefinitionNode] = field(
        default_factory=dict["str | None", OperationDefinitionNode]
    )
    introspects: bool = False
    # Why it is too dear for anybody but our own pages.
    cost_error: TooComplex | None = None
    # The variables that decide what is skipped, and what operations were compiled to for them; once it is run.
    directives: Sequence[str] | None = None
    plans: dict[object, Operation] = field(default_factory=dict[object, "Operation"])

    def operation(self, name: str | None) -> OperationDefinitionNode | None:
        """Return the operation of a name, or the only one."""
        if name is None:
            return next(iter(self.operations.values())) if len(self.operations) == 1 else None
        return self.operations.get(name)


class Documents:
    """The documents that were read of late."""

    def __init__(self, schema: GraphQLSchema, limits: Limits | None = None) -> None:
        self._schema = schema
        self._limits = limits or Limits()
        self._lists = list_fields(schema)
        self._kept: OrderedDict[str, Document] = OrderedDict()
        self._length = 0

    def read(self, text: str) -> Document:
        """Return the document of a text."""
        document = self._kept.get(text)
        if document is not None:
            self._kept.move_to_end(text)
            return document
        document = self._parse(text)
        if document.tree is not None:
            self._kept[text] = document
            self._length += len(text)
            while self._length > MAX_KEPT:
                forgotten, _ = self._kept.popitem(last=False)
                self._length -= len(forgotten)
        return document

    def _parse(self, text: str) -> Document:
        if len(text) > MAX_CHARACTERS:
            return Document(None, [TooComplex("characters", len(text), MAX_CHARACTERS)])
        limits = self._limits
        too_deep = TooComplex("depth", limits.depth + 1, limits.depth)
        try:
            tree = parse(text, max_tokens=MAX_TOKENS)
            # Before validation, whose overlapping-fields rule is what a huge document would keep busy.
            measured = check_limits(tree, limits, self._lists)
            errors = validate(self._schema, tree, max_errors=MAX_ERRORS, hide_suggestions=True)
        except GraphQLSyntaxError as error:
            if not error.message.endswith("Parsing aborted."):
                return Document(None, [error])
            is_long = error.message.endswith("tokens. Parsing aborted.")
            return Document(None, [TooComplex("tokens", MAX_TOKENS + 1, MAX_TOKENS) if is_long else too_deep])
        except TooComplex as error:
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
        cost_error = TooComplex("cost", measured.cost, limits.cost) if measured.cost > limits.cost else None
        return Document(tree, (), operations, measured.introspects, cost_error)
