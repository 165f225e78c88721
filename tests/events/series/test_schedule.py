"""Days and times of a series, across both clock changes."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import recurrence
from recurrence.base import deserialize

from events.series import schedule
from events.series.schedule import ScheduleRefused

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NEW_YORK = ZoneInfo("America/New_York")


def rule(text):
    return deserialize(text, include_dtstart=False)


def plan(text, *, first_day, last_day, start=time(13, 30), zone=AMSTERDAM):
    return schedule.occurrences(
        rule(text), first_day=first_day, start=start, zone=zone, last_day=last_day
    )


def test_occurrences_keep_the_local_time_when_summer_begins_and_ends():
    spring = plan(
        "RRULE:FREQ=WEEKLY;BYDAY=TU", first_day=date(2026, 3, 24), last_day=date(2026, 3, 31)
    )
    autumn = plan(
        "RRULE:FREQ=WEEKLY;BYDAY=TU", first_day=date(2026, 10, 20), last_day=date(2026, 10, 27)
    )

    assert [found.starts_at for found in spring] == [
        datetime(2026, 3, 24, 12, 30, tzinfo=UTC),
        datetime(2026, 3, 31, 11, 30, tzinfo=UTC),
    ]
    assert [found.starts_at for found in autumn] == [
        datetime(2026, 10, 20, 11, 30, tzinfo=UTC),
        datetime(2026, 10, 27, 12, 30, tzinfo=UTC),
    ]


def test_occurrences_stay_on_their_day_when_they_begin_just_after_midnight():
    found = plan(
        "RRULE:FREQ=WEEKLY;BYDAY=MO",
        first_day=date(2026, 3, 23),
        last_day=date(2026, 4, 6),
        start=time(0, 30),
    )

    assert [item.starts_at.astimezone(AMSTERDAM).strftime("%a %d %H.%M") for item in found] == [
        "Mon 23 00.30",
        "Mon 30 00.30",
        "Mon 06 00.30",
    ]


def test_the_library_shifts_an_hour_when_it_expands_in_utc():
    """Negative control: what our own expansion is for."""
    start = datetime(2026, 3, 24, 12, 30, tzinfo=UTC)
    found = rule("RRULE:FREQ=WEEKLY;COUNT=2").occurrences(dtstart=start)

    assert [item.astimezone(AMSTERDAM).hour for item in found] == [13, 14]


@pytest.mark.parametrize(
    "until", ["20260414T000000Z", "20260413T220000Z", "20260414", "20260414T120000Z"]
)
def test_until_includes_its_day_when_written_in_any_of_the_usual_ways(until):
    found = schedule.days(
        rule(f"RRULE:FREQ=WEEKLY;UNTIL={until}"),
        first_day=date(2026, 4, 7),
        last_day=date(2026, 12, 31),
    )

    assert found == [date(2026, 4, 7), date(2026, 4, 14)]


@pytest.mark.parametrize("excluded", ["20260414T000000Z", "20260413T220000Z", "20260414T120000Z"])
def test_an_exclusion_excludes_its_day_when_written_in_any_of_the_usual_ways(excluded):
    found = schedule.days(
        rule(f"RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:{excluded}"),
        first_day=date(2026, 4, 7),
        last_day=date(2026, 12, 31),
    )

    assert found == [date(2026, 4, 7), date(2026, 4, 21)]


def test_the_library_excludes_nothing_when_the_exclusion_is_midnight_utc():
    """Negative control for the exclusion."""
    found = rule("RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20260414T000000Z").occurrences(
        dtstart=datetime(2026, 4, 7, 13, 30, tzinfo=AMSTERDAM)
    )

    assert len(list(found)) == 3


def test_days_hold_an_extra_day_and_miss_the_days_of_an_exception_rule():
    found = schedule.days(
        rule(
            "RRULE:FREQ=MONTHLY;BYDAY=2TU\nEXRULE:FREQ=MONTHLY;BYMONTH=8;BYDAY=2TU\n"
            "RDATE:20260827T000000Z"
        ),
        first_day=date(2026, 7, 1),
        last_day=date(2026, 9, 30),
    )

    assert found == [date(2026, 7, 14), date(2026, 8, 27), date(2026, 9, 8)]


def test_days_of_an_empty_rule_are_none():
    assert (
        schedule.days(
            recurrence.Recurrence(), first_day=date(2026, 1, 1), last_day=date(2026, 12, 31)
        )
        == []
    )


def test_local_time_is_refused_when_the_clock_skips_it():
    with pytest.raises(ScheduleRefused, match=r"bestaat 02\.30 uur niet"):
        schedule.instant(date(2026, 3, 29), time(2, 30), AMSTERDAM)


def test_an_ambiguous_moment_is_declared_and_is_the_first_of_the_two():
    found = plan(
        "RRULE:FREQ=DAILY",
        first_day=date(2026, 10, 24),
        last_day=date(2026, 10, 26),
        start=time(2, 30),
    )

    assert [(item.starts_at.hour, item.starts_at.minute, item.is_ambiguous) for item in found] == [
        (0, 30, False),
        (0, 30, True),
        (1, 30, False),
    ]
    assert schedule.instant(date(2026, 10, 25), time(2, 30), AMSTERDAM, fold=1) == datetime(
        2026, 10, 25, 1, 30, tzinfo=UTC
    )


def test_occurrences_follow_their_own_zone_when_it_is_not_ours():
    found = plan(
        "RRULE:FREQ=WEEKLY",
        first_day=date(2026, 3, 3),
        last_day=date(2026, 3, 10),
        zone=NEW_YORK,
    )

    assert [item.starts_at.hour for item in found] == [18, 17]


@pytest.mark.parametrize(
    "text",
    [
        "RRULE:FREQ=HOURLY",
        "RRULE:FREQ=MINUTELY",
        "RRULE:FREQ=SECONDLY",
        "RRULE:FREQ=DAILY;BYHOUR=1,2,3",
        "RRULE:FREQ=DAILY;BYSECOND=1",
        "RRULE:FREQ=DAILY\nEXRULE:FREQ=SECONDLY",
        "RRULE:FREQ=DAILY;INTERVAL=0",
        "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    ],
)
def test_check_refuses_a_rule_that_is_not_about_days_or_never_happens(text):
    with pytest.raises(ScheduleRefused):
        schedule.check(rule(text))


@pytest.mark.parametrize(
    "chosen",
    [
        {"frequency": ""},
        {"frequency": "weekly", "weekdays": [1, 3], "interval": 2},
        {"frequency": "monthly", "weekdays": [3], "position": 3, "until": date(2026, 12, 31)},
        {"frequency": "monthly", "weekdays": [0], "position": -1},
        {
            "frequency": "weekly",
            "weekdays": [1],
            "extra_days": [date(2026, 3, 30)],
            "excluded_days": [date(2026, 3, 31), date(2026, 10, 27)],
        },
    ],
    ids=str,
)
def test_what_an_editor_chose_comes_back_through_the_database(chosen):
    stored = recurrence.serialize(schedule.build(**chosen))

    found = schedule.rule_parts(rule(stored))

    assert {name: found[name] for name in chosen} == chosen


def test_the_third_thursday_is_the_third_thursday():
    built = schedule.build(frequency="monthly", weekdays=[3], position=3)

    assert schedule.days(built, first_day=date(2026, 1, 1), last_day=date(2026, 3, 31)) == [
        date(2026, 1, 15),
        date(2026, 2, 19),
        date(2026, 3, 19),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "RRULE:FREQ=DAILY",
        "RRULE:FREQ=WEEKLY;COUNT=3",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=3",
        "RRULE:FREQ=WEEKLY\nRRULE:FREQ=MONTHLY",
        "RRULE:FREQ=WEEKLY\nEXRULE:FREQ=MONTHLY",
        "RRULE:FREQ=MONTHLY;BYDAY=1MO,3MO",
    ],
)
def test_a_rule_that_says_more_than_the_form_can_is_left_alone(text):
    assert schedule.rule_parts(rule(text)) is None
