"""Writing to the log what went wrong, and nothing of what anybody entered."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import logging

MOST_FRAMES = 12


def log_unexpected(log: logging.Logger, what: str, error: BaseException) -> None:
    """Log where an unexpected error came from.

    Its own text stays out: a driver's error quotes the values of the row, a parser's the line it could not read.
    """
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    log.error("%s: %s at %s", what, type(error).__qualname__, " < ".join(reversed(frames[-MOST_FRAMES:])))
