from __future__ import annotations

import pytest

from admin_ui.pages.mails import KINDS
from graphapi import clock
from graphapi.models import Language, Mail, MailKind, MailState
from tests.admin_ui.visiting import INERT, is_inert, statements_of

HOME = "/operator/mails"


@pytest.fixture
async def operator(browser, world):
    await browser.sign_in("/operator", world.operator.email)
    return browser


async def add_mail(world, to: str, **columns) -> Mail:
    """Add a mail that nobody sends."""
    mail = Mail(
        **{
            "partner_id": world.north.id,
            "kind": MailKind.CUSTOMER_INVITATION,
            "to_email": to,
            "to_name": "Somebody",
            "language": Language.EN,
            "state": MailState.SENT,
            "attempts": 1,
            "queued_at": clock.now(),
            "sent_at": clock.now(),
            "next_attempt_at": clock.NEVER,
        }
        | columns
    )
    await world.system.add(mail)
    return mail


def test_every_kind_of_mail_has_a_name():
    assert KINDS.keys() == set(MailKind)


async def test_mails_stand_with_how_far_they_came(operator, world):
    await add_mail(world, "sent@example.com")
    await add_mail(world, "failed@example.com", state=MailState.FAILED, attempts=7, error="550 unknown", sent_at=None)
    await add_mail(world, "platform@example.com", partner_id=None, kind=MailKind.PASSWORD_RESET)
    page = await operator.get(HOME)

    assert "3 mails" in page.text
    assert "Invitation of a customer sent@example.com North Design GmbH Sent" in page.text
    assert "failed@example.com North Design GmbH Failed 7 attempts 550 unknown" in page.text
    assert "Link for a new password platform@example.com – Sent" in page.text
    assert page.text.index("platform@") < page.text.index("failed@") < page.text.index("sent@")


async def test_the_list_is_narrowed_by_state_and_kind(operator, world):
    await add_mail(world, "sent@example.com")
    await add_mail(world, "failed@example.com", state=MailState.FAILED, kind=MailKind.PASSWORD_RESET)

    page = await operator.get(f"{HOME}?state=failed&kind=password_reset")
    assert "failed@example.com" in page.text
    assert "sent@example.com" not in page.text
    assert "Nothing found" in (await operator.get(f"{HOME}?state=sent&kind=password_reset")).text


async def test_an_empty_list_says_what_it_is_for(operator):
    assert "No mails yet Invitations and links for new passwords stand here" in (await operator.get(HOME)).text


async def test_twenty_mails_cost_as_many_statements_as_one(operator, world):
    await add_mail(world, "one@example.com")
    for_one = await statements_of(operator, HOME)
    for number in range(19):
        await add_mail(world, f"{number}@example.com", partner_id=(world.north, world.south)[number % 2].id)

    # Who asks; the frame's viewer; the mails, how many, and in whose name.
    assert for_one == 5
    assert await statements_of(operator, HOME) == for_one


async def test_whatever_a_mail_server_says_stays_a_text(operator, world):
    await add_mail(world, "failed@example.com", state=MailState.FAILED, error=INERT)

    assert is_inert((await operator.get(HOME)).html)
