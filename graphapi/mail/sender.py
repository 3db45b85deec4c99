"""The sender: works off the outbox in the background, in as many processes as there are.

A mail is claimed before it is sent, so that no two processes send it at once, and the claim is renewed for as long as
the mail server takes. What a killed process had claimed is due again in seconds: each mail is sent at least once, a
repeated one under the same Message-ID.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from graphapi.documents import file_name
from graphapi.links import confirm_email_link, order_link, plan_link, set_password_link, sign_in_link
from graphapi.logs import log_unexpected
from graphapi.mail.compose import Attachment, Surroundings, address_of, compose
from graphapi.mail.texts import OF_PLATFORM
from graphapi.mail.transport import MailDelayed, MailRefused
from graphapi.models import Invoice, Logo, MailKind, OneTimeToken, Partner, TokenPurpose
from graphapi.services.invoice_documents import ensure_document
from graphapi.services.one_time_tokens import begin_anew
from graphapi.services.outbox import claim_mail, drop_mail, record_delayed, record_failed, record_sent, renew_claim

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from email.message import EmailMessage

    from graphapi.access import Access
    from graphapi.mail.transport import Transport
    from graphapi.models import Mail

log = logging.getLogger(__name__)

# How often the outbox is looked at, in seconds: a mail is to leave within two seconds of its commit.
PAUSE = 0.5
RENEW_CLAIM_EVERY = 5


class _NoDocument(Exception):
    """An invoice's document cannot be made now."""


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
            while not self._stopping.is_set() and (mail := await claim_mail(self._access)):
                await self._send(mail)
        finally:
            await self._transport.close()

    @asynccontextmanager
    async def _claim_renewed(self, mail: Mail) -> AsyncGenerator[None]:
        async def renew() -> None:
            while True:
                await asyncio.sleep(RENEW_CLAIM_EVERY)
                await renew_claim(self._access, mail)

        renewing = asyncio.create_task(renew())
        try:
            yield
        finally:
            renewing.cancel()
            await asyncio.gather(renewing, return_exceptions=True)

    async def _send(self, mail: Mail) -> None:
        access = self._access
        token = None
        if mail.token_id is not None:
            token = await access.rows(OneTimeToken).get_or_none(id=mail.token_id)
            if token is None or token.voided_at is not None:
                # A newer mail with another link is on its way, or nobody is there any more.
                await drop_mail(access, mail)
                return
            if token.used_at is not None:  # so it did arrive
                await record_sent(access, mail, token)
                return
        try:
            message = await self._compose(mail, token)
        except _NoDocument:
            await record_delayed(access, mail, "The invoice's document is not made yet.")
            return
        except Exception as error:  # noqa: BLE001 - a fault of ours in one mail must not hold up the others
            log_unexpected(log, f"mail {mail.id}", error)
            await record_failed(access, mail, "The mail could not be written.")
            return
        try:
            async with self._claim_renewed(mail):
                await self._transport.deliver(
                    message, sender=access.settings.mail_from, recipient=address_of(mail.to_email)
                )
        except MailRefused as error:
            log.warning("Mail %s was refused", mail.id)
            await record_failed(access, mail, str(error))
        except MailDelayed as error:
            log.warning("Mail %s could not be sent at attempt %s", mail.id, mail.attempts)
            await record_delayed(access, mail, str(error))
        except Exception as error:  # noqa: BLE001 - nor must one that no transport foresaw
            log_unexpected(log, f"mail {mail.id}", error)
            await record_delayed(access, mail, "The mail could not be sent.")
        else:
            await record_sent(access, mail, token)

    async def _compose(self, mail: Mail, token: OneTimeToken | None) -> EmailMessage:
        access = self._access
        partner = await access.get(Partner, mail.partner_id) if mail.partner_id else None
        logo = await access.rows(Logo).get_or_none(partner_id=partner.id) if partner else None
        slug = partner.slug if partner else None
        if token is None:
            link, moment = sign_in_link(access.settings, slug), mail.queued_at
            if mail.kind in OF_PLATFORM and slug is not None:
                link = plan_link(access.settings, slug)
            if mail.kind is MailKind.ORDER_RECEIVED and mail.person_id is not None:
                link = order_link(access.settings, mail.person_id)
        else:
            if mail.attempts > 1:  # the time a mail server was down is not the reader's
                await begin_anew(access, token)
            secret = access.keys.one_time_token(token.id, token.key_id)
            link_of = confirm_email_link if token.purpose is TokenPurpose.EMAIL else set_password_link
            link, moment = link_of(access.settings, slug, secret), token.expires_at
        around = Surroundings(
            settings=access.settings,
            partner=partner,
            logo=logo,
            link=link,
            moment=moment,
            attachment=await self._attachment(mail),
        )
        return compose(mail, around)

    async def _attachment(self, mail: Mail) -> Attachment | None:
        """Return the document of the invoice that a mail is about: who reads it in the books need not sign in."""
        if mail.kind not in {MailKind.INVOICE, MailKind.INVOICE_REMINDER}:
            return None
        invoice = await self._access.rows(Invoice).get_or_none(id=mail.person_id)
        if invoice is None:
            return None
        try:
            return Attachment(file_name(invoice), await ensure_document(self._access, invoice))
        except Exception as error:
            log_unexpected(log, f"document of invoice {invoice.number}", error)
            raise _NoDocument from error
