"""A meeting in words: its title and where it is; when it is says `Meeting.slot`."""

from django.utils.translation import gettext as _

from events.models import Meeting, MeetingText


def heading(meeting: Meeting, text: MeetingText) -> str:
    """Return number and title as people say them."""
    return _("Kenniskring %(number)s: %(title)s") % {"number": meeting.number, "title": text.title}


def place(meeting: Meeting) -> str:
    """Return where it is, in words: a place, a tool, both or "Online"."""
    return place_of(meeting.place, meeting.tool)


def place_of(place: str, tool: str) -> str:
    """Return in words where something is that has this place and this tool, or neither."""
    online = _("Online via %(tool)s") % {"tool": tool} if tool else _("Online")
    if not place:
        return online
    return f"{place} / {online}" if tool else place
