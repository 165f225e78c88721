"""A meeting in words: its title and where it is; when it is says `Meeting.slot`."""

from datetime import datetime

from django.utils.translation import gettext as _

from events.models import Meeting, MeetingText
from office.mail.kinds import absolute


def heading(meeting: Meeting, text: MeetingText) -> str:
    """Return number and title as people say them."""
    return _("Kenniskring %(number)s: %(title)s") % {"number": meeting.number, "title": text.title}


def instead(meeting: Meeting) -> str:
    """Return when the meeting is that comes instead of a cancelled one."""
    return _("De volgende is Kenniskring %(number)s. %(when)s.") % {
        "number": meeting.number,
        "when": meeting.slot.when,
    }


def instead_link(meeting: Meeting, language: str, *, now: datetime) -> dict[str, str] | None:
    """Return what comes instead of a cancelled meeting, as sentence and address; None: nothing."""
    named = meeting.coming_instead(now)
    return named and {"sentence": instead(named), "url": absolute(named.path_in(language))}


def place(meeting: Meeting) -> str:
    """Return where it is, in words: a place, a tool, both or "Online"."""
    return place_of(meeting.place, meeting.tool)


def place_of(place: str, tool: str) -> str:
    """Return in words where something is that has this place and this tool, or neither."""
    online = _("Online via %(tool)s") % {"tool": tool} if tool else _("Online")
    if not place:
        return online
    return f"{place} / {online}" if tool else place
