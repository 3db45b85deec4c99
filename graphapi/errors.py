"""What can go wrong in the domain: one class and one code each.

A service raises these; the API turns them into members of a mutation's result or into top-level errors. Their texts are
translated there, in the reader's language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphapi.i18n import Message, message

if TYPE_CHECKING:
    from collections.abc import Sequence

Path = tuple[str, ...]


class DomainError(Exception):
    """The base of all errors that a caller can do something about."""

    code = "INTERNAL"
    default = message("Something went wrong.")

    def __init__(self, text: Message | None = None) -> None:
        self.message = text or self.default
        super().__init__(str(self.message))


class Unauthenticated(DomainError):
    """Nobody is signed in, or no longer."""

    code = "UNAUTHENTICATED"
    default = message("Please sign in.")


class Forbidden(DomainError):
    """The role does not permit it."""

    code = "FORBIDDEN"
    default = message("Your role does not permit this.")


class NotFound(DomainError):
    """There is no such thing within the viewer's sight; also for what belongs to another partner, in the same words."""

    code = "NOT_FOUND"
    default = message("This does not exist, or no longer does.")


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field; ``path`` leads into the input as the API spells it: ``("shares", "0", "url")``."""

    path: Path
    message: Message


class InvalidInput(DomainError):
    """One or more fields hold what cannot be accepted."""

    code = "INVALID_INPUT"
    default = message("Please check what you entered.")

    def __init__(self, problems: Sequence[FieldProblem]) -> None:
        super().__init__()
        self.problems = tuple(problems)

    @classmethod
    def at(cls, *path: str, text: Message) -> InvalidInput:
        """Make the error of a single field."""
        return cls([FieldProblem(path, text)])


class Conflict(DomainError):
    """Something within the partner's own sight already has this value."""

    code = "CONFLICT"

    def __init__(self, *path: str, text: Message) -> None:
        super().__init__(text)
        self.path = path


class PlanLimitReached(DomainError):
    """The plan allows no more; names the cheapest plan that would."""

    code = "PLAN_LIMIT_REACHED"

    def __init__(self, text: Message, *, resource: str, used: int, limit: int, upgrade_to: Any | None) -> None:  # noqa: ANN401 - a Plan row; errors know no models
        super().__init__(text)
        self.resource = resource
        self.used = used
        self.limit = limit
        self.upgrade_to = upgrade_to


class InvalidCredentials(DomainError):
    """Login and password do not belong together; the same for unknown, disabled and wrong."""

    code = "INVALID_CREDENTIALS"
    default = message("The login or the password is not right.")


class TokenInvalid(DomainError):
    """A link from a mail is unknown, used up or expired."""

    code = "TOKEN_INVALID"
    default = message("This link is no longer valid. Please ask for a new one.")


class Throttled(DomainError):
    """Too many tries; says in how many seconds the next one counts."""

    code = "THROTTLED"

    def __init__(self, *, retry_after: int) -> None:
        minutes = max(1, -(-retry_after // 60))
        super().__init__(message("Too many attempts. Please try again in {minutes} min.", minutes=minutes))
        self.retry_after = retry_after


class KeyReused(DomainError):
    """An idempotency key came with another request than before."""

    code = "IDEMPOTENCY_KEY_REUSED"
    default = message("This Idempotency-Key was used for another request. Please use a new key for each change.")


class KeyInUse(DomainError):
    """The request that took an idempotency key is still under way."""

    code = "IDEMPOTENCY_KEY_IN_USE"
    default = message("A request with this Idempotency-Key is still under way. Please try again in a few seconds.")


class KeySpent(DomainError):
    """The change of an idempotency key was made, and its result is told only once."""

    code = "IDEMPOTENCY_KEY_SPENT"
    default = message("This was done before, under the same Idempotency-Key; what it said then is told only once.")


class WrongState(DomainError):
    """It exists, but what was asked does not fit its present state."""

    code = "WRONG_STATE"
