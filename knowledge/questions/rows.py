"""Questions as rows of a list: the words, who else wants to know, where the answer stands."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from knowledge import closing
from knowledge.models import Answer, AnswerPassage, Asker, Passage, Question
from office.clock import moment


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
    answer: str = ""
    answer_url: str = ""
    answer_label: str = ""


def with_demand(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Add how many want to know; no query."""
    return questions.annotate(wanted=Count("askers", filter=Q(askers__state=Asker.State.CONFIRMED)))


def with_facts(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Add how many want to know, and the last answer with its first passage; no query."""
    last = Answer.objects.filter(question=OuterRef("pk")).order_by("-order")
    source = (
        AnswerPassage.objects.filter(
            answer__question=OuterRef("pk"), passage__state=Passage.State.LIVE
        )
        .exclude(closing.closed("passage__page__path"))
        .order_by("-answer__order", "order")
    )
    return with_demand(questions).annotate(
        answer_text=Subquery(last.values("text")[:1]),
        source_id=Subquery(source.values("passage_id")[:1]),
        source_seconds=Subquery(source.values("passage__seconds")[:1]),
    )


def row(question: Question) -> QuestionRow:
    """Return the row of a question that `with_facts` read; for an open one `with_demand` does."""
    answered = question.state == Question.State.ANSWERED
    source = question.source_id if answered else None
    return QuestionRow(
        pk=question.pk,
        number=question.number,
        url=_address(question),
        text=question.text,
        state=question.get_state_display(),
        answered=answered,
        wanted=question.wanted,
        anchor=question.anchor,
        answer=(question.answer_text or "") if answered else "",
        answer_url=reverse("passage", args=[source]) if source else "",
        answer_label=_answer_label(question.source_seconds) if source else "",
    )


def rows(questions: QuerySet[Question]) -> list[QuestionRow]:
    """Return the rows of public questions in the order given; one query."""
    return [row(question) for question in with_facts(questions.public())]


def chosen(pks: list[int]) -> list[QuestionRow]:
    """Return the public ones among these questions, in this order; one query."""
    if not pks:
        return []
    found = {each.pk: each for each in rows(Question.objects.filter(pk__in=pks))}
    return [found[pk] for pk in pks if pk in found]


def answered_on(page_pk: int, limit: int = 10) -> list[QuestionRow]:
    """Return the questions that passages of a page answer; one query."""
    points = AnswerPassage.objects.filter(
        answer__question=OuterRef("pk"), passage__page=page_pk, passage__state=Passage.State.LIVE
    )
    questions = Question.objects.public().filter(Exists(points), state=Question.State.ANSWERED)
    return [row(question) for question in with_facts(questions).order_by("number")[:limit]]


def wanted_and_answered(
    questions: QuerySet[Question], *, wanted: int, answered: int
) -> tuple[list[QuestionRow], list[QuestionRow]]:
    """Return the most wanted open questions and the freshest answered ones; two queries."""
    public = questions.public()
    is_open = with_demand(public.exclude(state=Question.State.ANSWERED))
    is_answered = with_facts(public.filter(state=Question.State.ANSWERED))
    freshest = is_answered.order_by(F("answered_at").desc(nulls_last=True), "-pk")
    return (
        [row(question) for question in is_open.order_by("-wanted", "-pk")[:wanted]],
        [row(question) for question in freshest[:answered]],
    )


def _address(question: Question) -> str:
    # A question has one language: its address is always in that language.
    with translation.override(question.language):
        return reverse("question", args=[question.number])


def _answer_label(seconds: int | None) -> str:
    if seconds is None:
        return _("Lees het antwoord")
    return _("Bekijk het antwoord (%(clock)s)") % {"clock": moment(seconds)}
