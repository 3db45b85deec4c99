"""What a driver gives, made into what Python works with, and into what goes over the wire.

Rows come from four sources, and the same column looks different in each: PostgreSQL's driver knows UUIDs and
datetimes, SQLite's gives texts and integers, rows that a statement nests as JSON come as JSON has them, and a row
that a change has made is Tortoise's. A reader or a writer is chosen once per column, when a shape is compiled; None
stands for "as it is".
"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any
from uuid import UUID

import orjson
from graphql import GraphQLBoolean, GraphQLEnumType, GraphQLInt, GraphQLString
from tortoise.fields import (
    BooleanField,
    CharField,
    DateField,
    DatetimeField,
    IntField,
    JSONField,
    TextField,
    UUIDField,
)

from graphapi.ids import suffix_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphql import GraphQLLeafType
    from tortoise.fields.base import Field

    Convert = Callable[[Any], Any]


class Source(Enum):
    """Where a row comes from."""

    POSTGRES = "postgres"
    SQLITE = "sqlite"
    NESTED = "nested"
    TORTOISE = "tortoise"


# A quarter of a kilobyte each.
MOST_SUFFIXES = 20_000
_TEXTS = frozenset({Source.SQLITE, Source.NESTED})
_READERS: dict[type[Field[Any]], Convert] = {
    UUIDField: UUID,
    DatetimeField: datetime.fromisoformat,
    DateField: date.fromisoformat,
    BooleanField: bool,
}
# What these scalars write is what these columns hold.
_ALIKE = {GraphQLString: (CharField, TextField), GraphQLInt: (IntField,), GraphQLBoolean: (BooleanField,)}


def reader(source: Source, field: Field[Any]) -> Convert | None:
    """Return what makes a column's value what it is on a row of Tortoise."""
    if source is Source.TORTOISE:
        return None
    if isinstance(field, JSONField):
        return orjson.loads
    enum: type[Enum] | None = getattr(field, "enum_type", None)
    if enum is not None:
        return enum
    if source is Source.POSTGRES:
        return None
    return next((convert for kind, convert in _READERS.items() if isinstance(field, kind)), None)


def writer(source: Source, field: Field[Any], leaf: GraphQLLeafType) -> Convert | None:
    """Return what makes a column's value one of a scalar or an enum, as it goes over the wire."""
    enum: type[Enum] | None = getattr(field, "enum_type", None)
    if isinstance(leaf, GraphQLEnumType) and enum is not None:
        names = {member.value: leaf.serialize(member) for member in enum}
        if source is Source.TORTOISE:
            return lambda member: names[member.value]
        return None if all(value == name for value, name in names.items()) else names.__getitem__
    read = reader(source, field)
    if leaf.serialize is str and isinstance(field, (CharField, TextField)) and read is None:
        return None
    if read is None and any(leaf is scalar and isinstance(field, fields) for scalar, fields in _ALIKE.items()):
        return None
    return leaf.serialize if read is None else chain(read, leaf.serialize)


class Suffixes(dict[Any, str]):
    """What follows the prefix of a TypeID, by the key as a driver gives it.

    Lists are read again and again, and writing an id takes longer than all else of its row. When too many are kept, all
    are forgotten: nobody needs to know which were of use.
    """

    def __init__(self, number: Callable[[Any], int]) -> None:
        super().__init__()
        self._number = number

    def __missing__(self, key: Any) -> str:  # noqa: ANN401 - of whatever driver
        """Write the suffix of a key, and keep it."""
        if len(self) >= MOST_SUFFIXES:
            self.clear()
        suffix = self[key] = suffix_of(self._number(key))
        return suffix


_OF_UUIDS = Suffixes(lambda key: key.int)
_OF_TEXTS = Suffixes(lambda text: int(text.replace("-", ""), 16))


def suffixes(source: Source) -> Suffixes:
    """Return the suffixes for the keys of a source."""
    return _OF_TEXTS if source in _TEXTS else _OF_UUIDS


def chain(first: Convert, second: Convert) -> Convert:
    """Return one conversion after another."""
    return lambda value: second(first(value))
