"""The meetings of a series become rows: private until somebody announces them."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from events.models import AttendanceMode, Meeting, MeetingText, Seats, Series
from events.series import schedule
from events.series.matching import FURTHEST_DAYS
from events.series.schedule import Occurrence, ScheduleRefused

# Far enough to hold a year's plan, near enough that a changed rule leaves few rows behind.
HORIZON = timedelta(days=365)


def coming(series: Series, *, today: date) -> list[Occurrence]:
    """Return what the rule of a series says from today up to a year ahead, in order.

    Raises ScheduleRefused for a rule or a local time that cannot be planned.
    """
    return schedule.occurrences(
        series.recurrence,
        first_day=series.first_day,
        start=series.start_time,
        zone=ZoneInfo(series.time_zone),
        last_day=today + HORIZON,
        since=today,
    )


def by_turn(series: Series, *, today: date) -> list[date]:
    """Return the days of the turns of a series, also those that it leaves out.

    From a month ago, when the meeting of this turn may have been held, to a month past the
    horizon: a meeting at its end may stand in the place of a day behind it.
    """
    days = schedule.days_by_turn(
        series.recurrence,
        first_day=series.first_day,
        last_day=today + HORIZON + timedelta(days=FURTHEST_DAYS),
    )
    return [day for day in days if day >= today - timedelta(days=FURTHEST_DAYS)]


def plan(series: Series, *, today: date) -> list[Meeting]:
    """Return the new meetings of a series, from today up to a year ahead.

    A day that has its row already keeps it, wherever that meeting was moved to. Raises
    ScheduleRefused for a rule or a local time that cannot be planned, and for a series that was
    deleted meanwhile.
    """
    with transaction.atomic():
        # Two planners at once: the second waits, and then finds the rows of the first. The rule is
        # read behind the lock: an editor may have changed it since the page was shown.
        stored = Series.objects.select_for_update().filter(pk=series.pk).first()
        if stored is None:
            raise ScheduleRefused(_("Deze reeks is intussen weggegooid."))
        series = stored
        planned = set(series.meetings.values_list("series_day", flat=True))
        return [
            make(series, occurrence)
            for occurrence in coming(series, today=today)
            if occurrence.day not in planned
        ]


def make(series: Series, occurrence: Occurrence) -> Meeting:
    """Return the new row of one day of a series, which the caller has locked."""
    meeting = Meeting(
        series=series,
        series_day=occurrence.day,
        starts_at=occurrence.starts_at,
        duration=series.duration,
        time_zone=series.time_zone,
        place=series.place,
        tool=series.tool,
    )
    meeting.save()
    for mode, capacity in capacities(series).items():
        if capacity:
            Seats.objects.create(meeting=meeting, mode=mode, capacity=capacity)
    for text in series.texts.all():
        MeetingText.objects.create(meeting=meeting, locale_id=text.locale_id, title=text.title)
    return meeting


def capacities(series: Series) -> dict[AttendanceMode, int]:
    """Return the seats that a meeting of this series begins with, for each mode."""
    return {
        AttendanceMode.ONLINE: series.capacity_online,
        AttendanceMode.LOCATION: series.capacity_location,
    }
