"""The editor hears before and after saving who is mailed about a change."""

import pytest
from django.urls import reverse
from django.utils import timezone

from events.meetings import deeds as meetings, news
from events.meetings.appointment import Appointment
from events.models import Meeting, Registration
from office.mail import outbox
from office.models import Mail
from tests.events.factories import (
    days,
    make_coming_meeting,
    make_registration,
)
from tests.events.meetings.desk import form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    """Return a coming meeting at a place and online, on a whole minute as the form sends it."""
    starts_at = (timezone.now() + days(10)).replace(second=0, microsecond=0)
    return make_coming_meeting(location=5, place="Stadhuis Ede", tool="Jitsi", starts_at=starts_at)


def edit(client, meeting, **changes):
    """Save the form of the meeting with changes; return the page that the editor reads."""
    kept = {"place": meeting.place, "tool": meeting.tool}
    path = reverse("wagtailsnippets_events_meeting:edit", args=[meeting.pk])
    answer = client.post(path, form_of(meeting, **{**kept, **changes}), follow=True)
    meeting.refresh_from_db()
    return answer.content.decode()


def later(meeting, number=7):
    return (meeting.starts_local + days(number)).strftime("%Y-%m-%d %H:%M")


def test_after_another_time_the_editor_reads_how_many_people_are_mailed(desk, meeting):
    make_registration(meeting, "An")
    make_registration(meeting, "Bo", mode="locatie")
    make_registration(meeting, "Cas", state="cancelled", cancelled_at=timezone.now())

    html = edit(desk, meeting, starts_at=later(meeting))

    assert "2 mensen krijgen een mail over wat er anders is: de tijd." in html
    assert Mail.objects.count() == 2


def test_only_who_it_is_about_is_counted(desk, meeting):
    make_registration(meeting, "An")
    make_registration(meeting, "Bo", mode="locatie")

    html = edit(desk, meeting, place="Stadhuis Zwolle")

    assert "1 mens krijgt een mail over wat er anders is: de plek." in html


def test_several_things_are_named_in_one_sentence(desk, meeting):
    make_registration(meeting, "An")

    html = edit(
        desk, meeting, starts_at=later(meeting), tool="Teams", join_url="https://x.example.org/"
    )

    said = "1 mens krijgt een mail over wat er anders is: de tijd, de plek en de link om mee te"
    assert said in html


def test_nothing_is_said_when_nobody_is_registered_or_nothing_people_know_changed(desk, meeting):
    assert "krijgt een mail" not in edit(desk, meeting, starts_at=later(meeting))
    make_registration(meeting)

    html = edit(desk, meeting, phone="030 123")

    assert f"{meeting} is bewaard." in html
    assert "een mail" not in html.split("is bewaard.")[1].split("</li>")[0]


def test_nothing_is_said_of_a_move_that_was_put_back_before_its_mail_went_out(desk, meeting):
    make_registration(meeting)
    first = meeting.starts_local.strftime("%Y-%m-%d %H:%M")

    assert "1 mens krijgt een mail" in edit(desk, meeting, starts_at=later(meeting))
    assert "1 mens krijgt een mail" not in edit(desk, meeting, starts_at=first)
    # The deed is right: neither mail goes out.
    assert outbox.send_due(timezone.now() + days(1)) == 0

    # Who was told is told again.
    edit(desk, meeting, starts_at=later(meeting))
    outbox.send_due(timezone.now() + days(1))
    assert "1 mens krijgt een mail" in edit(desk, meeting, starts_at=first)


def test_count_is_that_of_the_mails_that_go_out(meeting):
    make_registration(meeting, "An")
    make_registration(meeting, "Bo", mode="locatie")
    before = Appointment.of(meeting)
    meeting.place, meeting.join_url = "Zwolle", "https://x.example.org/"
    meeting.save()

    told = meetings.changed(meeting, before=before, now=timezone.now())

    assert told == news.News(people=2, place=True, link=True)
    assert outbox.send_due(timezone.now() + days(1)) == 2


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (1, "Er is 1 mens aangemeld. Verander je de tijd, de plek of de link om mee te doen"),
        (2, "Er zijn 2 mensen aangemeld. Verander je de tijd, de plek of de link om mee te doen"),
    ],
)
def test_form_says_beforehand_beside_time_and_place_how_many_people_are_mailed(
    desk, meeting, people, said
):
    for number in range(people):
        make_registration(meeting, f"An{number}")

    html = desk.get(reverse("wagtailsnippets_events_meeting:edit", args=[meeting.pk]))

    assert html.content.decode().count(said) == 2


@pytest.mark.parametrize("case", ["nobody", "prepared", "over", "cancelled"])
def test_form_says_nothing_when_nobody_would_be_mailed(desk, meeting, case):
    if case != "nobody":
        make_registration(meeting)
    ended = timezone.now() - days(1)
    change = {
        "nobody": {},
        "prepared": {"state": Meeting.State.PREPARING},
        "over": {"starts_at": ended - days(0.1), "ends_at": ended},
        "cancelled": {"state": Meeting.State.CANCELLED},
    }[case]
    Meeting.objects.filter(pk=meeting.pk).update(**change or {"phone": ""})

    path = reverse("wagtailsnippets_events_meeting:edit", args=[meeting.pk])
    assert "Verander je de tijd" not in desk.get(path).content.decode()
    assert (
        "Verander je de tijd"
        not in desk.get(reverse("wagtailsnippets_events_meeting:add")).content.decode()
    )
    assert Registration.objects.count() == (case != "nobody")
