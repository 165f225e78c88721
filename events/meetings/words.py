"""A meeting in words: its title, when it is, and where."""

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.models import Meeting, MeetingText


def heading(meeting: Meeting, text: MeetingText) -> str:
    """Return number and title as people say them."""
    return _("Kenniskring %(number)s: %(title)s") % {"number": meeting.number, "title": text.title}


def when(meeting: Meeting) -> str:
    """Return day and hours as people read them."""
    return _("%(date)s, %(start)s tot %(end)s uur") % {
        "date": capfirst(date_format(meeting.starts_local, "l j F Y")),
        "start": f"{meeting.starts_local:%H.%M}",
        "end": f"{meeting.ends_local:%H.%M}",
    }


def place(meeting: Meeting) -> str:
    """Return where it is, in words: a place, a tool, both or "Online"."""
    online = _("Online via %(tool)s") % {"tool": meeting.tool} if meeting.tool else _("Online")
    if not meeting.place:
        return online
    return f"{meeting.place} / {online}" if meeting.tool else meeting.place
