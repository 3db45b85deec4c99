"""Automatic persisted queries (Apollo's protocol): documents sent in full once, and by their hash from then on.

They are kept by this process alone, and for all: what two clients share is nothing but a text that both of them know.
Whoever sends many pushes out only its own.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from sys import getsizeof
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable

# In bytes: of all texts, and what keeping one takes besides.
MAX_KEPT = 8 * 2**20
PER_TEXT = 500


class PersistedQueryNotFound(Exception):
    """A hash whose document is not known here, or no longer; the client sends it in full then."""


@dataclass(slots=True)
class Part:
    """What somebody has put here, the text that was not asked for the longest first."""

    texts: OrderedDict[str, str] = field(default_factory=OrderedDict[str, str])
    # In bytes.
    weight: int = 0


class PersistedQueries:
    """The documents that are known by their hashes, ``most`` bytes of them.

    Where there are too many, whoever has put most here loses its oldest: nobody can fill it up for others.
    """

    def __init__(self, most: int = MAX_KEPT) -> None:
        self._most = most
        self._weight = 0
        self._parts: dict[Hashable, Part] = {}
        # By the hash.
        self._owners: dict[str, Hashable] = {}

    def text(self, digest: str) -> str:
        """Return the document with a hash; raises PersistedQueryNotFound."""
        if digest not in self._owners:
            raise PersistedQueryNotFound
        texts = self._parts[self._owners[digest]].texts
        texts.move_to_end(digest)
        return texts[digest]

    def keep(self, digest: str, text: str, *, owner: Hashable) -> None:
        """Keep a document that is valid, unless it is known."""
        if digest in self._owners:
            return
        self._owners[digest] = owner
        part = self._parts.setdefault(owner, Part())
        part.texts[digest] = text
        self._weigh(part, _weight(text))
        while self._weight > self._most:
            self._forget_one()

    def _forget_one(self) -> None:
        owner, part = max(self._parts.items(), key=lambda of: of[1].weight)
        digest, text = part.texts.popitem(last=False)
        del self._owners[digest]
        self._weigh(part, -_weight(text))
        if not part.texts:
            del self._parts[owner]

    def _weigh(self, part: Part, more: int) -> None:
        part.weight += more
        self._weight += more


def _weight(text: str) -> int:
    return getsizeof(text) + PER_TEXT
