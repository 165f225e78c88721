"""A question's edit form beside what is done to the question at the same time."""

import pytest
from django.urls import reverse

from knowledge.models import Passage, Question
from knowledge.questions import deeds as questions
from knowledge.questions.admin import QuestionEditForm
from tests.knowledge.questions.factories import NOW, make_question
from tests.threads import at_once

POSTED = {"text": "Hoe krijg je iedereen mee?", "explanation": "", "language": "nl"}


def edit_url(question):
    return reverse("wagtailsnippets_knowledge_question:edit", args=[question.pk])


def withdraw(question):
    questions.withdraw(Question.objects.get(pk=question.pk), now=NOW)


def stands(question) -> tuple[str, str, set[str]]:
    """Return the state and the words of a question, and the states of its passages."""
    question.refresh_from_db()
    return question.state, question.text, set(question.passages.values_list("state", flat=True))


WITHDRAWN = (Question.State.WITHDRAWN, POSTED["text"], {Passage.State.HIDDEN})


@pytest.mark.django_db
def test_withdrawn_question_stays_withdrawn_when_its_form_was_open(admin_client):
    question = make_question()
    admin_client.get(edit_url(question))
    withdraw(question)

    admin_client.post(edit_url(question), POSTED)

    assert stands(question) == WITHDRAWN


@pytest.mark.django_db
def test_withdrawn_question_stays_withdrawn_when_its_form_is_being_saved(admin_client, monkeypatch):
    question = make_question()
    clean = QuestionEditForm.clean
    deeds = [withdraw]

    def clean_and_withdraw(form):
        if deeds:
            deeds.pop()(question)
        return clean(form)

    monkeypatch.setattr(QuestionEditForm, "clean", clean_and_withdraw)

    admin_client.post(edit_url(question), POSTED)

    assert stands(question) == WITHDRAWN


@pytest.mark.django_db
def test_reword_leaves_a_question_withdrawn_that_was_read_before_it():
    question = make_question()
    old = Question.objects.get(pk=question.pk)
    withdraw(question)
    old.text = POSTED["text"]

    questions.reword(old)

    assert stands(question) == WITHDRAWN


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("locked", [True, False])
def test_withdrawing_waits_until_the_form_is_saved(admin_client, monkeypatch, locked):
    question = make_question()
    order: list[str] = []

    def edit():
        admin_client.post(edit_url(question), POSTED)
        order.append("edited")

    def take_away():
        withdraw(question)
        order.append("withdrawn")

    if not locked:
        # The negative control: nobody waits for the form.
        view = "knowledge.questions.admin.QuestionEditView.lock_rows"
        monkeypatch.setattr(view, lambda _view: None)

    failures = at_once(
        edit, take_away, monkeypatch=monkeypatch, owner=QuestionEditForm, name="clean"
    )

    assert failures == []
    assert (order[0] == "edited") is locked
    assert stands(question) == WITHDRAWN
