"""Free seats are said for each form of attendance, wherever they are said."""

import re

import pytest
from bs4 import BeautifulSoup

from events.meetings import seats
from events.models import Seats
from tests.events.factories import address, an_application, make_coming_meeting, make_kenniskringen

pytestmark = pytest.mark.django_db

ROOM, ONLINE = "Op locatie: nog 3 van de 3 plekken vrij", "Online: nog 9 van de 40 plekken vrij"


def make_hybrid(**fields):
    make_kenniskringen()
    values = {"capacity": 40, "taken": 31, "location": 3, "place": "Stadhuis Ede", **fields}
    return make_coming_meeting(**values)


def fill(meeting, mode):
    row = Seats.objects.get(meeting=meeting, mode=mode)
    Seats.objects.filter(pk=row.pk).update(taken=row.capacity)


def read(client, path):
    return BeautifulSoup(client.get(path).content, "html.parser")


def test_a_form_of_attendance_without_seats_is_not_offered():
    assert seats.per_mode([("online", 40, 2), ("locatie", 0, 0)]) == [
        seats.ModeSeats("online", 40, 2, is_named=False)
    ]


@pytest.mark.parametrize("where", ["meeting", "list", "form", "agenda", "home"])
def test_seats_of_a_hybrid_meeting_are_counted_per_form_of_attendance(client, where):
    meeting = make_hybrid()
    path = {
        "meeting": meeting.path_in("nl"),
        "list": "/kenniskringen/",
        "form": address("register", meeting),
        "agenda": "/agenda/",
        "home": "/",
    }[where]

    words = read(client, path).get_text(" ", strip=True)

    assert ROOM in words
    assert ONLINE in words
    assert "12 van de 43" not in words


def test_the_bar_is_filled_with_what_is_free(client):
    page = read(client, make_hybrid().path_in("nl"))

    bars = [(bar["value"], bar["max"]) for bar in page.select("progress")]
    assert bars == [("3", "3"), ("9", "40")]


def test_a_full_room_is_said_and_the_other_way_stays_open(client):
    meeting = make_hybrid()
    fill(meeting, "locatie")

    page = read(client, address("register", meeting))

    radios = {one["value"]: one for one in page.select("input[name=mode]")}
    labels = [one.find_parent("label").get_text(strip=True) for one in radios.values()]
    assert labels == ["Op locatie (vol)", "Online (nog 9 van de 40 plekken vrij)"]
    assert [one.has_attr("disabled") for one in radios.values()] == [True, False]
    assert "Op locatie: vol" in read(client, meeting.path_in("nl")).get_text(" ", strip=True)


def test_a_choice_that_was_full_meanwhile_comes_back_with_the_reason(client):
    meeting = make_hybrid()
    fill(meeting, "locatie")

    answer = client.post(address("register", meeting), an_application(mode="locatie"))

    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 409
    assert "Op locatie is vol. Online kan nog." in page.get_text()
    chosen = page.select_one("input[name=mode][checked]")
    assert (chosen["value"], chosen.has_attr("disabled")) == ("locatie", False)


def test_one_form_of_attendance_is_not_named(client):
    make_kenniskringen()

    words = read(client, make_coming_meeting(capacity=40).path_in("nl")).get_text(" ", strip=True)

    assert re.search(r"(?<!: )Nog 40 van de 40 plekken vrij", words)
