"""Pages as lists show them: rows of the one table that all kinds of knowledge share."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from wagtail.models import Page

from knowledge import addresses, dates
from knowledge.models import KnowledgePage, PageGemeente
from knowledge.models.gemeente import now_called
from knowledge.pages.queries import language_of, types, visible
from office.shared_reads import shared

# What a card and the address of a page are made of: no other column is read for a list.
COLUMNS = (
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
    "summary",
    "date_text",
    "date_year",
)


@dataclass(frozen=True, slots=True)
class PageCard:
    """A page as a list shows it; `preferred` is what it has of what the visitor said of herself."""

    pk: int
    url: str
    title: str
    kind: str
    kind_label: str
    text: str = ""
    meta: str = ""
    foot: str = ""
    preferred: str = ""
    language: str = ""


def pages(language: str, *models: type[KnowledgePage]) -> QuerySet[KnowledgePage]:
    """Return the pages of these kinds (default: every kind) that everybody may read, newest first.

    They are rows of the shared table: what only one kind has is not in them.
    """
    return _pages(language, *models).all()


@shared
def _pages(language: str, *models: type[KnowledgePage]) -> QuerySet[KnowledgePage]:
    found = visible(KnowledgePage, language)
    if models:
        found = found.filter(content_type__in=types(*models))
    return found.only(*COLUMNS).order_by("-first_published_at", "-pk")


def cards(
    found: Sequence[KnowledgePage],
    *,
    texts: dict[int, str] | None = None,
    preferred: dict[int, str] | None = None,
    days: dict[int, dates.PageDate] | None = None,
) -> list[PageCard]:
    """Return the cards of pages in their order; one query, and what addresses and dates ask.

    `days` are the dates that are known already of pages that have them elsewhere.

    `texts` are what a card says in place of the page's summary, by page.
    """
    if not found:
        return []
    urls = addresses.urls(found)
    gemeenten = _gemeenten(found)
    days = dates.elsewhere(list(found)) if days is None else days
    return [
        PageCard(
            pk=page.pk,
            url=urls.get(page.pk, ""),
            title=page.title,
            kind=page.specific_class.kind,
            kind_label=str(page.specific_class.kind_label),
            text=(texts or {}).get(page.pk) or page.summary,
            meta=date(page, days),
            foot=", ".join(gemeenten[page.pk]),
            preferred=(preferred or {}).get(page.pk, ""),
            language=language_of(page),
        )
        for page in found
    ]


def chosen(pks: Collection[int], language: str) -> dict[int, KnowledgePage]:
    """Return the public page in a language for each of these, whichever language they are in.

    One of the source that nobody translated is shown as it is. One to three queries.
    """
    if not pks:
        return {}
    named = Page.objects.filter(pk__in=pks)
    translations = pages(language).filter(translation_key__in=named.values("translation_key"))
    by_key = {page.translation_key: page for page in translations}
    found = {page.pk: page for page in by_key.values() if page.pk in pks}
    # What was chosen in another language.
    if len(found) < len(by_key):
        keys = named.exclude(pk__in=found).values_list("pk", "translation_key")
        found |= {pk: by_key[key] for pk, key in keys if key in by_key}
    left = [pk for pk in pks if pk not in found]
    if left and language != settings.LANGUAGE_CODE:
        source = pages(settings.LANGUAGE_CODE).filter(pk__in=left)
        found |= {page.pk: page for page in source}
    return found


def date(page: KnowledgePage, days: dict[int, dates.PageDate]) -> str:
    """Return the date that a card or a hit shows, as it is known; "" for one that would mislead.

    `days` are the dates of pages that have them elsewhere.
    """
    if page.pk in days:
        return days[page.pk].text
    if not page.specific_class.date_says_when_it_was_said:
        return ""
    return page.date_text or (str(page.date_year) if page.date_year else "")


def _gemeenten(found: Sequence[KnowledgePage]) -> dict[int, list[str]]:
    """Return the names of the gemeenten that each page is about, sorted; one query."""
    names: dict[int, list[str]] = defaultdict(list)
    rows = PageGemeente.objects.filter(page__in=[page.pk for page in found])
    columns = ("page", "gemeente__name", "gemeente__merged_into__name")
    for pk, name, today in rows.order_by("gemeente__name").values_list(*columns):
        names[pk].append(now_called(name, today))
    return names
