"""Amounts as people type them."""

from __future__ import annotations

import re

from babel.numbers import get_decimal_symbol

EUROS = re.compile(r"(\d{1,6})(?:[.,](\d{1,2}))?", re.ASCII)


def cents_of(text: str) -> int | None:
    """Return an amount such as ``2.50``, ``2,5`` or ``20 €`` in cents; None if it is none."""
    found = EUROS.fullmatch(text.replace("€", "").strip())
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0")) if found else None


def euros_of(amount: int | None, language: str) -> str:
    """Return cents as they are typed into a field in a language: ``2.50`` or ``2,50``."""
    return "" if amount is None else f"{amount // 100}{get_decimal_symbol(language)}{amount % 100:02}"
