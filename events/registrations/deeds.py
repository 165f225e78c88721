"""Registering for a meeting: the only writer of `Seats.taken` and of `Registration.state`.

Who takes a seat or gives one back locks the row of the seats first, and so do the deeds of the
meeting; then come the meeting and the registrations, and last what waits for a choice. With one
order of locks they wait for each other and never deadlock, and what they read under that lock stays
true. Who gives a seat back or changes it locks the seats of both modes: until then the mode of a
registration may still change.
"""

import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from events.models import Meeting, Registration, Repeat, Seats
from events.models.registration import fold_name
from events.registrations import link_mails, repeats
from events.registrations.applicant import Applicant
from events.registrations.refusals import (
    IsThereAlready,
    MeetingIsFull,
    MeetingIsOver,
    NothingToChange,
    full_sentence,
    refuse_unless_open,
    refuse_when_off,
)
from knowledge.questions import deeds as questions
from office import locks
from office.mail import outbox, quota
from office.models import User


class _IsKnown(Exception):
    """Undoes the seat: the address has a registration already."""

    def __init__(self, first: Registration) -> None:
        super().__init__()
        self.first = first


class _IsSettled(Exception):
    """Undoes the seat: somebody chose already."""


def register(
    meeting: Meeting, *, applicant: Applicant, now: datetime.datetime, form_key: str = ""
) -> Registration:
    """Return the registration of applicant, with its confirmation in the outbox.

    A repeat takes no seat: it returns the first row and mails its link again. What it says beyond
    that row (a colleague's name, another mode, a question) waits for the choice of whoever reads
    the mailbox. `form_key` makes a form that is sent twice one deed, also when the row was
    cancelled in between. Raises a RegistrationRefused, or TooManyMails, and then no row was made; a
    full meeting answers an address that is known like any other, and mails its link.
    """
    refuse_unless_open(meeting, now=now)
    quota.take(applicant.email, now=now)
    form_key = applicant.key(meeting.pk, form_key)
    try:
        with transaction.atomic():
            return _take_seat(meeting, applicant, now, form_key)
    except _IsKnown as known:
        first = known.first
    except IntegrityError:
        # The block is aborted; outside it the row that was first can be read.
        first = _first_row(meeting, applicant, form_key)
        if first is None:
            raise
    except MeetingIsFull:
        first = _first_row(meeting, applicant, form_key)
        if first is None:
            raise
        if not _is_same_form(first, form_key):
            # A colleague reads on the page that there is no seat: there is nothing to choose.
            _repeat(first, applicant, now, form_key, keeps=applicant.is_same_person(first))
            raise
    if not _is_same_form(first, form_key):
        _repeat(first, applicant, now, form_key)
    return first


def join(repeat: Repeat, *, now: datetime.datetime) -> Registration | None:
    """Return the registration of the colleague who sent the form, at the address she shares.

    Somebody who reads the mailbox chose so. Raises a RegistrationRefused when no seat is left or
    registration is closed. A second time it returns what the form became.
    """
    meeting = repeat.registration.meeting
    applicant = repeats.applicant_of(repeat)
    try:
        with transaction.atomic():
            return _take_seat(meeting, applicant, now, repeat.form_key, repeat=repeat)
    except _IsSettled:
        stored = Repeat.objects.filter(pk=repeat.pk).first()
        return stored and stored.became
    except _IsKnown as known:
        # Her form found the address free meanwhile: its registration stands already.
        repeats.settle(repeat, became=known.first, now=now)
        return known.first


def change(repeat: Repeat, *, now: datetime.datetime) -> Registration | None:
    """Return the registration with the answers of the form, which its owner sent again.

    Another mode takes a seat there and gives the old one back. An answer that was left empty
    changes nothing. Raises a RegistrationRefused; a second time it returns what the form became.
    """
    meeting = repeat.registration.meeting
    with transaction.atomic():
        locks.lock(Seats.objects.filter(meeting=meeting.pk))
        meeting = Meeting.objects.get(pk=meeting.pk)
        refuse_unless_open(meeting, now=now)
        row = _locked(repeat.registration)
        stored = repeats.locked(repeat)
        if stored is None or stored.settled_at is not None:
            return stored and stored.became
        if row is None or not row.has_seat:
            raise NothingToChange(_("Deze aanmelding is al afgemeld. Meld je opnieuw aan."))
        stored.registration = row
        _take_over(row, repeats.applicant_of(stored), asked_at=stored.created_at, now=now)
        outbox.put("registration_changed", to_language=row.language, registration=row.pk)
        repeats.settle(stored, became=row, now=now)
        return row


def cancel(registration: Registration, *, now: datetime.datetime) -> None:
    """Give the seat back and mail that; a registration that was cancelled already stays as it is.

    Raises MeetingIsOver or MeetingIsCancelled when there is nothing left to cancel.
    """
    with transaction.atomic():
        _give_back(registration, "registration_cancelled", now)


def free(registration: Registration, *, by: User, now: datetime.datetime) -> bool:
    """Take the seat of somebody who will not come, for the organiser; return whether it was hers.

    She is mailed: it may be a mistake, and her calendar must drop it. Who pressed the button
    stands in the log of the meeting. Raises MeetingIsOver or MeetingIsCancelled.
    """
    with transaction.atomic():
        if not _give_back(registration, "registration_freed", now):
            return False
        log(
            instance=registration.meeting,
            action="events.free_seat",
            user=by,
            data={"registration": registration.pk},
        )
        return True


def _take_seat(
    meeting: Meeting,
    applicant: Applicant,
    now: datetime.datetime,
    form_key: str,
    repeat: Repeat | None = None,
) -> Registration:
    # The counter comes first: it is the lock, and what it finds decides. Counting rows and then
    # inserting oversold on both databases.
    is_taken = _take(meeting.pk, applicant.mode)
    # Read again behind the lock: the meeting may have been cancelled since the page was shown.
    meeting = Meeting.objects.get(pk=meeting.pk)
    refuse_unless_open(meeting, now=now)
    stored = repeat and _open_repeat(repeat)
    if not is_taken:
        raise MeetingIsFull(full_sentence(meeting, applicant.mode))
    first = _first_row(meeting, applicant, form_key)
    if first is not None and (repeat is None or _is_same_form(first, form_key)):
        raise _IsKnown(first)
    if first is not None and applicant.is_same_person(first):
        # Two forms of one colleague: the first that was chosen counts.
        raise IsThereAlready(
            _("%(name)s is al aangemeld met dit e-mailadres.") % {"name": first.name}
        )
    asked_at = stored.created_at if stored else now
    registration = Registration.objects.create(
        meeting=meeting,
        name=applicant.name,
        email=applicant.email,
        email_folded=applicant.email_folded,
        shares_address=first is not None,
        organisation=applicant.organisation,
        mode=applicant.mode,
        wants_report=applicant.wants_report,
        needs=applicant.needs_kept,
        needs_consent_at=asked_at if applicant.needs_kept else None,
        language=applicant.language,
        form_key=form_key,
        calendar_sequence=_next_sequence(meeting, applicant),
        created_at=now,
    )
    _bring_question(registration, applicant, now)
    outbox.put(
        "registration_confirmed", to_language=applicant.language, registration=registration.pk
    )
    if stored:
        repeats.settle(stored, became=registration, now=now)
    return registration


def _open_repeat(repeat: Repeat) -> Repeat:
    stored = repeats.locked(repeat)
    if stored is None or stored.settled_at is not None:
        raise _IsSettled
    return stored


def _take_over(
    row: Registration, applicant: Applicant, *, asked_at: datetime.datetime, now: datetime.datetime
) -> None:
    if applicant.mode != row.mode:
        if not _take(row.meeting_id, applicant.mode):
            raise MeetingIsFull(full_sentence(row.meeting, applicant.mode))
        _release(row.meeting_id, row.mode)
    row.name, row.organisation, row.mode = applicant.name, applicant.organisation, applicant.mode
    row.wants_report = row.wants_report or applicant.wants_report
    if applicant.needs_kept:
        row.needs, row.needs_consent_at = applicant.needs_kept, asked_at
    row.calendar_sequence += 1
    # The mail about it holds the link; one that waits for the end of a pause still goes out.
    row.link_sent_at = max(now, row.link_sent_at or now)
    row.save(
        update_fields=[
            *("name", "organisation", "mode", "wants_report"),
            *("needs", "needs_consent_at", "calendar_sequence", "link_sent_at"),
        ]
    )
    asked = row.question.text if row.question else ""
    if fold_name(applicant.question) != fold_name(asked):
        _bring_question(row, applicant, now)


def _give_back(registration: Registration, kind: str, now: datetime.datetime) -> bool:
    """Cancel with a mail of this kind; return False when it was cancelled before."""
    if registration.meeting.ends_at <= now:
        raise MeetingIsOver(_("Deze bijeenkomst is al geweest."))
    locks.lock(Seats.objects.filter(meeting=registration.meeting_id))
    refuse_when_off(Meeting.objects.get(pk=registration.meeting_id))
    row = _locked(registration)
    if row is None or not row.has_seat:
        return False
    _release(row.meeting_id, row.mode)
    row.state, row.cancelled_at = Registration.State.CANCELLED, now
    row.calendar_sequence += 1
    row.save(update_fields=["state", "cancelled_at", "calendar_sequence"])
    others = Registration.objects.standing().of_address(row.meeting, row.email_folded)
    # Who stands there twice keeps her other seat: no mail that takes it out of her calendar.
    if row.name_folded not in {other.name_folded for other in others}:
        outbox.put(kind, to_language=row.language, registration=row.pk)
    return True


def _repeat(
    first: Registration,
    applicant: Applicant,
    now: datetime.datetime,
    form_key: str,
    *,
    keeps: bool = True,
) -> None:
    """Mail the link of the row that stands, and keep what the form says beyond it."""
    with transaction.atomic():
        # A meeting that is called off at this moment mails the forms that it finds: this one is
        # among them, or it is refused.
        locks.lock(Seats.objects.filter(meeting=first.meeting_id))
        refuse_unless_open(Meeting.objects.get(pk=first.meeting_id), now=now)
        has_news = (
            keeps
            and applicant.adds_to(first)
            and repeats.keep(first, applicant=applicant, now=now, form_key=form_key)
        )
        link_mails.send_link(first, now=now, has_news=has_news)


def _bring_question(
    registration: Registration, applicant: Applicant, now: datetime.datetime
) -> None:
    if not applicant.question:
        return
    registration.question = questions.ask_at_registration(
        applicant.question,
        name=applicant.name,
        email=applicant.email,
        organisation=applicant.organisation,
        language=applicant.language,
        occasion=str(registration.meeting),
        now=now,
    )
    registration.save(update_fields=["question"])


def _locked(registration: Registration) -> Registration | None:
    rows = Registration.objects.select_for_update(of=("self",), no_key=True)
    return rows.filter(pk=registration.pk).first()


def _take(meeting_pk: int, mode: str) -> bool:
    """Take a seat; return whether there was one."""
    free = _seats(meeting_pk, mode).filter(taken__lt=F("capacity"))
    return bool(free.update(taken=F("taken") + 1))


def _release(meeting_pk: int, mode: str) -> None:
    _seats(meeting_pk, mode).filter(taken__gt=0).update(taken=F("taken") - 1)


def _seats(meeting_pk: int, mode: str):
    # No join here: PostgreSQL would then test `taken < capacity` on an old row.
    return Seats.objects.filter(meeting_id=meeting_pk, mode=mode)


def _first_row(meeting: Meeting, applicant: Applicant, form_key: str) -> Registration | None:
    """Return the row that this form made, else one that stands at this address, else None.

    Among colleagues who share it the applicant's own comes first.
    """
    rows = Registration.objects.of_address(meeting, applicant.email_folded)
    same_form = rows.filter(form_key=form_key).first() if form_key else None
    standing = list(rows.standing().select_related("question"))
    own = (row for row in standing if applicant.is_same_person(row))
    return same_form or next(own, None) or next(iter(standing), None)


def _is_same_form(registration: Registration, form_key: str) -> bool:
    return bool(form_key) and registration.form_key == form_key


def _next_sequence(meeting: Meeting, applicant: Applicant) -> int:
    """Return a SEQUENCE above that of earlier, cancelled registrations of this address.

    The UID is the meeting's: a calendar that saw the cancellation takes only what comes after it.
    """
    earlier = (
        Registration.objects.filter(meeting=meeting, email_folded=applicant.email_folded)
        .order_by("-calendar_sequence")
        .values_list("calendar_sequence", flat=True)
        .first()
    )
    return 0 if earlier is None else earlier + 1
