"""The mails as they go out: right method, right links, silence when there is nothing to say."""

from datetime import UTC, datetime

import icalendar
import pytest
from django.core import mail as sent_mail
from django.utils import timezone, translation

from events.meetings import deeds as meetings
from events.models import Meeting, Registration
from events.registrations import deeds as registrations, mails
from office.mail import outbox
from tests.events.factories import (
    days,
    make_applicant,
    make_coming_meeting,
    make_meeting,
    make_question,
    make_registration,
)
from tests.knowledge.factories import make_report

pytestmark = pytest.mark.django_db

JOIN = "https://meedoen.example.org/x"


@pytest.fixture(autouse=True)
def _mailbox(settings):
    settings.MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def make_row(**fields):
    return make_registration(make_coming_meeting(join_url=JOIN, phone="030 1234567"), **fields)


def ids(row):
    return {"registration": row.pk}


def event_of(rendered):
    return next(iter(icalendar.Calendar.from_ical(rendered.calendar.text).walk("VEVENT")))


def test_the_confirmation_carries_the_invitation_and_both_links():
    row = make_row()

    rendered = mails.confirmed(ids(row))

    event = event_of(rendered)
    assert rendered.to == "an@example.org"
    assert rendered.subject == (
        f"Je aanmelding: Kenniskring {row.meeting.number}: Kinderen laten meedenken"
    )
    assert (rendered.calendar.method, str(event["STATUS"])) == ("REQUEST", "CONFIRMED")
    assert event["ATTENDEE"] == "mailto:an@example.org"
    for words in (JOIN, mails.manage_url(row), "030 1234567"):
        assert words in rendered.text
    assert JOIN in str(event["DESCRIPTION"])


def test_the_mail_says_the_day_and_hour_of_the_place_where_it_is_still_yesterday():
    # Half past midnight in Amsterdam.
    starts_at = datetime(2031, 3, 20, 23, 30, tzinfo=UTC)
    row = make_registration(make_meeting(starts_at=starts_at, time_zone="America/New_York"))

    said = "Donderdag 20 maart 2031, 19.30 tot 21.00 uur (tijd in New York)\n"
    assert said in mails.confirmed(ids(row)).text


def test_somebody_on_location_gets_no_link_to_take_part():
    row = make_row(mode="locatie")

    rendered = mails.confirmed(ids(row))

    assert JOIN not in rendered.text
    assert JOIN not in rendered.calendar.text


def test_the_cancellation_withdraws_the_same_event_with_a_higher_sequence():
    meeting = make_coming_meeting(join_url=JOIN)
    row = registrations.register(meeting, applicant=make_applicant(), now=timezone.now())
    invited = event_of(mails.confirmed(ids(row)))
    registrations.cancel(row, now=timezone.now())

    rendered = mails.cancelled(ids(row))

    withdrawn = event_of(rendered)
    assert rendered.calendar.method == "CANCEL"
    assert withdrawn["UID"] == invited["UID"]
    assert withdrawn["SEQUENCE"] > invited["SEQUENCE"]
    assert JOIN not in rendered.text + rendered.calendar.text


def test_an_event_says_when_the_mail_was_made(time_machine):
    row = make_row()
    time_machine.move_to(timezone.now() + days(1), tick=False)
    registrations.cancel(row, now=timezone.now())

    text = mails.cancelled(ids(row)).calendar.text

    assert f"DTSTAMP:{timezone.now():%Y%m%dT%H%M%SZ}" in text


def test_every_change_has_the_same_uid_and_a_higher_sequence():
    meeting = make_coming_meeting()
    row = registrations.register(meeting, applicant=make_applicant(), now=timezone.now())
    seen = [event_of(mails.confirmed(ids(row)))]

    before = meetings.Appointment.of(meeting)
    meeting.starts_at += days(1)
    meeting.save()
    meetings.changed(meeting, before=before, now=timezone.now())
    seen.append(event_of(mails.changed(ids(row))))
    registrations.cancel(row, now=timezone.now())
    seen.append(event_of(mails.cancelled(ids(row))))
    again = registrations.register(meeting, applicant=make_applicant(), now=timezone.now())
    seen.append(event_of(mails.confirmed(ids(again))))
    meetings.cancel(meeting, reasons={"nl": "Ziek."}, now=timezone.now())
    seen.append(event_of(mails.meeting_cancelled(ids(again))))

    sequences = [int(event["SEQUENCE"]) for event in seen]
    assert len({str(event["UID"]) for event in seen}) == 1
    assert sequences == sorted(set(sequences))


def test_nothing_is_sent_when_there_is_nothing_left_to_say():
    cancelled = make_row(state=Registration.State.CANCELLED, cancelled_at=timezone.now())
    over = make_registration(make_coming_meeting(starts_at=timezone.now() - days(2)))
    off = make_registration(make_coming_meeting(state=Meeting.State.CANCELLED))
    standing = make_row()

    assert [mails.confirmed(ids(row)) for row in (cancelled, over, off)] == [None] * 3
    assert mails.link(ids(cancelled)) is None
    assert mails.cancelled(ids(standing)) is None
    assert mails.meeting_cancelled(ids(standing)) is None
    assert mails.confirmed({"registration": 10**9}) is None
    assert mails.confirmed({}) is None


def test_the_mail_is_in_the_readers_language():
    row = make_registration(
        make_coming_meeting(english="Letting children have a say"), language="en"
    )

    with translation.override("en"):
        rendered = mails.confirmed(ids(row))

    assert "Letting children have a say" in rendered.subject
    assert "/en/aanmelding/" in rendered.text


def test_the_mail_about_the_report_leads_to_the_meetings_address():
    report = make_report()
    row = make_registration(make_coming_meeting(report=report), name="", organisation="")

    rendered = mails.report_ready(ids(row))
    report.unpublish()

    assert row.meeting.path_in("nl") in rendered.text
    assert rendered.text.startswith("Dag,")
    assert rendered.calendar is None
    assert mails.report_ready(ids(row)) is None


def test_the_mail_that_goes_out_names_its_method_in_the_content_type():
    registrations.register(
        make_coming_meeting(),
        applicant=make_applicant("An\u00e9", email="an@example.org"),
        now=timezone.now(),
    )

    assert outbox.send_due(timezone.now()) == 1

    message = sent_mail.outbox[0].message()
    kinds = [
        (part.get_content_type(), part.get_param("method"))
        for part in message.walk()
        if part.get_content_maintype() in ("text", "application")
    ]
    assert ("text/calendar", "REQUEST") in kinds


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("An de Vries", "Dag An,"),
        ("<b>An</b> & Bo", "Dag,"),
        ("Je hebt gewonnen, ga naar www.win.example", "Dag Je,"),
        ("www.win.example", "Dag,"),
    ],
)
def test_a_greeting_is_a_first_name_and_no_message(name, greeting):
    row = make_row(name=name, email="an@example.org")

    rendered = mails.confirmed(ids(row))

    assert rendered.text.splitlines()[0] == greeting
    assert "win.example" not in rendered.text + rendered.subject + rendered.calendar.text


@pytest.mark.parametrize(
    ("mode", "hers", "not_hers", "said"),
    [
        ("locatie", "Stadhuis Ede", "Jitsi", "Je doet mee: Op locatie."),
        ("online", "Online via Jitsi", "Stadhuis", "Je doet mee: Online."),
    ],
)
def test_mails_and_calendar_name_her_own_way_to_take_part(mode, hers, not_hers, said):
    meeting = make_coming_meeting(place="Stadhuis Ede", tool="Jitsi", join_url=JOIN)
    row = make_registration(meeting, mode=mode)

    for mail in (mails.confirmed(ids(row)), mails.changed(ids(row))):
        assert hers in mail.text
        assert not_hers not in mail.text
        assert event_of(mail)["LOCATION"] == hers
    assert said in mail.text


def test_where_no_tool_is_named_the_address_stays_beside_online():
    row = make_registration(make_coming_meeting(place="Stadhuis Ede", tool=""), mode="online")

    text = mails.confirmed(ids(row)).text

    assert "Online / Stadhuis Ede" in text
    assert "Je doet mee" not in mails.changed(ids(row)).text


@pytest.mark.parametrize("mail", [mails.confirmed, mails.link, mails.changed_answers])
@pytest.mark.parametrize(("mode", "said"), [("online", "Online"), ("locatie", "Op locatie")])
def test_a_mail_names_the_form_of_attendance_and_the_question(mail, mode, said):
    row = make_row(mode=mode, question=make_question("Hoe betrek je de raad?"))

    text = mail(ids(row)).text

    assert f"Je doet mee: {said}.\n" in text
    assert "Je brengt een vraag mee: ‘Hoe betrek je de raad?’\n" in text


def test_a_confirmation_without_a_question_names_none():
    assert "vraag mee" not in mails.confirmed(ids(make_row())).text


def test_a_question_that_leads_away_is_read_behind_the_link():
    row = make_row(question=make_question("Klik op https://win.example voor geld"))

    text = mails.confirmed(ids(row)).text

    assert "Je brengt een vraag mee. Je leest hem terug bij je aanmelding.\n" in text
    assert "win.example" not in text
