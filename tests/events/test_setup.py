"""Preparing and filling a site, as often as one likes."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from events.models import KenniskringenPage, Meeting, Registration, Seats
from knowledge.demo import front_page
from knowledge.models import HomePage, PageChange, Question, VersionNote
from office.setup import DEMO_STEPS, SETUP_STEPS, in_order

pytestmark = pytest.mark.django_db


def test_the_steps_run_from_the_ground_up():
    for steps in (SETUP_STEPS, DEMO_STEPS):
        rooms = [step.__module__.partition(".")[0] for step in in_order(steps)]

        assert rooms == sorted(rooms, key=["search", "knowledge", "events", "site_config"].index)
        assert rooms[-1] == "events"


def test_prepare_site_and_load_demo_give_a_site_with_a_meeting_and_do_it_once(client, capsys):
    for _time in range(2):
        call_command("prepare_site")
        call_command("load_demo")
    call_command("load_demo", "--if-empty")

    meeting = Meeting.objects.public().get()
    seats = Seats.objects.get(meeting=meeting)
    assert KenniskringenPage.objects.count() == 2
    assert meeting.number == 15
    assert (seats.taken, Registration.objects.count()) == (3, 3)
    assert {speaker.person.fictional for speaker in meeting.speakers.all()} == {True}
    brought = [row.question for row in meeting.questions.select_related("question")]
    assert {question.origin for question in brought} == {Question.Origin.WEBSITE}
    home = HomePage.objects.get(locale__language_code="nl")
    assert (home.about, home.partners) == (front_page.ABOUT, front_page.PARTNERS)
    for language in ("nl", "en"):
        assert client.get(meeting.path_in(language)).status_code == 200
    assert client.get("/").status_code == 200
    rights = set(Group.objects.get(name="redactie").permissions.values_list("codename", flat=True))
    assert {"change_meeting", "change_series", "view_registration"} <= rights
    assert "delete_registration" not in rights
    # Nobody edited anything: no page says that it changed.
    assert (PageChange.objects.count(), VersionNote.objects.count()) == (0, 0)
    assert "There is content already" in capsys.readouterr().out
