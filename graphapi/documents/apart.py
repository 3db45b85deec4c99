"""Making documents in processes of their own.

What lays them out takes 60 MB and, while it is loaded, the interpreter for a tenth of a second; a server that issues an
invoice now and then has better use for both.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from graphapi.documents import make_document
from graphapi.models import Invoice

if TYPE_CHECKING:
    from typing import IO

# Seconds. It takes one, and a mail that waits for it is claimed for twenty.
TIMEOUT = 15
# What makes no difference to a document.
LEFT_OUT = frozenset({"id", "partner_id", "cancels_id"})


async def make_document_apart(invoice: Invoice, canceled: Invoice | None) -> bytes:
    """Return what ``make_document`` does, from another process; raises RuntimeError where that fails."""
    asked = json.dumps([_columns(invoice), canceled and _columns(canceled)], default=str).encode()
    command = [sys.executable, "-m", "graphapi.documents"]
    done = await asyncio.to_thread(
        subprocess.run, command, input=asked, capture_output=True, timeout=TIMEOUT, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace").strip().rpartition("\n")[2])
    return done.stdout


def answer(asked: IO[bytes], answered: IO[bytes]) -> None:
    """Be that other process."""
    invoice, canceled = (None if columns is None else Invoice(**columns) for columns in json.load(asked))
    assert invoice is not None  # noqa: S101 - it is the other one that may be
    answered.write(make_document(invoice, canceled))


def _columns(invoice: Invoice) -> dict[str, Any]:
    columns: Any = dict(invoice)  # pyright: ignore[reportCallIssue, reportArgumentType] - a model gives its columns
    return {name: value for name, value in columns.items() if name not in LEFT_OUT}
