"""What a list page and the page of an opgave show."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.utils.http import urlencode

from knowledge import queries
from knowledge.home import approach_sentences
from knowledge.models import (
    CasePage,
    KnowledgePage,
    ListPage,
    OpgavePage,
    Question,
    RecordingPage,
    ReportPage,
)
from knowledge.queries import Card, OpgaveRow
from knowledge.questions import rows as question_rows
from knowledge.questions.rows import QuestionRow
from knowledge.text.choices import Approach, Change

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
        return Listing(opgaven=queries.opgaven(language))
    models = MODELS[page.lists]
    kind, approach = asked.get("soort", ""), asked.get("aanpak", "")
    chosen = [model for model in models if model.kind == kind] if len(models) > 1 else []
    pages = queries.knowledge(language, *(chosen or models))
    if page.lists == ListPage.Lists.CASES and approach in Approach.values:
        pages = pages.filter(casepage__approach=approach)
    else:
        approach = ""
    shown = Paginator(pages, PER_PAGE).get_page(asked.get("pagina"))
    filters = {"soort": kind if chosen else "", "aanpak": approach}
    query = urlencode({name: value for name, value in filters.items() if value})
    return Listing(
        cards=queries.cards(list(shown)),
        pages=shown,
        query=f"{query}&" if query else "",
        kinds=_kinds(models, kind if chosen else "", language),
        approaches=_approaches(approach) if page.lists == ListPage.Lists.CASES else [],
    )


def _kinds(models: tuple[type[KnowledgePage], ...], chosen: str, language: str) -> list[Choice]:
    if len(models) < 2:
        return []
    counts = queries.kind_counts(language)
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


@dataclass(frozen=True, slots=True)
class ChangeColumn:
    """One part of the theory of change with its cases."""

    title: str
    term: str
    cards: list[Card]


@dataclass(frozen=True, slots=True)
class OpgaveContent:
    """Everything the page of an opgave lists."""

    row: OpgaveRow | None
    before: OpgaveRow | None
    after: OpgaveRow | None
    starts: list[tuple[Card, str]]
    columns: list[ChangeColumn]
    wanted: list[QuestionRow]
    answered: list[QuestionRow]


def opgave_content(page: OpgavePage, language: str) -> OpgaveContent:
    """Return what the page of an opgave lists; at most seven queries."""
    rows = queries.opgaven(language)
    place = next((at for at, row in enumerate(rows) if row.key == page.translation_key), None)
    cases = queries.cases_of(page, language)
    wanted, answered = question_rows.wanted_and_answered(
        Question.objects.filter(language=language, opgave__translation_key=page.translation_key),
        wanted=5,
        answered=5,
    )
    return OpgaveContent(
        row=rows[place] if place is not None else None,
        before=rows[place - 1] if place else None,
        after=rows[place + 1] if place is not None and place + 1 < len(rows) else None,
        starts=queries.starting_points(page, language) or [(card, "") for _, card in cases[:3]],
        columns=_columns(cases),
        wanted=wanted,
        answered=answered,
    )


def _columns(cases: list[tuple[str, Card]]) -> list[ChangeColumn]:
    columns = []
    for change in Change:
        # The label reads "Verzachten (nu)": the term stands under the title.
        title, _space, term = str(change.label).partition(" ")
        cards = [card for value, card in cases if value == change.value]
        columns.append(ChangeColumn(title=title, term=term.strip("()"), cards=cards))
    return columns
