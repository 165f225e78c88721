"""A meeting that is called off stays where people look for it, and frees its questions."""

import re
from datetime import time

import pytest
from django.core import mail as sent_mail
from django.urls import reverse
from django.utils import timezone, translation

from events.meetings import deeds as meetings, queries
from events.meetings.deeds import MeetingRefused
from events.models import Meeting, MeetingOpgave, ProgrammeItem
from events.registrations.mails import manage_url
from knowledge.models import Question, QuestionEvent
from knowledge.questions.documents import load as questions_found
from office.mail import outbox
from office.models import Mail
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
from tests.knowledge.factories import make_opgave

pytestmark = pytest.mark.django_db
ILL = {"nl": "De spreker is ziek.", "en": "The speaker is ill."}


def plan(meeting: Meeting) -> None:
    """Give the meeting a programme of one line."""
    text = meeting.texts.get(locale__language_code="nl")
    ProgrammeItem.objects.create(
        meeting=meeting, locale=text.locale, starts=time(13), title="Inloop"
    )


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

    sentence = f"De volgende is Kenniskring {other.number}, op {other.slot.words}."
    for page in ("/kenniskringen/", meeting.path_in("nl"), manage_url(row).replace("/en/", "/")):
        assert sentence in client.get(page).content.decode(), page
    body = sent_mail.outbox[0].body
    assert "The speaker is ill." in body
    assert f"The next one is Kenniskring {other.number}, on" in body
    assert other.path_in("en") in body


def test_date_that_is_called_off_as_well_is_named_no_more(client):
    make_kenniskringen()
    meeting = make_coming_meeting()
    other = make_coming_meeting(starts_at=timezone.now() + days(20))
    meetings.cancel(meeting, reasons=ILL, instead=other, now=timezone.now())
    meetings.cancel(other, reasons=ILL, now=timezone.now())

    assert "De volgende is" not in client.get(meeting.path_in("nl")).content.decode()


def test_dutch_reason_is_shown_in_its_own_language_where_there_is_no_other(client):
    make_kenniskringen("nl", "en")
    series = make_series().series
    meeting = make_coming_meeting(english="Let children think along", series=series)
    row = make_registration(meeting, language="en")
    question = make_question(language="en", state=Question.State.ON_AGENDA)
    put_on_agenda(meeting, question)
    meetings.cancel(meeting, reasons={"nl": "De spreker is ziek.", "en": " "}, now=timezone.now())
    outbox.send_due(now=timezone.now())

    dutch = '<span lang="nl">De spreker is ziek.</span>'
    with translation.override("en"):
        own = manage_url(row)
    for page in ("/en/kenniskringen/", "/en/agenda/", meeting.path_in("en"), own):
        assert dutch in client.get(page).content.decode(), page
    assert "De spreker is ziek." in sent_mail.outbox[0].body
    assert question.events.get(kind="off_agenda").note == "De spreker is ziek."
    # A Dutch page need not say that it is Dutch.
    assert '<span lang="nl">' not in client.get(meeting.path_in("nl")).content.decode()


def test_a_meeting_without_dutch_text_needs_the_reasons_that_it_has():
    meeting = make_meeting(english="Let children think along")
    meeting.texts.get(locale__language_code="nl").delete()

    with pytest.raises(MeetingRefused, match="Engels"):
        meetings.cancel(meeting, reasons={"nl": "Ziek."}, now=NOW)


def test_page_of_a_cancelled_meeting_shows_nothing_that_holds_no_longer(client):
    make_kenniskringen()
    meeting = make_coming_meeting()
    text = meeting.texts.get()
    text.body, text.preparation = "Over meedenken.", "Lees eerst het verslag."
    text.save()
    plan(meeting)
    shown = ("Hierover gaat het", "Lees eerst het verslag.", "Programma", "Inloop")
    path = meeting.path_in("nl")
    before = client.get(path).content.decode()
    assert [words for words in shown if words not in before] == []

    meetings.cancel(meeting, reasons=ILL, now=timezone.now())

    html = client.get(path).content.decode()
    assert [words for words in shown if words in html] == []
    assert "voor te bereiden" not in html
    assert "Hierover zou het gaan" in html
    assert "Over meedenken." in html


def test_own_page_of_a_cancelled_meeting_says_that_it_is_off_and_nothing_of_its_programme(client):
    make_kenniskringen()
    meeting = make_coming_meeting()
    row = make_registration(meeting)
    question = make_question("Hoe betaal je dat?")
    put_on_agenda(meeting, question)
    plan(meeting)
    gone = ("Je aanmelding · Aangemeld", "Programma", "Inloop", "Hoe betaal je dat?")
    before = client.get(manage_url(row)).content.decode()
    assert [words for words in gone if words not in before] == []

    meetings.cancel(meeting, reasons=ILL, now=timezone.now())

    html = client.get(manage_url(row)).content.decode()
    assert [words for words in gone if words in html] == []
    assert "Je aanmelding · Gaat niet door" in html


# The deed


def test_dutch_reason_is_needed():
    meeting = make_meeting(english="Let children think along")

    with pytest.raises(MeetingRefused, match="Nederlands"):
        meetings.cancel(meeting, reasons={"nl": "  ", "en": "Ill."}, now=NOW)

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

    assert queries.dates_instead(meeting, now=NOW) == [of_the_series, after, before]


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
