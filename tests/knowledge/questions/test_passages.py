"""A question and its short answers are passages too."""

import pytest
from django.utils import timezone

from knowledge.models import Passage, Question
from knowledge.questions import passages as question_passages

pytestmark = pytest.mark.django_db


def make_question(**fields) -> Question:
    return Question.objects.create(
        **{
            "text": "Hoe krijg ik de raad mee?",
            "number": 27,
            "state": Question.State.OPEN,
            "published_at": timezone.now(),
            **fields,
        }
    )


def test_question_and_its_answers_are_passages():
    question = make_question()
    question.answers.create(order=1, text="Begin met een verhaal.")
    question.answers.create(order=2, text="")

    question_passages.write(question)

    rows = Passage.objects.filter(question=question).in_order()
    assert list(rows.values_list("key", "kind", "text")) == [
        ("vraag-27", "question", "Hoe krijg ik de raad mee?"),
        ("vraag-27-antwoord-1", "answer", "Begin met een verhaal."),
    ]
    assert rows[0].anchor == "vraag-27"
    assert rows[1].parent_id == rows[0].pk


def test_question_that_is_not_public_has_hidden_passages():
    question = make_question()
    question_passages.write(question)

    question.state = Question.State.WITHDRAWN
    question_passages.write(question)

    assert Passage.objects.get(question=question).state == "hidden"


def test_merged_question_leads_to_the_other():
    other = make_question(number=3)
    question = make_question()
    question_passages.write(other)
    question_passages.write(question)

    question.state, question.merged_into = Question.State.MERGED, other
    question_passages.write(question)

    gone = Passage.objects.get(question=question)
    assert (gone.state, gone.successor.key) == ("removed", "vraag-3")


def test_question_before_its_publication_has_no_passages():
    question = make_question(number=None, published_at=None, state=Question.State.NEW)

    assert question_passages.write(question) == []
