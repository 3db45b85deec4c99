"""What changed in the API since the last release, whose SDL is ``released.graphql``: ``python -m schema.changes``.

Breaking is what a document or program that worked may fail by, dangerous what it may not be ready for. A release moves
the file along (``make released``), and so does, in its own commit, a break that is meant.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graphql import GraphQLObjectType, build_schema, get_directive_values
from graphql.utilities import find_breaking_changes, find_dangerous_changes

from schema.build import sdl

if TYPE_CHECKING:
    from graphql import GraphQLField, GraphQLSchema

RELEASED = Path(__file__).with_name("released.graphql")
# What is used instead or why it goes, and the day from which on it may be gone.
DEPRECATION = re.compile(r".+\. Until \d{4}-\d{2}-\d{2}\.")


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed, each in a sentence."""

    breaking: list[str]
    dangerous: list[str]


def changes(old: str, new: str) -> Changes:
    """Compare two SDLs; a role that may use a field no longer is a break for it."""
    before, after = build_schema(old), build_schema(new)
    breaking = [change.description for change in find_breaking_changes(before, after)]
    dangerous = [change.description for change in find_dangerous_changes(before, after)]
    return Changes(breaking + _roles_lost(before, after), dangerous)


def _roles_lost(before: GraphQLSchema, after: GraphQLSchema) -> list[str]:
    access = {id(schema): schema.get_directive("access") for schema in (before, after)}

    def roles(schema: GraphQLSchema, field: GraphQLField) -> set[str] | None:
        directive = access[id(schema)]
        values = get_directive_values(directive, field.ast_node) if directive and field.ast_node else None
        return None if values is None else set(values["roles"])

    lost: list[str] = []
    for name, of in before.type_map.items():
        now = after.type_map.get(name)
        if not isinstance(of, GraphQLObjectType) or not isinstance(now, GraphQLObjectType):
            continue
        for field_name in of.fields.keys() & now.fields.keys():
            had, has = roles(before, of.fields[field_name]), roles(after, now.fields[field_name])
            if has is not None and (had is None or had - has):
                who = "Who is not signed in" if had is None else ", ".join(sorted(had - has))
                lost.append(f"{who} may no longer use {name}.{field_name}.")
    return sorted(lost)


def main() -> int:
    """Say what changed since the last release; 1 if anything of it breaks what worked."""
    found = changes(RELEASED.read_text("utf-8"), sdl())
    for kind, sentences in (("breaking", found.breaking), ("dangerous", found.dangerous)):
        for sentence in sentences:
            print(f"API, {kind} since the last release: {sentence}")  # noqa: T201 - it is what is asked for
    return 1 if found.breaking else 0


if __name__ == "__main__":
    sys.exit(main())
