"""Shaping: from the selections on a type to what is fetched for it, and what is made of that.

Each field bears its mapping, and each mapping becomes a part of a shape (``schema.execution.shapes``). Nothing here
depends on who asks: what somebody has to be permitted is collected, and checked when a plan is run.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from graphql import GraphQLList, GraphQLObjectType, is_leaf_type

from schema.execution import mapping, outputs
from schema.execution.connections import Connection
from schema.execution.faults import Unfit
from schema.execution.mapping import MAPPING
from schema.execution.outputs import LeafOutput, ListOutput, ObjectOutput, PagePlan, RowPlan
from schema.execution.selection import CallInfo, Selection, named, object_of, unwrapped
from schema.execution.shapes import Aligned, Cell, Constant, Fetch, Grouped, Id, Leaf, ListOf, Made, Plain, Shape
from schema.execution.tables import field_of, has_column

if TYPE_CHECKING:
    from collections.abc import Callable

    from strawberry.types.field import StrawberryField

    from graphapi.access import Permission
    from graphapi.models import Row
    from schema.execution.connections import View
    from schema.execution.fetch import Run
    from schema.execution.outputs import Output
    from schema.execution.pages import Page
    from schema.execution.selection import Details, Field, OutputType
    from schema.execution.shapes import Part, Value

    Permissions = set[Permission]


class Shaper(Selection):
    """Plans what hangs on the root fields of an operation."""

    # What root fields return

    def output(self, of: OutputType, details: Details) -> Output:
        """Plan how a value of a type is completed."""
        inner, required = unwrapped(of)
        if isinstance(inner, GraphQLList):
            return ListOutput(self.output(of_list(inner), details), required)
        if is_leaf_type(inner):
            return LeafOutput(inner.serialize, required)
        return self.object_output(inner, details, required=required)

    def object_output(self, of: OutputType, details: Details, *, required: bool) -> ObjectOutput:
        """Plan how an object, an interface or a union is completed; each type that is met makes its own plan."""
        possible = self.possible(of)

        def concrete(kind: Any) -> GraphQLObjectType:  # noqa: ANN401 - a class of Strawberry's
            name: str = kind.__strawberry_definition__.name
            if name not in possible:
                raise Unfit(f"{name} where there is none")
            return possible[name]

        def plan_rows(model: type[Row], kind: object, is_single: bool) -> RowPlan:  # noqa: FBT001 - the key it is kept by
            return self._row_plan(Fetch(model, is_single), concrete(kind), details)

        def plan_object(kind: type) -> dict[str, tuple[str, Output] | str]:
            return self._attributes(concrete(kind), details)

        def plan_page(page: Page) -> PagePlan:
            return self._page_plan(page, concrete(page.connection), details)

        return ObjectOutput(required, plan_rows, plan_page, plan_object)

    def _attributes(self, of: GraphQLObjectType, details: Details) -> dict[str, tuple[str, Output] | str]:
        attributes: dict[str, tuple[str, Output] | str] = {}
        for name, inner in self.fields(of, details).items():
            attribute = self._attribute(of, inner)
            attributes[name] = of.name if attribute is None else (attribute[0], self.output(attribute[1], inner))
        return attributes

    def _attribute(self, of: GraphQLObjectType, details: Details) -> tuple[str, OutputType] | None:
        """Return the attribute a field of a plain object is, and its type; None for the type's name."""
        name = details[0].node.name.value
        if name == "__typename":
            return None
        declared, field = self.declared(of, name)
        if not declared.is_basic_field:
            raise Unfit(f"{of.name}.{name}")
        return declared.python_name, field.type

    # Pages

    def _page_plan(self, page: Page, of: GraphQLObjectType, details: Details) -> PagePlan:
        connection = Connection(Fetch(page.rows.model))
        permissions: Permissions = set()
        for name, inner in self.fields(of, details).items():
            connection.parts[name] = self._page_part(connection, permissions, of, inner)
        return PagePlan(connection, frozenset(permissions))

    def _page_part(
        self, connection: Connection, permissions: Permissions, of: GraphQLObjectType, details: Details
    ) -> Callable[[View], Any]:
        name = details[0].node.name.value
        if name == "__typename":
            return lambda _: of.name
        inner = named(of.fields[name].type)
        if name == "totalCount":
            connection.has_total = True
            return attrgetter("total")
        if name == "nodes":
            place = self._add_shape(connection, permissions, inner, details)
            return lambda view: view.made[place]
        connection.has_rows = True
        if name == "edges":
            return self._edges(connection, permissions, inner, details)
        if name == "pageInfo":
            return self._page_info(connection, inner, details)
        raise Unfit(f"{of.name}.{name}")

    def _edges(
        self, connection: Connection, permissions: Permissions, of: GraphQLObjectType, details: Details
    ) -> Callable[[View], Any]:
        edge: dict[str, Callable[[View, int], Any]] = {}
        for name, inner in self.fields(of, details).items():
            part = inner[0].node.name.value
            if part == "node":
                place = self._add_shape(connection, permissions, object_of(of.fields[part].type), inner)
                edge[name] = lambda view, row, place=place: view.made[place][row]
            elif part == "cursor":
                connection.has_cursors = True
                edge[name] = lambda view, row: view.cursors[row]
            else:
                edge[name] = lambda _view, _row: of.name
        return lambda view: [{name: show(view, row) for name, show in edge.items()} for row in range(view.count)]

    def _page_info(self, connection: Connection, of: GraphQLObjectType, details: Details) -> Callable[[View], Any]:
        facts: dict[str, Callable[[View], Any]] = {
            "__typename": lambda _: of.name,
            "hasNextPage": attrgetter("after"),
            "hasPreviousPage": attrgetter("before"),
            "startCursor": lambda view: view.cursors[0] if view.cursors else None,
            "endCursor": lambda view: view.cursors[-1] if view.cursors else None,
        }
        wanted = {name: inner[0].node.name.value for name, inner in self.fields(of, details).items()}
        if not {"startCursor", "endCursor"}.isdisjoint(wanted.values()):
            connection.has_cursors = True
        shown = {name: facts[fact] for name, fact in wanted.items()}
        return lambda view: {name: show(view) for name, show in shown.items()}

    def _add_shape(
        self, connection: Connection, permissions: Permissions, of: GraphQLObjectType, details: Details
    ) -> int:
        connection.has_rows = True
        connection.shapes.append(self._shape(connection.fetch, of, details, permissions))
        return len(connection.shapes) - 1

    # Rows

    def _row_plan(self, fetch: Fetch, of: GraphQLObjectType, details: Details) -> RowPlan:
        permissions: Permissions = set()
        if not fetch.is_single:
            fetch.column("id")  # by which they are found again
        return RowPlan(fetch, self._shape(fetch, of, details, permissions), frozenset(permissions))

    def _shape(self, fetch: Fetch, of: GraphQLObjectType, details: Details, permissions: Permissions) -> Shape:
        shape = Shape(fetch)
        for name, inner in self.fields(of, details).items():
            if inner[0].node.name.value == "__typename":
                shape.parts[name] = Constant(of.name)
                continue
            declared, field = self.declared(of, inner[0].node.name.value)
            mapped = declared.metadata.get(MAPPING)
            if not isinstance(mapped, mapping.Field):
                raise Unfit(f"{of.name}.{declared.python_name}")
            if mapped.permission is not None:
                permissions.add(mapped.permission)
            beside = self._beside(shape, mapped, declared, field, inner, permissions)
            if beside is None:
                shape.parts[name] = self._part(shape, mapped, field, inner, permissions)
            else:
                shape.aligned.append(beside)
                shape.parts[name] = Aligned(len(shape.aligned) - 1)
        return shape

    def _part(
        self, shape: Shape, mapped: mapping.Field, field: Field, details: Details, permissions: Permissions
    ) -> Part:
        """Plan a field that is made in the shape's own loop."""
        fetch = shape.fetch
        if isinstance(mapped, mapping.Key):
            return Id(fetch.column("id"), mapped.prefix)
        if isinstance(mapped, mapping.Column):
            return self._cell(fetch, mapped.name, field.type)
        if isinstance(mapped, mapping.Computed):
            places = [fetch.column(column) for column in mapped.of(fetch.model)]
            return Made(mapped.read, places, mapped.contextual, self._value(field.type, details))
        if isinstance(mapped, mapping.Related) and has_column(fetch.model, mapped.relation.key):
            branch = fetch.branch(mapped.relation)
            inner = self._shape(branch.fetch, object_of(field.type), details, permissions)
            branch.shapes.append(inner)
            shape.groups.append((branch, inner))
            return Grouped(len(shape.groups) - 1, branch, inner, required=unwrapped(field.type)[1])
        if isinstance(mapped, (mapping.Related, mapping.Same)) and not unwrapped(field.type)[1]:
            return Constant(None)
        raise Unfit(type(mapped).__name__)

    def _beside(
        self,
        shape: Shape,
        mapped: mapping.Field,
        declared: StrawberryField,
        field: Field,
        details: Details,
        permissions: Permissions,
    ) -> outputs.RowByRow | None:
        """Plan a field that is made beside the loop; None for all others."""
        fetch = shape.fetch
        if isinstance(mapped, mapping.Same) and fetch.model is mapped.model:
            return outputs.SameRow(self._shape(fetch, object_of(field.type), details, permissions))
        if isinstance(mapped, mapping.Attached):
            return outputs.OfContext(mapped.wanted, self.output(field.type, details))
        if isinstance(mapped, mapping.Referring):
            places = [fetch.column(column) for column in mapped.of(fetch.model)]
            return outputs.References(mapped.read, places, self.object_output(field.type, details, required=False))
        if isinstance(mapped, mapping.Paged):
            arguments = self.arguments(field, declared, details[0].node)
            output = self.object_output(named(field.type), details, required=False)

            def page(run: Run) -> Page:
                return mapped.page(None, CallInfo(run.context), **arguments(run.variables))

            return outputs.Pages(page, mapped.column, fetch.column("id"), output)
        return None

    def _cell(self, fetch: Fetch, name: str, of: OutputType) -> Part:
        place = fetch.column(name)
        inner, required = unwrapped(of)
        if required and field_of(fetch.model, name).null:
            raise Unfit(f"{name} may be null")  # the column does not promise what the field does
        if is_leaf_type(inner):
            return Cell(place, inner)
        return Made(_itself, [place], contextual=False, value=self._value(of, ()))

    # Values: what functions make of columns

    def _value(self, of: OutputType, details: Details) -> Value:
        inner, required = unwrapped(of)
        if isinstance(inner, GraphQLList):
            return ListOf(self._value(of_list(inner), details), required)
        if is_leaf_type(inner):
            return Leaf(inner, required)
        if not isinstance(inner, GraphQLObjectType):
            raise Unfit(f"{inner} within a row")
        attributes: dict[str, tuple[str, Value] | str] = {}
        for name, parts in self.fields(inner, details).items():
            attribute = self._attribute(inner, parts)
            attributes[name] = inner.name if attribute is None else (attribute[0], self._value(attribute[1], parts))
        return Plain(attributes, required)


def of_list(of: OutputType) -> OutputType:
    """Return what a list is of."""
    return of.of_type


def _itself(value: object) -> object:
    return value
