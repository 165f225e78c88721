"""Pages as lists show them, each with a known number of queries.

Lists hold plain `Page` rows with the shared columns of every kind joined to them: one query for
any mix of kinds. Only what everybody may read comes out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Aggregate, Count, F, OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Coalesce
from wagtail.models import Page

from knowledge import addresses
from knowledge.models import CaseGemeente, KnowledgePage, RecordingGemeente, ReportGemeente
from knowledge.pages.queries import KINDS, types, visible

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

GEMEENTE_ROWS = (ReportGemeente, CaseGemeente, RecordingGemeente)


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
