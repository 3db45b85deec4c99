"""How fields map to rows, and what guards them.

A type over a model is declared field by field: a ``column``, something ``computed`` from columns, a ``relation``. Each
declaration says in the field's metadata what it reads: the seam for a fetcher that plans its SQL from the selection. A
root field returns a scoped query (``schema.fetching``), never rows.

A field with a permission bears ``@access`` and is nullable: whoever lacks it gets null and one error at its path.
"""

from collections.abc import Callable
from functools import wraps
from inspect import isawaitable
from typing import Any, get_args, get_type_hints

import strawberry

from graphapi.access import Permission
from graphapi.errors import DomainError
from graphapi.ids import encode_id
from graphapi.settings import Settings
from schema.context import Info
from schema.errors import TYPES, UserError
from schema.fetching import Relation, Wanted, load
from schema.roles import access_directives, described

Resolver = Callable[..., Any]


def node_id(prefix: str) -> Any:  # noqa: ANN401 - as strawberry.field
    """Declare the id of a type: the row's key as a TypeID of a prefix."""
    return _over_row(
        lambda row: strawberry.ID(encode_id(prefix, row.id)),
        f"A TypeID, {prefix}_…",
        None,
        {"computed": ("id",)},
    )


def column(name: str, description: str, permission: Permission | None = None) -> Any:  # noqa: ANN401 - as strawberry.field
    """Declare a field that is a column of the row."""
    return _over_row(lambda row: getattr(row, name), description, permission, {"column": name})


def computed(
    read: Callable[[Any], Any], columns: tuple[str, ...], description: str, permission: Permission | None = None
) -> Any:  # noqa: ANN401 - as strawberry.field
    """Declare a field that is made from columns of the row, and from nothing else."""

    def read_alone(row: Any, _settings: Settings) -> Any:  # noqa: ANN401 - what the field gives
        return read(row)

    return _over_row(read, description, permission, {"computed": columns, "read": read_alone})


def addressed(read: Callable[[Any, Settings], Any], columns: tuple[str, ...], description: str) -> Any:  # noqa: ANN401 - as strawberry.field
    """Declare a field that is made from columns of the row and the server's own address."""

    def resolve(self: Any, info: Info) -> Any:  # noqa: ANN401 - any of our types
        return read(self.row, info.context.settings)

    return strawberry.field(resolver=resolve, description=description, metadata={"computed": columns, "read": read})


def _over_row(
    read: Callable[[Any], Any], description: str, permission: Permission | None, mapping: dict[str, Any]
) -> Any:  # noqa: ANN401 - as strawberry.field
    def open_to_all(self: Any) -> Any:  # noqa: ANN401 - any of our types
        return read(self.row)

    def guarded(self: Any, info: Info) -> Any:  # noqa: ANN401 - any of our types
        if permission is not None:
            info.context.access.require(permission)
        return read(self.row)

    return strawberry.field(
        resolver=open_to_all if permission is None else guarded,
        description=described(description, permission),
        directives=access_directives(permission),
        metadata=mapping,
    )


def relation(to: Relation, description: str, permission: Permission | None = None) -> Any:  # noqa: ANN401 - as strawberry.field
    """Declare a field that leads to other rows; a level of them is loaded with one statement, within their scope."""

    async def resolve(self: Any, info: Info) -> Any:  # noqa: ANN401 - any of our types
        if permission is not None:
            info.context.access.require(permission)
        return await load(info, to, getattr(self.row, to.key))

    return strawberry.field(
        resolver=resolve,
        description=described(description, permission),
        directives=access_directives(permission),
        metadata={"relation": to},
    )


def query(description: str, permission: Permission | None = None) -> Callable[[Resolver], Any]:
    """Declare a root field. It may return a scoped query, which is then fetched."""

    def declare(function: Resolver) -> Any:  # noqa: ANN401 - as strawberry.field
        @wraps(function)
        async def resolve(self: Any, info: Info, **arguments: Any) -> Any:  # noqa: ANN401 - as the function
            if permission is not None:
                info.context.access.require(permission)
            result: Any = function(self, info, **arguments)
            if isawaitable(result):
                result = await result
            return await result.read() if isinstance(result, Wanted) else result

        return strawberry.field(
            resolver=resolve,
            description=described(description, permission),
            directives=access_directives(permission),
        )

    return declare


def mutation(description: str, permission: Permission | None = None) -> Callable[[Resolver], Any]:
    """Declare a mutation. A domain error that its result has a type for is returned as that; any other is raised."""

    def declare(function: Resolver) -> Any:  # noqa: ANN401 - as strawberry.field
        members = _members(get_type_hints(function, include_extras=True)["return"])

        @wraps(function)
        async def resolve(self: Any, info: Info, **arguments: Any) -> Any:  # noqa: ANN401 - as the function
            if permission is not None:
                info.context.access.require(permission)
            try:
                return await function(self, info, **arguments)
            except DomainError as error:
                shown = TYPES.get(type(error))
                if shown is None or shown not in members:
                    raise
                return shown.of(error, info.context)
            finally:
                # What was loaded before a change must not answer for after it.
                info.context.loaders.clear()

        return strawberry.mutation(
            resolver=resolve,
            description=described(description, permission),
            directives=access_directives(permission),
        )

    return declare


def _members(annotation: Any) -> set[type[UserError]]:  # noqa: ANN401 - a union in one of its many spellings
    if isinstance(annotation, type):
        return {annotation} if issubclass(annotation, UserError) else set()
    return {member for part in get_args(annotation) for member in _members(part)}
