"""Who has a calendar already is told that it is the same, until a meeting changes."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from events.calendar import agenda, ics
from events.meetings import deeds as meetings
from events.models import Meeting, MeetingOpgave
from events.registrations import deeds as registrations
from tests.events.factories import (
    address,
    make_applicant,
    make_coming_meeting,
    make_kenniskringen,
    make_series,
)
from tests.knowledge.factories import make_opgave

pytestmark = pytest.mark.django_db

PUBLIC_EVENT = agenda.public_event


@pytest.fixture
def meeting() -> Meeting:
    make_kenniskringen("nl", "en")
    series = make_series(slug="reeks")
    made = make_coming_meeting(series=series.series, title="Meedoen")
    MeetingOpgave.objects.create(meeting=made, opgave=make_opgave(1, slug="meedoen"))
    return made


def calendars(meeting: Meeting) -> list[str]:
    own = address("meeting_ics", meeting)
    return [
        own,
        f"/en{own}",
        "/agenda.ics",
        "/en/agenda.ics",
        "/kenniskringen/reeks/reeks/agenda.ics",
        "/opgaven/meedoen/agenda.ics",
    ]


def test_calendar_that_did_not_change_is_not_sent_again(client, meeting):
    for url in calendars(meeting):
        first = client.get(url)
        # A day later: what a calendar holds is not when it was asked.
        with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
            again = client.get(url, headers={"if-none-match": first["ETag"]})

        assert (again.status_code, again.content) == (304, b""), url
        assert again["ETag"] == first["ETag"]
        assert first["Cache-Control"] == again["Cache-Control"] == "no-cache"


def test_calendar_has_one_tag_however_it_is_asked_for(client, meeting):
    for url in calendars(meeting):
        tag = client.head(url)["ETag"]

        assert client.get(url)["ETag"] == tag, url
        assert client.get(url, headers={"if-none-match": tag}).status_code == 304


def test_calendar_is_sent_again_when_a_meeting_in_it_changed(client, meeting):
    etags = {url: client.get(url)["ETag"] for url in calendars(meeting)}

    meetings.cancel(meeting, reasons={"nl": "De zaal is dicht."}, now=timezone.now())

    for url, etag in etags.items():
        answer = client.get(url, headers={"if-none-match": etag})
        assert answer.status_code == 200, url
        assert b"STATUS:CANCELLED" in answer.content


def test_calendar_is_the_same_when_somebody_registers(client, meeting):
    etags = {url: client.get(url)["ETag"] for url in calendars(meeting)}

    registrations.register(meeting, applicant=make_applicant("An"), now=timezone.now())

    for url, etag in etags.items():
        assert client.get(url, headers={"if-none-match": etag}).status_code == 304, url


def test_calendar_made_of_the_moment_would_be_sent_each_time(client, meeting, monkeypatch):
    """The negative control: the stamp of an event must not be when it was asked."""
    now = timezone.now()
    etags = []
    for moment in (now, now + timedelta(seconds=1)):
        monkeypatch.setattr(
            agenda, "public_event", lambda *args, at=moment, **more: stamped(*args, at=at, **more)
        )
        etags.append(client.get("/agenda.ics")["ETag"])

    assert etags[0] != etags[1]


def stamped(*args: Any, at: datetime, **more: Any) -> ics.Event:
    return replace(PUBLIC_EVENT(*args, **more), stamp=at)
