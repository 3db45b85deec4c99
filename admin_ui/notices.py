"""What a page says after something was done.

The address carries a code (``?done=signed-out``) and never a text, so that nobody can put words into our mouth.
"""

from __future__ import annotations

from graphapi.i18n import Message, message

NOTICES: dict[str, Message] = {
    "invitation-requested": message("If the link was meant for you, a mail with a new one is on its way."),
    "password-changed": message("Your password is changed. All other devices are signed out."),
    "password-set": message("Your password is set and you are signed in."),
    "profile-saved": message("Your settings are saved."),
    "session-ended": message("The device is signed out."),
    "signed-out": message("You are signed out. See you soon!"),
}
