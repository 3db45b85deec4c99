"""The partner's accent colour as a stylesheet, legible on light and dark.

The contrast of WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
"""

from __future__ import annotations

import re

DEFAULT_ACCENT = "#0f5c6e"
TEXT_CONTRAST = 4.5
EDGE_CONTRAST = 3.0
# The least favourable ground that text in the accent stands on, in light and dark (tokens.css: --sunken, --raised).
LIGHT_GROUND = "#eef1f4"
DARK_GROUND = "#1f2831"
STEPS = 50

COLOR = re.compile(r"#[0-9a-f]{6}")
Rgb = tuple[int, int, int]


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


def legible(color: str, *, ground: str, ratio: float) -> str:
    """Return the colour, moved away from the ground no further than the ratio asks."""
    target = text_on(ground)
    shades = (_mixed(color, target, step / STEPS) for step in range(STEPS + 1))
    return next((shade for shade in shades if contrast(shade, ground) >= ratio), target)


def stylesheet(color: str | None) -> str:
    """Write the stylesheet that sets a partner's accent; what it is on the page is said in tokens.css."""
    accent = accent_of(color)
    on_accent = text_on(accent)
    away_from_text = "#000000" if on_accent == "#ffffff" else "#ffffff"
    return (
        ":root {\n"
        f"  --accent: {accent};\n"
        f"  --accent-hover: {_mixed(accent, away_from_text, 0.14)};\n"
        f"  --on-accent: {on_accent};\n"
        f"  --accent-edge: {_pair(accent, EDGE_CONTRAST)};\n"
        f"  --accent-ink: {_pair(accent, TEXT_CONTRAST)};\n"
        "}\n"
    )


def _pair(color: str, ratio: float) -> str:
    light = legible(color, ground=LIGHT_GROUND, ratio=ratio)
    dark = legible(color, ground=DARK_GROUND, ratio=ratio)
    return f"light-dark({light}, {dark})"


def _rgb(color: str) -> Rgb:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _mixed(color: str, other: str, share: float) -> str:
    mixed = (round(a + (b - a) * share) for a, b in zip(_rgb(color), _rgb(other), strict=True))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def _luminance(color: str) -> float:
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB's own figures
        for channel in (value / 255 for value in _rgb(color))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
