"""What a list page shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.paginator import Page as PaginatorPage, Paginator
from django.utils.http import urlencode

from knowledge.models import (
    CasePage,
    KnowledgePage,
    ListPage,
    RecordingPage,
    ReportPage,
)
from knowledge.pages import queries
from knowledge.reading import cards, opgaven
from knowledge.reading.cards import Card
from knowledge.reading.home import approach_sentences
from knowledge.reading.opgaven import OpgaveRow
from knowledge.text.choices import Approach

PER_PAGE = 20

MODELS: Mapping[str, tuple[type[KnowledgePage], ...]] = {
    ListPage.Lists.ALL: queries.KINDS,
    ListPage.Lists.REPORTS: (ReportPage,),
    ListPage.Lists.CASES: (CasePage,),
    ListPage.Lists.RECORDINGS: (RecordingPage,),
}


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

    cards: list[Card] = field(default_factory=list)
    pages: PaginatorPage | None = None
    query: str = ""
    kinds: list[Choice] = field(default_factory=list)
    approaches: list[Choice] = field(default_factory=list)
    opgaven: list[OpgaveRow] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Return how many there are."""
        return self.pages.paginator.count if self.pages else len(self.opgaven)


def listing(page: ListPage, asked: Mapping[str, str], language: str) -> Listing:
    """Return what page shows; `asked` is the query string; at most six queries.

    What is asked and does not exist is passed over: an address from outside never breaks a list.
    """
    if page.lists == ListPage.Lists.OPGAVEN:
        return Listing(opgaven=opgaven.opgaven(language))
    models = MODELS[page.lists]
    kind, approach = asked.get("soort", ""), asked.get("aanpak", "")
    chosen = [model for model in models if model.kind == kind] if len(models) > 1 else []
    pages = cards.knowledge(language, *(chosen or models))
    if page.lists == ListPage.Lists.CASES and approach in Approach.values:
        pages = pages.filter(casepage__approach=approach)
    else:
        approach = ""
    shown = Paginator(pages, PER_PAGE).get_page(asked.get("pagina"))
    filters = {"soort": kind if chosen else "", "aanpak": approach}
    query = urlencode({name: value for name, value in filters.items() if value})
    return Listing(
        cards=cards.cards(list(shown)),
        pages=shown,
        query=f"{query}&" if query else "",
        kinds=_kinds(models, kind if chosen else "", language),
        approaches=_approaches(approach) if page.lists == ListPage.Lists.CASES else [],
    )


def _kinds(models: tuple[type[KnowledgePage], ...], chosen: str, language: str) -> list[Choice]:
    if len(models) < 2:
        return []
    counts = cards.kind_counts(language)
    return [
        Choice(
            value=model.kind,
            label=str(model._meta.verbose_name_plural).capitalize(),
            url="?" if model.kind == chosen else f"?soort={model.kind}",
            count=counts[model.kind],
            chosen=model.kind == chosen,
        )
        for model in models
        if counts[model.kind]
    ]


def _approaches(chosen: str) -> list[Choice]:
    sentences = approach_sentences()
    return [
        Choice(
            value=approach.value,
            label=str(approach.label),
            url="?" if approach.value == chosen else f"?aanpak={approach.value}#lijst",
            chosen=approach.value == chosen,
            text=sentences[approach],
        )
        for approach in Approach
    ]
