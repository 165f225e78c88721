"""The signed page: hers alone, told to nobody, and a cancellation by POST only."""

import pytest
from django.urls import reverse
from django.utils import translation

from events.models import Meeting, Registration, Seats
from events.registrations.mails import PURPOSE
from office.mail import links
from office.models import Mail
from tests.events.factories import (
    days,
    form_data,
    make_coming_meeting,
    make_kenniskringen,
    make_question,
    make_registration,
    put_on_agenda,
)

pytestmark = pytest.mark.django_db

JOIN = "https://meedoen.example.org/x"


@pytest.fixture
def row():
    make_kenniskringen()
    return make_registration(make_coming_meeting(taken=1, join_url=JOIN))


def manage(row, name="registration"):
    return reverse(name, args=[links.make(PURPOSE, row)])


def test_the_page_shows_her_registration_and_the_way_in(client, row):
    response = client.get(manage(row))

    html = response.content.decode()
    assert response.status_code == 200
    for shown in (row.meeting.slot.when, "an@example.org", JOIN, "Meld mij af"):
        assert shown in html


def test_the_page_is_kept_nowhere_and_found_by_nobody(client, row):
    for name in ("registration", "registration_ics"):
        response = client.get(manage(row, name))

        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response["X-Robots-Tag"]
        assert not response.cookies


def test_cancel_gives_the_seat_back_and_goes_to_the_page_that_says_so(client, row):
    response = client.post(manage(row, "registration_cancel"), form_data("cancel"))

    assert (response.status_code, response["Location"]) == (303, manage(row))
    html = client.get(response["Location"]).content.decode()
    assert "Je bent afgemeld." in html
    assert f'<a href="{row.meeting.path_in("nl")}">Toch meedoen?' in html
    assert Seats.objects.get(meeting=row.meeting).taken == 0
    assert [mail.kind for mail in Mail.objects.all()] == ["registration_cancelled"]


def test_cancel_twice_answers_the_same_and_mails_once(client, row):
    for _time in range(2):
        response = client.post(manage(row, "registration_cancel"), form_data("cancel"))

        assert (response.status_code, response["Location"]) == (303, manage(row))
    assert Mail.objects.count() == 1


def test_following_the_link_to_cancel_changes_nothing(client, row):
    """Scanners follow every link in a mail."""
    response = client.get(manage(row, "registration_cancel"))

    row.refresh_from_db()
    assert (response.status_code, response["Location"]) == (303, manage(row))
    assert row.state == Registration.State.REGISTERED


@pytest.mark.parametrize("data", [{}, {"form_token": "x"}, form_data("registration")])
def test_cancel_without_a_good_token_changes_nothing_and_offers_the_button_again(client, row, data):
    response = client.post(manage(row, "registration_cancel"), data)

    row.refresh_from_db()
    assert response.status_code == 400
    assert "Meld mij af" in response.content.decode()
    assert row.state == Registration.State.REGISTERED


def test_cancel_is_refused_when_the_meeting_is_over(client):
    make_kenniskringen()
    row = make_registration(make_coming_meeting(taken=1))
    row.meeting.starts_at -= days(20)
    row.meeting.save()

    response = client.post(manage(row, "registration_cancel"), form_data("cancel"))

    assert response.status_code == 409
    assert "Deze bijeenkomst is al geweest." in response.content.decode()


def tokens(row):
    genuine = links.make(PURPOSE, row)
    other = make_registration(row.meeting, "Bo")
    return {
        "altered": genuine[:-1] + ("A" if genuine[-1] != "A" else "B"),
        "another row's number": f"{other.pk}-{genuine.partition('-')[2]}",
        "another purpose": links.make("question", row),
        "another model": links.make(PURPOSE, make_question()),
        "nothing": "x",
        "a huge number": f"{10**40}-{genuine.partition('-')[2]}",
        "not ascii": "é" * 50,
        "very long": genuine + "A" * 5000,
    }


@pytest.mark.parametrize("name", ["registration", "registration_cancel", "registration_ics"])
def test_a_link_that_is_not_hers_is_refused_with_the_same_words(client, row, name):
    for kind, token in tokens(row).items():
        response = client.get(reverse(name, args=[token]))

        assert response.status_code == 404, kind
        assert "De link werkt niet meer." in response.content.decode(), kind


def test_a_raised_version_revokes_every_link_that_was_mailed(client, row):
    before = manage(row)
    Registration.objects.filter(pk=row.pk).update(link_version=2)

    assert client.get(before).status_code == 404


def test_a_post_with_an_altered_link_cancels_nothing(client, row):
    url = reverse("registration_cancel", args=[tokens(row)["altered"]])

    response = client.post(url, form_data("cancel"))

    row.refresh_from_db()
    assert (response.status_code, row.state) == (404, Registration.State.REGISTERED)


def test_her_own_calendar_file_holds_the_link_to_take_part(client, row):
    text = client.get(manage(row, "registration_ics")).content.decode().replace("\r\n ", "")

    assert JOIN in text
    assert text.count("BEGIN:VEVENT") == 1


def test_somebody_on_location_gets_no_link_to_take_part(client):
    make_kenniskringen()
    row = make_registration(make_coming_meeting(location=3, join_url=JOIN), mode="locatie")

    assert JOIN not in client.get(manage(row)).content.decode()


def test_who_cancelled_sees_no_link_to_take_part(client):
    make_kenniskringen()
    meeting = make_coming_meeting(join_url=JOIN)
    row = make_registration(
        meeting, state=Registration.State.CANCELLED, cancelled_at=meeting.updated_at
    )

    assert JOIN not in client.get(manage(row)).content.decode()
    assert JOIN not in client.get(manage(row, "registration_ics")).content.decode()


def test_who_cancelled_is_shown_the_way_back_and_a_cancelled_event(client):
    make_kenniskringen()
    meeting = make_coming_meeting()
    row = make_registration(
        meeting, state=Registration.State.CANCELLED, cancelled_at=meeting.updated_at
    )

    assert client.get(manage(row)).content.decode().count("Toch meedoen?") == 1
    calendar = client.get(manage(row, "registration_ics")).content.decode()
    assert "STATUS:CANCELLED" in calendar


def test_nobody_is_asked_to_cancel_when_the_meeting_does_not_take_place(client):
    make_kenniskringen()
    at = make_coming_meeting().updated_at
    row = make_registration(make_coming_meeting(state=Meeting.State.CANCELLED, cancelled_at=at))

    html = client.get(manage(row)).content.decode()
    assert "Meld mij af" not in html
    assert "Bekijk de kenniskring" in html


def test_the_link_works_under_en_too(client, row):
    with translation.override("en"):
        url = manage(row)

    assert url.startswith("/en/aanmelding/")
    assert client.get(url).status_code == 200


def test_the_page_takes_at_most_twelve_queries(client, row, django_assert_max_num_queries):
    for number in range(10):
        put_on_agenda(row.meeting, make_question(f"Vraag {number}?"))

    with django_assert_max_num_queries(12):
        client.get(manage(row))


@pytest.mark.parametrize(
    ("mode", "hers", "not_hers"),
    [("locatie", "Stadhuis Ede", "Jitsi"), ("online", "Online via Jitsi", "Stadhuis")],
)
def test_page_names_her_own_way_to_take_part(client, mode, hers, not_hers):
    make_kenniskringen()
    meeting = make_coming_meeting(place="Stadhuis Ede", tool="Jitsi")

    html = client.get(manage(make_registration(meeting, mode=mode))).content.decode()

    assert hers in html
    assert not_hers not in html
