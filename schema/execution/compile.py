"""Compiling an operation: once per document, and per values of what decides what is skipped.

The root fields are called as they are declared, with their permissions and their arguments; what hangs on them is
planned by the mappings of the fields that are selected. What the plans have no words for raises Unfit, and the
operation is run by graphql-core: introspection, and whatever may come to the specification.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphql import OperationType
from graphql.execution.collect_fields import collect_fields

from schema.execution import mapping
from schema.execution.faults import Unfit
from schema.execution.mapping import MAPPING
from schema.execution.shaping import Shaper

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphql import GraphQLObjectType
    from graphql.execution.values import VariableValues

    from graphapi.access import Permission
    from schema.execution.outputs import Output
    from schema.execution.selection import Details


@dataclass(frozen=True, slots=True)
class RootField:
    """A root field of an operation, ready to be called."""

    call: Callable[..., Any]
    permission: Permission | None
    arguments: Callable[[VariableValues], dict[str, Any]]
    output: Output


@dataclass(frozen=True, slots=True)
class Operation:
    """A compiled operation: its root fields by the names of the response, a text where one is the type's name."""

    is_mutation: bool
    fields: dict[str, RootField | str]
    # What its root fields take.
    permissions: frozenset[Permission]


class Compiler(Shaper):
    """Compiles one operation."""

    def operation(self) -> Operation:
        """Compile the operation; raises Unfit."""
        kind = self.node.operation
        root = self.core.get_root_type(kind)
        if root is None:
            raise Unfit(f"a {kind.value}")
        selected = collect_fields(self.core, self.fragments, self.values, root, self.node).grouped_field_set
        fields = {name: self._root_field(root, details) for name, details in selected.items()}
        taken = {field.permission for field in fields.values() if isinstance(field, RootField)}
        return Operation(kind is OperationType.MUTATION, fields, frozenset(filter(None, taken)))

    def _root_field(self, root: GraphQLObjectType, details: Details) -> RootField | str:
        node = details[0].node
        name = node.name.value
        if name == "__typename":
            return root.name
        declared, field = self.declared(root, name)
        called = declared.metadata.get(MAPPING)
        if not isinstance(called, mapping.Called):
            raise Unfit(f"{root.name}.{name}")
        # A query may share what it was given literally with other runs of it; a change might keep it.
        arguments = self.arguments(field, declared, node, anew=self.node.operation is OperationType.MUTATION)
        return RootField(called.call, called.permission, arguments, self.output(field.type, details))
