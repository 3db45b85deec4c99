from __future__ import annotations

from zoneinfo import ZoneInfo

import jinja2
import pytest

from admin_ui.rendering import Renderer, browser, host, icon, initials, local

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Edg/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile/15E148 Safari/604.1"
)


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(time_zone=ZoneInfo("Europe/Berlin"))


def say(renderer: Renderer, language: str, source: str, **values: object) -> str:
    return renderer.environments[language].from_string(source).render(values)


def test_dates_and_money_are_in_the_readers_format(renderer: Renderer):
    source = "{{ at|day }} / {{ at|moment }} / {{ price|money }} / {{ many|number }}"
    values = {"at": "2026-12-31T23:30:00+00:00", "price": {"amount": 123450, "currency": "EUR"}, "many": 1234}

    assert say(renderer, "de", source, **values) == "1. Januar 2027 / 1. Januar 2027, 00:30 / 1.234,50\xa0€ / 1.234"
    assert say(renderer, "en", source, **values) == "1 January 2027 / 1 January 2027, 00:30 / €1,234.50 / 1,234"


def test_a_date_of_the_business_is_in_no_time_zone(renderer: Renderer):
    assert say(renderer, "de", "{{ at|day }}", at="2026-11-22") == "22. November 2026"


def test_texts_are_translated_and_values_escaped(renderer: Renderer):
    source = "{% trans name=name %}Hello, {{ name }}{% endtrans %}"

    assert say(renderer, "de", source, name="<b>") == "Guten Tag, &lt;b&gt;"
    assert say(renderer, "en", source, name="{{7*7}}") == "Hello, {{7*7}}"


def test_a_value_that_was_forgotten_is_an_error(renderer: Renderer):
    with pytest.raises(jinja2.UndefinedError):
        say(renderer, "de", "{{ forgotten }}")


def test_every_template_compiles_in_both_languages(renderer: Renderer):
    for environment in renderer.environments.values():
        for name in environment.list_templates(extensions=["html"]):
            environment.get_template(name)


def test_no_template_has_script_or_style_of_its_own(renderer: Renderer):
    environment = renderer.environments["de"]
    for name in environment.list_templates(extensions=["html"]):
        source = environment.loader.get_source(environment, name)[0]
        assert "style=" not in source, name
        assert "<style" not in source, name
        assert " on" + "click" not in source, name
        assert source.count("<script") == source.count('<script type="module" src='), name
        assert "|safe" not in source, name


def test_icons_are_hidden_from_screen_readers():
    svg = icon("folder-open")

    assert svg.startswith('<svg class="icon" aria-hidden="true" focusable="false" ')
    assert "\n" not in svg
    assert "<!--" not in svg


def test_our_own_addresses_are_used_without_their_host():
    assert local("https://konto.example.com/nordwind/logo?v=abc") == "/nordwind/logo?v=abc"


def test_hosts_are_said_without_their_www():
    assert host("https://www.nordwind.example/kontakt") == "nordwind.example"


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Anna Keller", "AK"), ("Nextcloud", "N"), ("Clara Maria Dietrich-Hoffmann", "CH"), ("& Söhne", "S"), ("", "")],
)
def test_initials_are_those_of_the_first_and_last_word(name: str, letters: str):
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (FIREFOX, "Firefox, Linux"),
        (EDGE, "Edge, Windows"),
        (IPHONE, "Safari, iPhone"),
        ("curl/8.0", ""),
        (None, ""),
    ],
)
def test_devices_have_names(agent: str | None, said: str):
    assert browser(agent) == said
