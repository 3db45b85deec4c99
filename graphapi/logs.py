"""Writing to the log what went wrong, and nothing of what anybody entered."""

from __future__ import annotations

import logging
import time
import traceback

MOST_FRAMES = 12


class LineFormatter(logging.Formatter):
    """Writes each record as one line, and of an exception only where it came from.

    Input can thus forge no other line. Libraries log exceptions with their texts, and those quote what was entered:
    aiohttp's the header it could not read, cookie and all.
    """

    def __init__(self) -> None:
        super().__init__()
        # The last second and how it is written: under load it is the same for thousands of lines.
        self._second, self._written = -1, ""

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: ARG002, N802 - logging's signature
        """Return the moment, as logging does by itself."""
        second = int(record.created)
        if second != self._second:
            self._second, self._written = second, time.strftime(self.default_time_format, time.localtime(second))
        return f"{self._written},{int(record.msecs):03}"

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        text = f"{self.formatTime(record)} {record.levelname} {record.name} {record.getMessage()}"
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            text += f": {_origin(error)}"
        if text.isprintable():
            return text
        return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in text)


def log_to_stderr() -> None:
    """Let all of the process log lines to the standard error."""
    # No line of ours says them, and looking them up takes as long as writing the line.
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    handler = logging.StreamHandler()
    handler.setFormatter(LineFormatter())
    logging.basicConfig(level=logging.INFO, handlers=[handler])


def log_unexpected(log: logging.Logger, what: str, error: BaseException) -> None:
    """Log where an unexpected error came from.

    Its own text stays out: a driver's error quotes the values of the row, a parser's the line it could not read.
    """
    log.error("%s: %s", what, _origin(error))


def _origin(error: BaseException) -> str:
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    return f"{type(error).__qualname__} at {' < '.join(reversed(frames[-MOST_FRAMES:]))}"
