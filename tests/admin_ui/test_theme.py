from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin_ui.static_files import static_files
from admin_ui.theme import DARK_GROUND, LIGHT_GROUND, legible, stylesheet
from graphapi.colors import DEFAULT_ACCENT, accent_of, contrast
from graphapi.providers import PROVIDERS

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


def test_the_default_is_what_the_tokens_begin_with():
    tokens = static_files()["tokens.css"].content.decode()

    for name in ("accent", "accent-hover", "on-accent", "accent-edge", "accent-ink"):
        assert colors(tokens, name) == colors(stylesheet(None), name)


def test_text_is_legible_on_every_ground_of_the_design():
    tokens = static_files()["tokens.css"].content.decode()
    for ink in ("ink", "muted"):
        for ground in ("page", "surface", "sunken", "raised"):
            for text, behind in zip(colors(tokens, ink), colors(tokens, ground), strict=True):
                assert contrast(text, behind) >= 4.5, (ink, ground)
    for state in ("good", "warn", "bad", "info"):
        for ground in (f"{state}-tint", "surface"):
            for text, behind in zip(colors(tokens, state), colors(tokens, ground), strict=True):
                assert contrast(text, behind) >= 4.5, (state, ground)


def test_edges_of_controls_stand_out():
    tokens = static_files()["tokens.css"].content.decode()
    for ground in ("page", "surface"):
        for edge, behind in zip(colors(tokens, "edge"), colors(tokens, ground), strict=True):
            assert contrast(edge, behind) >= 3, ground


def test_every_provider_has_a_hue():
    parts = static_files()["parts.css"].content.decode()

    assert set(re.findall(r"\.monogram--([a-z]+) \{ --hue: \d+; \}", parts)) == PROVIDERS.keys() - {"other"}
