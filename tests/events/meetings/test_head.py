"""A meeting in its head: as an event in each of its lives, and in its languages."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.utils import timezone

from events.meetings import deeds as meetings
from events.models import Meeting, MeetingSpeaker, Seats
from knowledge.models import Person
from tests.events.factories import (
    NOW,
    days,
    make_kenniskringen,
    make_meeting,
    make_series,
    make_text,
)
from tests.heads import ReadHead, head_of
from tests.knowledge.factories import make_report

pytestmark = pytest.mark.django_db

SECRET = "https://zoom.example/j/geheim"


@pytest.fixture(autouse=True)
def _list() -> None:
    make_kenniskringen("nl", "en")


def head(client, meeting: Meeting, language: str = "nl") -> ReadHead:
    return head_of(client, meeting.path_in(language))


def event(client, meeting: Meeting) -> dict:
    return head(client, meeting).of_type("Event")


def test_meeting_is_an_event_at_the_clock_of_its_zone(client):
    starts = datetime(2031, 7, 20, 12, 30, tzinfo=UTC)
    meeting = make_meeting(starts_at=starts, title="Meedoen", join_url=SECRET)

    found = event(client, meeting)

    assert found["startDate"] == "2031-07-20T14:30:00+02:00"
    assert found["endDate"] == "2031-07-20T16:00:00+02:00"
    assert found["eventStatus"] == "https://schema.org/EventScheduled"
    assert found["offers"]["price"] == "0"
    assert found["offers"]["availability"] == "https://schema.org/InStock"
    assert found["isAccessibleForFree"] is True


def test_link_to_take_part_is_never_told(client):
    meeting = make_meeting(join_url=SECRET, place="Stadhuis", location=5)

    html = head(client, meeting).html

    assert SECRET not in html


@pytest.mark.parametrize(
    ("fields", "mode", "places"),
    [
        ({}, "Online", ["VirtualLocation"]),
        ({"tool": "Zoom"}, "Online", ["VirtualLocation"]),
        ({"place": "Stadhuis", "capacity": 0, "location": 5}, "Offline", ["Place"]),
        ({"place": "Stadhuis", "location": 5}, "Mixed", ["Place", "VirtualLocation"]),
    ],
)
def test_where_one_takes_part(client, fields, mode, places):
    found = event(client, make_meeting(**fields))

    assert found["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    location = found["location"] if isinstance(found["location"], list) else [found["location"]]
    assert [one["@type"] for one in location] == places


def test_meeting_that_is_called_off_says_so_and_offers_no_seat(client):
    meeting = make_meeting()
    meetings.cancel(meeting, reasons={"nl": "De zaal is dicht."}, now=NOW)

    found = event(client, meeting)

    assert found["eventStatus"] == "https://schema.org/EventCancelled"
    assert "offers" not in found


def test_meeting_that_was_moved_names_both_moments(client):
    meeting = make_meeting()
    before = meeting.starts_local.isoformat(timespec="seconds")
    meeting.moved_from, meeting.starts_at = meeting.starts_at, meeting.starts_at + days(7)
    meeting.save()

    found = event(client, meeting)

    assert found["eventStatus"] == "https://schema.org/EventRescheduled"
    assert found["previousStartDate"] == before


def test_full_meeting_is_sold_out(client):
    found = event(client, make_meeting(capacity=1, taken=1))

    assert found["offers"]["availability"] == "https://schema.org/SoldOut"


def test_meeting_that_is_over_offers_no_seat(client):
    found = event(client, make_meeting(starts_at=timezone.now() - days(3)))

    assert "offers" not in found
    assert found["eventStatus"] == "https://schema.org/EventScheduled"


def test_report_at_its_meeting_is_an_article(client):
    meeting = make_meeting(starts_at=timezone.now() - days(3), report=make_report(title="Verslag"))

    found = head(client, meeting)

    assert found.of_type("Article")["url"] == settings.BASE_URL + meeting.path_in("nl")
    assert found.canonical == [settings.BASE_URL + meeting.path_in("nl")]


def test_speakers_are_told_by_name_unless_they_are_shown_by_role(client):
    meeting = make_meeting()
    for name, by_role in (("An", False), ("Bo Baas", True)):
        person = Person.objects.create(name=name, slug=name.lower()[:2], show_as_role=by_role)
        MeetingSpeaker.objects.create(meeting=meeting, person=person, role="wethouder")

    found = head(client, meeting)

    assert [one["name"] for one in found.of_type("Event")["performer"]] == ["An"]
    assert "Bo Baas" not in found.html


def test_meeting_in_two_languages_names_both(client):
    meeting = make_meeting(english="Thinking along")

    dutch, english = head(client, meeting), head(client, meeting, "en")

    assert set(dutch.languages) == {"nl", "en", "x-default"}
    assert dutch.languages == english.languages
    assert english.of_type("Event")["inLanguage"] == "en"


def test_meeting_without_an_english_text_has_one_address(client):
    meeting = make_meeting()

    english = head(client, meeting, "en")

    assert english.canonical == [settings.BASE_URL + meeting.path_in("nl")]
    assert english.languages == {}
    assert english.metas["og:locale"] == ["nl_NL"]


def test_announcement_beside_a_report_is_no_translation_of_it(client):
    meeting = make_meeting(starts_at=timezone.now() - days(3), report=make_report())
    make_text(meeting, language="en", title="Thinking along")

    assert head(client, meeting).languages == {}
    assert head(client, meeting, "en").languages == {}


def test_meeting_without_a_sentence_is_described_by_what_it_is(client):
    meeting = make_meeting(title="Meedoen")

    assert head(client, meeting).description.startswith(f"Kenniskring {meeting.number}: Meedoen")


def test_series_without_an_introduction_is_described(client):
    text = make_series(title="Kinderen eerst")
    make_meeting(series=text.series)

    found = head_of(client, f"/kenniskringen/reeks/{text.slug}/")

    assert "Kinderen eerst" in found.description
    assert found.is_indexed


def over(**fields) -> Meeting:
    return make_meeting(starts_at=timezone.now().replace(microsecond=0) - days(3), **fields)


def reported(**fields) -> Meeting:
    return over(report=make_report(title="Verslag"), **fields)


def closed() -> Meeting:
    return make_meeting(closes_at=NOW - days(9000))


def cancelled() -> Meeting:
    meeting = make_meeting()
    meetings.cancel(meeting, reasons={"nl": "De zaal is dicht."}, now=NOW)
    return meeting


def moved(meeting: Meeting) -> Meeting:
    meeting.moved_from = meeting.starts_at - days(7)
    meeting.save()
    return meeting


STATES = {
    "open": (make_meeting, "Scheduled", "InStock"),
    "full": (lambda: make_meeting(capacity=1, taken=1), "Scheduled", "SoldOut"),
    "closed": (closed, "Scheduled", ""),
    "cancelled": (cancelled, "Cancelled", ""),
    "moved": (lambda: moved(make_meeting()), "Rescheduled", "InStock"),
    "moved and cancelled": (lambda: moved(cancelled()), "Cancelled", ""),
    "past": (over, "Scheduled", ""),
    "moved and past": (lambda: moved(over()), "Rescheduled", ""),
    "with report": (reported, "Scheduled", ""),
    "moved, with report": (lambda: moved(reported()), "Rescheduled", ""),
    "at a place": (
        lambda: make_meeting(capacity=0, location=5, place="Stadhuis"),
        "Scheduled",
        "InStock",
    ),
    "report at a place": (
        lambda: reported(capacity=0, location=5, place="Stadhuis"),
        "Scheduled",
        "",
    ),
}


@pytest.mark.parametrize("state", STATES)
def test_meeting_is_a_valid_event_in_each_of_its_states(client, state):
    make, status, availability = STATES[state]
    meeting = make()

    found = event(client, meeting)

    # What Google cannot do without: a name, when it begins and where, and the address of a place.
    assert found["name"].startswith(f"Kenniskring {meeting.number}")
    assert datetime.fromisoformat(found["startDate"]) == meeting.starts_at
    assert datetime.fromisoformat(found["endDate"]) == meeting.ends_at
    place = found["location"]
    assert place["address" if meeting.place else "url"]
    assert found["url"] == settings.BASE_URL + meeting.path_in("nl")
    assert found["description"]
    assert found["organizer"]["name"]
    assert found["eventStatus"] == f"https://schema.org/Event{status}"
    assert ("previousStartDate" in found) == (status == "Rescheduled")
    assert found.get("offers", {}).get("availability", "") == (
        f"https://schema.org/{availability}" if availability else ""
    )
    assert ("remainingAttendeeCapacity" in found) == bool(availability)


def test_free_seats_are_told_of_each_form_of_attendance(client):
    meeting = make_meeting(capacity=40, taken=40, location=12, place="Stadhuis")
    Seats.objects.filter(meeting=meeting, mode="locatie").update(taken=3)

    found = event(client, meeting)

    assert found["maximumPhysicalAttendeeCapacity"] == 12
    assert found["maximumVirtualAttendeeCapacity"] == 40
    assert found["maximumAttendeeCapacity"] == 52
    assert found["remainingAttendeeCapacity"] == 9
    told = {
        one["name"]: (one["inventoryLevel"]["value"], one["availability"].rpartition("/")[2])
        for one in found["offers"]
    }
    assert told == {"Op locatie": (9, "InStock"), "Online": (0, "SoldOut")}


def test_full_meeting_has_no_seat_left(client):
    found = event(client, make_meeting(capacity=1, taken=1))

    assert found["remainingAttendeeCapacity"] == 0
    assert found["offers"]["inventoryLevel"]["value"] == 0
    assert "maximumPhysicalAttendeeCapacity" not in found


def test_report_that_has_a_date_of_its_own_tells_no_other(client):
    meeting = reported(report_has_own_date=True)

    found = head(client, meeting)

    assert found.of_type("Event") is None
    assert found.of_type("Article")


def test_report_elsewhere_is_no_event(client):
    report = make_report(title="Verslag")

    found = head_of(client, report.url)

    assert found.of_type("Event") is None
    assert found.of_type("Article")
