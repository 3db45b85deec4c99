"""Where to sign in to the demo world, and as whom: what the command line and the front page tell."""

from __future__ import annotations

from dataclasses import dataclass

from graphapi.i18n import Message, message


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody to sign in as; ``where`` is empty for the platform itself."""

    path: str
    where: str
    login: str
    role: Message


SIGN_INS = (
    SignIn("/nordwind", "Nordwind Werbeagentur GmbH", "anna.keller@example.com", message("Customer")),
    SignIn("/nordwind", "Nordwind Werbeagentur GmbH", "owner@nordwind.example", message("Owner")),
    SignIn("/nordwind", "Nordwind Werbeagentur GmbH", "editor@nordwind.example", message("Editor")),
    SignIn("/nordwind", "Nordwind Werbeagentur GmbH", "viewer@nordwind.example", message("Viewer")),
    SignIn("/suedhang", "Südhang Lohnbüro", "anna.keller@example.com", message("Customer")),
    SignIn("/suedhang", "Südhang Lohnbüro", "owner@suedhang.example", message("Owner")),
    SignIn("/operator", "", "operator@demo.example", message("Operator")),
)
