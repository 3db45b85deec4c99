"""Members: the partner's own staff."""

from datetime import datetime
from typing import Annotated

import strawberry

from graphapi import models
from graphapi.access import Permission
from graphapi.services import members
from schema.context import Info
from schema.enums import MemberRole
from schema.errors import Conflict, InvalidInput, NotFound, Throttled, WrongState
from schema.execution.mapping import over, wrap
from schema.fields import column, computed, mutation, node_id
from schema.inputs import Entered, given
from schema.node import Node, filter_key, key_of
from schema.people import INVITATION_COLUMNS, Invitation
from schema.results import Deleted


@over(models.Member)
@strawberry.type(description="Somebody of a partner's own staff.")
class Member(Node):
    row: strawberry.Private[models.Member]
    id: strawberry.ID = node_id("member")
    name: str = column("name", "The full name.")
    email: str = column("email", "Where its mails go; it can sign in by it.")
    role: MemberRole = column("role", "What it may do.")
    invitation: Invitation = computed(Invitation.of, INVITATION_COLUMNS, "How far its invitation came.")
    last_sign_in_at: datetime | None = column("last_sign_in_at", "When it last signed in; null is never.")
    created_at: datetime = column("created_at", "When it was added.")


@strawberry.input(description="A new member of the team.")
class InviteMemberInput:
    name: str = strawberry.field(description="The full name; up to 200 characters.")
    email: str = strawberry.field(
        description="Where the invitation goes, ten a day at most; unique among the partner's people."
    )
    role: MemberRole = strawberry.field(description="What it may do.")
    partner_id: strawberry.ID | None = strawberry.field(default=None, description="For operators, who must name it.")


@strawberry.input(description="What to change of a member; an absent field stays.")
class UpdateMemberInput:
    name: strawberry.Maybe[str | None] = strawberry.field(description="Not empty; up to 200 characters.")
    role: strawberry.Maybe[MemberRole | None] = strawberry.field(description="What it may do; not null.")


@strawberry.type(description="A member was added or changed.")
class MemberSaved:
    member: Member = strawberry.field(description="The member as it is now.")


MemberId = Annotated[strawberry.ID, strawberry.argument(description="Which member: its id, member_….")]


InviteMemberResult = Annotated[
    MemberSaved | InvalidInput | Conflict | NotFound,
    strawberry.union("InviteMemberResult", description="What inviteMember comes to."),
]
UpdateMemberResult = Annotated[
    MemberSaved | InvalidInput | NotFound | WrongState,
    strawberry.union("UpdateMemberResult", description="What updateMember comes to."),
]
SendMemberInvitationResult = Annotated[
    MemberSaved | NotFound | WrongState | Throttled,
    strawberry.union("SendMemberInvitationResult", description="What sendMemberInvitation comes to."),
]
RemoveMemberResult = Annotated[
    Deleted | NotFound | WrongState, strawberry.union("RemoveMemberResult", description="What removeMember comes to.")
]


@strawberry.type
class MemberMutation:
    """Changing the team."""

    @mutation(
        "Add a member to the team; it gets a mail with a link to set its password. Conflict if the address is taken.",
        Permission.MEMBERS_WRITE,
    )
    async def invite_member(self, info: Info, input: Entered[InviteMemberInput]) -> InviteMemberResult | None:
        row = await members.invite_member(
            info.context.access,
            partner_id=filter_key("partner", input.partner_id),
            name=input.name,
            email=input.email,
            role=input.role,
        )
        return MemberSaved(member=wrap(row))

    @mutation(
        "Change a member's name or role; the role holds from its next request on. WrongState for the last owner.",
        Permission.MEMBERS_WRITE,
    )
    async def update_member(
        self, info: Info, id: MemberId, input: Entered[UpdateMemberInput]
    ) -> UpdateMemberResult | None:
        row = await members.update_member(info.context.access, member_id=key_of("member", id), **given(input))
        return MemberSaved(member=wrap(row))

    @mutation("Send a member's invitation again; the link sent before no longer works.", Permission.MEMBERS_WRITE)
    async def send_member_invitation(self, info: Info, id: MemberId) -> SendMemberInvitationResult | None:
        row = await members.send_member_invitation(info.context.access, member_id=key_of("member", id))
        return MemberSaved(member=wrap(row))

    @mutation("Remove a member; its sessions end. Not the last owner.", Permission.MEMBERS_WRITE)
    async def remove_member(self, info: Info, id: MemberId) -> RemoveMemberResult | None:
        await members.remove_member(info.context.access, member_id=key_of("member", id))
        return Deleted(id=id)
