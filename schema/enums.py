"""Enums, with a sentence for each value; those that are stored are the models' own."""

from typing import Any

import strawberry

from graphapi import models
from graphapi.services import customer_files


def describe(enum: Any, description: str, /, *, name: str | None = None, **values: str) -> None:  # noqa: ANN401 - a class, marked by Strawberry
    """Make an enum part of the API; raises KeyError for a value that is not described."""
    strawberry.enum(enum, name=name, description=description)
    for value in enum.__strawberry_definition__.values:
        value.description = values[value.name]


Language = models.Language
describe(Language, "A language we write in.", DE="German.", EN="English.")
MemberRole = models.MemberRole
describe(
    MemberRole,
    "What a member of the team may do.",
    OWNER="All of the partner: customers, shares, team, branding, plan and invoices.",
    EDITOR="Customers and shares.",
    VIEWER="Reading alone; neither opening folders nor revealing passwords.",
)
PartnerStatus = models.PartnerStatus
describe(
    PartnerStatus,
    "How a partner stands.",
    ACTIVE="Its portal is open.",
    SUSPENDED="Its portal is closed until it is resumed; nothing is undone.",
    CLOSED="It is closed for good.",
)
CustomerStatus = models.CustomerStatus
describe(
    CustomerStatus,
    "How far a customer came: DRAFT, then INVITED, then ACTIVE; each can be DISABLED and returns to what it was.",
    DRAFT="Entered, and not invited yet.",
    INVITED="An invitation is on its way, or has arrived.",
    ACTIVE="It has set a password and can sign in.",
    DISABLED="Kept out until it is enabled again.",
)
CustomerColumn = customer_files.CustomerColumn
describe(
    CustomerColumn,
    "A column of a file with customers.",
    NUMBER="The partner's own number.",
    FIRST_NAME="The first name.",
    LAST_NAME="The last name.",
    COMPANY="The company.",
    EMAIL="The mail address.",
    USERNAME="The user name.",
    LANGUAGE="The language of mails and pages.",
    NOTE="The internal remark.",
    LINK="The links to folders.",
    TITLE="The titles of folders.",
    PASSWORD="The passwords of folders.",  # noqa: S106 - a column
)
CustomerImportState = models.CustomerImportState
describe(
    CustomerImportState,
    "How far an import came.",
    CHECKED="The file was looked through; it can be started if no row has a problem.",
    RUNNING="Its customers are being added.",
    COMPLETED="All its customers are there.",
    FAILED="None of its customers was added.",
)
InvitationState = models.InvitationState
describe(
    InvitationState,
    "How far an invitation came.",
    NOT_SENT="There is none yet.",
    QUEUED="Its mail waits for the mail server.",
    SENT="The mail server took its mail.",
    FAILED="The mail server refused its mail for good.",
    EXPIRED="Its link no longer works; send another.",
    ACCEPTED="The password is set.",
)
ShareAudience = models.ShareAudience
describe(
    ShareAudience,
    "Who receives a share.",
    SELECTED="Its recipients.",
    EVERYONE="All customers of the partner: a global link.",
)
SubscriptionStatus = models.SubscriptionStatus
describe(
    SubscriptionStatus,
    "Whether a subscription runs on by itself.",
    ACTIVE="It is renewed at the period's end.",
    CANCELED="It ends with its period.",
)
InvoiceKind = models.InvoiceKind
describe(
    InvoiceKind,
    "What an invoice does.",
    INVOICE="It bills.",
    CANCELLATION="It takes another one back: the same, negative.",
)
InvoiceStatus = models.InvoiceStatus
describe(
    InvoiceStatus,
    "How an invoice stands.",
    OPEN="It is to be paid; a cancellation is to be paid back.",
    PAID="It is paid; a cancellation is paid back.",
    VOID="Nothing is owed: it is cancelled, or cancels what was not paid.",
)
TaxCategory = models.TaxCategory
describe(
    TaxCategory,
    "How value added tax is dealt with.",
    STANDARD="The German rate: Germany, and the EU without a VAT id.",
    REVERSE_CHARGE="None; the buyer owes it: a company with a VAT id of another country of the EU.",
    OUTSIDE_EU="None: a company outside the EU.",
)
MailKind = models.MailKind
describe(
    MailKind,
    "What a mail is about.",
    CUSTOMER_INVITATION="A customer's link to set its first password.",
    MEMBER_INVITATION="A team member's, or operator's, link to set the first password.",
    PASSWORD_RESET="A link to set a new password.",  # noqa: S106 - a kind of mail
    PASSWORD_CHANGED="Tells that the password was changed.",  # noqa: S106 - as above
    EMAIL_CONFIRMATION="A link to confirm a new mail address, to that address.",
    EMAIL_CHANGED="Tells the old address that it no longer signs in.",
    ORDER_RECEIVED="Tells the operator of an order.",
    ORDER_CONFIRMATION="Tells who ordered that the order arrived.",
    ORDER_DECLINED="Tells who ordered that the order was declined.",
    PLAN_NEARLY_FULL="Tells the owner that the plan has little room left.",
    INVOICE="Brings an invoice.",
    INVOICE_REMINDER="Reminds of an invoice that is overdue.",
    DOWNGRADE_AT_RISK="Warns the owner that the lesser plan booked next does not hold what is used.",
    SUBSCRIPTION_CANCELED="Confirms a cancellation.",
)
MailState = models.MailState
describe(
    MailState,
    "How far a mail came.",
    QUEUED="It is sent soon, or tried again.",
    SENT="The mail server took it.",
    FAILED="The mail server refused it for good, or we gave up.",
)
ExportState = models.ExportState
describe(
    ExportState,
    "How far an export is.",
    QUEUED="It is being made, or is about to be.",
    READY="It can be fetched.",
    FAILED="It could not be made; ask for another.",
)
OrderStatus = models.OrderStatus
describe(
    OrderStatus,
    "How far an order is.",
    OPEN="An operator is to decide.",
    ACCEPTED="It became a partner.",
    DECLINED="It did not; it is deleted after a while.",
)
