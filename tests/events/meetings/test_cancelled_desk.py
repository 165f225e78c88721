"""The desk of a meeting that was called off, and what is asked before."""

import pytest
from django.urls import reverse
from django.utils import timezone

from events.meetings import deeds as meetings
from events.models import Registration, Seats
from events.registrations import deeds as registrations
from events.registrations.refusals import MeetingIsCancelled
from office.models import User
from tests.events.factories import days, make_coming_meeting, make_registration
from tests.events.meetings.desk import url

pytestmark = pytest.mark.django_db

ILL = {"nl": "De spreker is ziek.", "en": "The speaker is ill."}


def called_off(**fields):
    """Return a meeting with three people that was called off, and one of them."""
    meeting = make_coming_meeting(capacity=12, taken=3, english="Let children think along")
    row = make_registration(meeting)
    meetings.cancel(meeting, reasons=ILL, now=timezone.now(), **fields)
    row.refresh_from_db()
    return meeting, row


def shown(client, meeting):
    return client.get(url("inspect", meeting)).content.decode()


def test_desk_offers_no_seat_to_free_and_the_address_refuses(desk):
    meeting = make_coming_meeting(taken=1)
    row = make_registration(meeting)
    free = reverse("events_free_seat", args=[row.pk])
    assert free in shown(desk, meeting)
    meetings.cancel(meeting, reasons=ILL, now=timezone.now())

    assert free not in shown(desk, meeting)
    assert "Plek vrijmaken" not in shown(desk, meeting)
    for answer in (desk.get(free, follow=True), desk.post(free, follow=True)):
        assert answer.redirect_chain[-1][0] == url("inspect", meeting)
        assert "Deze kenniskring gaat niet door." in answer.content.decode()
    assert Seats.objects.get().taken == 1


def test_nobody_gives_a_seat_back_of_a_meeting_that_is_off():
    _meeting, row = called_off()

    with pytest.raises(MeetingIsCancelled):
        registrations.cancel(row, now=timezone.now())
    with pytest.raises(MeetingIsCancelled):
        registrations.free(row, by=User.objects.create_user("Org"), now=timezone.now())

    assert Registration.objects.get().has_seat


def test_desk_says_how_many_were_registered_and_not_that_seats_are_taken(desk):
    meeting, _row = called_off()

    html = shown(desk, meeting)

    assert "Online: 3 mensen waren aangemeld" in html
    assert "plekken bezet" not in html
    # One that goes on still says so.
    assert "3 van de 12 plekken bezet" in shown(desk, make_coming_meeting(capacity=12, taken=3))


def test_desk_shows_the_reasons_that_were_typed_and_the_date_that_was_named(desk):
    other = make_coming_meeting(starts_at=timezone.now() + days(20))
    meeting, _row = called_off(instead=other)

    html = shown(desk, meeting)

    for text in ILL.values():
        assert text in html
    assert f"{other}</a>, {other.slot.words}" in html
    assert "gaat ook niet door" not in html
    meetings.cancel(other, reasons=ILL, now=timezone.now())
    assert "gaat ook niet door" in shown(desk, meeting)
    assert "Reden in het" not in shown(desk, make_coming_meeting())


@pytest.mark.parametrize(
    ("private", "expected"),
    [
        (0, "Er is geen latere kenniskring."),
        (1, "Er is 1 latere kenniskring in voorbereiding. Die kun je pas noemen"),
        (2, "Er zijn 2 latere kenniskringen in voorbereiding. Die kun je pas noemen"),
    ],
)
def test_form_says_why_no_later_date_can_be_named(desk, private, expected):
    meeting = make_coming_meeting()
    for number in range(private):
        make_coming_meeting(announced=False, starts_at=timezone.now() + days(20 + number))
    # An earlier one is no later date.
    make_coming_meeting(announced=False, starts_at=timezone.now() + days(2))

    html = desk.get(url("inspect", meeting), {"deed": "cancel"}).content.decode()

    assert expected in html
    make_coming_meeting(starts_at=timezone.now() + days(30))
    html = desk.get(url("inspect", meeting), {"deed": "cancel"}).content.decode()
    assert expected not in html
