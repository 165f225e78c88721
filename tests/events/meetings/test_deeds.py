"""Announcing, calling off, moving: numbers that are unique, addresses that stay."""

import pytest
from django.db import IntegrityError

from events.meetings import deeds as meetings
from events.meetings.deeds import Appointment, MeetingRefused
from events.models import Meeting, Registration
from knowledge.models import QuestionEvent
from knowledge.questions import journey
from office.mail import outbox
from office.models import Mail, User
from search.models import IndexChange
from tests.events.factories import (
    NOW,
    STARTS,
    days,
    make_meeting,
    make_question,
    make_registration,
    make_text,
    put_on_agenda,
)
from tests.knowledge.factories import make_report

pytestmark = pytest.mark.django_db


def make_plan(**fields):
    return make_meeting(announced=False, **fields)


def noted():
    return set(IndexChange.objects.values_list("document_id", flat=True))


def test_announce_gives_number_address_and_name_of_who_did_it():
    user = User.objects.create_user("An")
    meeting = make_plan(title="Kinderen laten meedenken over beleid")

    meeting = meetings.announce(meeting, by=user, now=NOW)

    meeting.refresh_from_db()
    assert (meeting.number, meeting.slug) == (1, "kinderen-laten-meedenken-over-beleid")
    assert (meeting.state, meeting.announced_at, meeting.announced_by) == (
        Meeting.State.ANNOUNCED,
        NOW,
        user,
    )


def test_the_number_is_one_above_every_report_and_meeting():
    make_report(number=14)
    make_meeting(number=12)

    assert meetings.announce(make_plan(), by=None, now=NOW).number == 15
    assert meetings.announce(make_plan(), by=None, now=NOW).number == 16


def test_the_editors_own_number_and_address_are_kept():
    meeting = make_plan(number=20, slug="zomerkring")

    announced = meetings.announce(meeting, by=None, now=NOW)

    assert (announced.number, announced.slug) == (20, "zomerkring")


def test_the_address_stays_when_title_and_day_change():
    meeting = meetings.announce(make_plan(title="Oude titel"), by=None, now=NOW)
    path = meeting.path_in("nl")

    meeting.texts.update(title="Nieuwe titel")
    meeting.starts_at += days(30)
    meeting.save()

    assert meeting.path_in("nl") == path


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"starts_at": NOW - days(1)}, "Het begin ligt in het verleden."),
        ({"capacity": 0}, "Geef eerst op hoeveel plekken er zijn."),
        ({"title": ""}, "Geef de kenniskring eerst een Nederlandse titel."),
    ],
)
def test_announce_refuses_what_visitors_could_not_use(fields, sentence):
    meeting = make_plan(**fields)

    with pytest.raises(MeetingRefused, match=sentence):
        meetings.announce(meeting, by=None, now=NOW)

    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.PREPARING


def test_announce_twice_is_refused_with_the_first_number_kept():
    meeting = make_plan()
    meetings.announce(meeting, by=None, now=NOW)

    with pytest.raises(MeetingRefused, match="al aangekondigd"):
        meetings.announce(meeting, by=None, now=NOW)

    assert Meeting.objects.get().number == 1


def test_a_title_without_letters_still_gets_an_address():
    assert meetings.announce(make_plan(title="???"), by=None, now=NOW).slug == "kenniskring"


def test_announce_puts_its_questions_on_the_agenda_and_records_every_language():
    meeting = make_plan()
    make_text(meeting, language="en", title="Children")
    question = make_question()
    put_on_agenda(meeting, question)

    meeting = meetings.announce(meeting, by=None, now=NOW)

    question.refresh_from_db()
    event = question.events.get(kind=QuestionEvent.Kind.ON_AGENDA)
    assert (question.state, event.label, event.url) == (
        "on_agenda",
        "Kenniskring 1",
        meeting.path_in("nl"),
    )
    assert noted() >= {f"meeting:{meeting.pk}:nl", f"meeting:{meeting.pk}:en"}


def test_cancel_mails_who_is_registered_and_nobody_else():
    meeting = make_meeting()
    registered = make_registration(meeting, "An")
    make_registration(meeting, "Bo", state=Registration.State.CANCELLED, cancelled_at=NOW)
    make_registration(make_meeting(), "Cas")

    meetings.cancel(meeting, reasons={"nl": "De spreker is ziek."}, now=NOW)

    assert (meeting.state, meeting.cancelled_at, meeting.calendar_sequence) == (
        Meeting.State.CANCELLED,
        NOW,
        1,
    )
    assert list(Mail.objects.values_list("kind", "ids__registration")) == [
        ("meeting_cancelled", registered.pk)
    ]
    assert f"meeting:{meeting.pk}:nl" in noted()


@pytest.mark.parametrize("state", [Meeting.State.PREPARING, Meeting.State.CANCELLED])
def test_cancel_is_refused_when_there_is_nothing_to_call_off(state):
    meeting = make_meeting(state=state)

    with pytest.raises(MeetingRefused):
        meetings.cancel(meeting, reasons={"nl": "x"}, now=NOW)

    assert not Mail.objects.exists()


@pytest.mark.parametrize(
    ("fields", "mails"),
    [
        ({"starts_at": STARTS + days(7)}, 1),
        ({"duration": 120}, 1),
        ({"time_zone": "America/Curacao"}, 1),
        ({"join_url": "https://meedoen.example.org/nieuw"}, 1),
        ({"place": "Utrecht"}, 1),
        ({"phone": "030"}, 0),
    ],
)
def test_a_change_is_mailed_when_it_changes_the_appointment(fields, mails):
    meeting = make_meeting()
    make_registration(meeting)
    before = Appointment.of(meeting)
    for name, value in fields.items():
        setattr(meeting, name, value)
    meeting.save()

    meetings.changed(meeting, before=before, now=NOW)

    assert Mail.objects.filter(kind="meeting_changed").count() == mails
    assert meeting.calendar_sequence == mails
    has_other_time = {"starts_at", "duration", "time_zone"} & fields.keys()
    assert meeting.moved_from == (STARTS if has_other_time else None)


def test_a_change_of_what_is_not_announced_or_over_is_mailed_to_nobody():
    for meeting in (make_plan(), make_meeting(starts_at=NOW - days(9))):
        before = Appointment.of(meeting)
        meeting.duration = 30
        meeting.save()

        meetings.changed(meeting, before=before, now=NOW)

    assert not Mail.objects.exists()


def test_only_a_plan_can_be_thrown_away():
    plan, announced = make_plan(), make_meeting()

    meetings.discard(plan)
    with pytest.raises(MeetingRefused):
        meetings.discard(announced)

    assert list(Meeting.objects.all()) == [announced]


def test_discard_judges_the_meeting_as_it_is_now():
    plan, gone = make_plan(), make_plan()
    old = Meeting.objects.get(pk=plan.pk)
    meetings.announce(plan, by=None, now=NOW)
    Meeting.objects.get(pk=gone.pk).delete()

    with pytest.raises(MeetingRefused, match="al aangekondigd"):
        meetings.discard(old)
    with pytest.raises(MeetingRefused, match="al weggegooid"):
        meetings.discard(gone)

    assert list(Meeting.objects.all()) == [plan]


def test_a_report_that_comes_and_goes_has_the_announcement_read_again():
    report = make_report(live=False)
    meeting = make_meeting(report=report)
    IndexChange.objects.all().delete()

    report.live = True
    report.save()
    came = noted()
    IndexChange.objects.all().delete()
    report.unpublish()

    assert f"meeting:{meeting.pk}:nl" in came
    assert f"meeting:{meeting.pk}:nl" in noted()


def test_a_report_that_comes_online_is_mailed_once_to_who_asked_for_it():
    report = make_report(live=False)
    meeting = make_meeting(report=report)
    asked = make_registration(meeting, "An", wants_report=True)
    make_registration(meeting, "Bo")
    make_registration(
        meeting, "Cas", wants_report=True, state=Registration.State.CANCELLED, cancelled_at=NOW
    )

    for live in (True, False, True):
        report.live = live
        report.save()

    assert list(Mail.objects.values_list("kind", "ids__registration")) == [
        ("report_ready", asked.pk)
    ]


def test_another_wish_of_the_database_is_not_blamed_on_the_number(monkeypatch):
    meeting = make_plan()
    save = Meeting.save

    def save_without_address(self, *args, **kwargs):
        self.slug = ""
        save(self, *args, **kwargs)

    monkeypatch.setattr(Meeting, "save", save_without_address)

    with pytest.raises(IntegrityError, match="meeting_announced_with_number_and_slug"):
        meetings.announce(meeting, by=None, now=NOW)


def test_report_is_mailed_once_when_it_is_told_twice_at_once(monkeypatch):
    meeting = make_meeting(report=make_report())
    asked = [make_registration(meeting, name, wants_report=True) for name in ("An", "Bo")]
    put = outbox.put
    others = [meetings.tell_report_is_ready]

    def put_while_another_tells(*args, **kwargs):
        if others:
            others.pop()(meeting)
        return put(*args, **kwargs)

    monkeypatch.setattr(outbox, "put", put_while_another_tells)

    meetings.tell_report_is_ready(meeting)

    told = Mail.objects.order_by("ids__registration").values_list("ids__registration", flat=True)
    assert list(told) == [row.pk for row in asked]


def test_report_is_mailed_to_nobody_who_cancelled_meanwhile(monkeypatch):
    meeting = make_meeting(report=make_report())
    rows = [make_registration(meeting, name, wants_report=True) for name in ("An", "Bo")]
    put = outbox.put

    def put_while_another_cancels(*args, **kwargs):
        cancelled = {"state": Registration.State.CANCELLED, "cancelled_at": NOW}
        Registration.objects.filter(pk=rows[1].pk).update(**cancelled)
        return put(*args, **kwargs)

    monkeypatch.setattr(outbox, "put", put_while_another_cancels)

    meetings.tell_report_is_ready(meeting)

    assert [mail.ids["registration"] for mail in Mail.objects.all()] == [rows[0].pk]


def test_two_announcements_that_choose_one_number_are_not_both_made(monkeypatch):
    make_meeting(number=20)
    # The other announcement committed after this one had looked for the highest number.
    monkeypatch.setattr(meetings, "next_number", lambda: 20)

    with pytest.raises(MeetingRefused, match=r"Er is al een kenniskring met dit nummer\."):
        meetings.announce(make_plan(), by=None, now=NOW)


def test_questions_are_locked_in_one_order_whatever_the_agenda(monkeypatch):
    meeting = make_plan()
    first, second = make_question(), make_question()
    for question in (second, first):
        put_on_agenda(meeting, question)
    locked: list[int] = []
    lock = journey.lock
    monkeypatch.setattr(journey, "lock", lambda one: locked.append(one.pk) or lock(one))

    meetings.announce(meeting, by=None, now=NOW)

    assert locked == [first.pk, second.pk]
