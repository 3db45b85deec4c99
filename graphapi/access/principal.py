"""Who is asking."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from graphapi import clock

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


class Role(StrEnum):
    """What somebody is. ANONYMOUS is nobody; SYSTEM is the platform itself (sign-in, outbox, billing)."""

    OPERATOR = "OPERATOR"
    OWNER = "OWNER"
    EDITOR = "EDITOR"
    VIEWER = "VIEWER"
    CUSTOMER = "CUSTOMER"
    ANONYMOUS = "ANONYMOUS"
    SYSTEM = "SYSTEM"


WITHIN_A_PARTNER = frozenset({Role.OWNER, Role.EDITOR, Role.VIEWER, Role.CUSTOMER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """Somebody signed in, or nobody, or the system."""

    role: Role
    # None for operators, nobody and the system.
    partner_id: UUID | None = None
    account_id: UUID | None = None
    # The row of Operator, Member or Customer.
    person_id: UUID | None = None
    # The full name, for the audit log.
    name: str = ""
    # "de" or "en"
    language: str | None = None
    # Its partner's, which those get whom it adds; None where it was not read along.
    partner_language: str | None = field(default=None, compare=False)
    session_id: UUID | None = None
    # Set instead of the session's where it asks by an access token.
    access_token_id: UUID | None = None

    @property
    def now(self) -> datetime:
        """The moment it asks at."""
        return clock.now()

    def __post_init__(self) -> None:
        if self.role in WITHIN_A_PARTNER and self.partner_id is None:
            # It would see what belongs to no partner: the platform's own.
            raise ValueError(f"{self.role} must belong to a partner")


ANONYMOUS = Principal(role=Role.ANONYMOUS)
SYSTEM = Principal(role=Role.SYSTEM)
