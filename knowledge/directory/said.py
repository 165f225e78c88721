"""What a person said: in recordings, per second, and as she is quoted in texts."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator
from wagtail.models import Page, ReferenceIndex

from knowledge import addresses
from knowledge.models import Cue, Passage, Person, RecordingPage
from knowledge.passages import resolver
from knowledge.reading import cards
from office.clock import timecode

# Of one recording, and how much of each: the recording has the rest.
MOST, WORDS = 5, 30


@dataclass(frozen=True, slots=True)
class Moment:
    """The beginning of what was said, with its place; `at` is "12:34", "" without a film."""

    words: str
    url: str
    at: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """Literal words of somebody, the page that quotes them, and their place on it."""

    words: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said in one recording; `more` is how many moments are left out."""

    title: str
    url: str
    moments: list[Moment]
    more: int


def said_by(person: Person, *, language: str) -> list[Said]:
    """Return what person said, the newest recording first; two queries and those of addresses.

    Whose words are not in a passage that everybody may read, is quoted nowhere.
    """
    begun = Cue.objects.filter(speaker__person=person, starts_span=True)
    spans = Passage.objects.filter(
        resolver.visible(),
        kind=Passage.Kind.SPAN,
        key__in=begun.values("uid"),
        page__in=cards.pages(language, RecordingPage).order_by().values("pk"),
    )
    by_page: dict[int, list[Passage]] = defaultdict(list)
    for span in spans.order_by("page", "position"):
        by_page[span.page_id].append(span)
    if not by_page:
        return []
    pages = list(cards.pages(language, RecordingPage).filter(pk__in=by_page))
    urls = addresses.urls(pages)
    return [
        Said(
            title=page.title,
            url=urls[page.pk],
            moments=[_moment(span, urls[page.pk]) for span in by_page[page.pk][:MOST]],
            more=max(len(by_page[page.pk]) - MOST, 0),
        )
        for page in pages
    ]


def quotes_of(person: Person, *, language: str) -> list[Quoted]:
    """Return the quotes of person in texts, the newest page first.

    The reference index finds the pages; whose words a quote holds, the page itself says. Three
    queries, one for each kind among the pages, and those of addresses.
    """
    pages = list(cards.pages(language).filter(pk__in=pages_that_name(person)))
    own = Page.objects.filter(pk__in=[page.pk for page in pages]).specific()
    quotes = [quote for page in own for quote in quotes_on(page)]
    keys = {quote["id"] for quote in quotes if quote["value"].get("speaker") == person.pk}
    by_page: dict[int, list[Passage]] = defaultdict(list)
    for passage in Passage.objects.live().filter(page__in=pages, key__in=keys).in_order():
        by_page[passage.page_id].append(passage)
    urls = addresses.urls(pages)
    return [
        Quoted(passage.text, page.title, f"{urls[page.pk]}#{passage.anchor}")
        for page in pages
        for passage in by_page[page.pk]
    ]


def pages_that_name(person: Person) -> list[int]:
    """Return the pages that point at person, by what the reference index knows; one query."""
    numbers = ReferenceIndex.get_references_to(person).values_list("object_id", flat=True)
    return [int(pk) for pk in numbers if pk.isdecimal()]


def quotes_on(page: Page) -> Iterator[dict[str, Any]]:
    """Yield each quote in the texts of a page, as it is stored."""
    for field in getattr(page, "passage_fields", ()):
        for block in getattr(page, field.name).raw_data:
            if block["type"] == "quote":
                yield block


def _moment(span: Passage, url: str) -> Moment:
    query = "" if span.seconds is None else f"?t={span.seconds}"
    return Moment(
        words=Truncator(span.text).words(WORDS),
        url=f"{url}{query}#{span.anchor}",
        at="" if span.seconds is None else timecode(span.seconds),
    )
