"""What the home, list and knowledge pages read, each with a known number of queries.

Lists hold plain `Page` rows with the shared columns of every kind joined to them: one query for
any mix of kinds. Only what everybody may read comes out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    Aggregate,
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
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
    RecordingGemeente,
    RecordingOpgave,
    RecordingPage,
    ReportGemeente,
    ReportOpgave,
    ReportPage,
    StartingPoint,
)

# What a card and the address of a page ask of its row: no page's text is read for a list.
CARD_COLUMNS = (
    "path",
    "depth",
    "title",
    "slug",
    "url_path",
    "content_type",
    "translation_key",
    "locale",
    "alias_of",
    "live",
    "first_published_at",
)
FILM_COLUMNS = tuple(
    f"recordingpage__recording__{column}"
    for column in ("duration", "part_note", "reenacted", "state")
)

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
            gemeente_names=_gemeente_names(),
        )
        .only(*CARD_COLUMNS)
        .order_by("-first_published_at", "-pk")
    )


def cards(
    pages: Sequence[Page],
    *,
    texts: dict[int, str] | None = None,
    urls: dict[int, str] | None = None,
) -> list[Card]:
    """Return the cards of pages that `knowledge` read; no query, but what their addresses ask."""
    urls = addresses.urls(pages) if urls is None else urls
    return [
        Card(
            pk=page.pk,
            url=urls.get(page.pk, ""),
            title=page.title,
            kind=page.specific_class.kind,
            kind_label=str(page.specific_class.kind_label),
            text=(texts or {}).get(page.pk) or page.summary or "",
            meta=_date(page),
            foot=", ".join(sorted((page.gemeente_names or "").split("|"))),
        )
        for page in pages
    ]


def _date(page: Page) -> str:
    if not page.specific_class.date_says_when_it_was_said:
        return ""
    return page.date_text or (str(page.date_year) if page.date_year else "")


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


def types(*models: type[KnowledgePage]) -> list[ContentType]:
    """Return the content types of models; Django keeps them for the life of the process."""
    return [ContentType.objects.get_for_model(model) for model in models]


def _shared(column: str, models: Sequence[type[KnowledgePage]]) -> Coalesce | F:
    columns = [F(f"{model._meta.model_name}__{column}") for model in models]
    return Coalesce(*columns) if len(columns) > 1 else columns[0]


class _Joined(Aggregate):
    """The texts of a group in one, parted by a bar."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, '|')"
    output_field = TextField()

    def as_sqlite(self, compiler, connection, **context):
        return super().as_sql(compiler, connection, function="GROUP_CONCAT", **context)


def _gemeente_names() -> Coalesce:
    names = [
        Subquery(
            rows.objects.filter(page=OuterRef("pk"))
            .order_by()
            .values("page")
            .annotate(names=_Joined("gemeente__name"))
            .values("names")
        )
        for rows in GEMEENTE_ROWS
    ]
    return Coalesce(*names, output_field=TextField())


def _number_of(rows: QuerySet, group: str) -> Coalesce:
    numbers = rows.order_by().values(group).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(numbers), Value(0))
