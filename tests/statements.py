"""Counting SQL statements."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LOGGER = logging.getLogger("tortoise.db_client")


class _Recorder(logging.Handler):
    def __init__(self, texts: list[str]) -> None:
        super().__init__()
        self._texts = texts

    def emit(self, record: logging.LogRecord) -> None:
        self._texts.append(str(record.args[0] if record.args else record.msg))


@contextmanager
def recorded_statements() -> Iterator[list[str]]:
    """Collect the texts of the statements that run within; BEGIN, COMMIT and savepoints do not count."""
    texts: list[str] = []
    recorder, level = _Recorder(texts), LOGGER.level
    LOGGER.addHandler(recorder)
    LOGGER.setLevel(logging.DEBUG)
    try:
        yield texts
    finally:
        LOGGER.setLevel(level)
        LOGGER.removeHandler(recorder)
