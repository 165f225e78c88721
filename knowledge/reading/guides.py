"""Reading guides: where each of their questions leads, and what a page that they lead to shows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext
from wagtail.models import Page

from knowledge import addresses
from knowledge.models import Passage, Question, ReadingGuidePage, SiteDocument, SitePage
from knowledge.pages import links
from knowledge.pages.queries import visible
from knowledge.passages import resolver
from knowledge.reading import references
from knowledge.text import harmless
from office.shared_reads import shared


class Way(NamedTuple):
    """A question of a guide, and the address where a reader goes for it."""

    question: str
    url: str


@dataclass(frozen=True, slots=True)
class Step:
    """A question of a guide.

    `url` is where its answer stands: "" when nobody knows, or when it is not public. `page` is the
    translation key of the page that it leads to, or `question_id` the key of a practitioners'
    question; both are None for a file or another site. `place` is the anchor on that page, "" for
    the page as a whole.
    """

    number: int
    key: str
    question: str
    answer: str
    url: str
    note: str
    page: UUID | None = None
    question_id: int | None = None
    place: str = ""

    @property
    def anchor(self) -> str:
        """The id of the question on the page of its guide."""
        return f"p-{self.key}"


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide with its questions in order."""

    key: UUID
    title: str
    url: str
    steps: tuple[Step, ...]

    def way(self, index: int) -> Way | None:
        """Return the question at index; without an answer it leads to its place in the guide."""
        if not 0 <= index < len(self.steps):
            return None
        step = self.steps[index]
        return Way(step.question, step.url or f"{self.url}#{step.anchor}")


class BarPart(NamedTuple):
    """Questions in a row whose answers stand at one place of the page, and the ones around them."""

    first: int
    last: int
    place: str
    before: Way | None
    after: Way | None


@dataclass(frozen=True, slots=True)
class Bar:
    """What a page shows of a guide that leads to it: which parts stand on it."""

    guide: Guide
    parts: tuple[BarPart, ...]

    @property
    def total(self) -> int:
        """The number of questions in the guide."""
        return len(self.guide.steps)


def bars(page: SitePage, language: str) -> list[Bar]:
    """Return the bars of the guides that lead to page, by title.

    Five queries at most, for all pages together while nothing changes.
    """
    key = page.translation_key
    others = (guide for guide in _guides(language) if guide.key != key)
    return _bars(others, lambda step: step.page == key)


def bars_of_question(question: Question, language: str) -> list[Bar]:
    """Return the bars of the guides that lead to a practitioners' question; queries as `bars`."""
    return _bars(_guides(language), lambda step: step.question_id == question.pk)


def _bars(guides: Iterable[Guide], leads_here: Callable[[Step], bool]) -> list[Bar]:
    found = []
    for guide in guides:
        places = groupby(guide.steps, lambda step: (leads_here(step), step.place))
        runs = [(place, list(run)) for (here, place), run in places if here]
        parts = tuple(_part(guide, place, run[0].number, run[-1].number) for place, run in runs)
        if parts:
            found.append(Bar(guide, parts))
    return found


def _part(guide: Guide, place: str, first: int, last: int) -> BarPart:
    return BarPart(first, last, place, guide.way(first - 2), guide.way(last))


def steps(page: ReadingGuidePage) -> tuple[Step, ...]:
    """Return the questions of one guide, also of one that is not saved; five queries at most."""
    return _resolved([page])[0].steps


@shared
def _guides(language: str) -> list[Guide]:
    found = visible(ReadingGuidePage, language).order_by("title", "pk")
    return _resolved(list(found))


def _resolved(guides: list[ReadingGuidePage]) -> list[Guide]:
    """Return the guides with every target looked up, for all of them together."""
    values = [block["value"] for guide in guides for block in guide.steps.raw_data]
    passages = {row.pk: row for row in _passages(_named(values, "passage"))}
    targets = {*_named(values, "page"), *(row.page_id for row in passages.values())} - {None}
    pages = {row.pk: row for row in Page.objects.filter(pk__in=targets)} if targets else {}
    found = _Targets(
        passages=passages,
        pages={pk: row.translation_key for pk, row in pages.items()},
        urls=links.urls(pages.values()) if pages else {},
        documents=SiteDocument.objects.in_bulk(_named(values, "document")),
    )
    own = addresses.urls(guides)
    return [
        Guide(
            key=guide.translation_key,
            title=guide.title,
            url=own.get(guide.pk, ""),
            steps=tuple(
                _step(number, block, found)
                for number, block in enumerate(guide.steps.raw_data, start=1)
            ),
        )
        for guide in guides
    ]


class _Targets(NamedTuple):
    passages: dict[str, Passage]
    pages: dict[int, UUID]
    urls: dict[int, str]
    documents: dict[int, SiteDocument]


def _named(values: Iterable[dict[str, Any]], name: str) -> set[Any]:
    return {value.get(name) for value in values} - {None, ""}


def _passages(codes: set[str]) -> list[Passage]:
    if not codes:
        return []
    found = Passage.objects.filter(resolver.visible(), pk__in=codes)
    return list(found.only("pk", "page_id", "question_id", "key"))


def _step(number: int, block: dict[str, Any], found: _Targets) -> Step:
    value = block["value"]
    passage = found.passages.get(value.get("passage"))
    page = passage.page_id if passage else value.get("page")
    document = None
    if passage:
        url = reverse("passage", args=[passage.pk])
    elif page in found.urls:
        url = found.urls[page]
    else:
        document = found.documents.get(value.get("document"))
        url = document.url if document else ""
    elsewhere = "" if url else harmless.address(value.get("url") or "")
    return Step(
        number=number,
        key=block.get("id") or "",
        question=value.get("question") or "",
        answer=value.get("answer") or "",
        url=url or elsewhere,
        note=references.note(
            value,
            document=document,
            elsewhere=bool(elsewhere),
            unknown="" if url or elsewhere else gettext("waar dit staat, is nog niet bekend"),
        ),
        page=found.pages.get(page),
        question_id=passage.question_id if passage else None,
        place=passage.anchor if passage else "",
    )
