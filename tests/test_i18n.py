"""Texts: marked in English, written in the reader's language."""

from __future__ import annotations

from decimal import Decimal

import pytest

from graphapi.errors import NotFound, Throttled
from graphapi.i18n import LANGUAGES, message, preferred_language, translate, translations


def test_a_text_is_written_in_german_and_english():
    text = NotFound().message

    assert translate(text, "en") == "This does not exist, or no longer does."
    assert translate(text, "de") == "Das gibt es nicht oder nicht mehr."


def test_values_go_into_their_braces():
    text = Throttled(retry_after=61).message

    assert translate(text, "en") == "Too many attempts. Please try again in 2 min."
    assert translate(text, "de").count("2") == 1


def test_what_has_no_translation_stays_as_it_is():
    assert translate(message("Nobody translated {what}.", what="this"), "de") == "Nobody translated this."


def test_a_value_that_is_a_message_is_translated_along():
    inner = message("price on request")

    assert translate(message("S ({price})", price=inner), "de") == "S (Preis auf Anfrage)"


@pytest.mark.parametrize(
    ("amount", "english", "german"),
    [
        ("2.5", "2.50", "2,50"),
        ("0", "0.00", "0,00"),
        ("1234567.891", "1,234,567.89", "1.234.567,89"),
        ("-1", "-1.00", "-1,00"),
    ],
)
def test_an_amount_is_written_as_the_language_does(amount, english, german):
    text = message("{amount} €", amount=Decimal(amount))

    assert (translate(text, "en"), translate(text, "de")) == (f"{english} €", f"{german} €")


@pytest.mark.parametrize("value", ["{other}", "{0}", "{", "%s", "<script>", "{name.__class__}"])
def test_what_people_enter_is_never_read_as_a_placeholder(value):
    for language in LANGUAGES:
        assert value in translate(message("{name} was invited.", name=value, other="secret"), language)


def test_the_text_of_an_error_is_english():
    assert str(message("price on request")) == "price on request"
    assert str(NotFound()) == "This does not exist, or no longer does."


def test_the_texts_of_the_pages_are_in_the_same_catalogue():
    assert translations("de").gettext("Sign in") == "Anmelden"
    assert translations("en").gettext("Sign in") == "Sign in"


def test_a_language_we_do_not_have_reads_english():
    assert translate(NotFound().message, "fr") == "This does not exist, or no longer does."


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("de", "de"),
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("EN-us", "en"),
        ("fr, en;q=0.5, de;q=0.7", "de"),
        ("en;q=0.5,de;q=0.5", "en"),
        (" de ; q=0.3 , en ; q=0.2 ", "de"),
        ("de;q=0, en;q=0.1", "en"),
        ("de;q=0", None),
        ("fr", None),
        ("*", None),
        ("", None),
        (",,;;", None),
        ("de;q=x, en;q=0.1", "en"),
        ("de;q=nan, en;q=0.1", "en"),
        ("den, english", None),
        ("x," * 1000 + "de", None),
    ],
)
def test_the_browsers_wish_is_read(header, language):
    assert preferred_language(header) == language
