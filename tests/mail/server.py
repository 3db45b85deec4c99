"""A real mail server for the tests, which can be told to behave badly."""

from __future__ import annotations

import asyncio
import ipaddress
import ssl
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import SMTP as SMTP_POLICY
from typing import TYPE_CHECKING

from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from email.message import EmailMessage
    from pathlib import Path


@dataclass
class Received:
    """A message as it arrived."""

    sender: str
    recipients: list[str]
    message: EmailMessage
    by_tls: bool


@dataclass
class MailServer:
    """What arrived, and how to answer."""

    port: int = 0
    received: list[Received] = field(default_factory=list)
    # Called with the recipient, and once all of a message has come; an answer other than None is given.
    on_recipient: Callable[[str], str | None] = lambda _: None
    on_message: Callable[[], str | None] = lambda: None
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def messages(self) -> list[EmailMessage]:
        return [received.message for received in self.received]

    async def handle_RCPT(self, _server, _session, envelope, address, _options) -> str:  # noqa: N802 - aiosmtpd's
        answer = self.on_recipient(address)
        if answer is not None:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802 - aiosmtpd's
        answer = self.on_message()
        if answer == "drop":
            server.transport.close()
            return "421 gone"
        if answer == "wait":
            await asyncio.Event().wait()
        if answer is not None and not answer.startswith("250"):
            return answer
        message = message_from_bytes(envelope.content, policy=SMTP_POLICY)
        self.received.append(Received(envelope.mail_from, envelope.rcpt_tos, message, session.ssl is not None))
        self.arrived.set()
        return "250 taken"


@asynccontextmanager
async def mail_server(
    *, starttls: ssl.SSLContext | None = None, tls: ssl.SSLContext | None = None, login: tuple[str, str] | None = None
) -> AsyncIterator[MailServer]:
    """Run a mail server on a free port."""
    state = MailServer()

    def check(_server, _session, _envelope, _mechanism, given) -> AuthResult:
        return AuthResult(success=(given.login.decode(), given.password.decode()) == login, handled=False)

    def protocol() -> SMTP:
        return SMTP(
            state,
            hostname="mail.example",
            tls_context=starttls,
            authenticator=check if login else None,
            auth_required=login is not None,
            auth_require_tls=False,
            enable_SMTPUTF8=True,
        )

    server = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", 0, ssl=tls)
    state.port = server.sockets[0].getsockname()[1]
    try:
        yield state
    finally:
        server.close()


def own_certificate(folder: Path) -> ssl.SSLContext:
    """A context with a certificate that nobody else has signed, as relays on the same machine have them."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.example")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "mail.pem"
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(file)
    return context
