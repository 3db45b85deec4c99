"""What a document is run with: who asks, in which language, over which connection."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import strawberry
from strawberry.dataloader import DataLoader

from graphapi.access import Permission
from graphapi.i18n import DEFAULT_LANGUAGE, translate
from schema.execution.limits import UNLIMITED, TooComplex

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from uuid import UUID

    from graphapi.access import Access
    from graphapi.i18n import Message
    from graphapi.services.presumptions import Presumption
    from graphapi.settings import Settings
    from schema.execution.limits import Limits

# Lists in lists in lists grow beyond what the cost of a document can foresee.
MAX_OBJECTS = 20_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a mutation came to: a value, or an error that its result has no type for."""

    value: object = None
    error: Exception | None = None

    def result(self) -> object:
        """Return the value, or raise the error."""
        if self.error is not None:
            raise self.error
        return self.value


@dataclass(kw_only=True)
class Context:
    """The context of one run; resolvers reach it as ``info.context``."""

    access: Access
    language: str = DEFAULT_LANGUAGE
    client_address: str = ""
    user_agent: str = ""
    # The token the request came with, so that signing in replaces the session and signing out ends it.
    session_token: str | None = None
    # Where it is yet to be proven that the token still stands for who asks.
    presumption: Presumption | None = None
    # Of a subscription: the key of what this run is for.
    event: UUID | None = None
    # Our own pages: no limits, since their documents are ours.
    is_trusted: bool = False
    # How large a document may be, where that differs from the default.
    own_limits: Limits | None = None
    # A client's own name for the change it asks for.
    idempotency_key: str | None = None
    # Whether the answer is to tell what the document costs.
    tells_cost: bool = False
    loaders: dict[object, DataLoader[Any, Any]] = field(default_factory=dict[object, DataLoader[Any, Any]])
    # What the mutations of this run came to, by their names in the response: none is done twice.
    outcomes: dict[str, Outcome] = field(default_factory=dict[str, "Outcome"])
    # In how many seconds that counts again which was tried too often in this run; 0 for nothing.
    retry_after: int = 0
    # How many objects the lists of this run have given so far.
    objects: int = 0

    @cached_property
    def opens_shares(self) -> bool:
        """Whether who asks may open shares, and so see their links."""
        return self.access.may(Permission.SHARES_OPEN)

    @property
    def settings(self) -> Settings:
        """The server's settings."""
        return self.access.settings

    def for_event(self, key: UUID | None) -> Context:
        """Return the context of another run: for an event, or for several together."""
        return replace(self, event=key, loaders={}, outcomes={}, objects=0)

    def loader(
        self, name: object, load: Callable[[Sequence[Any]], Coroutine[Any, Any, Sequence[Any]]]
    ) -> DataLoader[Any, Any]:
        """Return this run's loader of a name: it gathers the keys of a level and loads them together."""
        if name not in self.loaders:
            self.loaders[name] = DataLoader(load_fn=load)  # pyright: ignore[reportArgumentType] - it wants list keys
        return self.loaders[name]

    @property
    def limits(self) -> Limits | None:
        """How large a document may be; None is the default."""
        return UNLIMITED if self.is_trusted else self.own_limits

    @property
    def room(self) -> int | None:
        """How many more objects the lists of this run may give; None for our own pages, whose documents are ours."""
        return None if self.is_trusted else max(0, MAX_OBJECTS - self.objects)

    def count(self, objects: int) -> None:
        """Count the objects of a list; raises TooComplex when the answer grows beyond all bounds."""
        self.objects += objects
        if self.objects > MAX_OBJECTS and not self.is_trusted:
            raise TooComplex("objects", self.objects, MAX_OBJECTS)

    def say(self, message: Message) -> str:
        """Write a message in the reader's language."""
        return translate(message, self.language)


Info = strawberry.Info[Context, None]
