"""Documents: parsed and validated once per text, kept within a bound."""

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

from schema.execution.limits import MAX_TOKENS, Limits, TooComplex, check_limits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphql import DocumentNode, GraphQLSchema

MAX_KEPT = 500
MAX_KEPT_LENGTH = 20_000
MAX_ERRORS = 5


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was parsed and validated; its errors, if it has any, are request errors."""

    tree: DocumentNode | None
    errors: Sequence[GraphQLError] = ()
    operations: dict[str | None, OperationDefinitionNode] = field(
        default_factory=dict["str | None", OperationDefinitionNode]
    )
    introspects: bool = False

    def operation(self, name: str | None) -> OperationDefinitionNode | None:
        """Return the operation of a name, or the only one."""
        if name is None:
            return next(iter(self.operations.values())) if len(self.operations) == 1 else None
        return self.operations.get(name)


class Documents:
    """The cache of documents, least recently used first."""

    def __init__(self, schema: GraphQLSchema, limits: Limits | None = None) -> None:
        self._schema = schema
        self._limits = limits or Limits()
        self._kept: OrderedDict[str, Document] = OrderedDict()

    def read(self, text: str) -> Document:
        """Return the document of a text."""
        document = self._kept.get(text)
        if document is not None:
            self._kept.move_to_end(text)
            return document
        document = self._parse(text)
        if len(text) <= MAX_KEPT_LENGTH:
            self._kept[text] = document
            if len(self._kept) > MAX_KEPT:
                self._kept.popitem(last=False)
        return document

    def _parse(self, text: str) -> Document:
        try:
            tree = parse(text, max_tokens=MAX_TOKENS)
        except GraphQLSyntaxError as error:
            too_long = "tokens" in error.message
            return Document(None, [TooComplex("tokens", MAX_TOKENS + 1, MAX_TOKENS) if too_long else error])
        except RecursionError:
            return Document(None, [TooComplex("depth", self._limits.depth + 1, self._limits.depth)])
        try:
            # Before validation, whose overlapping-fields rule is what a huge document would keep busy.
            introspects = check_limits(tree, self._limits)
            errors = validate(self._schema, tree, max_errors=MAX_ERRORS, hide_suggestions=True)
        except TooComplex as error:
            return Document(None, [error])
        except RecursionError:
            return Document(None, [TooComplex("depth", self._limits.depth + 1, self._limits.depth)])
        if errors:
            return Document(None, errors[:MAX_ERRORS])
        operations = {
            node.name.value if node.name else None: node
            for node in tree.definitions
            if isinstance(node, OperationDefinitionNode)
        }
        return Document(tree, (), operations, introspects)
