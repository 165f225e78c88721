"""A rule as one says it: everything that the fields can say, and what they cannot."""

from datetime import date, time

import pytest
from django.utils import translation
from recurrence.base import deserialize

from events.models import Series
from events.series import schedule, words
from events.series.forms import DAYS, POSITIONS

TODAY = date(2031, 1, 1)
TUESDAY, THURSDAY, SUNDAY = 1, 3, 6


def series_of(rule=None, *, zone="Europe/Amsterdam", first_day=TODAY, **fields) -> Series:
    return Series(
        recurrence=rule or schedule.build(**{"frequency": "", **fields}),
        first_day=first_day,
        start_time=time(13, 30),
        time_zone=zone,
    )


def said(*args, language="nl", **fields) -> str:
    with translation.override(language):
        return words.in_words(series_of(*args, **fields), today=TODAY)


MONTHLY = {"frequency": "monthly", "weekdays": [TUESDAY], "position": 2}
WEEKLY = {"frequency": "weekly", "weekdays": [TUESDAY]}
SPOKEN = [
    (
        MONTHLY,
        "Elke tweede dinsdag van de maand om 13.30 uur.",
        "Every second Tuesday of the month at 13.30.",
    ),
    (
        {**MONTHLY, "until": date(2031, 6, 30)},
        "Elke tweede dinsdag van de maand om 13.30 uur, tot en met 30 juni 2031.",
        "Every second Tuesday of the month at 13.30, up to and including 30 June 2031.",
    ),
    (
        {"frequency": "monthly", "weekdays": [TUESDAY, THURSDAY], "position": -1},
        "Elke laatste dinsdag en laatste donderdag van de maand om 13.30 uur.",
        "Every last Tuesday and last Thursday of the month at 13.30.",
    ),
    (
        {**MONTHLY, "interval": 3, "position": 1},
        "Elke 3 maanden op de eerste dinsdag om 13.30 uur.",
        "Every 3 months on the first Tuesday at 13.30.",
    ),
    (WEEKLY, "Elke dinsdag om 13.30 uur.", "Every Tuesday at 13.30."),
    (
        {"frequency": "weekly", "weekdays": [TUESDAY, THURSDAY, SUNDAY], "interval": 2},
        "Elke 2 weken op dinsdag, donderdag en zondag om 13.30 uur.",
        "Every 2 weeks on Tuesday, Thursday and Sunday at 13.30.",
    ),
    (
        {"frequency": "weekly", "weekdays": list(range(7))},
        "Elke dag om 13.30 uur.",
        "Every day at 13.30.",
    ),
    (
        {
            **WEEKLY,
            "first_day": date(2031, 2, 4),
            "extra_days": [date(2031, 4, 1)],
            "excluded_days": [date(2031, 3, 4), date(2031, 3, 11)],
        },
        "Elke dinsdag om 13.30 uur, vanaf 4 februari 2031. Ook op 1 april 2031. "
        "Niet op 4 maart 2031 en 11 maart 2031.",
        "Every Tuesday at 13.30, from 4 February 2031. Also on 1 April 2031. "
        "Not on 4 March 2031 and 11 March 2031.",
    ),
    (
        {"extra_days": [date(2031, 4, 1), date(2031, 5, 6)]},
        "Op 1 april 2031 en 6 mei 2031 om 13.30 uur.",
        "On 1 April 2031 and 6 May 2031 at 13.30.",
    ),
    ({}, "Deze reeks heeft nog geen dagen.", "This series has no days yet."),
    (
        {**WEEKLY, "zone": "America/Curacao"},
        "Elke dinsdag om 13.30 uur (tijd in Curaçao).",
        "Every Tuesday at 13.30 (Curaçao time).",
    ),
]


@pytest.mark.parametrize(("rule", "dutch", "english"), SPOKEN)
def test_rule_is_said_in_both_languages(rule, dutch, english):
    assert said(**rule) == dutch
    assert said(**rule, language="en") == english


def test_every_rule_that_the_fields_can_say_has_a_sentence_of_its_own():
    rules = [
        {"frequency": frequency, "interval": interval, "weekdays": weekdays, "position": position}
        for frequency in ("weekly", "monthly")
        for interval in (1, 2, 52)
        for weekdays in [[number] for number, _name in DAYS] + [[0, 4], list(range(7))]
        for position in ([None] if frequency == "weekly" else [one for one, _name in POSITIONS])
    ]
    for language in ("nl", "en"):
        sentences = [said(**rule, language=language) for rule in rules]
        assert len(set(sentences)) == len(rules)


@pytest.mark.parametrize(
    "text", ["FREQ=MONTHLY;BYMONTHDAY=3", "FREQ=YEARLY", "FREQ=WEEKLY;COUNT=3"]
)
def test_rule_from_elsewhere_is_not_said_wrongly(text):
    rule = deserialize(f"RRULE:{text}", include_dtstart=False)
    assert "buiten dit formulier gemaakt" in said(rule)


def test_dates_are_counted_when_there_are_many():
    series = series_of(frequency="weekly", weekdays=[TUESDAY])
    days = schedule.occurrences(
        series.recurrence,
        first_day=TODAY,
        start=series.start_time,
        zone=schedule.ZoneInfo("Europe/Amsterdam"),
        last_day=date(2031, 12, 31),
    )

    shown = words.dates(days, series.time_zone)

    assert shown[0] == "dinsdag 7 januari 2031, 13.30"
    assert shown[-1] == f"en nog {len(days) - 12} in het komende jaar"
    assert words.dates(days[:12], series.time_zone)[-1] == "dinsdag 25 maart 2031, 13.30"
