"""The page of a question says at which meeting it is discussed."""

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from events.meetings import deeds as meetings
from events.models import KenniskringenPage, Meeting
from knowledge.models import Question
from tests.events.factories import (
    days,
    make_coming_meeting,
    make_kenniskringen,
    make_question,
    put_on_agenda,
)

pytestmark = pytest.mark.django_db

NO_ANSWER = "De redactie zoekt een antwoord"
SOMEWHERE = "Deze vraag staat op de agenda van een kenniskring."


@pytest.fixture
def question():
    make_kenniskringen("nl", "en")
    return make_question(state=Question.State.ON_AGENDA)


def announced(question, **fields):
    """Return a coming meeting that has the question on its agenda."""
    meeting = make_coming_meeting(**fields)
    put_on_agenda(meeting, question)
    return meeting


def page_of(client, question):
    return client.get(question.get_absolute_url()).content.decode()


def test_page_says_where_and_when_and_leads_to_registering(client, question):
    announced(question, starts_at=timezone.now() + days(30))
    meeting = announced(question)

    html = page_of(client, question)

    assert f"Komt aan bod op {meeting.slot.day}</h2>" in html
    assert f"Vraag {question.number} · Komt aan bod op {meeting.slot.day}" in html
    assert f'<a href="{meeting.path_in("nl")}">{meeting}</a>, op {meeting.slot.words}.' in html
    assert f'href="{meeting.path_in("nl", "register")}">Aanmelden' in html
    assert "Nog geen antwoord" not in html
    assert NO_ANSWER not in html


def test_english_question_says_it_in_english(client, question):
    Question.objects.update(language="en")
    question.refresh_from_db()
    meeting = announced(question)

    html = page_of(client, question)

    assert "To be discussed on" in html
    assert meeting.path_in("en", "register") in html


def test_full_meeting_offers_no_way_to_register(client, question):
    meeting = announced(question, taken=40)

    html = page_of(client, question)

    assert f"Komt aan bod op {meeting.slot.day}" in html
    assert meeting.path_in("nl", "register") not in html


@pytest.mark.parametrize("case", ["over", "closed", "prepared", "cancelled"])
def test_page_names_no_meeting_that_visitors_cannot_come_to(client, question, case):
    meeting = announced(question)
    assert str(meeting) in page_of(client, question)
    ended = timezone.now() - days(1)
    if case == "closed":
        PageViewRestriction.objects.create(
            page=KenniskringenPage.objects.get(locale__language_code="nl"),
            restriction_type=PageViewRestriction.LOGIN,
        )
    elif case == "cancelled":
        other = announced(question, starts_at=timezone.now() + days(30))
        meetings.cancel(meeting, reasons={"nl": "Ziek."}, now=timezone.now())
        Meeting.objects.filter(pk=other.pk).update(state=Meeting.State.PREPARING)
    else:
        state = Meeting.State.PREPARING if case == "prepared" else Meeting.State.ANNOUNCED
        begin = ended - days(0.1) if case == "over" else meeting.starts_at
        Meeting.objects.filter(pk=meeting.pk).update(
            state=state, starts_at=begin, ends_at=ended if case == "over" else meeting.ends_at
        )

    html = page_of(client, question)

    assert "Komt aan bod" not in html
    assert f'href="{meeting.path_in("nl", "register")}"' not in html
    assert SOMEWHERE in html
    assert NO_ANSWER not in html


def test_open_question_reads_as_before(client, question):
    announced(question)
    Question.objects.update(state=Question.State.OPEN)

    html = page_of(client, question)

    assert NO_ANSWER in html
    assert "Komt aan bod" not in html
