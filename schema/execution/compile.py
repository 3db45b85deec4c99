"""Compiling an operation: from its selections to plans, once per document and per values of @skip and @include.

The root fields are called as they are declared, with their permissions and their arguments; what hangs on them is planned
by the mappings of the fields selected (``schema.execution.mapping``). What the plans have no words for raises Unfit, and
the operation is run by graphql-core: introspection, subscriptions, and whatever may come to the specification.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLUnionType,
    OperationType,
    VariableNode,
    Visitor,
    is_leaf_type,
    visit,
)
from graphql.execution.collect_fields import FragmentDetails, collect_fields, collect_subfields
from graphql.execution.values import VariableValues, get_argument_values
from strawberry.types.arguments import convert_arguments

from schema.execution import mapping, outputs
from schema.execution.connections import Connection
from schema.execution.mapping import MAPPING, TYPE_OF
from schema.execution.outputs import LeafOutput, ListOutput, ObjectOutput, PagePlan, RowPlan
from schema.execution.shapes import Aligned, Cell, Constant, Fetch, Grouped, Id, Leaf, ListOf, Made, Plain, Shape, Unfit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from graphql import DocumentNode, GraphQLField, GraphQLOutputType, OperationDefinitionNode
    from graphql.execution.collect_fields import FieldDetails
    from strawberry import Schema
    from strawberry.types.field import StrawberryField

    from graphapi.access import Permission
    from graphapi.models import Row
    from schema.context import Context
    from schema.execution.fetch import Run
    from schema.execution.outputs import Output
    from schema.execution.pages import Page
    from schema.execution.shapes import Part, Value

    Details = Sequence[FieldDetails]


@dataclass(frozen=True, slots=True)
class CallInfo:
    """What our root fields get as ``info``: all that they use of it."""

    context: Context


@dataclass(frozen=True, slots=True)
class RootField:
    """A root field of an operation, ready to be called."""

    name: str
    call: Callable[..., Any]
    arguments: Callable[[Run], dict[str, Any]]
    output: Output


@dataclass(frozen=True, slots=True)
class Operation:
    """A compiled operation: its root fields by the names of the response, a text where one is the type's name."""

    is_mutation: bool
    fields: dict[str, RootField | str]


def directive_variables(document: DocumentNode) -> list[str]:
    """Return the variables that @skip and @include depend on; raises Unfit for any other directive."""
    visitor = _Directives()
    visit(document, visitor)
    return sorted(visitor.variables)


class _Directives(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.variables: set[str] = set()

    def enter_directive(self, node: Any, *_: Any) -> None:  # noqa: ANN401 - graphql-core's signature
        if node.name.value not in {"skip", "include"}:
            raise Unfit(f"@{node.name.value}")
        self.variables |= {
            argument.value.name.value for argument in node.arguments if isinstance(argument.value, VariableNode)
        }


class Compiler:
    """Compiles one operation, for the variables' values that decide what is skipped."""

    def __init__(
        self, schema: Schema, document: DocumentNode, operation: OperationDefinitionNode, values: VariableValues
    ) -> None:
        self._schema = schema
        self._core = schema._schema  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
        self._operation = operation
        self._values = values
        self._fragments = {
            node.name.value: FragmentDetails(node, None)
            for node in document.definitions
            if isinstance(node, FragmentDefinitionNode)
        }

    def operation(self) -> Operation:
        """Compile the operation."""
        kind = self._operation.operation
        root = self._core.get_root_type(kind)
        if kind is OperationType.SUBSCRIPTION or root is None:
            raise Unfit("a subscription")
        selected = collect_fields(self._core, self._fragments, self._values, root, self._operation).grouped_field_set
        fields = {name: self._root_field(name, root, details) for name, details in selected.items()}
        return Operation(kind is OperationType.MUTATION, fields)

    def _root_field(self, name: str, root: GraphQLObjectType, details: Details) -> RootField | str:
        node = details[0].node
        if node.name.value == "__typename":
            return root.name
        declared, field = self._declared(root, node.name.value)
        called = declared.metadata.get(MAPPING)
        if not isinstance(called, mapping.Called):
            raise Unfit(f"{root.name}.{node.name.value}")
        return RootField(name, called.call, self._arguments(field, declared, node), self._output(field.type, details))

    def _declared(self, parent: GraphQLObjectType, name: str) -> tuple[StrawberryField, GraphQLField]:
        declared = self._schema.get_field_for_type(name, parent.name)
        if declared is None:  # __schema and __type
            raise Unfit(f"{parent.name}.{name}")
        return declared, parent.fields[name]

    def _arguments(
        self, field: GraphQLField, declared: StrawberryField, node: FieldNode
    ) -> Callable[[Run], dict[str, Any]]:
        def read(variables: Any) -> dict[str, Any]:  # noqa: ANN401 - graphql-core's VariableValues
            values = get_argument_values(field, node, variables)
            converter = self._schema.schema_converter
            return convert_arguments(values, declared.arguments, converter.scalar_registry, converter.config)

        if not field.args:
            return lambda _: {}
        if not _names_variables(node):
            constant = read(None)
            return lambda _: constant
        return lambda run: read(run.variables)

    def _fields(self, of: GraphQLObjectType, details: Details) -> dict[str, Details]:
        if any(detail.fragment_variable_values for detail in details):
            raise Unfit("a fragment with variables")
        collected = collect_subfields(
            self._core, self._fragments, self._values, self._operation, of, list(details)
        )
        return dict(collected.grouped_field_set)

    # Outputs: what root fields return

    def _output(self, of: GraphQLOutputType, details: Details) -> Output:
        required = isinstance(of, GraphQLNonNull)
        inner = of.of_type if isinstance(of, GraphQLNonNull) else of
        if isinstance(inner, GraphQLList):
            return ListOutput(self._output(inner.of_type, details), required)
        if is_leaf_type(inner):
            return LeafOutput(inner.serialize, required)
        return self._object_output(inner, details, required=required)

    def _object_output(self, of: Any, details: Details, *, required: bool) -> ObjectOutput:  # noqa: ANN401 - a composite type
        possible = _possible(self._core, of)

        def concrete(kind: Any) -> GraphQLObjectType:  # noqa: ANN401 - a class of Strawberry's
            name = kind.__strawberry_definition__.name
            found = possible.get(name)
            if found is None:
                raise Unfit(f"{name} where there is none")
            return found

        def plan_rows(model: type[Row], kind: Any, is_single: bool) -> RowPlan:  # noqa: ANN401, FBT001 - the key it is kept by
            return self._row_plan(Fetch(model, is_single), concrete(kind), details)

        def plan_object(kind: type) -> dict[str, tuple[str, Output] | str]:
            return self._attributes(concrete(kind), details)

        def plan_page(page: Page) -> PagePlan:
            return self._page_plan(page, concrete(page.connection), details)

        return ObjectOutput(required, plan_rows, plan_page, plan_object)

    def _attributes(self, of: GraphQLObjectType, details: Details) -> dict[str, tuple[str, Output] | str]:
        attributes: dict[str, tuple[str, Output] | str] = {}
        for name, inner in self._fields(of, details).items():
            if inner[0].node.name.value == "__typename":
                attributes[name] = of.name
                continue
            declared, field = self._declared(of, inner[0].node.name.value)
            if not declared.is_basic_field:
                raise Unfit(f"{of.name}.{declared.python_name}")
            attributes[name] = (declared.python_name, self._output(field.type, inner))
        return attributes

    def _page_plan(self, page: Page, of: GraphQLObjectType, details: Details) -> PagePlan:
        connection = Connection(Fetch(page.rows.model))
        # The cursors' columns follow those of the fetch, whose keys others may need.
        connection.fetch.column("id")
        permissions: set[Permission] = set()
        for name, inner in self._fields(of, details).items():
            connection.parts[name] = self._page_part(connection, permissions, of, inner)
        return PagePlan(connection, frozenset(permissions))

    def _page_part(
        self, connection: Connection, permissions: set[Permission], of: GraphQLObjectType, details: Details
    ) -> Callable[[Any], Any]:
        name = details[0].node.name.value
        if name == "__typename":
            return lambda _: of.name
        if name == "totalCount":
            connection.has_total = True
            return attrgetter("total")
        field = of.fields[name]
        inner = _object_of(field.type)
        if name == "nodes":
            place = self._add_shape(connection, permissions, inner, details)
            return lambda view: view.made[place]
        if name == "pageInfo":
            return self._page_info(connection, inner, details)
        if name != "edges":
            raise Unfit(f"{of.name}.{name}")
        edge: dict[str, str | int | None] = {}
        for key, parts in self._fields(inner, details).items():
            part = parts[0].node.name.value
            if part == "node":
                edge[key] = self._add_shape(connection, permissions, _object_of(inner.fields[part].type), parts)
            else:
                edge[key] = inner.name if part == "__typename" else None
                connection.has_cursors = connection.has_cursors or part == "cursor"
        return lambda view: _edges(edge, view)

    def _page_info(self, connection: Connection, of: GraphQLObjectType, details: Details) -> Callable[[Any], Any]:
        facts: dict[str, Callable[[Any], Any]] = {
            "__typename": lambda _: of.name,
            "hasNextPage": attrgetter("after"),
            "hasPreviousPage": attrgetter("before"),
            "startCursor": lambda view: view.cursors[0] if view.cursors else None,
            "endCursor": lambda view: view.cursors[-1] if view.cursors else None,
        }
        wanted = {key: parts[0].node.name.value for key, parts in self._fields(of, details).items()}
        if not {"startCursor", "endCursor"}.isdisjoint(wanted.values()):
            connection.has_cursors = True
        shown = {key: facts[name] for key, name in wanted.items()}
        return lambda view: {key: show(view) for key, show in shown.items()}

    def _add_shape(
        self, connection: Connection, permissions: set[Permission], of: GraphQLObjectType, details: Details
    ) -> int:
        connection.shapes.append(self._shape(connection.fetch, of, details, permissions))
        return len(connection.shapes) - 1

    # Shapes: what is made of rows

    def _row_plan(self, fetch: Fetch, of: GraphQLObjectType, details: Details) -> RowPlan:
        permissions: set[Permission] = set()
        if not fetch.is_single:
            fetch.column("id")  # by which they are found again
        return RowPlan(fetch, self._shape(fetch, of, details, permissions), frozenset(permissions))

    def _shape(
        self, fetch: Fetch, of: GraphQLObjectType, details: Details, permissions: set[Permission]
    ) -> Shape:
        shape = Shape(fetch)
        for name, inner in self._fields(of, details).items():
            if inner[0].node.name.value == "__typename":
                shape.parts[name] = Constant(of.name)
                continue
            declared, field = self._declared(of, inner[0].node.name.value)
            mapped = declared.metadata.get(MAPPING)
            if not isinstance(mapped, mapping.Field):
                raise Unfit(f"{of.name}.{declared.python_name}")
            if mapped.permission is not None:
                permissions.add(mapped.permission)
            shape.parts[name] = self._part(shape, mapped, declared, field, inner, permissions)
        return shape

    def _part(  # noqa: PLR0917 - all of it is of one field
        self,
        shape: Shape,
        mapped: mapping.Field,
        declared: StrawberryField,
        field: GraphQLField,
        details: Details,
        permissions: set[Permission],
    ) -> Part:
        fetch = shape.fetch
        if isinstance(mapped, mapping.Key):
            return Id(fetch.column("id"), mapped.prefix)
        if isinstance(mapped, mapping.Column):
            return self._cell(fetch, mapped.name, field.type)
        if isinstance(mapped, mapping.Related):
            return self._related(shape, mapped.relation, field.type, details, permissions)
        if isinstance(mapped, mapping.Referring):
            places = [fetch.column(column) for column in mapped.of(fetch.model)]
            output = self._object_output(_named(field.type), details, required=False)
            return self._row_by_row(shape, outputs.References(mapped.read, places, output))
        if isinstance(mapped, mapping.Computed):
            places = [fetch.column(column) for column in mapped.of(fetch.model)]
            return Made(mapped.read, places, mapped.contextual, self._value(field.type, details))
        if isinstance(mapped, mapping.Same):
            if fetch.model is not mapped.model:
                return Constant(None)
            inner = self._shape(fetch, _object_of(field.type), details, permissions)
            return self._row_by_row(shape, outputs.SameRow(inner))
        if isinstance(mapped, mapping.Attached):
            return self._row_by_row(shape, outputs.OfContext(mapped.wanted, self._output(field.type, details)))
        if isinstance(mapped, mapping.Paged):
            return self._row_by_row(shape, self._pages(fetch, mapped, declared, field, details))
        raise Unfit(type(mapped).__name__)

    def _cell(self, fetch: Fetch, name: str, of: GraphQLOutputType) -> Part:
        place = fetch.column(name)
        column = fetch.model._meta.fields_map[name]  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
        inner = of.of_type if isinstance(of, GraphQLNonNull) else of
        if isinstance(of, GraphQLNonNull) and column.null:
            raise Unfit(f"{name} may be null")  # the column does not promise what the field does
        if is_leaf_type(inner):
            return Cell(place, inner)
        return Made(_itself, [place], contextual=False, value=self._value(of, ()))

    def _related(
        self,
        shape: Shape,
        relation: mapping.Relation,
        of: GraphQLOutputType,
        details: Details,
        permissions: set[Permission],
    ) -> Part:
        if relation.key not in shape.fetch.model._meta.fields_db_projection:  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
            return Constant(None)
        branch = shape.fetch.branch(relation)
        inner = self._shape(branch.fetch, _object_of(of), details, permissions)
        branch.shapes.append(inner)
        shape.groups.append((branch, inner))
        return Grouped(len(shape.groups) - 1, branch, inner, required=isinstance(of, GraphQLNonNull))

    def _pages(
        self, fetch: Fetch, mapped: mapping.Paged, declared: StrawberryField, field: GraphQLField, details: Details
    ) -> outputs.Pages:
        arguments = self._arguments(field, declared, details[0].node)
        output = self._object_output(_named(field.type), details, required=False)

        def page(run: Run) -> Page:
            return mapped.page(None, CallInfo(run.context), **arguments(run))

        return outputs.Pages(page, mapped.column, fetch.column("id"), output)

    def _row_by_row(self, shape: Shape, made: outputs.RowByRow) -> Part:
        shape.aligned.append(made)
        return Aligned(len(shape.aligned) - 1)

    # Values: what functions make of columns

    def _value(self, of: GraphQLOutputType, details: Details) -> Value:
        required = isinstance(of, GraphQLNonNull)
        inner = of.of_type if isinstance(of, GraphQLNonNull) else of
        if isinstance(inner, GraphQLList):
            return ListOf(self._value(inner.of_type, details), required)
        if is_leaf_type(inner):
            return Leaf(inner, required)
        if not isinstance(inner, GraphQLObjectType):
            raise Unfit(f"{inner} within a row")
        attributes: dict[str, tuple[str, Value] | str] = {}
        for name, parts in self._fields(inner, details).items():
            if parts[0].node.name.value == "__typename":
                attributes[name] = inner.name
                continue
            declared, field = self._declared(inner, parts[0].node.name.value)
            if not declared.is_basic_field:
                raise Unfit(f"{inner.name}.{declared.python_name}")
            attributes[name] = (declared.python_name, self._value(field.type, parts))
        return Plain(attributes, required)


def _named(of: GraphQLOutputType) -> Any:  # noqa: ANN401 - a type without its wrappers
    while isinstance(of, (GraphQLNonNull, GraphQLList)):
        of = of.of_type
    return of


def _object_of(of: GraphQLOutputType) -> GraphQLObjectType:
    named = _named(of)
    if not isinstance(named, GraphQLObjectType):
        raise Unfit(f"{named} within a row")
    return named


def _possible(core: Any, of: Any) -> dict[str, GraphQLObjectType]:  # noqa: ANN401 - graphql-core's schema, and a composite type
    if isinstance(of, (GraphQLInterfaceType, GraphQLUnionType)):
        return {kind.name: kind for kind in core.get_possible_types(of)}
    return {of.name: of}


def _edges(edge: dict[str, str | int | None], view: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - a View
    return [
        {
            key: view.cursors[row] if part is None else part if isinstance(part, str) else view.made[part][row]
            for key, part in edge.items()
        }
        for row in range(view.count)
    ]


def _names_variables(node: FieldNode) -> bool:
    found: list[VariableNode] = []

    class Variables(Visitor):
        def enter_variable(self, variable: VariableNode, *_: Any) -> None:  # noqa: ANN401 - graphql-core's signature
            found.append(variable)

    for argument in node.arguments or ():
        visit(argument, Variables())
    return bool(found)


def _itself(value: Any) -> Any:  # noqa: ANN401 - a column's value
    return value
