"""A report that is linked to its meeting: what differs is shown first, and one date is shown."""

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from events.meetings import deeds as meetings
from events.meetings.deeds import MeetingRefused
from events.models import Meeting
from knowledge.models import ReportPage
from knowledge.pages import admin
from knowledge.pages.documents import load
from office.refusals import Refused
from tests.events.factories import (
    NOW,
    days,
    make_coming_meeting,
    make_kenniskringen,
    make_meeting,
)
from tests.events.meetings.desk import form_of
from tests.knowledge.factories import make_report
from tests.office.test_confirming import sent_again

pytestmark = pytest.mark.django_db
TITLE = "Kinderen laten meedenken"
APRIL = {"date_text": "14 april", "date_month": 4, "date_day": 14}


def edit(meeting: Meeting) -> str:
    return reverse("wagtailsnippets_events_meeting:edit", args=[meeting.pk])


def day_of(meeting: Meeting) -> str:
    return f"{meeting.starts_local.day} "


def test_what_differs_is_shown_before_and_saved_with_one_press(desk):
    meeting = make_coming_meeting(number=18)
    report = make_report(title="Ander verslag", number=16, **APRIL)

    shown = desk.post(edit(meeting), form_of(meeting, report=report.pk, phone="030 1234567"))

    meeting.refresh_from_db()
    html = shown.content.decode()
    assert (shown.status_code, meeting.report, meeting.phone) == (200, None, "")
    for words in ("<td>18</td>", "<td>16</td>", "14 april", TITLE, "Ander verslag"):
        assert words in html

    saved = desk.post(edit(meeting), sent_again(shown))

    meeting.refresh_from_db()
    assert saved.status_code == 302
    assert (meeting.report, meeting.phone) == (report, "030 1234567")


def test_nothing_is_asked_when_nothing_differs(desk):
    meeting = make_coming_meeting()
    report = make_report(title=TITLE, number=meeting.number, live=False)

    assert desk.post(edit(meeting), form_of(meeting, report=report.pk)).status_code == 302
    # Nor when a linked meeting is saved again.
    ReportPage.objects.filter(pk=report.pk).update(title="Anders", number=99)
    meeting.refresh_from_db()
    assert desk.post(edit(meeting), form_of(meeting, report=report.pk)).status_code == 302


def test_languages_that_differ_are_shown(desk):
    meeting = make_coming_meeting(english="Let children think along")
    report = make_report(title=TITLE)

    html = desk.post(edit(meeting), form_of(meeting, report=report.pk)).content.decode()

    assert "<td>Engels, Nederlands</td>" in html
    assert "<td>Nederlands</td>" in html


def test_date_that_is_only_words_is_asked_about_too(desk):
    meeting = make_coming_meeting()
    report = make_report(title=TITLE, date_text="Het voorjaar")

    shown = desk.post(edit(meeting), form_of(meeting, report=report.pk))
    desk.post(edit(meeting), sent_again(shown, confirm_date="report"))

    assert "<td>Het voorjaar</td>" in shown.content.decode()
    assert Meeting.objects.get(pk=meeting.pk).report_has_own_date


def test_new_meeting_with_a_report_is_asked_about_too(desk):
    report = make_report(title="Ander verslag", **APRIL)
    add = reverse("wagtailsnippets_events_meeting:add")

    shown = desk.post(add, form_of(report=report.pk))
    assert not Meeting.objects.exists()
    desk.post(add, sent_again(shown, confirm_date="report"))

    assert Meeting.objects.get().report_has_own_date


def test_report_that_changed_meanwhile_is_shown_again(desk):
    meeting = make_coming_meeting(number=18)
    report = make_report(title=TITLE, number=16)
    shown = desk.post(edit(meeting), form_of(meeting, report=report.pk))
    ReportPage.objects.filter(pk=report.pk).update(number=15)

    again = desk.post(edit(meeting), sent_again(shown))

    meeting.refresh_from_db()
    assert (again.status_code, meeting.report) == (409, None)
    assert "<td>15</td>" in again.content.decode()


@pytest.mark.parametrize("choice", ["meeting", "report"])
def test_chosen_date_is_shown_wherever_the_report_is(desk, choice):
    meeting = make_coming_meeting()
    report = make_report(title=TITLE, **APRIL)
    shown = desk.post(edit(meeting), form_of(meeting, report=report.pk))
    desk.post(edit(meeting), sent_again(shown, confirm_date=choice))
    meeting.refresh_from_db()
    words = "14 april" if choice == "report" else f"{day_of(meeting)}"

    [document] = load([f"page:{report.pk}"])
    hero = desk.get(meeting.path_in("nl")).content.decode()

    assert document.date.startswith(words)
    assert document.date_sort == ("--04-14" if choice == "report" else meeting.starts_on)
    assert document.date in hero
    assert document.date in desk.get(report.get_parent().url).content.decode()


def test_publishing_an_old_revision_brings_the_old_date_not_back():
    make_kenniskringen()
    report = make_report(title=TITLE, **APRIL)
    revision = report.save_revision()
    meeting = make_meeting(report=report)

    revision.publish()

    [document] = load([f"page:{report.pk}"])
    assert document.date_sort == meeting.starts_on


def test_report_without_meeting_keeps_its_own_date():
    make_kenniskringen()
    report = make_report(**APRIL)
    make_meeting(report=report, announced=False)

    [document] = load([f"page:{report.pk}"])

    assert (document.date, document.date_sort) == ("14 april", "--04-14")


# Numbers


def test_number_of_another_report_is_refused_by_name_in_the_form_of_a_meeting(desk):
    meeting = make_coming_meeting(announced=False)
    report = make_report(title="Verslag zestien", number=16)

    answer = desk.post(edit(meeting), form_of(meeting, number=16))

    assert "Nummer 16 hoort al bij ‘Verslag zestien’." in answer.content.decode()
    # Its own report may have it: nothing differs then but the title.
    linked = desk.post(edit(meeting), form_of(meeting, number=16, report=report.pk))
    assert "Klopt dit?" in linked.content.decode()


def test_meeting_is_not_announced_under_the_number_of_a_report():
    meeting = make_meeting(announced=False, number=16)
    make_report(title="Verslag zestien", number=16)

    with pytest.raises(MeetingRefused, match="Verslag zestien"):
        meetings.announce(meeting, by=None, now=NOW)


def test_report_does_not_take_the_number_of_a_meeting_with_another_report():
    make_kenniskringen()
    make_meeting(report=make_report(), number=16)

    with pytest.raises(Refused, match="Nummer 16 hoort al bij ‘Kenniskring 16"):
        make_report(number=16).full_clean()


def test_report_does_not_go_online_under_the_number_of_a_meeting_that_is_not_its_own(desk):
    meeting = make_coming_meeting(number=16)
    report = make_report(title="Stille armoede", number=16, live=False, **APRIL)

    with pytest.raises(Refused) as refused:
        report.save_revision().publish()

    assert str(refused.value) == (
        "“Stille armoede” is niet gepubliceerd. Nummer 16 hoort bij de kenniskring van "
        f"{meeting.slot.day}. Is dit daar het verslag van? Kies het dan eerst bij die kenniskring. "
        "Zo niet, haal het nummer weg."
    )
    Meeting.objects.filter(pk=meeting.pk).update(report=report)
    report.save_revision().publish()
    assert ReportPage.objects.get(pk=report.pk).live


@pytest.mark.parametrize(("number", "is_told"), [(16, True), (17, False), (None, False)])
def test_writer_reads_whose_number_it_is_when_she_saves(rf, number, is_told):
    make_coming_meeting(number=16)
    report = make_report(title="Stille armoede", number=number, live=False)
    request = rf.post("/", headers={"accept": "text/html"})
    request.session = SessionStore()
    request._messages = FallbackStorage(request)

    admin.say_whose_number_it_is(request, report)

    said = [str(message) for message in get_messages(request)]
    assert [
        "“Stille armoede” kan zo niet online. Nummer 16 hoort bij de kenniskring van" in one
        for one in said
    ] == [True] * is_told


def test_number_of_a_meeting_is_asked_for_once_more_at_the_last_moment():
    make_coming_meeting(number=16)
    report = make_report()
    report.number = 16

    with pytest.raises(Refused, match="hoort bij de kenniskring van"):
        report.save(clean=False)


def test_number_of_a_meeting_that_nobody_sees_yet_is_free():
    make_meeting(announced=False, number=16)

    make_report(number=16).save_revision().publish()


def test_meeting_that_moves_has_its_report_read_again_by_search(desk):
    report = make_report(title=TITLE)
    meeting = make_coming_meeting(report=report)
    later = meeting.starts_local + days(3)

    desk.post(
        edit(meeting), form_of(meeting, report=report.pk, starts_at=f"{later:%Y-%m-%d %H:%M}")
    )

    [document] = load([f"page:{report.pk}"])
    assert document.date_sort == later.date().isoformat()
