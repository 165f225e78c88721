"""What a list page shows."""

from dataclasses import dataclass, field

from django.conf import settings
from django.core.paginator import Page as PaginatorPage, Paginator
from django.http import QueryDict

from knowledge import addresses
from knowledge.models import CasePage, ListPage, OpgavePage, SitePage
from knowledge.models.kinds import kinds
from knowledge.pages.queries import visible
from knowledge.reading import cards, filters, opgaven
from knowledge.reading.cards import PageCard
from knowledge.reading.home import approach_sentences
from knowledge.reading.opgaven import ListedOpgave
from search import facets, forms
from search.facets import Narrower, ShownFacet
from search.forms import SearchForm
from search.sources import FACETS

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
    """What a list page shows; without a form it has no filters."""

    form: SearchForm | None = None
    cards: list[PageCard] = field(default_factory=list)
    pages: PaginatorPage | None = None
    facets: tuple[ShownFacet, ...] = ()
    approaches: list[Choice] = field(default_factory=list)
    # The lists below it, by title and address.
    below: list[tuple[str, str]] = field(default_factory=list)
    opgaven: list[ListedOpgave] = field(default_factory=list)
    # How many there are in the source language, and not in this one.
    dutch_only: int = 0

    @property
    def total(self) -> int:
        """Return how many there are."""
        return self.pages.paginator.count if self.pages else len(self.opgaven)

    @property
    def query(self) -> str:
        """Return what is asked beside the page, as the begin of a query string: "jaar=2026&"."""
        asked = self.form.address()[1:] if self.form else ""
        return f"{asked}&" if asked else ""

    @property
    def chips(self) -> list[dict[str, str]]:
        """Return the filters that are on, each with the address of the list without it."""
        return facets.chips(self.form, self.facets)

    @property
    def narrower(self) -> list[Narrower]:
        """Return the filters that leave only what the visitor asked to see first."""
        return facets.narrower(self.form, self.facets)


def listing(page: ListPage, asked: QueryDict, language: str) -> Listing:
    """Return what page shows; `asked` is the query string; at most thirteen queries.

    What is asked and does not exist is passed over: an address from outside never breaks a list.
    """
    if page.lists == ListPage.OPGAVEN:
        return Listing(
            opgaven=opgaven.opgaven(language), dutch_only=dutch_only(language, OpgavePage)
        )
    is_all, is_cases = page.lists == ListPage.ALL, page.lists == CasePage.kind
    models = [model for model in kinds() if model.kind == page.lists]
    shelf = filters.shelf(language, *models)
    form = forms.read_list(asked, language=language, facets=FACETS)
    form = form.with_filters(shelf.known(form.filters, language))
    ordered = shelf.leading(shelf.narrowed(form.filters), form.preference)
    shown = Paginator(ordered, PER_PAGE).get_page(asked.get("pagina"))
    found = {one.pk: one for one in cards.pages(language, *models).filter(pk__in=list(shown))}
    preferred = shelf.preferred(found, form.preference)
    return Listing(
        form=form,
        cards=cards.cards(
            [found[pk] for pk in shown if pk in found], preferred=preferred, days=shelf.days
        ),
        pages=shown,
        facets=shelf.facets(form.filters, language),
        approaches=_approaches(form) if is_cases else [],
        below=_below(page, language) if is_all else [],
        dutch_only=dutch_only(language, *models),
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


def _below(page: ListPage, language: str) -> list[tuple[str, str]]:
    """Return the public lists below a list; one query."""
    found = list(visible(ListPage, language).child_of(page).order_by("path"))
    urls = addresses.urls(found) if found else {}
    return [(one.title, urls[one.pk]) for one in found if one.pk in urls]


def _approaches(form: SearchForm) -> list[Choice]:
    chosen = form.filters.get("aanpak", ())
    return [
        Choice(
            value=approach.value,
            label=str(approach.label),
            url=form.without("aanpak", approach.value)
            if approach.value in chosen
            else f"{form.narrowed_to('aanpak', approach.value)}#lijst",
            chosen=approach.value in chosen,
            text=sentence,
        )
        for approach, sentence in approach_sentences().items()
    ]
