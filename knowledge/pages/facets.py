"""By what pages can be narrowed, in search and in lists: the facets, and the values of each page.

Values are slugs of the source language in every language. What a page says of a gemeente that
merged into another counts with that other one.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from knowledge import closing
from knowledge.dates import PageDate
from knowledge.models import (
    CasePage,
    Gemeente,
    KnowledgePage,
    OpgavePage,
    PageAudience,
    PageGemeente,
    PageOpgave,
    Province,
    SitePage,
)
from knowledge.models.gemeente import Size
from knowledge.text.choices import Approach, Audience, Change
from search.sources import FACETS, KINDS, Facet, Preferable

_YEAR = re.compile(r"[0-9]{4}")

Labels = Callable[[Iterable[str], str], Mapping[str, str]]
# Of each facet the values of each page, by its number.
Values = dict[str, dict[int, tuple[str, ...]]]


def register() -> None:
    """Tell search by what pages can be narrowed, in the order in which it is offered."""
    offered = [
        Facet("soort", _("Soort"), labels=kind_labels),
        Facet("opgave", _("Opgave van de Alliantie"), labels=opgave_labels),
        Facet("doelgroep", _("Doelgroep"), labels=_labels_of(Audience), in_order=True),
        Facet("gemeente", _("Gemeente"), labels=gemeente_labels, today=called_today),
        Facet("provincie", _("Provincie"), labels=province_labels),
        Facet(
            "grootte",
            _("Grootte van de gemeente"),
            labels=_labels_of(Size),
            in_order=True,
            preferable=Preferable(
                _("Ik werk bij een gemeente met"), _("Zoals jouw gemeente"), tuple(Size.values)
            ),
        ),
        Facet(
            "aanpak",
            _("Vorm van aanpak"),
            labels=_labels_of(Approach),
            in_order=True,
            preferable=Preferable(
                _("Vorm van aanpak"), _("Jouw vorm van aanpak"), tuple(Approach.values)
            ),
        ),
        Facet("verandering", _("Wanneer merk je het?"), labels=_labels_of(Change), in_order=True),
        Facet("jaar", _("Jaar"), labels=year_labels, in_order=True),
    ]
    for facet in offered:
        FACETS.register(facet.name, facet)


def values(
    pages: Sequence[SitePage], days: Mapping[int, PageDate], rows: QuerySet | None = None
) -> Values:
    """Return the values of pages, but for their kind; four queries.

    `days` are the dates of pages that have them elsewhere (`dates.elsewhere`). `rows` gives
    the same pages as a query, for more pages than a query can name.
    """
    chosen = [page.pk for page in pages] if rows is None else rows.order_by().values("pk")
    found: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    opgaven = PageOpgave.objects.filter(closing.visible_at("opgave"), page__in=chosen)
    for pk, slug in opgaven.order_by("sort_order").values_list("page", "opgave__slug"):
        found["opgave"][pk].append(slug)
    audiences = PageAudience.objects.filter(page__in=chosen).order_by("sort_order")
    for pk, audience in audiences.values_list("page", "audience"):
        found["doelgroep"][pk].append(audience)
    gemeenten = PageGemeente.objects.filter(page__in=chosen).order_by("sort_order")
    for row in gemeenten.select_related("gemeente__province", "gemeente__merged_into__province"):
        for name, slugs in place_values([row.gemeente]).items():
            found[name][row.page_id] += slugs
    cases = CasePage.objects.filter(pk__in=chosen).order_by()
    for pk, approach, change in cases.values_list("pk", "approach", "change"):
        found["aanpak"][pk] += filter(None, [approach])
        found["verandering"][pk] += filter(None, [change])
    for pk, year in _years(pages, days).items():
        found["jaar"][pk].append(year)
    return {
        name: {pk: tuple(dict.fromkeys(each)) for pk, each in by_page.items() if each}
        for name, by_page in found.items()
    }


def place_values(gemeenten: Iterable[Gemeente]) -> dict[str, tuple[str, ...]]:
    """Return the values of `gemeente`, `provincie` and `grootte`: those of today, each once."""
    today = dict.fromkeys(gemeente.merged_into or gemeente for gemeente in gemeenten)
    return {
        "gemeente": tuple(one.slug for one in today),
        "provincie": tuple(dict.fromkeys(one.province.slug for one in today if one.province)),
        "grootte": tuple(dict.fromkeys(one.size.value for one in today if one.size)),
    }


def _years(pages: Sequence[SitePage], days: Mapping[int, PageDate]) -> dict[int, str]:
    """Return the year of each page of which it is known when it was said."""
    years = {}
    for page in pages:
        if page.pk in days:
            year = days[page.pk].sort[:4]
        elif isinstance(page, KnowledgePage) and page.specific_class.date_says_when_it_was_said:
            year = str(page.date_year or "")
        else:
            continue
        if year.isdigit():
            years[page.pk] = year
    return years


def _labels_of(choices: type) -> Labels:
    """Return what names the values of a fixed list, in the order of that list."""

    def labels(values: Iterable[str], language: str) -> Mapping[str, str]:
        asked = set(values)
        with translation.override(language):
            return {one.value: str(one.label) for one in choices if one.value in asked}

    return labels


def kind_labels(values: Iterable[str], language: str) -> Mapping[str, str]:
    """Return the name of each kind that there is, in language."""
    with translation.override(language):
        return {value: str(KINDS[value]) for value in values if value in KINDS}


def opgave_labels(values: Iterable[str], language: str) -> Mapping[str, str]:
    """Return the titles of the open opgaven, in language where they are translated."""
    readable = closing.visible(OpgavePage.objects.all())
    source = {
        page.translation_key: page
        for page in readable.filter(
            slug__in=list(values), locale__language_code=settings.LANGUAGE_CODE
        )
    }
    translated = readable.filter(
        translation_key__in=source, locale__language_code=language
    ).values_list("translation_key", "title")
    titles = {key: page.title for key, page in source.items()} | dict(translated)
    return {page.slug: titles[key] for key, page in source.items()}


def gemeente_labels(values: Iterable[str], _language: str) -> Mapping[str, str]:
    """Return the name of each gemeente, with the others by which people know it."""
    rows = Gemeente.objects.filter(slug__in=list(values))
    return {row.slug: row.full_name for row in rows}


def called_today(values: Iterable[str]) -> Mapping[str, str]:
    """Return the gemeente of today of each that merged into another; one query."""
    merged = Gemeente.objects.filter(slug__in=list(values), merged_into__isnull=False)
    return dict(merged.order_by().values_list("slug", "merged_into__slug"))


def province_labels(values: Iterable[str], language: str) -> Mapping[str, str]:
    """Return the name of each province, in language where it stands in another country."""
    with translation.override(language):
        return {row.slug: str(row) for row in Province.objects.filter(slug__in=list(values))}


def year_labels(values: Iterable[str], _language: str) -> Mapping[str, str]:
    """Return the years as they are, the newest first."""
    return {year: year for year in sorted(values, reverse=True) if _YEAR.fullmatch(year)}
