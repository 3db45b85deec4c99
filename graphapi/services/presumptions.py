"""Presuming who asks, so that finding it out is no round trip of its own.

Whom a token stood for a moment ago it will mostly stand for now. A query by a token that is known is begun as that
principal, and the first statement of its answer bears the condition that all is still as it was: what the token
belongs to, that it is allowed in, its role, name and language. Rows that come back prove it, in the same snapshot as
they are read in. Where none came, it is asked by itself before anything is answered; and where it is no longer so,
all that was read is thrown away, and the request begins anew with a look at who asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphapi import clock
from graphapi.access import Role
from graphapi.database.statements import fetch
from graphapi.secrets import token_hash

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from graphapi.access import Access
    from graphapi.services.sessions import Found

# Of so many tokens it is remembered whom they stood for; half a kilobyte each.
MOST = 4_000


class Outdated(Exception):
    """A token does not stand for whom it was presumed to stand for."""


@dataclass(frozen=True, slots=True)
class Known:
    """Whom a token stood for, the condition that it still does, and the values of that one's places."""

    access: Access
    until: datetime
    condition: str
    values: tuple[str, ...]


class Presumption:
    """That a token stands for whom it stood for, during one request."""

    __slots__ = ("_known", "is_proven")

    def __init__(self, known: Known) -> None:
        self._known = known
        self.is_proven = False

    def condition(self, value: Callable[[object], str]) -> str:
        """Return the condition that it holds, as SQL; ``value`` gives each value its place in the statement."""
        return self._known.condition.format(*map(value, self._known.values))

    async def prove(self) -> None:
        """See that it holds, unless that is proven; raises Outdated."""
        if self.is_proven:
            return
        places = [f"${number}" for number in range(1, len(self._known.values) + 1)]
        if not await fetch(f"SELECT 1 WHERE {self._known.condition.format(*places)}", *self._known.values):
            raise Outdated
        self.is_proven = True


class Presumptions:
    """Whom the tokens stood for that a process has seen last."""

    def __init__(self) -> None:
        self._known: dict[str, Known] = {}

    def of(self, token: str) -> tuple[Access, Presumption] | None:
        """Return as whom a token is presumed to ask; None where that has to be looked up."""
        hashed = token_hash(token) if token.isascii() else ""
        # Put at the end again, so that the first is the one that was not asked for the longest.
        known = self._known.pop(hashed, None)
        if known is None or known.until <= clock.now():
            return None
        self._known[hashed] = known
        return known.access, Presumption(known)

    def keep(self, found: Found, access: Access) -> None:
        """Remember whom a token stands for, with the access of that one."""
        self._known[found.token_hash] = Known(access, found.until, *_condition(found))
        if len(self._known) > MOST:
            del self._known[next(iter(self._known))]


def _condition(found: Found) -> tuple[str, tuple[str, ...]]:
    """Return the condition that everything is as it was found, and its values."""
    principal = found.principal
    language = (principal.language or "").upper()
    tokens = "session" if found.is_session else "access_token"
    people, name, where = "member", "n.name", ""
    values = [found.token_hash, principal.name, language]
    if principal.role is Role.OPERATOR:
        people = "operator"
    elif principal.role is Role.CUSTOMER:
        people, name = "customer", "n.first_name || ' ' || n.last_name"
    elif found.member_role is not None:
        where = " AND n.role = {}"
        values.append(found.member_role)
    if found.token_role is not None:
        where += " AND t.role = {}"
        values.append(found.token_role)
    partner = ""
    if principal.partner_id is not None:
        partner = "JOIN partner p ON p.id = a.partner_id AND p.status = 'ACTIVE' "
        where += " AND p.language = {}"
        values.append(principal.partner_language or "")
    text = (
        f"EXISTS (SELECT 1 FROM {tokens} t JOIN account a ON a.id = t.account_id AND a.disabled_at IS NULL {partner}"  # noqa: S608 - all of it is ours
        f"JOIN {people} n ON n.account_id = a.id "
        f"WHERE t.token_hash = {{}} AND {name} = {{}} AND n.language = {{}}{where})"
    )
    return text, tuple(values)
