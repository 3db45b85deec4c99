"""Cells of CSV files: none of them is to be a formula to a spreadsheet."""

from __future__ import annotations

import re

# What spreadsheets take for the beginning of a formula (OWASP, CSV injection), in its wide forms too.
FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")  # noqa: RUF001 - the wide forms


def guarded(cell: str) -> str:
    """Put an apostrophe before what would be a formula, and before one that stands there already."""
    return f"'{cell}" if FORMULA.match(cell) else cell
