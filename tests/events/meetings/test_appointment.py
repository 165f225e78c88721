"""What people were told is stored, and read again by a later version of the site."""

import pytest

from events.meetings.appointment import Appointment
from tests.events.factories import make_coming_meeting

pytestmark = pytest.mark.django_db


def test_appointment_is_read_as_it_was_stored():
    told = Appointment.of(make_coming_meeting(place="Utrecht", tool="Zoom"))

    assert Appointment.load(told.dump()) == told


def test_field_that_is_gone_by_now_does_no_harm():
    told = Appointment.of(make_coming_meeting())

    assert Appointment.load({**told.dump(), "floor": 3}) == told
