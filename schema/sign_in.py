"""The door: signing in and out, and setting passwords."""

from dataclasses import replace
from datetime import datetime
from enum import Enum
from typing import Annotated, Self

import strawberry

from graphapi.access import Permission
from graphapi.errors import TokenInvalid as TokenInvalidError
from graphapi.services import one_time_tokens, passwords, sessions
from schema.context import Info
from schema.enums import describe
from schema.errors import InvalidCredentials, InvalidInput, Throttled, TokenInvalid
from schema.fields import mutation, query
from schema.inputs import Entered
from schema.portal import Portal
from schema.results import Done
from schema.viewer import Viewer


@strawberry.type(description="Somebody is signed in. Over HTTP no cookie is ever set by it.")
class SignedIn:
    token: str = strawberry.field(description="A bearer token, told this once: `Authorization: Bearer …`.")
    expires_at: datetime = strawberry.field(description="Its absolute end; it also ends after its idle time.")
    viewer: Viewer = strawberry.field(description="Who is signed in now.")

    @classmethod
    async def of(cls, info: Info, signed_in: sessions.SignedIn) -> Self:
        """Make it of a new session; the rest of the document runs as who has just signed in."""
        info.context.access = replace(info.context.access, principal=signed_in.principal)
        viewer = await Viewer.of(info)
        if viewer is None:
            raise TokenInvalidError  # removed in this very moment
        return cls(token=signed_in.token, expires_at=signed_in.expires_at, viewer=viewer)


class PasswordTokenPurpose(Enum):
    """The links that can set one."""

    INVITATION = "INVITATION"
    RESET = "RESET"


describe(
    PasswordTokenPurpose,
    "What a link to set a password is for.",
    INVITATION="Setting the first password.",
    RESET="Setting a new password.",
)


class PasswordTokenState(Enum):
    """VALID can set a password."""

    VALID = "VALID"
    EXPIRED = "EXPIRED"
    USED = "USED"


describe(
    PasswordTokenState,
    "How far a link is.",
    VALID="It can set a password.",
    EXPIRED="It came too late, or a newer link replaced it.",
    USED="It has set a password; sign in with that.",
)


@strawberry.type(description="Where an invitation or reset link stands.")
class PasswordToken:
    purpose: PasswordTokenPurpose = strawberry.field(description="What it is for.")
    state: PasswordTokenState = strawberry.field(description="How far it is.")
    portal: Portal | None = strawberry.field(description="Where one signs in by it; null for operators.")
    name: str = strawberry.field(description="Whom it was sent to.")


@strawberry.input(
    description="portal is the partner's slug; left out for operators. login is the mail address or the user name, "
    "in any case of letters."
)
class SignInInput:
    login: str = strawberry.field(description="The mail address or the user name, in any case of letters.")
    password: str = strawberry.field(description="The password.")
    portal: str | None = strawberry.field(default=None, description="The partner's slug; left out for operators.")


@strawberry.input(description="Whose password was forgotten; portal as in SignInInput.")
class RequestPasswordResetInput:
    login: str = strawberry.field(description="The mail address or the user name, in any case of letters.")
    portal: str | None = strawberry.field(default=None, description="The partner's slug; left out for operators.")


@strawberry.input(description="A password, by a link from a mail.")
class SetPasswordInput:
    token: str = strawberry.field(description="The last part of the link's address.")
    password: str = strawberry.field(description="8 characters and more; no other rules but that it is not well known.")


@strawberry.input(description="An invitation that has expired.")
class RenewInvitationInput:
    token: str = strawberry.field(description="The last part of the link's address.")


@strawberry.input(description="One's own present password and the new one.")
class ChangePasswordInput:
    current_password: str = strawberry.field(description="The present password.")
    new_password: str = strawberry.field(
        description="8 characters and more; no other rules but that it is not well known."
    )


Token = Annotated[str, strawberry.argument(description="The last part of the link's address.")]
SignInResult = Annotated[
    SignedIn | InvalidInput | InvalidCredentials | Throttled,
    strawberry.union("SignInResult", description="What signIn comes to."),
]
RequestPasswordResetResult = Annotated[
    Done | InvalidInput,
    strawberry.union("RequestPasswordResetResult", description="What requestPasswordReset comes to."),
]
SetPasswordResult = Annotated[
    SignedIn | InvalidInput | TokenInvalid,
    strawberry.union("SetPasswordResult", description="What setPassword comes to."),
]
RenewInvitationResult = Annotated[
    Done | InvalidInput, strawberry.union("RenewInvitationResult", description="What renewInvitation comes to.")
]
ChangePasswordResult = Annotated[
    Done | InvalidInput | InvalidCredentials | Throttled,
    strawberry.union("ChangePasswordResult", description="What changePassword comes to."),
]


@strawberry.type
class SignInQuery:
    """Reading links from mails."""

    @query("Where an invitation or reset link stands; uses nothing up. Null for an unknown one.")
    async def password_token(self, info: Info, token: Token) -> PasswordToken | None:
        found = await one_time_tokens.find_password_token(info.context.access, token=token)
        if found is None:
            return None
        return PasswordToken(
            purpose=PasswordTokenPurpose(found.purpose),
            state=PasswordTokenState(found.state),
            portal=None if found.partner is None else Portal.of(found.partner, info.context),
            name=found.name,
        )


@strawberry.type
class SignInMutation:
    """Signing in and out, and passwords."""

    @mutation("Sign in. Unknown, disabled and wrong are one answer; five failures shut the door for a while.")
    async def sign_in(self, info: Info, input: Entered[SignInInput]) -> SignInResult:
        context = info.context
        signed_in = await sessions.sign_in(
            context.access,
            portal=input.portal,
            login=input.login,
            password=input.password,
            client_address=context.client_address or None,
            user_agent=context.user_agent or None,
            replaces=context.session_token,
        )
        return await SignedIn.of(info, signed_in)

    @mutation("End the session that asks.")
    async def sign_out(self, info: Info) -> Done:
        await sessions.sign_out(info.context.access)
        return Done()

    @mutation(
        "Ask for a link to set a new password. Always Done, known address or not. "
        "For an account not yet activated it sends the invitation again."
    )
    async def request_password_reset(
        self, info: Info, input: Entered[RequestPasswordResetInput]
    ) -> RequestPasswordResetResult:
        await passwords.request_password_reset(info.context.access, portal=input.portal, login=input.login)
        return Done()

    @mutation(
        "Set a password by a link, for invitation and reset: uses the link up, ends all other sessions, signs in."
    )
    async def set_password(self, info: Info, input: Entered[SetPasswordInput]) -> SetPasswordResult:
        context = info.context
        signed_in = await passwords.set_password(
            context.access,
            token=input.token,
            password=input.password,
            user_agent=context.user_agent or None,
            replaces=context.session_token,
        )
        return await SignedIn.of(info, signed_in)

    @mutation("Ask for another invitation when the link has expired; it goes to the same address. Always Done.")
    async def renew_invitation(self, info: Info, input: Entered[RenewInvitationInput]) -> RenewInvitationResult:
        await passwords.renew_invitation(info.context.access, token=input.token)
        return Done()

    @mutation("Change one's own password; ends all other sessions.", Permission.PROFILE_WRITE, keyed=False)
    async def change_password(self, info: Info, input: Entered[ChangePasswordInput]) -> ChangePasswordResult | None:
        await passwords.change_password(
            info.context.access, current_password=input.current_password, new_password=input.new_password
        )
        return Done()
