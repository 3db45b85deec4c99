"""Composing: from a row of the outbox, its partner and its link to a message in HTML and plain text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from string import Formatter
from typing import TYPE_CHECKING, Any

from babel.dates import format_date, format_time
from babel.numbers import format_currency
from email_validator import validate_email
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from graphapi.colors import accent_of, text_on
from graphapi.i18n import Message, translate
from graphapi.ids import encode_id
from graphapi.links import sign_in_link
from graphapi.mail.texts import (
    CANCELLATION_INVOICE,
    CONTACT,
    COPY_LINK,
    EMAIL_CHANGED_BY_HOLDER,
    GREETING,
    OF_PLATFORM,
    OPERATOR_INVITATION,
    PRODUCT,
    TEXTS,
)
from graphapi.models import MailKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from graphapi.mail.texts import MailText
    from graphapi.models import Logo, Mail, Partner
    from graphapi.settings import Settings

# What mail programs show without asking; a greater logo would weigh more than the mail.
LOGO_TYPES = ("image/png", "image/jpeg")
MAX_LOGO_BYTES = 256 * 1024

_templates = Environment(
    loader=PackageLoader("graphapi.mail"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    keep_trailing_newline=True,
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A PDF that goes along."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a mail is composed from beside its row."""

    settings: Settings
    # None for operators.
    partner: Partner | None
    logo: Logo | None
    link: str
    # Until when the link holds, or when what the mail tells of happened.
    moment: datetime
    attachment: Attachment | None = None


# Lines as long as RFC 5321 lets them be: where Python folds an address, it drops the quotes round a long word, and what
# stands in it becomes an address of its own.
HEADERS = SMTP.clone(max_line_length=990)
# Of dates and times; English ones as Europeans write them.
LOCALES = {"de": "de_DE", "en": "en_GB"}


def compose(mail: Mail, around: Surroundings) -> EmailMessage:
    """Write a mail to its one recipient; the same row gives the same Message-ID and date whenever it is written."""
    settings = around.settings
    partner, logo = (None, None) if mail.kind in OF_PLATFORM else (around.partner, _usable(around.logo))
    language = mail.language.lower()

    def say(text: Message) -> str:
        return translate(Message(text.text, values), language)

    sender = _sender(settings, mail, partner)
    locale = LOCALES[language]
    values = {
        **{name: _written(name, value, mail.params, locale) for name, value in mail.params.items()},
        "name": _one_line(mail.to_name),
        "partner": sender,
        # To be read, not to be clicked: the one link of a mail is its own.
        "portal": sign_in_link(settings, partner and partner.slug).partition("://")[2],
        "login": _one_line(mail.to_email),
        "date": format_date(around.moment.astimezone(settings.time_zone), "long", locale=locale),
        "time": format_time(around.moment, "short", tzinfo=settings.time_zone, locale=locale),
    }
    text = _text_of(mail, partner)
    accent = accent_of(partner and partner.accent_color)
    subject = say(text.subject)
    parts = {
        "language": language,
        "subject": subject,
        "greeting": say(GREETING),
        "paragraphs": [say(paragraph) for paragraph in text.paragraphs if _names(paragraph) <= values.keys()],
        "button": text.button and say(text.button),
        "link": text.button and around.link,
        "notes": [say(note) for note in text.notes],
        "copy_link": say(COPY_LINK),
        "sender": sender,
        "contact_title": say(CONTACT),
        "contact": _contact(settings, partner, mail),
        "accent": accent,
        "on_accent": text_on(accent),
        "logo": logo and "logo",
    }
    message = _headers(mail, settings=settings, sender=sender, subject=subject, partner=partner)
    message.set_content(_templates.get_template("mail.txt").render(parts), cte="quoted-printable")
    message.add_alternative(_templates.get_template("mail.html").render(parts), subtype="html", cte="quoted-printable")
    message["Content-Language"] = language  # set earlier, it would end up on the text part
    html = message.get_body(("html",))
    if logo and html:
        kind, _, subtype = logo.content_type.partition("/")
        # Within the mail: a picture fetched from a server would tell it who reads the mail, and when.
        html.add_related(logo.content, kind, subtype, cid="<logo>", disposition="inline")
    if around.attachment is not None:
        attached = around.attachment
        message.add_attachment(attached.content, "application", "pdf", filename=attached.name)
    message.policy = HEADERS  # set earlier, it would make the texts' lines as long
    return message


def _text_of(mail: Mail, partner: Partner | None) -> MailText:
    if mail.kind is MailKind.MEMBER_INVITATION and partner is None:
        return OPERATOR_INVITATION
    if mail.kind is MailKind.EMAIL_CHANGED and mail.params.get("by") == "holder":
        return EMAIL_CHANGED_BY_HOLDER
    if mail.kind is MailKind.INVOICE and "canceled" in mail.params:
        return CANCELLATION_INVOICE
    return TEXTS[mail.kind]


def address_of(email: str) -> str:
    """Return a mail address as mail servers take it, its domain in ASCII."""
    checked = validate_email(email, check_deliverability=False, test_environment=True)
    return checked.ascii_email or checked.normalized


def _headers(mail: Mail, *, settings: Settings, sender: str, subject: str, partner: Partner | None) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(sender, settings.mail_from)
    message["To"] = _address(mail.to_name, address_of(mail.to_email))
    if partner and partner.contact_email and partner.contact_email != mail.to_email:
        message["Reply-To"] = Address(
            _one_line(partner.contact_name or ""), addr_spec=address_of(partner.contact_email)
        )
    if mail.kind in OF_PLATFORM and settings.seller:
        message["Reply-To"] = _address(settings.seller["name"], settings.seller["email"])
    message["Subject"] = subject
    message["Date"] = format_datetime(mail.queued_at)
    message["Message-ID"] = f"<{encode_id('mail', mail.id)}@{settings.mail_from.rpartition('@')[2]}>"
    # RFC 3834: no out-of-office notes in return.
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    return message


def _address(name: str, email: str) -> Address:
    username, _, domain = email.rpartition("@")
    return Address(_one_line(name), username, domain)


def _sender(settings: Settings, mail: Mail, partner: Partner | None) -> str:
    """Return in whose name a mail is."""
    if partner is not None:
        return _one_line(partner.name)
    if mail.kind in OF_PLATFORM and settings.seller:
        return _one_line(settings.seller["name"])
    return translate(PRODUCT, mail.language.lower())


def _written(name: str, value: str | int, params: Mapping[str, Any], locale: str) -> str | int:
    """Write a parameter as its name says it is to be read."""
    if name.endswith("_on"):
        return format_date(date.fromisoformat(str(value)), "long", locale=locale)
    if name == "gross":
        return format_currency(Decimal(value) / 100, params["currency"], locale=locale)
    return _one_line(value) if isinstance(value, str) else value


def _contact(settings: Settings, partner: Partner | None, mail: Mail) -> list[str]:
    """Return whom the reader may ask: the partner's contact, unless that is the reader; else the operator."""
    if mail.kind in OF_PLATFORM and settings.seller:
        return [settings.seller["email"]]
    if partner is None or partner.contact_email == mail.to_email:
        return []
    lines = (partner.contact_name, partner.contact_phone, partner.contact_email, partner.contact_website)
    return [_one_line(line) for line in lines if line]


def _names(text: Message) -> set[str]:
    """Return the values that a text takes; one that a mail lacks leaves the paragraph out, such as a reason."""
    return {name for _, name, _, _ in Formatter().parse(text.text) if name}


def _usable(logo: Logo | None) -> Logo | None:
    fits = logo is not None and logo.content_type in LOGO_TYPES and len(logo.content) <= MAX_LOGO_BYTES
    return logo if fits else None


def _one_line(text: str) -> str:
    """Return a text without what could begin another header or line; the services refuse it, this is the last door.

    Python decodes RFC 2047's ``=?utf-8?q?…?=`` where it reads a header it is given, line breaks and all: so what begins
    it is broken.
    """
    return "".join(character for character in text if character.isprintable()).replace("=?", "= ?")
