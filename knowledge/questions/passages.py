"""The passages of a question: its words and its short answers, each with an address of its own."""

from django.db import transaction
from django.urls import reverse
from django.utils import translation

from knowledge.models import Passage, Question
from knowledge.passages import deeds as passages, rows as passage_rows
from knowledge.text.extraction import ExtractedPassage

State = Passage.State


@transaction.atomic
def write(question: Question) -> list[Passage]:
    """Bring the rows of a question and its short answers in line with it; hide what is not public.

    A question that was merged leads to the one that it became part of.
    """
    rows = list(Passage.objects.filter(question_id=question.pk))
    if question.number is None:
        return []
    if not question.is_public:
        _take_down(rows, question)
        return []
    withdrawn = {row.key for row in rows if row.state == State.WITHDRAWN}
    with translation.override(question.language):
        url = reverse("question", args=[question.number])
    owner = passage_rows.Owner(
        question.text[:255], url, question.language, keys={"question_id": question.pk}
    )
    found = [extracted for extracted in _extract(question) if extracted.key not in withdrawn]
    return passage_rows.write(owner, found, rows)


def _extract(question: Question) -> list[ExtractedPassage]:
    key = f"vraag-{question.number}"
    answers = [
        ExtractedPassage(
            f"{key}-antwoord-{answer.order}",
            Passage.Kind.ANSWER,
            text=answer.text,
            parent=key,
            block=key,
        )
        for answer in question.answers.order_by("order")
        if answer.text
    ]
    return [ExtractedPassage(key, Passage.Kind.QUESTION, text=question.text, block=key), *answers]


def _take_down(rows: list[Passage], question: Question) -> None:
    if question.state != Question.State.MERGED:
        passages.take_down(rows, state=State.HIDDEN)
        return
    other = Passage.objects.live().filter(
        question_id=question.merged_into_id, kind=Passage.Kind.QUESTION
    )
    passages.take_down(rows, state=State.REMOVED, successor=other.first())
