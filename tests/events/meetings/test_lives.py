"""Four lives, at the second in which each begins."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from events.meetings.lives import Status, life
from events.models import Meeting

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
STARTS = datetime(2026, 3, 29, 13, 30, tzinfo=AMSTERDAM)
SECOND = timedelta(seconds=1)


def make(state=Meeting.State.ANNOUNCED, **fields):
    """Return a meeting that is not saved; `ends_at` is what save() would make of it."""
    values = {"starts_at": STARTS, "duration": 90, "state": state, **fields}
    return Meeting(ends_at=values["starts_at"] + timedelta(minutes=values["duration"]), **values)


@pytest.mark.parametrize(
    ("now", "status"),
    [
        (STARTS - timedelta(days=3), Status.OPEN),
        # The night before is the night on which the clock goes forward.
        (datetime(2026, 3, 28, 23, 59, 59, tzinfo=AMSTERDAM), Status.OPEN),
        (datetime(2026, 3, 29, 0, 0, tzinfo=AMSTERDAM), Status.TODAY),
        (STARTS, Status.TODAY),
        (STARTS + timedelta(minutes=90) - SECOND, Status.TODAY),
        (STARTS + timedelta(minutes=90), Status.PAST),
    ],
)
def test_the_status_follows_the_clock_of_the_place(now, status):
    assert life(make(), now=now, seats_left=5).status == status


def test_midnight_is_that_of_the_meeting_and_not_of_the_server():
    meeting = make(time_zone="America/New_York", starts_at=STARTS)

    before = life(meeting, now=datetime(2026, 3, 29, 3, 59, tzinfo=ZoneInfo("UTC")), seats_left=1)
    after = life(meeting, now=datetime(2026, 3, 29, 4, 0, tzinfo=ZoneInfo("UTC")), seats_left=1)

    assert (before.is_today, after.is_today) == (False, True)


@pytest.mark.parametrize(
    ("fields", "seats_left", "status", "can_register"),
    [
        ({}, 1, Status.OPEN, True),
        ({}, 0, Status.FULL, False),
        ({}, -3, Status.FULL, False),
        ({"closes_at": STARTS - timedelta(days=2)}, 5, Status.CLOSED, False),
        ({"moved_from": STARTS - timedelta(days=7)}, 5, Status.MOVED, True),
        ({"state": Meeting.State.CANCELLED}, 5, Status.CANCELLED, False),
        ({"state": Meeting.State.PREPARING}, 5, Status.PREPARING, False),
    ],
)
def test_before_the_day_what_can_be_done_decides(fields, seats_left, status, can_register):
    found = life(make(**fields), now=STARTS - timedelta(days=1, hours=20), seats_left=seats_left)

    assert (found.status, found.can_register) == (status, can_register)


def test_closing_after_the_start_is_closing_at_the_start():
    meeting = make(closes_at=STARTS + timedelta(hours=1))

    assert life(meeting, now=STARTS - SECOND, seats_left=1).can_register
    assert not life(meeting, now=STARTS, seats_left=1).can_register


def test_a_report_that_is_live_is_the_last_life():
    now = STARTS + timedelta(days=9)

    assert life(make(), now=now, seats_left=0, has_report=True).status == Status.REPORTED
