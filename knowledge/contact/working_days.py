"""Working days in the Netherlands and in Belgium, as the law of each counts them."""

import datetime
from functools import lru_cache

from dateutil.easter import easter

from knowledge.models.gemeente import Country

A_DAY = datetime.timedelta(days=1)
SATURDAY, SUNDAY = 5, 6
# Days after Easter.
GOOD_FRIDAY, EASTER_MONDAY, ASCENSION_DAY, WHIT_MONDAY = -2, 1, 39, 50


def later(
    at: datetime.datetime, days: int, zone: datetime.tzinfo, country: str = Country.NETHERLANDS
) -> datetime.datetime:
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
        days -= is_working_day(day, country)
    return datetime.datetime.combine(day, local.time(), zone)


def is_working_day(day: datetime.date, country: str) -> bool:
    """Return whether people work on this day: no weekend, no national holiday."""
    return day.weekday() not in (SATURDAY, SUNDAY) and day not in holidays(day.year, country)


@lru_cache(maxsize=16)
def holidays(year: int, country: str) -> frozenset[datetime.date]:
    """Return the holidays of a year that can be weekdays.

    The Netherlands: Algemene termijnenwet, art. 3. Belgium: the royal decree of 18 April 1974,
    art. 1; the day that an employer gives for one on a Sunday is not known here.
    """
    if country == Country.BELGIUM:
        moving = (EASTER_MONDAY, ASCENSION_DAY, WHIT_MONDAY)
        fixed = [(1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25)]
    else:
        moving = (GOOD_FRIDAY, EASTER_MONDAY, ASCENSION_DAY, WHIT_MONDAY)
        fixed = [(1, 1), _kings_day(year), (5, 5), (12, 25), (12, 26)]
    return frozenset(
        [
            *(datetime.date(year, month, day) for month, day in fixed),
            *(easter(year) + days * A_DAY for days in moving),
        ]
    )


def _kings_day(year: int) -> tuple[int, int]:
    is_sunday = datetime.date(year, 4, 27).weekday() == SUNDAY
    return (4, 26) if is_sunday else (4, 27)
