"""iCalendar text, written by hand after RFC 5545 and RFC 5546.

By hand because a library's generated time zone was read an hour wrong in summer by ical.js; this
one, with two yearly rules, is read right by libical, ical.js and icalendar.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo

PRODUCT = "-//Kenniskring//Kenniskring 1//NL"
CONTENT_TYPE = "text/calendar; charset=utf-8"
SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Party:
    """A name with a mail address: the organiser or the one attendee."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Event:
    """One event as a calendar shows it; times in UTC, `zone` an IANA name.

    `url` is the page that anybody may see; a link to take part belongs in the `description` of a
    request to one attendee and nowhere else.
    """

    uid: str
    sequence: int
    stamp: datetime
    starts_at: datetime
    ends_at: datetime
    zone: str
    summary: str
    description: str = ""
    location: str = ""
    url: str = ""
    is_cancelled: bool = False


def request(event: Event, *, organiser: Party, attendee: Party) -> str:
    """Return the invitation of one attendee (RFC 5546 §3.2.2)."""
    return _invitation("REQUEST", event, organiser, attendee)


def cancel(event: Event, *, organiser: Party, attendee: Party) -> str:
    """Return the withdrawal of one attendee's invitation (RFC 5546 §3.2.5)."""
    return _invitation("CANCEL", event, organiser, attendee)


def publish(events: Iterable[Event], *, organiser: Party, name: str = "") -> str:
    """Return events for anybody's calendar; `name` makes it a feed that calendars refresh.

    RFC 5546 §3.2.1 wants an organiser and forbids attendees.
    """
    events = list(events)
    head = ["METHOD:PUBLISH"]
    if name:
        head += [
            f"NAME:{_text(name)}",
            f"X-WR-CALNAME:{_text(name)}",
            "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
            "X-PUBLISHED-TTL:PT12H",
        ]
    # A calendar without any component is not valid: an empty feed still carries a zone.
    zones = sorted({event.zone for event in events}) or ["Europe/Amsterdam"]
    parties = [_organiser(organiser)]
    body = [line for event in events for line in _event(event, parties)]
    return _calendar([*head, *(line for zone in zones for line in _time_zone(zone)), *body])


def _invitation(method: str, event: Event, organiser: Party, attendee: Party) -> str:
    parties = [
        _organiser(organiser),
        f"ATTENDEE;CN={_parameter(attendee.name)};ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;"
        f"RSVP=FALSE:{_mailto(attendee.email)}",
    ]
    is_cancelled = event.is_cancelled or method == "CANCEL"
    return _calendar(
        [
            f"METHOD:{method}",
            *_time_zone(event.zone),
            *_event(event, parties, is_cancelled=is_cancelled),
        ]
    )


def _organiser(party: Party) -> str:
    return f"ORGANIZER;CN={_parameter(party.name)}:{_mailto(party.email)}"


def _calendar(lines: Iterable[str]) -> str:
    whole = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        *lines,
        "END:VCALENDAR",
    ]
    return "".join(folded + "\r\n" for line in whole for folded in _fold(line))


def _event(
    event: Event, parties: Iterable[str] = (), *, is_cancelled: bool | None = None
) -> Iterator[str]:
    if is_cancelled is None:
        is_cancelled = event.is_cancelled
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTAMP:{_utc(event.stamp)}"
    yield f"DTSTART{_date_time(event.starts_at, event.zone)}"
    yield f"DTEND{_date_time(event.ends_at, event.zone)}"
    yield f"SUMMARY:{_text(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{_text(event.description)}"
    if event.location:
        yield f"LOCATION:{_text(event.location)}"
    if event.url:
        yield f"URL:{_line(event.url)}"
    yield f"STATUS:{'CANCELLED' if is_cancelled else 'CONFIRMED'}"
    yield "TRANSP:OPAQUE"
    yield from parties
    yield "END:VEVENT"


def _time_zone(name: str) -> list[str]:
    """Return a VTIMEZONE for a zone with Europe's summer time; [] for others, written in UTC."""
    zone = ZoneInfo(name)
    if not _has_european_summer(zone):
        return []
    winter = datetime(2026, 1, 15, tzinfo=zone)
    summer = datetime(2026, 7, 15, tzinfo=zone)
    low, high = winter.utcoffset(), summer.utcoffset()
    # Everywhere in Europe the clock moves at 01:00 UTC; DTSTART is that time on the old clock.
    to_summer = (datetime(1970, 3, 29, 1, tzinfo=UTC) + low).strftime("%Y%m%dT%H%M%S")
    to_winter = (datetime(1970, 10, 25, 1, tzinfo=UTC) + high).strftime("%Y%m%dT%H%M%S")
    return [
        "BEGIN:VTIMEZONE",
        f"TZID:{name}",
        "BEGIN:DAYLIGHT",
        f"TZOFFSETFROM:{_offset(low)}",
        f"TZOFFSETTO:{_offset(high)}",
        f"TZNAME:{summer.tzname()}",
        f"DTSTART:{to_summer}",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        f"TZOFFSETFROM:{_offset(high)}",
        f"TZOFFSETTO:{_offset(low)}",
        f"TZNAME:{winter.tzname()}",
        f"DTSTART:{to_winter}",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


def _has_european_summer(zone: ZoneInfo) -> bool:
    """Tell whether the zone's clock moves at 01:00 UTC on 29 March and 25 October 2026.

    In Greenland it is Saturday then, and no rule of ours says "the day before the last Sunday".
    """
    changes = [datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)]
    for at in changes:
        before = (at - timedelta(seconds=1)).astimezone(zone).utcoffset()
        if at.astimezone(zone).utcoffset() == before or (at + before).weekday() != SUNDAY:
            return False
    return True


def _date_time(at: datetime, name: str) -> str:
    zone = ZoneInfo(name)
    local = at.astimezone(zone)
    # A local time that exists twice means the first one (RFC 5545 §3.3.5), but libical takes the
    # second: both go in UTC.
    is_double = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    if is_double or not _has_european_summer(zone):
        return f":{_utc(at)}"
    return f";TZID={name}:{local:%Y%m%dT%H%M%S}"


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _offset(value: timedelta) -> str:
    minutes = int(value.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"


def _text(value: str) -> str:
    """Escape a TEXT value (RFC 5545 §3.3.11); drop the unprintable, but for tab and newline."""
    # Some readers end a line at each of these, and what follows would be a line of its own.
    value = "\n".join(value.splitlines())
    value = "".join(char for char in value if char in "\n\t" or not _is_forbidden(char))
    value = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return value.replace("\n", "\\n")


def _parameter(value: str) -> str:
    """Quote a parameter value (RFC 5545 §3.2), which can hold neither quotes nor line ends."""
    return '"' + _line(value).replace('"', "'") + '"'


def _line(value: str) -> str:
    # A space of another width is a space, and a joiner holds an emoji together.
    plain = (" " if unicodedata.category(char).startswith("Z") else char for char in value)
    return "".join(char for char in plain if not _is_forbidden(char))


def _is_forbidden(char: str) -> bool:
    """Tell whether char is a control sign or half of a pair."""
    return unicodedata.category(char) in ("Cc", "Cs")


def _mailto(email: str) -> str:
    return "mailto:" + quote(_line(email), safe="@!$&'*+-./=?^_`{|}~")


def _fold(line: str) -> Iterator[str]:
    """Fold a line at 75 octets, never inside a character (RFC 5545 §3.1)."""
    folded, size = "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > 75:
            yield folded
            folded, size = " ", 1
        folded += char
        size += octets
    yield folded
