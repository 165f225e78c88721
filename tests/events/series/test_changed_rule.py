"""The form of a series shows what a changed rule does, and does it on a second press."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from recurrence.base import deserialize
from wagtail.models import Locale
from wagtail.test.utils.form_data import querydict_from_html

from events.meetings import deeds as meetings
from events.models import Meeting, MeetingText, Series, SeriesText
from events.series import planning, replanning, schedule
from events.series.admin import SeriesEditView
from office.editing import LockedEditMixin
from tests.events.factories import days
from tests.threads import at_once

pytestmark = pytest.mark.django_db

TUESDAY, THURSDAY = 1, 3


def planned(**fields) -> Series:
    """Return a series of every Thursday for three weeks, from the real today, with its meetings."""
    today = timezone.localdate()
    first = today + days(14 + (THURSDAY - today.weekday()) % 7)
    series = Series.objects.create(
        name="Donderdag",
        recurrence=schedule.build(frequency="weekly", weekdays=[THURSDAY], until=first + days(14)),
        first_day=first - days(5),
        start_time="13:30",
        **fields,
    )
    locale = Locale.objects.get(language_code="nl")
    SeriesText.objects.create(series=series, locale=locale, title="Reeks", slug="reeks")
    series.refresh_from_db()
    planning.plan(series, today=today)
    return series


def address(name: str, series: Series | None = None) -> str:
    return reverse(f"wagtailsnippets_events_series:{name}", args=[series.pk] if series else [])


def opened(client, series: Series):
    html = client.get(address("edit", series)).content.decode()
    return querydict_from_html(html, form_id="w-editor-form").copy()


def on_tuesdays(data):
    """Return the form with the meetings two days earlier."""
    data.setlist("weekdays", [str(TUESDAY)])
    return data


def second_press(answer):
    """Return what the page that asks sends when its button is pressed."""
    [form] = BeautifulSoup(answer.content, "html.parser").select("form:has([name=confirm_seal])")
    return querydict_from_html(str(form)).copy()


def days_of(series: Series) -> list[date]:
    return list(series.meetings.order_by("series_day").values_list("series_day", flat=True))


def stored(series: Series) -> list[tuple]:
    series.refresh_from_db()
    return [series.start_time, schedule.rule_parts(series.recurrence), days_of(series)]


def words(answer) -> str:
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def test_old_and_new_stand_side_by_side_and_nothing_is_saved_yet(admin_client):
    series = planned()
    before, olds = stored(series), days_of(series)

    answer = admin_client.post(address("edit", series), on_tuesdays(opened(admin_client, series)))

    assert (answer.status_code, stored(series)) == (200, before)
    assert "3 kenniskringen worden verplaatst." in words(answer)
    rows = [
        [cell.get_text(" ", strip=True) for cell in row.select("td")]
        for row in BeautifulSoup(answer.content, "html.parser").select("tbody tr")
    ]
    assert len(rows) == 3
    for day, (old, new, what) in zip(olds, rows, strict=True):
        assert f"donderdag {day.day} " in old
        assert f"dinsdag {(day - days(2)).day} " in new
        assert what == "Wordt verplaatst."


def test_one_press_moves_them(admin_client):
    series = planned()
    olds = days_of(series)
    answer = admin_client.post(address("edit", series), on_tuesdays(opened(admin_client, series)))

    done = admin_client.post(address("edit", series), second_press(answer))

    assert done.status_code == 302
    assert days_of(series) == [day - days(2) for day in olds]
    assert schedule.rule_parts(Series.objects.get().recurrence)["weekdays"] == [TUESDAY]


def test_the_button_back_returns_the_form_as_it_was_typed(admin_client):
    series = planned()
    data = on_tuesdays(opened(admin_client, series))
    data["place"] = "Zwolle"
    before = stored(series)
    press = second_press(admin_client.post(address("edit", series), data))
    press["confirm_back"] = "1"

    answer = admin_client.post(address("edit", series), press)

    assert (answer.status_code, stored(series)) == (200, before)
    form = answer.context["form"]
    assert (form["weekdays"].value(), form["place"].value()) == ([str(TUESDAY)], "Zwolle")
    assert not list(get_messages(answer.wsgi_request))


def announce(series):
    meetings.announce(series.meetings.first(), by=None, now=timezone.now())


def work(series):
    MeetingText.objects.filter(meeting=series.meetings.first()).update(takeaway="Drie ideeën")


def discard(series):
    meetings.discard(series.meetings.first())


@pytest.mark.parametrize("meanwhile", [announce, discard])
def test_plan_is_shown_again_when_it_is_no_longer_true(admin_client, meanwhile):
    series = planned()
    press = second_press(
        admin_client.post(address("edit", series), on_tuesdays(opened(admin_client, series)))
    )
    meanwhile(series)
    before = stored(series)

    again = admin_client.post(address("edit", series), press)

    assert (again.status_code, stored(series)) == (409, before)
    assert "Intussen is er iets veranderd" in words(again)
    assert admin_client.post(address("edit", series), second_press(again)).status_code == 302


def test_announced_meeting_is_said_to_stay_and_stays(admin_client):
    series = planned()
    announce(series)
    told = Meeting.objects.filter(state="announced").values().get()

    answer = admin_client.post(address("edit", series), on_tuesdays(opened(admin_client, series)))
    admin_client.post(address("edit", series), second_press(answer))

    assert "Aangekondigd: blijft zoals hij is. Staat in de plaats van dinsdag" in words(answer)
    assert Meeting.objects.filter(pk=told["id"]).values().get() == told


def test_work_of_a_colleague_meanwhile_is_not_deleted(admin_client):
    series = planned()
    data = opened(admin_client, series)
    data["frequency"] = ""
    data.setlist("weekdays", [])
    press = second_press(admin_client.post(address("edit", series), data))
    work(series)

    again = admin_client.post(address("edit", series), press)
    assert (again.status_code, series.meetings.count()) == (409, 3)
    admin_client.post(address("edit", series), second_press(again))

    assert series.meetings.get().texts.get().takeaway == "Drie ideeën"


def test_other_edits_are_saved_at_once(admin_client):
    series = planned()
    data = opened(admin_client, series)
    data["name"] = "Anders"

    assert admin_client.post(address("edit", series), data).status_code == 302
    assert Series.objects.get().name == "Anders"


def test_place_and_seats_of_private_meetings_follow(admin_client):
    series = planned()
    data = opened(admin_client, series)
    data["place"], data["capacity_online"], data["texts-0-title"] = "Zwolle", "12", "Nieuw"

    answer = admin_client.post(address("edit", series), data)
    assert "Plaats wordt: Zwolle." in words(answer)
    assert "Plekken online wordt: 12." in words(answer)
    assert "wordt: Nieuw." in words(answer)
    admin_client.post(address("edit", series), second_press(answer))

    assert {(one.place, one.texts.get().title) for one in series.meetings.all()} == {
        ("Zwolle", "Nieuw")
    }


def test_rule_of_a_colleague_stays_when_only_something_else_was_edited(admin_client):
    series = planned()
    stale = opened(admin_client, series)
    stale["name"] = "Anders"
    other = schedule.build(frequency="weekly", weekdays=[TUESDAY])
    Series.objects.filter(pk=series.pk).update(recurrence=other)

    answer = admin_client.post(address("edit", series), stale)
    if answer.status_code == 200:
        admin_client.post(address("edit", series), second_press(answer))

    found = Series.objects.get()
    assert found.name == "Anders"
    assert schedule.rule_parts(found.recurrence)["weekdays"] == [TUESDAY]


def test_rule_that_both_edited_is_refused_once_with_what_the_colleague_chose(admin_client):
    series = planned()
    mine = opened(admin_client, series)
    mine.setlist("weekdays", ["2"])
    other = schedule.build(frequency="weekly", weekdays=[TUESDAY])
    Series.objects.filter(pk=series.pk).update(recurrence=other, place="Zwolle")

    refused = admin_client.post(address("edit", series), mine)

    assert refused.context["form"].errors["frequency"]
    assert "Er staat nu: ‘Elke dinsdag om 13.30 uur" in words(refused)
    html = refused.content.decode()
    again = querydict_from_html(html, form_id="w-editor-form").copy()
    asked = admin_client.post(address("edit", series), again)
    assert admin_client.post(address("edit", series), second_press(asked)).status_code == 302
    found = Series.objects.get()
    assert schedule.rule_parts(found.recurrence)["weekdays"] == [2]
    # What she did not edit stays her colleague's.
    assert found.place == "Zwolle"


def test_dates_of_a_new_series_are_shown_before_anything_is_saved(admin_client):
    html = admin_client.get(address("add")).content.decode()
    data = querydict_from_html(html, form_id="w-editor-form").copy()
    data["first_day"], data["start_time"] = "2026-01-01", "13:30"
    data["frequency"], data["position"], data["show_dates"] = "monthly", "2", "1"
    data.setlist("weekdays", [str(TUESDAY)])

    answer = admin_client.post(address("add"), data)

    assert answer.status_code == 200
    assert "Elke tweede dinsdag van de maand om 13.30 uur." in words(answer)
    panel = BeautifulSoup(answer.content, "html.parser").select_one("#data-van-de-reeks")
    assert 11 <= len(panel.select("li")) <= 13
    assert not Series.objects.exists()
    # A title is not asked for to look at dates.
    assert not any(answer.context["form"].errors.values())
    assert not list(get_messages(answer.wsgi_request))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"first_day": ""}, "Vul eerst in wanneer de reeks is"),
        ({"start_time": ""}, "Vul eerst in wanneer de reeks is"),
        ({"time_zone": "Nergens"}, "Deze tijdzone bestaat niet"),
        ({"until": "2020-01-01"}, "Geen dag in het komende jaar."),
        ({"frequency": ""}, "Deze reeks heeft nog geen dagen."),
    ],
)
def test_dates_that_there_are_not_are_explained(admin_client, changes, expected):
    series = planned()
    data = opened(admin_client, series)
    data["show_dates"] = "1"
    for name, value in changes.items():
        data[name] = value
    before = stored(series)

    answer = admin_client.post(address("edit", series), data)

    assert expected in words(answer)
    assert stored(series) == before


def test_desk_says_the_rule_and_the_next_dates(admin_client):
    series = planned()
    shown = words(admin_client.get(address("inspect", series)))
    assert "Elke donderdag om 13.30 uur" in shown
    assert f"donderdag {days_of(series)[0].day} " in shown


def test_desk_of_a_rule_from_elsewhere_says_so_and_shows_its_dates(admin_client):
    series = planned()
    rule = deserialize("RRULE:FREQ=MONTHLY;BYMONTHDAY=3", include_dtstart=False)
    Series.objects.filter(pk=series.pk).update(recurrence=rule)
    shown = words(admin_client.get(address("inspect", series)))
    assert "Deze regel is buiten dit formulier gemaakt" in shown
    assert " 3 " in shown.split("Deze regel is buiten dit formulier gemaakt")[1]


def test_rule_from_elsewhere_moves_its_meetings_with_the_hour(admin_client):
    series = planned()
    rule = deserialize("RRULE:FREQ=WEEKLY;COUNT=5;BYDAY=TH", include_dtstart=False)
    Series.objects.filter(pk=series.pk).update(recurrence=rule)
    data = opened(admin_client, series)
    data["start_time"] = "09:00"

    answer = admin_client.post(address("edit", series), data)
    admin_client.post(address("edit", series), second_press(answer))

    assert {f"{one.starts_local:%H.%M}" for one in series.meetings.all()} == {"09.00"}
    assert Series.objects.get().recurrence.rrules[0].count == 5


def test_desk_shows_why_there_are_no_dates_when_the_clock_skips_the_hour(admin_client):
    series = planned()
    rule = schedule.build(frequency="weekly", weekdays=[6])
    Series.objects.filter(pk=series.pk).update(recurrence=rule, start_time="02:30")
    assert "de klok gaat dan een uur vooruit" in words(admin_client.get(address("inspect", series)))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("locks", [True, False], ids=["", "negative control"])
def test_meeting_is_announced_before_or_after_the_press_and_never_moved_afterwards(
    admin_client, monkeypatch, locks
):
    series = planned()
    if not locks:
        monkeypatch.setattr(SeriesEditView, "lock_rows", LockedEditMixin.lock_rows)
    press = second_press(
        admin_client.post(address("edit", series), on_tuesdays(opened(admin_client, series)))
    )
    told = series.meetings.order_by("starts_at").first()

    # The colleague presses when the plan was read, and before anything is written.
    announced = []
    failures = at_once(
        lambda: admin_client.post(address("edit", series), press),
        lambda: announced.append(meetings.announce(told, by=None, now=timezone.now())),
        monkeypatch=monkeypatch,
        owner=replanning,
        name="take",
    )

    assert failures == []
    found = Meeting.objects.get(pk=told.pk)
    assert found.starts_at != told.starts_at
    is_moved_when_announced = announced[0].starts_at != found.starts_at
    assert is_moved_when_announced is not locks


def test_colleague_who_plans_the_same_series_meanwhile_makes_no_double(admin_client):
    series = planned()
    press = second_press(
        admin_client.post(address("edit", series), on_tuesdays(opened(admin_client, series)))
    )
    assert admin_client.post(address("edit", series), press).status_code == 302
    assert planning.plan(series, today=timezone.localdate()) == []
    # Pressed once more: the old form is about a rule that is no longer there.
    assert series.meetings.count() == 3
