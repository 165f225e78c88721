"""Questions as rows of a list: the words, who else wants to know, where the answer is."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from knowledge.models import Answer, AnswerPassage, Asker, Passage, Question
from knowledge.passages import resolver
from office.clock import timecode

# What a row shows; the explanation and who handled it are not read for a list.
COLUMNS = ("number", "language", "text", "state")


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A public question as a list shows it."""

    pk: int
    number: int
    url: str
    text: str
    state: str
    answered: bool
    wanted: int
    anchor: str
    language: str
    answer: str = ""
    answer_url: str = ""
    answer_label: str = ""
    # Whether the film that answers can be played.
    answer_plays: bool = False


class AnswerSource(NamedTuple):
    """The passage that answers a question."""

    passage: str
    # Where it can be played; None of what is read, and of a film that was withdrawn.
    seconds: int | None


def rows(questions: QuerySet[Question], *order: str, limit: int | None = None) -> list[QuestionRow]:
    """Return the rows of the public ones among questions; three queries at most.

    In this order, else in their own. `wanted` is how many want to know.
    """
    wanted = Count("askers", filter=Q(askers__state=Asker.State.CONFIRMED))
    public = questions.public().only(*COLUMNS).annotate(wanted=wanted)
    found = list((public.order_by(*order) if order else public)[:limit])
    answered = [question.pk for question in found if question.state == Question.State.ANSWERED]
    texts, sources = (_answers(answered), _sources(answered)) if answered else ({}, {})
    return [_row(question, texts.get(question.pk), sources.get(question.pk)) for question in found]


def _answers(pks: list[int]) -> dict[int, str]:
    """Return the text of the last answer to each question; one query."""
    answers = Answer.objects.filter(question__in=pks).order_by("order")
    return dict(answers.values_list("question", "text"))


def _sources(pks: list[int]) -> dict[int, AnswerSource]:
    """Return the first passage of the last answer to each question that has one; one query.

    Only passages that everybody may read.
    """
    passages = AnswerPassage.objects.filter(answer__question__in=pks)
    readable = passages.filter(resolver.visible("passage"))
    # The last row of a question stays.
    played = readable.annotate(played_at=resolver.played_at("passage"))
    found = played.order_by("answer__order", "-order").values_list(
        "answer__question", "passage", "played_at"
    )
    return {pk: AnswerSource(*source) for pk, *source in found}


def _row(question: Question, answer: str | None, source: AnswerSource | None) -> QuestionRow:
    return QuestionRow(
        pk=question.pk,
        number=question.number,
        url=_address(question),
        text=question.text,
        state=str(Question.State(question.state).label),
        answered=question.state == Question.State.ANSWERED,
        wanted=question.wanted,
        anchor=question.anchor,
        language=question.language,
        answer=answer or "",
        answer_url=reverse("passage", args=[source.passage]) if source else "",
        answer_label=_answer_label(source.seconds) if source else "",
        answer_plays=source is not None and source.seconds is not None,
    )


def chosen(pks: list[int]) -> list[QuestionRow]:
    """Return the public ones among these questions, in this order; three queries."""
    if not pks:
        return []
    found = {each.pk: each for each in rows(Question.objects.filter(pk__in=pks))}
    return [found[pk] for pk in pks if pk in found]


def answered_on(page_pk: int, limit: int = 10) -> list[QuestionRow]:
    """Return the questions that passages of a page answer; three queries at most."""
    points = AnswerPassage.objects.filter(passage__page=page_pk, passage__state=Passage.State.LIVE)
    answered = Question.objects.filter(
        pk__in=points.values("answer__question"), state=Question.State.ANSWERED
    )
    return rows(answered, "number", limit=limit)


def wanted_and_answered(
    questions: QuerySet[Question], *, wanted: int, answered: int
) -> tuple[list[QuestionRow], list[QuestionRow]]:
    """Return the most wanted open questions and the freshest answered ones; four queries."""
    is_open = questions.exclude(state=Question.State.ANSWERED)
    is_answered = questions.filter(state=Question.State.ANSWERED)
    return (
        rows(is_open, "-wanted", "-pk", limit=wanted),
        rows(is_answered, "-answered_at", "-pk", limit=answered),
    )


def _address(question: Question) -> str:
    # A question has one language: its address is always in that language.
    with translation.override(question.language):
        return reverse("question", args=[question.number])


def _answer_label(seconds: int | None) -> str:
    if seconds is None:
        return _("Lees het antwoord")
    return _("Bekijk het antwoord (%(clock)s)") % {"clock": timecode(seconds)}
