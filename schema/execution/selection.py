"""Selections: which fields an operation selects of a type, how they were declared, and which arguments they get."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from graphql import (
    REMOVE,
    SKIP,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLUnionType,
    InlineFragmentNode,
    VariableNode,
    Visitor,
    visit,
)
from graphql.execution.collect_fields import FragmentDetails, collect_subfields

from schema.execution.entering import Arguments
from schema.execution.faults import Unfit

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from graphql import DocumentNode, OperationDefinitionNode, SelectionSetNode
    from graphql.execution.collect_fields import FieldDetails
    from graphql.execution.values import VariableValues
    from strawberry import Schema
    from strawberry.types.field import StrawberryField

    from schema.context import Context

    Details = Sequence[FieldDetails]

# Of graphql-core: its lists and non-nulls are generic, and the types of its fields do not say of what.
OutputType: TypeAlias = Any
Field: TypeAlias = Any


@dataclass(frozen=True, slots=True)
class CallInfo:
    """What our own resolvers get as ``info``: all that they use of it."""

    context: Context


class Selection:
    """The selections of one operation, for the variables' values that decide what is skipped."""

    def __init__(
        self, schema: Schema, document: DocumentNode, operation: OperationDefinitionNode, values: VariableValues
    ) -> None:
        self.schema = schema
        self.core = schema._schema  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] - graphql-core's
        self.node = operation
        self.values = values
        self.fragments = {
            node.name.value: FragmentDetails(node, None)
            for node in document.definitions
            if isinstance(node, FragmentDefinitionNode)
        }

    def fields(self, of: GraphQLObjectType, details: Details) -> dict[str, Details]:
        """Return what is selected of a type, by the names of the response; the same name several times is merged."""
        if any(detail.fragment_variable_values for detail in details):
            raise Unfit("a fragment with variables")
        collected = collect_subfields(self.core, self.fragments, self.values, self.node, of, list(details))
        return dict(collected.grouped_field_set)

    def declared(self, parent: GraphQLObjectType, name: str) -> tuple[StrawberryField, Field]:
        """Return a field as it was declared, and as graphql-core has it."""
        declared = self.schema.get_field_for_type(name, parent.name)
        if declared is None:  # __schema and __type
            raise Unfit(f"{parent.name}.{name}")
        return declared, parent.fields[name]

    def arguments(
        self, field: Field, declared: StrawberryField, node: FieldNode, *, anew: bool = False
    ) -> Callable[[VariableValues], dict[str, Any]]:
        """Return what reads a field's arguments, in a run with its variables; ``anew`` even where they are constant."""
        return Arguments(self.schema, field, declared, node).reader(anew=anew)

    def possible(self, of: OutputType) -> dict[str, GraphQLObjectType]:
        """Return the objects that an output type may turn out to be, by their names."""
        if isinstance(of, (GraphQLInterfaceType, GraphQLUnionType)):
            return {kind.name: kind for kind in self.core.get_possible_types(of)}
        return {of.name: of}


def without(document: DocumentNode, root: GraphQLObjectType, names: Collection[str]) -> DocumentNode:
    """Return a document without the root fields that have one of some names in the response."""

    class Removing(Visitor):
        def enter_fragment_definition(self, node: FragmentDefinitionNode, *_: Any) -> Any:  # noqa: ANN401 - graphql-core's signature
            return None if node.type_condition.name.value == root.name else SKIP

        def enter_field(self, node: FieldNode, *_: Any) -> Any:  # noqa: ANN401 - as above
            return REMOVE if (node.alias or node.name).value in names else SKIP

    return visit(document, Removing())


def has_several_fields(document: DocumentNode, operation: OperationDefinitionNode) -> bool:
    """Tell whether an operation has more than one root field, skipped or not; the type's name is none."""
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    names: set[str] = set()
    spread: set[str] = set()
    held: list[SelectionSetNode] = [operation.selection_set]
    while held:
        for node in held.pop().selections:
            if isinstance(node, FragmentSpreadNode):
                if node.name.value not in spread:
                    spread.add(node.name.value)
                    held.append(fragments[node.name.value].selection_set)
            elif isinstance(node, InlineFragmentNode):
                held.append(node.selection_set)
            elif isinstance(node, FieldNode) and node.name.value != "__typename":
                names.add((node.alias or node.name).value)
    return len(names) > 1


def unwrapped(of: OutputType) -> tuple[OutputType, bool]:
    """Return a type, and whether it is a non-null one."""
    if isinstance(of, GraphQLNonNull):
        return of.of_type, True  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return of, False


def named(of: OutputType) -> OutputType:
    """Return a type without its lists and non-nulls."""
    while isinstance(of, (GraphQLNonNull, GraphQLList)):
        of = of.of_type  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return of  # pyright: ignore[reportUnknownVariableType]


def object_of(of: OutputType) -> GraphQLObjectType:
    """Return the object that a type is made of, or a list of."""
    found = named(of)
    if not isinstance(found, GraphQLObjectType):
        raise Unfit(f"{found} within a row")
    return found


def directive_variables(document: DocumentNode) -> list[str]:
    """Return the variables that @skip and @include depend on; raises Unfit for any other directive."""
    visitor = _Directives()
    visit(document, visitor)
    return sorted(visitor.variables)


class _Directives(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.variables: set[str] = set()

    def enter_directive(self, node: Any, *_: object) -> None:  # noqa: ANN401 - graphql-core's signature
        if node.name.value not in {"skip", "include"}:
            raise Unfit(f"@{node.name.value}")
        self.variables |= {
            argument.value.name.value for argument in node.arguments if isinstance(argument.value, VariableNode)
        }
