"""What a mail is made of, and the registry of the mails the platform can send."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.conf import settings

from office.registry import Registry


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """An iCalendar text that the reader's calendar acts on.

    `method` must equal the METHOD inside `text`: Outlook wants both (RFC 6047 §2.4).
    """

    method: str
    text: str
    name: str = "bijeenkomst.ics"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along with a mail."""

    name: str
    content: bytes
    mimetype: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A mail ready to send; `to` is one bare address, and so is `reply_to` (the sender when empty).

    `when_sent` notes in a row of the caller's that the server took the mail.
    """

    to: str
    subject: str
    text: str
    html: str = ""
    reply_to: str = ""
    attachments: tuple[Attachment, ...] = ()
    calendar: CalendarPart | None = None
    when_sent: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class MailKind:
    """A mail the platform can send.

    `render(ids)` gets what `outbox.put` was given and runs in the reader's language, when the mail
    is sent; None means that there is nothing left to say (the row is gone, the person left).
    With `holds_text` the ids are the mail itself, and go once it was sent.
    """

    name: str
    render: Callable[[Mapping[str, Any]], Rendered | None]
    holds_text: bool = False


MAIL_KINDS: Registry[MailKind] = Registry("mail kind")


def absolute(path: str) -> str:
    """Return path as an address that works from a mail."""
    return urljoin(f"{settings.BASE_URL}/", path)
