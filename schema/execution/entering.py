"""What comes in: an operation's variables, and the arguments of its fields.

graphql-core and Strawberry read both from their definitions anew at each run. Mostly a variable is a text where a text
is wanted, and an argument is such a variable: how to read those is decided once, when an operation is compiled. All
else is read by graphql-core and Strawberry, whose errors are exact.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from graphql import GraphQLBoolean, GraphQLError, GraphQLID, GraphQLNonNull, GraphQLString, VariableNode, Visitor, visit
from graphql.execution.get_variable_signature import get_variable_signature
from graphql.execution.values import VariableValues, VariableValueSource, get_argument_values, get_variable_values
from strawberry.types.arguments import convert_arguments
from strawberry.types.base import StrawberryList, StrawberryMaybe, StrawberryOptional, has_object_definition
from strawberry.types.lazy_type import LazyType
from strawberry.types.maybe import Some

from schema.execution.faults import Unfit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from graphql import FieldNode, GraphQLSchema, Node, OperationDefinitionNode
    from graphql.execution.get_variable_signature import GraphQLVariableSignature
    from strawberry import Schema
    from strawberry.schema.config import StrawberryConfig
    from strawberry.types.field import StrawberryField

    Given = Mapping[str, Any]
    Convert = Callable[[Any], Any]
    # Python's name of an argument, the variable that it is, whether it must be there, and how it is converted.
    Direct = tuple[str, str, bool, Convert | None]

# A value of this class is taken as it is by that scalar.
PLAIN: dict[object, type] = {GraphQLID: str, GraphQLString: str, GraphQLBoolean: bool}


class Variables:
    """Reads an operation's variables."""

    def __init__(self, core: GraphQLSchema, operation: OperationDefinitionNode) -> None:
        self._core = core
        self._definitions = operation.variable_definitions or ()
        self._plain: list[tuple[str, type, GraphQLVariableSignature]] | None = []
        for definition in self._definitions:
            signature = get_variable_signature(core, definition)
            if isinstance(signature, GraphQLError):
                raise Unfit("variables")
            of = cast("Any", signature.type)  # pyright: ignore[reportUnknownMemberType]
            kind = PLAIN.get(of.of_type if isinstance(of, GraphQLNonNull) else of)  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
            if kind is None:
                self._plain = None
                break
            self._plain.append((signature.name, kind, signature))

    def read(self, given: Given) -> VariableValues:
        """Return the variables' values; raises Unfit for what is wrong with them."""
        if self._plain is not None:
            sources: dict[str, VariableValueSource] = {}
            coerced: dict[str, Any] = {}
            for name, kind, signature in self._plain:
                value = given.get(name)
                if type(value) is not kind:
                    break
                sources[name], coerced[name] = VariableValueSource(signature, value), value
            else:
                return VariableValues(sources, coerced)
        # Suggestions are looked for by comparing each wrong name with all there are, and nobody else gets on meanwhile.
        values = get_variable_values(self._core, self._definitions, dict(given), max_errors=1, hide_suggestions=True)
        if isinstance(values, list):
            raise Unfit("variables")
        return values


@dataclass(frozen=True, slots=True)
class Arguments:
    """Reads a field's arguments, in a run with its variables."""

    schema: Schema
    field: Any
    declared: StrawberryField
    node: FieldNode

    def reader(self, *, anew: bool) -> Callable[[VariableValues], dict[str, Any]]:
        """Return what reads them; without ``anew``, constant ones are read once."""
        nodes = self.node.arguments or ()
        if not anew and not any(map(_names_variable, nodes)):
            constant = self._read(None)
            return lambda _: constant
        direct = self._direct()
        return self._read if direct is None else lambda variables: _taken(direct, variables.coerced)

    def _read(self, variables: VariableValues | None) -> dict[str, Any]:
        converter = self.schema.schema_converter
        values = get_argument_values(self.field, self.node, variables)
        return convert_arguments(values, self.declared.arguments, converter.scalar_registry, converter.config)

    def _direct(self) -> list[Direct] | None:
        """Return how each is read, if each is a variable of its own."""
        nodes = {node.name.value: node.value for node in self.node.arguments or ()}
        direct: list[Direct] = []
        for argument in self.declared.arguments:
            name = self.schema.config.name_converter.from_argument(argument)
            value = nodes.get(name)
            if value is None and not self.field.args[name].default_value:
                continue
            if not isinstance(value, VariableNode):
                return None
            required = isinstance(self.field.args[name].type, GraphQLNonNull)
            direct.append(
                (argument.python_name, value.name.value, required, conversion(argument.type, self.schema.config))
            )
        return direct


def conversion(of: Any, config: StrawberryConfig) -> Convert | None:  # noqa: ANN401 - one of Strawberry's types
    """Return what makes a value that graphql-core has read one of Python's, as Strawberry's convert_argument does.

    None stands for "as it is". Strawberry finds out what each field of each input is whenever one comes in.
    """
    if isinstance(of, LazyType):
        return conversion(of.resolve_type(), config)
    if isinstance(of, StrawberryMaybe):
        return partial(_some, conversion(of.of_type, config))
    if isinstance(of, StrawberryOptional):
        return conversion(of.of_type, config)
    if isinstance(of, StrawberryList):
        return partial(_list, conversion(of.of_type, config))
    return _input(of, config) if has_object_definition(of) else None


def _converted(convert: Convert | None, value: Any) -> Any:  # noqa: ANN401 - whatever came in
    return value if convert is None else convert(value)


def _some(convert: Convert | None, value: object) -> Some[Any]:
    return Some(_converted(convert, value))


def _list(convert: Convert | None, values: Iterable[object] | None) -> list[Any] | None:
    return None if values is None else [_converted(convert, value) for value in values]


def _input(of: Any, config: StrawberryConfig) -> Convert:  # noqa: ANN401 - a class
    definition = of.__strawberry_definition__
    # What may be left out, and says by no default of its own what it is then.
    absent = {
        field.python_name: None
        for field in definition.fields
        if field.default_value is MISSING and field.default_factory is MISSING
    }
    fields = [
        (
            config.name_converter.from_field(field),
            field.python_name,
            conversion(field.resolve_type(type_definition=definition), config),
        )
        for field in definition.fields
    ]

    def convert(value: Mapping[str, Any] | None) -> Any:  # noqa: ANN401 - an instance of the class, or None
        if value is None:
            return None
        entered = {name: _converted(inner, value[key]) for key, name, inner in fields if key in value}
        return of(**{**absent, **entered})

    return convert


def _taken(direct: list[Direct], coerced: Given) -> dict[str, Any]:
    arguments: dict[str, Any] = {}
    for name, variable, required, convert in direct:
        if variable in coerced:  # what is not given is no argument either
            value = coerced[variable]
            if value is None and required:
                raise Unfit("null where there must be something")
            arguments[name] = _converted(convert, value)
    return arguments


class _Variables(Visitor):
    found = False

    def enter_variable(self, *_: object) -> None:
        self.found = True


def _names_variable(node: Node) -> bool:
    visitor = _Variables()
    visit(node, visitor)
    return visitor.found
