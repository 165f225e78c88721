"""A meeting in words: its title and where it is; when it is says `Meeting.slot`."""

from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from events.models import AttendanceMode, Meeting, MeetingText, Registration
from events.models.meeting import SOURCE_LANGUAGE
from office.mail.kinds import absolute


class Reason(NamedTuple):
    """Why a meeting is called off, and the language it is written in."""

    text: str = ""
    language: str = ""


NO_REASON = Reason()


def heading(meeting: Meeting, text: MeetingText) -> str:
    """Return number and title as people say them."""
    return _("Kenniskring %(number)s: %(title)s") % {"number": meeting.number, "title": text.title}


def instead(meeting: Meeting) -> str:
    """Return when the meeting is that comes instead of a cancelled one."""
    return _("De volgende is Kenniskring %(number)s, op %(when)s.") % {
        "number": meeting.number,
        "when": meeting.slot.words,
    }


def instead_link(meeting: Meeting, language: str, *, now: datetime) -> dict[str, str] | None:
    """Return what comes instead of a cancelled meeting, as sentence and address; None: nothing."""
    named = meeting.coming_instead(now)
    return named and {"sentence": instead(named), "url": absolute(named.path_in(language))}


def reason(text: MeetingText) -> Reason:
    """Return why its meeting is called off: in the language of this text, else in the source's."""
    if text.cancel_reason or text.pk is None:
        return Reason(text.cancel_reason, text.locale.language_code if text.pk else "")
    return Reason(text.meeting.text_in(SOURCE_LANGUAGE).cancel_reason, SOURCE_LANGUAGE)


def place(meeting: Meeting) -> str:
    """Return where it is, in words: a place, a tool, both or "Online"."""
    return place_of(meeting.place, meeting.tool)


def place_of(place: str, tool: str) -> str:
    """Return in words where something is that has this place and this tool, or neither."""
    online = _("Online via %(tool)s") % {"tool": tool} if tool else _("Online")
    if not place:
        return online
    return f"{place} / {online}" if tool else place


def own_place(place: str, tool: str, mode: str) -> str:
    """Return where somebody goes who takes part in this way: to the place, or online.

    An address stays beside "Online" where no tool is named: the editor may mean that place.
    """
    if mode != AttendanceMode.ONLINE:
        return place or place_of(place, tool)
    return place_of("", tool) if tool or not place else f"{place_of('', tool)} / {place}"


def own_place_of(registration: Registration) -> str:
    """Return where somebody who is registered goes."""
    meeting = registration.meeting
    return own_place(meeting.place, meeting.tool, registration.mode)
