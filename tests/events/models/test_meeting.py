"""What a meeting is called."""

from datetime import UTC, datetime

import pytest

from tests.events.factories import make_meeting

pytestmark = pytest.mark.django_db


def test_meeting_without_a_number_is_named_after_its_own_day_as_people_write_it():
    # In Amsterdam it is the next day by then.
    begin = datetime(2027, 5, 12, 1, tzinfo=UTC)
    meeting = make_meeting(announced=False, starts_at=begin, time_zone="America/Curacao")

    assert str(meeting) == "Kenniskring van 11 mei 2027"


def test_meeting_with_a_number_is_named_after_it():
    assert str(make_meeting(number=18)) == "Kenniskring 18"
