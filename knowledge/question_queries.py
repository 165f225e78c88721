"""What the pages read about questions, always in bulk."""

from typing import Any

from django.db.models import Case, Count, IntegerField, Prefetch, Q, QuerySet, Value, When
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from knowledge.models import AnswerPassage, Asker, KnowledgePage, OpgavePage, Passage, Question
from knowledge.transcripts import moment
from search import results
from search.results import Hit

MAX_PK_DIGITS = 18
RELATED = 3


def for_rows(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Return questions with all that `row` shows: who wants to know, answers and their places."""
    places = AnswerPassage.objects.select_related("passage")
    confirmed = Q(askers__state=Asker.State.CONFIRMED)
    return questions.annotate(
        wanted=Count("askers", filter=confirmed, distinct=True)
    ).prefetch_related("answers", Prefetch("answers__passages", queryset=places))


def listed(language: str) -> QuerySet[Question]:
    """Return the public questions of a language: open ones first, the most wanted on top."""
    answered = Case(
        When(state=Question.State.ANSWERED, then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    return (
        for_rows(Question.objects.public().filter(language=language))
        .annotate(is_answered=answered)
        .order_by("is_answered", "-wanted", "-published_at", "-number")
    )


def row(question: Question) -> dict[str, Any]:
    """Return a question of `for_rows` as `includes/question_row.html` takes it."""
    answers = list(question.answers.all())
    places = [place.passage for answer in answers for place in answer.passages.all()]
    place = next((one for one in places if one.state == Passage.State.LIVE), None)
    return {
        "url": question.get_absolute_url(),
        "anchor": question.anchor,
        "text": question.text,
        "state": question.get_state_display(),
        "answered": question.state == Question.State.ANSWERED,
        "wanted": question.wanted,
        "answer": answers[0].text if answers else "",
        "answer_url": reverse("passage", args=[place.pk]) if place else "",
        "answer_label": _answer_label(place),
    }


def _answer_label(place: Passage | None) -> str:
    if place is None:
        return ""
    if place.seconds is None:
        return _("Bekijk het antwoord")
    return _("Bekijk het antwoord (%(at)s)") % {"at": moment(place.seconds)}


def published(number: int) -> Question:
    """Return a question with all that its page shows; raises Http404 when it never was public."""
    question = (
        for_rows(Question.objects.all())
        .select_related("opgave", "gemeente")
        .prefetch_related("events")
        .filter(number=number)
        .first()
    )
    if question is None:
        raise Http404
    return question


def related(question: Question) -> QuerySet[Question]:
    """Return at most three other public questions about the same opgave."""
    if question.opgave_id is None:
        return Question.objects.none()
    same = Question.objects.public().filter(
        opgave_id=question.opgave_id, language=question.language
    )
    return for_rows(same.exclude(pk=question.pk)).order_by("-published_at")[:RELATED]


def nearby(question: Question) -> tuple[Hit, ...]:
    """Return at most three documents that search finds near a question without an answer."""
    if question.state == Question.State.ANSWERED:
        return ()
    own = f"question:{question.pk}"
    return results.near(question.text, language=question.language, without=own)


def page_asked_on(request: HttpRequest) -> Page | None:
    """Return the public page that `?pagina=` names, or None."""
    pk = request.GET.get("pagina", "")
    if not (pk.isascii() and pk.isdigit() and len(pk) <= MAX_PK_DIGITS):
        return None
    page = Page.objects.live().public().filter(pk=int(pk)).specific().first()
    # A list of pages is no subject: "Je vraag gaat over Verslagen" helps nobody.
    return page if isinstance(page, KnowledgePage) and page.kind else None


def opgave_of(page: Page | None) -> OpgavePage | None:
    """Return the source-language opgave that a page is, or None."""
    if not isinstance(page, OpgavePage):
        return None
    same = OpgavePage.objects.filter(translation_key=page.translation_key)
    return same.order_by("pk").first()
