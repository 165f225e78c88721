"""The desk of one registration."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from events.models import Registration, Seats
from office.models import Mail, User
from tests.events.factories import days, make_coming_meeting, make_kenniskringen, make_registration

pytestmark = pytest.mark.django_db


@pytest.fixture
def row():
    """Return the registration of somebody whose address nobody reads."""
    make_kenniskringen()
    return make_registration(make_coming_meeting(taken=2), email="an@gementee.nl")


@pytest.fixture
def desk(client):
    client.force_login(User.objects.create_superuser("Org", "org@example.org", "x"))
    return client


def path(row):
    return reverse("events_free_seat", args=[row.pk])


def meeting_page(row):
    return reverse("wagtailsnippets_events_meeting:inspect", args=[row.meeting_id])


def seats_taken():
    return Seats.objects.get().taken


def test_the_list_of_a_meeting_leads_to_it_and_marks_a_name_that_stands_twice(desk, row):
    make_registration(row.meeting, " AN", email="an@maßwerk.de")
    gone = make_registration(
        row.meeting, "Bo", state=Registration.State.CANCELLED, cancelled_at=row.created_at
    )

    html = desk.get(meeting_page(row)).content.decode()

    assert f'href="{path(row)}"' in html
    assert path(gone) not in html
    assert html.count("Deze naam staat er twee keer") == 2
    # As people write it.
    assert "an@maßwerk.de" in html


def test_it_asks_once_and_changes_nothing_before(desk, row):
    html = desk.get(path(row)).content.decode()

    assert "an@gementee.nl" in html
    assert seats_taken() == 2


def test_the_seat_is_free_and_the_log_says_who_did_it(desk, row):
    response = desk.post(path(row), follow=True)

    row.refresh_from_db()
    entry = ModelLogEntry.objects.get(action="events.free_seat")
    assert response.redirect_chain == [(meeting_page(row), 302)]
    assert "De plek van An is vrij." in response.content.decode()
    assert (row.state, seats_taken()) == (Registration.State.CANCELLED, 1)
    assert (entry.user.username, entry.data) == ("Org", {"registration": row.pk})
    assert entry.object_id == str(row.meeting_id)
    assert [mail.kind for mail in Mail.objects.all()] == ["registration_freed"]


def test_a_second_press_says_so_and_gives_no_second_seat_back(desk, row):
    desk.post(path(row))

    response = desk.post(path(row), follow=True)

    assert "An was al afgemeld." in response.content.decode()
    assert seats_taken() == 1
    assert ModelLogEntry.objects.filter(action="events.free_seat").count() == 1


def test_no_seat_is_given_back_when_the_meeting_is_over(desk, row):
    row.meeting.starts_at -= days(20)
    row.meeting.save()

    response = desk.post(path(row), follow=True)

    assert "Deze bijeenkomst is al geweest." in response.content.decode()
    assert seats_taken() == 2
    assert path(row) not in desk.get(meeting_page(row)).content.decode()


@pytest.mark.parametrize("lacks", ["change_meeting", "view_registration"])
def test_who_may_not_change_the_meeting_or_see_people_may_not_do_it(client, row, lacks):
    user = User.objects.create_user("Kijker")
    names = {"access_admin", "view_meeting", "change_meeting", "view_registration"} - {lacks}
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)

    assert client.post(path(row)).status_code in (302, 403)
    assert client.get(path(row)).status_code in (302, 403)
    assert seats_taken() == 2


def test_a_post_without_a_token_of_the_desk_is_not_taken(row):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.create_superuser("Org", "org@example.org", "x"))

    assert strict.post(path(row)).status_code == 403
    assert seats_taken() == 2
