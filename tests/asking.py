"""Asking the API in-process, as somebody; with documents made from the schema where any will do."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)

from schema.build import graphql_schema, runner
from schema.context import Context

if TYPE_CHECKING:
    from graphapi.access import Access
    from schema.execution.run import Result


def context_of(access: Access, **more: Any) -> Context:
    """What a document is run with for somebody, in English unless it has a language."""
    return Context(access=access, **{"language": access.principal.language or "en"} | more)


async def run(access: Access, text: str, **variables: Any) -> Result:
    """Run a document."""
    return await runner.run(text, context_of(access), variables=variables)


async def ask(access: Access, text: str, **variables: Any) -> dict[str, Any]:
    """Run a document that must succeed, and return its data."""
    result = await run(access, text, **variables)
    assert not result.errors, result.errors
    assert result.data is not None
    return result.data


async def refusal(access: Access, text: str, **variables: Any) -> tuple[str, str]:
    """Run a document that gets exactly one error, and return its code and message."""
    result = await run(access, text, **variables)
    [error] = result.errors
    return error["extensions"]["code"], error["message"]


def over(result: Result) -> tuple[str, int, int]:
    """Which figure of a document was too large, what it was, and the most it may be."""
    [error] = result.errors
    extensions = error["extensions"]
    assert extensions["code"] == "TOO_COMPLEX"
    return extensions["limit"], extensions["found"], extensions["maximum"]


async def mutate(access: Access, name: str, **arguments: Any) -> Any:
    """Run a mutation that must not end in a top-level error, and return its result, whatever that is."""
    return (await ask(access, document_of("Mutation", name, depth=1), **arguments))[name]


@cache
def document_of(root: str, name: str, *, depth: int) -> str:
    """A document that asks one field of Query or Mutation for all there is down to a depth.

    Its variables are named as the field's arguments.
    """
    field: GraphQLField = graphql_schema.type_map[root].fields[name]
    variables = ", ".join(f"${argument}: {of.type}" for argument, of in field.args.items())
    arguments = ", ".join(f"{argument}: ${argument}" for argument in field.args)
    called = f"{name}({arguments})" if arguments else name
    return f"{root.lower()}{f'({variables})' if variables else ''} {{ {called} {_selection(field, depth)} }}"


def _selection(field: GraphQLField, depth: int) -> str:
    of = get_named_type(field.type)
    if is_leaf_type(of):
        return ""
    if isinstance(of, GraphQLUnionType):
        members = " ".join(f"... on {member.name} {_fields(member, depth)}" for member in of.types)
        return f"{{ __typename {members} }}"
    return _fields(of, depth)


def _fields(of: GraphQLObjectType | GraphQLInterfaceType, depth: int) -> str:
    inner = [
        f"{name} {_selection(field, depth - 1)}"
        for name, field in of.fields.items()
        if not any(is_required_argument(argument) for argument in field.args.values())
        and (depth > 0 or is_leaf_type(get_named_type(field.type)))
    ]
    return f"{{ __typename {' '.join(inner)} }}"
