"""The enums that are stored: the models' own, as the API names them."""

import strawberry

from graphapi import models

Language = models.Language
strawberry.enum(Language, name="Language", description="A language we write in.")
MemberRole = models.MemberRole
strawberry.enum(MemberRole, name="MemberRole", description="What a member of the team may do.")
PartnerStatus = models.PartnerStatus
strawberry.enum(
    PartnerStatus,
    name="PartnerStatus",
    description="SUSPENDED undoes nothing and can be resumed; CLOSED is for good.",
)
CustomerStatus = models.CustomerStatus
strawberry.enum(
    CustomerStatus,
    name="CustomerStatus",
    description="DRAFT, then INVITED, then ACTIVE; each can be DISABLED and returns to what it was.",
)
InvitationState = models.InvitationState
strawberry.enum(InvitationState, name="InvitationState", description="How far an invitation came.")
ShareAudience = models.ShareAudience
strawberry.enum(
    ShareAudience,
    name="ShareAudience",
    description="SELECTED: the recipients. EVERYONE: all customers of the partner, the global link.",
)
SubscriptionStatus = models.SubscriptionStatus
strawberry.enum(SubscriptionStatus, name="SubscriptionStatus", description="CANCELED runs on until its period ends.")
MailKind = models.MailKind
strawberry.enum(MailKind, name="MailKind", description="What a mail is about.")
MailState = models.MailState
strawberry.enum(MailState, name="MailState", description="QUEUED until the mail server took it, or until we gave up.")
PasswordTokenPurpose = models.TokenPurpose
strawberry.enum(PasswordTokenPurpose, name="PasswordTokenPurpose", description="What a link in a mail is for.")
