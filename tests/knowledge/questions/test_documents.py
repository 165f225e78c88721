import datetime

import pytest

from knowledge.models import Gemeente, Passage, Question
from knowledge.questions import deeds as questions, documents as question_documents
from search.documents import PassageText
from tests.knowledge.factories import make_opgave
from tests.knowledge.questions.factories import NOW, make_question

pytestmark = pytest.mark.django_db


def document_of(question):
    (document,) = question_documents.load([f"question:{question.pk}"])
    return document


def test_document_holds_the_question_and_its_answer_with_their_addresses():
    gemeente = Gemeente.objects.create(name="Testdam", slug="testdam")
    opgave = make_opgave(1, title="Meedoen", slug="meedoen")
    question = make_question("Hoe krijg je de raad mee?", opgave=opgave, gemeente=gemeente)
    questions.answer(question, text="Begin klein.", now=NOW)
    ids = dict(Passage.objects.values_list("key", "id"))
    document = document_of(question)
    address = f"/vragen/{question.number}/"
    assert (document.kind, document.title, document.url, document.language) == (
        "vraag",
        "Hoe krijg je de raad mee?",
        address,
        "nl",
    )
    assert document.passages == tuple(
        PassageText(id=ids[key], text=text, url=f"{address}#{key}")
        for key, text in [
            (question.anchor, "Hoe krijg je de raad mee?"),
            (f"{question.anchor}-antwoord-1", "Begin klein."),
        ]
    )
    assert document.facets == {
        "opgave": ("meedoen",),
        "gemeente": ("testdam",),
        "provincie": (),
        "grootte": (),
    }
    assert (document.summary, document.meta) == ("Begin klein.", "Beantwoord")


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime.datetime(2026, 6, 30, 22, 30, tzinfo=datetime.UTC), "2026-07-01"),
        (datetime.datetime(2026, 12, 31, 23, 30, tzinfo=datetime.UTC), "2027-01-01"),
    ],
)
def test_document_has_the_day_of_the_clock_here_when_it_is_half_past_midnight(at, day):
    question = make_question()
    Question.objects.filter(pk=question.pk).update(published_at=at)
    assert document_of(question).date_sort == day


def test_document_is_none_when_the_question_is_not_public():
    shown = make_question()
    hidden = make_question(public=False)
    withdrawn = make_question()
    questions.withdraw(withdrawn, now=NOW)
    everything = [f"question:{one.pk}" for one in (shown, hidden, withdrawn)]
    assert [one.id for one in question_documents.load(everything)] == [f"question:{shown.pk}"]
    assert list(question_documents.ids()) == [f"question:{shown.pk}"]


def test_document_names_no_opgave_that_is_not_online():
    question = make_question(opgave=make_opgave(3, live=False))
    assert document_of(question).facets == {}


def test_documents_need_as_many_queries_for_ten_as_for_one(django_assert_num_queries):
    for _ in range(10):
        questions.answer(make_question(), text="Ja.", now=NOW)
    everything = list(question_documents.ids())
    with django_assert_num_queries(6):
        question_documents.load(everything[:1])
    with django_assert_num_queries(6):
        question_documents.load(everything)
