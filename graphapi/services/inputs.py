"""Checking what people enter: all problems of a form at once, each at its path in the API's spelling."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeGuard, TypeVar
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email

from graphapi.colors import COLOR
from graphapi.errors import FieldProblem, InvalidInput
from graphapi.i18n import Message, message

if TYPE_CHECKING:
    from graphapi.errors import Path

T = TypeVar("T")


class Unset(Enum):
    """The value of a field that an update does not name: it stays as it is, whereas None empties it."""

    UNSET = "unset"


UNSET: Final = Unset.UNSET

MAX_EMAIL = 254
MAX_NAME = 200
# How many times as long as allowed a text may be before it is normalised, which makes it shorter.
LONGER_UNNORMALIZED = 4
# As many as anybody writes on one letter: Unicode's Stream-Safe Text Format (UAX 15).
MAX_MARKS = 30
# So many problems tell enough of a form; more would only be an answer without bounds.
MAX_PROBLEMS = 50
MAX_URL = 2000
# What the domain name system can hold.
MAX_HOST = 253
USERNAME = re.compile(r"[\w][\w.\-]{1,62}[\w]")
# A host and a path, as browsers show addresses. Not with a port: "example.com:" might as well be a scheme.
WITHOUT_SCHEME = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}/\S*")
# Characters that turn the reading direction, and so make a text look like another (Unicode TR 36).
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def is_set(value: T | Unset) -> TypeGuard[T]:
    """Tell whether an update names the field."""
    return value is not UNSET


@dataclass
class Checks:
    """Collects the problems of one input; ``done`` raises them together."""

    problems: list[FieldProblem] = field(default_factory=list[FieldProblem])

    def problem(self, path: Path, text: Message) -> None:
        """Note a problem at a path, one of the first there are."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(FieldProblem(path, text))

    def done(self) -> None:
        """Raise InvalidInput if there was any problem."""
        if self.problems:
            raise InvalidInput(self.problems)

    def text(self, path: Path, value: str | None, *, most: int = MAX_NAME, lines: bool = False) -> str | None:
        """Return the text without outer blanks, or None if nothing is left; ``lines`` permits line breaks."""
        too_long = message("Please use at most {most} characters.", most=most)
        unshowable = message("This contains characters that cannot be shown. Please type it anew.")
        # Before it is normalised, which takes quadratic time for rows of marks and lets nobody else run.
        if value and len(value) > LONGER_UNNORMALIZED * most:
            self.problem(path, too_long)
            return value[:most]
        if value and has_mark_rows(value):
            self.problem(path, unshowable)
            return value[:most]
        text = unicodedata.normalize("NFC", value).strip() if value else ""
        if len(text) > most:
            self.problem(path, too_long)
        elif has_control_characters(text, lines=lines):
            self.problem(path, unshowable)
        return text or None

    def required(self, path: Path, value: str | None, *, most: int = MAX_NAME) -> str:
        """Return a text that must not be empty."""
        text = self.text(path, value, most=most)
        if text is None:
            self.problem(path, message("Please fill this in."))
        return text or ""

    def email(self, path: Path, value: str | None) -> str:
        """Return exactly one mail address, as it was written."""
        text = self.required(path, value, most=MAX_EMAIL)
        if text:
            try:
                if "=?" in text:  # RFC 2047: a mail's header would read something else in it
                    raise EmailNotValidError
                return validate_email(text, check_deliverability=False, test_environment=True).normalized
            except EmailNotValidError:
                self.problem(path, message("This is not a mail address. Please write it like name@example.com."))
        return text

    def optional_email(self, path: Path, value: str | None) -> str | None:
        """Return a mail address, or None if the field is empty."""
        return self.email(path, value) if value and value.strip() else None

    def username(self, path: Path, value: str | None) -> str | None:
        """Return a user name: 3 to 64 letters, digits, dots, dashes and underscores, and so never an address."""
        text = self.text(path, value, most=64)
        if text is not None and not USERNAME.fullmatch(text):
            self.problem(
                path,
                message(
                    "Please use 3 to 64 letters, digits, dots or dashes, beginning and ending with a letter or digit."
                ),
            )
        return text

    def web_address(self, path: Path, value: str | None) -> str | None:
        """Return the address of a public web page (https or http), or None if the field is empty."""
        text = self.text(path, value, most=MAX_URL)
        if text is not None and link_problem(text, allow_http=True) is not None:
            self.problem(path, message("Please write the whole address, such as https://www.example.com."))
        return text

    def choice(self, path: Path, value: T | None) -> T | None:
        """Return what was chosen of a list; None is a problem."""
        if value is None:
            self.problem(path, message("Please choose one."))
        return value

    def secret(self, path: Path, value: str | None, *, most: int) -> None:
        """Note what is wrong with a password that is kept exactly as it is, outer blanks included."""
        if value is not None and len(value) > most:
            self.problem(path, message("Please use at most {most} characters.", most=most))
        elif has_control_characters(value or ""):
            self.problem(path, message("This contains characters that cannot be shown. Please type it anew."))

    def color(self, path: Path, value: str | None) -> str | None:
        """Return a colour as ``#rrggbb``, or None if the field is empty."""
        text = self.text(path, value)
        color = text.lower() if text else None
        if color is not None and not COLOR.fullmatch(color):
            self.problem(path, message("Please write the colour like #1f6f8b."))
        return color

    def link(self, path: Path, value: str | None, *, allow_http: bool) -> str:
        """Return a share's link, exactly as it was given but for a scheme that was left out."""
        if not value:
            self.problem(path, message("Please fill this in."))
            return ""
        if len(value) > MAX_URL:
            self.problem(path, message("Please use at most {most} characters.", most=MAX_URL))
            return value
        link = with_scheme(value)
        text = link_problem(link, allow_http=allow_http)
        if text is not None:
            self.problem(path, text)
        return link


def has_mark_rows(text: str) -> bool:
    """Tell whether more combining marks stand in a row than any language writes."""
    row = 0
    for character in text:
        row = row + 1 if character > "\u02ff" and unicodedata.combining(character) else 0
        if row > MAX_MARKS:
            return True
    return False


def has_control_characters(text: str, *, lines: bool = False) -> bool:
    """Tell whether a text holds control or direction-turning characters; ``lines`` permits line breaks and tabs."""
    allowed = "\n\r\t" if lines else ""
    return any(
        (unicodedata.category(character) in {"Cc", "Cs"} and character not in allowed) or character in BIDI
        for character in text
    )


def with_scheme(url: str) -> str:
    """Return a link with the https:// that browsers hide in their address bar, and who copies from it leaves out."""
    return f"https://{url}" if WITHOUT_SCHEME.fullmatch(url) else url


def link_problem(url: str, *, allow_http: bool) -> Message | None:
    """Return what keeps a link from being opened safely, or None if nothing does."""
    not_whole = message("This is not a whole link. Please copy it from the file-sharing service, with https://.")
    if url != url.strip() or any(character.isspace() for character in url) or "\\" in url:
        return message("The link contains blanks. Please copy it again.")
    if has_control_characters(url) or has_mark_rows(url):  # the latter before urlsplit, which normalises the host
        return message("The link contains characters that cannot be shown. Please copy it again.")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return not_whole
    if parts.scheme not in ({"https", "http"} if allow_http else {"https"}):
        return message("The link must start with https://.")
    if parts.username is not None or parts.password is not None:
        return message("The link must not contain a user name or a password (the part before @).")
    if not host or port == 0 or not _is_host(host):
        return not_whole
    return None


def _is_host(host: str) -> bool:
    if ":" in host:  # an IPv6 address, which urlsplit has checked
        return True
    if len(host) > MAX_HOST:  # before it is written in ASCII, which takes quadratic time and never makes it shorter
        return False
    try:
        name = host.encode("idna").decode().removesuffix(".")
    except UnicodeError:
        return False
    return len(name) <= MAX_HOST and all(
        re.fullmatch(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?", label) for label in name.split(".")
    )
