from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from wagtail.models import PageViewRestriction

from knowledge.models import Answer, AnswerPassage, Passage, Question
from knowledge.questions import rows as question_rows
from tests.knowledge.factories import make_page
from tests.knowledge.questions.factories import NOW, make_asker, make_passage, make_question

pytestmark = pytest.mark.django_db


def answer(question, text="Zo.", **passage):
    made = Answer.objects.create(question=question, order=1, text=text)
    quoted = make_passage(**passage)
    AnswerPassage.objects.create(answer=made, passage=quoted, order=1)
    Question.objects.filter(pk=question.pk).update(state=Question.State.ANSWERED, answered_at=NOW)
    return quoted


def test_rows_count_only_who_confirmed():
    question = make_question()
    make_asker(question, email="an@gemeente.nl")
    make_asker(question, email="bo@gemeente.nl", confirmed=False)

    (row,) = question_rows.rows(Question.objects.all())

    assert row.wanted == 1


def test_rows_leave_out_what_is_not_public():
    make_question(public=False)

    assert question_rows.rows(Question.objects.all()) == []


def test_answered_row_leads_to_the_second():
    quoted = answer(make_question(), seconds=754)

    (row,) = question_rows.rows(Question.objects.all())

    assert (row.answered, row.answer, row.answer_url) == (True, "Zo.", f"/p/{quoted.pk}/")
    assert row.answer_label == "Bekijk het antwoord (12:34)"


@pytest.mark.parametrize(
    ("seconds", "label", "marks"),
    [(None, "Lees het antwoord", 0), (754, "Bekijk het antwoord (12:34)", 1)],
)
def test_only_an_answer_that_plays_has_a_mark_that_says_so(seconds, label, marks):
    answer(make_question(), seconds=seconds)
    (row,) = question_rows.rows(Question.objects.all())

    html = render_to_string("knowledge/questions/row.html", {"question": row})

    link = BeautifulSoup(html, "html.parser").find("a", href=row.answer_url)
    assert (link.get_text(strip=True), len(link.select("use"))) == (label, marks)


def test_answered_row_does_not_lead_to_a_passage_that_is_gone():
    quoted = answer(make_question())
    Passage.objects.filter(pk=quoted.pk).update(state=Passage.State.REMOVED)

    (row,) = question_rows.rows(Question.objects.all())

    assert row.answer_url == ""


def test_answered_row_leads_past_a_page_that_is_closed():
    question = make_question()
    closed = make_page()
    quoted = answer(question, page=closed)
    other = make_passage(page=make_page())
    AnswerPassage.objects.create(answer=Answer.objects.get(), passage=other, order=2)
    (before,) = question_rows.rows(Question.objects.all())

    PageViewRestriction.objects.create(page=closed, restriction_type="login")

    (row,) = question_rows.rows(Question.objects.all())
    assert (before.answer_url, row.answer_url) == (f"/p/{quoted.pk}/", f"/p/{other.pk}/")


def test_questions_that_a_page_answers_come_by_number_without_what_is_gone():
    page = make_page()
    texts = ("Eerst?", "Dan?", "Weg?", "Ingetrokken?", "Weer open?")
    questions = [make_question(text) for text in texts]
    passages = [answer(question, page=page) for question in reversed(questions)][::-1]
    answer(make_question("Elders?"), page=make_page())
    Passage.objects.filter(pk=passages[2].pk).update(state=Passage.State.REMOVED)
    for question, state in zip(questions[3:], ("withdrawn", "open"), strict=True):
        Question.objects.filter(pk=question.pk).update(state=state)

    assert [row.text for row in question_rows.answered_on(page.pk)] == ["Eerst?", "Dan?"]


def test_freshest_answers_come_first():
    for text, ago in (("Gisteren?", 1), ("Vandaag?", 0), ("Eerder?", 2), ("Ook eerder?", 2)):
        question = make_question(text)
        answer(question)
        answered_at = NOW - timedelta(days=ago)
        Question.objects.filter(pk=question.pk).update(answered_at=answered_at)

    _wanted, answered = question_rows.wanted_and_answered(
        Question.objects.all(), wanted=9, answered=9
    )

    assert [row.text for row in answered] == ["Vandaag?", "Gisteren?", "Ook eerder?", "Eerder?"]


def test_most_wanted_come_first_and_answers_stand_apart():
    few, many = make_question("Weinig gevraagd?"), make_question("Veel gevraagd?")
    make_asker(few)
    for name in ("an", "bo"):
        make_asker(many, email=f"{name}@gemeente.nl")
    done = make_question("Al beantwoord?")
    answer(done)

    wanted, answered = question_rows.wanted_and_answered(
        Question.objects.all(), wanted=2, answered=1
    )

    assert [row.text for row in wanted] == ["Veel gevraagd?", "Weinig gevraagd?"]
    assert [row.text for row in answered] == ["Al beantwoord?"]


def test_chosen_keeps_the_order_of_the_editor():
    first, second = make_question("Eerst?"), make_question("Dan?")

    rows = question_rows.chosen([second.pk, first.pk, 10**9])

    assert [row.text for row in rows] == ["Dan?", "Eerst?"]


def test_row_shows_the_last_answer_and_the_first_of_its_passages():
    question = make_question()
    answer(question, "Eerst.")
    later = Answer.objects.create(question=question, order=2, text="Later.")
    second, first = make_passage(), make_passage()
    AnswerPassage.objects.create(answer=later, passage=second, order=2)
    AnswerPassage.objects.create(answer=later, passage=first, order=1)

    (row,) = question_rows.rows(Question.objects.all())

    assert (row.answer, row.answer_url) == ("Later.", f"/p/{first.pk}/")
