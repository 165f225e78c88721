"""Every line of tests/faults/e01_adressen.txt through the form, to the envelope of its mail."""

from pathlib import Path

import pytest
from django.core import mail
from django.utils import timezone

from events.models import Meeting, Registration, Seats
from office.mail import outbox
from tests.events.factories import address, an_application, make_coming_meeting, make_kenniskringen

pytestmark = pytest.mark.django_db

# As it stands: no line loses a sign that nobody sees.
LINES = (
    (Path(__file__).parents[2] / "faults" / "e01_adressen.txt")
    .read_text(encoding="utf-8")
    .rstrip("\n")
    .split("\n")
)
ONE_PERSON, TWO_PEOPLE = LINES[:7], LINES[7:]


@pytest.fixture
def meeting() -> Meeting:
    make_kenniskringen()
    return make_coming_meeting(capacity=9)


def register(client, meeting: Meeting, email: str) -> None:
    answer = client.post(address("register", meeting), an_application(email=email))
    assert answer.status_code == 303


def seats_taken(meeting: Meeting) -> int:
    return Seats.objects.get(meeting=meeting).taken


def mailed_to() -> list[str]:
    """Send what waits, and return the envelopes' addresses in order."""
    outbox.send_due(now=timezone.now())
    return [to for message in mail.outbox for to in message.recipients()]


def test_file_has_its_nine_lines_with_their_signs():
    assert len(LINES) == 9
    assert sum(not line.isascii() for line in ONE_PERSON) == 6
    assert TWO_PEOPLE == ["naam@maßwerk.de", "naam@masswerk.de"]


@pytest.mark.parametrize("email", ONE_PERSON)
def test_address_gets_one_seat_and_one_mail_to_its_clean_form(client, meeting, email):
    register(client, meeting, email)

    assert Registration.objects.get().email == "naam@voorbeeld.nl"
    assert mailed_to() == ["naam@voorbeeld.nl"]


@pytest.mark.parametrize("email", ONE_PERSON[1:])
def test_each_is_the_person_of_the_first_line_with_one_seat(client, meeting, email):
    for each in (ONE_PERSON[0], email):
        register(client, meeting, each)

    assert (Registration.objects.count(), seats_taken(meeting)) == (1, 1)
    assert set(mailed_to()) == {"naam@voorbeeld.nl"}


def test_two_domains_that_look_alike_are_two_people_each_with_her_own_mail(client, meeting):
    for email in TWO_PEOPLE:
        register(client, meeting, email)

    assert (Registration.objects.count(), seats_taken(meeting)) == (2, 2)
    assert sorted(mailed_to()) == ["naam@masswerk.de", "naam@xn--mawerk-cta.de"]
