"""The local mailbox, which the browser shows: where mails go in demo and development if no mail server is set."""

from __future__ import annotations

from base64 import b64encode
from collections import deque
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import SMTP
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from email.message import EmailMessage
    from pathlib import Path

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalMail:
    """A mail as the mailbox shows it."""

    # Of its Message-ID, without the host.
    id: str
    sender: str
    recipient: str
    reply_to: str | None
    subject: str
    date: str
    text: str
    html: str


class Mailbox:
    """Keeps the last mails: in a folder, where all processes and the next run find them, or else in memory."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._memory: deque[bytes] = deque(maxlen=MOST)

    async def deliver(self, message: EmailMessage, *, sender: str, recipient: str) -> None:  # noqa: ARG002 - Transport's
        """Keep a message."""
        if self._folder is None:
            self._memory.append(message.as_bytes())
            return
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = _id(message)
        draft = self._folder / f"{name}.part"
        draft.write_bytes(message.as_bytes())
        draft.replace(self._folder / f"{name}.eml")
        for file in self._files()[MOST:]:
            file.unlink(missing_ok=True)

    async def close(self) -> None:
        """Do nothing; there is no connection."""

    def messages(self) -> list[LocalMail]:
        """Return the mails, newest first."""
        kept = reversed(self._memory) if self._folder is None else (file.read_bytes() for file in self._files())
        return [_local(content) for content in kept]

    def _files(self) -> list[Path]:
        # A mail's id begins with its time, and so sorts by it.
        return sorted(self._folder.glob("*.eml"), reverse=True) if self._folder else []


def _local(content: bytes) -> LocalMail:
    message: EmailMessage = message_from_bytes(content, policy=SMTP)  # pyright: ignore[reportAssignmentType] - the policy's
    html = _content(message, "html")
    for part in message.walk():
        if part["Content-ID"]:
            picture = f"data:{part.get_content_type()};base64,{b64encode(part.get_content()).decode()}"
            html = html.replace(f"cid:{part['Content-ID'].strip('<>')}", picture)
    return LocalMail(
        id=_id(message),
        sender=str(message["From"]),
        recipient=str(message["To"]),
        reply_to=str(message["Reply-To"]) if message["Reply-To"] else None,
        subject=str(message["Subject"]),
        date=str(message["Date"]),
        text=_content(message, "plain"),
        html=html,
    )


def _content(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return "" if part is None else part.get_content()


def _id(message: EmailMessage) -> str:
    return str(message["Message-ID"]).strip("<>").partition("@")[0]
