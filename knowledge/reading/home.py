"""What the home page lists: the newest, the most wanted, one case per form of approach."""

from dataclasses import dataclass

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Page

from knowledge import addresses
from knowledge.models import CasePage, HomePage, Passage, Question, RecordingPage, ReportPage
from knowledge.pages import queries
from knowledge.questions import rows as question_rows
from knowledge.questions.rows import QuestionRow
from knowledge.reading import cards, opgaven
from knowledge.reading.cards import Card
from knowledge.reading.opgaven import OpgaveRow
from knowledge.text.choices import Approach
from office.clock import moment
from search import results

NEWS = 3
OPEN_QUESTIONS = 3
SPOKEN = 2
FEWEST_HITS = 3


@dataclass(frozen=True, slots=True)
class ApproachRow:
    """A form of approach with one example; without one the page asks for it."""

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
    news: list[Card]
    wanted: list[QuestionRow]
    answered: list[QuestionRow]
    opgaven: list[OpgaveRow]
    approaches: list[ApproachRow]
    look_back: LookBack | None


def content(home: HomePage, language: str) -> HomeContent:
    """Return what the home page lists; six queries, however much there is."""
    pages = list(_chosen(language))
    news = _news(pages)
    urls = addresses.urls(pages)
    wanted, answered = question_rows.wanted_and_answered(
        Question.objects.filter(language=language), wanted=OPEN_QUESTIONS, answered=1
    )
    return HomeContent(
        searches=searches_with_hits(home, language),
        news=cards.cards(news, texts=_first_points(news), urls=urls),
        wanted=wanted,
        answered=answered,
        opgaven=opgaven.opgaven(language),
        approaches=_approaches(pages, urls),
        look_back=_look_back(pages, urls),
    )


def searches_with_hits(home: HomePage, language: str) -> list[str]:
    """Return the example searches that find something; no query."""
    texts = [block["value"] for block in home.example_searches.raw_data]
    return [text for text in texts if results.total(text, language=language) >= FEWEST_HITS]


def _chosen(language: str):
    """Return the newest pages, the newest report and recording, the newest case of each form."""
    newest_first = ["-first_published_at", "-pk"]
    kinds = queries.types(CasePage, RecordingPage, ReportPage)
    return (
        cards.knowledge(language)
        .select_related("reportpage", "recordingpage__recording")
        .only(*cards.CARD_COLUMNS, "reportpage__in_short", *cards.FILM_COLUMNS)
        .annotate(
            approach=F("casepage__approach"),
            newest=Window(RowNumber(), order_by=newest_first),
            newest_of_kind=Window(
                RowNumber(),
                partition_by=[F("content_type"), F("casepage__approach")],
                order_by=newest_first,
            ),
        )
        .filter(Q(newest__lte=NEWS) | Q(newest_of_kind=1, content_type__in=kinds))
    )


def _news(pages: list[Page]) -> list[Page]:
    """Return what was said last in a kenniskring, then the newest of everything else."""
    reports = [page for page in pages if page.specific_class is ReportPage]
    first = [page for page in reports if page.newest_of_kind == 1]
    return (first + [page for page in pages if page.newest <= NEWS and page not in first])[:NEWS]


def _first_points(pages: list[Page]) -> dict[int, str]:
    """Return the first point in short of each report: it says more than a summary."""
    points = {
        page.pk: page.reportpage.in_short.raw_data
        for page in pages
        if page.specific_class is ReportPage
    }
    return {pk: raw[0]["value"]["text"] for pk, raw in points.items() if raw}


def _approaches(pages: list[Page], urls: dict[int, str]) -> list[ApproachRow]:
    sentences = approach_sentences()
    examples = {
        page.approach: page
        for page in pages
        if page.newest_of_kind == 1 and page.specific_class is CasePage
    }
    return [
        ApproachRow(
            value=approach.value,
            label=str(approach.label),
            sentence=sentences[approach],
            url=urls.get(example.pk, "") if example else "",
            title=example.title if example else "",
        )
        for approach in Approach
        for example in [examples.get(approach.value)]
    ]


def approach_sentences() -> dict[Approach, str]:
    """Return what each form of approach means, in one sentence."""
    return {
        Approach.POLICY_FIELD: _("De gemeente maakt een plan voor elk beleidsterrein."),
        Approach.OPGAVE: _("Eén grote opdracht voor de hele gemeente is het beginpunt."),
        Approach.CHILD: _("Wat kinderen zelf zeggen en nodig hebben, is het beginpunt."),
    }


def _look_back(pages: list[Page], urls: dict[int, str]) -> LookBack | None:
    page = next(
        (
            page
            for page in pages
            if page.specific_class is RecordingPage and page.newest_of_kind == 1
        ),
        None,
    )
    if page is None or page.recordingpage.recording.withdrawn:
        return None
    recording, url = page.recordingpage.recording, urls.get(page.pk, "")
    spans = Passage.objects.live().filter(
        page=page.pk, kind=Passage.Kind.SPAN, seconds__isnull=False
    )
    spoken = [
        Spoken(
            text=Truncator(span.text).words(16),
            clock=moment(span.seconds),
            seconds=span.seconds,
            url=reverse("passage", args=[span.pk]),
        )
        for span in spans.in_order()[:SPOKEN]
    ]
    return LookBack(
        title=page.title,
        url=url,
        minutes=round(recording.duration / 60),
        reenacted=recording.reenacted,
        has_text=bool(spoken),
        spoken=spoken,
    )
