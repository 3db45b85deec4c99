"""Mutations under an Idempotency-Key: made once, and told again as what they made is by then."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, cast

from strawberry.types.lazy_type import LazyType
from strawberry.types.maybe import Some

from graphapi import models
from graphapi.errors import KeySpent
from graphapi.ids import encode_id, split_id
from graphapi.services import idempotency
from graphapi.services.idempotency import Held
from schema.execution.mapping import wrap
from schema.results import Deleted, Done

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Mapping

    from schema.context import Info


async def once(
    info: Info,
    name: str,
    arguments: Mapping[str, Any],
    change: Callable[[], Awaitable[Any]],
    kinds: Collection[type],
) -> Any:  # noqa: ANN401 - the mutation's result
    """Make a change under the key of the request, or tell what it came to if it was made before.

    ``kinds`` are the types its result may have. Raises KeySpent for one that holds more than a row, such as a secret.
    """
    access, key = info.context.access, info.context.idempotency_key
    if key is None or access.principal.account_id is None:
        return await change()
    request = json.dumps([name, plain(arguments)], sort_keys=True)
    result = await idempotency.once(access, key=key, request=request, change=change, held=held)
    return await _again(info, result, kinds) if isinstance(result, Held) else result


def plain(value: Any) -> Any:  # noqa: ANN401 - what Strawberry made of an input, as JSON can say it
    """Write what was entered in a form that is the same for the same; what was left out is not there."""
    if isinstance(value, Some):
        return {"some": plain(cast("Any", value).value)}
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [plain(item) for item in cast("list[Any]", value)]
    if is_dataclass(value):
        value = {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, dict):
        return {name: plain(item) for name, item in cast("dict[str, Any]", value).items() if item is not None}
    return value


def held(result: Any) -> Held:  # noqa: ANN401 - a mutation's result
    """Return what is kept of a result: its type, and its row if there is nothing else in it.

    A type that can make itself of its first row has a method ``again``.
    """
    name = type(result).__name__
    if isinstance(result, Deleted):
        kind, key = split_id(result.id) or (None, None)
        return Held(name, kind, key)
    values = [getattr(result, field.name) for field in fields(result)]
    row = getattr(values[0], "row", None) if len(values) == 1 or hasattr(result, "again") else None
    return Held(name) if row is None else Held(name, type(row).__name__, row.id)


async def _again(info: Info, of: Held, kinds: Collection[type]) -> Any:  # noqa: ANN401 - the mutation's result
    kind: Any = next((kind for kind in kinds if kind.__name__ == of.type), None)
    if kind is Done:
        return Done()
    if kind is None or of.kind is None or of.id is None:
        raise KeySpent
    if kind is Deleted:
        return Deleted(id=encode_id(of.kind, of.id))  # pyright: ignore[reportArgumentType] - an ID is a text
    row = await info.context.access.get(getattr(models, of.kind), of.id)
    if hasattr(kind, "again"):
        return await kind.again(info, row)
    [field] = kind.__strawberry_definition__.fields
    shown = field.type.resolve_type() if isinstance(field.type, LazyType) else field.type  # pyright: ignore[reportUnknownMemberType] - of whatever
    return kind(**{field.python_name: wrap(row, shown)})
