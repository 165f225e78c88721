"""Pages as search knows them: one document per live page in one language, made from its rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import Locale, Page

from knowledge import addresses, closing, dates
from knowledge.dates import PageDate
from knowledge.models import (
    Gemeente,
    KnowledgePage,
    OpgavePage,
    PageGemeente,
    Passage,
    SitePage,
)
from knowledge.models.kinds import page_types
from knowledge.pages import facets
from search.documents import PassageText, SearchDocument
from search.sources import KINDS, SOURCES, Source

PREFIX = "page:"


def register() -> None:
    """Tell search about pages, and about the facets that knowledge can name."""
    SOURCES.register("page", Source("page", load=load, ids=ids))
    for model in page_types():
        if model.kind:
            KINDS.register(model.kind, model.kind_label)
    facets.register()


def ids() -> Iterable[str]:
    """Return the document id of every live page."""
    return [f"{PREFIX}{pk}" for pk in _findable().values_list("pk", flat=True)]


def load(document_ids: list[str]) -> list[SearchDocument]:
    """Return the documents of the pages that visitors may find now, in a fixed number of queries
    per kind of page."""
    numbers = [int(one.removeprefix(PREFIX)) for one in document_ids]
    pages = [
        page
        for page in _findable().filter(pk__in=numbers).specific()
        if isinstance(page, SitePage) and page.kind
    ]
    # specific() does not bring a page's locale along.
    languages = dict(Locale.objects.values_list("pk", "language_code"))
    urls = addresses.urls(pages)
    passages = _passages(pages)
    gemeenten = _gemeenten(pages)
    days = dates.elsewhere(pages)
    values = _facets(pages, days)
    return [
        _document(
            page,
            languages[page.locale_id],
            urls[page.pk],
            passages[page.pk],
            values[page.pk],
            gemeenten[page.pk],
            days.get(page.pk) or _own_date(page),
        )
        for page in pages
        if page.pk in urls
    ]


def _findable():
    return closing.visible(Page.objects.filter(alias_of=None))


def _document(
    page: SitePage,
    language: str,
    url: str,
    rows: list[Passage],
    values: Mapping[str, tuple[str, ...]],
    gemeenten: list[Gemeente],
    date: PageDate,
) -> SearchDocument:
    return SearchDocument(
        id=f"{PREFIX}{page.pk}",
        kind=page.kind,
        title=page.title,
        url=url,
        language=language,
        summary=page.summary,
        date=date.text,
        date_sort=date.sort,
        meta=", ".join(gemeente.shown_name for gemeente in gemeenten),
        passages=(*_names(page, url), *_texts(rows, url, language)),
        facets=values,
    )


def _own_date(page: SitePage) -> PageDate:
    if not isinstance(page, KnowledgePage):
        return PageDate("", "")
    return PageDate(page.date_text if page.date_says_when_it_was_said else "", page.date_sort)


def _names(page: SitePage, url: str) -> list[PassageText]:
    """Return other words by which a page is found; they have no address."""
    life_areas = getattr(page, "life_areas", "")
    names = ", ".join(filter(None, (page.subtitle, page.also_known_as, life_areas)))
    return [PassageText(id="", text=names, url=url)] if names else []


def _texts(rows: list[Passage], url: str, language: str) -> tuple[PassageText, ...]:
    by_id = {row.pk: row for row in rows}
    with translation.override(language):
        return tuple(
            PassageText(
                id=row.pk,
                text=row.text,
                label=_label(row, _section(row, by_id)),
                url=f"{url}{'' if row.seconds is None else f'?t={row.seconds}'}#{row.anchor}",
                seconds=row.seconds,
                group=_section(row, by_id).key,
            )
            for row in rows
            if row.text
        )


def _label(row: Passage, section: Passage) -> str:
    """Return the label of a passage: its own, or that of its section. "Video" says too little."""
    if row.kind == Passage.Kind.QUOTE and row.label:
        return gettext("Citaat van %(role)s") % {"role": row.label}
    if row.kind == Passage.Kind.LINK:
        return section.label or row.label
    return row.label or section.label


def _section(row: Passage, by_id: dict[str, Passage]) -> Passage:
    """Return the section above a passage, an empty one when there is none."""
    above = row
    while above.parent_id in by_id:
        above = by_id[above.parent_id]
        if above.kind == Passage.Kind.SECTION:
            return above
    return Passage()


def _passages(pages: list[SitePage]) -> dict[int, list[Passage]]:
    found: dict[int, list[Passage]] = defaultdict(list)
    for row in Passage.objects.live().filter(page__in=[page.pk for page in pages]).in_order():
        found[row.page_id].append(row)
    return found


def _facets(
    pages: list[SitePage], days: Mapping[int, PageDate]
) -> dict[int, dict[str, tuple[str, ...]]]:
    """Return the values of each page; an opgave is about itself."""
    found: dict[int, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for name, by_page in facets.values(pages, days).items():
        for pk, slugs in by_page.items():
            found[pk][name] = slugs
    keys = {page.translation_key for page in pages if isinstance(page, OpgavePage)}
    sources = OpgavePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    slugs = dict(sources.filter(translation_key__in=keys).values_list("translation_key", "slug"))
    for page in pages:
        if page.translation_key in slugs:
            found[page.pk]["opgave"] = (slugs[page.translation_key],)
    return found


def _gemeenten(pages: list[SitePage]) -> dict[int, list[Gemeente]]:
    found: dict[int, list[Gemeente]] = defaultdict(list)
    rows = PageGemeente.objects.filter(page__in=[page.pk for page in pages]).order_by("sort_order")
    for row in rows.select_related("gemeente__province", "gemeente__merged_into__province"):
        found[row.page_id].append(row.gemeente)
    return found
