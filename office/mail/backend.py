"""Where Django's own `send_mail` leads: into the outbox, so that no mail goes past it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.translation import get_language

from office.mail import outbox
from office.mail.kinds import MailKind, Rendered


class OutboxBackend(BaseEmailBackend):
    """Takes the mails that Wagtail sends to colleagues: nobody waits for the mail server.

    They come ready-made, so their words are kept until they are sent.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Put a mail in the outbox for each recipient; return how many messages there were.

        Raises ValueError for a mail with a file: none of ours has one.
        """
        with transaction.atomic():
            for message in email_messages:
                _put(message)
        return len(email_messages)


def _put(message: EmailMessage) -> None:
    if message.attachments:
        raise ValueError(f"The mail {message.subject!r} has a file: make it a kind of mail.")
    html = next(
        (part for part, kind in getattr(message, "alternatives", []) if kind == "text/html"), ""
    )
    for to in message.recipients():
        outbox.put(
            "ready_made",
            to_language=get_language() or "nl",
            to=to,
            subject=str(message.subject),
            text=message.body,
            html=html,
        )


def _rendered(ids: Mapping[str, Any]) -> Rendered | None:
    return Rendered(**ids) if ids else None


READY_MADE = MailKind("ready_made", _rendered, holds_text=True)
