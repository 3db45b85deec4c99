"""Colours and how well they can be told apart, by WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""

from __future__ import annotations

import re

DEFAULT_ACCENT = "#0f5c6e"

COLOR = re.compile(r"#[0-9a-f]{6}")


def accent_of(color: str | None) -> str:
    """Return the colour as ``#rrggbb``; the default for none, and for whatever is not exactly of that form."""
    lowered = (color or "").lower()
    return lowered if COLOR.fullmatch(lowered) else DEFAULT_ACCENT


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (``#rrggbb``), from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def text_on(color: str) -> str:
    """Return black or white, whichever is easier to read on the colour: one of them always reaches 4.5 : 1."""
    return max("#ffffff", "#000000", key=lambda text: contrast(text, color))


def _luminance(color: str) -> float:
    red, green, blue = (_linear(part / 255) for part in bytes.fromhex(color[1:]))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - the standard's numbers
