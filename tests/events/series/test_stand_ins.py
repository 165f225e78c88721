"""An announced meeting stands in the place of a day of the changed rule: no turn holds two."""

from datetime import UTC, date, datetime, time

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.utils import timezone

from events.models import Meeting, Series
from events.series import consequences, planning, replanning, schedule
from events.series.matching import PlannedDay, stand_ins
from events.series.replanning import Fate
from tests.events.factories import days, make_registration
from tests.events.series.test_changed_rule import (
    address,
    announce,
    days_of,
    on_tuesdays,
    opened,
    planned as planned_thursdays,
    second_press,
    words,
)
from tests.events.series.test_replanning import (
    RULE,
    THURSDAY,
    TODAY,
    TUESDAY,
    change,
    fates,
    other_rule,
    planned,
    steps_of,
)

pytestmark = pytest.mark.django_db

JANUARY, FEBRUARY, MARCH = date(2031, 1, 16), date(2031, 2, 20), date(2031, 3, 20)


def tell(*made, state=Meeting.State.ANNOUNCED):
    for number, meeting in enumerate(made, start=80):
        Meeting.objects.filter(pk=meeting.pk).update(
            state=state, number=number, slug=f"kring-{number}"
        )


def excluded(series):
    return schedule.excluded_days(Series.objects.get(pk=series.pk).recurrence)


def later(series, today=TODAY):
    """Return what the loop plans afterwards."""
    return [one.series_day for one in planning.plan(series, today=today)]


def test_month_with_an_announced_meeting_gets_no_second_one_now_or_later():
    series, made = planned()
    tell(made[1])
    make_registration(made[1])

    found = change(series, recurrence=other_rule())

    assert fates(found) == [Fate.CHANGES, Fate.ANNOUNCED, Fate.CHANGES]
    assert days_of(series) == [date(2031, 1, 14), FEBRUARY, date(2031, 3, 11)]
    assert excluded(series) == {date(2031, 2, 11)}
    assert later(series) == []


def test_negative_control_without_the_left_out_day_the_loop_adds_it():
    series, made = planned()
    tell(made[1])
    change(series, recurrence=other_rule())
    stored = Series.objects.get(pk=series.pk)
    stored.recurrence = other_rule()
    stored.save()

    assert later(series) == [date(2031, 2, 11)]


def test_all_announced_meetings_stand_for_a_day_each():
    series, made = planned()
    tell(*made)

    found = change(series, recurrence=other_rule())

    assert fates(found) == [Fate.ANNOUNCED] * 3
    assert [step.instead_of.day.day for step in found] == [14, 11, 11]
    assert later(series) == []


def test_second_announced_meeting_of_a_month_stands_for_nothing():
    weekly = schedule.build(frequency="weekly", weekdays=[THURSDAY], until=date(2031, 1, 31))
    series, _made = planned()
    change(series, recurrence=weekly)
    tell(*series.meetings.order_by("series_day"))
    count = series.meetings.count()

    found = change(series, recurrence=other_rule(until=date(2031, 1, 31)))

    replaced = [step.instead_of.day for step in found if step.instead_of]
    assert (count, len(found), replaced) == (5, 5, [date(2031, 1, 14)])
    # The nearest of them: on the 16th.
    assert next(one for one in found if one.instead_of).meeting.series_day == JANUARY


def test_week_of_an_announced_meeting_gets_no_second_one():
    weekly = schedule.build(frequency="weekly", weekdays=[THURSDAY], until=date(2031, 1, 31))
    series, _made = planned()
    change(series, recurrence=weekly)
    told = series.meetings.get(series_day=JANUARY)
    tell(told)

    tuesdays = schedule.build(frequency="weekly", weekdays=[TUESDAY], until=date(2031, 1, 31))
    found = change(series, recurrence=tuesdays)

    [step] = [one for one in found if one.fate == Fate.ANNOUNCED]
    assert step.instead_of.day == date(2031, 1, 14)
    assert [day.day for day in days_of(series)] == [7, 16, 21, 28]
    assert later(series) == []


def test_two_days_a_week_are_replaced_one_by_one():
    weekly = {"frequency": "weekly", "until": date(2031, 1, 10)}
    series, _made = planned()
    change(series, recurrence=schedule.build(**weekly, weekdays=[0, THURSDAY]))
    tell(series.meetings.get(series_day=date(2031, 1, 6)))
    tuesday_and_friday = schedule.build(**weekly, weekdays=[TUESDAY, 4])

    change(series, recurrence=tuesday_and_friday)

    assert excluded(series) == {date(2031, 1, 7)}
    assert days_of(series)[-2:] == [date(2031, 1, 6), date(2031, 1, 10)]
    # Another change takes no second day away for the same meeting.
    found = change(Series.objects.get(pk=series.pk), start_time=time(9))
    assert not any(step.instead_of for step in found)
    assert excluded(series) == {date(2031, 1, 7)}


def test_announced_day_of_the_new_rule_replaces_no_other():
    series, made = planned()
    tell(made[1])
    both = schedule.build(frequency="weekly", weekdays=[THURSDAY], until=date(2031, 2, 28))

    found = change(series, recurrence=both)

    assert not any(step.instead_of for step in found)
    assert date(2031, 2, 13) in days_of(series)


def test_announced_day_that_the_editor_leaves_out_herself_replaces_no_other():
    series, made = planned()
    tell(made[1])
    rule = schedule.build(**RULE, until=date(2031, 3, 31), excluded_days=[FEBRUARY])

    found = change(series, recurrence=rule)

    assert not any(step.instead_of for step in found)


def test_day_that_the_editor_names_besides_is_planned():
    series, made = planned()
    tell(made[1])
    extra = [date(2031, 2, 11)]

    found = change(series, recurrence=other_rule(extra_days=extra))

    assert not any(step.instead_of for step in found)
    assert extra[0] in days_of(series)


def test_cancelled_meeting_stands_for_nothing():
    series, made = planned()
    tell(made[1], state=Meeting.State.CANCELLED)

    found = change(series, recurrence=other_rule())

    assert fates(found).count(Fate.NEW) == 1


def test_nothing_is_replaced_after_the_end_of_the_rule():
    series, made = planned()
    tell(made[2])

    found = change(series, recurrence=other_rule(until=date(2031, 2, 28)))

    assert not any(step.instead_of for step in found)
    assert excluded(series) == set()


def test_meeting_of_this_month_that_was_held_counts_too():
    """On 10 January the one of the 9th was held; the 21st would be a second one."""
    series, _made = planned(start_time="09:00")
    change(series, recurrence=schedule.build(**{**RULE, "position": 2}, until=date(2031, 3, 31)))
    tell(series.meetings.get(series_day=date(2031, 1, 9)))
    now = datetime(2031, 1, 10, 9, tzinfo=UTC)

    rule = schedule.build(frequency="monthly", weekdays=[TUESDAY], position=3)
    new, found = steps_of(series, now=now, recurrence=rule)

    first = found[0]
    assert (first.fate, first.instead_of.day) == (Fate.HELD, date(2031, 1, 21))
    said = consequences.facts(found, "Europe/Amsterdam")["rows"][0]["says"]
    assert said[0] == "Is al geweest."
    new.save()
    replanning.take(new, found, by=None)
    assert date(2031, 1, 21) not in days_of(series)
    assert date(2031, 1, 21) not in later(series, today=date(2031, 1, 11))


def test_day_behind_the_horizon_is_left_out_as_well():
    """The meeting is the last of the year ahead, its new day lies behind that."""
    series, _made = planned()
    first = schedule.build(frequency="monthly", weekdays=[2], position=1)  # 31 December 2031: none
    series.recurrence = first
    series.save()
    planning.plan(series, today=date(2031, 1, 10))
    last = series.meetings.latest("series_day")
    tell(last)
    now = datetime(2031, 1, 10, 9, tzinfo=UTC)
    rule = schedule.build(frequency="monthly", weekdays=[2], position=3)

    new, found = steps_of(series, now=now, recurrence=rule)
    new.save()
    replanning.take(new, found, by=None)

    assert (last.series_day, excluded(series)) == (date(2032, 1, 7), {date(2032, 1, 21)})
    assert date(2032, 1, 21) not in later(series, today=date(2031, 2, 10))


@pytest.mark.parametrize(
    ("rule", "day", "expected"),
    [
        ({"frequency": "weekly", "weekdays": [1]}, date(2031, 1, 12), 1),
        ({"frequency": "weekly", "weekdays": [1], "interval": 2}, date(2031, 1, 13), 1),
        ({"frequency": "monthly", "weekdays": [1]}, date(2032, 2, 1), 13),
        ({"frequency": "monthly", "weekdays": [1], "interval": 2}, date(2031, 2, 28), 0),
    ],
)
def test_turn_of_a_rule(rule, day, expected):
    assert schedule.turn(schedule.build(**rule), day, first_day=date(2031, 1, 4)) == expected


def test_what_lies_in_another_turn_is_never_replaced():
    held = [PlannedDay(1, date(2031, 1, 31), is_private=False, is_held=True)]

    assert stand_ins(held, [date(2031, 2, 1)], turn=lambda day: day.month) == {}


# The page


def asked(client, series):
    return client.post(address("edit", series), on_tuesdays(opened(client, series)))


def box(answer):
    return BeautifulSoup(answer.content, "html.parser").select("[name=confirm_also]")


def test_page_says_in_the_row_what_is_replaced_and_offers_to_plan_it_all_the_same(admin_client):
    series = planned_thursdays()
    announce(series)
    told = days_of(series)[-1]

    answer = asked(admin_client, series)

    [ticked] = box(answer)
    assert ticked["value"] == (told - days(2)).isoformat()
    assert not ticked.has_attr("checked")
    shown = words(answer)
    assert "Komende kenniskringen in deze reeks: nu 3, straks 3." in shown
    assert "1 nieuwe dag vervalt" in shown
    assert "Komt erbij." not in shown
    row = words_of(ticked.find_parent("tr"))
    assert f"donderdag {told.day} " in row
    assert f"Staat in de plaats van dinsdag {(told - days(2)).day} " in row


def words_of(tag):
    return tag.get_text(" ", strip=True)


def test_press_leads_to_the_desk_and_says_the_numbers(admin_client):
    series = planned_thursdays()
    announce(series)
    olds = days_of(series)

    done = admin_client.post(
        address("edit", series), second_press(asked(admin_client, series)), follow=True
    )

    assert done.redirect_chain[-1][0] == address("inspect", series)
    sentence = "Kenniskringen: 2 verplaatst, 1 ongewijzigd."
    assert sentence in words(done)
    assert "Reeks ‘Donderdag’ is bewaard." in words(done)
    assert days_of(series) == [*(day - days(2) for day in olds[:2]), olds[2]]
    assert planning.plan(series, today=timezone.localdate()) == []


def test_ticked_day_is_added_and_counted(admin_client):
    series = planned_thursdays()
    announce(series)
    told = days_of(series)[-1]
    answer = asked(admin_client, series)
    press = second_press(answer)
    press["confirm_also"] = box(answer)[0]["value"]

    done = admin_client.post(address("edit", series), press, follow=True)

    assert "2 verplaatst, 1 erbij, 1 ongewijzigd." in words(done)
    assert days_of(series)[-2:] == [told - days(2), told]
    assert excluded(series) == set()


def test_tick_stays_when_the_plan_is_shown_again(admin_client):
    series = planned_thursdays()
    announce(series)
    answer = asked(admin_client, series)
    press = second_press(answer)
    press["confirm_also"] = box(answer)[0]["value"]
    series.meetings.earliest("series_day").delete()

    again = admin_client.post(address("edit", series), press)

    assert again.status_code == 409
    assert box(again)[0].has_attr("checked")


def test_day_that_is_not_on_the_page_is_not_added(admin_client):
    series = planned_thursdays()
    announce(series)
    press = second_press(asked(admin_client, series))
    press.setlist("confirm_also", ["2031-01-01", "x"])

    admin_client.post(address("edit", series), press)

    assert series.meetings.count() == 3


def test_other_edits_lead_to_the_desk_without_numbers(admin_client):
    series = planned_thursdays()
    data = opened(admin_client, series)
    data["name"] = "Anders"

    done = admin_client.post(address("edit", series), data)

    assert done["Location"] == address("inspect", series)
    [message] = [str(one) for one in get_messages(done.wsgi_request)]
    assert "Reeks ‘Anders’ is bewaard." in message
    assert "Kenniskringen:" not in message
