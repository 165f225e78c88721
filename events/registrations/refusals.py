"""Why nobody can register for a meeting, or no more, in the words of the visitor."""

import datetime

from django.db.models import F
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from events.models import AttendanceMode, Meeting, Seats
from office.refusals import Refused


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


class NothingToChange(RegistrationRefused):
    """The registration that a form would change was cancelled."""


class IsThereAlready(RegistrationRefused):
    """The colleague has a seat already, by another form."""


def refuse_unless_open(meeting: Meeting, *, now: datetime.datetime) -> None:
    """Raise the RegistrationRefused that says why nobody can register for this meeting now."""
    refuse_when_off(meeting)
    if meeting.state != Meeting.State.ANNOUNCED:
        raise RegistrationIsClosed(_("Aanmelden voor deze kenniskring kan nog niet."))
    if meeting.ends_at <= now:
        raise MeetingIsOver(_over_sentence(meeting))
    if meeting.registration_closes_at <= now:
        raise RegistrationIsClosed(_("Aanmelden voor deze kenniskring kan niet meer."))


def refuse_when_off(meeting: Meeting) -> None:
    """Raise MeetingIsCancelled for a meeting that was called off: its seats mean nothing."""
    if meeting.state == Meeting.State.CANCELLED:
        raise MeetingIsCancelled(_("Deze kenniskring gaat niet door."))


def full_sentence(meeting: Meeting, mode: str) -> str:
    """Return that a mode is full, and what is left."""
    # Somebody who can still attend in the other mode must be told so.
    free = Seats.objects.filter(meeting=meeting, taken__lt=F("capacity")).exclude(mode=mode).first()
    if free is None:
        return _("Deze kenniskring is vol.")
    return _("%(full)s is vol. %(free)s kan nog.") % {
        "full": AttendanceMode(mode).label,
        "free": free.get_mode_display(),
    }


def _over_sentence(meeting: Meeting) -> str:
    if meeting.report_due is None:
        return _("Deze bijeenkomst is al geweest.")
    return _("Deze bijeenkomst is al geweest. Het verslag komt uiterlijk %(day)s.") % {
        "day": date_format(meeting.report_due, "j F")
    }
