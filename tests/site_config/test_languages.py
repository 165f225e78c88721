"""Words in another language than their page say so, to whoever reads them aloud."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from events.models import MeetingOpgave, MeetingReading
from knowledge.models import Passage
from knowledge.questions import deeds as questions
from tests.events.factories import (
    days,
    make_kenniskringen,
    make_meeting,
    put_on_agenda,
)
from tests.knowledge.factories import make_list, make_opgave, make_report, text
from tests.knowledge.questions.factories import make_question

pytestmark = pytest.mark.django_db

TITLE, SENTENCE, BODY = "Kinderen laten meedenken", "Je neemt drie manieren mee.", "Over de raad."
QUESTION, REPORT, OPGAVE = "Hoe krijg je de raad mee?", "Lokale aanpak", "Meedoen"


def language_of(client: Client, url: str, words: str) -> set[str]:
    """Return in which languages the elements say they are that hold these words themselves."""
    page = BeautifulSoup(client.get(url).content.decode(), "html.parser")
    found = page.body.find_all(string=lambda one: words in one)
    assert found, (url, words)
    return {one.find_parent(lang=True)["lang"] for one in found}


@pytest.fixture
def meeting():
    make_kenniskringen("nl", "en")
    made = make_meeting(title=TITLE, starts_at=timezone.now() + days(9))
    made.texts.update(takeaway=SENTENCE, body=BODY)
    put_on_agenda(made, make_question(QUESTION))
    MeetingReading.objects.create(meeting=made, page=make_report(title=REPORT), minutes=5)
    MeetingOpgave.objects.create(meeting=made, opgave=make_opgave(1, title=OPGAVE))
    return made


@pytest.mark.parametrize("words", [TITLE, SENTENCE, BODY, QUESTION, REPORT, OPGAVE])
def test_dutch_words_on_the_english_page_of_a_meeting_say_so(client, meeting, words):
    assert language_of(client, meeting.path_in("en"), words) == {"nl"}


@pytest.mark.parametrize("path", ["/en/kenniskringen/", "/en/agenda/", "/en/"])
def test_dutch_title_in_an_english_list_says_so(client, meeting, path):
    assert language_of(client, path, TITLE) == {"nl"}


def test_words_in_the_language_of_their_page_need_not_say_so(client, meeting):
    """The negative control: the language is that of the whole page."""
    html = client.get(meeting.path_in("nl")).content.decode()

    assert html.count('lang="nl"') == 1
    assert html.count('lang="en"') == html.count('hreflang="en"')


def test_dutch_passage_that_answers_an_english_question_says_so(client):
    make_kenniskringen("nl", "en")
    make_report(text(("aaaaa", "Praat eerst met de griffier.")), title=REPORT)
    question = make_question("How do you convince the council?", language="en")
    passage = Passage.objects.live().get(text__contains="griffier")
    questions.answer(question, passages=[passage], text="Talk first.", now=timezone.now())

    url = question.get_absolute_url()

    assert language_of(client, url, "griffier") == {"nl"}
    assert language_of(client, url, "Talk first.") == {"en"}


def test_dutch_question_on_an_english_report_says_so(client):
    make_kenniskringen("nl", "en")
    question = make_question(QUESTION)
    report = make_report(parent=make_list("en"), title="Report")
    block = {
        "type": "question",
        "value": {"question": question.pk},
        "id": "11111111-0000-4000-8000-000000000009",
    }
    report.questions = report.questions.stream_block.to_python([block])
    report.save()

    assert language_of(client, report.url, QUESTION) == {"nl"}
