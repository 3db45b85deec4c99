"""``python -m graphapi.documents``: what ``graphapi.documents.apart`` starts."""

from __future__ import annotations

import sys

from graphapi.documents.apart import answer

answer(sys.stdin.buffer, sys.stdout.buffer)
