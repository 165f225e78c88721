"""What the home, list and knowledge pages read, each with a known number of queries.

Lists hold plain `Page` rows with the shared columns of every kind joined to them: one query for
any mix of kinds. Only what everybody may read comes out.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from wagtail.models import Page, PageViewRestriction

from knowledge import addresses
from knowledge.models import (
    CaseGemeente,
    CaseOpgave,
    CasePage,
    KnowledgePage,
    OpgavePage,
    Question,
    Recording,
    RecordingGemeente,
    RecordingOpgave,
    RecordingPage,
    ReportGemeente,
    ReportOpgave,
    ReportPage,
    StartingPoint,
    Transcript,
)
from knowledge.transcripts import moment

# The kinds that lists show; a new content type is added here.
KINDS: tuple[type[KnowledgePage], ...] = (ReportPage, CasePage, RecordingPage)
GEMEENTE_ROWS = (ReportGemeente, CaseGemeente, RecordingGemeente)
OPGAVE_ROWS = {ReportPage: ReportOpgave, CasePage: CaseOpgave, RecordingPage: RecordingOpgave}


@dataclass(frozen=True, slots=True)
class Card:
    """A page as a list shows it."""

    pk: int
    url: str
    title: str
    kind: str
    kind_label: str
    text: str = ""
    meta: str = ""
    foot: str = ""


def visible(pages: QuerySet, language: str) -> QuerySet:
    """Keep the live pages in language that everybody may read; no query of its own.

    Wagtail's own `public()` first reads all restrictions.
    """
    below = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    closed = PageViewRestriction.objects.annotate(below=below).filter(
        below__startswith=F("page__path")
    )
    return (
        pages.live().filter(locale__language_code=language, alias_of=None).exclude(Exists(closed))
    )


def knowledge(language: str, *models: type[KnowledgePage]) -> QuerySet[Page]:
    """Return the pages of these kinds (default: every kind) with the columns they share."""
    chosen = models or KINDS
    return (
        visible(Page.objects.filter(content_type__in=types(*chosen)), language)
        .annotate(
            summary=_shared("summary", chosen),
            date_text=_shared("date_text", chosen),
            date_year=_shared("date_year", chosen),
        )
        .order_by("-first_published_at", "-pk")
    )


def cards(
    pages: Sequence[Page],
    *,
    texts: dict[int, str] | None = None,
    urls: dict[int, str] | None = None,
) -> list[Card]:
    """Return the cards of pages that `knowledge` read; two queries, however many pages."""
    urls = addresses.urls(pages) if urls is None else urls
    gemeenten = gemeente_names([page.pk for page in pages])
    return [
        Card(
            pk=page.pk,
            url=urls.get(page.pk, ""),
            title=page.title,
            kind=page.specific_class.kind,
            kind_label=str(page.specific_class.kind_label),
            text=(texts or {}).get(page.pk) or page.summary or "",
            meta=page.date_text or (str(page.date_year) if page.date_year else ""),
            foot=", ".join(gemeenten.get(page.pk, ())),
        )
        for page in pages
    ]


def gemeente_names(pks: Iterable[int]) -> dict[int, list[str]]:
    """Return the names of the gemeenten of each page in order; one query."""
    pks = list(pks)
    if not pks:
        return {}
    first, *others = (
        rows.objects.filter(page__in=pks)
        .order_by()
        .values_list("page_id", "sort_order", "gemeente__name")
        for rows in GEMEENTE_ROWS
    )
    names: dict[int, list[str]] = defaultdict(list)
    for pk, _order, name in sorted(first.union(*others, all=True), key=_by_order):
        names[pk].append(name)
    return names


def kind_counts(language: str) -> dict[str, int]:
    """Return how many pages there are of each kind; one query."""
    rows = (
        knowledge(language)
        .order_by()
        .values_list("content_type_id")
        .annotate(number=Count("pk"))
        .values_list("content_type_id", "number")
    )
    numbers = dict(rows)
    return {
        model.kind: numbers.get(content_type.pk, 0)
        for model, content_type in zip(KINDS, types(*KINDS), strict=True)
    }


# Opgaven


@dataclass(frozen=True, slots=True)
class OpgaveRow:
    """An opgave with what the network has on it."""

    key: object
    number: int
    title: str
    url: str
    aim: str
    cases: int
    reports: int
    recordings: int
    questions: int
    open_questions: int


def opgaven(language: str) -> list[OpgaveRow]:
    """Return the confirmed opgaven in order, with counts; one query."""
    pages = visible(OpgavePage.objects.filter(confirmed=True), language).order_by("number")
    counts = {
        f"{model.kind}_count": _number_of(
            rows.objects.filter(
                opgave__translation_key=OuterRef("translation_key"),
                page__live=True,
                page__alias_of=None,
                page__locale__language_code=language,
            ),
            "opgave__translation_key",
        )
        for model, rows in OPGAVE_ROWS.items()
    }
    asked = Question.objects.public().filter(
        opgave__translation_key=OuterRef("translation_key"), language=language
    )
    pages = list(
        pages.annotate(
            **counts,
            question_count=_number_of(asked, "opgave__translation_key"),
            open_count=_number_of(
                asked.exclude(state=Question.State.ANSWERED), "opgave__translation_key"
            ),
        )
    )
    urls = addresses.urls(pages)
    return [
        OpgaveRow(
            key=page.translation_key,
            number=page.number,
            title=page.title,
            url=urls.get(page.pk, ""),
            aim=page.aim,
            cases=page.praktijkvoorbeeld_count,
            reports=page.verslag_count,
            recordings=page.opname_count,
            questions=page.question_count,
            open_questions=page.open_count,
        )
        for page in pages
    ]


def cases_of(opgave: OpgavePage, language: str, limit: int = 30) -> list[tuple[str, Card]]:
    """Return (place in the theory of change, card) of an opgave's newest cases; two queries."""
    tied = CaseOpgave.objects.filter(
        page=OuterRef("pk"), opgave__translation_key=opgave.translation_key
    )
    pages = list(
        knowledge(language, CasePage)
        .filter(Exists(tied))
        .annotate(change=F("casepage__change"))[:limit]
    )
    return [(page.change, card) for page, card in zip(pages, cards(pages), strict=True)]


def starting_points(opgave: OpgavePage, language: str) -> list[tuple[Card, str]]:
    """Return where an editor advises to begin, each with the reason; at most four queries."""
    points = StartingPoint.objects.filter(page=opgave.pk).order_by("sort_order")
    rows = list(points.values_list("target_id", "reason"))
    if not rows:
        return []
    found = {card.pk: card for card in cards(list(knowledge(language).filter(pk__in=dict(rows))))}
    return [(found[pk], reason) for pk, reason in rows if pk in found]


# Films


@dataclass(frozen=True, slots=True)
class Film:
    """A recording as another page points at it."""

    title: str
    url: str
    length: str
    part_note: str
    reenacted: bool
    has_words: bool


def film_of(report: ReportPage, language: str) -> Film | None:
    """Return the film of a report that can still be watched, or None; one query."""
    if not report.recording_id:
        return None
    spoken = Transcript.objects.filter(recording=OuterRef("recording"), language=language)
    page = (
        visible(RecordingPage.objects.filter(recording=report.recording_id), language)
        .exclude(recording__state=Recording.State.WITHDRAWN)
        .select_related("recording")
        .annotate(has_words=Exists(spoken))
        .first()
    )
    if page is None:
        return None
    return Film(
        title=page.title,
        url=addresses.tree_url(page.url_path),
        length=moment(page.recording.duration) if page.recording.duration else "",
        part_note=page.recording.part_note,
        reenacted=page.recording.reenacted,
        has_words=page.has_words,
    )


# What to go on to


@dataclass(frozen=True, slots=True)
class Around:
    """The pages to go on to from a case or a report."""

    source: Card | None
    alike: list[Card]


def around(page: KnowledgePage, language: str, limit: int = 3) -> Around:
    """Return the report that page comes from and the pages most like it; three queries.

    A case is like cases of the same form, then of the same opgave; another page is like pages of
    any kind with the same opgave.
    """
    mine = OPGAVE_ROWS[type(page)].objects.filter(page=page.pk).values("opgave")
    same_opgave = Q()
    for rows in OPGAVE_ROWS.values():
        same_opgave |= Q(Exists(rows.objects.filter(page=OuterRef("pk"), opgave__in=mine)))
    source_pk, approach = getattr(page, "report_id", None), getattr(page, "approach", "")
    same_form = Q(casepage__approach=approach) if approach else Q(pk__in=[])
    kinds = Q(content_type__in=types(CasePage)) if source_pk or approach else Q()
    found = (
        knowledge(language)
        .exclude(pk=page.pk)
        .annotate(
            is_source=_flag(Q(pk=source_pk)),
            same_form=_flag(same_form),
            same_opgave=_flag(same_opgave),
        )
        .filter(Q(is_source=1) | (kinds & (Q(same_form=1) | Q(same_opgave=1))))
        .order_by("-is_source", "-same_form", "-same_opgave", "-first_published_at", "-pk")
    )
    shown = cards(list(found[: limit + 1]))
    source = next((card for card in shown if card.pk == source_pk), None)
    return Around(source=source, alike=[card for card in shown if card is not source][:limit])


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=1), default=0)


def types(*models: type[KnowledgePage]) -> list[ContentType]:
    """Return the content types of models; Django keeps them for the life of the process."""
    return [ContentType.objects.get_for_model(model) for model in models]


def _shared(column: str, models: Sequence[type[KnowledgePage]]) -> Coalesce | F:
    columns = [F(f"{model._meta.model_name}__{column}") for model in models]
    return Coalesce(*columns) if len(columns) > 1 else columns[0]


def _number_of(rows: QuerySet, group: str) -> Coalesce:
    numbers = rows.order_by().values(group).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(numbers), Value(0))


def _by_order(row: tuple[int, int | None, str]) -> tuple[int, int, str]:
    pk, order, name = row
    return pk, order or 0, name
