from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

import pytest

from graphapi.web.keys import MAILBOX

LINK = "http://127.0.0.1:8080/north/set-password/token"


@pytest.fixture
async def mailbox(browser, world):
    """The mailbox with one mail in it."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = "North Design GmbH <konto@kundenkonto.example>", "Anna Adler <anna@example.com>"
    mail["Subject"], mail["Message-ID"] = "Your <b>customer account</b>", "<mail_1@kundenkonto.example>"
    mail["Date"] = "Sun, 22 Nov 2026 12:00:00 +0000"
    mail.set_content(f"Hello Anna,\n\n{LINK}\n")
    mail.add_alternative("<p style='color:red'>Hello Anna<script>alert(1)</script></p>", subtype="html")
    kept = browser.client.app[MAILBOX]
    await kept.deliver(mail, sender="konto@kundenkonto.example", recipient="anna@example.com")
    return kept


async def test_the_mailbox_shows_mails_and_the_links_in_them(browser, mailbox):
    page = await browser.get("/dev/mailbox")

    assert page.status == 200
    assert "Your <b>customer account</b>" in page.text
    assert f'href="{LINK}"' in page.html
    assert page.headers["Referrer-Policy"] == "no-referrer"


async def test_a_mail_may_style_itself_and_do_nothing_else(browser, mailbox):
    page = await browser.get("/dev/mailbox/mail_1")

    assert page.headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; "
        "sandbox allow-top-navigation-by-user-activation"
    )
    assert (await browser.get("/dev/mailbox/mail_2")).status == 404


@pytest.mark.parametrize("date", [None, "yesterday", "Sun, 99 Nov 2026 99:00:00 +0000"])
async def test_a_mail_without_its_date_is_shown_all_the_same(browser, mailbox, date):
    mail = EmailMessage(policy=SMTP)
    mail["Subject"], mail["Message-ID"] = "From elsewhere", "<mail_2@kundenkonto.example>"
    if date is not None:
        mail["Date"] = date
    mail.set_content("Hello\n")
    await mailbox.deliver(mail, sender="", recipient="")

    page = await browser.get("/dev/mailbox")

    assert page.status == 200
    assert "From elsewhere" in page.text
    assert "Your <b>customer account</b>" in page.text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8080"])
async def test_a_name_from_elsewhere_that_leads_here_shows_nothing(browser, mailbox, host):
    answer = await browser.client.get("/dev/mailbox", headers={"Host": host})

    assert answer.status == 404


async def test_with_a_mail_server_there_is_no_mailbox(browser, mailbox, monkeypatch):
    monkeypatch.setattr("graphapi.settings.Settings.has_mailbox", False)

    assert (await browser.get("/dev/mailbox")).status == 404
