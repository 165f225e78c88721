"""Two meetings at one moment, or on one day of a series: told to the editor, and told apart."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.meetings import doubles
from events.models import Meeting
from tests.events.factories import days, make_meeting, make_series
from tests.events.meetings.desk import form_of, url

pytestmark = pytest.mark.django_db

# 13.30 in Amsterdam, 07.30 in Curaçao.
BEGIN = datetime(2031, 5, 11, 11, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def chooser():
    return reverse(Meeting.snippet_viewset.chooser_viewset.get_url_name("choose_results"))


def private(**fields):
    return make_meeting(**{"announced": False, "starts_at": BEGIN, **fields})


def said(client, answer_of):
    html = client.get(answer_of["Location"]).content.decode()
    found = BeautifulSoup(html, "html.parser").select(".messages .warning")
    return " ".join(tag.get_text(" ", strip=True) for tag in found)


# Saving


def test_the_desk_shows_the_warning_and_the_meeting_is_saved(desk):
    other = private(title="Over geld", number=18)
    mine = private(starts_at=BEGIN + HOUR, time_zone="America/Curacao")

    form = form_of(mine, starts_at="2031-05-11 07:30", time_zone="America/Curacao")
    answer = desk.post(url("edit", mine), form)

    assert answer.status_code == 302
    assert Meeting.objects.get(pk=mine.pk).starts_at == other.starts_at
    shown = said(desk, answer)
    assert "Op hetzelfde moment begint ook Kenniskring 18 van 11 mei 2031, 13.30" in shown
    assert "(Over geld). Klopt dat?" in shown


def test_no_word_when_nothing_lies_there(desk):
    private(starts_at=BEGIN + HOUR)
    mine = private()

    answer = desk.post(url("edit", mine), form_of(mine))

    assert answer.status_code == 302
    assert said(desk, answer) == ""


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"starts_at": BEGIN + HOUR}, "Op dezelfde dag is er in deze reeks ook "),
        ({"starts_at": BEGIN}, "Op hetzelfde moment begint ook "),
        # 18.00 there: midnight in Amsterdam, and the same day at either clock.
        (
            {"starts_at": BEGIN + 10.5 * HOUR, "time_zone": "America/Curacao"},
            "Op dezelfde dag is er in deze reeks ook ",
        ),
        ({"starts_at": BEGIN + 24 * HOUR}, ""),
        ({"starts_at": BEGIN, "state": "cancelled", "number": 90, "slug": "x"}, ""),
        ({"starts_at": BEGIN + HOUR, "series": None}, ""),
    ],
)
def test_warning_names_what_lies_on_the_same_day_of_the_series(other, expected):
    series = make_series().series
    mine = private(series=series)
    private(**{"series": series, **other})

    assert doubles.warning(mine).startswith(expected)
    assert bool(doubles.warning(mine)) is bool(expected)


def test_meetings_without_a_series_share_no_day():
    mine = private()
    private(starts_at=BEGIN + HOUR)

    assert doubles.warning(mine) == ""


def test_warning_asks_one_query(django_assert_num_queries):
    mine = private()
    private()

    with django_assert_num_queries(1):
        doubles.warning(mine)


# Names


def test_list_tells_two_of_one_day_apart_by_their_hour(desk):
    private()
    private(starts_at=BEGIN + HOUR)
    private(starts_at=BEGIN + days(3))

    html = desk.get(url("list")).content.decode()

    assert "Kenniskring van 11 mei 2031, 13.30" in html
    assert "Kenniskring van 11 mei 2031, 14.30" in html
    # One that is alone on its day needs none.
    assert "Kenniskring van 14 mei 2031, " not in html
    assert "Kenniskring van 14 mei 2031" in html


def test_hour_is_that_of_its_own_clock_with_the_zone():
    private()
    there = private(time_zone="America/Curacao")

    assert str(Meeting.objects.for_desk().get(pk=there.pk)) == (
        "Kenniskring van 11 mei 2031, 07.30 (tijd in Curaçao)"
    )


@pytest.mark.parametrize(
    "other",
    [
        {"announced": True},
        {"starts_at": BEGIN + days(1)},
        {"number": 77},
    ],
)
def test_name_that_is_nobody_else_s_has_no_hour(other):
    mine = private()
    private(**other)

    assert str(Meeting.objects.for_desk().get(pk=mine.pk)) == "Kenniskring van 11 mei 2031"


def test_chooser_tells_them_apart(desk):
    private(title="Over geld")
    private(starts_at=BEGIN + HOUR)

    html = desk.get(chooser()).content.decode()

    assert "Kenniskring van 11 mei 2031, 13.30" in html
    assert "Kenniskring van 11 mei 2031, 14.30" in html
    assert "Over geld" in html


@pytest.mark.parametrize("address", [chooser, lambda: url("list")], ids=["chooser", "list"])
def test_number_of_queries_does_not_grow_with_the_meetings(desk, address):
    private()
    counts = []
    for _more in range(2):
        desk.get(address())
        with CaptureQueriesContext(connection) as queries:
            desk.get(address())
        counts.append(len(queries))
        for number in range(8):
            private(starts_at=BEGIN + number * HOUR)

    assert counts[0] == counts[1]
