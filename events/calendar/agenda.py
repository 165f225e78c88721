"""Meetings as events in somebody's calendar."""

from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from events.calendar import ics as calendars
from events.meetings import words
from events.models import Meeting, MeetingText, Registration
from office import mail_address
from office.mail.kinds import absolute


def organiser() -> calendars.Party:
    """Return the platform's own mail address as the organiser."""
    name, email = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return calendars.Party(name or email, mail_address.for_mail(email))


def public_event(meeting: Meeting, text: MeetingText, *, language: str) -> calendars.Event:
    """Return what anybody's calendar may hold: never the link to take part."""
    lines, stamp = [text.takeaway], meeting.updated_at
    return _event(meeting, text, language, meeting.calendar_sequence, lines, stamp=stamp)


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
    # Colleagues with one mailbox have one calendar there: each has an event of her own in it, or
    # the first who cancels would take the others' away.
    own_uid = f"{meeting.uid}-{registration.pk}" if registration.shares_address else ""
    return _event(
        meeting,
        text,
        registration.language,
        sequence,
        lines,
        # When the invitation or its withdrawal was made, not when the meeting was last changed.
        stamp=timezone.now(),
        place=words.own_place_of(registration),
        is_cancelled=is_cancelled,
        own_uid=own_uid,
    )


def _event(
    meeting: Meeting,
    text: MeetingText,
    language: str,
    sequence: int,
    lines: list[str],
    *,
    stamp: datetime,
    place: str = "",
    is_cancelled: bool = False,
    own_uid: str = "",
) -> calendars.Event:
    url = absolute(meeting.path_in(language))
    return calendars.Event(
        # Without the host (RFC 7986 §5.3): a new domain would show every event twice.
        uid=own_uid or str(meeting.uid),
        sequence=sequence,
        stamp=stamp,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        zone=meeting.time_zone,
        summary=words.heading(meeting, text),
        description="\n".join([*filter(None, lines), url]),
        location=place or words.place(meeting),
        url=url,
        is_cancelled=is_cancelled or meeting.state == Meeting.State.CANCELLED,
    )


def feed(events: list[calendars.Event], *, name: str) -> str:
    """Return the calendar feed of these public events."""
    return calendars.publish(events, organiser=organiser(), name=name)
