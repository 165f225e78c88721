"""The rule of a series in a sentence, and its dates, as editors read them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _, pgettext

from events import times
from events.models import Series
from events.series import schedule
from events.series.schedule import Occurrence

# More dates than these are counted.
SHOWN_DATES = 12


def in_words(series: Series, *, today: date) -> str:
    """Return the rule of a series as one says it."""
    rule = schedule.rule_parts(series.recurrence)
    if rule is None:
        return _(
            "Deze regel is buiten dit formulier gemaakt. Je kunt hem hier niet wijzigen. De data "
            "zijn goed."
        )
    if not rule["frequency"] and not rule["extra_days"]:
        return _("Deze reeks heeft nog geen dagen.")
    tail = ""
    if series.first_day > today:
        tail += _(", vanaf %(day)s") % {"day": _day(series.first_day)}
    if rule["until"]:
        tail += _(", tot en met %(day)s") % {"day": _day(rule["until"])}
    sentences = [f"{_turns(rule, times.clock(series.start_time, series.time_zone))}{tail}."]
    if rule["frequency"] and rule["extra_days"]:
        sentences.append(_("Ook op %(days)s.") % {"days": _days(rule["extra_days"])})
    if rule["excluded_days"]:
        sentences.append(_("Niet op %(days)s.") % {"days": _days(rule["excluded_days"])})
    return " ".join(sentences)


def dates(occurrences: list[Occurrence], zone: str) -> list[str]:
    """Return the first of the dates as they are shown, with how many more there are."""
    shown = [times.begin(one.starts_at, zone) for one in occurrences[:SHOWN_DATES]]
    more = len(occurrences) - len(shown)
    if more:
        shown.append(_("en nog %(more)s in het komende jaar") % {"more": more})
    return shown


def _turns(rule: dict[str, Any], at: str) -> str:
    weekdays = [date_format(date(2024, 1, 1 + number), "l") for number in rule["weekdays"]]
    values = {"number": rule["interval"], "hour": at}
    if not rule["frequency"]:
        return _("Op %(days)s om %(hour)s") % {**values, "days": _days(rule["extra_days"])}
    if rule["frequency"] == "monthly":
        which = _position(rule["position"])
        days = _list([f"{which} {weekday}" for weekday in weekdays])
        if rule["interval"] == 1:
            return _("Elke %(days)s van de maand om %(hour)s") % {**values, "days": days}
        return _("Elke %(number)s maanden op de %(days)s om %(hour)s") % {**values, "days": days}
    if rule["interval"] == 1 and len(weekdays) == 7:
        return _("Elke dag om %(hour)s") % values
    if rule["interval"] == 1:
        return _("Elke %(days)s om %(hour)s") % {**values, "days": _list(weekdays)}
    return _("Elke %(number)s weken op %(days)s om %(hour)s") % {
        **values,
        "days": _list(weekdays),
    }


def _position(number: int) -> str:
    return {
        1: pgettext("which weekday of a month", "eerste"),
        2: pgettext("which weekday of a month", "tweede"),
        3: pgettext("which weekday of a month", "derde"),
        4: pgettext("which weekday of a month", "vierde"),
        -1: pgettext("which weekday of a month", "laatste"),
    }[number]


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _days(days: Iterable[date]) -> str:
    return _list([_day(day) for day in days])


def _list(words: list[str]) -> str:
    return get_text_list(words, pgettext("a and b", "en"))
