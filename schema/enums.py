"""The enums that are stored: the models' own, as the API names them."""

import strawberry

from graphapi import models

Language = strawberry.enum(models.Language, name="Language", description="A language we write in.")
MemberRole = strawberry.enum(models.MemberRole, name="MemberRole", description="What a member of the team may do.")
PartnerStatus = strawberry.enum(
    models.PartnerStatus,
    name="PartnerStatus",
    description="SUSPENDED undoes nothing and can be resumed; CLOSED is for good.",
)
CustomerStatus = strawberry.enum(
    models.CustomerStatus,
    name="CustomerStatus",
    description="DRAFT, then INVITED, then ACTIVE; each can be DISABLED and returns to what it was.",
)
InvitationState = strawberry.enum(
    models.InvitationState, name="InvitationState", description="How far an invitation came."
)
ShareAudience = strawberry.enum(
    models.ShareAudience,
    name="ShareAudience",
    description="SELECTED: the recipients. EVERYONE: all customers of the partner, the global link.",
)
SubscriptionStatus = strawberry.enum(
    models.SubscriptionStatus, name="SubscriptionStatus", description="CANCELED runs on until its period ends."
)
MailKind = strawberry.enum(models.MailKind, name="MailKind", description="What a mail is about.")
MailState = strawberry.enum(
    models.MailState, name="MailState", description="QUEUED until the mail server took it, or until we gave up."
)
PasswordTokenPurpose = strawberry.enum(
    models.TokenPurpose, name="PasswordTokenPurpose", description="What a link in a mail is for."
)
