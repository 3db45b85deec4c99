"""The partner's accent colour as a stylesheet, legible on light and dark.

Text on a colour reaches 4.5 : 1 and an edge 3 : 1, as WCAG 2.2 asks in 1.4.3 and 1.4.11.
"""

from __future__ import annotations

from graphapi.colors import accent_of, contrast, text_on

TEXT_CONTRAST = 4.5
EDGE_CONTRAST = 3.0
# The least favourable ground for text in the accent, in light and dark: --accent-tint of tokens.css at worst.
LIGHT_GROUND = "#ebeef2"
DARK_GROUND = "#242e39"
STEPS = 50


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


def _mixed(color: str, other: str, share: float) -> str:
    mixed = (
        round(a + (b - a) * share) for a, b in zip(bytes.fromhex(color[1:]), bytes.fromhex(other[1:]), strict=True)
    )
    return "#" + "".join(f"{channel:02x}" for channel in mixed)
