"""A question of an older meeting has the date of that meeting, as it is known."""

import pytest
from bs4 import BeautifulSoup

from knowledge.models import Question
from knowledge.questions import documents, origins
from search.models import IndexChange
from tests.events.factories import make_meeting
from tests.knowledge.factories import make_report
from tests.knowledge.questions.factories import NOW, make_question

pytestmark = pytest.mark.django_db


def write_up(question, **fields):
    values = {"number": 14, "date_text": "14 april", "date_month": 4, "date_day": 14, **fields}
    return make_report(questions=[("question", {"question": question})], **values)


def page_of(client, question):
    html = client.get(question.get_absolute_url()).content
    page = BeautifulSoup(html, "html.parser")
    lines = [" ".join(one.get_text(" ", strip=True).split()) for one in page.select("li")]
    return [line for line in lines if "Gesteld" in line or "Op de site" in line]


def test_question_of_a_write_up_was_asked_at_its_kenniskring(client):
    question = make_question(occasion="Kenniskring 14")
    report = write_up(question)

    assert page_of(client, question) == [
        "Gesteld in Kenniskring 14, op 14 april",
        "14 april Gesteld in Kenniskring 14",
        "4 maart 2027 Op de site gezet",
    ]
    assert f'href="{report.url}"' in client.get(question.get_absolute_url()).content.decode()


def test_day_of_the_meeting_counts_where_the_write_up_has_one(client):
    question = make_question()
    make_meeting(number=14, slug="oud", report=write_up(question), starts_at=NOW)

    assert page_of(client, question)[0] == "Gesteld in Kenniskring 14, op 4 maart 2027"


@pytest.mark.parametrize("hidden", ["no write-up", "draft", "another language"])
def test_day_on_which_it_was_typed_in_is_never_when_it_was_asked(client, hidden):
    question = make_question(occasion="Kenniskring 14")
    if hidden == "draft":
        write_up(question, live=False)
    elif hidden == "another language":
        write_up(make_question("How?", language="en"))

    assert page_of(client, question) == [
        "Gesteld: Kenniskring 14",
        "4 maart 2027 Op de site gezet",
    ]


def test_question_of_the_site_was_asked_when_it_came(client):
    question = make_question(origin=Question.Origin.WEBSITE)
    write_up(question)

    assert page_of(client, question)[0] == "Gesteld in maart 2027"


def test_first_write_up_is_where_it_was_asked():
    question = make_question()
    write_up(question, number=16, date_text="juni", date_month=6, date_day=None)
    write_up(question)

    assert origins.of(question).place == "Kenniskring 14"


@pytest.mark.parametrize(
    ("date", "shown", "sort"),
    [
        ({}, "14 april", "--04-14"),
        ({"date_year": 2026, "date_text": "14 april 2026"}, "14 april 2026", "2026-04-14"),
    ],
)
def test_search_dates_and_sorts_by_what_is_known(date, shown, sort):
    question = make_question()
    write_up(question, **date)

    (document,) = documents.load([f"question:{question.pk}"])

    assert (document.date, document.date_sort) == (shown, sort)


def test_search_hears_that_a_question_has_a_write_up():
    question = make_question()
    IndexChange.objects.all().delete()

    write_up(question)

    heard = IndexChange.objects.values_list("document_id", flat=True)
    assert f"question:{question.pk}" in heard
