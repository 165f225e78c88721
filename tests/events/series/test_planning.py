"""The rows of a series: once per day of the rule, wherever a meeting moves."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from events.models import Meeting, Series, SeriesText
from events.series import planning, schedule
from events.series.schedule import ScheduleRefused
from tests.events.factories import days
from tests.knowledge.factories import make_home

pytestmark = pytest.mark.django_db

TODAY = date(2031, 1, 1)


def make_series(name="Donderdag", **fields):
    values = {
        "recurrence": schedule.build(frequency="monthly", weekdays=[3], position=3),
        "first_day": date(2030, 1, 1),
        "start_time": "13:30:00",
        "capacity_location": 5,
        **fields,
    }
    series = Series.objects.create(name=name, **values)
    series.refresh_from_db()
    locale = make_home().locale
    SeriesText.objects.create(series=series, locale=locale, title="Reeks", slug=name.lower())
    return series


def test_plan_makes_the_coming_year_in_local_time_and_in_private():
    made = planning.plan(make_series(), today=TODAY)

    assert len(made) == 12
    assert {meeting.state for meeting in made} == {Meeting.State.PREPARING}
    assert {f"{meeting.starts_local:%H.%M}" for meeting in made} == {"13.30"}
    assert len({meeting.starts_at.hour for meeting in made}) == 2  # winter and summer
    first = made[0]
    assert first.texts.get().title == "Reeks"
    assert sorted(first.seats.values_list("mode", "capacity")) == [("locatie", 5), ("online", 40)]


def test_plan_twice_makes_nothing_new_also_when_a_meeting_was_moved():
    series = make_series()
    moved = planning.plan(series, today=TODAY)[3]
    moved.starts_at += days(3)
    moved.save()

    assert planning.plan(series, today=TODAY) == []
    assert len(planning.plan(series, today=TODAY.replace(month=2))) == 1


def test_plan_refuses_and_makes_no_row_when_the_clock_skips_the_time():
    sundays = schedule.build(frequency="weekly", weekdays=[6])
    series = make_series(recurrence=sundays, start_time="02:30:00")

    with pytest.raises(ScheduleRefused):
        planning.plan(series, today=TODAY)

    assert not Meeting.objects.exists()


def test_a_time_that_the_clock_skipped_long_ago_stops_nobody_now():
    sundays = schedule.build(frequency="weekly", weekdays=[6], until=date(2031, 2, 28))
    series = make_series(recurrence=sundays, start_time="02:30:00", first_day=date(2020, 1, 1))

    assert len(planning.plan(series, today=TODAY)) == 8


def test_the_command_plans_the_others_when_one_series_cannot_be_planned(capsys):
    sundays = schedule.build(frequency="weekly", weekdays=[6])
    make_series("Anders", recurrence=sundays, start_time="02:30:00", first_day=date(2020, 1, 1))
    make_series("Zo", first_day=date(2020, 1, 1))

    with pytest.raises(SystemExit):
        call_command("plan_meetings")

    assert set(Meeting.objects.values_list("series__name", flat=True)) == {"Zo"}
    assert "Anders: ScheduleRefused: Op " in capsys.readouterr().err


def test_day_is_that_of_the_series_and_not_of_whoever_presses():
    far = make_series(time_zone="Pacific/Auckland")
    evening_here = datetime(2031, 3, 10, 20, 0, tzinfo=UTC)

    with timezone.override("America/New_York"):
        assert far.today(evening_here) == date(2031, 3, 11)
