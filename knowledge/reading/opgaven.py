"""The opgaven of the Alliantie with what the network has on each of them."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from knowledge import addresses
from knowledge.models import (
    CasePage,
    KnowledgePage,
    OpgavePage,
    PageOpgave,
    ProgrammePage,
    Question,
    RecordingPage,
    ReportPage,
    StartingPoint,
)
from knowledge.models.kinds import kinds
from knowledge.pages.queries import visible
from knowledge.questions import rows as question_rows
from knowledge.questions.rows import QuestionRow
from knowledge.reading import filters
from knowledge.reading.cards import PageCard, cards, pages as pages_of_all_kinds
from knowledge.text.choices import Change
from office.shared_reads import shared
from search.preferences import NONE, Preference

# How many cases a column shows, and how many are a place to begin.
PER_COLUMN, NEWEST = 4, 3
OPEN, ANSWERED = False, True
# What a row and its address are made of: the text of an opgave is not read for a list.
COLUMNS = (
    "number",
    "title",
    "slug",
    "aim",
    "url_path",
    "content_type",
    "alias_of",
    "translation_key",
)


@dataclass(frozen=True, slots=True)
class ListedOpgave:
    """An opgave with what the network has on it."""

    key: object
    number: int
    title: str
    # Of the source language: what filters call it.
    slug: str
    url: str
    aim: str
    cases: int
    reports: int
    recordings: int
    programmes: int
    questions: int
    open_questions: int


@shared
def opgaven(language: str) -> tuple[ListedOpgave, ...]:
    """Return the confirmed opgaven in order, with counts; three queries, four where translated."""
    confirmed = visible(OpgavePage, language).filter(confirmed=True)
    pages = list(confirmed.only(*COLUMNS).order_by("number"))
    urls = addresses.urls(pages)
    counts = _kinds_per_opgave(language)
    asked = _questions_per_opgave(language)
    # Lists are narrowed by the slug of the source, which is nobody's while that is not public.
    slugs = {page.translation_key: page.slug for page in pages}
    if language != settings.LANGUAGE_CODE:
        slugs = _slugs(pages)
    return tuple(
        ListedOpgave(
            key=page.translation_key,
            number=page.number,
            title=page.title,
            slug=slugs.get(page.translation_key, ""),
            url=urls.get(page.pk, ""),
            aim=page.aim,
            cases=counts[page.translation_key][CasePage.kind],
            reports=counts[page.translation_key][ReportPage.kind],
            recordings=counts[page.translation_key][RecordingPage.kind],
            programmes=counts[page.translation_key][ProgrammePage.kind],
            questions=sum(asked[page.translation_key].values()),
            open_questions=asked[page.translation_key][OPEN],
        )
        for page in pages
    )


def _slugs(pages: list[OpgavePage]) -> dict[object, str]:
    """Return the slugs of opgaven in the source language, as far as they are public; one query."""
    keys = [page.translation_key for page in pages]
    sources = visible(OpgavePage, settings.LANGUAGE_CODE).filter(translation_key__in=keys)
    return dict(sources.order_by().values_list("translation_key", "slug"))


def _kinds_per_opgave(language: str) -> dict[object, Counter[str]]:
    """Return how many public pages of each kind are about each opgave, by translation key."""
    found: dict[object, Counter[str]] = defaultdict(Counter)
    rows = PageOpgave.objects.filter(page__in=pages_of_all_kinds(language).order_by())
    counted = rows.order_by().values_list("opgave__translation_key", "page__content_type")
    for key, content_type, number in counted.annotate(number=Count("page", distinct=True)):
        kind = ContentType.objects.get_for_id(content_type).model_class()
        found[key][kind.kind] += number
    return found


def _questions_per_opgave(language: str) -> dict[object, Counter[bool]]:
    """Return how many public questions about each opgave are open and answered, by its key."""
    found: dict[object, Counter[bool]] = defaultdict(Counter)
    asked = Question.objects.public().filter(language=language, opgave__isnull=False).order_by()
    counted = asked.values_list("opgave__translation_key", "state")
    for key, state, number in counted.annotate(number=Count("pk")):
        found[key][ANSWERED if state == Question.State.ANSWERED else OPEN] += number
    return found


def tools_of(opgave: OpgavePage, language: str, limit: int = 12) -> list[PageCard]:
    """Return the newest pages about an opgave that a reader can work with."""
    tools = [kind for kind in kinds() if kind.is_tool]
    return cards(list(_about(opgave, language, *tools)[:limit])) if tools else []


def _about(
    opgave: OpgavePage, language: str, *models: type[KnowledgePage]
) -> QuerySet[KnowledgePage]:
    rows = PageOpgave.objects.filter(opgave__translation_key=opgave.translation_key)
    return pages_of_all_kinds(language, *models).filter(pk__in=rows.values("page"))


def starting_points(opgave: OpgavePage, language: str) -> list[tuple[PageCard, str]]:
    """Return where an editor advises to begin, each with the reason; at most four queries."""
    points = StartingPoint.objects.filter(page=opgave.pk).order_by("sort_order")
    # A translation of the page points at the same rows: each leads to its own language.
    rows = list(points.values_list("target__translation_key", "reason"))
    if not rows:
        return []
    pages = list(pages_of_all_kinds(language).filter(translation_key__in=dict(rows)))
    found = dict(zip((page.translation_key for page in pages), cards(pages), strict=True))
    return [(found[key], reason) for key, reason in rows if key in found]


@dataclass(frozen=True, slots=True)
class ChangeColumn:
    """One part of the theory of change: its first cases, and how many there are of it."""

    value: str
    title: str
    term: str
    cards: list[PageCard]
    total: int


@dataclass(frozen=True, slots=True)
class OpgaveContent:
    """Everything the page of an opgave lists."""

    row: ListedOpgave | None
    before: ListedOpgave | None
    after: ListedOpgave | None
    starts: list[tuple[PageCard, str]]
    columns: list[ChangeColumn]
    tools: list[PageCard]
    wanted: list[QuestionRow]
    answered: list[QuestionRow]


def opgave_content(page: OpgavePage, language: str, preference: Preference = NONE) -> OpgaveContent:
    """Return what the page of an opgave lists; at most nine queries, and the shelf of cases.

    What the visitor prefers stands first in each column.
    """
    rows = opgaven(language)
    index = next((at for at, row in enumerate(rows) if row.key == page.translation_key), None)
    row = rows[index] if index is not None else None
    columns, newest = _cases(row.slug if row else page.slug, language, preference)
    wanted, answered = question_rows.wanted_and_answered(
        Question.objects.filter(language=language, opgave__translation_key=page.translation_key),
        wanted=5,
        answered=5,
    )
    return OpgaveContent(
        row=row,
        before=rows[index - 1] if index else None,
        after=rows[index + 1] if index is not None and index + 1 < len(rows) else None,
        starts=starting_points(page, language) or [(card, "") for card in newest],
        columns=columns,
        tools=tools_of(page, language),
        wanted=wanted,
        answered=answered,
    )


def _cases(
    slug: str, language: str, preference: Preference
) -> tuple[list[ChangeColumn], list[PageCard]]:
    """Return the columns of an opgave's cases, and the cards of its newest; four queries."""
    shelf = filters.shelf(language, CasePage)
    about = shelf.narrowed({"opgave": (slug,)})
    newest = [pk for pk in shelf.pages if pk in about][:NEWEST]
    of_change = {
        change: shelf.narrowed({"opgave": (slug,), "verandering": (change.value,)})
        for change in Change
    }
    first = {
        change: shelf.leading(found, preference)[:PER_COLUMN] for change, found in of_change.items()
    }
    wanted = {*newest, *chain.from_iterable(first.values())}
    pages = list(pages_of_all_kinds(language, CasePage).filter(pk__in=wanted))
    shown = {card.pk: card for card in cards(pages, preferred=shelf.preferred(wanted, preference))}
    columns = [
        ChangeColumn(
            value=change.value,
            title=title,
            term=term,
            cards=[shown[pk] for pk in first[change] if pk in shown],
            total=len(of_change[change]),
        )
        for change, (title, term) in _columns().items()
    ]
    return columns, [shown[pk] for pk in newest if pk in shown]


def _columns() -> dict[Change, tuple[str, str]]:
    """Return what each part of the theory of change is called in plain words, and when."""
    return {
        Change.SOFTEN: (_("Nu helpen"), _("Verzachten")),
        Change.STRENGTHEN: (_("Sterker maken, in een paar jaar"), _("Versterken")),
        Change.TRANSFORM: (_("De oorzaak aanpakken, op de lange duur"), _("Veranderen")),
    }
