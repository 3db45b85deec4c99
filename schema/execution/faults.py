"""What the compiled way cannot serve."""

from __future__ import annotations


class Unfit(Exception):
    """A selection, or a value, that is left to graphql-core; the text says why, for the counter."""
