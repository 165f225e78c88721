"""Every row of tests/faults/m01_bijeenkomsten.txt, typed in the form of a meeting."""

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from wagtail.users.models import UserProfile

from events.models import Meeting
from office.models import User
from tests.events.meetings.desk import form_of, url

pytestmark = pytest.mark.django_db

FILE = Path(__file__).parents[2] / "faults" / "m01_bijeenkomsten.txt"


def rows() -> Iterator[tuple[str, str, int, datetime, datetime]]:
    """Yield what is typed (begin, zone, minutes), and when the meeting begins and ends."""
    with FILE.open(encoding="utf-8", newline="") as opened:
        _heads, *found = csv.reader(opened, delimiter="\t")
    for begin, zone, minutes, right in found:
        starts, ends = right.removesuffix("Z").split(" - ")
        starts_at = datetime.fromisoformat(f"{starts.removesuffix('Z')}+00:00")
        hour, minute = map(int, ends.split(":"))
        yield begin, zone, int(minutes), starts_at, starts_at.replace(hour=hour, minute=minute)


ROWS = list(rows())


def test_file_has_its_row():
    assert len(ROWS) == 1


# What the editor chose for herself changes nothing.
@pytest.mark.parametrize("own_zone", ["", "Europe/Amsterdam", "Asia/Tokyo"])
@pytest.mark.parametrize(("begin", "zone", "minutes", "starts_at", "ends_at"), ROWS)
def test_meeting_begins_and_ends_when_it_was_meant(
    desk, begin, zone, minutes, starts_at, ends_at, own_zone
):
    if own_zone:
        profile = UserProfile.get_for_user(User.objects.get(username="An"))
        profile.current_time_zone = own_zone
        profile.save()

    answer = desk.post(url("add"), form_of(starts_at=begin, time_zone=zone, duration=minutes))

    assert answer.status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.starts_at, meeting.ends_at) == (starts_at, ends_at)
    # The form shows again what was typed.
    again = desk.get(url("edit", meeting)).content.decode()
    assert datetime.fromisoformat(begin).strftime("%d-%m-%Y %H:%M") in again
