"""What the API had at its last release, it still has; what goes is said before, with a reason and a day."""

from __future__ import annotations

import re

import pytest
from graphql import build_schema

from schema import changes as module
from schema.build import sdl
from schema.changes import DEPRECATION, RELEASED, changes, main

OLD = """
directive @access(roles: [Role!]!) on FIELD_DEFINITION
enum Role { OWNER EDITOR }
input New { name: String! note: String }
type Query {
    customer(id: ID!): String
    note: String @access(roles: [OWNER, EDITOR])
    add(input: New!): String
}
"""


def test_nothing_breaks_what_worked_at_the_last_release():
    assert changes(RELEASED.read_text(), sdl()).breaking == []


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("    note: String @access(roles: [OWNER, EDITOR])\n", "", "Field Query.note was removed."),
        ("(id: ID!)", "(key: ID!)", "Argument Query.customer(id:) was removed."),
        ("OWNER, EDITOR", "OWNER", "EDITOR may no longer use Query.note."),
        (
            "(id: ID!): String",
            "(id: ID!): String @access(roles: [OWNER])",
            "Who is not signed in may no longer use Query.customer.",
        ),
        ("note: String }", "note: String company: String! }", "A required field New.company was added."),
    ],
)
def test_what_breaks_is_found(old, new, sentence):
    assert sentence in changes(OLD, OLD.replace(old, new)).breaking


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("OWNER EDITOR", "OWNER EDITOR VIEWER", "Enum value Role.VIEWER was added."),
        ("note: String }", "note: String company: String }", "An optional field New.company was added."),
    ],
)
def test_what_is_dangerous_is_told_and_breaks_nothing(old, new, sentence):
    found = changes(OLD, OLD.replace(old, new))

    assert (found.breaking, found.dangerous) == ([], [sentence])


def test_more_than_there_was_is_neither():
    more = OLD.replace("@access(roles: [OWNER, EDITOR])", "") + "extend type Query { more: String }"

    assert changes(OLD, more) == module.Changes([], [])


def test_a_removed_field_fails_the_check_that_lint_makes(monkeypatch, capsys):
    without = re.sub(r'  """[^"]*"""\n  number: String\n', "", sdl(), count=1)
    monkeypatch.setattr(module, "sdl", lambda: without)

    assert main() == 1
    assert "API, breaking since the last release: Field Customer.number was removed.\n" in capsys.readouterr().out


def deprecations(schema):
    """The reasons of all that is deprecated, by what it is."""
    for name, type_ in schema.type_map.items():
        for inner, of in (getattr(type_, "fields", {}) | getattr(type_, "values", {})).items():
            parts = {inner: of} | {f"{inner}({argument})": found for argument, found in getattr(of, "args", {}).items()}
            for part, found in parts.items():
                if found.deprecation_reason is not None:
                    yield f"{name}.{part}", found.deprecation_reason


def test_what_is_deprecated_says_why_and_until_when():
    unsaid = [name for name, reason in deprecations(build_schema(sdl())) if not DEPRECATION.fullmatch(reason)]

    assert unsaid == []


def test_a_deprecation_without_a_day_would_be_found():
    schema = build_schema(
        """
        enum Role { OWNER @deprecated(reason: "Use ADMIN. Until 2027-01-31.") }
        type Query { role(of: ID @deprecated(reason: "Soon gone.")): Role @deprecated }
        """
    )

    assert {name: bool(DEPRECATION.fullmatch(reason)) for name, reason in deprecations(schema)} == {
        "Role.OWNER": True,
        "Query.role": False,
        "Query.role(of)": False,
    }
