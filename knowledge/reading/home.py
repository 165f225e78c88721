"""What the home page lists: the newest, the most wanted, one case per approach."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _, ngettext

from knowledge import addresses
from knowledge.models import (
    ActionSheetPage,
    CasePage,
    HomePage,
    Passage,
    Question,
    ReadingGuidePage,
    RecordingPage,
    ReportPage,
)
from knowledge.models.recording import not_watchable
from knowledge.pages.queries import visible
from knowledge.questions import rows as question_rows
from knowledge.questions.rows import QuestionRow
from knowledge.reading import cards, filters, opgaven
from knowledge.reading.cards import PageCard
from knowledge.reading.opgaven import ListedOpgave
from knowledge.text.choices import Approach
from office.clock import timecode
from search import results
from search.preferences import NONE, Preference

NEWS = 3
OPEN_QUESTIONS = 3
SPOKEN = 2
FEWEST_HITS = 3
NEWEST = ("-first_published_at", "-pk")


@dataclass(frozen=True, slots=True)
class ApproachRow:
    """An approach with one example; without one the page asks for it."""

    value: str
    label: str
    sentence: str
    url: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence of a recording that leads to its second."""

    text: str
    clock: str
    seconds: int
    url: str


@dataclass(frozen=True, slots=True)
class LookBack:
    """The newest recording that can be watched."""

    title: str
    url: str
    minutes: int
    reenacted: bool
    has_text: bool
    spoken: list[Spoken]


@dataclass(frozen=True, slots=True)
class HomeContent:
    """Everything the home page lists."""

    searches: list[str]
    news: list[PageCard]
    wanted: list[QuestionRow]
    answered: list[QuestionRow]
    opgaven: tuple[ListedOpgave, ...]
    approaches: list[ApproachRow]
    look_back: LookBack | None
    start: list[PageCard]

    @property
    def is_preferred(self) -> bool:
        """Tell whether the news begins with what the visitor prefers."""
        return any(card.preferred for card in self.news)


def content(home: HomePage, language: str, preference: Preference = NONE) -> HomeContent:
    """Return what the home page lists; about fifteen queries, however much there is.

    What the visitor prefers comes first among the news and as the example of an approach.
    """
    wanted, answered = question_rows.wanted_and_answered(
        Question.objects.filter(language=language), wanted=OPEN_QUESTIONS, answered=1
    )
    return HomeContent(
        searches=searches_with_hits(home, language),
        news=_preferred(language, preference) or _news(language),
        wanted=wanted,
        answered=answered,
        opgaven=opgaven.opgaven(language),
        approaches=_approaches(language, preference),
        look_back=_look_back(language),
        start=_start(language),
    )


def searches_with_hits(home: HomePage, language: str) -> list[str]:
    """Return the example searches that find something; no query."""
    texts = [block["value"] for block in home.example_searches.raw_data]
    return [text for text in texts if results.total(text, language=language) >= FEWEST_HITS]


def _news(language: str) -> list[PageCard]:
    """Return what was said last in a kenniskring, then the newest of everything else.

    A report says its first point in short: that tells more than a summary.
    """
    newest = list(cards.pages(language)[:NEWS])
    report = cards.pages(language, ReportPage).first()
    if report is None:
        return cards.cards(newest)
    points = ReportPage.objects.filter(pk=report.pk).only("in_short").get().in_short.raw_data
    newest = [report, *(page for page in newest if page.pk != report.pk)][:NEWS]
    return cards.cards(newest, texts={report.pk: points[0]["value"]["text"]} if points else {})


def _preferred(language: str, preference: Preference) -> list[PageCard]:
    """Return the newest of what the visitor prefers, then of the rest; none when there is none."""
    if not preference:
        return []
    shelf = filters.shelf(language)
    first = shelf.leading(shelf.all, preference)[:NEWS]
    if not shelf.preferred(first, preference):
        return []
    found = {page.pk: page for page in cards.pages(language).filter(pk__in=first)}
    pages = [found[pk] for pk in first if pk in found]
    return cards.cards(pages, preferred=shelf.preferred(first, preference), days=shelf.days)


def _start(language: str) -> list[PageCard]:
    """Return the newest guide and the newest sheet: something to begin with today."""
    newest = [cards.pages(language, kind).first() for kind in (ReadingGuidePage, ActionSheetPage)]
    found = [page for page in newest if page]
    guides = ReadingGuidePage.objects.filter(pk__in=[page.pk for page in found]).only("steps")
    steps = {page.pk: len(page.steps.raw_data) for page in guides}
    texts = {
        pk: ngettext("%(number)s vraag.", "%(number)s vragen, begin bij 1.", number)
        % {"number": number}
        for pk, number in steps.items()
        if number
    }
    return cards.cards(found, texts=texts)


def _approaches(language: str, preference: Preference) -> list[ApproachRow]:
    """Return each approach with its newest case, of a gemeente as the visitor's if there is one."""
    newest = visible(CasePage, language).order_by(*NEWEST)
    titles = newest.values_list("title", "url_path")
    of_size = dict(preference.values).get("grootte", "")
    first = filters.shelf(language).having.get("grootte", {}).get(of_size) if of_size else None
    examples = {
        approach: (first and titles.filter(approach=approach, pk__in=first).first())
        or titles.filter(approach=approach).first()
        for approach in Approach
    }
    return [
        ApproachRow(
            value=approach.value,
            label=str(approach.label),
            sentence=sentence,
            url=addresses.tree_url(example[1]) if example else "",
            title=example[0] if example else "",
        )
        for approach, sentence in approach_sentences().items()
        for example in [examples[approach]]
    ]


def approach_sentences() -> dict[Approach, str]:
    """Return what each approach means, in one sentence."""
    return {
        Approach.POLICY_FIELD: _("De gemeente maakt een plan voor elk beleidsterrein."),
        Approach.OPGAVE: _("Eén grote opdracht voor de hele gemeente is het beginpunt."),
        Approach.CHILD: _("Wat kinderen zelf zeggen en nodig hebben, is het beginpunt."),
    }


def _look_back(language: str) -> LookBack | None:
    pages = visible(RecordingPage, language).exclude(not_watchable("recording")).order_by(*NEWEST)
    newest = pages.values(
        "pk", "title", "url_path", "recording__duration", "recording__reenacted"
    ).first()
    if newest is None:
        return None
    spans = Passage.objects.live().filter(
        page=newest["pk"], kind=Passage.Kind.SPAN, seconds__isnull=False
    )
    spoken = [
        Spoken(
            text=Truncator(text).words(16),
            clock=timecode(seconds),
            seconds=seconds,
            url=reverse("passage", args=[pk]),
        )
        for pk, text, seconds in spans.in_order().values_list("pk", "text", "seconds")[:SPOKEN]
    ]
    return LookBack(
        title=newest["title"],
        url=addresses.tree_url(newest["url_path"]),
        minutes=round(newest["recording__duration"] / 60),
        reenacted=newest["recording__reenacted"],
        has_text=bool(spoken),
        spoken=spoken,
    )
