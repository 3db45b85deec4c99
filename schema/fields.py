"""How fields are declared, and what guards them.

A type over a model is declared field by field: a ``column``, something ``computed`` from columns, a ``relation``. Each
declaration bears its mapping (``schema.execution.mapping``), which the compiler plans by; the resolver beside it reads
the same of one row, for what is not compiled.

A field with a permission bears ``@access`` and is nullable: whoever lacks it gets null and one error at its path.
"""

from asyncio import sleep
from collections.abc import Callable
from functools import partial, wraps
from inspect import iscoroutinefunction
from typing import Any, get_args, get_type_hints

import strawberry

from graphapi import models
from graphapi.access import Permission
from graphapi.errors import DomainError
from graphapi.ids import encode_id
from schema.context import Context, Info
from schema.errors import TYPES
from schema.execution import loading, mapping
from schema.execution.mapping import MAPPING, Columns, Relation, Wanted, wrap
from schema.idempotency import once
from schema.roles import access_directives, described

Resolver = Callable[..., Any]


def node_id(prefix: str) -> Any:  # noqa: ANN401 - as strawberry.field
    """Declare the id of a type: the row's key as a TypeID of a prefix."""
    return _declare(mapping.Key(prefix=prefix), lambda row, _: encode_id(prefix, row.id), f"A TypeID, {prefix}_…")


def column(name: str, description: str, permission: Permission | None = None) -> Any:  # noqa: ANN401 - as strawberry.field
    """Declare a field that is a column of the row."""
    field = mapping.Column(name=name, permission=permission)
    return _declare(field, lambda row, _: getattr(row, name), description)


def computed(read: Callable[..., Any], columns: Columns, description: str, permission: Permission | None = None) -> Any:  # noqa: ANN401 - as strawberry.field
    """Declare a field that is made of the values of columns, and of nothing else of the row."""
    return _computed(mapping.Computed(read=read, columns=columns, permission=permission), description)


def contextual(read: Callable[..., Any], columns: Columns, description: str) -> Any:  # noqa: ANN401 - as strawberry.field
    """Declare a field that is made of the context and of the values of columns."""
    return _computed(mapping.Computed(read=read, columns=columns, contextual=True), description)


def referring(read: Callable[..., Any], columns: Columns, description: str) -> Any:  # noqa: ANN401 - as strawberry.field
    """Declare a field that leads to a row of whatever model: ``read`` makes a Reference of context and columns."""
    field = mapping.Referring(read=read, columns=columns, contextual=True)
    return _declare(field, lambda row, context: loading.read(context, field.value(row, context)), description)


def same(model: type[models.Row], description: str) -> Any:  # noqa: ANN401 - as strawberry.field
    """Declare a field that is the row itself, as the type over its model; null where it is of another."""
    field = mapping.Same(model=model)
    return _declare(field, lambda row, _: wrap(row) if isinstance(row, model) else None, description)


def attached(wanted: Callable[[Context], Wanted], description: str) -> Any:  # noqa: ANN401 - as strawberry.field
    """Declare a field that hangs on the context and not on the row."""
    return _declare(
        mapping.Attached(wanted=wanted), lambda _, context: loading.read(context, wanted(context)), description
    )


def relation(to: Relation, description: str, permission: Permission | None = None) -> Any:  # noqa: ANN401 - as strawberry.field
    """Declare a field that leads to other rows; a level of them is loaded with one statement, within their scope."""
    field = mapping.Related(relation=to, permission=permission)
    return _declare(field, lambda row, context: loading.load(context, to, getattr(row, to.key, None)), description)


def nested_page(description: str, column: str, permission: Permission) -> Callable[[Resolver], Any]:
    """Declare a list in pages: of the rows that bear the key of this one in a column."""

    def declare(function: Resolver) -> Any:  # noqa: ANN401 - as strawberry.field
        @wraps(function)
        async def resolve(self: Any, info: Info, **arguments: Any) -> Any:  # noqa: ANN401 - as the function
            info.context.access.require(permission)
            # Neighbours share a loader if they are asked for the same.
            level = loading.Level(function(self, info, **arguments), column, (function.__qualname__, repr(arguments)))
            return await level.load(info.context, self.row.id)

        field = mapping.Paged(page=function, column=column, permission=permission)
        return _field(field, resolve, description)

    return declare


def query(description: str, permission: Permission | None = None) -> Callable[[Resolver], Any]:
    """Declare a root field. It may return a scoped query, which is then fetched."""

    def declare(function: Resolver) -> Any:  # noqa: ANN401 - as strawberry.field
        waits = iscoroutinefunction(function)

        async def call(info: Info, **arguments: Any) -> Any:  # noqa: ANN401 - as the function
            if permission is not None:
                info.context.access.require(permission)
            value: Any = function(None, info, **arguments)
            return await value if waits else value

        @wraps(function)
        async def resolve(self: Any, info: Info, **arguments: Any) -> Any:  # noqa: ANN401, ARG001 - as the function
            return await loading.read(info.context, await call(info, **arguments))

        return _field(mapping.Called(call=call, permission=permission), resolve, description)

    return declare


def mutation(
    description: str, permission: Permission | None = None, *, keyed: bool = True
) -> Callable[[Resolver], Any]:
    """Declare a mutation. A domain error that its result has a type for is returned as that; any other is raised.

    Under an Idempotency-Key a ``keyed`` one is run once, in one transaction. Not so what everybody may, what hashes
    passwords, which takes too long for that, and what only tells a secret.
    """
    keyed = keyed and permission is not None

    def declare(function: Resolver) -> Any:  # noqa: ANN401 - as strawberry.field
        members = _members(get_type_hints(function, include_extras=True)["return"])

        async def call(info: Info, **arguments: Any) -> Any:  # noqa: ANN401 - as the function
            if permission is not None:
                info.context.access.require(permission)
            # One that is refused for its input waits for nothing, and the next of the document would follow at once.
            await sleep(0)
            try:
                if keyed and info.context.idempotency_key is not None:
                    change = partial(function, None, info, **arguments)
                    return await once(info, function.__name__, arguments, change, members)
                return await function(None, info, **arguments)
            except DomainError as error:
                shown = TYPES.get(type(error))
                if shown is None or shown not in members:
                    raise
                return shown.of(error, info.context)
            finally:
                # What was loaded before a change must not answer for after it.
                info.context.loaders.clear()

        @wraps(function)
        async def resolve(self: Any, info: Info, **arguments: Any) -> Any:  # noqa: ANN401, ARG001 - as the function
            done = info.context.outcomes.get(str(info.path.key))
            return await call(info, **arguments) if done is None else done.result()

        return _field(mapping.Called(call=call, permission=permission, keyed=keyed), resolve, description)

    return declare


def _computed(field: mapping.Computed, description: str) -> Any:  # noqa: ANN401 - as strawberry.field
    return _declare(field, field.value, description)


def _declare(field: mapping.Field, of_row: Callable[[Any, Context], Any], description: str) -> Any:  # noqa: ANN401 - as strawberry.field
    def resolve(self: Any, info: Info) -> Any:  # noqa: ANN401 - any of our types
        if field.permission is not None:
            info.context.access.require(field.permission)
        return of_row(self.row, info.context)

    return _field(field, resolve, description)


def _field(field: mapping.Field, resolver: Resolver, description: str) -> Any:  # noqa: ANN401 - as strawberry.field
    return strawberry.field(
        resolver=resolver,
        description=described(description, field.permission),
        directives=access_directives(field.permission),
        metadata={MAPPING: field},
    )


def _members(annotation: Any) -> set[type]:  # noqa: ANN401 - a union in one of its many spellings
    if isinstance(annotation, type):
        return {annotation}
    return {member for part in get_args(annotation) for member in _members(part)}
