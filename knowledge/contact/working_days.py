"""Dutch working days, as the law counts them."""

import datetime
from functools import lru_cache

from dateutil.easter import easter

A_DAY = datetime.timedelta(days=1)
SATURDAY, SUNDAY = 5, 6
# Days after Easter: Good Friday, Easter Monday, Ascension Day, Whit Monday.
MOVING = (-2, 1, 39, 50)


def later(at: datetime.datetime, days: int, zone: datetime.tzinfo) -> datetime.datetime:
    """Return the same time of the day so many working days later, at the clock of a zone.

    What is asked on a Saturday waits from Monday on: the first day that counts is the day after
    `at`. Raises ValueError unless days is 1 or more.
    """
    if days < 1:
        raise ValueError(f"days={days}: choose 1 or more.")
    local = at.astimezone(zone)
    day = local.date()
    while days:
        day += A_DAY
        days -= is_working_day(day)
    return datetime.datetime.combine(day, local.time(), zone)


def is_working_day(day: datetime.date) -> bool:
    """Return whether people work on this day: no weekend, no national holiday."""
    return day.weekday() not in (SATURDAY, SUNDAY) and day not in holidays(day.year)


@lru_cache(maxsize=16)
def holidays(year: int) -> frozenset[datetime.date]:
    """Return the holidays of a year that can be weekdays (Algemene termijnenwet, art. 3)."""
    kings_day = datetime.date(year, 4, 27)
    if kings_day.weekday() == SUNDAY:
        kings_day -= A_DAY
    fixed = [(1, 1), (5, 5), (12, 25), (12, 26)]
    return frozenset(
        [
            *(datetime.date(year, month, day) for month, day in fixed),
            *(easter(year) + days * A_DAY for days in MOVING),
            kings_day,
        ]
    )
