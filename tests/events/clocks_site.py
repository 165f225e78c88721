"""One meeting at a place of its own clock, with everything that tells when it is.

`read` takes out of an answer every hour, day and timestamp that stands in it.
"""

import html
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
from bs4 import BeautifulSoup
from wagtail.models import Locale

from events.models import (
    Meeting,
    MeetingOpgave,
    ProgrammeItem,
    Registration,
    Repeat,
    SeriesText,
)
from office.forms import TOKEN_FIELD
from search import indexing
from tests.events.factories import (
    make_kenniskringen,
    make_meeting,
    make_question,
    make_registration,
    make_series,
    make_text,
    put_on_agenda,
)
from tests.knowledge.factories import make_home, make_opgave

# What is stamped with the time of the test itself ends on a minute that no meeting has.
MINUTE_OF_NOW = 13
DUTCH = "januari februari maart april mei juni juli augustus september oktober november december"
ENGLISH = "January February March April May June July August September October November December"
MONTHS = {
    name: number for names in (DUTCH, ENGLISH) for number, name in enumerate(names.split(), start=1)
}


@dataclass(frozen=True)
class Place:
    """A meeting as it was typed, and what it is in UTC."""

    zone: str
    begin: str
    minutes: int
    starts_at: str
    ends_at: str

    @property
    def start(self) -> datetime:
        return datetime.fromisoformat(self.starts_at).replace(tzinfo=UTC)

    @property
    def end(self) -> datetime:
        return datetime.fromisoformat(self.ends_at).replace(tzinfo=UTC)

    @property
    def closes(self) -> datetime:
        """Noon on the day before, at the clock of the place."""
        day = self.start.astimezone(ZoneInfo(self.zone)).date() - timedelta(days=1)
        return datetime.combine(day, time(12), tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    @property
    def moved_from(self) -> datetime:
        return self.start - timedelta(hours=50)


@dataclass
class Found:
    """The hours, days and timestamps of one answer."""

    hours: set[str] = field(default_factory=set)
    days: set[tuple[int, int]] = field(default_factory=set)
    instants: set[datetime] = field(default_factory=set)
    naive: set[str] = field(default_factory=set)
    words: str = ""


@dataclass
class ClockSite:
    """The rows around one meeting."""

    place: Place
    meeting: Meeting
    series: SeriesText
    registration: Registration
    repeat: Repeat
    question: object
    opgave: object


def build(place: Place, now: datetime) -> ClockSite:
    """Return the site at `now`, of which the meeting was moved once."""
    for language in ("nl", "en"):
        make_home(language)
    make_kenniskringen("nl", "en")
    series = make_series()
    local = place.start.astimezone(ZoneInfo(place.zone))
    series.series.start_time, series.series.first_day = local.time(), local.date()
    series.series.time_zone = place.zone
    series.series.save()
    english = Locale.objects.get(language_code="en")
    SeriesText.objects.create(
        series=series.series, locale=english, title="Series", slug=series.slug
    )
    opgave = make_opgave(1, confirmed=True)
    meeting = make_meeting(
        title="Zegelbijeenkomst",
        starts_at=place.start,
        duration=place.minutes,
        time_zone=place.zone,
        closes_at=place.closes,
        moved_from=place.moved_from,
        moved_from_zone=place.zone,
        moved_from_duration=place.minutes,
        series=series.series,
        tool="Jitsi",
        join_url="https://meedoen.example.org/x",
        announced_at=now,
    )
    make_text(meeting, language="en", title="Sealmeeting")
    for text in meeting.texts.all():
        ProgrammeItem.objects.create(
            meeting=meeting,
            locale=text.locale,
            starts=place.start.astimezone(ZoneInfo(place.zone)).time(),
            title="Welkom",
        )
    MeetingOpgave.objects.create(meeting=meeting, opgave=opgave)
    asked = {"created_at": now, "published_at": now}
    question = make_question("Hoe vraag je het een kind?", opgave=opgave, **asked)
    put_on_agenda(meeting, question)
    registration = make_registration(meeting, created_at=now, wants_report=True)
    repeat = Repeat.objects.create(
        registration=registration,
        name="Bo",
        organisation="Gemeente Elders",
        mode="online",
        language="nl",
        created_at=now,
    )
    indexing.rebuild()
    return ClockSite(place, meeting, series, registration, repeat, question, opgave)


def read(content: str, *, kind: str) -> Found:
    """Return every time in an answer of this kind: "html", "text" or "ics"."""
    if kind == "ics":
        return _read_calendar(content)
    found = Found()
    words = _words_of(content) if kind == "html" else content
    found.words = words
    # With an offset it is one instant, whoever reads it; without one it is a clock.
    with_offset = r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)"
    for stamp in re.findall(with_offset, words):
        found.instants.add(datetime.fromisoformat(stamp).astimezone(UTC))
    words = re.sub(with_offset, " ", words)
    found.naive |= set(re.findall(r"\d{4}-\d\d-\d\dT\d\d:\d\d", words))
    for hour, minute in re.findall(
        r"(?<![\d.:,])([01]?\d|2[0-3])[.:]([0-5]\d)(?:[.:][0-5]\d)?(?![\d:])", words
    ):
        if int(minute) != MINUTE_OF_NOW:
            found.hours.add(f"{int(hour):02}.{minute}")
    for day, month in re.findall(rf"(?<!\d)(\d{{1,2}}) ({'|'.join(MONTHS)})", words):
        found.days.add((int(day), MONTHS[month]))
    return found


def _words_of(content: str) -> str:
    soup = BeautifulSoup(content, "html.parser")
    for tag in soup(["script", "style", "svg", "template"]):
        tag.decompose()
    # Signed, so any letters and signs: "x0:22y" is no hour.
    for tag in soup.find_all("input", attrs={"name": TOKEN_FIELD}):
        tag.decompose()
    attributes = [
        html.unescape(tag[name])
        for tag in soup.find_all(True)
        for name in ("datetime", "value", "title", "aria-label", "data-value", "content")
        if tag.get(name) and name in tag.attrs
    ]
    return " \n ".join([soup.get_text(" "), *map(str, attributes)])


def _read_calendar(content: str) -> Found:
    found = Found(words=content)
    for event in icalendar.Calendar.from_ical(content).walk("VEVENT"):
        for name in ("DTSTART", "DTEND"):
            found.instants.add(event[name].dt.astimezone(UTC))
        told = read(f"{event.get('SUMMARY', '')} {event.get('DESCRIPTION', '')}", kind="text")
        found.hours |= told.hours
        found.days |= told.days
    return found


def day_of(at: datetime, zone: str) -> tuple[int, int]:
    """Return a day as `read` finds it."""
    local = at.astimezone(ZoneInfo(zone))
    return local.day, local.month


def hour_of(at: datetime, zone: str) -> str:
    """Return an hour as `read` finds it."""
    return f"{at.astimezone(ZoneInfo(zone)):%H.%M}"
