"""Reading the folder in which mail lands while there is no mail server."""

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

# What Django's file backend writes after each mail; a file holds the mails of one round.
SEPARATOR = re.compile(rb"^-{79}\r?\n?", re.MULTILINE)
NEWEST_FILES = 200


@dataclass(frozen=True, slots=True)
class Part:
    """A file in a mail."""

    name: str
    mimetype: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Received:
    """A mail as its reader gets it; `key` names it among the others."""

    key: str
    subject: str
    sender: str
    to: str
    at: datetime | None
    text: str
    parts: tuple[Part, ...]


def received(folder: Path) -> list[Received]:
    """Return the mails in the folder, the newest first; [] when there is no folder."""
    files = sorted(folder.glob("*.log"), key=lambda path: path.name, reverse=True)
    return [mail for path in files[:NEWEST_FILES] for mail in reversed(list(_mails(path)))]


def _mails(path: Path) -> Iterator[Received]:
    chunks = SEPARATOR.split(path.read_bytes())
    for number, chunk in enumerate(chunk for chunk in chunks if chunk.strip()):
        message = email.message_from_bytes(chunk, policy=email.policy.default)
        yield _received(f"{path.stem}-{number}", message)


def _received(key: str, message: EmailMessage) -> Received:
    body = message.get_body(("plain", "html"))
    files = [part for part in message.walk() if part is not body and not part.is_multipart()]
    return Received(
        key=key,
        subject=str(message.get("Subject", "")),
        sender=str(message.get("From", "")),
        to=str(message.get("To", "")),
        at=_sent_at(message),
        text=_text(body) if body is not None else "",
        parts=tuple(
            Part(
                part.get_filename() or part.get_content_type().replace("/", "."),
                part.get_content_type(),
                part.get_payload(decode=True) or b"",
            )
            for part in files
        ),
    )


def _sent_at(message: EmailMessage) -> datetime | None:
    try:
        at = parsedate_to_datetime(str(message["Date"]))
    except ValueError:
        return None
    # "-0000" is UTC without a local zone (RFC 5322 §3.3): Python returns a naive datetime.
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _text(part: EmailMessage) -> str:
    # Not get_content(): a charset that nobody knows must not close the mailbox.
    content = part.get_payload(decode=True) or b""
    return content.decode("utf-8", errors="replace").replace("\r\n", "\n")
