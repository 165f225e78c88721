"""The days and times of a series: naive local time first, the zone last.

django-recurrence's own expansion works in UTC: a start shifts an hour at the clock change, an
exclusion written as midnight UTC excludes nothing and UNTIL loses its last day. So its rules are
read here as rules about calendar days.
"""

from calendar import monthrange
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from recurrence.base import DAILY, MONTHLY, WEEKDAYS, WEEKLY, YEARLY, Recurrence, Rule

from events import times
from office.refusals import Refused

# A leap year, so that 29 February counts as possible.
_LEAP_YEAR = 2024
FREQUENCIES = {WEEKLY: "weekly", MONTHLY: "monthly"}


class ScheduleRefused(Refused):
    """A rule or a local time that cannot be planned; its text is shown to the editor."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One meeting of a series: the rule's calendar day and its start in UTC.

    `is_ambiguous` declares that the local time exists twice that night; the first one is meant.
    """

    day: date
    starts_at: datetime
    is_ambiguous: bool


def occurrences(
    rule: Recurrence,
    *,
    first_day: date,
    start: time,
    zone: ZoneInfo,
    last_day: date,
    since: date = date.min,
) -> list[Occurrence]:
    """Return the occurrences of a rule that begins on first_day, up to last_day, in order.

    Days before `since` are left out. Raises ScheduleRefused for a rule that check() refuses and
    for a local time that does not exist on one of the days.
    """
    return [
        occurrence(day, start, zone)
        for day in days(rule, first_day=first_day, last_day=last_day)
        if day >= since
    ]


def occurrence(day: date, start: time, zone: ZoneInfo) -> Occurrence:
    """Return the meeting of one day; raises ScheduleRefused as instant() does."""
    return Occurrence(day, instant(day, start, zone), is_ambiguous(day, start, zone))


def days(rule: Recurrence, *, first_day: date, last_day: date) -> list[date]:
    """Return the calendar days of a rule from first_day to last_day, both included, in order."""
    check(rule)
    found = _days_of(rule.rrules, first_day, last_day) | _calendar_days(rule.rdates)
    found -= _days_of(rule.exrules, first_day, last_day) | _calendar_days(rule.exdates)
    return sorted(day for day in found if first_day <= day <= last_day)


def days_by_turn(rule: Recurrence, *, first_day: date, last_day: date) -> list[date]:
    """Return the days that the turns of a rule give, in order, also those that are left out.

    Without the days that an editor named besides: those are no turn.
    """
    check(rule)
    found = _days_of(rule.rrules, first_day, last_day) - _calendar_days(rule.rdates)
    return sorted(day for day in found if first_day <= day <= last_day)


def turn(rule: Recurrence, day: date, *, first_day: date) -> int:
    """Return in which turn of a rule a day lies: its week, month or year, times the interval."""
    one = rule.rrules[0]
    interval = int(one.interval)
    if one.freq == YEARLY:
        return (day.year - first_day.year) // interval
    if one.freq == MONTHLY:
        return (12 * (day.year - first_day.year) + day.month - first_day.month) // interval
    if one.freq == WEEKLY:
        monday = first_day - timedelta(days=first_day.weekday())
        return (day - monday).days // (7 * interval)
    return (day - first_day).days // interval


def excluded_days(rule: Recurrence) -> set[date]:
    """Return the days that an editor left out of a rule."""
    return _calendar_days(rule.exdates)


def without(rule: Recurrence, left_out: Iterable[date]) -> Recurrence:
    """Return the rule without these days too."""
    changed = copy(rule)
    changed.exdates = [_noon(day) for day in sorted(excluded_days(rule) | set(left_out))]
    return changed


def build(
    *,
    frequency: str,
    interval: int = 1,
    weekdays: Iterable[int] = (),
    position: int | None = None,
    until: date | None = None,
    extra_days: Iterable[date] = (),
    excluded_days: Iterable[date] = (),
) -> Recurrence:
    """Return the rule that an editor chose; frequency is "", "weekly" or "monthly".

    Weekdays count from Monday, 0; `position` is which of them in a month, -1 the last. Days are
    written as noon UTC, which is the same day in every zone of Europe and America.
    """
    rules = []
    if frequency:
        days_of_week = [WEEKDAYS[number] for number in sorted(weekdays)]
        if frequency == "monthly":
            days_of_week = [day(position or 1) for day in days_of_week]
        rules.append(
            Rule(
                MONTHLY if frequency == "monthly" else WEEKLY,
                interval=interval,
                byday=days_of_week,
                until=_noon(until) if until else None,
            )
        )
    return Recurrence(
        rrules=rules,
        rdates=[_noon(day) for day in sorted(extra_days)],
        exdates=[_noon(day) for day in sorted(excluded_days)],
        include_dtstart=False,
    )


def rule_parts(rule: Recurrence) -> dict[str, object] | None:
    """Return what build() made this rule of, or None when it says more than an editor can."""
    if rule.exrules or len(rule.rrules) > 1:
        return None
    chosen: dict[str, object] = {
        "frequency": "",
        "interval": 1,
        "weekdays": [],
        "position": 1,
        "until": None,
        "extra_days": sorted(_calendar_days(rule.rdates)),
        "excluded_days": sorted(_calendar_days(rule.exdates)),
    }
    for one in rule.rrules:
        chosen |= {
            "frequency": FREQUENCIES.get(one.freq),
            "interval": int(one.interval),
            "weekdays": [day.number for day in one.byday],
            "position": one.byday[0].index or 1 if one.byday else 1,
            "until": _calendar_day(one.until) if one.until else None,
        }
    if chosen["frequency"] is None:
        return None
    # What does not come back the same would be changed by saving the form.
    return chosen if signature(build(**chosen)) == signature(rule) else None


def check(rule: Recurrence) -> None:
    """Raise ScheduleRefused unless every rule is about whole days and can have one."""
    for one in [*rule.rrules, *rule.exrules]:
        if one.freq > DAILY or one.byhour or one.byminute or one.bysecond:
            raise ScheduleRefused(
                _("Kies een herhaling per dag, week, maand of jaar, niet per uur.")
            )
        if int(one.interval) < 1:
            raise ScheduleRefused(_("Een herhaling is om de 1 of meer keer."))
        if not _can_happen(one):
            raise ScheduleRefused(_("Deze dag bestaat in die maand niet."))


def instant(day: date, start: time, zone: ZoneInfo, *, fold: int = 0) -> datetime:
    """Return a local time as UTC; `fold=1` means the second of a time that exists twice.

    Raises ScheduleRefused for a time that the clock skips.
    """
    local = datetime.combine(day, start, tzinfo=zone).replace(fold=fold)
    result = local.astimezone(UTC)
    if result.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ScheduleRefused(
            _("Op %(day)s bestaat %(time)s uur niet: de klok gaat dan een uur vooruit.")
            % {
                "day": times.named(date_format(day, "j F Y"), zone.key),
                "time": start.strftime("%H.%M"),
            }
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
        starts = local.to_dateutil_rrule(datetime.combine(first_day, time()))
        found.update(takewhile(lambda day: day <= last_day, (at.date() for at in starts)))
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


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def signature(rule: Recurrence) -> tuple:
    """Return what a rule says, with days instead of times: equal for rules that mean the same."""
    return (
        [
            (
                one.freq,
                int(one.interval),
                one.count,
                _calendar_day(one.until) if one.until else None,
                [(day.number, day.index) for day in one.byday],
                one.bysetpos,
                one.bymonth,
                one.bymonthday,
                one.byyearday,
                one.byweekno,
            )
            for one in rule.rrules
        ],
        sorted(_calendar_days(rule.rdates)),
        sorted(_calendar_days(rule.exdates)),
    )


def _can_happen(rule: Rule) -> bool:
    """Tell whether some day fits the rule; dateutil would search until the year 9999 for one."""
    if not rule.bymonthday:
        return True
    longest = max(monthrange(_LEAP_YEAR, month)[1] for month in rule.bymonth or range(1, 13))
    return any(1 <= abs(day) <= longest for day in rule.bymonthday)
