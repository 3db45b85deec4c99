"""Whether a statement stays within a partner: what it reads of tenants' tables, it reads by that partner's key."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from tortoise import Tortoise

from graphapi.database.statements import fetch_rows
from graphapi.models import Partner
from schema.execution import connections, fetch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Statement = tuple[str, list[Any]]
TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)" (t\d+)')
ENDS = (" ORDER BY ", " GROUP BY ", " LIMIT ", " OFFSET ")


@contextmanager
def compiled_statements() -> Iterator[list[Statement]]:
    """Collect the statements of the compiled way, with their values."""
    seen: list[Statement] = []

    async def recording(text: str, values: Sequence[Any]) -> Any:
        seen.append((text, [*values]))
        return await fetch_rows(text, values)

    with pytest.MonkeyPatch.context() as patch:
        for module in (fetch, connections):
            patch.setattr(module, "fetch_rows", recording)
        yield seen


def tenants_column(table: str) -> str | None:
    """Return the column of a table that says whose its rows are; None for what belongs to nobody."""
    [model] = [model for model in Tortoise.apps["models"].values() if model._meta.db_table == table]
    if model is Partner:
        return "id"
    return "partner_id" if "partner_id" in model._meta.fields_db_projection else None


def unscoped(statement: Statement, partner: object) -> list[str]:
    """Return the tables, by name and alias, that a statement reads without the condition that they are a partner's."""
    text, values = statement
    found: list[str] = []
    for table in TABLE.finditer(text):
        name, alias = table.groups()
        column = tenants_column(name)
        if column is None:
            continue
        conditions = _conjuncts(_where(text[table.end() :]))
        places = re.compile(rf'{alias}\."{column}" = \$(\d+)')
        keys = [values[int(place[1]) - 1] for place in map(places.fullmatch, conditions) if place]
        nothing = f'{alias}."id" IS NULL' in conditions
        if not nothing and str(partner) not in map(str, keys):
            found.append(f"{name} {alias}")
    return found


def _where(text: str) -> str:
    """Return the conditions of the SELECT that a text goes on with."""
    began = None
    for at, depth in _depths(text):
        if depth < 0 or (depth == 0 and text.startswith(ENDS, at)):
            return "" if began is None else text[began:at]
        if depth == 0 and began is None and text.startswith(" WHERE ", at):
            began = at + len(" WHERE ")
    return "" if began is None else text[began:]


def _conjuncts(text: str) -> list[str]:
    """Return the conditions that all hold: those between the ANDs that stand in nothing else, an OR in particular."""
    text = text.strip()
    if _at(text, " OR "):
        return [text]
    places = _at(text, " AND ")
    if not places:
        is_enclosed = text.startswith("(") and all(depth > 0 for _, depth in _depths(text[:-1]))
        return _conjuncts(text[1:-1]) if is_enclosed else [text]
    starts = [0, *(at + len(" AND ") for at in places)]
    return [
        part for start, end in zip(starts, [*places, len(text)], strict=True) for part in _conjuncts(text[start:end])
    ]


def _at(text: str, word: str) -> list[int]:
    return [at for at, depth in _depths(text) if depth == 0 and text.startswith(word, at)]


def _depths(text: str) -> Iterator[tuple[int, int]]:
    """Give each place with how many parentheses are open there; an opening one is within itself."""
    depth = 0
    for at, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        yield at, depth
