"""Meetings and registrations with only what matters spelled out."""

import itertools
from datetime import UTC, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from events.models import (
    AttendanceMode,
    KenniskringenPage,
    Meeting,
    MeetingQuestion,
    MeetingText,
    Registration,
    Seats,
    Series,
    SeriesText,
)
from events.registrations.applicant import Applicant
from knowledge.models import Question
from office.forms import TOKEN_FIELD, make_token
from office.mail_address import fold
from tests.knowledge.factories import make_home

# Long ahead: nothing here depends on the day on which the tests run.
NOW = datetime(2031, 3, 3, 9, 0, tzinfo=UTC)
STARTS = datetime(2031, 3, 20, 12, 30, tzinfo=UTC)

_numbers = itertools.count(1)


def make_meeting(
    *,
    capacity: int = 40,
    location: int = 0,
    taken: int = 0,
    title: str = "Kinderen laten meedenken",
    english: str = "",
    cancel_reason: str = "",
    announced: bool = True,
    **fields,
) -> Meeting:
    """Return a meeting with a Dutch text, announced unless told otherwise."""
    number = next(_numbers)
    values = {"starts_at": STARTS, "duration": 90, **fields}
    if announced:
        values = {
            "state": Meeting.State.ANNOUNCED,
            "number": number,
            "slug": f"kring-{number}",
            "announced_at": NOW,
            **values,
        }
    meeting = Meeting.objects.create(**values)
    make_text(meeting, title=title, cancel_reason=cancel_reason)
    if english:
        make_text(meeting, language="en", title=english)
    Seats.objects.create(meeting=meeting, mode="online", capacity=capacity, taken=taken)
    if location:
        Seats.objects.create(meeting=meeting, mode="locatie", capacity=location)
    return meeting


def make_text(meeting: Meeting, *, language: str = "nl", **fields) -> MeetingText:
    """Return the meeting's text in one language."""
    locale, _made = Locale.objects.get_or_create(language_code=language)
    return MeetingText.objects.create(meeting=meeting, locale=locale, **fields)


def make_applicant(name: str = "An", **fields) -> Applicant:
    """Return what An filled in."""
    values = {"email": f"{name.lower()}@example.org", "organisation": "Gemeente Ergens", **fields}
    return Applicant(name=name, **values)


def make_registration(meeting: Meeting, name: str = "An", **fields) -> Registration:
    """Return a row as it would stand after registering, without taking a seat or mailing."""
    email = fields.pop("email", f"{name.lower()}@example.org")
    values = {
        "name": name,
        "email": email,
        "email_folded": fold(email),
        "organisation": "Gemeente Ergens",
        "mode": AttendanceMode.ONLINE,
        # Not a moment ago: her confirmation is no mail of today.
        "created_at": NOW - days(1),
        **fields,
    }
    return Registration.objects.create(meeting=meeting, **values)


def make_series(**fields) -> SeriesText:
    """Return the Dutch text of a new series."""
    number = next(_numbers)
    series = Series.objects.create(
        name=f"Reeks {number}", first_day=STARTS.date(), start_time=STARTS.time()
    )
    locale, _made = Locale.objects.get_or_create(language_code="nl")
    values = {"title": f"Reeks {number}", "slug": f"reeks-{number}", **fields}
    return SeriesText.objects.create(series=series, locale=locale, **values)


def make_kenniskringen(*languages: str) -> KenniskringenPage:
    """Return the Dutch kenniskringen page, made with its translations and their home pages."""
    for language in languages or ("nl",):
        home = make_home(language)
        if KenniskringenPage.objects.child_of(home).exists():
            continue
        page = KenniskringenPage(title="Kenniskringen", slug="kenniskringen", locale=home.locale)
        page.show_in_menus = True
        if language != "nl":
            page.translation_key = make_kenniskringen().translation_key
        home.add_child(instance=page)
    return KenniskringenPage.objects.get(locale__language_code="nl")


def form_data(purpose: str, /, **fields) -> dict[str, str]:
    """Return a post of a public form with a fresh token."""
    return {TOKEN_FIELD: make_token(purpose), **fields}


def an_application(**fields) -> dict[str, str]:
    """Return the post that registers An."""
    values = {"name": "An", "email": "an@example.org", "organisation": "Gemeente Ergens"}
    return form_data("registration", **{**values, **fields})


def address(name: str, meeting: Meeting) -> str:
    """Return the address of one of the meeting's named pages."""
    return reverse(name, args=[meeting.number, meeting.slug])


def make_coming_meeting(**fields) -> Meeting:
    """Return a meeting ten days from the real now, for tests that go through a view."""
    return make_meeting(**{"starts_at": timezone.now() + days(10), **fields})


def make_question(text: str = "Hoe doe je dat?", **fields) -> Question:
    """Return a published question."""
    values = {"state": Question.State.OPEN, "number": next(_numbers), "published_at": NOW}
    return Question.objects.create(text=text, **{**values, **fields})


def put_on_agenda(meeting: Meeting, question: Question) -> MeetingQuestion:
    """Return the row that puts a question on the meeting's agenda."""
    return MeetingQuestion.objects.create(meeting=meeting, question=question)


def days(number: float) -> timedelta:
    return timedelta(days=number)
