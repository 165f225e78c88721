"""The rule of a series in plain fields."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from recurrence.base import deserialize
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from events.models import Meeting, Series
from events.series import schedule
from office.models import User
from tests.events.factories import make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(User.objects.create_superuser("An", "an@example.org", "x"))
    return client


def url(name, series=None):
    return reverse(f"wagtailsnippets_events_series:{name}", args=[series.pk] if series else [])


def form_of(**changes):
    texts = [{"locale": Locale.objects.get(language_code="nl").pk, "title": "R", "slug": "r"}]
    fields = {
        "name": "Maandelijks",
        "first_day": "2026-01-01",
        "start_time": "13:30",
        "duration": 90,
        "time_zone": "Europe/Amsterdam",
        "frequency": "monthly",
        "interval": 1,
        "weekdays": [3],
        "position": 3,
        "until": "",
        "extra_days": "",
        "excluded_days": "",
        "capacity_online": 12,
        "capacity_location": 0,
        "texts": inline_formset(texts),
    }
    weekdays = {**fields, **changes}.pop("weekdays")
    flat = nested_form_data({**fields, **changes, "weekdays": ""})
    return {**flat, "weekdays": weekdays}


def test_the_chosen_rule_is_stored_and_shown_again(desk):
    response = desk.post(
        url("add"), form_of(until="2026-06-30", excluded_days="2026-02-19\n", extra_days="1-4-2026")
    )

    series = Series.objects.get()
    assert response.status_code == 302
    assert schedule.days(
        series.recurrence, first_day=series.first_day, last_day=date(2026, 12, 31)
    ) == [
        date(2026, 1, 15),
        date(2026, 3, 19),
        date(2026, 4, 1),
        date(2026, 4, 16),
        date(2026, 5, 21),
        date(2026, 6, 18),
    ]
    form = desk.get(url("edit", series)).context["form"]
    assert (form["frequency"].value(), form["weekdays"].value(), form["position"].value()) == (
        "monthly",
        [3],
        3,
    )
    assert form["excluded_days"].value() == "19-02-2026"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"weekdays": []}, "weekdays"),
        ({"weekdays": [7]}, "weekdays"),
        ({"frequency": "hourly"}, "frequency"),
        ({"interval": 0}, "interval"),
        ({"excluded_days": "31 februari"}, "excluded_days"),
        ({"time_zone": "Europa/Nergens"}, "time_zone"),
        ({"weekdays": [6], "position": -1, "start_time": "02:30"}, "start_time"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_at_its_field(desk, changes, field):
    response = desk.post(url("add"), form_of(**changes))

    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert not Series.objects.exists()


def test_a_rule_that_says_more_than_the_fields_can_stays_as_it_is(desk):
    rule = deserialize("RRULE:FREQ=MONTHLY;BYMONTHDAY=3", include_dtstart=False)
    series = Series.objects.create(
        name="Van elders", recurrence=rule, first_day="2026-01-01", start_time="13:30"
    )

    desk.post(url("edit", series), form_of(name="Anders genoemd"))

    series.refresh_from_db()
    assert series.name == "Anders genoemd"
    assert series.recurrence.rrules[0].bymonthday == [3]


def test_the_series_says_the_day_and_hour_of_a_place_where_it_is_still_yesterday(desk):
    desk.post(url("add"), form_of())
    series = Series.objects.get()
    # Half past midnight in Amsterdam.
    make_meeting(
        starts_at=datetime(2031, 3, 20, 23, 30, tzinfo=UTC),
        time_zone="America/New_York",
        series=series,
    )

    assert "20 maart 2031, 19.30" in desk.get(url("inspect", series)).content.decode()


def test_the_button_plans_the_coming_year_once(desk):
    today = timezone.localdate()
    desk.post(url("add"), form_of(first_day=today.isoformat()))
    series = Series.objects.get()

    for _time in range(2):
        desk.post(url("inspect", series))

    assert 11 <= Meeting.objects.count() <= 13
    assert set(Meeting.objects.values_list("state", flat=True)) == {"preparing"}
    assert "In voorbereiding" in desk.get(url("inspect", series)).content.decode()
