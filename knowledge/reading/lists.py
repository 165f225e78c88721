"""What a list page shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.core.paginator import Page as PaginatorPage, Paginator
from django.utils.http import urlencode

from knowledge import addresses
from knowledge.models import CasePage, ListPage, OpgavePage, SitePage
from knowledge.models.gemeente import Size
from knowledge.models.kinds import kinds
from knowledge.pages.queries import visible
from knowledge.reading import cards, opgaven, sizes
from knowledge.reading.cards import PageCard
from knowledge.reading.home import approach_sentences
from knowledge.reading.opgaven import ListedOpgave
from knowledge.text.choices import Approach

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter as a chip: `chosen` says that it is on."""

    value: str
    label: str
    url: str
    count: int | None = None
    chosen: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list page shows."""

    cards: list[PageCard] = field(default_factory=list)
    pages: PaginatorPage | None = None
    query: str = ""
    kinds: list[Choice] = field(default_factory=list)
    approaches: list[Choice] = field(default_factory=list)
    sizes: list[Choice] = field(default_factory=list)
    # The lists below it, by title and address.
    below: list[tuple[str, str]] = field(default_factory=list)
    opgaven: list[ListedOpgave] = field(default_factory=list)
    # How many there are in the source language, and not in this one.
    dutch_only: int = 0

    @property
    def total(self) -> int:
        """Return how many there are."""
        return self.pages.paginator.count if self.pages else len(self.opgaven)


def listing(page: ListPage, asked: Mapping[str, str], language: str) -> Listing:
    """Return what page shows; `asked` is the query string; at most nine queries.

    What is asked and does not exist is passed over: an address from outside never breaks a list.
    """
    if page.lists == ListPage.OPGAVEN:
        return Listing(
            opgaven=opgaven.opgaven(language), dutch_only=dutch_only(language, OpgavePage)
        )
    is_all, is_cases = page.lists == ListPage.ALL, page.lists == CasePage.kind
    kind = asked.get("soort", "") if is_all else page.lists
    approach = asked.get("aanpak", "") if is_cases else ""
    chosen = [model for model in kinds() if model.kind == kind]
    pages = cards.pages(language, *chosen)
    if approach in Approach.values:
        pages = pages.filter(casepage__approach=approach)
    else:
        approach = ""
    size = sizes.chosen(asked.get("grootte", ""))
    filters = {
        "soort": kind if is_all and chosen else "",
        "aanpak": approach,
        "grootte": size or "",
    }
    of_each_size = sizes.counts(pages)
    pages = sizes.of_size(pages, size) if size else pages
    shown = Paginator(pages, PER_PAGE).get_page(asked.get("pagina"))
    query = urlencode({name: value for name, value in filters.items() if value})
    return Listing(
        cards=cards.cards(list(shown)),
        pages=shown,
        query=f"{query}&" if query else "",
        kinds=_kinds(filters, size, language) if is_all else [],
        approaches=_approaches(filters) if is_cases else [],
        sizes=_sizes(filters, of_each_size),
        below=_below(page, language) if is_all else [],
        dutch_only=dutch_only(language, *chosen),
    )


def dutch_only(language: str, *models: type[SitePage]) -> int:
    """Return how many public pages of these kinds are not there in language; one query or none."""
    if language == settings.LANGUAGE_CODE:
        return 0
    if models == (OpgavePage,):
        here, dutch = (visible(OpgavePage, one) for one in (language, settings.LANGUAGE_CODE))
    else:
        here, dutch = (cards.pages(one, *models) for one in (language, settings.LANGUAGE_CODE))
    translated = here.order_by().values("translation_key")
    return dutch.order_by().exclude(translation_key__in=translated).count()


def _kinds(filters: Mapping[str, str], size: Size | None, language: str) -> list[Choice]:
    pages, chosen = cards.pages(language), filters["soort"]
    counts = cards.kind_counts(sizes.of_size(pages, size) if size else pages)
    return [
        Choice(
            value=model.kind,
            label=str(model._meta.verbose_name_plural).capitalize(),
            url=_url(filters, "soort", model.kind),
            count=counts[model.kind],
            chosen=model.kind == chosen,
        )
        for model in kinds()
        if counts[model.kind]
    ]


def _below(page: ListPage, language: str) -> list[tuple[str, str]]:
    """Return the public lists below a list; one query."""
    found = list(visible(ListPage, language).child_of(page).order_by("path"))
    urls = addresses.urls(found) if found else {}
    return [(one.title, urls[one.pk]) for one in found if one.pk in urls]


def _approaches(filters: Mapping[str, str]) -> list[Choice]:
    sentences, chosen = approach_sentences(), filters["aanpak"]
    return [
        Choice(
            value=approach.value,
            label=str(approach.label),
            url=_url(filters, "aanpak", approach.value, "#lijst"),
            chosen=approach.value == chosen,
            text=sentences[approach],
        )
        for approach in Approach
    ]


def _sizes(filters: Mapping[str, str], counts: Mapping[Size, int]) -> list[Choice]:
    """Return the sizes of gemeenten of which there is something, and the one that is chosen."""
    chosen = filters["grootte"]
    return [
        Choice(
            value=size.value,
            label=str(size.label),
            url=_url(filters, "grootte", size.value, "#lijst"),
            count=number,
            chosen=size.value == chosen,
        )
        for size, number in counts.items()
        if number or size.value == chosen
    ]


def _url(filters: Mapping[str, str], name: str, value: str, anchor: str = "") -> str:
    """Return the list with one filter turned on, or off when it is on; the others stay."""
    is_on = filters[name] == value
    asked = {**filters, name: "" if is_on else value}
    query = urlencode({key: each for key, each in asked.items() if each})
    return f"?{query}" if is_on else f"?{query}{anchor}"
