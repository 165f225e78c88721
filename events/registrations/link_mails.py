"""When the mail with somebody's link goes out: once, whoever asks for it how often.

Sending a link locks the registrations of that address alone, in the order of their keys.
"""

import datetime

from django.db import transaction

from events.models import Meeting, Registration, Repeat
from events.registrations import repeats
from office import locks
from office.mail import outbox, quota
from office.mail_address import fold

# A person who clicks twice, or a prankster with somebody's address, sends one mail, not fifty.
LINK_PAUSE = datetime.timedelta(minutes=5)


def resend(meeting: Meeting, *, email: str, now: datetime.datetime) -> None:
    """Mail this address its links, in one mail; the answer does not tell whether it is known.

    Raises TooManyMails, also for an address that is not known. However many colleagues share the
    address: what was counted is one mail. Counting theirs would tell how many they are.
    """
    quota.take(email, now=now)
    with transaction.atomic():
        rows = _with_links(meeting, fold(email))
        if len(rows) > 1:
            _send_links(rows, now)
        elif rows:
            send_link(rows[0], now=now)


def send_link(
    registration: Registration, *, now: datetime.datetime, has_news: bool = False
) -> None:
    """Put the mail with the link in the outbox, at most once per LINK_PAUSE.

    The mail about a change begins that pause too, and so does the confirmation, but not for news.
    With news it is never left out: within the pause it goes out at its end. A registration that was
    cancelled has none, unless a form waits there for a choice.
    """
    with transaction.atomic():
        locks.lock(Registration.objects.filter(pk=registration.pk))
        row = Registration.objects.filter(pk=registration.pk).first()
        if row is None or not (row.has_seat or repeats.open_of(row).exists()):
            return
        due = now if row.link_sent_at is None else max(now, row.link_sent_at + LINK_PAUSE)
        is_waiting = row.link_sent_at is not None and row.link_sent_at > now
        # The mail is made when it is sent: one that waits will tell this news too.
        if is_waiting or (_has_link(row, now) and not has_news):
            return
        Registration.objects.filter(pk=row.pk).update(link_sent_at=due)
        outbox.put(
            "registration_link", to_language=row.language, not_before=due, registration=row.pk
        )


def _send_links(rows: list[Registration], now: datetime.datetime) -> None:
    """Put one mail with all their links in the outbox, unless each went out a moment ago."""
    if all(_has_link(row, now) for row in rows):
        return
    for row in rows:
        row.link_sent_at = max(now, row.link_sent_at or now)
        row.save(update_fields=["link_sent_at"])
    outbox.put("registration_links", to_language=rows[0].language, registration=rows[0].pk)


def _has_link(row: Registration, now: datetime.datetime) -> bool:
    """Return whether a mail with its link went out a moment ago, or waits to.

    The confirmation holds the link as well.
    """
    sent_at = row.link_sent_at
    is_sent = sent_at is not None and sent_at + LINK_PAUSE > now
    return is_sent or row.created_at <= now < row.created_at + LINK_PAUSE


def _with_links(meeting: Meeting, email_folded: str) -> list[Registration]:
    """Return the registrations of a mailbox that have a link, locked, the oldest first."""
    found = Registration.objects.of_address(meeting, email_folded)
    locks.lock(found)
    forms = Repeat.objects.open().of_address(meeting, email_folded)
    waiting = set(forms.values_list("registration", flat=True))
    return [row for row in found if row.has_seat or row.pk in waiting]
