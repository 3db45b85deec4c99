"""Errors: one table of codes, and words in the reader's language."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLError

from graphapi import errors
from graphapi.codes import CODES, Code
from graphapi.i18n import message
from schema.build import runner
from schema.errors import TYPES, ErrorCode
from schema.execution.run import formatted
from tests.asking import context_of

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
TAKEN = message("Somebody already signs in with this mail address.")
FULL = message("Your plan holds no more than {limit}, and no other has room for more.", limit=10)
# By the error of a service: its code at the top level, and its words.
OF_SERVICES = {
    errors.Unauthenticated(): (Code.UNAUTHENTICATED, "Please sign in.", "Bitte melden Sie sich an."),
    errors.Forbidden(): (Code.FORBIDDEN, "Your role does not permit this.", "Ihre Rolle erlaubt das nicht."),
    errors.NotFound(): (
        Code.NOT_FOUND,
        "This does not exist, or no longer does.",
        "Das gibt es nicht oder nicht mehr.",
    ),
    errors.Throttled(retry_after=61): (
        Code.RATE_LIMITED,
        "Too many attempts. Please try again in 2 min.",
        "Zu viele Versuche. Bitte versuchen Sie es in 2 Min. noch einmal.",
    ),
    errors.KeyReused(): (
        Code.IDEMPOTENCY_KEY_REUSED,
        "This Idempotency-Key was used for another request. Please use a new key for each change.",
        "Dieser Idempotency-Key gehört zu einer anderen Anfrage. Bitte nehmen Sie für jede Änderung einen neuen.",
    ),
    errors.KeyInUse(): (
        Code.IDEMPOTENCY_KEY_IN_USE,
        "A request with this Idempotency-Key is still under way. Please try again in a few seconds.",
        "Eine Anfrage mit diesem Idempotency-Key läuft noch. Bitte versuchen Sie es in ein paar Sekunden erneut.",
    ),
    errors.KeySpent(): (
        Code.IDEMPOTENCY_KEY_SPENT,
        "This was done before, under the same Idempotency-Key; what it said then is told only once.",
        "Das ist unter demselben Idempotency-Key schon geschehen; was es damals ergab, wird nur einmal mitgeteilt.",
    ),
}
# By a document that is wrong.
OF_DOCUMENTS = {
    f"query {{ nodes(ids: {json.dumps(['x'] * 101)}) {{ id }} }}": (
        Code.BAD_USER_INPUT,
        "At most 100 ids at a time.",
        "Höchstens 100 IDs auf einmal.",
    ),
    "{ customers(first: 1, last: 1) { totalCount } }": (
        Code.BAD_USER_INPUT,
        "Use either first or last, not both.",
        "Bitte entweder first oder last angeben, nicht beides.",
    ),
}


def table(heading: str) -> dict[str, str]:
    """A table of the README, by its first column."""
    rows = README.partition(f"| {heading} |\n")[2].partition("\n\n")[0]
    return dict(re.findall(r"^\| `([A-Z_]+)` \| (.*) \|$", rows, re.MULTILINE))


def test_the_readme_explains_every_code_of_a_top_level_error():
    assert table("`extensions.code` | what it means, and what to do") == {code.value: CODES[code] for code in Code}


def test_the_readme_explains_every_code_of_an_error_that_a_form_can_show():
    assert list(table("`code` of a `UserError` | what it means")) == [code.value for code in ErrorCode]


@pytest.mark.parametrize(("error", "told"), OF_SERVICES.items(), ids=lambda value: type(value).__name__)
def test_what_a_service_refuses_is_told_in_the_readers_language(world, error, told):
    code, english, german = told
    answers = [
        formatted(GraphQLError("", original_error=error), context_of(world.anonymous, language=language))
        for language in ("en", "de")
    ]

    assert [(answer["message"], answer["extensions"]) for answer in answers] == [
        (english, {"code": code}),
        (german, {"code": code}),
    ]


@pytest.mark.parametrize(("text", "told"), OF_DOCUMENTS.items(), ids=["ids", "pages"])
async def test_what_is_wrong_with_a_request_is_told_in_the_readers_language(world, text, told):
    code, english, german = told
    for language, words in (("en", english), ("de", german)):
        answer = await runner.run(text, context_of(world.north.editor.access, language=language))

        assert [(error["message"], error["extensions"]) for error in answer.errors] == [(words, {"code": code})]


@pytest.mark.parametrize(
    ("error", "english", "german"),
    [
        (errors.InvalidInput([]), "Please check what you entered.", "Bitte prüfen Sie Ihre Angaben."),
        (errors.NotFound(), "This does not exist, or no longer does.", "Das gibt es nicht oder nicht mehr."),
        (errors.Conflict("email", text=TAKEN), TAKEN.text, "Mit dieser E-Mail-Adresse meldet sich schon jemand an."),
        (
            errors.PlanLimitReached(FULL, resource="CUSTOMERS", used=10, limit=10, upgrade_to=None),
            "Your plan holds no more than 10, and no other has room for more.",
            "Ihr Tarif fasst höchstens 10, und kein anderer hat Platz für mehr.",
        ),
        (
            errors.InvalidCredentials(),
            "The login or the password is not right.",
            "Die Anmeldedaten stimmen nicht. Bitte prüfen Sie E-Mail-Adresse oder Benutzername und Passwort.",
        ),
        (
            errors.TokenInvalid(),
            "This link is no longer valid. Please ask for a new one.",
            "Dieser Link gilt nicht mehr. Bitte fordern Sie einen neuen an.",
        ),
        (
            errors.Throttled(retry_after=61),
            "Too many attempts. Please try again in 2 min.",
            "Zu viele Versuche. Bitte versuchen Sie es in 2 Min. noch einmal.",
        ),
        (
            errors.WrongState(message("This customer is disabled already.")),
            "This customer is disabled already.",
            "Dieser Kunde ist schon gesperrt.",
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, errors.DomainError) else "",
)
def test_an_error_that_a_form_can_show_is_told_in_the_readers_language(world, error: Any, english, german):
    for language, words in (("en", english), ("de", german)):
        shown = TYPES[type(error)].of(error, context_of(world.anonymous, language=language))

        assert (shown.code.value, shown.message) == (error.code, words)


def test_no_error_that_a_form_can_show_is_left_out():
    assert {error.code for error in TYPES} == {code.value for code in ErrorCode}
