"""The agenda as a page and as feeds: everything announced, nobody's link."""

import icalendar
import pytest
from django.utils import timezone

from events.models import Meeting, Series, SeriesText
from tests.events.factories import address, days, make_coming_meeting, make_kenniskringen

pytestmark = pytest.mark.django_db

JOIN = "https://meedoen.example.org/x"


@pytest.fixture(autouse=True)
def _site():
    make_kenniskringen("nl", "en")


def events(text):
    return icalendar.Calendar.from_ical(text).walk("VEVENT")


def test_the_feed_holds_every_announced_meeting_and_no_other(client):
    coming = make_coming_meeting(title="Komt")
    over = make_coming_meeting(title="Was", starts_at=timezone.now() - days(30))
    off = make_coming_meeting(title="Af", state=Meeting.State.CANCELLED)
    make_coming_meeting(title="Geheim", announced=False)
    make_coming_meeting(title="Lang geleden", starts_at=timezone.now() - days(800))

    response = client.get("/agenda.ics")

    found = {str(event["SUMMARY"]): str(event["STATUS"]) for event in events(response.content)}
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert found == {
        f"Kenniskring {coming.number}: Komt": "CONFIRMED",
        f"Kenniskring {over.number}: Was": "CONFIRMED",
        f"Kenniskring {off.number}: Af": "CANCELLED",
    }


@pytest.mark.parametrize("name", ["meeting_ics", "page", "agenda", "agenda_ics", "list", "form"])
def test_the_link_to_take_part_is_nowhere_in_public(client, name):
    meeting = make_coming_meeting(join_url=JOIN)
    url = {
        "meeting_ics": address("meeting_ics", meeting),
        "page": meeting.path_in("nl"),
        "agenda": "/agenda/",
        "agenda_ics": "/agenda.ics",
        "list": "/kenniskringen/",
        "form": address("register", meeting),
    }[name]

    response = client.get(url)

    assert response.status_code == 200
    assert "meedoen.example.org" not in response.content.decode().replace("\r\n ", "")


def test_one_meeting_has_the_uid_that_the_feed_gives_it(client):
    meeting = make_coming_meeting(has_captions=True)

    own = events(client.get(address("meeting_ics", meeting)).content)[0]
    fed = events(client.get("/agenda.ics").content)[0]

    assert own["UID"] == fed["UID"]
    assert own["URL"].endswith(meeting.path_in("nl"))


def test_uid_stays_the_same_on_another_domain(client, settings):
    meeting = make_coming_meeting()
    for domain in ("https://kenniskring.example.org", "https://nieuw.example.org"):
        settings.BASE_URL = domain
        (fed,) = events(client.get("/agenda.ics").content)
        assert fed["UID"] == str(meeting.uid)


def test_the_feed_of_a_series_holds_its_own_meetings(client):
    series = Series.objects.create(name="R", first_day="2026-01-01", start_time="13:30")
    locale = make_kenniskringen().locale
    SeriesText.objects.create(series=series, locale=locale, title="Reeks", slug="reeks")
    make_coming_meeting(series=series, title="Van de reeks")
    make_coming_meeting(title="Los")

    found = events(client.get("/kenniskringen/reeks/reeks/agenda.ics").content)

    assert [str(event["SUMMARY"]).partition(": ")[2] for event in found] == ["Van de reeks"]
    assert client.get("/kenniskringen/reeks/niets/agenda.ics").status_code == 404
    assert client.get("/kenniskringen/reeks/reeks/").status_code == 200
    assert client.get("/kenniskringen/reeks/niets/").status_code == 404


def test_the_feed_speaks_english_and_falls_back_to_dutch(client):
    make_coming_meeting(title="Nederlands", english="English")
    make_coming_meeting(title="Alleen Nederlands")

    found = events(client.get("/en/agenda.ics").content)

    assert {str(event["SUMMARY"]).partition(": ")[2] for event in found} == {
        "English",
        "Alleen Nederlands",
    }


def test_an_empty_agenda_says_so_and_its_feed_is_a_calendar(client):
    assert "De volgende datum volgt." in client.get("/agenda/").content.decode()
    assert events(client.get("/agenda.ics").content) == []


@pytest.mark.parametrize("url", ["/agenda/", "/agenda.ics", "/kenniskringen/"])
def test_a_list_takes_as_many_queries_for_ten_meetings_as_for_one(
    client, url, django_assert_max_num_queries
):
    make_coming_meeting()
    client.get(url)
    with django_assert_max_num_queries(15) as one:
        client.get(url)
    for _number in range(9):
        make_coming_meeting()

    with django_assert_max_num_queries(15) as ten:
        response = client.get(url)

    assert response.content.count(b"Kinderen laten meedenken") >= 10
    assert len(ten) == len(one)
