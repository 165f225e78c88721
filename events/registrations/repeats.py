"""A form for an address that is registered already: kept until its mailbox says what to do with it.

A visitor's form proves nothing about who reads the address in it. So what it says beyond the
registration that stands is kept here, and only a signed link, mailed to that address, makes it
count. The mail repeats no word of it: a stranger may have typed them.
"""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils.formats import date_format

from events.models import Meeting, Registration, Repeat
from events.registrations.applicant import Applicant

# What people have to choose; then it is deleted (`retention.py`).
TERM = datetime.timedelta(days=7)


def keep(
    registration: Registration, *, applicant: Applicant, now: datetime.datetime, form_key: str
) -> bool:
    """Keep what the applicant filled in; return whether that is news for the mailbox."""
    # No limit here: whoever came after it would lose her words, and a refusal would tell that the
    # address is known. The limit on mails to one address (`office/mail/quota.py`) refuses aloud
    # before this, known or not, so a prankster leaves fifteen a day, each for a week.
    said = _answers(applicant)
    if open_of(registration).filter(**said).exists():
        return False
    rest = {
        "needs_consent_at": now if applicant.needs_kept else None,
        "language": applicant.language,
        "created_at": now,
    }
    if not form_key:
        Repeat.objects.create(registration=registration, **said, **rest)
        return True
    _row, is_new = Repeat.objects.get_or_create(
        registration=registration, form_key=form_key, defaults={**said, **rest}
    )
    return is_new


def open_of(registration: Registration) -> QuerySet[Repeat]:
    """Return the forms about which nothing was chosen yet, the oldest first."""
    return Repeat.objects.open().filter(registration=registration)


def last_moment(waiting: Iterable[Repeat], meeting: Meeting) -> datetime.datetime:
    """Return when the first of the forms that wait is forgotten (`retention.py`)."""
    return min(*(repeat.created_at + TERM for repeat in waiting), meeting.ends_at)


def last_day(waiting: Iterable[Repeat], meeting: Meeting) -> str:
    """Return the day of that in words, at the clock of the meeting, which may end it."""
    return date_format(last_moment(waiting, meeting).astimezone(meeting.zone), "j F")


def applicant_of(repeat: Repeat) -> Applicant:
    """Return what was filled in, at the address of the registration."""
    return Applicant(
        name=repeat.name,
        email=repeat.registration.email,
        organisation=repeat.organisation,
        mode=repeat.mode,
        wants_report=repeat.wants_report,
        needs=repeat.needs,
        needs_consent=repeat.needs_consent_at is not None,
        question=repeat.question,
        language=repeat.language,
    )


@transaction.atomic
def discard(repeat: Repeat, *, now: datetime.datetime) -> None:
    """Forget what was filled in; the registration stays as it is."""
    stored = locked(repeat)
    if stored is not None and stored.settled_at is None:
        settle(stored, became=None, now=now)


def locked(repeat: Repeat) -> Repeat | None:
    """Return the row as it is stored, locked until the commit; None when it was forgotten."""
    return Repeat.objects.select_for_update(of=("self",), no_key=True).filter(pk=repeat.pk).first()


def settle(repeat: Repeat, *, became: Registration | None, now: datetime.datetime) -> None:
    """Note what the mailbox chose, and blank the words: the registration has them by now."""
    repeat.settled_at, repeat.became = now, became
    repeat.name = repeat.organisation = repeat.needs = repeat.question = ""
    repeat.needs_consent_at = None
    repeat.save()


def _answers(applicant: Applicant) -> dict[str, object]:
    return {
        "name": applicant.name,
        "organisation": applicant.organisation,
        "mode": applicant.mode,
        "wants_report": applicant.wants_report,
        "needs": applicant.needs_kept,
        "question": applicant.question,
    }
