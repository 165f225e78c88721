"""Published questions as documents that search can find."""

from collections.abc import Iterable

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge import closing
from knowledge.models import Passage, Question
from knowledge.pages.facets import place_values
from knowledge.questions import origins
from knowledge.questions.origins import Asked
from office.shared_reads import sharing
from search.documents import PassageText, SearchDocument
from search.sources import KINDS, SOURCES, Source

NAME = "question"


def register() -> None:
    """Make questions known to search."""
    SOURCES.register(NAME, Source(NAME, load, ids))
    KINDS.register("vraag", _("Vraag"))


def ids() -> Iterable[str]:
    """Name every question that may be found."""
    for pk in Question.objects.public().values_list("pk", flat=True).iterator():
        yield f"{NAME}:{pk}"


def load(document_ids: list[str]) -> list[SearchDocument]:
    """Return the documents of the public questions among these; nine queries at most."""
    pks = [document_id.partition(":")[2] for document_id in document_ids]
    found = (
        Question.objects.public()
        .filter(pk__in=pks)
        .select_related("opgave", "gemeente__province", "gemeente__merged_into__province")
        .prefetch_related(
            "answers", Prefetch("passages", queryset=Passage.objects.live().in_order())
        )
    )
    # One reading of what is closed for all of them.
    with sharing({}):
        rows = list(found)
        asked = origins.of_all(rows)
        return [_document(question, asked.get(question.pk)) for question in rows]


def _document(question: Question, asked: Asked | None) -> SearchDocument:
    address = question.get_absolute_url()
    answers = list(question.answers.all())
    facets = {}
    opgave = question.opgave
    if closing.is_visible(opgave):
        facets["opgave"] = (opgave.slug,)
    if question.gemeente:
        facets |= place_values([question.gemeente])
    return SearchDocument(
        id=f"{NAME}:{question.pk}",
        kind="vraag",
        title=question.text,
        url=address,
        language=question.language,
        summary=answers[0].text if answers else "",
        date=asked.day if asked else "",
        date_sort=asked.sort if asked else timezone.localdate(question.published_at).isoformat(),
        meta=question.get_state_display(),
        passages=tuple(
            PassageText(
                id=passage.pk,
                text=passage.text,
                label=passage.label,
                url=f"{address}#{passage.key}",
            )
            for passage in question.passages.all()
        ),
        facets=facets,
    )
