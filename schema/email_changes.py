"""Changing one's own mail address: asked for by whom it is, confirmed by who reads its mails."""

from typing import Annotated

import strawberry

from graphapi.access import Permission
from graphapi.services import email_changes
from schema.context import Info
from schema.errors import InvalidCredentials, InvalidInput, Throttled, TokenInvalid
from schema.fields import mutation
from schema.inputs import Entered
from schema.results import Done
from schema.sign_in import Token


@strawberry.input(description="One's own present password and the new mail address.")
class ChangeEmailInput:
    current_password: str = strawberry.field(description="The present password.")
    email: str = strawberry.field(description="Where the link to confirm it goes.")


ChangeEmailResult = Annotated[
    Done | InvalidInput | InvalidCredentials | Throttled,
    strawberry.union("ChangeEmailResult", description="What changeEmail comes to."),
]
ConfirmEmailResult = Annotated[
    Done | TokenInvalid, strawberry.union("ConfirmEmailResult", description="What confirmEmail comes to.")
]


@strawberry.type
class EmailChangeMutation:
    """Changing one's own mail address."""

    @mutation(
        "Ask for another mail address of one's own; five times a day at most. A mail goes there, and it takes hold "
        "when the link in it is followed, by default within an hour. Done also where somebody else signs in by that "
        "address: the link then does not work.",
        Permission.PROFILE_WRITE,
        keyed=False,
    )
    async def change_email(self, info: Info, input: Entered[ChangeEmailInput]) -> ChangeEmailResult | None:
        await email_changes.change_email(
            info.context.access, current_password=input.current_password, email=input.email
        )
        return Done()

    @mutation(
        "Confirm a new mail address by the link that was sent to it, signed in or not; the old address is told. "
        "Sessions and access tokens stay. TokenInvalid, also if somebody else signs in by the address meanwhile."
    )
    async def confirm_email(self, info: Info, token: Token) -> ConfirmEmailResult:
        await email_changes.confirm_email(info.context.access, token=token)
        return Done()
