"""The mailbox that the browser shows."""

from __future__ import annotations

import stat

import pytest

from graphapi.mail.mailbox import Mailbox
from graphapi.mail.sender import Sender
from graphapi.models import Logo, MailKind, MailState
from graphapi.services.outbox import queue_mail
from graphapi.services.passwords import request_password_reset


@pytest.fixture(params=["memory", "folder"])
def mailbox(request, tmp_path) -> Mailbox:
    return Mailbox(tmp_path / "mailbox" if request.param == "folder" else None)


async def test_it_is_empty_at_first(mailbox):
    assert mailbox.messages() == []


async def test_mails_are_shown_newest_first(world, mailbox):
    await request_password_reset(world.anonymous, portal="north", login="anna")
    await request_password_reset(world.anonymous, portal="south", login="ben@example.com")

    await Sender(world.system, mailbox).send_due()

    newest, oldest = mailbox.messages()
    assert newest.recipient == "Ben Berg <ben@example.com>"
    assert oldest.sender == "North Design GmbH <konto@kundenkonto.example>"
    assert oldest.reply_to == "North Office <office@north.example>"
    assert oldest.subject == "A new password for your account with North Design GmbH"
    assert "/north/set-password/" in oldest.text
    assert "/north/set-password/" in oldest.html
    assert oldest.id.startswith("mail_")
    assert [mail.state for mail in await world.mails()] == [MailState.SENT] * 2


async def test_a_logo_is_shown_without_the_mail(world, mailbox):
    await world.system.add(Logo(partner_id=world.north.id, content_type="image/png", content=b"\x89PNG"))
    await request_password_reset(world.anonymous, portal="north", login="anna")

    await Sender(world.system, mailbox).send_due()

    [mail] = mailbox.messages()
    assert 'src="data:image/png;base64,iVBORw=="' in mail.html


async def test_a_folder_shows_the_mails_of_the_last_run_and_of_other_processes(world, tmp_path):
    await request_password_reset(world.anonymous, portal="north", login="anna")
    await Sender(world.system, Mailbox(tmp_path / "mailbox")).send_due()

    assert [mail.recipient for mail in Mailbox(tmp_path / "mailbox").messages()] == ["Anna Adler <anna@example.com>"]
    assert stat.S_IMODE((tmp_path / "mailbox").stat().st_mode) == 0o700


@pytest.mark.parametrize("kept_in", ["memory", "folder"])
async def test_it_keeps_the_last_mails(world, tmp_path, monkeypatch, kept_in):
    monkeypatch.setattr("graphapi.mail.mailbox.MOST", 3)
    mailbox = Mailbox(tmp_path if kept_in == "folder" else None)
    for number in range(5):
        await queue_mail(
            world.system,
            kind=MailKind.PASSWORD_CHANGED,
            person=world.north.anna.row,
            partner_id=world.north.id,
            to_email=f"x{number}@example.com",
        )

    await Sender(world.system, mailbox).send_due()

    assert [mail.recipient for mail in mailbox.messages()] == [
        f"Anna Adler <x{number}@example.com>" for number in (4, 3, 2)
    ]
