"""What a mail says and how it looks to mail programs."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import SMTP
from html.parser import HTMLParser

import pytest

from graphapi.ids import encode_id
from graphapi.mail.compose import MAX_LOGO_BYTES, Surroundings, compose
from graphapi.mail.texts import TEXTS
from graphapi.models import Language, Logo, Mail, MailKind, Partner
from graphapi.settings import Settings
from tests.world import SETTINGS

QUEUED_AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
LINK = "http://127.0.0.1:8080/north/set-password/" + "t" * 43
PARAMS = {
    "company": "West GmbH",
    "plan": "M",
    "reason": "We are full.",
    "used": 40,
    "limit": 50,
    "links": 1,
    "number": "2026-000001",
    "gross": 6426,
    "currency": "EUR",
    "due_on": "2026-12-09",
    "end_on": "2027-11-25",
    "last_on": "2027-11-24",
}
SCRIPT = "<script>alert(1)</script>"


def partner(**columns) -> Partner:
    return Partner(
        **{
            "slug": "north",
            "name": "North Design GmbH",
            "contact_name": "Olga North",
            "contact_email": "office@north.example",
            "contact_phone": "+49 30 1234567",
        }
        | columns
    )


def composed(*, around: Partner | None = None, logo: Logo | None = None, settings: Settings = SETTINGS, **columns):
    mail = Mail(
        **{
            "kind": MailKind.CUSTOMER_INVITATION,
            "to_email": "anna@example.com",
            "to_name": "Anna Adler",
            "language": Language.EN,
            "queued_at": QUEUED_AT,
        }
        | columns
    )
    surroundings = Surroundings(
        settings=settings, partner=around, logo=logo, link=LINK, moment=datetime(2026, 11, 29, 22, 30, tzinfo=UTC)
    )
    # As the recipient gets it.
    return mail, message_from_bytes(compose(mail, surroundings).as_bytes(), policy=SMTP)


def text_of(message, kind: str = "plain") -> str:
    return message.get_body((kind,)).get_content().replace("\r\n", "\n")


class Seen(HTMLParser):
    """The elements and the words of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words += data


def test_an_invitation_in_english():
    _, message = composed(around=partner())

    assert str(message["Subject"]) == "Your customer account with North Design GmbH"
    assert (
        text_of(message)
        == f"""\
Hello Anna Adler,

North Design GmbH has set up a customer account for you. In it you find your documents, at any time.

To get in, please choose a password:

{LINK}

From then on, you sign in with anna@example.com at 127.0.0.1:8080/north.

The link holds until 29 November 2026, 23:30. After that, the same link offers you a new one.

You did not expect this mail? Then please ask us before you use the link.

--\x20
North Design GmbH
Olga North
+49 30 1234567
office@north.example
"""
    )


def test_an_invitation_in_german():
    _, message = composed(around=partner(), language=Language.DE)

    assert str(message["Subject"]) == "Ihr Kundenkonto bei North Design GmbH"
    assert message["Content-Language"] == "de"
    assert "Guten Tag Anna Adler,\n" in text_of(message)
    assert "Der Link gilt bis zum 29. November 2026, 23:30 Uhr." in text_of(message)
    assert '<html lang="de">' in text_of(message, "html")
    assert "Passwort wählen" in text_of(message, "html")


def test_who_is_told_of_a_new_address_reads_whom_to_ask():
    _, message = composed(kind=MailKind.EMAIL_CHANGED, around=partner())

    text = text_of(message)
    assert (
        "North Design GmbH has given your account another mail address, on 29 November 2026 at 23:30. Mails go there"
        " from now on, you sign in with it, and you have been signed out everywhere.\n"
    ) in text
    assert "If this was not agreed with you, please ask us at once" in text
    assert text.endswith("\nOlga North\n+49 30 1234567\noffice@north.example\n")


def test_who_changed_its_own_address_is_told_so_in_other_words():
    _, message = composed(kind=MailKind.EMAIL_CHANGED, around=partner(), params={"by": "holder"})

    assert (
        "Your account with North Design GmbH was given another mail address on 29 November 2026 at 23:30, by somebody"
        " who knew its password and reads the mails there. Mails go there from now on, and you sign in with it.\n"
    ) in text_of(message)


def test_a_new_address_is_to_be_confirmed():
    _, message = composed(kind=MailKind.EMAIL_CONFIRMATION, around=partner())

    assert str(message["Subject"]) == "Please confirm your mail address with North Design GmbH"
    assert text_of(message).startswith(
        f"""\
Hello Anna Adler,

Somebody wants to use this mail address for an account with North Design GmbH.

If it was you, please confirm that you read mails here:

{LINK}

From then on, you sign in with anna@example.com at 127.0.0.1:8080/north.

The link holds until 29 November 2026, 23:30.

If it was not you, there is nothing to do: without you, nothing changes.
"""
    )


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("around", [partner(), None])
def test_every_kind_has_its_words_in_both_languages_with_and_without_a_partner(kind, language, around):
    _, message = composed(kind=kind, language=language, around=around, params=PARAMS)

    for text in (str(message["Subject"]), text_of(message), text_of(message, "html")):
        assert "{" not in text
        assert text.strip()


@pytest.mark.parametrize(
    "kind",
    [
        MailKind.CUSTOMER_INVITATION,
        MailKind.MEMBER_INVITATION,
        MailKind.PASSWORD_RESET,
        MailKind.EMAIL_CONFIRMATION,
    ],
)
def test_in_the_text_part_the_link_stands_alone_on_its_line(kind):
    _, message = composed(kind=kind, around=partner())

    assert [line for line in text_of(message).splitlines() if "http" in line] == [LINK]


def test_it_comes_from_the_platform_in_the_partners_name_and_answers_go_to_the_partner():
    _, message = composed(around=partner(name="Müller & Söhne, “Druck”"))

    [sender] = message["From"].addresses
    assert (sender.display_name, sender.addr_spec) == ("Müller & Söhne, “Druck”", "konto@kundenkonto.example")
    assert [address.addr_spec for address in message["Reply-To"].addresses] == ["office@north.example"]


def test_on_a_developers_machine_mails_come_from_localhost():
    _, message = composed(around=partner(), settings=Settings())

    [sender] = message["From"].addresses
    assert sender.addr_spec == "konto@localhost"
    assert message["Message-ID"].endswith("@localhost>")


def test_without_a_contact_address_there_is_no_reply_to():
    _, message = composed(around=partner(contact_email=None))

    assert message["Reply-To"] is None


def test_operators_get_mails_in_the_products_name():
    _, message = composed(kind=MailKind.PASSWORD_RESET, language=Language.DE)

    [sender] = message["From"].addresses
    assert sender.display_name == "Digitales Kundenkonto"


def test_the_same_row_gives_the_same_message_id_and_date():
    mail, message = composed(around=partner())

    assert message["Message-ID"] == f"<{encode_id('mail', mail.id)}@kundenkonto.example>"
    assert message["Date"].datetime == QUEUED_AT


def test_no_machine_is_to_answer_it():
    _, message = composed(around=partner())

    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"


@pytest.mark.parametrize(
    ("email", "sent_to"),
    [
        ("anna@example.com", "anna@example.com"),
        ("anna@müller.example", "anna@xn--mller-kva.example"),
        ("jörg@example.com", "jörg@example.com"),
    ],
)
def test_a_domain_beyond_ascii_is_written_in_ascii(email, sent_to):
    _, message = composed(to_email=email, around=partner())

    assert [address.addr_spec for address in message["To"].addresses] == [sent_to]


@pytest.mark.parametrize(
    "name", ["Anna\r\nBcc: eve@example.com", "Anna\nAdler", "Anna\0", "Anna\u2028Adler", "Anna, eve@example.com"]
)
def test_a_name_begins_no_header_and_adds_no_recipient(name):
    _, message = composed(to_name=name, around=partner(name=name, contact_name=name))

    assert message["Bcc"] is None
    assert message.get_all("To") == [message["To"]]
    assert [address.addr_spec for address in message["To"].addresses] == ["anna@example.com"]
    assert [address.addr_spec for address in message["From"].addresses] == ["konto@kundenkonto.example"]
    assert not any(line.startswith("Bcc") for line in text_of(message).splitlines())


LONG = "a" * 80
AMBIGUOUS = [
    f"{LONG}@evil.example",
    f"{LONG}, eve@evil.example, {LONG}",
    "eve@evil.example," * 10,
    f"{LONG}<eve@evil.example>",
    '"' * 50 + "eve@evil.example",
    "(eve@evil.example)" * 10,
    "Anna; b:eve@evil.example;" * 7,
    "ä" * 90 + ", eve@evil.example",
]


@pytest.mark.parametrize("name", AMBIGUOUS)
def test_a_long_name_is_a_name_whatever_is_in_it(name):
    _, message = composed(to_name=name, around=partner(name=name, contact_name=name))

    for header, email in (
        ("To", "anna@example.com"),
        ("From", "konto@kundenkonto.example"),
        ("Reply-To", "office@north.example"),
    ):
        [address] = message[header].addresses
        assert (address.display_name, address.addr_spec) == (name, email)
    assert str(message["Subject"]) == f"Your customer account with {name}"


def test_no_line_is_longer_than_mail_servers_take():
    name = "ä" * 200
    mail, message = composed(to_name=name, around=partner(name=name, contact_name=name))
    surroundings = Surroundings(settings=SETTINGS, partner=partner(name=name), logo=None, link=LINK, moment=QUEUED_AT)
    head, _, body = compose(mail, surroundings).as_bytes().partition(b"\r\n\r\n")

    assert str(message["Subject"]) == f"Your customer account with {name}"
    assert max(map(len, head.split(b"\r\n"))) <= 998
    assert max(map(len, body.split(b"\r\n"))) <= 78


@pytest.mark.parametrize(
    "encoded", ["=?utf-8?q?=0d=0aBcc:_eve@evil.example?=", "=?utf-8?b?DQpCY2M6IGV2ZUBldmlsLmV4YW1wbGU=?="]
)
def test_what_a_mail_program_would_decode_stands_there_as_it_was_written(encoded):
    _, message = composed(to_name=encoded, around=partner(name=encoded, contact_name=encoded))

    assert set(message.keys()).isdisjoint({"Bcc", "bcc"})
    shown = encoded.replace("=?", "= ?")
    assert str(message["Subject"]) == f"Your customer account with {shown}"
    for header in ("To", "From", "Reply-To"):
        [address] = message[header].addresses
        assert address.display_name == shown


@pytest.mark.parametrize("name", [SCRIPT, '"><img src=x onerror=alert(1)>', "{{7*7}}", "{name}", "{0}", "%(name)s"])
def test_names_are_inert(name):
    _, message = composed(
        to_name=name,
        around=partner(name=name, contact_name=name, contact_phone=name, contact_website=name, accent_color=name),
    )

    html = Seen(text_of(message, "html"))
    assert {tag for tag, _ in html.elements} & {"script", "img"} == set()
    assert name in html.words
    assert name in text_of(message)
    assert "49" not in html.words
    assert all("onerror" not in attributes for _, attributes in html.elements)


@pytest.mark.parametrize("color", ["red;background:url(//evil)", "#fff", "#12345g", "", None])
def test_a_colour_that_is_none_is_left_out(color):
    _, message = composed(around=partner(accent_color=color))

    assert "#0f5c6e" in text_of(message, "html")
    assert "evil" not in text_of(message, "html")


@pytest.mark.parametrize(("accent", "ink"), [("#ffee00", "#000000"), ("#102030", "#ffffff")])
def test_the_button_is_in_the_partners_colour_and_legible_on_it(accent, ink):
    _, message = composed(around=partner(accent_color=accent))

    [button] = [
        attributes["style"]
        for tag, attributes in Seen(text_of(message, "html")).elements
        if tag == "a" and "inline-block" in attributes["style"]
    ]
    assert f"color:{ink};" in button
    assert f"background:{accent};" in text_of(message, "html")


def test_nothing_is_fetched_from_anywhere():
    _, message = composed(around=partner(), logo=Logo(content_type="image/png", content=b"\x89PNG"))

    fetched = [
        attributes[name]
        for _, attributes in Seen(text_of(message, "html")).elements
        for name in ("src", "background", "poster", "data")
        if name in attributes
    ]
    assert fetched == ["cid:logo"]
    assert "url(" not in text_of(message, "html")


def test_the_logo_comes_within_the_mail():
    _, message = composed(around=partner(), logo=Logo(content_type="image/png", content=b"\x89PNG"))

    [picture] = [part for part in message.walk() if part.get_content_maintype() == "image"]
    assert picture["Content-ID"] == "<logo>"
    assert picture.get_content() == b"\x89PNG"
    assert message.get_content_type() == "multipart/alternative"


@pytest.mark.parametrize(
    "logo",
    [
        None,
        Logo(content_type="image/webp", content=b"RIFF"),
        Logo(content_type="image/png", content=b"x" * (MAX_LOGO_BYTES + 1)),
    ],
)
def test_without_a_logo_for_mails_the_partners_name_stands_there(logo):
    _, message = composed(around=partner(), logo=logo)

    assert "<img" not in text_of(message, "html")
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]


def test_it_goes_through_servers_that_know_ascii_only():
    _, message = composed(around=partner(name="Müller"), to_name="Jörg Größe", language=Language.DE)

    assert message.as_bytes().isascii()


def test_an_invoice_comes_in_the_operator_s_name_and_tells_what_to_pay_until_when():
    _, message = composed(kind=MailKind.INVOICE, around=partner(), to_name="North Design GmbH", params=PARAMS)

    assert str(message["Subject"]) == "Invoice 2026-000001"
    assert str(message["From"]) == "Beispiel Kundenkonto GmbH <konto@kundenkonto.example>"
    assert str(message["Reply-To"]) == "Beispiel Kundenkonto GmbH <rechnung@kundenkonto.example>"
    text = text_of(message)
    assert text.startswith("Hello North Design GmbH,\n\nYour invoice 2026-000001 over €64.26 is attached.")
    assert "Please pay it by 9 December 2026." in text
    assert "Olga North" not in text


def test_an_invoice_in_german():
    _, message = composed(kind=MailKind.INVOICE, around=partner(), language=Language.DE, params=PARAMS)

    assert "64,26\xa0€" in text_of(message)
    assert "9. Dezember 2026" in text_of(message)


def test_what_takes_an_invoice_back_says_so():
    _, message = composed(kind=MailKind.INVOICE, around=partner(), params=PARAMS | {"canceled": "2026-000000"})

    assert str(message["Subject"]) == "Invoice 2026-000001, which cancels invoice 2026-000000"
    assert "Please pay" not in text_of(message)
