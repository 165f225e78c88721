import datetime
from zoneinfo import ZoneInfo

import pytest

from knowledge.contact import working_days

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WEEKDAYS = {
    # Rijksoverheid, "Officiële feestdagen", those that fall on a weekday.
    2026: "01-01 04-03 04-06 04-27 05-05 05-14 05-25 12-25",
    2027: "01-01 03-26 03-29 04-27 05-05 05-06 05-17",
    2028: "04-14 04-17 04-27 05-05 05-25 06-05 12-25 12-26",
    # 27 April 2031 is a Sunday: the king's day is kept on the Saturday before.
    2031: "01-01 04-11 04-14 05-05 05-22 06-02 12-25 12-26",
}


def later(text: str, days: int) -> str:
    at = datetime.datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)
    return working_days.later(at, days, AMSTERDAM).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize("year", WEEKDAYS)
def test_year_has_the_holidays_of_the_law(year):
    found = sorted(day for day in working_days.holidays(year) if day.weekday() < 5)
    assert " ".join(day.strftime("%m-%d") for day in found) == WEEKDAYS[year]


def test_kings_day_on_a_sunday_is_kept_on_saturday():
    days = working_days.holidays(2031)
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


def test_time_is_read_at_the_clock_of_the_zone():
    # Half past eleven in the evening in UTC is Friday in Amsterdam already.
    at = datetime.datetime(2027, 3, 4, 23, 30, tzinfo=datetime.UTC)
    due = working_days.later(at, 1, AMSTERDAM)
    assert due == datetime.datetime(2027, 3, 8, 0, 30, tzinfo=AMSTERDAM)


@pytest.mark.parametrize("days", [0, -1])
def test_no_days_are_refused(days):
    with pytest.raises(ValueError, match="choose 1 or more"):
        working_days.later(datetime.datetime(2027, 3, 4, tzinfo=AMSTERDAM), days, AMSTERDAM)
