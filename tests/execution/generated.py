"""Documents out of the schema: what they select is drawn by hypothesis-graphql, all else varied here.

That library knows neither aliases nor fragments, directives or variables, and gives every argument a value of its type,
which no list would take for a cursor. So its documents are gone through once more: fields are asked for twice and under
other names, moved into fragments and skipped; arguments get what the world has, or what nothing has, in place or by
variables.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from graphql import (
    ArgumentNode,
    BooleanValueNode,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    InlineFragmentNode,
    NamedTypeNode,
    NameNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    StringValueNode,
    VariableDefinitionNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_required_argument,
    parse,
    parse_type,
    print_ast,
    validate,
)
from graphql.utilities import ast_from_value
from hypothesis import strategies as st
from hypothesis_graphql import queries

from schema.build import graphql_schema
from tests.execution.rich import PEOPLE

if TYPE_CHECKING:
    from graphql import GraphQLInputType

    from tests.execution.rich import Rich

# The longest a document may become: in selections that are added to it, and in fields that are selected from.
MOST_ADDED, MOST_FIELDS = 20, 25
# How often what was drawn is varied: drawing takes longer than asking.
TIMES = 3
# Somebody, and operators more often: they may ask for what nobody else may.
WHO_MAY = (*PEOPLE[1:], "operator", "operator", "operator")
KINDS = (
    "customer",
    "share",
    "member",
    "partner",
    "audit",
    "mail",
    "session",
    "subscription",
    "token",
    "order",
    "import",
    "invoice",
)
TEXTS = {
    "search": ("", "kim", "ohm k", "Ö", "%", "o_", "ordner", "\\", "north", "nobody"),
    "slug": ("north", "south", "partner1", "partner2", "x"),
    "token": ("x",),
    "url": ("https://www.dropbox.com/s/x", "https://cloud.example/s/x", "x"),
    "name": ("Müller & Söhne GmbH", "north", ""),
    "action": ("customer.created", "share.opened", "x"),
    "code": ("free", "m", "x"),
    "planCode": ("free", "m", "x"),
    "providerCode": ("nextcloud", "other", "x"),
    "since": ("2026-11-22T10:30:15.12Z", "2025-01-01T00:00:00+01:00"),
    "until": ("2026-11-22T10:30:15.123456Z", "2027-01-01T00:00:00+01:00"),
}
ORDERS = {"customers": "NAME", "shares": "POSITION", "partners": "NAME", "auditLog": "NEWEST"}
ORDERS |= dict.fromkeys(("mails", "orders"), "NEWEST")
ORDERS["invoices"] = "NUMBER"
SIZES = (1, 2, 3, 5, 20, 100)

# Written as text, so that it is filled in when the world is there.
ID, CURSOR = "id:", "cursor:"
WRITTEN = re.compile(rf'"((?:{ID}|{CURSOR})[^"]*)"')


@dataclass(frozen=True, slots=True)
class Generated:
    """A document with its variables, and who asks it."""

    text: str
    variables: dict[str, Any]
    people: list[str]


@st.composite
def generated(draw: st.DrawFn) -> list[Generated]:
    """Documents that select much the same, each for some people."""
    names = draw(st.lists(st.sampled_from(_ROOTS), min_size=1, max_size=3, unique=True))
    drawn = {name: draw(_selecting(name)) for name in {inner for root in names for inner in _within(root)}}
    seed = draw(st.binary(min_size=8, max_size=8))
    return [_varied(names, drawn, random.Random(seed + bytes([number]))) for number in range(TIMES)]  # noqa: S311 - what is drawn decides it


def _varied(names: list[str], drawn: dict[str, SelectionSetNode], chance: random.Random) -> Generated:
    varied = _Varied(drawn, chance)
    tree = varied.document(names)
    if validate(graphql_schema, tree):  # two that stand under one name do not go together
        varied = _Varied(drawn, chance, plain=True)
        tree = varied.document(names)
    return Generated(print_ast(tree), varied.values, [chance.choice(WHO_MAY), chance.choice(PEOPLE)])


_ROOTS = list(graphql_schema.query_type.fields)


def _within(root: str) -> list[str]:
    """Return the types that something is to be drawn for: of a list the items, of an interface some that may be met."""
    of: Any = get_named_type(graphql_schema.query_type.fields[root].type)
    if not is_composite_type(of):
        return ["Customer"]
    item = of.fields.get("nodes")
    return ["Customer", get_named_type(item.type).name] if item else ["Customer", "Partner", of.name]


def _selections_of(document: DocumentNode) -> SelectionSetNode:
    [operation] = document.definitions
    assert isinstance(operation, OperationDefinitionNode)
    return operation.selection_set


@cache
def _selecting(name: str) -> st.SearchStrategy[SelectionSetNode]:
    """Draw what is selected of a type, which for that is the root of a schema: far down, not much would be drawn."""
    if name == "Node":
        return _selecting_node()
    schema = GraphQLSchema(**graphql_schema.to_kwargs() | {"query": graphql_schema.type_map[name], "mutation": None})
    scalars = dict.fromkeys(("DateTime", "Date", "URL"), st.just(StringValueNode(value="x")))
    return queries(schema, custom_scalars=scalars, print_ast=_selections_of)


def _selecting_node() -> st.SearchStrategy[SelectionSetNode]:
    scalars = dict.fromkeys(("DateTime", "Date", "URL"), st.just(StringValueNode(value="x")))
    fields = queries(graphql_schema, fields=("node",), custom_scalars=scalars, print_ast=_selections_of)
    return fields.map(lambda selections: selections.selections[0].selection_set)


@dataclass(slots=True)
class _Varied:
    """One document while it is varied."""

    drawn: dict[str, SelectionSetNode]
    chance: random.Random
    plain: bool = False
    values: dict[str, Any] = field(default_factory=dict[str, Any])
    declared: dict[str, VariableDefinitionNode] = field(default_factory=dict[str, VariableDefinitionNode])
    fragments: list[FragmentDefinitionNode] = field(default_factory=list[FragmentDefinitionNode])
    added: int = 0
    pages: int = 0
    fields: int = 0

    def document(self, names: list[str]) -> DocumentNode:
        """Make a document of root fields."""
        query = graphql_schema.query_type
        fields = [
            FieldNode(name=NameNode(value=name), **EMPTY | {"selection_set": SelectionSetNode(selections=())})
            for name in names
        ]
        selected = self._selected(SelectionSetNode(selections=tuple(fields)), query)
        varied = OperationDefinitionNode(
            operation=OperationType.QUERY,
            directives=(),
            variable_definitions=tuple(self.declared.values()),
            selection_set=selected,
        )
        return DocumentNode(definitions=(varied, *self.fragments))

    def _inside(self, node: FieldNode, of: Any) -> SelectionSetNode | None:
        """Return what is selected of a field, before it is varied."""
        name, chance = get_named_type(of).name, self.chance
        if not is_composite_type(get_named_type(of)):
            return None
        self.fields += 1
        if self.fields > MOST_FIELDS:
            return SelectionSetNode(selections=())
        if name.endswith("Connection") and (not node.selection_set.selections or chance.random() < 0.5**self.pages):
            self.pages += 1
            return self._page(name.removesuffix("Connection"))
        if name == "Node" and chance.random() < 0.5:
            kind = chance.choice(sorted(self.drawn.keys() & NODES))
            return SelectionSetNode(selections=(_inline(graphql_schema.type_map[kind], self.drawn[kind]),))
        return (node.selection_set.selections and node.selection_set) or self.drawn[name]

    def _page(self, item: str) -> SelectionSetNode:
        chance = self.chance
        inner = print_ast(self.drawn[item]) if item in self.drawn else "{ id }"
        parts = [f"nodes {inner}", f"edges {{ cursor node {inner} }}", "edges { cursor }", "totalCount"]
        parts.append("pageInfo { startCursor endCursor hasNextPage hasPreviousPage }")
        return _parsed(" ".join(chance.sample(parts, chance.randint(1, 3))))

    def _likely(self, probability: float) -> bool:
        if self.plain or self.added > MOST_ADDED or self.chance.random() >= probability:
            return False
        self.added += 1
        return True

    def _selected(self, selections: SelectionSetNode, of: Any) -> SelectionSetNode:
        found: list[Any] = []
        for node in selections.selections:
            if isinstance(node, InlineFragmentNode):
                inner = graphql_schema.type_map[node.type_condition.name.value]
                found.append(self._skipped(_inline(inner, self._selected(node.selection_set, inner))))
                continue
            found.append(self._skipped(self._field(node, of)))
            if self._likely(0.05):  # once more, merged with the first
                found.append(self._field(node, of, like=found[-1]))
            if self._likely(0.08):  # once more, by another name and for something else
                found.append(self._field(node, of, alias=f"a{self.added}"))
        if not found or self._likely(0.1):
            found.insert(self.chance.randint(0, len(found)), FieldNode(name=NameNode(value="__typename"), **EMPTY))
        if len(found) > 1 and self._likely(0.1):
            at = self.chance.randrange(len(found))
            found[at:] = [self._skipped(self._fragment(of, SelectionSetNode(selections=tuple(found[at:]))))]
        return SelectionSetNode(selections=tuple(found))

    def _field(self, node: FieldNode, of: Any, *, alias: str | None = None, like: Any = None) -> FieldNode:
        declared = of.fields[node.name.value]
        inner = get_named_type(declared.type)
        alias = node.alias.value if node.alias and not alias else alias
        inside = self._inside(node, inner)
        return FieldNode(
            name=node.name,
            alias=NameNode(value=alias) if alias else None,
            arguments=self._arguments(node.name.value, declared) if like is None else like.arguments,
            directives=(),
            selection_set=inside and self._selected(inside, inner),
        )

    def _fragment(self, of: Any, selections: SelectionSetNode) -> InlineFragmentNode | FragmentSpreadNode:
        if self._likely(0.5):
            return _inline(of if self._likely(0.5) else None, selections)
        name = NameNode(value=f"F{len(self.fragments)}")
        self.fragments.append(
            FragmentDefinitionNode(name=name, type_condition=_named(of), selection_set=selections, directives=())
        )
        return FragmentSpreadNode(name=name, directives=())

    def _skipped(self, node: Any) -> Any:
        if not self._likely(0.06):
            return node
        value: Any = BooleanValueNode(value=self.chance.random() < 0.5)
        if self._likely(0.7):
            name = self.chance.choice(("s0", "s1", "s2"))
            value = VariableNode(name=NameNode(value=name))
            if name not in self.declared:
                self.declared[name] = _declaration(name, "Boolean!")
                self.values[name] = self.chance.random() < 0.5
        directive = DirectiveNode(
            name=NameNode(value=self.chance.choice(("skip", "include"))),
            arguments=(ArgumentNode(name=NameNode(value="if"), value=value),),
        )
        return type(node)(**{key: getattr(node, key) for key in node.keys} | {"directives": (directive,)})

    def _arguments(self, called: str, declared: Any) -> tuple[ArgumentNode, ...]:
        wanted = {
            name: argument
            for name, argument in declared.args.items()
            if is_required_argument(argument) or self.chance.random() < 0.3
        }
        if {"first", "last"} <= wanted.keys() and self.chance.random() < 0.9:
            del wanted["last"]
        values = {name: self._value(name, argument.type, called) for name, argument in wanted.items()}
        for name in ("after", "before"):
            if values.get(name):
                order = (values.get("sort") or {}).get("field", ORDERS[called])
                values[name] = f"{CURSOR}{called}:{order}:{self.chance.randrange(100)}"
        nodes: list[ArgumentNode] = []
        for name, value in values.items():
            of = wanted[name].type
            node: Any = ast_from_value(_as_internal(value, of), of)
            if not self.plain and self.chance.random() < 0.4:
                variable = f"v{len(self.declared)}"
                is_default = self.chance.random() < 0.2
                self.declared[variable] = _declaration(variable, str(of), node if is_default else None)
                if not is_default:
                    self.values[variable] = value
                node = VariableNode(name=NameNode(value=variable))
            nodes.append(ArgumentNode(name=NameNode(value=name), value=node))
        return tuple(nodes)

    def _value(self, name: str, of: GraphQLInputType, called: str) -> Any:
        chance = self.chance
        if not isinstance(of, GraphQLNonNull) and chance.random() < 0.05:
            return None
        of = get_nullable_type(of)
        if isinstance(of, GraphQLList):
            return [self._value(name, GraphQLNonNull(get_named_type(of)), called) for _ in range(chance.randrange(4))]
        if isinstance(of, GraphQLEnumType):
            return chance.choice(list(of.values))
        if isinstance(of, GraphQLInputObjectType):
            return {
                key: self._value(key, inner.type, called)
                for key, inner in of.fields.items()
                if isinstance(inner.type, GraphQLNonNull) or chance.random() < 0.4
            }
        if name in {"first", "last"}:
            return chance.choice(SIZES) if chance.random() < 0.95 else chance.choice((0, -1, 101))
        if of.name == "ID":
            kind = called if called in KINDS else name.removesuffix("Id")
            if kind not in KINDS or chance.random() < 0.1:
                kind = chance.choice((*KINDS, "any"))
            return f"{ID}{kind}:{chance.randrange(1000)}"
        return chance.choice(TEXTS.get(name, ("x",)))


NODES = {kind.name for kind in graphql_schema.get_possible_types(graphql_schema.type_map["Node"])}
EMPTY: dict[str, Any] = {"arguments": (), "directives": (), "alias": None, "selection_set": None}


def _parsed(text: str) -> SelectionSetNode:
    return _selections_of(parse(f"{{ {text} }}"))


def _named(of: Any) -> NamedTypeNode:
    return NamedTypeNode(name=NameNode(value=of.name))


def _inline(of: Any, selections: SelectionSetNode) -> InlineFragmentNode:
    return InlineFragmentNode(type_condition=of and _named(of), selection_set=selections, directives=())


def _declaration(name: str, of: str, default: Any = None) -> VariableDefinitionNode:
    return VariableDefinitionNode(
        variable=VariableNode(name=NameNode(value=name)), type=parse_type(of), default_value=default, directives=()
    )


def _as_internal(value: Any, of: GraphQLInputType) -> Any:
    """Return a value as ``ast_from_value`` takes it: enums by what they stand for, moments as Python has them."""
    if value is None:
        return None
    if isinstance(of, GraphQLNonNull):
        return _as_internal(value, of.of_type)
    if isinstance(of, GraphQLList):
        return [_as_internal(item, of.of_type) for item in value]
    if isinstance(of, GraphQLInputObjectType):
        return {key: _as_internal(inner, of.fields[key].type) for key, inner in value.items()}
    return of.parse_value(value) if isinstance(of, GraphQLEnumType) or of.name == "DateTime" else value


class Filling:
    """What of the world stands for the ids and cursors of generated documents."""

    def __init__(self, rich: Rich, cursors: dict[str, list[str]]) -> None:
        self._ids = {kind: [text for text in rich.ids.values() if text.startswith(f"{kind}_")] for kind in KINDS}
        self._ids["any"] = ["", "x", "customer_", "\0", *rich.ids.values()]
        self._cursors = cursors

    def text(self, text: str) -> str:
        """Fill in a document."""
        return WRITTEN.sub(lambda found: json.dumps(self.value(found[1])), text)

    def value(self, value: Any) -> Any:
        """Fill in a variable's value."""
        if isinstance(value, dict):
            return {key: self.value(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.value(inner) for inner in value]
        if not isinstance(value, str) or not value.startswith((ID, CURSOR)):
            return value
        *which, number = value.split(":")
        found = self._ids[which[1]] if len(which) == 2 else self._cursors[":".join(which[1:])]
        return found[int(number) % len(found)]
