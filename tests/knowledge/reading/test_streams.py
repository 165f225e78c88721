import pytest

from knowledge.models import Question
from knowledge.reading import streams as page_streams
from tests.knowledge.factories import make_report
from tests.knowledge.pages.factories import make_case, point_at
from tests.knowledge.questions.factories import make_question

pytestmark = pytest.mark.django_db


def heading(text: str, key: str) -> dict:
    return {"type": "heading", "value": {"text": text}, "id": key}


def paragraph(text: str, key: str) -> dict:
    return {"type": "text", "value": f"<p>{text}</p>", "id": key}


def test_sections_follow_the_headings_and_text_before_the_first_has_none():
    report = make_report(
        [paragraph("Vooraf.", "a1"), heading("Daarna", "b2"), paragraph("Meer.", "c3")]
    )

    found = page_streams.sections(page_streams.streams(report, "nl", "body")["body"])

    assert [(one.title, len(one.items)) for one in found] == [("", 1), ("Daarna", 1)]
    assert found[1].anchor == f"p-{report.body[1].id}"


def test_pointers_to_what_is_not_public_are_left_out():
    report, case, question = make_report(), make_case(), make_question()
    hidden, refused = make_case(live=False), make_question("Niet geplaatst?", public=False)
    point_at(report, cases=[case, hidden], questions=[question, refused])

    found = page_streams.streams(report, "nl", "body", "questions")

    assert [item.card.pk for item in found["body"]] == [case.pk]
    assert [item.question.pk for item in found["questions"]] == [question.pk]


def test_pointers_cost_three_queries_however_many(django_assert_num_queries, shared_readings):
    report = make_report()
    cases = [make_case() for _each in range(3)]
    questions = [make_question(f"Vraag {at}?") for at in range(3)]
    point_at(report, cases=cases, questions=questions)
    report = type(report).objects.get(pk=report.pk)
    assert Question.objects.count() == 3
    page_streams.streams(report, "nl", "body", "questions")
    report = type(report).objects.get(pk=report.pk)

    with django_assert_num_queries(3):
        page_streams.streams(report, "nl", "body", "questions")


def test_open_questions_are_those_of_the_report_that_nobody_answered_or_placed_below():
    report = make_report()
    answered, placed, left = (make_question(f"Vraag {at}?") for at in range(3))
    Question.objects.filter(pk=answered.pk).update(
        state=Question.State.ANSWERED, answered_at=answered.created_at
    )
    point_at(report, cases=[], questions=[answered, placed, left])
    asked = page_streams.streams(report, "nl", "questions")["questions"]
    elsewhere = [item for item in asked if item.question.pk == placed.pk]

    found = page_streams.still_open(asked, elsewhere)

    assert [row.pk for row in found] == [left.pk]
