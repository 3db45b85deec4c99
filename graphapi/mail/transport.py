"""Ways a message leaves: a mail server. The local mailbox is the other one (``graphapi.mail.mailbox``)."""

from __future__ import annotations

import asyncio
import os
import re
import ssl
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NoReturn, Protocol
from urllib.parse import unquote, urlsplit

import aiosmtplib

from graphapi.settings import is_loopback

if TYPE_CHECKING:
    from email.message import EmailMessage

MAX_REASON = 500
# Of a link, which filters like to name when they refuse it.
TOKEN = re.compile(r"(?<![\w-])[\w-]{43}(?![\w-])")
PERMANENT = 500
# For one answer of the server, and for a whole mail, in seconds.
ANSWER_TIMEOUT = 30
MAIL_TIMEOUT = 60


class MailRefused(Exception):
    """The server will never take this mail; the text is its reason."""


class MailDelayed(Exception):
    """The server did not take this mail now, or could not be reached; the text says why."""


class Transport(Protocol):
    """Takes messages, one at a time."""

    async def deliver(self, message: EmailMessage, *, sender: str, recipient: str) -> None:
        """Hand a message over; raises MailRefused or MailDelayed."""
        ...

    async def close(self) -> None:
        """Let go of the connection until the next message."""
        ...


class SmtpTransport:
    """A mail server by URL: ``smtp://`` with STARTTLS where it is offered, ``smtps://`` with TLS from the start."""

    def __init__(self, url: str, *, local_hostname: str) -> None:
        self._url = urlsplit(url)
        self._local_hostname = local_hostname
        self._client: aiosmtplib.SMTP | None = None

    async def deliver(self, message: EmailMessage, *, sender: str, recipient: str) -> None:
        """Send a message to one recipient, over the connection of the last one if there is one."""
        try:
            async with asyncio.timeout(MAIL_TIMEOUT):
                client = await self._connected()
                await _send(client, message, sender=sender, recipient=recipient)
        except aiosmtplib.SMTPRecipientsRefused as error:
            _give_up(error.recipients[0])
        except aiosmtplib.SMTPDataError as error:
            _give_up(error)
        except aiosmtplib.SMTPNotSupported as error:  # an address beyond ASCII
            raise MailRefused(_reason(error)) from error
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            # Whatever else it is, the connection, the credentials or our own address: not this mail's fault.
            self._drop()
            raise MailDelayed(_reason(error)) from error

    async def close(self) -> None:
        """Say goodbye to the server."""
        if self._client is not None:
            with suppress(aiosmtplib.SMTPException, OSError):
                await self._client.quit()
        self._drop()

    async def _connected(self) -> aiosmtplib.SMTP:
        if self._client is not None and self._client.is_connected:
            return self._client
        url, host = self._url, self._url.hostname or ""
        use_tls = url.scheme == "smtps"
        self._client = aiosmtplib.SMTP(
            hostname=host,
            port=url.port or (465 if use_tls else 587 if url.username else 25),
            username=unquote(url.username) if url.username else None,
            password=unquote(url.password) if url.password else None,
            # Asking the system for it could block for as long as its DNS takes.
            local_hostname=self._local_hostname,
            timeout=ANSWER_TIMEOUT,
            use_tls=use_tls,
            # A relay on this machine mostly has a certificate that it made itself.
            validate_certs=use_tls or not is_loopback(host),
        )
        await self._client.connect()
        return self._client

    def _drop(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None


async def _send(client: aiosmtplib.SMTP, message: EmailMessage, *, sender: str, recipient: str) -> None:
    """Send a message under its own policy; aiosmtplib's ``send_message`` would fold its headers by another."""
    utf8 = not f"{sender}{recipient}".isascii()
    policy: Any = message.policy
    content = message.as_bytes(policy=policy.clone(utf8=utf8))
    await client.sendmail(sender, [recipient], content, mail_options=["SMTPUTF8"] if utf8 else [])


def _give_up(error: aiosmtplib.SMTPResponseException) -> NoReturn:
    raise (MailRefused if error.code >= PERMANENT else MailDelayed)(_reason(error)) from error


def _reason(error: Exception) -> str:
    """Return what went wrong as one line that can be kept and shown; the server's own words if it has any.

    A partner's staff read it: the links of their mails are not for them, nor where our mail server stands.
    """
    if isinstance(error, aiosmtplib.SMTPResponseException):
        text = f"{error.code} {error.message}"
    elif isinstance(error, aiosmtplib.SMTPConnectError):
        text = f"Cannot connect to the mail server{_cause(error)}"
    else:
        text = str(error) or type(error).__name__
    printable = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(TOKEN.sub("…", printable).split())[:MAX_REASON]


def _cause(error: Exception) -> str:
    """Return why there is no connection, without the address that Python puts into its own words."""
    cause = error.__cause__
    if isinstance(cause, ssl.SSLError):
        return f": {cause}"
    number = cause.errno if isinstance(cause, OSError) else None
    return f": {os.strerror(number)}" if number is not None and number > 0 else ""
