"""The days and moments of a series: naive local time first, the zone last.

django-recurrence's own expansion works in UTC: a start shifts an hour at the clock change, an
exclusion written as midnight UTC excludes nothing and UNTIL loses its last day. So its rules are
read here as rules about calendar days.
"""

from calendar import monthrange
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import takewhile
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from recurrence.base import DAILY, Recurrence, Rule

# A leap year, so that 29 February counts as possible.
_LEAP_YEAR = 2024


class ScheduleRefused(ValueError):
    """A rule or a local time that cannot be planned; its text is shown to the editor."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One meeting of a series: the rule's calendar day and its moment in UTC.

    `is_ambiguous` declares that the local time exists twice that night; the first one is meant.
    """

    day: date
    starts_at: datetime
    is_ambiguous: bool


def occurrences(
    rule: Recurrence, *, first_day: date, start: time, zone: ZoneInfo, last_day: date
) -> list[Occurrence]:
    """Return the occurrences from first_day to last_day, both included, in order.

    Raises ScheduleRefused for a rule that check() refuses and for a local time that does not
    exist on one of the days.
    """
    return [
        Occurrence(day, moment(day, start, zone), is_ambiguous(day, start, zone))
        for day in days(rule, first_day=first_day, last_day=last_day)
    ]


def days(rule: Recurrence, *, first_day: date, last_day: date) -> list[date]:
    """Return the calendar days of a rule from first_day to last_day, both included, in order."""
    check(rule)
    found = _days_of(rule.rrules, first_day, last_day) | _calendar_days(rule.rdates)
    found -= _days_of(rule.exrules, first_day, last_day) | _calendar_days(rule.exdates)
    return sorted(day for day in found if first_day <= day <= last_day)


def check(rule: Recurrence) -> None:
    """Raise ScheduleRefused unless every rule is about whole days and can have one."""
    for part in [*rule.rrules, *rule.exrules]:
        if part.freq > DAILY or part.byhour or part.byminute or part.bysecond:
            raise ScheduleRefused(
                _("Kies een herhaling per dag, week, maand of jaar, niet per uur.")
            )
        if int(part.interval) < 1:
            raise ScheduleRefused(_("Een herhaling is om de 1 of meer keer."))
        if not _can_happen(part):
            raise ScheduleRefused(_("Deze dag bestaat in die maand niet."))


def moment(day: date, start: time, zone: ZoneInfo, *, fold: int = 0) -> datetime:
    """Return a local time as UTC; `fold=1` means the second of a time that exists twice.

    Raises ScheduleRefused for a time that the clock skips.
    """
    local = datetime.combine(day, start, tzinfo=zone).replace(fold=fold)
    result = local.astimezone(UTC)
    if result.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ScheduleRefused(
            _("Op %(day)s bestaat %(time)s uur niet: de klok gaat dan een uur vooruit.")
            % {"day": date_format(day, "j F Y"), "time": start.strftime("%H.%M")}
        )
    return result


def is_ambiguous(day: date, start: time, zone: ZoneInfo) -> bool:
    """Tell whether a local time exists twice, on the night that the clock goes back."""
    local = datetime.combine(day, start, tzinfo=zone)
    return local.utcoffset() > local.replace(fold=1).utcoffset()


def _days_of(rules: Iterable[Rule], first_day: date, last_day: date) -> set[date]:
    found: set[date] = set()
    for rule in rules:
        local = copy(rule)
        if rule.until:
            local.until = datetime.combine(_calendar_day(rule.until), time.max)
        moments = local.to_dateutil_rrule(datetime.combine(first_day, time()))
        found.update(takewhile(lambda day: day <= last_day, (at.date() for at in moments)))
    return found


def _calendar_days(values: Iterable[datetime]) -> set[date]:
    return {_calendar_day(value) for value in values}


def _calendar_day(value: datetime) -> date:
    """Return the day that was meant: midnight UTC is how a browser widget writes a plain day."""
    if value.tzinfo is None:
        return value.date()
    at_utc = value.astimezone(UTC)
    if at_utc.time() == time():
        return at_utc.date()
    # django-recurrence serialises local midnight in the site's zone.
    return value.astimezone(ZoneInfo("Europe/Amsterdam")).date()


def _can_happen(rule: Rule) -> bool:
    """Tell whether some day fits the rule; dateutil would search until the year 9999 for one."""
    if not rule.bymonthday:
        return True
    longest = max(monthrange(_LEAP_YEAR, month)[1] for month in rule.bymonth or range(1, 13))
    return any(1 <= abs(day) <= longest for day in rule.bymonthday)
