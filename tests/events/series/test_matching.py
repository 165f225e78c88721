"""Old days and new days of a rule, side by side."""

from datetime import date, timedelta

import pytest

from events.series import schedule
from events.series.matching import FURTHEST_DAYS, PlannedDay, follow, match

FIRST, LAST = date(2031, 1, 1), date(2031, 12, 31)
TUESDAY, THURSDAY = 1, 3


def days_of(**rule) -> list[date]:
    return schedule.days(schedule.build(**rule), first_day=FIRST, last_day=LAST)


def planned(days, **fields) -> list[PlannedDay]:
    return [PlannedDay(pk=number, day=day, **fields) for number, day in enumerate(days)]


SECOND_TUESDAYS = days_of(frequency="monthly", weekdays=[TUESDAY], position=2)
THIRD_THURSDAYS = days_of(frequency="monthly", weekdays=[THURSDAY], position=3)
TUESDAYS = days_of(frequency="weekly", weekdays=[TUESDAY])


def test_each_month_goes_to_the_new_day_of_that_month():
    found = match(planned(SECOND_TUESDAYS), THIRD_THURSDAYS)

    assert list(found.values()) == THIRD_THURSDAYS


def test_each_week_goes_to_the_new_day_of_that_week():
    thursdays = days_of(frequency="weekly", weekdays=[THURSDAY])[1:]

    found = match(planned(TUESDAYS), thursdays)

    moved = {found[number] - day for number, day in enumerate(TUESDAYS) if found[number]}
    assert moved == {timedelta(days=2)}
    assert list(found.values()).count(None) == len(TUESDAYS) - len(thursdays)


def test_same_days_at_another_hour_keep_their_meetings():
    assert match(planned(TUESDAYS), TUESDAYS) == dict(enumerate(TUESDAYS))


def test_every_other_week_goes_when_there_are_fewer_days():
    fewer = days_of(frequency="weekly", interval=2, weekdays=[TUESDAY])

    found = match(planned(TUESDAYS), fewer)

    assert [day for day in found.values() if day] == fewer


def test_no_meeting_moves_when_there_are_more_days():
    every_second = TUESDAYS[::2]
    assert match(planned(every_second), TUESDAYS) == dict(enumerate(every_second))


def test_no_day_is_left_when_the_rule_is_emptied():
    assert set(match(planned(TUESDAYS), []).values()) == {None}


def test_excluded_day_leaves_its_meeting_without_a_day():
    found = match(planned(TUESDAYS), [day for day in TUESDAYS if day != TUESDAYS[4]])
    assert [number for number, day in found.items() if day is None] == [4]


def test_meeting_of_an_excluded_day_goes_to_the_day_that_replaces_it():
    other = TUESDAYS[4] + timedelta(days=1)
    found = match(planned(TUESDAYS), [*(day for day in TUESDAYS if day != TUESDAYS[4]), other])
    assert found[4] == other


def test_announced_meeting_takes_no_other_day_and_keeps_its_own():
    olds = planned(SECOND_TUESDAYS[:2], is_private=False)

    assert match(olds, THIRD_THURSDAYS) == {0: None, 1: None}
    assert match(olds, [*SECOND_TUESDAYS, *THIRD_THURSDAYS]) == dict(enumerate(SECOND_TUESDAYS[:2]))


def test_what_was_worked_on_chooses_first():
    olds = [
        PlannedDay(1, date(2031, 3, 4)),
        PlannedDay(2, date(2031, 3, 11), is_worked_on=True),
        PlannedDay(3, date(2031, 3, 18)),
    ]
    # The nearest by far is the first, which nobody touched.
    assert match(olds, [date(2031, 3, 5)]) == {1: None, 2: date(2031, 3, 5), 3: None}


def test_none_goes_further_than_a_month():
    old = planned([date(2031, 3, 4)])
    near, far = (timedelta(days=FURTHEST_DAYS + more) for more in (0, 1))

    assert match(old, [old[0].day + near]) == {0: old[0].day + near}
    assert match(old, [old[0].day + far]) == {0: None}


def test_none_overtakes_another():
    olds = planned([date(2031, 3, 10), date(2031, 3, 20)])
    assert match(olds, [date(2031, 3, 18), date(2031, 3, 30)]) == {
        0: date(2031, 3, 18),
        1: date(2031, 3, 30),
    }


def test_each_day_is_given_once_whatever_the_rules():
    rules = [
        days_of(frequency="weekly", interval=interval, weekdays=weekdays)
        for interval in (1, 2, 3)
        for weekdays in ([0], [1, 3], [0, 2, 4])
    ] + [SECOND_TUESDAYS, THIRD_THURSDAYS, []]
    for old in rules:
        for new in rules:
            given = [day for day in match(planned(old), new).values() if day]
            assert len(given) == len(set(given))
            assert set(given) <= set(new)
            assert set(old) & set(new) <= set(given)


@pytest.mark.parametrize(
    ("current", "expected"),
    [
        ({"place": "Utrecht", "seats": 40}, {"place": "Zwolle"}),
        ({"place": "Gouda", "seats": 40}, {}),
        ({"place": "Utrecht", "seats": 12}, {"place": "Zwolle"}),
    ],
)
def test_meeting_follows_its_series_where_nobody_gave_it_its_own(current, expected):
    old, new = {"place": "Utrecht", "seats": 40}, {"place": "Zwolle", "seats": 40}
    assert follow(current, old=old, new=new) == expected


def test_value_that_comes_or_goes_counts_as_none():
    assert follow({}, old={}, new={"locatie": 5}) == {"locatie": 5}
    assert follow({"locatie": 5}, old={"locatie": 5}, new={}) == {"locatie": None}
    assert follow({"locatie": 8}, old={"locatie": 5}, new={}) == {}
