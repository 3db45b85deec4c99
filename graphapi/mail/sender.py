"""The sender: works off the outbox in the background, in as many processes as there are.

A mail is claimed by putting its next attempt ahead with a conditional update, so that no two processes send it at once,
and the claim is renewed for as long as the mail server takes. What a killed process had claimed is due again in
seconds: each mail is sent at least once, a repeated one under the same Message-ID.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from tortoise.expressions import F

from graphapi import clock
from graphapi.database import transaction
from graphapi.logs import log_unexpected
from graphapi.mail.compose import Surroundings, address_of, compose
from graphapi.mail.links import set_password_link, sign_in_link
from graphapi.mail.transport import MailDelayed, MailRefused
from graphapi.models import Customer, InvitationState, Logo, Mail, MailKind, MailState, Member, OneTimeToken, Partner
from graphapi.services.one_time_tokens import lifetime

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping
    from email.message import EmailMessage

    from graphapi.access import Access
    from graphapi.mail.transport import Transport

log = logging.getLogger(__name__)

# How often the outbox is looked at, in seconds: a mail is to leave within two seconds of its commit.
PAUSE = 0.5
CLAIM = timedelta(seconds=20)
RENEW_CLAIM_EVERY = 5
# After the first, second… failure; then the last again and again.
RETRY_AFTER = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
)
GIVE_UP_AFTER = timedelta(days=3)
INVITED = {MailKind.CUSTOMER_INVITATION: Customer, MailKind.MEMBER_INVITATION: Member}


class Sender:
    """Sends what is due. ``access`` is the system's; the database is active where it runs."""

    def __init__(self, access: Access, transport: Transport) -> None:
        self._access = access
        self._transport = transport
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Send what is due and what becomes so, until stopped."""
        while not self._stopping.is_set():
            try:
                await self.send_due()
            except Exception:  # such as a database that restarts
                log.exception("The outbox cannot be worked off; it is tried again in a moment")
            try:
                async with asyncio.timeout(PAUSE):
                    await self._stopping.wait()
            except TimeoutError:
                continue

    def stop(self) -> None:
        """Let ``run`` end, after the mail it is about to send."""
        self._stopping.set()

    async def send_due(self) -> None:
        """Send all mails that are due."""
        try:
            while not self._stopping.is_set() and (mail := await self._claim()):
                await self._send(mail)
        finally:
            await self._transport.close()

    async def _claim(self) -> Mail | None:
        while True:
            now = clock.now()
            due = self._access.rows(Mail).filter(state=MailState.QUEUED, next_attempt_at__lte=now)
            mail = await due.order_by("next_attempt_at", "id").first()
            if mail is None or await due.filter(id=mail.id).update(
                next_attempt_at=now + CLAIM, attempts=F("attempts") + 1
            ):
                return mail

    @asynccontextmanager
    async def _claim_renewed(self, mail: Mail) -> AsyncGenerator[None]:
        async def renew() -> None:
            while True:
                await asyncio.sleep(RENEW_CLAIM_EVERY)
                await self._access.rows(Mail).filter(id=mail.id).update(next_attempt_at=clock.now() + CLAIM)

        renewing = asyncio.create_task(renew())
        try:
            yield
        finally:
            renewing.cancel()
            await asyncio.gather(renewing, return_exceptions=True)

    async def _send(self, mail: Mail) -> None:
        mail.attempts += 1
        token = None
        if mail.token_id is not None:
            token = await self._access.rows(OneTimeToken).get_or_none(id=mail.token_id)
            if token is None or token.voided_at is not None:
                # A newer mail with another link is on its way, or nobody is there any more.
                await self._access.rows(Mail).filter(id=mail.id).delete()
                return
            if token.used_at is not None:  # so it did arrive
                await self._note_sent(mail, token)
                return
        try:
            message = await self._compose(mail, token)
        except Exception as error:  # noqa: BLE001 - a fault of ours in one mail must not hold up the others
            log_unexpected(log, f"mail {mail.id}", error)
            await self._note_failed(mail, "The mail could not be written.")
            return
        try:
            async with self._claim_renewed(mail):
                await self._transport.deliver(
                    message, sender=self._access.settings.mail_from, recipient=address_of(mail.to_email)
                )
        except MailRefused as error:
            log.warning("Mail %s was refused", mail.id)
            await self._note_failed(mail, str(error))
        except MailDelayed as error:
            log.warning("Mail %s could not be sent at attempt %s", mail.id, mail.attempts)
            await self._note_delayed(mail, str(error))
        except Exception as error:  # noqa: BLE001 - nor must one that no transport foresaw
            log_unexpected(log, f"mail {mail.id}", error)
            await self._note_delayed(mail, "The mail could not be sent.")
        else:
            await self._note_sent(mail, token)

    async def _compose(self, mail: Mail, token: OneTimeToken | None) -> EmailMessage:
        access = self._access
        partner = await access.get(Partner, mail.partner_id) if mail.partner_id else None
        logo = await access.rows(Logo).get_or_none(partner_id=partner.id) if partner else None
        if token is None:
            link, moment = sign_in_link(access.settings, partner), mail.queued_at
        else:
            if mail.attempts > 1:  # the time a mail server was down is not the reader's
                token.expires_at = clock.now() + lifetime(access.settings, token.purpose)
                await token.save(update_fields=["expires_at"])
            secret = access.keys.one_time_token(token.id, token.key_id)
            link, moment = set_password_link(access.settings, partner, secret), token.expires_at
        return compose(
            mail, Surroundings(settings=access.settings, partner=partner, logo=logo, link=link, moment=moment)
        )

    async def _note_sent(self, mail: Mail, token: OneTimeToken | None) -> None:
        now = clock.now()
        invitation = {"invitation_state": InvitationState.SENT, "invitation_sent_at": now}
        if token is not None:
            invitation["invitation_expires_at"] = token.expires_at
        await self._note(mail, {"state": MailState.SENT, "sent_at": now, "error": None}, invitation)

    async def _note_failed(self, mail: Mail, reason: str) -> None:
        await self._note(
            mail,
            {"state": MailState.FAILED, "error": reason},
            {"invitation_state": InvitationState.FAILED, "invitation_error": reason},
        )

    async def _note_delayed(self, mail: Mail, reason: str) -> None:
        now = clock.now()
        if now - mail.queued_at >= GIVE_UP_AFTER:
            await self._note_failed(mail, reason)
            return
        pause = RETRY_AFTER[min(mail.attempts, len(RETRY_AFTER)) - 1]
        await self._access.rows(Mail).filter(id=mail.id).update(next_attempt_at=now + pause, error=reason)

    async def _note(self, mail: Mail, columns: Mapping[str, object], invitation: Mapping[str, object]) -> None:
        """Note how a mail fared, on itself and on the invitation that it is about."""
        async with transaction():
            if mail.partner_id is not None:  # as whoever changes a partner's people does first
                await self._access.rows(Partner).filter(id=mail.partner_id).select_for_update(no_key=True).only("id")
            await self._access.rows(Mail).filter(id=mail.id).update(**columns)
            model = INVITED.get(mail.kind)
            if model is not None:
                # Not one that was accepted meanwhile, after a mail that arrived and was not known to.
                person = self._access.rows(model).filter(id=mail.person_id, invitation_state=InvitationState.QUEUED)
                await person.update(**invitation)
