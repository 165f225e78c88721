import datetime
from zoneinfo import ZoneInfo

import pytest

from knowledge.contact import working_days

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# Those that fall on a weekday.
DUTCH = {
    # Rijksoverheid, "Officiële feestdagen".
    2026: "01-01 04-03 04-06 04-27 05-05 05-14 05-25 12-25",
    2027: "01-01 03-26 03-29 04-27 05-05 05-06 05-17",
    2028: "04-14 04-17 04-27 05-05 05-25 06-05 12-25 12-26",
    # 27 April 2031 is a Sunday: the king's day is kept on the Saturday before.
    2031: "01-01 04-11 04-14 05-05 05-22 06-02 12-25 12-26",
}
BELGIAN = {
    # Belgium.be, "Officiële feestdagen".
    2026: "01-01 04-06 05-01 05-14 05-25 07-21 11-11 12-25",
    2027: "01-01 03-29 05-06 05-17 07-21 11-01 11-11",
    2028: "04-17 05-01 05-25 06-05 07-21 08-15 11-01 12-25",
}
YEARS = [
    (country, year, days)
    for country, years in (("nl", DUTCH), ("be", BELGIAN))
    for year, days in years.items()
]


def later(text: str, days: int, country: str = "nl") -> str:
    at = datetime.datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)
    return working_days.later(at, days, AMSTERDAM, country).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(("country", "year", "days"), YEARS)
def test_year_has_the_holidays_of_the_law(country, year, days):
    found = sorted(day for day in working_days.holidays(year, country) if day.weekday() < 5)
    assert " ".join(day.strftime("%m-%d") for day in found) == days


def test_kings_day_on_a_sunday_is_kept_on_saturday():
    days = working_days.holidays(2031, "nl")
    assert datetime.date(2031, 4, 26) in days
    assert datetime.date(2031, 4, 27) not in days


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2027-03-04 12:00", "2027-03-11 12:00"),
        ("2027-03-01 09:30", "2027-03-08 09:30"),
        # In a weekend: Monday is the first day that counts.
        ("2027-03-06 12:00", "2027-03-12 12:00"),
        ("2027-03-07 12:00", "2027-03-12 12:00"),
        # Good Friday and Easter Monday.
        ("2027-03-24 12:00", "2027-04-02 12:00"),
        # Christmas and New Year.
        ("2026-12-23 12:00", "2026-12-31 12:00"),
        ("2026-12-24 12:00", "2027-01-04 12:00"),
        # The clock goes forward on 28 March, back on 31 October.
        ("2027-03-22 12:00", "2027-03-31 12:00"),
        ("2027-10-27 12:00", "2027-11-03 12:00"),
    ],
)
def test_five_working_days_leave_out_weekends_and_holidays(asked, due):
    assert later(asked, 5) == due


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        # The national day, which is a Tuesday; 11 November is a Wednesday.
        ("2026-07-20 12:00", "2026-07-28 12:00"),
        ("2026-11-09 12:00", "2026-11-17 12:00"),
        # No king's day and no liberation day, and people work on Good Friday and 26 December.
        ("2027-04-26 12:00", "2027-05-03 12:00"),
        ("2027-03-24 12:00", "2027-04-01 12:00"),
        ("2028-12-22 12:00", "2029-01-02 12:00"),
    ],
)
def test_five_working_days_in_belgium(asked, due):
    assert later(asked, 5, "be") == due


def test_time_is_read_at_the_clock_of_the_zone():
    # Half past eleven in the evening in UTC is Friday in Amsterdam already.
    at = datetime.datetime(2027, 3, 4, 23, 30, tzinfo=datetime.UTC)
    due = working_days.later(at, 1, AMSTERDAM)
    assert due == datetime.datetime(2027, 3, 8, 0, 30, tzinfo=AMSTERDAM)


@pytest.mark.parametrize("days", [0, -1])
def test_no_days_are_refused(days):
    with pytest.raises(ValueError, match="choose 1 or more"):
        working_days.later(datetime.datetime(2027, 3, 4, tzinfo=AMSTERDAM), days, AMSTERDAM)
