"""What a page says after something was done.

The address carries a code (``?done=signed-out``) and never a text, so that nobody can put words into our mouth.
"""

from __future__ import annotations

from graphapi.i18n import Message, message

NOTICES: dict[str, Message] = {
    "access-token-revoked": message("The access token is revoked. Whatever asks by it is refused."),
    "agreement-accepted": message("The agreement is accepted."),
    "billing-saved": message("The billing details are saved. They hold from the next invoice on."),
    "branding-saved": message("The branding is saved. Your customers see it from now on."),
    "customer-created": message("The customer is created, as a draft. Invite it as soon as all is ready."),
    "customer-deleted": message("The customer is deleted, with all personal data."),
    "customer-disabled": message("The customer is disabled and signed out everywhere."),
    "customer-enabled": message("The customer is enabled again."),
    "customer-invited": message("The customer is created and gets a mail with the way in now."),
    "customer-saved": message("The customer is saved."),
    "email-asked": message(
        "A mail with a link is on its way to the new address. Until you follow it, the old one holds."
    ),
    "email-confirmed": message("Your new e-mail address is confirmed. You sign in with it from now on."),
    "export-started": message("The export is being made. It is ready in a moment."),
    "invitation-requested": message("If the link was meant for you, a mail with a new one is on its way."),
    "invitation-sent": message("The invitation is on its way. Links sent before no longer work."),
    "invoice-paid": message("The invoice is marked as paid."),
    "invoice-voided": message("The invoice is cancelled. The one that takes it back is on its way by e-mail."),
    "logo-removed": message("The logo is removed. Pages show the first letter of your name instead."),
    "logo-saved": message("The logo is saved. Your customers see it from now on."),
    "member-invited": message("The invitation is on its way."),
    "member-removed": message("The member is removed and signed out everywhere."),
    "member-saved": message("The member is saved. The role holds at once."),
    "order-declined": message("The order is declined. Whoever ordered gets a mail now."),
    "partner-created": message("The partner is set up. Its owner gets a mail with the way in now."),
    "partner-deleted": message("The partner is deleted, with all its data."),
    "partner-resumed": message("The partner is open again."),
    "partner-saved": message("The partner is saved."),
    "partner-suspended": message("The partner is suspended. Everybody there is signed out."),
    "password-changed": message("Your password is changed. All other devices are signed out."),
    "password-set": message("Your password is set and you are signed in."),
    "plan-canceled": message("The plan is cancelled, for the end of its year. Until then you can withdraw that."),
    "plan-changed": message("The change is booked. If it costs anything now, the invoice is on its way by e-mail."),
    "plan-goes-on": message("The cancellation is withdrawn. The plan goes on."),
    "plan-saved": message("The plan is saved. It holds for years that begin from now on."),
    "price-set": message("The price is set."),
    "profile-saved": message("Your settings are saved."),
    "session-ended": message("The device is signed out."),
    "share-created": message("The folder is added. Its customers see it from now on."),
    "share-deleted": message("The folder's entry is deleted. The files are not touched."),
    "share-saved": message("The folder is saved."),
    "share-withdrawn": message("The folder is removed from this customer. The others keep it."),
    "signed-out": message("You are signed out. See you soon!"),
}
