"""What the pages of questions read, always in bulk."""

from django.db.models import Case, Count, Prefetch, Q, QuerySet, When
from django.http import Http404, HttpRequest
from wagtail.models import Page

from knowledge import closing
from knowledge.models import (
    AnswerPassage,
    Asker,
    OpgavePage,
    Question,
    QuestionEvent,
    SitePage,
)
from knowledge.models.kinds import kinds
from knowledge.pages.choosing import in_source_language
from knowledge.passages import resolver
from knowledge.questions.rows import QuestionRow, rows
from search import results
from search.results import Hit

RELATED = 3


def listed(language: str) -> QuerySet[Question]:
    """Return the public questions of a language: open ones first, the most wanted on top."""
    wanted = Count("askers", filter=Q(askers__state=Asker.State.CONFIRMED))
    return (
        Question.objects.public()
        .filter(language=language)
        .annotate(is_answered=Q(state=Question.State.ANSWERED), wanted=wanted)
        .order_by("is_answered", "-wanted", "-published_at", "-number")
    )


def published(number: int) -> Question:
    """Return a question with all that its page shows; raises Http404 when it never was public."""
    # A passage of a page that was closed since is not quoted any more.
    quoted = AnswerPassage.objects.select_related("passage__said_change").annotate(
        open_to_all=Case(When(resolver.visible("passage"), then=True), default=False),
        played_at=resolver.played_at("passage"),
    )
    # A refusal that a moderator took back before publication is not shown.
    steps = QuestionEvent.objects.exclude(kind=QuestionEvent.Kind.REFUSED)
    question = (
        Question.objects.select_related("opgave", "gemeente__merged_into")
        .annotate(wanted=Count("askers", filter=Q(askers__state=Asker.State.CONFIRMED)))
        .prefetch_related(
            Prefetch("events", queryset=steps),
            "answers",
            Prefetch("answers__passages", queryset=quoted),
        )
        .filter(number=number)
        .first()
    )
    if question is None:
        raise Http404
    for event in question.events.all():
        if event.kind == QuestionEvent.Kind.WITHDRAWN:
            # Why it was off for a while was told to who asked.
            event.note = ""
        # What was said there, and under which name, is closed with the page.
        if event.url and closing.restrictions_above(event.url):
            event.url = event.label = event.note = ""
    return question


def why_off(question: Question) -> str:
    """Return why the editors keep a question off the site, "" when they do not, or did not say."""
    kinds = {
        Question.State.REFUSED: QuestionEvent.Kind.REFUSED,
        Question.State.WITHDRAWN: QuestionEvent.Kind.WITHDRAWN,
    }
    last = question.events.filter(kind=kinds.get(question.state, "")).last()
    return last.note if last else ""


def related(question: Question) -> list[QuestionRow]:
    """Return at most three other public questions about the same opgave."""
    if question.opgave_id is None:
        return []
    same = Question.objects.filter(opgave_id=question.opgave_id, language=question.language)
    return rows(same.exclude(pk=question.pk), "-published_at", "-number", limit=RELATED)


def nearby(question: Question) -> tuple[Hit, ...]:
    """Return at most three documents that search finds near a question without an answer."""
    if question.state == Question.State.ANSWERED:
        return ()
    own = f"question:{question.pk}"
    # A meeting's announcement only repeats the question, and what is said about the site is no
    # knowledge.
    searched = ["vraag", *(model.kind for model in kinds())]
    return results.near(question.text, language=question.language, without=own, kinds=searched)


def page_asked_on(request: HttpRequest) -> Page | None:
    """Return the public page that `?pagina=` names, or None."""
    try:
        asked = Page.objects.filter(pk=request.GET.get("pagina", ""))
    except ValueError:
        # No number.
        return None
    page = closing.visible(asked).specific().first()
    # A list of pages is no subject: "Je vraag gaat over Verslagen" helps nobody.
    return page if isinstance(page, SitePage) and page.kind else None


def opgave_of(page: Page | None) -> OpgavePage | None:
    """Return the source-language opgave that a page is, or None."""
    return in_source_language(page) if isinstance(page, OpgavePage) else None
