"""Every place that tells when a meeting is, around both clock changes and far from here.

The editor who looks has her own clock in New York, and so has the process. Each address of the
room, each view of the desk and each kind of mail is drawn from the code, and each template that
shows a time from the templates: what is added is looked at, or the test fails.
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import models
from django.http import HttpResponse
from django.template import Context, Template, base
from django.test.signals import template_rendered
from django.utils import timezone

from events.models import Meeting
from events.registrations import mails
from events.times import TimeSlot
from office.forms import TOKEN_FIELD
from tests.events.clocks_site import MINUTE_OF_NOW, Found, Place, day_of, hour_of, read
from tests.events.clocks_walk import (
    LIVES,
    ClockElsewhere,
    desk_answers,
    mail_texts,
    public_answers,
)
from tests.events.factories import make_meeting

pytestmark = pytest.mark.django_db

TEMPLATES = Path(settings.BASE_DIR) / "templates"
PLACES = {
    # In Amsterdam it is the next day by then.
    "far": Place("America/Curacao", "2027-05-11 21:00", 90, "2027-05-12T01:00", "2027-05-12T02:30"),
    "far, after ours changed": Place(
        "America/Curacao", "2027-03-28 09:00", 90, "2027-03-28T13:00", "2027-03-28T14:30"
    ),
    "before spring": Place(
        "Europe/Amsterdam", "2027-03-27 13:30", 90, "2027-03-27T12:30", "2027-03-27T14:00"
    ),
    "across spring": Place(
        "Europe/Amsterdam", "2027-03-28 01:30", 120, "2027-03-28T00:30", "2027-03-28T02:30"
    ),
    "after spring": Place(
        "Europe/Amsterdam", "2027-03-28 10:00", 90, "2027-03-28T08:00", "2027-03-28T09:30"
    ),
    "before autumn": Place(
        "Europe/Amsterdam", "2027-10-30 13:30", 90, "2027-10-30T11:30", "2027-10-30T13:00"
    ),
    "across autumn": Place(
        "Europe/Amsterdam", "2027-10-31 01:30", 120, "2027-10-30T23:30", "2027-10-31T01:30"
    ),
    "after autumn": Place(
        "Europe/Amsterdam", "2027-10-31 10:00", 90, "2027-10-31T09:00", "2027-10-31T10:30"
    ),
}
ZONE_NAMES = ("tijd in Curaçao", "Tijd in Curaçao", "Curaçao time")
# Where the begin must stand, in every life but the last ones.
TELL_THE_BEGIN = {
    *("meeting", "series", "register", "registered", "registration", "repeat", "agenda"),
    *("home", "kenniskringen", "opgave"),
    *("desk list", "desk inspect", "desk edit", "desk preview", "series desk inspect"),
}
FILES = {"meeting_ics", "registration_ics", "agenda_ics", "series_ics", "opgave_ics"}

# They show times of the site itself, never a meeting's.
OF_THE_SITE = {
    "events/registrations/mails/again.txt",  # when a form was sent: of a mail that is looked at
    "events/registrations/mails/links.txt",
    "knowledge/furniture/declaration.html",  # the day of a statement
    "knowledge/case_page.html",  # seconds of a film
    "knowledge/action_sheet_page.html",  # of when its knowledge is, in words
    "knowledge/framework_page.html",
    "knowledge/programme_page.html",
    "knowledge/directory/gemeente.html",  # seconds of a film
    "knowledge/directory/admin/merge.html",  # the day of a merger
    "knowledge/directory/admin/merger.html",
    "knowledge/reading/changes.html",  # the day of a publication
    "knowledge/recording_page.html",
    "knowledge/contact/admin/request.html",
    "knowledge/questions/admin/question.html",
    "knowledge/questions/includes/answer_passage.html",
    "knowledge/questions/question.html",
    "knowledge/reading/checked.html",
    "office/admin/fault_panel.html",
    "office/mailbox.html",
    "office/mailbox_mail.html",
}


def kind_of(response: HttpResponse) -> str:
    content = response["Content-Type"]
    if content.startswith("text/calendar"):
        return "ics"
    return "html" if content.startswith("text/html") else "text"


def judge(name: str, found: Found, place: Place, now: datetime) -> list[str]:
    """Return what is wrong with the times in an answer: each must be the meeting's own."""
    told = {place.start, place.end, place.closes, place.moved_from}
    told |= {place.moved_from + timedelta(minutes=place.minutes)}
    hours = {hour_of(at, place.zone) for at in told}
    days = {day_of(at, place.zone) for at in told}
    days |= {day_of(now + timedelta(days=later), place.zone) for later in range(-1, 9)}
    wrong = [f"{name}: hour {hour}" for hour in sorted(found.hours - hours)]
    wrong += [f"{name}: day {day}" for day in sorted(found.days - days)]
    wrong += [f"{name}: no offset {stamp}" for stamp in sorted(found.naive)]
    wrong += [
        f"{name}: instant {at}"
        for at in sorted(found.instants - told)
        if at.minute != MINUTE_OF_NOW
    ]
    if place.zone != settings.TIME_ZONE and found.hours & hours and "edit" not in name:
        named = any(zone in found.words for zone in ZONE_NAMES) or place.zone in found.words
        wrong += [] if named else [f"{name}: the zone is not named"]
    return wrong


def look_everywhere(clock: ClockElsewhere) -> tuple[list[str], dict[str, Found]]:
    """Return what is wrong anywhere, and what was found by name."""
    wrong: list[str] = []
    seen: dict[str, Found] = {}

    def look(name: str, kind: str, content: str) -> None:
        found = read(content, kind=kind)
        seen[name] = found
        wrong.extend(judge(name, found, clock.place, clock.now))

    answers = [*public_answers(clock.site), *desk_answers(clock.editor(), clock.site)]
    for name, response in answers:
        assert response.status_code in (200, 302, 303), (name, response.status_code)
        look(name, kind_of(response), response.content.decode())
    if clock.life == "coming":
        for name, kind, text in mail_texts(clock.site):
            look(name, kind, text)
    return wrong, seen


@pytest.fixture(autouse=True)
def _refuse_times_of_meetings(monkeypatch):
    """Let a template fail that shows a meeting's time through Django: at the reader's clock."""
    localise = base.template_localtime

    def refuse(value, use_tz=None):
        if isinstance(value, datetime) and timezone.is_aware(value):
            assert not _is_of_a_meeting(value), f"{value}: show the texts of meeting.slot"
        return localise(value, use_tz=use_tz)

    monkeypatch.setattr(base, "template_localtime", refuse)


def _is_of_a_meeting(value: datetime) -> bool:
    names = ("starts_at", "ends_at", "closes_at", "moved_from")
    return any(value in row for row in Meeting.objects.values_list(*names))


def proved_unless(at_once: set[str], names: Iterable[str]) -> list:
    """Return the names as parameters: those at once in each run, the others with the proofs."""
    return [
        pytest.param(name, marks=[] if name in at_once else pytest.mark.prove) for name in names
    ]


@pytest.mark.parametrize("name", proved_unless({"far", "across spring", "across autumn"}, PLACES))
def test_every_place_tells_the_time_of_the_meeting(name):
    place = PLACES[name]
    with ClockElsewhere(place) as clock:
        wrong, seen = look_everywhere(clock)

    assert wrong == []
    begin = hour_of(place.start, place.zone)
    assert {where for where in TELL_THE_BEGIN if begin not in seen[where].hours} == set()
    calendars = FILES | {where for where in seen if where.endswith(" ics")}
    untold = {where for where in calendars if not {place.start, place.end} <= seen[where].instants}
    assert untold == set()
    letters = {f"mail {kind.name}" for kind in mails.KINDS} - {"mail report_ready"}
    assert {where for where in letters if begin not in seen[where].hours} == set()


@pytest.mark.parametrize("life", [life for life in LIVES if life != "coming"])
@pytest.mark.parametrize("name", proved_unless({"far"}, ["far", "across spring", "across autumn"]))
def test_every_place_tells_the_time_of_the_meeting_in_each_of_its_lives(name, life):
    with ClockElsewhere(PLACES[name], life) as clock:
        wrong, seen = look_everywhere(clock)

    assert wrong == []
    assert hour_of(clock.place.start, clock.place.zone) in seen["meeting"].hours


# Every template that shows a time is among those that were looked at.

TEXTS = {
    *(name for name in vars(TimeSlot) if isinstance(vars(TimeSlot)[name], property)),
    *("date", "time", "begins", "closes", "moved", "when", "month_name", "clock"),
}
SHOWN = re.compile(
    rf"\|(?:date|time|timesince|timeuntil|localtime|utc|timezone)\b"
    rf"|\b(?:slot|event|meeting|item|month\.list\.0)\.(?:{'|'.join(sorted(TEXTS))})\b"
    rf"|\{{\{{ when\b|=when\b|<time\b"
    # What is shown before a deed is done, and the dates of a rule.
    r"|\bfacts\.when\b|\brow\.(?:old|new)\b|\bform\.dates\b"
)
TAGS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|<time\b", re.DOTALL)


def shows_a_time(source: str) -> bool:
    return any(SHOWN.search(tag) for tag in TAGS.findall(source))


def templates_with_a_time() -> set[str]:
    return {
        str(path.relative_to(TEMPLATES))
        for path in [*TEMPLATES.rglob("*.html"), *TEMPLATES.rglob("*.txt")]
        if shows_a_time(path.read_text())
    }


def test_every_template_that_shows_a_time_was_looked_at():
    looked_at: set[str] = set()

    def note(template: Template, **_kwargs: object) -> None:
        looked_at.add(template.name)

    template_rendered.connect(note)
    try:
        with ClockElsewhere(PLACES["far"]) as clock:
            wrong, _seen = look_everywhere(clock)
    finally:
        template_rendered.disconnect(note)

    assert wrong == []
    assert templates_with_a_time() - looked_at - OF_THE_SITE == set()
    assert OF_THE_SITE - templates_with_a_time() == set()
    assert "events/meetings/includes/state_line.html" in looked_at


@pytest.mark.parametrize(
    "source",
    [
        "{{ meeting.starts_at|date:'j F' }}",
        "{% blocktranslate with hour=x|time:'H.i' %}{{ hour }}{% endblocktranslate %}",
        "{{ meeting.slot.begin }}",
        "{% include 'x.html' with text=event.when %}",
        '<time datetime="2027">',
    ],
)
def test_a_template_that_shows_a_time_is_found(source):
    assert shows_a_time(source)


def test_a_template_without_a_time_is_left_alone():
    assert not shows_a_time("{{ meeting.place }}{% translate 'Op welke datum of tijd?' %}")


# No template names a time of a meeting itself: Django's filters would show it elsewhere.

INSTANTS = {
    *(
        column.name
        for column in Meeting._meta.concrete_fields
        if isinstance(column, models.DateTimeField)
    ),
    *("starts_local", "ends_local", "registration_closes_at"),
}


def times_named(source: str) -> set[str]:
    words = r"\.(" + "|".join(sorted(INSTANTS)) + r")\b"
    return {name for tag in TAGS.findall(source) for name in re.findall(words, tag)}


def test_no_template_names_the_time_of_a_meeting_itself():
    named = {
        str(path.relative_to(TEMPLATES)): names
        for path in [*TEMPLATES.rglob("*.html"), *TEMPLATES.rglob("*.txt")]
        if (names := times_named(path.read_text()))
    }

    assert named == {}
    assert times_named("{% if x %}{{ meeting.starts_at|date:'c' }}{% endif %}") == {"starts_at"}


@pytest.mark.parametrize("source", ["{{ at|date:'H.i' }}", "{{ at }}", "{{ at|time }}"])
def test_a_template_that_gets_the_time_of_a_meeting_under_another_name_fails(source):
    meeting = make_meeting()

    with pytest.raises(AssertionError, match=r"show the texts of meeting\.slot"):
        Template(source).render(Context({"at": meeting.starts_local}))


def test_a_time_at_another_clock_is_found():
    place = PLACES["far"]
    now = place.start - timedelta(days=3)

    def judged(words: str) -> list[str]:
        return judge("x", read(words, kind="html"), place, now)

    assert judged("<p>11 mei 2027, 21.00 uur (tijd in Curaçao)</p>") == []
    assert judged("<p>11 mei 2027, 21.00 uur</p>") == ["x: the zone is not named"]
    assert judged("<p>03.00 uur (tijd in Curaçao)</p>") == ["x: hour 03.00"]
    assert judged("<p>28 mei 2027</p>") == ["x: day (28, 5)"]
    assert judged('<time datetime="2027-05-11T21:00:00-04:00"></time>') == []
    assert judged(f'<input name="{TOKEN_FIELD}" value="x0:22y">') == []
    assert judged('<input name="begin" value="x0:22y">') == ["x: hour 00.22"]
    assert judged('<time datetime="2027-05-11T21:00:00+02:00"></time>') == [
        "x: instant 2027-05-11 19:00:00+00:00"
    ]
    assert "x: no offset 2027-05-11T21:00" in judged('<time datetime="2027-05-11T21:00:00"></time>')
