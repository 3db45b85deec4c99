"""What the mails say, kind by kind; the templates are about how it looks."""

from __future__ import annotations

from dataclasses import dataclass

from graphapi.i18n import Message, message
from graphapi.models import MailKind


@dataclass(frozen=True, slots=True)
class MailText:
    """A mail's words; ``{partner}``, ``{portal}``, ``{login}``, ``{date}`` and ``{time}`` stand for their values.

    So do the names of the mail's own parameters; a paragraph with one that it lacks is left out.
    ``{…_on}`` is a day, ``{gross}`` an amount.
    """

    subject: Message
    paragraphs: tuple[Message, ...]
    # On the button that carries the link; without one the mail has no link.
    button: Message | None = None
    # Under it.
    notes: tuple[Message, ...] = ()


HOLDS_UNTIL = message("The link holds until {date}, {time}. After that, the same link offers you a new one.")
SIGN_IN_AT = message("From then on, you sign in with {login} at {portal}.")
NOT_EXPECTED = message("You did not expect this mail? Then please ask us before you use the link.")

TO_PLAN = message("To your plan")

TEXTS: dict[MailKind, MailText] = {
    MailKind.CUSTOMER_INVITATION: MailText(
        subject=message("Your customer account with {partner}"),
        paragraphs=(
            message("{partner} has set up a customer account for you. In it you find your documents, at any time."),
            message("To get in, please choose a password:"),
        ),
        button=message("Choose a password"),
        notes=(SIGN_IN_AT, HOLDS_UNTIL, NOT_EXPECTED),
    ),
    MailKind.MEMBER_INVITATION: MailText(
        subject=message("You are on the team of {partner}"),
        paragraphs=(
            message("You have been added to the team that looks after the customer accounts of {partner}."),
            message("To get in, please choose a password:"),
        ),
        button=message("Choose a password"),
        notes=(SIGN_IN_AT, HOLDS_UNTIL, NOT_EXPECTED),
    ),
    MailKind.PASSWORD_RESET: MailText(
        subject=message("A new password for your account with {partner}"),
        paragraphs=(
            message("Somebody has asked for a new password for your account with {partner}."),
            message("If it was you, please choose it here:"),
        ),
        button=message("Choose a new password"),
        notes=(
            message("The link holds until {date}, {time}."),
            message("If it was not you, there is nothing to do: your password stays as it is."),
        ),
    ),
    MailKind.PASSWORD_CHANGED: MailText(
        subject=message("Your password with {partner} was changed"),
        paragraphs=(
            message("The password of your account with {partner} was changed on {date} at {time}."),
            message(
                "If it was not you, please set a new one at once, by “Forgotten your password?” under the sign-in,"
                " and tell us."
            ),
        ),
        button=message("To the sign-in"),
    ),
    MailKind.EMAIL_CONFIRMATION: MailText(
        subject=message("Please confirm your mail address with {partner}"),
        paragraphs=(
            message("Somebody wants to use this mail address for an account with {partner}."),
            message("If it was you, please confirm that you read mails here:"),
        ),
        button=message("Confirm this address"),
        notes=(
            SIGN_IN_AT,
            message("The link holds until {date}, {time}."),
            message("If it was not you, there is nothing to do: without you, nothing changes."),
        ),
    ),
    MailKind.EMAIL_CHANGED: MailText(
        subject=message("Your mail address with {partner} was changed"),
        paragraphs=(
            message(
                "{partner} has given your account another mail address, on {date} at {time}. Mails go there from now"
                " on, you sign in with it, and you have been signed out everywhere."
            ),
            message(
                "If this was not agreed with you, please ask us at once: whoever reads the mails at the new address can"
                " set a new password."
            ),
        ),
        button=message("To the sign-in"),
    ),
    MailKind.ORDER_RECEIVED: MailText(
        subject=message("An order from {company}"),
        paragraphs=(message("{company} would like to offer customer accounts, on the plan {plan}."),),
        button=message("Look at the order"),
    ),
    MailKind.ORDER_CONFIRMATION: MailText(
        subject=message("Your order has arrived"),
        paragraphs=(
            message("Thank you for your order: {company}, on the plan {plan}. It arrived on {date} at {time}."),
            message(
                "We look at it now. As soon as your customer account is set up, you get another mail, with the way in."
            ),
            message("You did not order anything? Then there is nothing to do, and we are sorry to have bothered you."),
        ),
    ),
    MailKind.ORDER_DECLINED: MailText(
        subject=message("About your order"),
        paragraphs=(
            message("Thank you for your interest. We are sorry to say that we cannot accept the order of {company}."),
            message("The reason: {reason}"),
        ),
    ),
    MailKind.PLAN_NEARLY_FULL: MailText(
        subject=message("{used} of {limit} customers of your plan"),
        paragraphs=(
            message("Your customer accounts hold {used} customers now. Your plan {plan} has room for {limit}."),
            message("On the page of your plan you see what the next one costs, and can change to it at once:"),
        ),
        button=TO_PLAN,
        notes=(message("Nobody is ever locked out by the limit: only new customers cannot be added beyond it."),),
    ),
    MailKind.DOWNGRADE_AT_RISK: MailText(
        subject=message("Your change to {plan} is not possible yet"),
        paragraphs=(
            message(
                "From {end_on} on, you want the plan {plan}. It holds less than you use now: you have {used} customers"
                " and {links} global links."
            ),
            message("If that is still so on {end_on}, your present plan goes on for another year."),
        ),
        button=TO_PLAN,
    ),
    MailKind.SUBSCRIPTION_CANCELED: MailText(
        subject=message("Your plan {plan} is cancelled"),
        paragraphs=(
            message("You have cancelled the plan {plan}. It runs until {last_on}, with all that belongs to it."),
            message(
                "After that you are on the free plan. Nobody is locked out and nothing is deleted; only new customers"
                " and global links cannot be added while there are more than it holds."
            ),
            message("Until then you can withdraw the cancellation:"),
        ),
        button=TO_PLAN,
    ),
    MailKind.INVOICE: MailText(
        subject=message("Invoice {number}"),
        paragraphs=(
            message("Your invoice {number} over {gross} is attached. Please pay it by {due_on}."),
            message("You find it, and all others, on the page of your plan too:"),
        ),
        button=TO_PLAN,
    ),
    MailKind.INVOICE_REMINDER: MailText(
        subject=message("A reminder: invoice {number}"),
        paragraphs=(
            message("Your invoice {number} over {gross} was due on {due_on}, and we have not seen it paid."),
            message(
                "If you have paid it meanwhile, there is nothing to do. It is attached, and on the page of your plan:"
            ),
        ),
        button=TO_PLAN,
    ),
}

# Where its holder did it, and not the partner.
EMAIL_CHANGED_BY_HOLDER = MailText(
    subject=TEXTS[MailKind.EMAIL_CHANGED].subject,
    paragraphs=(
        message(
            "Your account with {partner} was given another mail address on {date} at {time}, by somebody who knew its"
            " password and reads the mails there. Mails go there from now on, and you sign in with it."
        ),
        message("If it was not you, please tell us at once, so that we can put it right."),
    ),
    button=message("To the sign-in"),
    notes=(),
)

# For somebody who is to run the platform, and works for no partner.
OPERATOR_INVITATION = MailText(
    subject=message("Your access as an operator"),
    paragraphs=(
        message("You have been added to those who run the digital customer accounts."),
        message("To get in, please choose a password:"),
    ),
    button=message("Choose a password"),
    notes=(SIGN_IN_AT, HOLDS_UNTIL),
)

# An invoice that takes another one back.
CANCELLATION_INVOICE = MailText(
    subject=message("Invoice {number}, which cancels invoice {canceled}"),
    paragraphs=(
        message("We have cancelled your invoice {canceled}: invoice {number}, which is attached, takes it back."),
        message("You find both on the page of your plan:"),
    ),
    button=TO_PLAN,
)

# Mails of the platform to those who run a partner, in the operator's name and not in the partner's.
OF_PLATFORM = frozenset(
    {
        MailKind.PLAN_NEARLY_FULL,
        MailKind.DOWNGRADE_AT_RISK,
        MailKind.SUBSCRIPTION_CANCELED,
        MailKind.INVOICE,
        MailKind.INVOICE_REMINDER,
    }
)

GREETING = message("Hello {name},")
COPY_LINK = message("If the button does not work, please copy this address into your browser:")
CONTACT = message("Your contact")
PRODUCT = message("Digital customer account")
