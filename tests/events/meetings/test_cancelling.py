"""A meeting that is called off stays where people look for it, and frees its questions."""

import re
from dataclasses import replace

import pytest
from django.core import mail as sent_mail
from django.urls import reverse
from django.utils import timezone

from events.meetings import deeds as meetings
from events.meetings.deeds import MeetingRefused
from events.meetings.desk_deeds import DESK_DEEDS
from events.models import Meeting, MeetingOpgave
from events.registrations.mails import manage_url
from knowledge.models import Question, QuestionEvent
from knowledge.questions.documents import load as questions_found
from office.mail import outbox
from office.models import Mail, User
from tests.events.factories import (
    NOW,
    STARTS,
    days,
    make_coming_meeting,
    make_kenniskringen,
    make_meeting,
    make_question,
    make_registration,
    make_series,
    make_text,
    put_on_agenda,
)
from tests.events.meetings.desk import press
from tests.knowledge.factories import make_opgave

pytestmark = pytest.mark.django_db
ILL = {"nl": "De spreker is ziek.", "en": "The speaker is ill."}


@pytest.fixture
def desk(client):
    make_kenniskringen("nl", "en")
    client.force_login(User.objects.create_superuser("An", "an@example.org", "x"))
    return client


def desk_url(meeting: Meeting) -> str:
    return reverse("wagtailsnippets_events_meeting:inspect", args=[meeting.pk])


def called_off(**fields) -> Meeting:
    """Return a coming meeting in two languages that was called off."""
    meeting = make_coming_meeting(english="Let children think along", **fields)
    meetings.cancel(meeting, reasons=ILL, now=timezone.now())
    return meeting


# Where visitors look


@pytest.mark.parametrize("name", ["/kenniskringen/", "/agenda/"])
def test_lists_show_a_cancelled_meeting_with_its_reason_until_its_date_is_over(client, name):
    make_kenniskringen("nl", "en")
    called_off()

    html = client.get(name).content.decode()
    english = client.get(f"/en{name}").content.decode()

    assert "Kinderen laten meedenken" in html
    assert "Gaat niet door. De spreker is ziek." in html
    assert "The speaker is ill." in english
    assert "De spreker is ziek." not in english

    past = timezone.now() - days(3)
    Meeting.objects.update(starts_at=past, ends_at=past + days(0.1))
    assert "Kinderen laten meedenken" not in client.get(name).content.decode()


def test_series_and_opgave_show_it_too(client):
    make_kenniskringen()
    text, opgave = make_series(), make_opgave(1)
    meeting = called_off(series=text.series)
    MeetingOpgave.objects.create(meeting=meeting, opgave=opgave)
    sentence = "Gaat niet door. De spreker is ziek."

    assert sentence in client.get(reverse("series", args=[text.slug])).content.decode()
    assert sentence in client.get(opgave.url).content.decode()


def test_home_and_the_card_of_what_comes_next_pass_it_over(client):
    make_kenniskringen()
    called_off(title="Afgezegd")
    make_coming_meeting(title="Wel doorgaand", starts_at=timezone.now() + days(20))

    html = client.get("/").content.decode()

    assert "Wel doorgaand" in html
    assert "Afgezegd" not in html


def test_calendars_hear_that_it_is_off(client):
    make_kenniskringen()
    called_off()

    assert "STATUS:CANCELLED" in client.get("/agenda.ics").content.decode()


def test_page_row_mail_and_registration_name_the_date_that_comes_instead(client):
    make_kenniskringen("nl", "en")
    meeting = make_coming_meeting(english="Let children think along")
    other = make_coming_meeting(starts_at=timezone.now() + days(20), english="Then")
    row = make_registration(meeting, language="en")
    meetings.cancel(meeting, reasons=ILL, instead=other, now=timezone.now())
    outbox.send_due(now=timezone.now())

    sentence = f"De volgende is Kenniskring {other.number}."
    for page in ("/kenniskringen/", meeting.path_in("nl"), manage_url(row).replace("/en/", "/")):
        assert sentence in client.get(page).content.decode(), page
    body = sent_mail.outbox[0].body
    assert "The speaker is ill." in body
    assert f"The next one is Kenniskring {other.number}." in body
    assert other.path_in("en") in body


def test_date_that_is_called_off_as_well_is_named_no_more(client):
    make_kenniskringen()
    meeting = make_coming_meeting()
    other = make_coming_meeting(starts_at=timezone.now() + days(20))
    meetings.cancel(meeting, reasons=ILL, instead=other, now=timezone.now())
    meetings.cancel(other, reasons=ILL, now=timezone.now())

    assert "De volgende is" not in client.get(meeting.path_in("nl")).content.decode()


# The deed


def test_each_language_of_the_meeting_needs_its_reason():
    meeting = make_meeting(english="Let children think along")

    with pytest.raises(MeetingRefused, match="Engels"):
        meetings.cancel(meeting, reasons={"nl": "Ziek.", "en": "  "}, now=NOW)

    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.ANNOUNCED
    assert not Mail.objects.exists()


def cancelled():
    other = make_meeting()
    meetings.cancel(other, reasons=ILL, now=NOW)
    return other


@pytest.mark.parametrize(
    "make_instead",
    [
        cancelled,
        lambda: make_meeting(starts_at=NOW - days(2)),
        lambda: make_meeting(announced=False),
    ],
    ids=["cancelled", "past", "not announced"],
)
def test_date_instead_is_refused_when_it_does_not_come(make_instead):
    meeting, instead = make_meeting(), make_instead()

    with pytest.raises(MeetingRefused, match="gaat niet door of is geweest"):
        meetings.cancel(meeting, reasons=ILL, instead=instead, now=NOW)

    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.ANNOUNCED


def test_dates_instead_are_later_ones_of_the_series_first():
    series = make_series().series
    meeting = make_meeting(series=series)
    before = make_meeting(starts_at=STARTS - days(1))
    after = make_meeting(starts_at=STARTS + days(1))
    of_the_series = make_meeting(starts_at=STARTS + days(9), series=series)
    make_meeting(starts_at=STARTS + days(2), announced=False)
    make_meeting(starts_at=NOW - days(2))

    assert meetings.dates_instead(meeting, now=NOW) == [of_the_series, after, before]


def test_questions_of_its_agenda_are_open_again_with_the_reason():
    meeting = make_meeting(announced=False)
    asked, english = make_question(), make_question(language="en")
    discussed = make_question(state=Question.State.DISCUSSED)
    elsewhere = make_question()
    other = make_meeting(announced=False)
    for question in (asked, english, discussed, elsewhere):
        put_on_agenda(meeting, question)
    put_on_agenda(other, elsewhere)
    for row in (meeting, other):
        meetings.announce(row, by=None, now=NOW)
    meeting.refresh_from_db()
    make_text(meeting, language="en", title="Let children think along")

    meetings.cancel(meeting, reasons=ILL, now=NOW + days(1))

    states = [Question.objects.get(pk=one.pk).state for one in (asked, english, discussed)]
    assert states == ["open", "open", "discussed"]
    assert Question.objects.get(pk=elsewhere.pk).state == "on_agenda"
    step = asked.events.get(kind=QuestionEvent.Kind.OFF_AGENDA)
    assert (step.label, step.url, step.note) == (
        str(meeting),
        meeting.path_in("nl"),
        "De spreker is ziek.",
    )
    assert english.events.get(kind="off_agenda").note == "The speaker is ill."
    assert not discussed.events.filter(kind="off_agenda").exists()


def test_page_of_the_question_says_why_and_search_reads_it_again(client):
    make_kenniskringen()
    question = make_question(state=Question.State.ON_AGENDA)
    meeting = make_coming_meeting()
    put_on_agenda(meeting, question)

    meetings.cancel(meeting, reasons=ILL, now=timezone.now())

    html = client.get(question.get_absolute_url()).content.decode()
    assert re.search(r"Van de agenda: Kenniskring \d+</a>\. De spreker is ziek\.", html)
    [document] = questions_found([f"question:{question.pk}"])
    assert document.meta == "Open"


# The desk


def test_desk_asks_once_and_says_how_many_people_are_mailed(desk):
    meeting = make_coming_meeting(english="Let children think along")
    other = make_coming_meeting(starts_at=timezone.now() + days(20))
    question = make_question(state=Question.State.ON_AGENDA)
    put_on_agenda(meeting, question)
    for name in ("Bo", "Cas"):
        make_registration(meeting, name)
    make_registration(meeting, "An", state="cancelled", cancelled_at=NOW)

    html = desk.get(desk_url(meeting), {"deed": "cancel"}).content.decode()
    plain = desk.post(desk_url(meeting), {"deed": "cancel", "reason_nl": "Ziek.", "instead": ""})

    assert "2 mensen hebben zich aangemeld en krijgen een mail." in html
    assert str(question) in html
    assert f'<option value="{other.pk}" selected>' in html
    # Without what was shown nothing is done, and what was typed stays.
    assert plain.status_code == 409
    assert 'value="Ziek."' in plain.content.decode()
    assert not Mail.objects.exists()

    done = press(
        desk,
        desk_url(meeting),
        "cancel",
        follow=True,
        reason_nl="Ziek.",
        reason_en="Ill.",
        instead=str(other.pk),
    )

    meeting.refresh_from_db()
    assert "2 mensen krijgen een mail." in done.content.decode()
    assert (meeting.state, meeting.next_meeting) == (Meeting.State.CANCELLED, other)
    assert Mail.objects.count() == 2


def test_missing_reason_loses_nothing_that_was_typed(desk):
    meeting = make_coming_meeting(english="Let children think along")

    answer = press(
        desk, desk_url(meeting), "cancel", reason_nl="Ziek.", reason_en=" \0", instead=""
    )

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Schrijf waarom de kenniskring niet doorgaat: Engels." in html
    assert 'value="Ziek."' in html
    assert '<option value="" selected>' in html


@pytest.mark.parametrize("instead", ["99999", "x", "\u00b2"])
def test_date_that_does_not_exist_is_refused(desk, instead):
    meeting = make_coming_meeting()

    answer = press(desk, desk_url(meeting), "cancel", reason_nl="Ziek.", instead=instead)

    assert answer.status_code == 422
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.ANNOUNCED


def test_second_press_on_calling_off_says_that_it_was_done(desk):
    meeting = make_coming_meeting()
    page = desk.get(desk_url(meeting), {"deed": "cancel"}).content.decode()
    seal = re.search(r'name="confirm_seal" value="(\w+)"', page)[1]
    data = {"deed": "cancel", "confirm_seal": seal, "reason_nl": "Ziek.", "instead": ""}

    first = desk.post(desk_url(meeting), data)
    second = desk.post(desk_url(meeting), data, follow=True)

    assert first.status_code == 302
    assert "Alleen een aangekondigde kenniskring kan worden afgezegd." in second.content.decode()


def test_announcing_asks_once_and_again_when_the_number_was_taken_meanwhile(desk):
    meeting = make_coming_meeting(announced=False)
    page = desk.get(desk_url(meeting), {"deed": "announce"}).content.decode()
    number = meetings.next_number()
    assert f"als nummer {number}" in page
    assert f"/kenniskringen/{number}-kinderen-laten-meedenken/" in page
    seal = re.search(r'name="confirm_seal" value="(\w+)"', page)[1]
    make_coming_meeting(number=number)

    again = desk.post(desk_url(meeting), {"deed": "announce", "confirm_seal": seal})

    assert again.status_code == 409
    assert f"als nummer {number + 1}" in again.content.decode()
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.PREPARING


def test_discarding_asks_once(desk):
    meeting = make_coming_meeting(announced=False)

    shown = desk.get(desk_url(meeting), {"deed": "discard"})

    assert "De kenniskring is daarna weg" in shown.content.decode()
    assert desk.post(desk_url(meeting), {"deed": "discard"}).status_code == 409
    assert Meeting.objects.filter(pk=meeting.pk).exists()
    assert press(desk, desk_url(meeting), "discard").status_code == 302
    assert not Meeting.objects.filter(pk=meeting.pk).exists()


def test_deed_that_cannot_be_done_is_refused_before_it_asks(desk):
    answer = desk.get(desk_url(make_coming_meeting()), {"deed": "announce"}, follow=True)

    assert "Deze kenniskring is al aangekondigd." in answer.content.decode()
    assert answer.redirect_chain[-1][0].startswith("/beheer/kenniskringen/")


def test_announcement_while_somebody_presses_cancel_is_no_error_page(desk, monkeypatch):
    meeting = make_meeting(announced=False, starts_at=timezone.now() + days(9))

    def announced_meanwhile(shown: Meeting, _now: object) -> None:
        meetings.announce(shown, by=None, now=timezone.now())
        raise MeetingRefused(meetings.not_announced())

    raced = replace(DESK_DEEDS["cancel"], facts=announced_meanwhile)
    monkeypatch.setitem(DESK_DEEDS, "cancel", raced)

    response = desk.post(desk_url(meeting), {"deed": "cancel"}, follow=True)

    assert meetings.not_announced() in response.content.decode()
