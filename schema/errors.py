"""The errors a form can show, and how the domain's errors become them."""

from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any, Self

import strawberry

from graphapi import errors
from schema.context import Context
from schema.enums import describe
from schema.execution.mapping import wrap

if TYPE_CHECKING:
    from schema.plans import Plan


class ErrorCode(Enum):
    """One per type of error."""

    INVALID_INPUT = "INVALID_INPUT"
    NOT_FOUND = "NOT_FOUND"
    CONFLICT = "CONFLICT"
    PLAN_LIMIT_REACHED = "PLAN_LIMIT_REACHED"
    INVALID_CREDENTIALS = "INVALID_CREDENTIALS"
    TOKEN_INVALID = "TOKEN_INVALID"
    THROTTLED = "THROTTLED"
    WRONG_STATE = "WRONG_STATE"


describe(
    ErrorCode,
    "What kind of error it is, for programs.",
    INVALID_INPUT="InvalidInput: fields hold what cannot be accepted.",
    NOT_FOUND="NotFound: there is none within the viewer's sight.",
    CONFLICT="Conflict: a value that must be unique is taken.",
    PLAN_LIMIT_REACHED="PlanLimitReached: the plan has no more room.",
    INVALID_CREDENTIALS="InvalidCredentials: login and password do not belong together.",
    TOKEN_INVALID="TokenInvalid: the link no longer works.",  # noqa: S106 - a kind of error
    THROTTLED="Throttled: too many tries.",
    WRONG_STATE="WrongState: not in its present state.",
)


@strawberry.interface(description="An error that a form can show. `message` is in the viewer's language.")
class UserError:
    code: ErrorCode = strawberry.field(description="What kind of error it is, for programs.")
    message: str = strawberry.field(description="What happened and what to do, in the viewer's language.")

    @classmethod
    def of(cls, error: Any, context: Context) -> Self:  # noqa: ANN401 - each its own DomainError
        """Make the result of a domain error."""
        return cls(code=ErrorCode(error.code), message=context.say(error.message))


@strawberry.type(description="What is wrong with one field.")
class FieldError:
    path: list[str] = strawberry.field(description='Leads into the input, such as `["shares", "0", "url"]`.')
    message: str = strawberry.field(description="What is wrong and what to do, in the viewer's language.")


@strawberry.type(description="One or more fields hold what cannot be accepted; nothing was changed.")
class InvalidInput(UserError):
    fields: list[FieldError] = strawberry.field(description="The fields and their problems.")

    @classmethod
    def of(cls, error: errors.InvalidInput, context: Context) -> Self:
        """Make the result of a domain error."""
        return cls(
            code=ErrorCode.INVALID_INPUT,
            message=context.say(error.message),
            fields=[FieldError(path=list(at.path), message=context.say(at.message)) for at in error.problems],
        )


@strawberry.type(description="There is no such thing within the viewer's sight; also for what is another partner's.")
class NotFound(UserError):
    """Neither there nor told of."""


@strawberry.type(description="Something within the partner's own sight already has this value.")
class Conflict(UserError):
    path: list[str] = strawberry.field(description="Leads to the value in the input.")

    @classmethod
    def of(cls, error: errors.Conflict, context: Context) -> Self:
        """Make the result of a domain error."""
        return cls(code=ErrorCode.CONFLICT, message=context.say(error.message), path=list(error.path))


class PlanResource(Enum):
    """The resources with a limit."""

    CUSTOMERS = "CUSTOMERS"
    GLOBAL_SHARES = "GLOBAL_SHARES"


describe(
    PlanResource,
    "What a plan counts.",
    CUSTOMERS="Customers, drafts and disabled ones included.",
    GLOBAL_SHARES="Global links.",
)


@strawberry.type(description="The plan allows no more of a resource; nothing was changed.")
class PlanLimitReached(UserError):
    resource: PlanResource = strawberry.field(description="What there is no more room for.")
    used: int = strawberry.field(description="How many there are.")
    limit: int = strawberry.field(description="How many the plan allows.")
    upgrade_to: Annotated["Plan", strawberry.lazy("schema.plans")] | None = strawberry.field(
        description="The cheapest plan that has room."
    )

    @classmethod
    def of(cls, error: errors.PlanLimitReached, context: Context) -> Self:
        """Make the result of a domain error."""
        return cls(
            code=ErrorCode.PLAN_LIMIT_REACHED,
            message=context.say(error.message),
            resource=PlanResource(error.resource),
            used=error.used,
            limit=error.limit,
            upgrade_to=wrap(error.upgrade_to),
        )


@strawberry.type(description="Login and password do not belong together; the same for unknown, disabled and wrong.")
class InvalidCredentials(UserError):
    """The door stays shut, and does not say why."""


@strawberry.type(description="A link from a mail is unknown, used up or expired.")
class TokenInvalid(UserError):
    """A new link is needed."""


@strawberry.type(description="Too many tries.")
class Throttled(UserError):
    retry_after_seconds: int = strawberry.field(description="In how many seconds the next try counts.")

    @classmethod
    def of(cls, error: errors.Throttled, context: Context) -> Self:
        """Make the result of a domain error."""
        context.retry_after = max(context.retry_after, error.retry_after)
        return cls(code=ErrorCode.THROTTLED, message=context.say(error.message), retry_after_seconds=error.retry_after)


@strawberry.type(description="It exists, but what was asked does not fit its present state; nothing was changed.")
class WrongState(UserError):
    """Not now, not like this."""


TYPES: dict[type[errors.DomainError], type[UserError]] = {
    errors.InvalidInput: InvalidInput,
    errors.NotFound: NotFound,
    errors.Conflict: Conflict,
    errors.PlanLimitReached: PlanLimitReached,
    errors.InvalidCredentials: InvalidCredentials,
    errors.TokenInvalid: TokenInvalid,
    errors.Throttled: Throttled,
    errors.WrongState: WrongState,
}
