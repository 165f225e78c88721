"""The times in the form of a meeting: at the clock of the zone in that form, whoever types them."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html
from wagtail.users.models import UserProfile

from events.models import Meeting
from office.models import User
from tests.events.factories import make_kenniskringen, make_meeting
from tests.events.meetings.desk import form_of

pytestmark = pytest.mark.django_db

CURACAO = "America/Curacao"
MORNING_THERE = datetime(2027, 5, 11, 13, 0, tzinfo=UTC)


@pytest.fixture(params=["America/New_York", "Europe/Amsterdam", "Asia/Tokyo"])
def desk(client, request):
    """Return a client of an editor whose own clock is elsewhere."""
    make_kenniskringen()
    editor = User.objects.create_superuser("An", "an@example.org", "x")
    profile = UserProfile.get_for_user(editor)
    profile.current_time_zone = request.param
    profile.save()
    client.force_login(editor)
    return client


def url(name, meeting=None):
    return reverse(f"wagtailsnippets_events_meeting:{name}", args=[meeting.pk] if meeting else [])


def opened(desk, meeting, **changes):
    """Return what a browser sends from the form as it was opened, with changes."""
    html = desk.get(url("edit", meeting)).content.decode()
    return {**querydict_from_html(html, form_id="w-editor-form").dict(), **changes}


def stored(meeting):
    found = Meeting.objects.get(pk=meeting.pk)
    return found.starts_at, found.ends_at, found.time_zone, found.closes_at


def error_of(response, field="starts_at"):
    return [str(error) for error in response.context["form"].errors.get(field, [])]


def test_a_time_is_that_of_the_zone_in_the_form(desk):
    typed = {"starts_at": "2027-05-11 09:00", "time_zone": CURACAO, "duration": 90}

    response = desk.post(url("add"), form_of(**typed, closes_at="2027-05-10 12:00"))

    assert response.status_code == 302
    assert stored(Meeting.objects.get()) == (
        MORNING_THERE,
        datetime(2027, 5, 11, 14, 30, tzinfo=UTC),
        CURACAO,
        datetime(2027, 5, 10, 16, 0, tzinfo=UTC),
    )


def test_the_form_shows_the_clock_of_the_meeting(desk):
    meeting = make_meeting(
        starts_at=MORNING_THERE, closes_at=MORNING_THERE, time_zone=CURACAO, duration=90
    )

    posted = opened(desk, meeting)

    assert posted["starts_at"] == posted["closes_at"] == "11-05-2027 09:00"


def test_saving_a_form_that_nobody_touched_changes_no_time(desk):
    meeting = make_meeting(
        # Twice half past two that night: this is the second.
        starts_at=datetime(2027, 10, 31, 1, 30, tzinfo=UTC),
        closes_at=datetime(2027, 10, 31, 1, 0, 41, tzinfo=UTC),
    )
    before = stored(meeting)

    response = desk.post(url("edit", meeting), opened(desk, meeting, phone="030"))

    assert response.status_code == 302
    assert stored(meeting) == before
    assert Meeting.objects.get().phone == "030"


def test_another_zone_with_the_same_hour_is_that_hour_there(desk):
    meeting = make_meeting(
        starts_at=datetime(2027, 5, 11, 7, 0, tzinfo=UTC),
        closes_at=datetime(2027, 5, 10, 10, 0, tzinfo=UTC),
    )

    response = desk.post(url("edit", meeting), opened(desk, meeting, time_zone=CURACAO))

    assert response.status_code == 302
    assert stored(meeting) == (
        MORNING_THERE,
        datetime(2027, 5, 11, 14, 30, tzinfo=UTC),
        CURACAO,
        datetime(2027, 5, 10, 16, 0, tzinfo=UTC),
    )


def test_another_zone_and_hour_for_the_same_moment_keep_the_moment(desk):
    meeting = make_meeting(starts_at=MORNING_THERE, time_zone=CURACAO)

    typed = {"time_zone": "Europe/Amsterdam", "starts_at": "2027-05-11 15:00"}
    desk.post(url("edit", meeting), opened(desk, meeting, **typed))

    assert stored(meeting)[0] == MORNING_THERE


@pytest.mark.parametrize(
    ("zone", "typed", "sentence"),
    [
        (
            "Europe/Amsterdam",
            "2027-03-28 02:30",
            "Op 28 maart 2027 bestaat 02.30 uur niet: de klok gaat dan een uur vooruit.",
        ),
        (
            "America/New_York",
            "2027-03-14 02:30",
            "Op 14 maart 2027 (tijd in New York) bestaat 02.30 uur niet: de klok gaat dan een uur "
            "vooruit.",
        ),
    ],
)
@pytest.mark.parametrize("field", ["starts_at", "closes_at"])
def test_an_hour_that_the_clock_skips_is_refused_by_name(desk, zone, typed, sentence, field):
    values = {"starts_at": "2027-06-01 10:00", "time_zone": zone, field: typed}

    response = desk.post(url("add"), form_of(**values))

    assert error_of(response, field) == [sentence]
    assert typed in response.content.decode()
    assert not Meeting.objects.exists()


def test_an_hour_that_another_zone_skips_is_an_hour(desk):
    desk.post(url("add"), form_of(starts_at="2027-03-28 02:30", time_zone=CURACAO))

    assert Meeting.objects.get().starts_at == datetime(2027, 3, 28, 6, 30, tzinfo=UTC)


def test_of_an_hour_that_exists_twice_the_first_is_meant(desk):
    desk.post(url("add"), form_of(starts_at="2027-10-31 02:30"))

    assert Meeting.objects.get().starts_at == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_minutes_pass_when_the_clock_is_moved_meanwhile(desk):
    desk.post(url("add"), form_of(starts_at="2027-03-28 01:30", duration=120))

    assert Meeting.objects.get().ends_at == datetime(2027, 3, 28, 2, 30, tzinfo=UTC)


def test_a_zone_that_does_not_exist_is_refused_at_its_own_field(desk):
    response = desk.post(url("add"), form_of(time_zone="Amsterdam"))

    assert error_of(response, "time_zone") == [
        "Deze tijdzone bestaat niet. Voorbeeld: Europe/Amsterdam."
    ]
    assert error_of(response) == []


def test_the_preview_shows_the_time_that_was_typed(desk):
    meeting = make_meeting(starts_at=datetime(2027, 5, 11, 7, 0, tzinfo=UTC))
    typed = opened(desk, meeting, time_zone=CURACAO, starts_at="2027-05-11 21:00")

    answer = desk.post(url("preview_on_edit", meeting), typed).json()
    html = desk.get(url("preview_on_edit", meeting)).content.decode()

    assert answer["is_valid"]
    assert "Dinsdag 11 mei 2027, 21.00 tot 22.30 uur (tijd in Curaçao)" in html
    assert "Aanmelden kan tot dinsdag 11 mei 21.00 uur (tijd in Curaçao)." in html


def test_what_a_colleague_wrote_meanwhile_is_said_at_the_clock_of_the_meeting(desk):
    meeting = make_meeting(starts_at=MORNING_THERE, time_zone=CURACAO)
    typed = opened(desk, meeting, starts_at="2027-05-11 16:00")
    Meeting.objects.update(starts_at=datetime(2027, 5, 11, 14, 0, tzinfo=UTC))

    response = desk.post(url("edit", meeting), typed)

    assert "‘11-05-2027 10:00’" in error_of(response)[0]


def test_a_form_that_was_opened_in_the_old_zone_moves_nothing(desk):
    meeting = make_meeting(starts_at=MORNING_THERE, time_zone="Europe/Amsterdam")
    typed = opened(desk, meeting, phone="030")
    Meeting.objects.update(time_zone=CURACAO)

    desk.post(url("edit", meeting), typed)

    assert stored(meeting)[::2] == (MORNING_THERE, CURACAO)
