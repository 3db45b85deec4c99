"""From the outbox through a real mail server."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from itertools import pairwise

import pytest

from graphapi.database import transaction
from graphapi.mail import transport
from graphapi.mail.sender import Sender
from graphapi.mail.transport import SmtpTransport
from graphapi.models import CustomerStatus, InvitationState, Mail, MailKind, MailState, MemberRole, OneTimeToken
from graphapi.services.customers import send_invitation, update_customer
from graphapi.services.members import invite_member
from graphapi.services.outbox import CLAIM, claim_mail, queue_mail
from graphapi.services.passwords import request_password_reset, set_password
from tests.mail.server import mail_server, own_certificate
from tests.world import KEYS, SETTINGS, add_customer

REFUSAL = "552 5.2.2 <clara@example.com>: Mailbox full"


@pytest.fixture
async def server():
    async with mail_server() as running:
        yield running


def sender_to(world, url: str) -> Sender:
    return Sender(world.system, SmtpTransport(url, local_hostname="konto.example"))


async def send_due(world, server) -> None:
    await sender_to(world, server.url).send_due()


async def invite(world, **columns):
    draft = await add_customer(world.north.partner, status=CustomerStatus.DRAFT, **columns)
    return await send_invitation(world.north.editor.access, customer_id=draft.id)


async def only_mail(world) -> Mail:
    [mail] = await world.mails()
    return mail


async def link_of(world) -> str:
    row = await world.system.rows(OneTimeToken).order_by("-id").first()
    return KEYS.one_time_token(row.id, row.key_id)


def text_of(message) -> str:
    return message.get_body(("plain",)).get_content().replace("\r\n", "\n")


async def test_an_invitation_arrives(world, server, clock):
    customer = await invite(world)
    clock.forward(seconds=1)

    await send_due(world, server)

    [received] = server.received
    assert (received.sender, received.recipients) == (SETTINGS.mail_from, ["clara@example.com"])
    assert f"\n{SETTINGS.base_url}/north/set-password/{await link_of(world)}\n" in text_of(received.message)
    mail = await only_mail(world)
    assert (mail.state, mail.attempts, mail.sent_at, mail.error) == (MailState.SENT, 1, clock(), None)
    customer = await world.fresh(customer)
    assert (customer.invitation_state, customer.invitation_sent_at) == (InvitationState.SENT, clock())
    assert customer.invitation_expires_at == clock() + timedelta(days=7) - timedelta(seconds=1)


async def test_a_members_invitation_arrives(world, server):
    member = await invite_member(
        world.north.owner.access, name="Nora New", email="nora@north.example", role=MemberRole.VIEWER
    )

    await send_due(world, server)

    assert server.received[0].recipients == ["nora@north.example"]
    assert (await world.fresh(member)).invitation_state is InvitationState.SENT


async def test_an_operators_link_leads_to_the_operators_page(world, server):
    await request_password_reset(world.anonymous, portal=None, login=world.operator.email)

    await send_due(world, server)

    assert f"\n{SETTINGS.base_url}/operator/set-password/" in text_of(server.messages[0])


async def test_a_mail_is_sent_once(world, server):
    await invite(world)

    for _ in range(3):
        await send_due(world, server)

    assert len(server.received) == 1


async def test_several_senders_at_once_send_each_mail_once(world, server):
    for number in range(10):
        await queue_mail(
            world.system,
            kind=MailKind.PASSWORD_CHANGED,
            person=world.north.anna.row,
            partner_id=world.north.id,
            to_email=f"x{number}@example.com",
        )

    await asyncio.gather(*(send_due(world, server) for _ in range(4)))

    recipients = sorted(received.recipients[0] for received in server.received)
    assert recipients == [f"x{number}@example.com" for number in range(10)]


async def test_mails_leave_in_the_order_they_were_queued_in(world, server, clock):
    for name in ("Cleo", "Dora", "Emma"):
        await invite(world, first_name=name)
        clock.forward(seconds=1)

    await send_due(world, server)

    assert [message["To"].addresses[0].username for message in server.messages] == ["cleo", "dora", "emma"]


async def test_a_mail_is_not_sent_before_its_transaction_is_committed(world, server):
    with pytest.raises(ZeroDivisionError):
        async with transaction():
            await queue_mail(
                world.system, kind=MailKind.PASSWORD_CHANGED, person=world.north.anna.row, partner_id=world.north.id
            )
            1 / 0  # noqa: B018

    await send_due(world, server)

    assert server.received == []


async def test_a_running_sender_sends_within_two_seconds_and_stops_when_told(world, server):
    sender = sender_to(world, server.url)
    running = asyncio.create_task(sender.run())
    await invite(world)

    async with asyncio.timeout(2):
        await server.arrived.wait()

    sender.stop()
    await running
    assert (await only_mail(world)).state is MailState.SENT


@pytest.mark.parametrize("at", ["recipient", "message"])
async def test_a_permanent_refusal_shows_on_the_mail_and_on_the_customer(world, server, at):
    setattr(server, f"on_{at}", lambda *_: REFUSAL)
    customer = await invite(world)

    await send_due(world, server)

    mail = await only_mail(world)
    assert (mail.state, mail.error, mail.sent_at) == (MailState.FAILED, REFUSAL, None)
    customer = await world.fresh(customer)
    assert (customer.invitation_state, customer.invitation_error) == (InvitationState.FAILED, REFUSAL)
    await send_due(world, server)
    assert (await only_mail(world)).attempts == 1


async def test_a_refusal_is_kept_as_one_line_without_control_characters(world, server):
    server.on_recipient = lambda _: "550-first\r\n550 sec\x07ond\x1b[31m " + "x" * 450
    await invite(world)

    await send_due(world, server)

    error = (await only_mail(world)).error
    assert error.startswith("550 first sec ond [31m xxx")
    assert len(error) <= 500


async def test_a_refusal_that_names_the_link_keeps_nobody_elses_way_in(world, server):
    customer = await invite(world)
    token = await link_of(world)
    server.on_message = lambda: f"550 5.7.1 {SETTINGS.base_url}/north/set-password/{token} is on a list, <{token}> too"

    await send_due(world, server)

    told = f"550 5.7.1 {SETTINGS.base_url}/north/set-password/… is on a list, <…> too"
    assert (await only_mail(world)).error == told
    assert (await world.fresh(customer)).invitation_error == told


async def test_a_refused_mail_does_not_hold_up_the_next(world, server):
    server.on_recipient = lambda address: REFUSAL if address.startswith("clara") else None
    await invite(world)
    await invite(world, first_name="Dora")

    await send_due(world, server)

    assert [received.recipients for received in server.received] == [["dora@example.com"]]


async def test_resending_after_a_refusal_clears_it(world, server):
    server.on_recipient = lambda _: REFUSAL
    customer = await invite(world)
    await send_due(world, server)
    server.on_recipient = lambda _: None

    customer = await send_invitation(world.north.editor.access, customer_id=customer.id)
    assert (customer.invitation_state, customer.invitation_error) == (InvitationState.QUEUED, None)
    await send_due(world, server)

    assert (await world.fresh(customer)).invitation_state is InvitationState.SENT


async def test_a_temporary_refusal_is_tried_again_under_the_same_message_id(world, server, clock):
    server.on_message = lambda: "451 4.7.1 Greylisted, try again"
    customer = await invite(world)

    await send_due(world, server)
    mail = await only_mail(world)
    assert (mail.state, mail.error) == (MailState.QUEUED, "451 4.7.1 Greylisted, try again")
    assert (await world.fresh(customer)).invitation_state is InvitationState.QUEUED
    await send_due(world, server)
    assert (await only_mail(world)).attempts == 1

    server.on_message = lambda: None
    clock.forward(seconds=10)
    await send_due(world, server)

    mail = await only_mail(world)
    assert (mail.state, mail.attempts, mail.error) == (MailState.SENT, 2, None)


async def test_the_pauses_grow_and_after_three_days_it_is_given_up(world, server, clock):
    server.on_message = lambda: "451 try again"
    customer = await invite(world)
    start, attempts = clock.time, []

    while (mail := await only_mail(world)).state is MailState.QUEUED:
        clock.time = mail.next_attempt_at
        attempts.append(clock.time - start)
        await send_due(world, server)

    pauses = [later - earlier for earlier, later in pairwise(attempts)]
    assert pauses[:6] == [
        timedelta(seconds=10),
        timedelta(minutes=1),
        timedelta(minutes=5),
        timedelta(minutes=15),
        timedelta(hours=1),
        timedelta(hours=1),
    ]
    assert timedelta(days=3) <= attempts[-1] < timedelta(days=3, hours=1)
    assert (mail.state, mail.error) == (MailState.FAILED, "451 try again")
    assert (await world.fresh(customer)).invitation_error == "451 try again"


async def test_a_connection_that_drops_after_the_message_repeats_it_under_the_same_message_id(world, server, clock):
    answers = iter(["taken, but lost", None])
    taken = []

    def drop_once() -> str | None:
        return "drop" if next(answers) else None

    server.on_message = lambda: taken.append(1) or drop_once()
    await invite(world)

    await send_due(world, server)
    first = await only_mail(world)
    assert first.state is MailState.QUEUED
    clock.forward(minutes=1)
    await send_due(world, server)

    [message] = server.messages
    assert len(taken) == 2
    assert message["Message-ID"].startswith("<mail_")
    assert (await only_mail(world)).state is MailState.SENT


async def test_a_server_that_does_not_answer_is_left(world, server, monkeypatch):
    monkeypatch.setattr(transport, "ANSWER_TIMEOUT", 0.1)
    server.on_message = lambda: "wait"
    await invite(world)

    await send_due(world, server)

    mail = await only_mail(world)
    assert mail.state is MailState.QUEUED
    assert "Timed out" in mail.error


async def test_a_server_that_is_not_there_is_tried_again(world, clock):
    async with mail_server() as gone:
        url = gone.url
    await invite(world)

    await sender_to(world, url).send_due()

    mail = await only_mail(world)
    assert (mail.state, mail.next_attempt_at) == (MailState.QUEUED, clock() + timedelta(seconds=10))
    assert mail.error == "Cannot connect to the mail server: Connection refused"


async def test_a_claim_is_renewed_while_the_server_takes_its_time(world, server, monkeypatch):
    monkeypatch.setattr(transport, "ANSWER_TIMEOUT", 0.5)
    monkeypatch.setattr("graphapi.mail.sender.RENEW_CLAIM_EVERY", 0.05)
    server.on_message = lambda: "wait"
    await invite(world)
    sending = asyncio.create_task(send_due(world, server))
    claims: set = set()

    async with asyncio.timeout(2):
        while len(claims) < 4:
            claims.add((await only_mail(world)).next_attempt_at)

    await sending
    assert (await only_mail(world)).error == "Timed out waiting for server response"


async def test_what_a_killed_process_had_claimed_is_sent_by_another(world, server, clock):
    await invite(world)
    await claim_mail(world.system)

    clock.time += CLAIM - timedelta(microseconds=1)
    await send_due(world, server)
    assert server.received == []
    clock.forward(microseconds=1)
    await send_due(world, server)

    assert len(server.received) == 1


async def test_a_process_killed_after_sending_repeats_the_mail_under_the_same_message_id(
    world, server, clock, monkeypatch
):
    class Killed(Exception):
        pass

    async def killed(*_, **__):
        raise Killed

    await invite(world)
    with monkeypatch.context() as context:
        context.setattr("graphapi.mail.sender.record_sent", killed)
        with pytest.raises(Killed):
            await send_due(world, server)
    clock.time += CLAIM
    await send_due(world, server)

    first, second = server.messages
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Date"] == second["Date"]
    assert text_of(first).split("set-password/")[1][:43] == text_of(second).split("set-password/")[1][:43]


async def test_starttls_is_used_where_it_is_offered(world, tmp_path):
    async with mail_server(starttls=own_certificate(tmp_path)) as server:
        await invite(world)
        await send_due(world, server)

    assert [received.by_tls for received in server.received] == [True]


async def test_without_starttls_the_mail_goes_as_it_is(world, server):
    await invite(world)

    await send_due(world, server)

    assert [received.by_tls for received in server.received] == [False]


async def test_smtps_insists_on_a_certificate_that_can_be_trusted(world, tmp_path):
    async with mail_server(tls=own_certificate(tmp_path)) as server:
        await invite(world)
        await sender_to(world, server.url.replace("smtp:", "smtps:")).send_due()

    mail = await only_mail(world)
    assert mail.state is MailState.QUEUED
    assert "certificate" in mail.error.lower()
    assert server.received == []


@pytest.mark.filterwarnings("ignore:Requiring AUTH")  # without TLS, on this machine
async def test_the_server_is_signed_in_at_with_what_the_url_says(world):
    async with mail_server(login=("konto@example", "p@ss/word")) as server:
        await invite(world)
        await sender_to(world, f"smtp://konto%40example:p%40ss%2Fword@127.0.0.1:{server.port}").send_due()

    assert len(server.received) == 1


@pytest.mark.filterwarnings("ignore:Requiring AUTH")  # without TLS, on this machine
async def test_a_wrong_password_for_the_server_fails_no_mail_for_good(world):
    async with mail_server(login=("konto", "right")) as server:
        await invite(world)
        await sender_to(world, f"smtp://konto:wrong@127.0.0.1:{server.port}").send_due()

    mail = await only_mail(world)
    assert mail.state is MailState.QUEUED
    assert mail.error.startswith("535")
    assert "wrong" not in mail.error


async def test_many_mails_go_over_one_connection(world, server, monkeypatch):
    connections = []
    connect = transport.aiosmtplib.SMTP.connect

    async def counting_connect(self, **arguments):
        connections.append(1)
        return await connect(self, **arguments)

    monkeypatch.setattr(transport.aiosmtplib.SMTP, "connect", counting_connect)
    for name in ("Cleo", "Dora", "Emma"):
        await invite(world, first_name=name)

    await send_due(world, server)

    assert (len(server.received), len(connections)) == (3, 1)


async def test_a_long_name_is_one_recipients_on_its_way_too(world, server):
    await invite(world, email="clara@example.com", first_name="a" * 90, last_name=f"<eve@evil.example>, {'b' * 70}")

    await send_due(world, server)

    [received] = server.received
    assert received.recipients == ["clara@example.com"]
    [address] = received.message["To"].addresses
    assert address.display_name == f"{'a' * 90} <eve@evil.example>, {'b' * 70}"


async def test_an_address_beyond_ascii_is_delivered_where_the_server_knows_them(world, server):
    await invite(world, email="jörg@müller.example")

    await send_due(world, server)

    assert server.received[0].recipients == ["jörg@müller.example"]


async def test_a_mail_that_cannot_be_written_does_not_hold_up_the_next(world, server):
    await invite(world)
    await invite(world, first_name="Dora")
    [first, _] = await world.mails()
    await world.system.rows(OneTimeToken).filter(id=first.token_id).update(key_id="lost")

    await send_due(world, server)

    assert [received.recipients for received in server.received] == [["dora@example.com"]]
    assert (await world.fresh(first)).state is MailState.FAILED


async def test_a_mail_that_fails_unexpectedly_is_tried_again_and_given_up_like_any_other(
    world, server, clock, monkeypatch, caplog
):
    async def failing(*_, **__):
        raise LookupError("clara@example.com")

    await invite(world)
    with monkeypatch.context() as context:
        context.setattr(SmtpTransport, "deliver", failing)
        await send_due(world, server)
        mail = await only_mail(world)
        assert (mail.state, mail.error) == (MailState.QUEUED, "The mail could not be sent.")
        assert mail.next_attempt_at == clock() + timedelta(seconds=10)
        clock.forward(days=3)
        await send_due(world, server)

    assert (await only_mail(world)).state is MailState.FAILED
    assert f"mail {mail.id}: LookupError at " in caplog.text
    assert "clara@" not in "".join(record.getMessage() for record in caplog.records if record.levelname == "ERROR")


async def test_a_link_that_was_replaced_while_its_mail_waited_is_not_sent(world, server):
    customer = await invite(world)
    older = await link_of(world)
    await update_customer(world.north.editor.access, customer_id=customer.id, email="clara@new.example")

    await send_due(world, server)

    [received] = server.received
    assert received.recipients == ["clara@new.example"]
    assert older not in text_of(received.message)


async def test_a_link_that_is_replaced_while_its_mail_is_claimed_is_not_sent(world, server):
    await invite(world)
    sender = sender_to(world, server.url)
    mail = await claim_mail(world.system)
    await world.system.rows(OneTimeToken).update(voided_at=mail.queued_at)

    await sender._send(mail)

    assert server.received == []
    assert await world.mails() == []


async def test_an_invitation_accepted_before_its_repetition_stays_accepted(world, server, clock):
    customer = await invite(world)
    await claim_mail(world.system)
    await set_password(world.anonymous, token=await link_of(world), password="quite another one")
    clock.time += CLAIM

    await send_due(world, server)

    assert server.received == []
    assert (await world.fresh(customer)).invitation_state is InvitationState.ACCEPTED
    assert (await only_mail(world)).state is MailState.SENT


async def test_a_link_holds_its_whole_time_from_when_its_mail_leaves(world, server, clock):
    server.on_message = lambda: "451 try again"
    await request_password_reset(world.anonymous, portal="north", login="anna")
    await send_due(world, server)
    clock.forward(hours=5)
    server.on_message = lambda: None

    await send_due(world, server)

    clock.forward(minutes=59)
    assert await set_password(world.anonymous, token=await link_of(world), password="quite another one")


async def test_changed_addresses_are_told_at_the_old_one(world, server):
    await update_customer(world.north.editor.access, customer_id=world.north.anna.id, email="anna@new.example")

    await send_due(world, server)

    [received] = server.received
    assert received.recipients == ["anna@example.com"]
    assert "anna@new.example" not in text_of(received.message)


async def test_no_log_holds_a_link_or_an_address(world, server, clock, caplog):
    caplog.set_level(logging.DEBUG)
    logging.getLogger("tortoise.db_client").setLevel(logging.INFO)
    server.on_message = iter(["451 wait", REFUSAL]).__next__
    await invite(world)
    token = await link_of(world)

    await send_due(world, server)
    clock.forward(minutes=1)
    await send_due(world, server)

    ours = [record for record in caplog.records if record.name.startswith("graphapi")]
    assert len(ours) == 2
    assert all(token not in record.getMessage() for record in caplog.records)
    assert all("clara@" not in record.getMessage() for record in ours)


async def test_a_sender_outlives_a_failing_database(world, server, monkeypatch, caplog):
    calls = []
    send = Sender.send_due

    async def failing_once(self) -> None:
        calls.append(1)
        if len(calls) == 1:
            raise OSError("the database is restarting")
        await send(self)

    monkeypatch.setattr("graphapi.mail.sender.PAUSE", 0.01)
    monkeypatch.setattr(Sender, "send_due", failing_once)
    await invite(world)
    sender = sender_to(world, server.url)

    running = asyncio.create_task(sender.run())
    async with asyncio.timeout(2):
        await server.arrived.wait()
    sender.stop()
    await running

    assert "The outbox cannot be worked off" in caplog.text
