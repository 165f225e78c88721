"""Where an editor finds the meeting that she works on: after saving, and in the list."""

import re

import pytest
from django.utils import timezone

from events.models import Meeting
from tests.events.factories import days, make_coming_meeting, make_meeting
from tests.events.meetings.desk import form_of, url

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_new", [True, False])
def test_after_saving_the_editor_is_on_the_desk_where_it_is_announced(desk, is_new):
    meeting = None if is_new else make_coming_meeting(announced=False)
    form = url("add") if is_new else url("edit", meeting)

    response = desk.post(form, form_of(meeting), follow=True)

    saved = Meeting.objects.get()
    html = response.content.decode()
    assert response.redirect_chain == [(url("inspect", saved), 302)]
    assert "?deed=announce" in html
    assert f"{saved} is bewaard." in html
    # Its name begins with the word.
    assert "Kenniskring &#x27;" not in html


def test_list_begins_with_the_nearest_coming_meeting_and_ends_with_the_oldest(desk):
    now = timezone.now()
    farthest, nearest, oldest, last = (
        make_meeting(starts_at=now + days(number), announced=number != 5)
        for number in (30, 5, -30, -5)
    )

    def listed(**query):
        html = desk.get(url("list"), query).content.decode()
        return [int(pk) for pk in re.findall(r"kenniskringen/inspect/(\d+)/", html)]

    def order(*meetings):
        return [meeting.pk for meeting in meetings]

    assert list(dict.fromkeys(listed())) == order(nearest, farthest, last, oldest)
    by_begin = order(oldest, last, nearest, farthest)
    assert list(dict.fromkeys(listed(ordering="starts_at"))) == by_begin
    assert list(dict.fromkeys(listed(ordering="-starts_at"))) == by_begin[::-1]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("kenniskring 15", ["Raad"]),
        ("15", ["Raad"]),
        ("RAAD meekrijgen", ["Raad"]),
        ("council", ["Raad"]),
        ("ede", ["Kinderen"]),
        ("stadhuis kinderen", ["Kinderen"]),
        ("raad ede", []),
        ("9" * 40, []),
        ("", ["Raad", "Kinderen"]),
    ],
)
def test_list_is_searched_by_title_place_and_number(desk, query, names):
    meetings = {
        "Raad": make_coming_meeting(
            number=15, slug="raad", title="De raad meekrijgen", english="Winning the council"
        ),
        "Kinderen": make_coming_meeting(
            number=16, slug="kind", title="Kinderen vragen", place="Stadhuis Ede"
        ),
    }

    html = desk.get(url("list"), {"q": query}).content.decode()

    assert 'name="q"' in html
    found = {int(pk) for pk in re.findall(r"kenniskringen/inspect/(\d+)/", html)}
    assert found == {meetings[name].pk for name in names}
