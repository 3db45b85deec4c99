from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin_ui.theme import DARK_GROUND, DEFAULT_ACCENT, LIGHT_GROUND, accent_of, contrast, legible, stylesheet, text_on

COLORS = st.integers(min_value=0, max_value=0xFFFFFF).map(lambda value: f"#{value:06x}")
WHOLE_SHEET = re.compile(
    r":root \{\n"
    r"  --accent: #[0-9a-f]{6};\n"
    r"  --accent-hover: #[0-9a-f]{6};\n"
    r"  --on-accent: #(000000|ffffff);\n"
    r"  --accent-edge: light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\);\n"
    r"  --accent-ink: light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\);\n"
    r"\}\n"
)


def colors(sheet: str, name: str) -> list[str]:
    declaration = re.search(rf"--{name}: (.*);", sheet)
    assert declaration
    return re.findall(r"#[0-9a-f]{6}", declaration[1])


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert contrast("#123456", "#123456") == 1


def test_text_on_a_colour_is_the_more_legible_of_black_and_white():
    assert text_on("#0f5c6e") == "#ffffff"
    assert text_on("#f2c230") == "#000000"


def test_a_colour_that_is_legible_already_stays_as_it_is():
    assert legible("#0f5c6e", ground="#ffffff", ratio=4.5) == "#0f5c6e"


@given(COLORS)
def test_every_accent_is_legible_on_light_and_dark(color: str):
    sheet = stylesheet(color)
    [on_accent] = colors(sheet, "on-accent")

    assert contrast(on_accent, color) >= 4.5
    assert contrast(on_accent, colors(sheet, "accent-hover")[0]) >= 4.5
    for name, ratio in (("accent-ink", 4.5), ("accent-edge", 3)):
        light, dark = colors(sheet, name)
        assert contrast(light, LIGHT_GROUND) >= ratio
        assert contrast(dark, DARK_GROUND) >= ratio


@pytest.mark.parametrize(
    "color", [None, "", "red", "#fff", "#12345", "#1234567", "#12345g", "#123456;}body{display:none", "#123456\n"]
)
def test_whatever_is_no_colour_becomes_the_default(color: str | None):
    assert accent_of(color) == DEFAULT_ACCENT
    assert stylesheet(color) == stylesheet(DEFAULT_ACCENT)


@given(st.one_of(COLORS, st.text()))
def test_the_stylesheet_holds_nothing_but_colours(color: str):
    assert WHOLE_SHEET.fullmatch(stylesheet(color))


def test_capitals_are_the_same_colour():
    assert accent_of("#0B6E99") == "#0b6e99"
