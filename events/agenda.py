"""Meetings as events in somebody's calendar."""

from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events import calendars
from events.models import Meeting, MeetingText, Registration
from office.mail.kinds import absolute


def organiser() -> calendars.Party:
    """Return the platform's own mail address as the organiser."""
    name, email = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return calendars.Party(name or email, email)


def public_event(meeting: Meeting, text: MeetingText, *, language: str) -> calendars.Event:
    """Return what anybody's calendar may hold: never the link to take part."""
    return _event(meeting, text, language, meeting.calendar_sequence, [text.takeaway])


def own_event(registration: Registration, text: MeetingText, *, manage_url: str) -> calendars.Event:
    """Return the event of one registered person, with her links."""
    meeting = registration.meeting
    lines = [text.takeaway]
    if registration.may_join:
        lines.append(_("Deelnemen: %(url)s") % {"url": meeting.join_url})
    lines.append(_("Bekijk je aanmelding of meld je af: %(url)s") % {"url": manage_url})
    # Two counters that only rise: a change of the meeting and a change of the registration.
    sequence = meeting.calendar_sequence + registration.calendar_sequence
    is_cancelled = registration.state == Registration.State.CANCELLED
    return _event(meeting, text, registration.language, sequence, lines, is_cancelled=is_cancelled)


def _event(
    meeting: Meeting,
    text: MeetingText,
    language: str,
    sequence: int,
    lines: list[str],
    *,
    is_cancelled: bool = False,
) -> calendars.Event:
    url = absolute(meeting.path_in(language))
    return calendars.Event(
        uid=f"{meeting.uid}@{urlsplit(settings.BASE_URL).hostname}",
        sequence=sequence,
        stamp=meeting.updated_at,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        zone=meeting.time_zone,
        summary=heading(meeting, text),
        description="\n".join([*filter(None, lines), url]),
        location=place(meeting),
        url=url,
        is_cancelled=is_cancelled or meeting.state == Meeting.State.CANCELLED,
    )


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


def feed(events: list[calendars.Event], *, name: str) -> str:
    """Return the calendar feed of these public events."""
    return calendars.publish(events, organiser=organiser(), name=name)
