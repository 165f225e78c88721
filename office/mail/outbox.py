"""The outbox: a mail is a row in the caller's transaction and is made when it is sent.

At least once, never lost: a sender that dies after the server took the mail sends it again when
its lease has lapsed, under the same Message-ID, so that the second copy can be recognised.
"""

import datetime
import logging
import smtplib
import time
import unicodedata
from dataclasses import dataclass
from email.utils import formataddr, make_msgid, parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.utils import timezone, translation

from office import faults, mail_address
from office.mail import replies
from office.mail.kinds import MAIL_KINDS, Rendered
from office.models.mail import Mail
from office.models.settings import SiteSettings

logger = logging.getLogger(__name__)

# Longer than one mail can take: every step of the conversation waits EMAIL_TIMEOUT at most.
LEASE = datetime.timedelta(minutes=5)
# Nearly five days; RFC 5321 §4.5.4.1 asks at least four to five before giving up.
PAUSES = tuple(
    datetime.timedelta(minutes=minutes)
    for minutes in (1, 5, 15, 60, 4 * 60, 12 * 60, 24 * 60, 24 * 60, 24 * 60, 24 * 60)
)
LOOP, SERVER = "outbox", "mail server"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one attempt; `server_gone` ends the round, since the next would fail too.

    `fault` is listed under the mail itself: it could not be made or handed over, or it is refused
    in words that can be about this mail alone. `unseen` says that the server never got to see the
    mail, so an older fault of its own may still be true.
    """

    state: Mail.State
    words: str = ""
    server_gone: bool = False
    fault: Exception | str | None = None
    unseen: bool = False

    @classmethod
    def impossible(cls, error: Exception) -> "Outcome":
        return cls(Mail.State.WAITING, f"{type(error).__name__}: {error}", fault=error)


def put(
    kind: str, *, to_language: str = "nl", not_before: datetime.datetime | None = None, **ids: Any
) -> Mail:
    """Return a new mail in the caller's transaction: it goes out if and only if that commits.

    `ids` (JSON values) name the rows that the mail is about; `not_before` keeps it back until
    then. Raises ValueError when nobody registered `kind`.
    """
    if kind not in MAIL_KINDS:
        raise ValueError(f"Mail kind {kind!r} is not registered: choose one of {list(MAIL_KINDS)}.")
    message_id = make_msgid(domain=urlsplit(settings.BASE_URL).hostname or "localhost")
    when = {} if not_before is None else {"next_try_at": not_before}
    return Mail.objects.create(
        kind=kind, ids=ids, language=to_language, message_id=message_id, **when
    )


def retry(mail: Mail, *, now: datetime.datetime) -> None:
    """Let a failed mail be sent again, with a fresh count of attempts."""
    Mail.objects.filter(pk=mail.pk, state=Mail.State.FAILED).update(
        state=Mail.State.WAITING, attempts=0, next_try_at=now, lease_until=None
    )


def retry_failed(*, now: datetime.datetime) -> int:
    """Let all failed mails be sent again, as `retry` does one; return how many."""
    return Mail.objects.filter(state=Mail.State.FAILED).update(
        state=Mail.State.WAITING, attempts=0, next_try_at=now, lease_until=None
    )


def send_due(now: datetime.datetime, limit: int = 50) -> int:
    """Send at most `limit` mails that are due and return how many the server took.

    Safe in several processes at once: each row is leased before it is sent. A server that cannot
    be reached ends the round, so that fifty mails do not each wait for the same dead line.
    """
    started = time.monotonic()
    sent = 0
    due = Mail.objects.due(now).order_by("next_try_at", "pk").values_list("pk", flat=True)[:limit]
    connection = get_connection(settings.MAIL_BACKEND)
    try:
        for pk in list(due):
            # A round can last longer than a lease: every lease has a start of its own.
            at = now + datetime.timedelta(seconds=time.monotonic() - started)
            mail = _lease(pk, at)
            if mail is None:
                continue
            outcome = _attempt(mail, connection)
            if _write_down(mail, outcome, at):
                _tell_operators(mail, outcome, at)
            sent += outcome.state is Mail.State.SENT
            if outcome.words:
                # The server may have closed the line or be half-way a conversation.
                _hang_up(connection)
            if outcome.server_gone:
                break
    finally:
        _hang_up(connection)
    return sent


def _lease(pk: int, at: datetime.datetime) -> Mail | None:
    """Return the mail with its lease written, or None when another sender was first."""
    leased = (
        Mail.objects.due(at)
        .filter(pk=pk)
        .update(lease_until=at + LEASE, attempts=F("attempts") + 1)
    )
    return Mail.objects.get(pk=pk) if leased else None


def _attempt(mail: Mail, connection: BaseEmailBackend) -> Outcome:
    try:
        # No clock but the site's: a mail is not about whoever is logged in.
        with translation.override(mail.language), timezone.override(None):
            rendered = MAIL_KINDS[mail.kind].render(mail.ids)
        if rendered is None:
            return Outcome(Mail.State.DROPPED)
        message = _message(mail, rendered)
    except Exception as error:  # noqa: BLE001 -- told to operators below
        # A mistake in one kind of mail must not keep the others in the box.
        return Outcome.impossible(error)
    outcome = _send(message, connection)
    if outcome.state is Mail.State.SENT and rendered.when_sent is not None:
        rendered.when_sent()
    return outcome


def _send(message: EmailMultiAlternatives, connection: BaseEmailBackend) -> Outcome:
    try:
        connection.open()
    except Exception as error:  # noqa: BLE001 -- told to operators below
        # No mail was in hand yet, so whatever went wrong is about all of them.
        return _unreached(error)
    try:
        connection.send_messages([message])
    except smtplib.SMTPSenderRefused as error:
        return _refused(error.smtp_code, error.smtp_error, sender_refused=True)
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        return _refused(code, words)
    except (
        smtplib.SMTPAuthenticationError,
        smtplib.SMTPConnectError,
        smtplib.SMTPHeloError,
    ) as error:
        return _unreached(error)
    except smtplib.SMTPResponseException as error:
        return _refused(error.smtp_code, error.smtp_error)
    except smtplib.SMTPNotSupportedError as error:
        # This mail asks for what the server cannot do; the next one need not.
        return Outcome.impossible(error)
    except (smtplib.SMTPException, OSError) as error:
        return _unreached(error)
    except Exception as error:  # noqa: BLE001 -- told to operators below
        # An address that cannot be written down, say: the mails behind it must go out.
        return Outcome.impossible(error)
    return Outcome(Mail.State.SENT)


def _unreached(error: Exception) -> Outcome:
    if isinstance(error, smtplib.SMTPResponseException):
        words = _server_words(error.smtp_code, error.smtp_error)
    else:
        words = f"{type(error).__name__}: {error}"
    return Outcome(Mail.State.WAITING, words, server_gone=True, unseen=True)


def _refused(code: int, words: bytes | str, *, sender_refused: bool = False) -> Outcome:
    permanent = replies.is_permanent(code)
    told = _server_words(code, words)
    if permanent and replies.is_about_one_mail(told, sender_refused=sender_refused):
        return Outcome(Mail.State.FAILED, told)
    if replies.is_about_the_site(told, sender_refused=sender_refused):
        # A wrong password or sender must not fail every mail for good.
        return Outcome(Mail.State.WAITING, told, server_gone=True)
    # Nobody can tell about whom a bare 550 is: it waits, is listed, and the next mail is tried.
    # A recipient's server that asks for patience is not worth a word.
    return Outcome(Mail.State.WAITING, told, fault=told if permanent else None)


def _server_words(code: int, words: bytes | str) -> str:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return f"{code} {text}".replace("\0", "")


def _write_down(mail: Mail, outcome: Outcome, at: datetime.datetime) -> bool:
    """Store what came of it; return False when another sender has the mail by now."""
    state, pause = outcome.state, datetime.timedelta(0)
    if state is Mail.State.WAITING:
        if mail.attempts > len(PAUSES):
            state = Mail.State.FAILED
        else:
            pause = PAUSES[mail.attempts - 1]
    if state is Mail.State.FAILED:
        logger.error("Mail %s of kind %s failed: %s", mail.pk, mail.kind, outcome.words)
    # Only under our own lease: after a lapse the row belongs to the sender that took it over.
    own = Mail.objects.filter(pk=mail.pk, lease_until=mail.lease_until)
    kind = MAIL_KINDS.get(mail.kind)
    is_over = state in (Mail.State.SENT, Mail.State.DROPPED)
    forgotten = {"ids": {}} if is_over and kind is not None and kind.holds_text else {}
    return bool(
        own.update(
            **forgotten,
            state=state,
            lease_until=None,
            next_try_at=at + pause,
            last_error=outcome.words,
            sent_at=at if state is Mail.State.SENT else None,
        )
    )


def _tell_operators(mail: Mail, outcome: Outcome, at: datetime.datetime) -> None:
    """List that the server takes no mail of this site, until it accepts one again.

    A mail that has a fault of its own is listed by itself until it is handed over, dropped or
    forgotten.
    """
    if outcome.server_gone:
        faults.record(LOOP, outcome.words, row=SERVER, now=at)
    if outcome.fault is not None:
        faults.record(LOOP, outcome.fault, row=fault_row(mail), now=at)
    elif not outcome.unseen:
        taken = [SERVER] if outcome.state is Mail.State.SENT else []
        faults.clear(LOOP, [fault_row(mail), *taken])


def fault_row(mail: Mail) -> str:
    """Return under which words this mail stands in the list of faults."""
    return f"mail {mail.pk}: {mail.kind}"


def _hang_up(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except (smtplib.SMTPException, OSError):
        logger.info("The mail server had closed the line already")


def _message(mail: Mail, rendered: Rendered) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        subject=one_line(rendered.subject),
        body=rendered.text,
        from_email=_sender(),
        to=[_recipient(rendered.to)],
        reply_to=[_recipient(rendered.reply_to)] if rendered.reply_to else None,
        # Auto-Submitted keeps out-of-office replies away (RFC 3834 §5).
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
    )
    if rendered.html:
        message.attach_alternative(rendered.html, "text/html")
    if rendered.calendar:
        calendar = rendered.calendar
        message.attach_alternative(calendar.text, f"text/calendar; method={calendar.method}")
        # Readers that do not know the part above open the file.
        message.attach(calendar.name, calendar.text.encode(), "application/ics")
    for attachment in rendered.attachments:
        message.attach(attachment.name, attachment.content, attachment.mimetype)
    return message


def _recipient(to: str) -> str:
    """Return the address on one line, in ASCII; ValueError without one, or when it has none.

    Django sends nothing and raises nothing for a mail without address, encodes a local part with
    an accent into another one, and takes the domain with ß for the one with ss.
    """
    address = one_line(to)
    local, _at, _domain = address.rpartition("@")
    if not local:
        raise ValueError("The mail has no address.")
    if not local.isascii():
        raise ValueError("The address has other than ASCII characters before its @.")
    try:
        return mail_address.for_mail(address)
    except mail_address.InvalidAddress as refusal:
        raise ValueError("The address has a domain that mail servers do not know.") from refusal


def _sender() -> str:
    site = SiteSettings.of_default_site()
    if not site.sender_email:
        name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
        return formataddr((name, mail_address.for_mail(address)))
    address = mail_address.for_mail(site.sender_email)
    return formataddr((one_line(site.sender_name), address))


def one_line(text: str) -> str:
    """Return text without control characters and line breaks, fit for a mail header.

    U+2028 and U+2029 count as line breaks too: `str.splitlines` and some mail readers break there.
    """
    spaced = (
        " " if unicodedata.category(character) in {"Cc", "Zl", "Zp"} else character
        for character in text
    )
    return " ".join("".join(spaced).split())
