"""Registering for a meeting: the only writer of `Seats.taken` and of `Registration.state`.

Who takes a seat or gives one back locks the row of the seats first, and so do the deeds of the
meeting; then come the meeting and the registrations. With one order of locks they wait for each
other and never deadlock, and what they read under that lock stays true. Sending a link locks the
one registration alone.
"""

import datetime
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from events.models import AttendanceMode, Meeting, Registration, Seats
from knowledge.questions import deeds as questions
from office.mail import outbox
from office.mail.address import fold
from office.refusals import Refused

# A person who clicks twice, or a prankster with somebody's address, sends one mail, not fifty.
LINK_PAUSE = datetime.timedelta(minutes=5)


class RegistrationRefused(Refused):
    """A registration that cannot be taken; its text is what the visitor reads."""


class MeetingIsFull(RegistrationRefused):
    """No seat is left."""


class MeetingIsOver(RegistrationRefused):
    """The meeting is over."""


class MeetingIsCancelled(RegistrationRefused):
    """The meeting was called off."""


class RegistrationIsClosed(RegistrationRefused):
    """Registration is closed, or not open yet."""


class _AlreadyCancelled(Exception):
    """Undoes the seat that a second cancellation gave back."""


@dataclass(frozen=True, slots=True)
class Applicant:
    """What somebody filled in; `needs` is kept only with `needs_consent`."""

    name: str
    email: str
    organisation: str
    mode: str = AttendanceMode.ONLINE
    wants_report: bool = False
    needs: str = ""
    needs_consent: bool = False
    question: str = ""
    language: str = "nl"

    @property
    def email_folded(self) -> str:
        return fold(self.email)


def register(
    meeting: Meeting, *, applicant: Applicant, now: datetime.datetime, form_key: str = ""
) -> Registration:
    """Return the registration of applicant, with its confirmation in the outbox.

    A repeat takes no seat: it returns the first row and sends its link again. `form_key` makes a
    form that is sent twice one deed, also when the row was cancelled in between. Raises a
    RegistrationRefused, and then no row was made; a full meeting answers an address that is known
    like any other, and mails its link.
    """
    # A form can be brought to another meeting with the browser: there it is another deed.
    form_key = form_key and f"{meeting.pk}-{form_key}"
    try:
        with transaction.atomic():
            return _take_seat(meeting, applicant, now, form_key)
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
            send_link(first, now=now)
            raise
    if not _is_same_form(first, form_key):
        send_link(first, now=now)
    return first


def cancel(registration: Registration, *, now: datetime.datetime) -> None:
    """Give the seat back and mail that; a registration that was cancelled already stays as it is.

    Raises MeetingIsOver when there is nothing left to cancel.
    """
    if registration.meeting.ends_at <= now:
        raise MeetingIsOver(_("Deze bijeenkomst is al geweest."))
    try:
        with transaction.atomic():
            _seats(registration.meeting_id, registration.mode).filter(taken__gt=0).update(
                taken=F("taken") - 1
            )
            changed = Registration.objects.filter(
                pk=registration.pk, state=Registration.State.REGISTERED
            ).update(
                state=Registration.State.CANCELLED,
                cancelled_at=now,
                calendar_sequence=F("calendar_sequence") + 1,
            )
            if not changed:
                raise _AlreadyCancelled
            outbox.put(
                "registration_cancelled",
                to_language=registration.language,
                registration=registration.pk,
            )
    except _AlreadyCancelled:
        return


def resend(meeting: Meeting, *, email: str, now: datetime.datetime) -> None:
    """Mail the link if this address has a registration; the answer does not tell whether it has."""
    first = meeting.registrations.standing().filter(email_folded=fold(email)).first()
    if first is not None:
        send_link(first, now=now)


def send_link(registration: Registration, *, now: datetime.datetime) -> None:
    """Put the mail with the link in the outbox, at most once per LINK_PAUSE."""
    with transaction.atomic():
        is_due = (
            Registration.objects.standing()
            .filter(pk=registration.pk)
            .filter(Q(link_sent_at=None) | Q(link_sent_at__lte=now - LINK_PAUSE))
            .update(link_sent_at=now)
        )
        if is_due:
            outbox.put(
                "registration_link",
                to_language=registration.language,
                registration=registration.pk,
            )


def refuse_unless_open(meeting: Meeting, *, now: datetime.datetime) -> None:
    """Raise the RegistrationRefused that says why nobody can register for this meeting now."""
    if meeting.state == Meeting.State.CANCELLED:
        raise MeetingIsCancelled(_("Deze kenniskring gaat niet door."))
    if meeting.state != Meeting.State.ANNOUNCED:
        raise RegistrationIsClosed(_("Aanmelden voor deze kenniskring kan nog niet."))
    if meeting.ends_at <= now:
        raise MeetingIsOver(_over_sentence(meeting))
    if meeting.registration_closes_at <= now:
        raise RegistrationIsClosed(_("Aanmelden voor deze kenniskring kan niet meer."))


def _take_seat(
    meeting: Meeting, applicant: Applicant, now: datetime.datetime, form_key: str
) -> Registration:
    # The counter comes first: it is the lock, and what it finds decides. Counting rows and then
    # inserting oversold on both databases.
    is_taken = (
        _seats(meeting.pk, applicant.mode)
        .filter(taken__lt=F("capacity"))
        .update(taken=F("taken") + 1)
    )
    # Read again behind the lock: the meeting may have been cancelled since the page was shown.
    meeting = Meeting.objects.get(pk=meeting.pk)
    refuse_unless_open(meeting, now=now)
    if not is_taken:
        raise MeetingIsFull(_full_sentence(meeting, applicant.mode))
    registration = Registration.objects.create(
        meeting=meeting,
        name=applicant.name,
        email=applicant.email,
        email_folded=applicant.email_folded,
        organisation=applicant.organisation,
        mode=applicant.mode,
        wants_report=applicant.wants_report,
        needs=applicant.needs if applicant.needs_consent else "",
        needs_consent_at=now if applicant.needs and applicant.needs_consent else None,
        language=applicant.language,
        form_key=form_key,
        calendar_sequence=_next_sequence(meeting, applicant),
        created_at=now,
    )
    if applicant.question:
        registration.question = questions.ask_at_registration(
            applicant.question,
            name=applicant.name,
            email=applicant.email,
            organisation=applicant.organisation,
            language=applicant.language,
            occasion=str(meeting),
            now=now,
        )
        registration.save(update_fields=["question"])
    outbox.put(
        "registration_confirmed", to_language=applicant.language, registration=registration.pk
    )
    return registration


def _full_sentence(meeting: Meeting, mode: str) -> str:
    # Somebody who can still attend in the other mode must be told so.
    free = Seats.objects.filter(meeting=meeting, taken__lt=F("capacity")).exclude(mode=mode).first()
    if free is None:
        return _("Deze kenniskring is vol.")
    return _("%(full)s is vol. %(free)s kan nog.") % {
        "full": AttendanceMode(mode).label,
        "free": free.get_mode_display(),
    }


def _seats(meeting_pk: int, mode: str):
    # No join here: PostgreSQL would then test `taken < capacity` on an old row.
    return Seats.objects.filter(meeting_id=meeting_pk, mode=mode)


def _first_row(meeting: Meeting, applicant: Applicant, form_key: str) -> Registration | None:
    """Return the row that this form made, else the standing row of this address, else None."""
    rows = Registration.objects.filter(meeting=meeting, email_folded=applicant.email_folded)
    same_form = rows.filter(form_key=form_key).first() if form_key else None
    return same_form or rows.standing().first()


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


def _over_sentence(meeting: Meeting) -> str:
    if meeting.report_due is None:
        return _("Deze bijeenkomst is al geweest.")
    return _("Deze bijeenkomst is al geweest. Het verslag komt uiterlijk %(day)s.") % {
        "day": date_format(meeting.report_due, "j F")
    }
