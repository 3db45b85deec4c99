"""The demo partner's logo, drawn rather than kept as a file: a compass rose whose north stands out."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

SIZE = 192
# Drawn larger and made small, for Pillow draws hard edges.
SCALE = 4
# Both to be seen on light and on dark pages.
DARK = "#54707d"
PALE = "#9fb6bf"
TIP = 0.96
WAIST = 0.17
RING = 0.62
LINE = 0.06


def draw_logo(accent: str) -> bytes:
    """Draw the logo as a PNG with a transparent background."""
    middle = SIZE * SCALE / 2
    picture = Image.new("RGBA", (SIZE * SCALE, SIZE * SCALE), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    ring = (middle * (1 - RING), middle * (1 - RING), middle * (1 + RING), middle * (1 + RING))
    draw.ellipse(ring, outline=PALE, width=round(middle * LINE))
    for quarter, color in enumerate((accent, DARK, DARK, DARK)):
        for side, fill in ((-1, color), (1, accent if color == accent else PALE)):
            corners = (0.0, 0.0), (0.0, -TIP), (side * WAIST, -WAIST)
            draw.polygon([_place(corner, quarter, middle) for corner in corners], fill=fill)
    written = io.BytesIO()
    picture.reduce(SCALE).save(written, "PNG", optimize=True)
    return written.getvalue()


def _place(corner: tuple[float, float], quarter: int, middle: float) -> tuple[float, float]:
    """Turn a corner of the north point by quarters of a turn, and set it on the picture."""
    x, y = corner
    for _ in range(quarter):
        x, y = -y, x
    return middle * (1 + x), middle * (1 + y)
